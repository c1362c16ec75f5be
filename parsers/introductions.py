"""Recognise where a quotation begins: lines of introduction, separators, and the line of our own mails."""

from __future__ import annotations

import re

from parsers.lines import MAX_LINE, is_quoted, next_text, plain
from parsers.phrases.introductions import GREETINGS, MONTHS, QUOTING, STARTERS, VERBS, WEEKDAYS
from parsers.phrases.reply_line import REPLY_LINE_PHRASES
from parsers.phrases.separators import FORWARDED, ORIGINAL
from parsers.phrases.tables import alternatives, least

_MOST_LINES = 5  # lines over which mail programs wrap an introduction (Gmail and Polymail at 78 columns)
_LONGEST_NAMED = 300  # characters of an introduction whose verb stands before the name
_MOST_WORDS = 20  # of an introduction without a date, or between its date and its address
_MARKS = "-_=*~#\u2014\u2013\u2500\u2501\u2015\uff0d\uff1d\u2022+<>|[]()【】\u2550 "

_MONTH = rf"(?:{alternatives(MONTHS)})[^\W\d_]{{0,9}}\.?"
_DATE = re.compile(
    r"\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}"
    r"|(?<!\d)\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2,4}"
    rf"|(?<!\d)\d{{1,2}}\.?(?:st|nd|rd|th|er|º|e)?[ \-](?:de |of |d')?{_MONTH}(?![^\W\d_])"
    rf"|(?<![^\W\d_]){_MONTH}[ \-]\d{{1,2}}(?!\d)"
    r"|\d{1,2}月\d{1,2}日"
    r"|(?<!\d)\d{1,2}\.? [^\d\s,<>@]{2,14} (?:19|20)\d\d(?!\d)",  # months of any language
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}\s?[:.h点點时時시]\s?\d{2}(?!\d)|(?<!\d)\d{1,2} ?[ap]\.?m|\d{1,2}[点點时時시]", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s<>@()\[\]\"',;]{1,128}@[^\s<>@()\[\]\"',;]{1,255}")


def _verb_pattern() -> str:
    """Any verb; in scripts with spaces only as a whole word."""
    unspaced = [verb for verb in VERBS if _UNSPACED.search(verb)]
    spaced = [verb for verb in VERBS if not _UNSPACED.search(verb)]
    return rf"(?:(?<![^\W\d_])(?:{alternatives(spaced)})(?![^\W\d_])|(?:{alternatives(unspaced)}))"


_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_VERB = re.compile(_verb_pattern(), re.IGNORECASE)
_LEAST_VERBS = least(VERBS)
_ENDS_WITH_VERB = re.compile(_verb_pattern() + r"[\s:：\-\u2014\u2013_.)\]>»]*$", re.IGNORECASE)
_LOG_WORDS = re.compile(r"\b(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b|=")
_WEEKDAY = re.compile(rf"(?:{alternatives(WEEKDAYS)})[^\W\d_]{{0,8}}[.,:)]*", re.IGNORECASE)
_NAME_ADDRESS = re.compile(r"[^<>]{0,80}<[^<>\s@]+@[^<>\s]+>[\s,，]*")
_HINT = re.compile(r"\d|@|--")  # without a date, an address or dashes it takes a quotation right below
_YEAR = re.compile(r"(?:19|20)\d\d")


def reply_line(text: str) -> bool:
    """Is this plain line the "please reply above this line" of a help desk's mail? It has marks on both sides."""
    if text[:1] not in _MARKS or text[-1:] not in _MARKS:
        return False
    inner = text.lower().strip(_MARKS)
    return any(phrase in inner for phrase in REPLY_LINE_PHRASES)


def separator(text: str) -> str:
    """
    What kind of separator a plain line is: "original", "forwarded" or "".

    "-----Original Message-----" needs its dashes; "Begin forwarded message:" its colon.
    """
    if text[:1] not in _MARKS and text[-1:] not in ":：":
        return ""
    text = text.lower()
    inner = text.strip(_MARKS).rstrip(":： ")
    before = len(text) - len(text.lstrip(_MARKS))
    if inner in FORWARDED or (before >= 2 and inner.startswith("forwarded by ")):
        return "forwarded" if before >= 2 or text.endswith((":", "：")) else ""
    return "original" if before >= 2 and inner in ORIGINAL and text[-1:] in _MARKS else ""


def dashed_words(line: str) -> bool:
    """Is the line a few words between rules, such as "------ 某某邮件 ------"? Then it belongs to the block below."""
    text = plain(line)
    inner = text.strip(_MARKS)
    return (
        len(inner) <= 60
        and text.startswith(("--", "__", "==", "**", "——"))
        and text.endswith(("--", "__", "==", "**", "——"))
    )


def ends_introduction(line: str) -> bool:
    """Does a single line introduce the quotation that is known to follow it?"""
    text = plain(line)
    if not _may_end(text):
        return False
    words = text.split(" ")
    tails = (" ".join(words[at:]) for at in range(max(0, len(words) - 24), len(words)) if words[at][:1].strip("<("))
    return _is_attribution(text, True) or any(_starts_with_date(t) and _is_attribution(t, True) for t in tails)


def may_end_wrapped(line: str) -> bool:
    """ "> wrote:" and ">:" end an introduction that was wrapped behind the address."""
    return len(line) < 24 and line[-1:] in (":", "：") and line[1:2] in (" ", ":", "：") and "@" not in line


def introduction(lines: list[str], end: int) -> int:
    """
    First line of the introduction whose last line is *end*; -1 when that line ends none.

    "On Mon, Nov 2, 2026 at 9:00 AM Bob <bob@example.org> wrote:" over one to five lines.
    """
    text = plain(lines[end])
    if not _may_end(text):
        return -1
    followed = _is_followed_by_quote(lines, end)
    windows = _windows(lines, end, text)
    if not followed and not _has_evidence(windows[-1][0]):
        return -1
    found, weak = -1, -1
    for joined, start in windows:
        if _is_attribution(joined, followed):
            if _starts_with_date(joined):
                found = start
                break
            weak = start if weak < 0 or _NAME_ADDRESS.match(joined) else weak
    if found < 0:
        found = weak
    return _with_name_above(lines, found) if found >= 0 else -1


def _has_evidence(text: str) -> bool:
    """A cheap look before the patterns: without an address or a verb nothing introduces anything."""
    if not _HINT.search(text):
        return False
    lowered = text.lower()
    return "@" in text or any(verb in lowered for verb in _LEAST_VERBS)


def _may_end(text: str) -> bool:
    if not text or len(text) >= MAX_LINE:
        return False
    return text[-1] in ":：>-\u2014" or text.lower().rstrip(" .)]_").endswith(VERBS)


def _windows(lines: list[str], end: int, text: str) -> list[tuple[str, int]]:
    """The last line, the last two joined, and so on: (joined text, first line)."""
    windows = [(text, end)]
    blanks = 0
    for start in range(end - 1, max(end - _MOST_LINES, -1), -1):
        above = plain(lines[start])
        if not above:
            blanks += 1
            if blanks > 1 or windows[-1][0][:1] not in "<>":
                break
            continue
        if len(above) + len(windows[-1][0]) > MAX_LINE or (above[0] == ">" and text[:1] != ">"):
            break
        windows.append((f"{above} {windows[-1][0]}", start))
    return windows


def _is_followed_by_quote(lines: list[str], end: int) -> bool:
    after = next_text(lines, end + 1)
    return after >= 0 and is_quoted(lines[after]) and not may_end_wrapped(lines[after].strip())


def _is_attribution(joined: str, followed: bool) -> bool:
    """Do date, address and verb say that the text introduces a quotation?"""
    text = joined.strip("-\u2014\u2013_*~•> ") if joined[:1] != "<" else joined
    dashed = joined[:2] == "--" and joined[-2:] == "--"
    colon = text[-1:] in (":", "：")
    date = _DATE.search(text)
    if not date:
        return _is_undated(text, colon, dashed, followed)
    if not _is_prefix(text[: date.start()]):
        return False
    address = _ADDRESS.search(text)
    sure = followed or address is not None or _TIME.search(text) is not None
    ending = _ENDS_WITH_VERB.search(text)
    if ending:
        return sure or (bool(_YEAR.search(text)) and _is_short_name(text[date.end() : ending.start()]))
    if colon and _VERB.search(text):
        return sure and len(text) < _LONGEST_NAMED
    if followed and colon and len(text.split()) <= _MOST_WORDS:
        return True
    address = _ADDRESS.search(text, date.end())
    if not address or len(text[date.end() : address.start()].split()) > _MOST_WORDS or _LOG_WORDS.search(text):
        return False
    return (colon and bool(_TIME.search(text))) or (followed and joined.endswith(">"))


def _is_short_name(text: str) -> bool:
    """Only a name between date and verb: "On Nov 26, 2013 you wrote:"; 在…，张三在日志里写道 says more."""
    name = text.strip(" ,，、")
    return len(name) <= (24 if name.isascii() else 6) and len(name.split()) <= 3


def _is_undated(text: str, colon: bool, dashed: bool, followed: bool) -> bool:
    """Without a date it takes an address, or a quotation right below: "Bob <bob@example.org> wrote:"."""
    if colon and text.lower().startswith(QUOTING) and (followed or _ADDRESS.search(text)):
        return True
    verb = _VERB.search(text)
    if not verb or not (colon or dashed) or len(text.split()) > _MOST_WORDS:
        return False
    if _ADDRESS.search(text):
        return bool(_NAME_ADDRESS.match(text)) or _first_word(text) in STARTERS
    return dashed or (followed and len(text.split()) <= 8)


def _is_prefix(prefix: str) -> bool:
    """May this stand before the date: "On Mon, ", "Am ", "张三 <a@b> 于", "Bob Smith wrote on "?"""
    named = _NAME_ADDRESS.match(prefix)
    if named:
        return len(prefix[named.end() :].split()) <= 5
    tokens = prefix.replace(",", " ").split()
    if any(token.lower().strip(".,:!") in GREETINGS for token in tokens):
        return False
    if _VERB.search(prefix):
        return len(tokens) <= 6
    return len(tokens) <= (5 if _TIME.match(prefix) else 4)


def _starts_with_date(joined: str) -> bool:
    """Is the first word a starter ("On", "在"), a weekday or a number, so that the introduction begins here?"""
    text = joined.lstrip("-\u2014\u2013_*~•> ")
    date = _DATE.search(text[:80])
    word = _first_word(text)
    if not date:
        return word in STARTERS and bool(re.search(r"\d", text[:30]))
    return text[:1].isdigit() or word in STARTERS or bool(_WEEKDAY.match(text)) or text[:1] in "在于於"


def _first_word(text: str) -> str:
    return text.split(None, 1)[0].lower().strip(".,:") if text.strip() else ""


def _with_name_above(lines: list[str], start: int) -> int:
    """Gmail in Chinese wraps after the address: take the line "Zhang San <zhang@example.org>" above it too."""
    if start > 0 and plain(lines[start])[:1] in "于於在" and _NAME_ADDRESS.fullmatch(plain(lines[start - 1])):
        return start - 1
    return start
