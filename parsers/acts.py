"""What a manager writes below a digest: one thing a line, about the tickets that the line begins with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.message import Command
from parsers.orders import normalised
from parsers.phrases.closings import REGARDS, THANKS
from parsers.phrases.commands import CANONICAL

MAX_LINE_CHARS = 1000  # of one order with its words; what is longer is no line that somebody has typed
MAX_LINES = 100  # of one mail; a digest has not so many tickets that anybody could act on
_LIST_MARK = r"\s*(?:[-*•·]\s*|\d{1,2}[.、)]\s*)?"
_ARROW = re.compile(
    r"(?:→|➜|➔|⇒|—>|-+>|=+>|>+|指派给|指派|转给|转交|交给|给|(?:assign(?:ed)? )?to\b)\s*[:=]?\s*", re.IGNORECASE
)
_NAME = re.compile(r"#?\s*([^\W\d_][\w-]*)")
_ASKED = re.compile(r"[?？]|[吗么嗎]\s*$")
_SALUTATION_CHARS = 20  # a longer line that ends with a comma says something


@dataclass(frozen=True, slots=True)
class Act:
    """
    Attributes:
        number: of a ticket, with its prefix.
        order: canonical; None where the words behind the number order nothing that we know.
        words: what stands behind the order, or all of it when there is none.
    """

    number: str
    order: Command | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Acts:
    """acts: in the order in which they were written. unread: other lines that say something."""

    acts: tuple[Act, ...]
    unread: tuple[str, ...]


def read_acts(text: str, prefix: str = "TS") -> Acts:
    """
    `TS-20261122-004 → 李雷`, `[TS-20261122-004] 催办`, `TS-20261122-004、TS-20261122-007：升级=硬件 主板坏了`.

    Args:
        text: what was typed, without quotation and signature.
        prefix: of the desk's ticket numbers.
    """
    number = rf"[\[［【]?\s*{re.escape(prefix)}\s*-\s*(\d{{8}})\s*-\s*(\d{{3,9}})\s*[\]］】]?"
    head = re.compile(rf"{_LIST_MARK}((?:{number}[\s,，、;；和及]*)+)[\s:：]*(.*)", re.IGNORECASE)
    acts: list[Act] = []
    unread: list[str] = []
    lines = text.splitlines()[:MAX_LINES]
    while lines:
        line = lines.pop(0)
        found = head.fullmatch(unicodedata.normalize("NFKC", line[:MAX_LINE_CHARS]).strip())
        if found:
            numbers = (f"{prefix}-{day}-{count}" for day, count in re.findall(number, found[1], re.IGNORECASE))
            said, rest = _first(found.groups()[-1].strip(), number)
            acts += [_act(each, said) for each in dict.fromkeys(numbers)]
            lines[:0] = [rest] if rest else []
        elif _says_something(line):
            unread.append(line.strip())
    return Acts(tuple(acts), tuple(unread))


def _first(said: str, number: str) -> tuple[str, str]:
    """
    `→ 李雷　TS-20261122-007 催办` → `→ 李雷` and the rest, which orders something else.

    A number in the words (升级 与 TS-20261122-007 同一原因) begins nothing.
    """
    for found in re.finditer(rf"[\s,，、;；。]+(?={number}(.*))", said, re.IGNORECASE):
        behind = found.groups()[-1].strip().lstrip(":： ")
        if not _ASKED.search(said[: found.start()]) and (_ARROW.match(behind) or _act("", behind).order):
            return said[: found.start()], said[found.end() :]
    return said, ""


def _act(number: str, said: str) -> Act:
    """An arrow gives the ticket to somebody; else the first word is a command. Who asks (升级了吗？) orders nothing."""
    if _ASKED.search(said):
        return Act(number, None, said)
    if arrow := _ARROW.match(said):
        name, words = _split_off(said[arrow.end() :], {"。", ".", ",", "，", ";", "；"})
        return Act(number, Command("assign", name) if name else None, words)
    for name, rest in _beginnings(said):
        value, words = _value(rest)
        order = normalised([Command(name, value)])
        if order and order[0].name in CANONICAL.values():
            return Act(number, order[0], words)
    return Act(number, None, said)


def _beginnings(said: str) -> Iterator[tuple[str, str]]:
    """A name of a command at the start, and what stands behind it; Chinese has no blanks, so the longest first."""
    found = _NAME.match(said)
    word, start = (found[1], found.start(1)) if found else ("", 0)
    shortest = len(word) if word.isascii() else 1
    for size in range(len(word), shortest - 1, -1):
        if word[:size].lower() in CANONICAL:
            yield word[:size], said[start + size :]


def _value(rest: str) -> tuple[str, str]:
    """`=硬件 主板坏了` → value and words; without a sign all of it is words, for the first word may be either."""
    signed = re.match(r"\s*[=:]\s*", rest)
    if not signed:
        return "", rest.strip(" ,，。.;；")
    return _split_off(rest[signed.end() :], {",", "，", ";", "；"})


def _split_off(text: str, ends: set[str]) -> tuple[str, str]:
    """The first thing of *text*, in quotes or up to a blank behind Chinese or one of *ends*; and what is left."""
    quoted = re.match(r"[\"“”'](.+?)[\"“”']\s*(.*)", text)
    if quoted:
        return quoted[1].strip(), quoted[2].strip()
    stop = next(
        (at for at, sign in enumerate(text) if sign in ends or (sign == " " and not text[at - 1].isascii())), len(text)
    )
    return text[:stop].strip(), text[stop:].strip(" ,，。.;；")


def _says_something(line: str) -> bool:
    """No greeting, thanks or closing."""
    bare = line.strip().casefold().rstrip(",，.!！。、:：~; ")
    polite = (
        bare in REGARDS
        or bare in THANKS
        or (len(bare) <= _SALUTATION_CHARS and line.strip().endswith((",", "，", ":", "：")))
    )
    return bool(bare) and not polite and re.search(r"\w", bare) is not None
