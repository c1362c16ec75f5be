"""Another problem in an answer: "好了，谢谢。另外打印机也连不上了"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from parsers.answer_clauses import Clause, plain_of
from parsers.phrases.answers import CAUSE, INTRODUCED, NOTHING_FURTHER, RELAPSE, SAME_MATTER
from parsers.triage.rulebook import shipped_rules
from parsers.triage.rules import find_words

# Groups of the words that triage knows.
_THINGS = frozenset({
    "devices", "printers", "network", "servers", "office", "mail_words", "vpn", "accounts", "shares", "applications",
    "business_words", "web_pages", "connected_applications",
})  # fmt: skip
_TROUBLES = frozenset({"cannot", "error", "will_not_start", "outage", "security", "request", "question", "asks"})
_NAME_WORDS = 4  # a name or a closing behind the matter has no more words or characters
_INTRODUCED = re.compile(
    rf"(?:[\s,:：，、。.!-]|{'|'.join(p for p in INTRODUCED if not p.isascii())}"
    rf"|(?:{'|'.join(p for p in INTRODUCED if p.isascii())})(?![a-z]))+"
)
_NOTHING = re.compile("|".join(NOTHING_FURTHER))
_SAME = re.compile("|".join(SAME_MATTER))
_REPORTED = re.compile("报一?个|问题|problem|issue")  # in an announcement: what follows is a problem, whatever it says
_BEFORE = 20  # characters of an announcement
_RELAPSE = re.compile(RELAPSE)
_CAUSE = re.compile(CAUSE)
_TROUBLE_SIGNS = frozenset({"trouble", "unsolved", "request", "question"})
_WORDS = re.compile("[\u3400-\u9fff]|[a-z0-9]+")

# What a clause says that is no part of a problem, when it stands at the end.
_POLITE = {"thanks", "acknowledged", "close", "if", "testing", "satisfied", "praise"}


# The same, and complaints, at its beginning: more of the answer.
_ANSWERING = (_POLITE - {"acknowledged"}) | {"dissatisfied", "attitude", "too_slow"}

Read = tuple[Clause, tuple[str, ...]]  # a clause and its signs


@dataclass(frozen=True, slots=True)
class Further:
    """
    What an answer brings up beside the answer.

    Attributes:
        text: the other problem, in the user's words; "" without.
        clauses: those that belong to it, or to something that is neither a problem nor an answer.
        doubtful: something was announced that nobody can make out.
    """

    text: str = ""
    clauses: frozenset[Clause] = frozenset()
    doubtful: bool = False


def is_about_a_thing(text: str) -> bool:
    """Does *text* name a device, an application or the like?"""
    return bool(things_in(text))


def things_in(text: str) -> set[str]:
    """The devices, applications and the like that *text* names."""
    found = find_words("", text, shipped_rules())
    return {word for group in _THINGS.intersection(found) for word in found[group]}


def find_further(text: str, said: Sequence[Read], *, unsolved: bool, solved_in: int | None) -> Further:
    """
    Another problem, announced as such or, after a clear yes, in sentences of its own about another thing.

    Args:
        unsolved: the first problem goes on: more words may well be about it.
        solved_in: the sentence that says that it is over; None without.
    """
    spans: list[tuple[int, int]] = []
    taken: set[Clause] = set()
    doubtful = False
    for segment in (*_announced(said), *_unannounced(said, solved_in)):
        start, end = _span(text, segment)
        kind = _kind(text[start:end], segment, unsolved=unsolved and segment[0][0].further)
        if kind == "doubt" and _REPORTED.search(plain_of(text[max(0, start - _BEFORE) : start])):
            kind = "problem"
        if kind == "problem" and not taken.intersection(clause for clause, _ in segment):
            spans.append((start, end))
        doubtful |= kind == "doubt"
        if kind != "answer":
            taken.update(clause for clause, _ in segment)
    return Further(_joined(text, spans), frozenset(taken), doubtful)


def _announced(said: Sequence[Read]) -> Iterator[list[Read]]:
    """From each announcement to the next, or the end."""
    segment: list[Read] = []
    for one in said:
        if one[0].further or (segment and _is_verdict(one, segment[-1])):
            if segment:
                yield segment
            segment = [one] if one[0].further else []
        elif segment:
            segment.append(one)
    if segment:
        yield segment


def _is_verdict(one: Read, before: Read) -> bool:
    """A sentence behind the matter that answers our question after all."""
    signs = set(one[1])
    return (
        one[0].sentence != before[0].sentence and "solved" in signs and not signs & {"trouble", "unsolved", "request"}
    )


def _unannounced(said: Sequence[Read], solved_in: int | None) -> Iterator[list[Read]]:
    """What follows the sentence that answers: trouble with a thing, in a later paragraph or with another thing."""
    if solved_in is None:
        return
    head = [one for one in said if one[0].sentence <= solved_in]
    later = list(takewhile(lambda one: not one[0].further, (one for one in said if one[0].sentence > solved_in)))
    while later and not _TROUBLE_SIGNS.intersection(later[0][1]) and not is_about_a_thing(later[0][0].text):
        later.pop(0)
    later = list(
        takewhile(lambda one: not {"solved", "past", "hedge", "testing", "reopen"}.intersection(one[1]), later)
    )
    text = " ".join(clause.text for clause, _ in later)
    if not later or not is_about_a_thing(text) or not _has_trouble(text, later) or _CAUSE.search(text):
        return
    known = things_in(" ".join(clause.text for clause, _ in head))
    own_paragraph = later[0][0].paragraph > head[-1][0].paragraph and not _RELAPSE.search(text)
    if own_paragraph or (known and things_in(later[0][0].text) - known):
        yield later


def _span(text: str, segment: Sequence[Read]) -> tuple[int, int]:
    """Where the matter itself stands: without what announces it, and without thanks behind it."""
    kept = list(segment)
    while len(kept) > 1 and _is_polite(*kept[-1]):
        kept.pop()
    start, end = kept[0][0].start, kept[-1][0].end
    if kept[0][0].further:
        match = _INTRODUCED.match(plain_of(text[start:end]))
        start += match.end() if match and match.end() < end - start else 0
    while end < len(text) and text[end] in '。.？?!！)）”"':
        end += 1
    return start, end


def _is_polite(clause: Clause, signs: tuple[str, ...]) -> bool:
    if signs:
        return _POLITE.issuperset(signs)
    return len(_WORDS.findall(clause.text)) <= _NAME_WORDS and not _has_digits(clause)


def _has_digits(clause: Clause) -> bool:
    return any(char.isdigit() for char in clause.text)


def _kind(text: str, segment: Sequence[Read], *, unsolved: bool) -> str:
    """Is it a "problem", part of the "answer", neither of them ("nothing"), or in "doubt"?"""
    plain = plain_of(text)
    signs = {sign for _, found in segment for sign in found}
    first = set(segment[0][1]) - ({"too_slow"} if is_about_a_thing(segment[0][0].text) else set())
    if _NOTHING.search(plain):
        return "nothing"
    if first & _ANSWERING and not first & {"trouble", "unsolved"} and not _has_trouble(plain, segment[1:]):
        return "answer"
    if _SAME.search(plain) and segment[0][0].further and (unsolved or not _strong(plain)):
        return "nothing"
    if unsolved and not is_about_a_thing(plain):
        return "nothing"
    if _has_trouble(plain, segment):
        return "doubt" if signs & {"solved"} and not signs & {"trouble", "unsolved", "request"} else "problem"
    return "answer" if signs & {"solved"} else "doubt"


def _strong(plain: str) -> bool:
    """Trouble with another thing, though a word reminds of the first."""
    return is_about_a_thing(plain) and bool({"cannot", "will_not_start"} & set(find_words("", plain, shipped_rules())))


def _has_trouble(text: str, said: Sequence[Read]) -> bool:
    signs = {sign for _, found in said for sign in found}
    if signs & _TROUBLE_SIGNS or any(clause.asked for clause, _ in said):
        return True
    return bool(said) and not _TROUBLES.isdisjoint(find_words("", text, shipped_rules()))


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Matters that follow one another stay as they were written."""
    if not spans:
        return ""
    ordered = sorted(spans)
    parts = [list(ordered[0])]
    for start, end in ordered[1:]:
        if len(text[parts[-1][1] : start]) <= 12:  # an announcement between them
            parts[-1][1] = end
        else:
            parts.append([start, end])
    return "\n".join(text[start:end].strip() for start, end in parts)
