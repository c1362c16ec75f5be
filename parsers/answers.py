"""What a user says to "is it solved? are you satisfied?", in their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.answer_clauses import Clause, clauses_of, plain_of, signs_of, yes_or_no
from parsers.answer_kinds import FAILS, FURTHER, PRAISE, THANKS, WORKS
from parsers.answer_model import Model, likely, shipped_model
from parsers.answer_problems import Read, further_problem
from parsers.answer_slips import may_be_slip
from parsers.answer_verdict import Reason, judged, statements_of
from parsers.phrases.answers import AGREED, CONDITION, GIVES_UP, GREETING, PREPARED, SOME

MAX_WORDS = 60  # characters of a clause that says nothing but yes and no
MAX_READ = 4000  # characters; who writes more tells a story, whose end nobody may guess
MAX_CLAUSES = 60  # the same
# The chance of another verdict from which on the desk asks back. Of 500 answers of strangers .3 reads 437 right and
# 6 of the sure wrong, .35 reads 445 and 9; with .4 more are wrong than are gained.
MOST_DOUBT = 0.3

_GREETING = re.compile(f"(?:{GREETING})[ \\w]{{0,12}}")
_CONDITION = re.compile(rf"(?:(?:{GREETING})[^,，。.!！\n]{{0,12}}[,，。.!！\s]+)?(?:{CONDITION})")
# What has become so, or is so now, has not ended: 上午就好了
_BECAME = re.compile("[了啦]$|现在|目前|已经|终于|(?<![a-z])(?:now|finally|since|again)(?![a-z])")
_AGREED = re.compile(AGREED)
_GIVES_UP, _SOME = re.compile(GIVES_UP), re.compile(SOME)
_GOOD = frozenset({WORKS, PRAISE, "solved", "praise"})
_OPEN = frozenset({"testing", "trouble"})  # signs by which words below a ready answer leave it open
_ASKED = re.compile("解决|满意|(?<![a-z])(?:re)?solved|satisfied")  # our questions, copied


@dataclass(frozen=True, slots=True)
class Answer:
    """
    Attributes:
        solved, satisfied: None when it was not said. Who says that they are satisfied has it solved; who says that it
            is solved and thanks is satisfied; "still broken" alone says nothing of satisfaction.
        score: 1 to 5, 5 the best.
        reason: why it is not over; "" when they gave none. "not_removed" when it is not solved, unless they complain
            of time or manners; "other" when they complain in words that we do not know.
        words: all that they wrote.
        new_problem: another problem that they bring up, in their words.
        sure: False: ask back; the rest is then at most a hint.
    """

    solved: bool | None = None
    satisfied: bool | None = None
    score: int | None = None
    reason: Reason = ""
    words: str = ""
    new_problem: str = ""
    sure: bool = False


def read_answer(text: str, subject: str = "") -> Answer:
    """
    What an answer says of the two questions, and which other problem it brings up.

    Args:
        text: what the user typed, without quotation and signature (`parsers.quotes`).
        subject: without prefixes, tag and commands; it counts only when it is one that the desk has prepared.

    Returns:
        Answer; *sure* only if nothing in it contradicts, doubts, asks or waits.
    """
    words = text.strip()
    answer = replace(read_by(shipped_model(), words[:MAX_READ]), words=words)
    if len(words) > MAX_READ:
        answer = replace(answer, sure=False)
    prepared = read_answer_subject(subject) if subject else None
    return _joined(answer, prepared) if prepared else answer


def read_answer_subject(root: str) -> Answer | None:
    """The answer in a subject that the desk has prepared for a link: 满意, satisfied 5; None for any other subject."""
    plain = " ".join(plain_of(root).split())
    return (
        replace(read_by(shipped_model(), plain), words=root.strip()) if plain and _PREPARED.fullmatch(plain) else None
    )


_PREPARED_WORDS = sorted({word for words in PREPARED.values() for word in words.values()}, key=len, reverse=True)
_PREPARED = re.compile(rf"(?:{'|'.join(_PREPARED_WORDS)})?[ :]*[1-5]?(?: ?分| ?/ ?5)?")


def is_yes_or_no(text: str) -> bool:
    """Nothing but a yes, a no or a word that agrees, and thanks: what it says hangs on what was asked."""
    said = [(clause, signs_of(clause)) for clause in clauses_of(text)] if len(text) <= MAX_WORDS else []
    words = [clause for clause, signs in said if set(signs) != {"thanks"} or yes_or_no(clause.text)]
    words = [clause for clause in words if not _GREETING.fullmatch(clause.text)]
    return bool(words) and all(not clause.asked and _answers_anything(clause.text) for clause in words)


def _answers_anything(text: str) -> bool:
    return yes_or_no(text) is not None or bool(_AGREED.fullmatch(text))


def _joined(answer: Answer, prepared: Answer) -> Answer:
    """What the subject of a link says, with the reason and the other problem that its text has."""
    if answer.solved is not None and prepared.solved not in (None, answer.solved):
        return replace(answer, sure=False)
    if answer.satisfied is not None and prepared.satisfied not in (None, answer.satisfied):
        return replace(answer, sure=False)
    return replace(
        prepared,
        sure=prepared.sure and not (prepared.solved and _leaves_open(answer)),
        solved=prepared.solved if answer.solved is None else answer.solved,
        satisfied=prepared.satisfied if answer.satisfied is None else answer.satisfied,
        score=prepared.score or answer.score,
        reason=answer.reason or prepared.reason,
        words=answer.words or prepared.words,
        new_problem=answer.new_problem,
    )


def _leaves_open(answer: Answer) -> bool:
    """Words that are not sure of anything, and wait, or go on with a but or a fault: 还没来得及试."""
    if answer.sure or answer.new_problem:
        return False
    clauses = clauses_of(answer.words[:MAX_READ])
    return any(one.contrast or not _OPEN.isdisjoint(signs_of(one)) for one in clauses)


def read_by(model: Model, text: str) -> Answer:
    """What *text* says by this model, without subject and without its words."""
    clauses = clauses_of(text)
    read = [(clause, signs_of(clause)) for clause in clauses[:MAX_CLAUSES]]
    if (plain := _yes_or_no(read)).sure:
        return plain
    chances = model.judge(clauses[:MAX_CLAUSES], [signs for _, signs in read])
    verdict, doubt = judged(statements_of(read, chances))
    said = [likely(chance) for chance in chances]
    was = verdict.solved is True and _was_once(read, said)
    clear = len(clauses) <= MAX_CLAUSES and not any(clause.text == "…" for clause in clauses)
    good = [clause for (clause, _), chance in zip(read, chances, strict=True) if chance[WORKS] > 0.5]
    clear &= verdict.solved is False or not may_be_slip(good or clauses, model.weights)
    clear &= verdict.solved is False or not _CONDITION.match(plain_of(text))
    clear &= not verdict.solved or verdict.satisfied is False or not _says_no(read)
    clear &= not (_only_a_no_denies(read, said) if verdict.solved is False else _is_half_hearted(read, said))
    return Answer(
        solved=verdict.solved,
        satisfied=verdict.satisfied,
        score=verdict.score,
        reason=verdict.reason,
        new_problem=further_problem(text, read, [FURTHER in kinds for kinds in said]),
        sure=verdict.sure and clear and not was and doubt < MOST_DOUBT,
    )


def _says_no(read: Sequence[Read]) -> bool:
    """A bare no, to whatever question: 是否解决 是 是否满意 否."""
    return any(yes_or_no(clause.text) is False for clause, _ in read)


def _only_a_no_denies(read: Sequence[Read], said: Sequence[str]) -> bool:
    """Nothing but a bare no, which may answer anything, speaks against good news: "No, all good"; 没有，都好了."""
    pairs = zip(read, said, strict=True)
    more = [(signs, kinds) for (clause, signs), kinds in pairs if yes_or_no(clause.text) is not False]
    heard = {sign for signs, kinds in more for sign in (*signs, *kinds)}
    return len(more) < len(read) and FAILS not in heard and not _GOOD.isdisjoint(heard)


def _is_half_hearted(read: Sequence[Read], said: Sequence[str]) -> bool:
    """They give up, or some of it works: 算了; "one of the two works"."""
    return any(
        _GIVES_UP.fullmatch(clause.text) or (WORKS in kinds and _SOME.search(clause.text))
        for (clause, _), kinds in zip(read, said, strict=True)
    )


def _was_once(read: Sequence[Read], said: Sequence[str]) -> bool:
    """It works, but only at an earlier time (之前一直正常), and nobody thanks or praises: it may work no more."""
    if any({THANKS, PRAISE}.intersection(kinds) for kinds in said):
        return False
    works = [one for one, kinds in zip(read, said, strict=True) if WORKS in kinds]
    return bool(works) and all("past" in signs and not _BECAME.search(clause.text) for clause, signs in works)


def _yes_or_no(read: Sequence[Read]) -> Answer:
    """Nothing but yes or no; two of them answer the two questions."""
    thanked = any("thanks" in signs for _, signs in read)
    words = [clause for clause, signs in read if set(signs) != {"thanks"} or yes_or_no(clause.text)]
    words = [clause for clause in words if not _GREETING.fullmatch(clause.text)]
    words = [clause for clause in words if not (clause.asked and _ASKED.search(clause.text))]
    values = [value for clause in words for value in _plain_words(clause)]
    if not values or None in values or len(values) > 2 or len(set(values)) > 1 or (values == [False] and thanked):
        return Answer()
    both = len(values) == 2
    if values[0]:
        return Answer(True, True if both else None, sure=True)
    return Answer(False, False if both else None, None, "not_removed", sure=True)


def _plain_words(clause: Clause) -> list[bool | None]:
    """What a clause of nothing but yes and no says; None for anything else."""
    if clause.asked:
        return [None]
    return [yes_or_no(word) for word in re.split(r"\s+(?:and|und|&)\s+", clause.text[:MAX_WORDS])]
