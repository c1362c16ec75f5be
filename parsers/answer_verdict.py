"""What the clauses of an answer come to, and how likely it is that one of them, read differently, would turn it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parsers.answer_clauses import Clause
from parsers.answer_kinds import (
    DISPLEASED,
    FAILS,
    FURTHER,
    GRIEVANCE,
    MANNERS,
    PRAISE,
    SLOW,
    THANKS,
    WAITS,
    WORKS,
)
from parsers.answer_model import Chances, likely
from parsers.answer_scores import BEST, read_score
from parsers.phrases.answers import PARTLY, STILL

Reason = Literal["", "not_removed", "too_slow", "attitude", "other"]

_COMPLAINTS = frozenset(DISPLEASED + SLOW + MANNERS + GRIEVANCE)
_HEARD = frozenset(FAILS + FURTHER + WAITS + THANKS + PRAISE + SLOW + MANNERS + GRIEVANCE)
_NOW = re.compile("现在|目前|已经|终于|今天|后来|最后|(?<![a-z])(?:now|finally|today|meanwhile|eventually)(?![a-z])")
_STILL = re.compile(STILL)
_PARTLY = re.compile(PARTLY)
_POOR, _GOOD = 2, 4  # scores up to the one complain, from the other on praise
_NEGLIGIBLE = 0.03  # chances below it are not followed up
SUSPICION = 0.5  # the chance of another verdict that a suspicious clause adds, whatever the weights say


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    As parsers.answers.Answer.

    Attributes:
        further: another problem is brought up.
        sure: nothing in it contradicts, waits or is left out, as long as the clauses say what is assumed.
    """

    solved: bool | None = None
    satisfied: bool | None = None
    score: int | None = None
    reason: Reason = ""
    further: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """
    A clause, the scores in it, and the chances that it says this or that.

    Attributes:
        still: it tells of something that is as before, and no other problem was announced.
        nod: nothing but "ok" or "received".
        signs: the kinds of phrases in it.
    """

    clause: Clause
    scores: tuple[int, ...]
    chances: Chances
    still: bool
    nod: bool
    signs: frozenset[str] = frozenset()


def statements_of(read: Sequence[tuple[Clause, Sequence[str]]], chances: Sequence[Chances]) -> list[Statement]:
    found = []
    announced = False
    for (clause, signs), chance in zip(read, chances, strict=True):
        announced |= clause.further
        scores = () if clause.asked else read_score((clause.text,))
        still = bool(_STILL.search(clause.text)) and not announced
        nod = set(signs) == {"acknowledged"}
        found.append(Statement(clause, scores, chance, still, nod, frozenset(signs)))
    return found


def judged(statements: Sequence[Statement]) -> tuple[Verdict, float]:
    """The verdict by what each clause most likely says, and the chance that it is another one."""
    said = [likely(statement.chances) for statement in statements]
    verdict = verdict_of(statements, said)
    doubt = SUSPICION * sum(_is_suspicious(one, kinds) for one, kinds in zip(statements, said, strict=True))
    if verdict.solved is not False:
        doubt += SUSPICION * len(list(_overruled(statements, said)))
    for at, kinds, chance in _turned(statements, said):
        if verdict_of(statements, [*said[:at], kinds, *said[at + 1 :]]) != verdict:
            doubt += chance
    return verdict, doubt


def _is_suspicious(one: Statement, kinds: str) -> bool:
    """Another problem that is "still" there may be the old one; a "but" and a "partly" that say nothing may say no."""
    unheard = not kinds and one.clause.start > 0 and one.clause.contrast
    partly = not kinds and bool(_PARTLY.search(one.clause.text))
    return (one.still and FURTHER in kinds) or unheard or partly


def _overruled(statements: Sequence[Statement], said: Sequence[str]) -> Iterator[Statement]:
    """Where the last phrases say that it fails, or that it is not tried, and the weights that it is something else."""
    works = max((at for at, kinds in enumerate(said) if WORKS in kinds), default=-1)
    for at, (one, kinds) in enumerate(zip(statements, said, strict=True)):
        denied = "unsolved" in one.signs and "past" not in one.signs and not _HEARD.intersection(kinds)
        untried = "testing" in one.signs and not (_HEARD - {FURTHER} | {WORKS}).intersection(kinds)
        if at >= works and (denied or untried):
            yield one


def _turned(statements: Sequence[Statement], said: Sequence[str]) -> Iterator[tuple[int, str, float]]:
    """Each clause with one kind more or less than it likely says, and the chance of that."""
    for at, statement in enumerate(statements):
        for kind, chance in statement.chances.items():
            if min(chance, 1 - chance) > _NEGLIGIBLE:
                kinds = said[at].replace(kind, "") if kind in said[at] else said[at] + kind
                yield at, kinds, min(chance, 1 - chance)


def verdict_of(statements: Sequence[Statement], said: Sequence[str]) -> Verdict:
    """
    Args:
        said: the kinds that each clause is taken to say (parsers.answer_model.KINDS).
    """
    own = [(one, kinds) for one, kinds in zip(statements, said, strict=True) if FURTHER not in kinds]
    signs = {kind for _, kinds in own for kind in kinds if kind != THANKS}
    if _thanked(said):
        signs.add(THANKS)
    scores = dict.fromkeys(score for one, _ in own for score in one.scores)
    score = next(iter(scores)) or None if len(scores) == 1 else None
    solved, clear = _solved(own)
    good = PRAISE in signs or (score or 0) >= _GOOD
    bad = bool(signs & _COMPLAINTS) or 0 < (score or BEST) <= _POOR
    satisfied = _satisfied(signs, score, solved=solved, mood=None if good == bad else good)
    clear &= len(scores) <= 1 and 0 not in scores and (solved is False or not _waits(own))
    clear &= (score or 0) < _GOOD if solved is False else not (good and bad)
    if clear and solved is None and satisfied:
        solved = True
    reason = _reason(signs, solved=solved) if solved is False or satisfied is False else ""
    sure = clear and (solved is not None or satisfied is False)
    return Verdict(solved, satisfied, score, reason, FURTHER in "".join(said), sure)


def _thanked(said: Sequence[str]) -> bool:
    """Thanks behind another problem are for what is still to come."""
    words = [kinds for kinds in said if kinds]
    return any(THANKS in kinds and not (at and FURTHER in words[at - 1]) for at, kinds in enumerate(words))


def _waits(own: Sequence[tuple[Statement, str]]) -> bool:
    """Something is still to come. "Ok" before good news is no more than polite."""
    works = max((at for at, (_, kinds) in enumerate(own) if WORKS in kinds), default=-1)
    return any(WAITS in kinds and not (one.nod and at < works) for at, (one, kinds) in enumerate(own))


def _solved(own: Sequence[tuple[Statement, str]]) -> tuple[bool | None, bool]:
    """The last word on whether it is solved, and whether that is clear."""
    marks = [(one.clause, kind) for one, kinds in own for kind in (WORKS, FAILS) if kind in kinds]
    if not marks:
        return None, True
    kinds = {kind for _, kind in marks}
    last, kind = marks[-1]
    if kind == FAILS or len(kinds) == 1:
        return kind == WORKS, True
    return (True, True) if _NOW.search(last.text) else (None, False)


def _satisfied(signs: Collection[str], score: int | None, *, solved: bool | None, mood: bool | None) -> bool | None:
    """Who has it not solved is dissatisfied only in so many words."""
    if solved is False:
        return False if DISPLEASED in signs or 0 < (score or BEST) <= _POOR else None
    if solved and mood is None and THANKS in signs and score is None and not _COMPLAINTS & set(signs):
        return True
    return mood


def _reason(signs: Collection[str], *, solved: bool | None) -> Reason:
    if MANNERS in signs:
        return "attitude"
    if SLOW in signs:
        return "too_slow"
    return "not_removed" if solved is False else "other"
