"""A line of a mail as the scanners look at it: without marks that are not seen, and never too long."""

from __future__ import annotations

import re

# A line of introduction or of a header block is shorter; RFC 5322 §2.1.1 allows 998, HTML → text may join some.
MAX_LINE = 600  # characters

# Zero-width and direction marks: Outlook and Windows Mail put U+200E into dates, Gmail U+202A round addresses.
_UNSEEN = {
    ord(char): None
    for char in "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
}
_TABLE = _UNSEEN | {0xA0: " ", 0x3000: " ", 0x202F: " ", 0x2007: " ", 0x2009: " "}
_ODD = re.compile(f"[{''.join(map(chr, _TABLE))}]")

_RULE_CHARS = frozenset("-_=*~#\u2014\u2013\u2500\u2501\u2015\uff0d\uff3f\u30fc\u2550\u00b7. ")
_RULE_MARKS = frozenset("-_=*~#\u2014\u2013\u2500\u2501\u2015\uff0d\uff3f\u30fc\u2550")
_BOLD = re.compile(r"(?<![^\W_])\*(?=\S)|(?<=\S)\*(?![^\W_])")


def plain(line: str) -> str:
    """The line without unseen marks, odd blanks and the asterisks of bold text; blanks single, ends stripped."""
    text = line[:MAX_LINE]
    if not text.isprintable() and _ODD.search(text):
        text = text.translate(_TABLE)
    if "&nbsp;" in text:
        text = text.replace("&nbsp;", " ")
    if "*" in text and text.strip("* "):
        text = _BOLD.sub("", text)
    return " ".join(text.split()) if "  " in text or "\t" in text else text.strip()


def is_rule(line: str) -> bool:
    """Is the line made of at least three dashes, underscores, equals signs and the like?"""
    text = line.strip()
    if text[:1] not in _RULE_CHARS:
        return False
    return len(text) >= 3 and not set(text) - _RULE_CHARS and sum(char in _RULE_MARKS for char in text[:9]) >= 3


def is_quoted(line: str) -> bool:
    """RFC 3676 §4.5: is the first character that is no blank a ">"?"""
    return line.lstrip()[:1] == ">"


def next_text(lines: list[str], start: int, reach: int = 12) -> int:
    """Index of the next line that is not blank, looking at *reach* lines; -1 when there is none."""
    for at in range(start, min(start + reach, len(lines))):
        if lines[at].strip():
            return at
    return -1
