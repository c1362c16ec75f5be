"""Find where the signature begins: below the last words that the sender typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from parsers.contact_blocks import find_contacts
from parsers.lines import is_rule, plain
from parsers.phrases.closings import REGARDS, THANKS, WISHED, WISHES
from parsers.phrases.footers import DISCLAIMERS, LIST_FOOTERS
from parsers.signature_lines import (
    BLANKS,
    BULLET,
    IMAGE,
    LONGEST,
    MOST_LINES,
    filled,
    is_chinese_name,
    is_company,
    is_contact,
    is_form,
    is_mobile_footer,
    is_name,
    is_sentence,
    is_short,
    may_be_name,
    paragraphs,
    without_blanks,
)

Finder = Callable[[list[str], int], int]

_WINDOW = 70  # lines from the end in which a signature may begin
_MOST_BELOW_CLOSING = 14  # lines with text below "Best regards,"

_DELIMITER_CHARS = frozenset("-_=*~—–─━―－#")
_DELIMITERS = frozenset({"--", "- -", "—", "––", "——", "__", "－－"})
_CLOSING_STARTS = frozenset(phrase[:2] for phrase in (*REGARDS, *THANKS, *WISHES))
_CLOSINGS = REGARDS | THANKS
_PARTS = re.compile(r"[/|]| - ")
_ASCII_DISCLAIMERS = tuple(filter(str.isascii, DISCLAIMERS))
_POSTSCRIPT = re.compile(r"p\.? ?p?\.?s\b\.?|又及|附注|补充|另[:：,，]", re.IGNORECASE)
_GREETING = re.compile(  # somebody begins to speak again
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola|ciao|hej|olá)(?: [^\s,.]{1,20}){0,2} ?[,!:]?$"
    r"|(?:您好|你好|大家好|各位好)[，,！!：:]?$",
    re.IGNORECASE,
)
_DASH_NAME = re.compile(r"(?:[-–—~]{1,2}|/|－) ?([^\W\d_][\w.'’]*(?: [^\W\d_][\w.'’]*){0,3})\.?")


def find_signature(lines: list[str]) -> int:
    """
    Index of the first line of the signature; len(lines) when there is none.

    It may be 0: the lines are nothing but a signature. Blank lines above it are part of it.
    Source: RFC 3676 §4.3 for "-- "; what mail programs and people add for the rest.
    """
    end = len(lines)
    while end and not lines[end - 1].strip(BLANKS):
        end -= 1
    floor = max(0, end - _WINDOW)
    texts = [plain(line) for line in lines[floor:end]]
    notices = _notices_in(texts)
    finders = (_footer, *([partial(_notice, notices)] if notices else ()), *_FINDERS)
    cut = len(texts)
    while cut:
        higher = _step(finders, texts, cut)
        if higher >= cut:
            break
        cut = without_blanks(texts, higher)
    return floor + cut if cut < len(texts) else len(lines)


def _step(finders: tuple[Finder, ...], texts: list[str], end: int) -> int:
    """One more layer off the end: footer, notice, delimiter, closing, block of contacts or dashed name."""
    for finder in finders:
        found = finder(texts, end)
        if found < end:
            return found
    return end


# Footers of mail programs


def _footer(texts: list[str], end: int) -> int:
    """The last line is "Sent from my iPhone", an image of a logo or a bare rule."""
    last = texts[end - 1]
    if is_mobile_footer(last) or IMAGE.fullmatch(last) or (end > 1 and is_rule(last)):
        return end - 1
    if end > 1 and last.startswith("<") and is_mobile_footer(f"{texts[end - 2]} {last}"):
        return end - 2
    return end


# Legal notices, feet of lists


def _notices_in(texts: list[str]) -> list[str]:
    """The phrases of legal notices that are there at all: most mails have none."""
    whole = " ".join(texts).lower()
    return [phrase for phrase in (_ASCII_DISCLAIMERS if whole.isascii() else DISCLAIMERS) if phrase in whole]


def _notice(phrases: list[str], texts: list[str], end: int) -> int:
    """A paragraph of legal notice with whatever follows, unless something is asked there; "-- " begins one, too."""
    for first, stop in paragraphs(texts, end):
        text = " ".join(texts[first:stop])[:1000].lower()
        if len(text) < (80 if text.isascii() else 30) or not any(phrase in text for phrase in phrases):
            continue
        start = max((at for at in range(first, stop) if texts[at] in _DELIMITERS), default=first)
        if len(filled(texts[start:end])) <= MOST_LINES and not any(t[-1:] in ("?", "？") for t in texts[start:end]):
            return start
    return end


def _is_list_foot(texts: list[str]) -> bool:
    joined = " ".join(texts).lower()
    return any(phrase in joined for phrase in LIST_FOOTERS)


# Delimiters


def _delimiter(texts: list[str], end: int) -> int:
    """The line "-- " (with or without its blank), or a rule above lines that look like a signature."""
    for at in range(end):
        text = texts[at]
        if text[:1] not in _DELIMITER_CHARS or len(text) > 200 or not text:
            continue
        below = filled(texts[at + 1 : end])
        if text in _DELIMITERS:
            said = any(_GREETING.match(line) or _POSTSCRIPT.match(line) for line in below)
            if len(below) <= MOST_LINES and not said and (text == "--" or (below and _looks_like_signature(below))):
                return at
        elif below and is_rule(text) and _looks_like_signature(below) and _may_follow_rule(below):
            return at
    return end


def _may_follow_rule(texts: list[str]) -> bool:
    """Below a mere rule a name comes first, or what a list puts at its foot."""
    first = texts[0]
    return may_be_name(first) or is_company(first) or is_contact(first) or _is_list_foot(texts[:2])


def _looks_like_signature(texts: list[str]) -> bool:
    """Short lines, and among them a way to reach somebody, a list's foot, a notice, or a name on top of few."""
    if len(texts) > MOST_LINES or is_form(texts):
        return False
    if _is_list_foot(texts[:2]) and len(texts) <= _MOST_BELOW_CLOSING:
        return True
    if (
        any(text[-1] in ":：" for text in texts)
        or any(is_sentence(text) for text in texts)
        or any(BULLET.match(text) for text in texts)
    ):
        return False
    return any(is_contact(text) for text in texts) or (len(texts) <= 5 and may_be_name(texts[0]))


# Closings


def _closing(texts: list[str], end: int) -> int:
    """ "Best regards," with a name below, or 此致 敬礼; the first such line below which nothing is said any more."""
    for at in range(max(0, end - 2 * _MOST_BELOW_CLOSING), end):
        text = texts[at]
        if not text or len(text) > LONGEST or not _may_close(text):
            continue
        kind = _closing_kind(text)
        if not kind:
            continue
        below = filled(texts[at + 1 : end])
        if kind == "thanks" and not below and text[-1] in ",，" and end < len(texts):
            return at  # "Thanks," and then "-- "
        if len(below) <= _MOST_BELOW_CLOSING and _may_follow_closing(below, kind):
            return at
    return end


def _may_close(text: str) -> bool:
    start = text.lstrip("-–—~*_> ")[:2].lower()
    return start in _CLOSING_STARTS or start[:1] in "祝顺敬"


def _closing_kind(text: str) -> str:
    """ "regards", "thanks", "signed" (closing and name in one line), or ""."""
    lower = text.lower().strip(" -–—~*_>")
    bare = lower.rstrip(",，.!！。、:：~; ")
    if bare in REGARDS or (_PARTS.search(bare) and all(part.strip() in _CLOSINGS for part in _PARTS.split(bare))):
        return "regards"
    if len(bare) <= 24 and bare.startswith(WISHES) and bare.endswith(WISHED):
        return "regards"
    if bare in THANKS:
        return "thanks" if lower[-1:] not in ".!！。" else ""
    head, mark, name = _partition(text)
    if mark and head.lower().strip() in _CLOSINGS and may_be_name(name.strip(" .*")):
        return "signed"
    return ""


def _partition(text: str) -> tuple[str, str, str]:
    for mark in (",", "，", "/", " – ", " - ", "！"):
        head, found, name = text.partition(mark)
        if found and name.strip():
            return head, found, name
    words = text.split()
    for size in (1, 2, 3, 4):  # "Mvh Anders", "Kind regards Bob"
        if size < len(words) and " ".join(words[:size]).lower() in REGARDS:
            return " ".join(words[:size]), " ", " ".join(words[size:])
    return text, "", ""


def _may_follow_closing(below: list[str], kind: str) -> bool:
    if any(_POSTSCRIPT.match(text) or _GREETING.match(text) for text in below) or is_form(below):
        return False
    if not below:
        return kind != "thanks"
    if kind == "signed":
        return _looks_like_signature(below)
    first = next((text for text in below if not _closing_kind(text)), "")
    if not first:
        return kind != "thanks"
    plausible = may_be_name(first) or is_contact(first) or is_company(first) or bool(_DASH_NAME.fullmatch(first))
    if not plausible and not (kind == "regards" and is_short(first) and not BULLET.match(first)):
        return False
    return not any(is_sentence(text) or text.endswith(("?", "？")) for text in below)


# Names with a dash


def _signed_name(texts: list[str], end: int) -> int:
    """The last line is "-Bob", "/Anna" or "— Sarah" below a blank line, or 张三 below a word of thanks."""
    last = texts[end - 1]
    dashed = _DASH_NAME.fullmatch(last)
    if dashed and end > 1 and not texts[end - 2] and is_name(dashed.group(1)):
        return end - 1
    before = without_blanks(texts, end - 1)
    thanks = texts[before - 1].rstrip(",，.!！。~ ") if before else ""
    if is_chinese_name(last) and thanks.endswith(("谢谢", "感谢", "谢谢您", "多谢", "謝謝")):
        return end - 1
    return end


_FINDERS: tuple[Finder, ...] = (_delimiter, _closing, find_contacts, _signed_name)
