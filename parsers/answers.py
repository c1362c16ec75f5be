"""What a user says to "is it solved? are you satisfied?", in their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parsers.answer_clauses import Clause, clauses_of, plain_of, signs_of
from parsers.answer_problems import find_further, is_about_a_thing
from parsers.answer_scores import read_score
from parsers.phrases.answers import GREETING, NO, PREPARED, YES

Reason = Literal["", "not_removed", "too_slow", "attitude", "other"]

MAX_WORDS = 60  # characters of a clause that says nothing but yes and no
MAX_READ = 4000  # characters; who writes more tells a story, whose end nobody may guess

_YES = re.compile(f"(?:{YES})[ 的啊呀了]*")
_NO = re.compile(f"(?:{NO})[ 的啊呀]*")
_GREETING = re.compile(f"(?:{GREETING})[ \\w]{{0,12}}")
_WHY = re.compile("怎么|为什么|为啥|why|how come")
_NOW = re.compile("现在|目前|已经|终于|今天|后来|最后|(?<![a-z])(?:now|finally|today|meanwhile|eventually)(?![a-z])")
_CONCEDED = re.compile("虽然?|尽管|虽说")
_SLOW = re.compile("慢|slow")  # of a thing it says that the thing is slow; three days are always ours
_PACE = re.compile("慢|快|效率|久|速度|slow|late|long|fast|quick")
_SOMETIMES = re.compile("偶尔|有时|时不时|(?<![a-z])(?:sometimes|occasionally)")
_SHORT_DOUBT = 12  # characters: "solved, I think"; longer ones doubt something else
_ASKED = re.compile("解决|满意|(?<![a-z])(?:re)?solved|satisfied")  # our questions, copied
_AFTER = {"if", "testing", "told"}  # what they are followed by has not happened
_COMPLAINTS = ("attitude", "too_slow", "dissatisfied", "harm")
_VERDICTS = {"solved", "close", "unsolved", "reopen", "satisfied", "praise"}


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


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause and what it says; past: how it was once."""

    clause: Clause
    signs: tuple[str, ...]
    past: bool = False
    judged: bool = False  # a question about what we did: "is this an attitude?"


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
    answer = replace(_read(words[:MAX_READ]), words=words)
    if len(words) > MAX_READ:
        answer = replace(answer, sure=False)
    prepared = read_answer_subject(subject) if subject else None
    return _joined(answer, prepared) if prepared else answer


def read_answer_subject(root: str) -> Answer | None:
    """The answer in a subject that the desk has prepared for a link: 满意, satisfied 5; None for any other subject."""
    plain = " ".join(plain_of(root).split())
    return replace(_read(plain), words=root.strip()) if plain and _PREPARED.fullmatch(plain) else None


_PREPARED_WORDS = sorted({word for words in PREPARED.values() for word in words.values()}, key=len, reverse=True)
_PREPARED = re.compile(rf"(?:{'|'.join(_PREPARED_WORDS)})?[ :]*[1-5]?(?: ?分| ?/ ?5)?")


def _joined(answer: Answer, prepared: Answer) -> Answer:
    """What the subject of a link says, with the reason and the other problem that its text has."""
    if answer.solved is not None and prepared.solved not in (None, answer.solved):
        return replace(answer, sure=False)
    if answer.satisfied is not None and prepared.satisfied not in (None, answer.satisfied):
        return replace(answer, sure=False)
    return replace(
        prepared,
        solved=prepared.solved if answer.solved is None else answer.solved,
        satisfied=prepared.satisfied if answer.satisfied is None else answer.satisfied,
        score=prepared.score or answer.score,
        reason=answer.reason or prepared.reason,
        words=answer.words or prepared.words,
        new_problem=answer.new_problem,
    )


def _read(text: str) -> Answer:
    read = [(clause, signs_of(clause)) for clause in clauses_of(text)]
    said = [_said(clause, signs) for clause, signs in read]
    before = _until_further(said)
    further = find_further(text, read, unsolved=_solved(before) is False, solved_in=_solved_in(before))
    answer = _verdict([one for one in said if one.clause not in further.clauses])
    return replace(answer, sure=answer.sure and not further.doubtful, new_problem=further.text)


def _until_further(said: Sequence[_Said]) -> list[_Said]:
    first = next((at for at, one in enumerate(said) if one.clause.further), len(said))
    return list(said[:first])


def _solved_in(said: Sequence[_Said]) -> int | None:
    """The sentence that says, as the first to say anything, that it is solved."""
    sentence = next((one.clause.sentence for one in said if _mark(one) is not None), None)
    own = [one for one in said if sentence is not None and one.clause.sentence <= sentence]
    return sentence if _solved(own) and not _is_doubtful(own, True) else None


def _said(clause: Clause, signs: tuple[str, ...]) -> _Said:
    """What is really said: nothing that is asked, expected, guessed or only thanked for."""
    kept = list(signs)
    judged = bool(set(signs) & {"satisfied", "dissatisfied", "attitude", "too_slow"})
    if clause.asked or "question" in signs:
        complains = _WHY.search(clause.text)
        kept = [sign for sign in signs if complains and sign in ("unsolved", *_COMPLAINTS)] + ["question"]
    waits = next((at for at, sign in enumerate(kept) if sign in _AFTER), len(kept))
    kept = [sign for at, sign in enumerate(kept) if at < waits or sign not in (*_VERDICTS, *_COMPLAINTS, "trouble")]
    if "thanks" in kept:
        kept = [sign for sign in kept if sign != "request"]
    if "hedge" in kept or "request" in kept[: _first(kept, "solved")]:
        kept = [sign for sign in kept if sign not in _VERDICTS]
    if "thanks" in kept:
        kept = [sign for at, sign in enumerate(kept) if sign != "praise" or at < kept.index("thanks")]
    if _CONCEDED.match(clause.text):
        kept = [sign for sign in kept if sign not in ("too_slow", "mild")]
    if "too_slow" in kept and _SLOW.search(clause.text) and is_about_a_thing(clause.text):
        kept = ["trouble" if sign == "too_slow" else sign for sign in kept]
    relapse = "unsolved" in kept[_first(kept, "solved") :] and "solved" in kept
    return _Said(clause, tuple(kept), "past" in kept and not relapse, judged and "question" in kept)


def _first(signs: Sequence[str], sign: str) -> int:
    return signs.index(sign) if sign in signs else 0


# ---------------------------------------------------------------- conclusions


def _verdict(said: Sequence[_Said]) -> Answer:
    signs = {sign for one in said for sign in one.signs}
    scores = read_score(one.clause.text for one in said if not one.clause.asked)
    score = scores[0] or None if len(scores) == 1 else None
    solved = _solved(said)
    satisfied = _satisfied(signs - {"praise"} if solved is False else signs, score)
    if not signs & (_VERDICTS | {*_COMPLAINTS}) and not scores:
        return _yes_or_no(said, signs)
    answer = Answer(solved, satisfied, score, _reason(said, solved=solved, satisfied=satisfied))
    sure = len(scores) <= 1 and 0 not in scores and not _is_doubtful(said, solved) and not _contradicts(signs, answer)
    if solved is None and satisfied and (score or "satisfied" in signs):
        answer = replace(answer, solved=True)
    if solved and satisfied is None and "thanks" in signs and not _is_doubtful(said, solved) and score is None:
        answer = replace(answer, satisfied=True)
    decided = answer.solved is not None or answer.satisfied is False
    return replace(answer, sure=sure and decided)


def _solved(said: Sequence[_Said]) -> bool | None:
    """The last word counts, unless it could be about something else."""
    marks = [(one, _mark(one)) for one in said if _mark(one) is not None]
    now = [(one, mark) for one, mark in marks if not one.past] or [pair for pair in marks if pair[1]]
    values = [mark for _, mark in now]
    if not values or all(values):
        return True if values else None
    if not any(values):
        return False
    if values[-1]:
        return True if _NOW.search(now[-1][0].clause.text) else None
    last, before = now[-1][0].clause, [one.clause for one, mark in now if mark][-1]
    between = [one.clause for one in said if before.start < one.clause.start <= last.start]
    if last.contrast and _SOMETIMES.search(last.text):
        return None
    if any(clause.contrast and is_about_a_thing(clause.text) for clause in between):
        return None
    same = last.sentence == before.sentence or not is_about_a_thing(last.text)
    return False if same else None


def _mark(one: _Said) -> bool | None:
    """The last verdict of a clause."""
    for sign in reversed(one.signs):
        if sign in ("solved", "close"):
            return True
        if sign in ("unsolved", "reopen"):
            return False
    return None


def _satisfied(signs: set[str], score: int | None) -> bool | None:
    bad = bool(signs & {*_COMPLAINTS}) or (score is not None and score <= 2)
    good = bool(signs & {"satisfied", "praise"}) or (score is not None and score >= 4)
    return None if bad == good else good


def _contradicts(signs: set[str], answer: Answer) -> bool:
    good = bool(signs & {"satisfied", "praise"}) or (answer.score or 0) >= 4
    bad = bool(signs & {*_COMPLAINTS}) or 0 < (answer.score or 3) <= 2
    satisfied = "satisfied" in signs or (answer.score or 0) >= 4
    return (good and bad) or (satisfied and answer.solved is False)


def _is_doubtful(said: Sequence[_Said], solved: bool | None) -> bool:
    """Does anything in it wait, take back what was said, or bring up what cannot be made out?"""
    signs = {sign for one in said for sign in one.signs}
    marks = {mark for one in said if not one.past and (mark := _mark(one)) is not None}
    if (solved is None and len(marks) > 1) or ("unclear" in signs and (solved is not False or True in marks)):
        return True
    if solved is False:
        return False
    if (
        signs & {"testing", "odd", "told"}
        or ("mild" in signs and "dissatisfied" not in signs)
        or any(one.judged for one in said)
        or _is_taken_back(said)
        or ("hedge" in signs and not signs & {"solved", "close", *_COMPLAINTS, "satisfied"})
    ):
        return True
    return any(_casts_doubt(said, at) for at in range(len(said)))


def _is_taken_back(said: Sequence[_Said]) -> bool:
    """A complaint that they had to wait, and then that all is well: 等了两天，终于好了."""
    waited = [at for at, one in enumerate(said) if set(one.signs) & {"too_slow", "harm"}]
    signs = {sign for one in said for sign in one.signs}
    if not waited or signs & {"dissatisfied", "attitude"}:
        return False
    return any(_mark(one) for one in said[waited[-1] + 1 :]) and not any(_mark(one) for one in said[: waited[0]])


def _casts_doubt(said: Sequence[_Said], at: int) -> bool:
    one = said[at]
    signs = set(one.signs)
    complained = any("dissatisfied" in other.signs for other in said)
    if complained and not signs & {"trouble", "unsolved", "testing"}:
        return False
    if one.clause.contrast and not signs & {*_VERDICTS, *_COMPLAINTS, "thanks", "if", "luke", "not_slow"}:
        return at > 0
    if "hedge" in signs and (one.clause.contrast or len(one.clause.text) <= _SHORT_DOUBT):
        return True
    earlier = any(_mark(before) for before in said[:at]) or (_mark(one) and _behind_solved(one.signs, "trouble"))
    return bool(
        earlier and signs & {"trouble", "request"} and not one.past and not signs & {"if"} and not _ends_well(one)
    )


def _behind_solved(signs: Sequence[str], sign: str) -> bool:
    return "solved" in signs and sign in signs[signs.index("solved") :]


def _ends_well(one: _Said) -> bool:
    """The trouble of "卡纸的问题好了" is named before it is over."""
    return _mark(one) is True and not _behind_solved(one.signs, "trouble")


def _reason(said: Sequence[_Said], *, solved: bool | None, satisfied: bool | None) -> Reason:
    signs = {sign for one in said for sign in one.signs}
    if satisfied is not False:
        return "not_removed" if solved is False else ""
    if "attitude" in signs:
        return "attitude"
    if "too_slow" in signs or any("mild" in one.signs and _PACE.search(one.clause.text) for one in said):
        return "too_slow"
    if solved is False:
        return "not_removed"
    return "other" if "harm" in signs or any(_is_own_reason(one) for one in said) else ""


def _is_own_reason(one: _Said) -> bool:
    """A clause that says something, and nothing of what we know."""
    if read_score((one.clause.text,)):
        return False
    return not one.signs and len(one.clause.text) >= 4 and not _GREETING.fullmatch(one.clause.text)


def _yes_or_no(said: Sequence[_Said], signs: set[str]) -> Answer:
    """Nothing but yes or no; two of them answer the two questions."""
    words = [one for one in said if not _GREETING.fullmatch(one.clause.text)]
    words = [one for one in words if set(one.signs) != {"thanks"} or _YES.fullmatch(one.clause.text)]
    words = [one for one in words if not (one.clause.asked and _ASKED.search(one.clause.text))]
    values = [value for one in words for value in _plain_words(one.clause)]
    if not values or None in values or len(values) > 2 or (values == [False] and "thanks" in signs):
        return Answer()
    if len(set(values)) > 1:
        return Answer()  # yes and no
    if values[0] is False:
        return Answer(False, False if len(values) == 2 else None, None, "not_removed", sure=True)
    return Answer(True, True if len(values) == 2 else None, sure=True)


def _plain_words(clause: Clause) -> list[bool | None]:
    """What a clause of nothing but yes and no says; None for anything else."""
    if clause.asked:
        return [None]
    return [_plain_word(word) for word in re.split(r"\s+(?:and|und|&)\s+", clause.text[:MAX_WORDS])]


def _plain_word(text: str) -> bool | None:
    if _YES.fullmatch(text):
        return True
    return False if _NO.fullmatch(text) else None
