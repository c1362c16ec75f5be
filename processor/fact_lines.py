"""What people have written, made fit for a mail of ours: lines, cut values, titles that order nothing; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.phrases.form_labels import LONG
from parsers.subjects import read_subject
from processor.compose import clean_line
from processor.labels import label

MAX_VALUE_CHARS = 400  # of a field of the form in a mail; the whole words are in the thread
MAX_VALUE_LINES = 8
MAX_INDENT = 40  # blanks before a line: beyond that nothing is left of it on a phone
ON_THE_TICKET = frozenset({"title", "category", "priority"})  # they have lines of their own

# Ends of lines, control characters, halves of surrogate pairs, and signs that turn the direction of what follows
_UNSHOWN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SIGNS_OF_COMMANDS = re.compile("[#＃﹟\\[［【]")
_DISARMED = str.maketrans(dict.fromkeys("#＃﹟", "# ") | dict.fromkeys("[［【", "(") | dict.fromkeys("]］】", ")"))


def text_lines(text: str, most: int = 0) -> tuple[str, ...]:
    """
    *text* line by line, as it was typed: indented lines stay so, blank lines between others are "".

    most: characters that are kept, with … behind them where there are more; 0: all.
    """
    cut = bool(most) and len(text) > most
    found = [_text_line(line) for line in (text[:most] if cut else text).splitlines()]
    while found and not found[-1]:
        found.pop()
    while found and not found[0]:
        found.pop(0)
    return (*found, "…") if cut else tuple(found)


def clean_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text as one line; those without a word are left out."""
    return tuple(line for text in texts if (line := clean_line(text)))


def form_rows(form: Iterable[tuple[str, str]], locale: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(code, value) of the registration form → (label, a few lines)."""
    for code, value in form:
        if code not in ON_THE_TICKET and (lines := _summary(code, value)):
            yield label(locale, "field", code), lines


def labelled_rows(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(label, value) → (label, lines); those without a value are left out."""
    return tuple((clean_line(name), lines) for name, value in rows if (lines := clean_lines(value.splitlines())))


def harmless(title: str) -> str:
    """*title* so that it orders nothing when it comes back in the subject of an answer: `#close` becomes `# close`."""
    if not _SIGNS_OF_COMMANDS.search(title):
        return title
    read = read_subject(title)
    return title.translate(_DISARMED) if read.commands or read.key else title


def _text_line(line: str) -> str:
    shown = _UNSHOWN.sub(" ", line).expandtabs(4).rstrip()
    words = shown.lstrip(" ")
    return " " * min(len(shown) - len(words), MAX_INDENT) + words


def _summary(code: str, value: str) -> tuple[str, ...]:
    """One line, or a few for a field that may be long; … where something is left out."""
    start = value[:MAX_VALUE_CHARS]
    lines = clean_lines(start.splitlines()[: MAX_VALUE_LINES + 1] if code in LONG else [start])
    if lines and (len(value) > len(start) or len(lines) > MAX_VALUE_LINES):
        return (*lines[: MAX_VALUE_LINES - 1], "…") if len(lines) > MAX_VALUE_LINES else (*lines[:-1], lines[-1] + "…")
    return lines
