"""Headers of real mails: decoded values, mailboxes, message ids, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from mailparser.dates import parse_mail_date
from mailparser.utils import get_addresses

from parsers import charsets, encoded_words
from parsers.block_dates import read_date
from parsers.damaged_mailboxes import recovered, with_ascii_brackets
from parsers.limits import MAX_ADDRESSES, MAX_IDS, MAX_VALUE_CHARS
from parsers.message import Address

# Their parameters are taken apart before encoded words in them are decoded.
STRUCTURED = frozenset({"content-type", "content-disposition"})

_FOLD = re.compile(r"[ \t]*[\r\n]+[ \t]*")
# C0 and C1 controls; tabs are white space.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that turn the reading direction round or are not seen: they make one name look like another.
DECEPTIVE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_ID = re.compile(r"<([^<>]{1,998})>")
_BARE_ID = re.compile(r"[^\s<>@,;\"()]{1,500}@[^\s<>@,;\"()]{1,400}")
_SPACE = re.compile(r"\s+")

_ATOM = r"[^\s<>()\[\],:;@\"\\\x00-\x1f\x7f]"
_PHRASE = r"[^<>()\[\],:;@\"\\\x00-\x1f\x7f]"
_SPEC = rf"(?:{_ATOM}{{1,256}}@{_ATOM}{{1,256}})"
# The forms that nearly all mails use; anything else goes to mail-parser's structural recovery.
_MAILBOX = re.compile(
    rf"\s*(?:(?:\"((?:[^\"\\\r\n]|\\.){{0,1000}})\"|({_PHRASE}{{0,1000}}))\s*<\s*({_SPEC})\s*>|({_SPEC})"
    rf"(?:\s*\(([^()\\]{{0,200}})\))?)\s*(?:,+|$)"
)
# One mailbox, its name an encoded word or plain: what most From and To have.
_USUAL_MAILBOX = re.compile(
    r"(?:(?:\"?(=\?[A-Za-z0-9-]{1,30}\?[BQbq]\?[^?\s]{1,200}\?=)\"?|\"?([A-Za-z0-9 ._-]{0,60})\"?) ?(<))?"
    r"([A-Za-z0-9._+=-]{1,64})@([A-Za-z0-9.-]{1,255})(?(3)>)"
)
_COMMA = re.compile(r",[ \t]*(?:\r?\n[ \t]+)?")
_WORD_MARK = re.compile("\ue000(\\d+)\ue001")
_NAMES_OF_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES_OF_MONTHS, 1)}
# What nearly all programs write (RFC 5322 §3.3); the rest goes to mail-parser.
_USUAL_DATE = re.compile(
    rf"(?:[A-Z][a-z][a-z], )?(\d\d?) ({'|'.join(_MONTHS)}) (20\d\d) (\d\d):(\d\d):(\d\d) ([+-](?:0\d|1[0-4])[0-5]\d)"
    r"(?: \([A-Z]{1,5}\))?",
    re.ASCII,
)
_OLD_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?", re.I
)

# "GMT+08:00", " +08:00", "9:00 PM", "下午", "2026年": as for people; RFC 5322 readers leave these out and are wrong.
_AS_SHOWN = re.compile(r"(?:GMT|UTC)[+-]\d|\s[+-]\d\d:\d\d|\d\s?[ap]\.?m\b|[上下]午|\d年", re.IGNORECASE)

_WHOLE_CLOCK = re.compile(r"\d:\d\d(?::\d\d)?(?![:\d])")  # not cut off


def decode_value(raw: str, hint: str = "", *, words: bool = True) -> str:
    """One header value as text on one line: unfolded, raw 8-bit and encoded *words* decoded, without controls."""
    if raw.isascii() and "=?" not in raw and raw.isprintable():
        return raw[:MAX_VALUE_CHARS].strip()
    value = unfold(raw[:MAX_VALUE_CHARS], hint)
    if words and "=?" in value:
        value = _FOLD.sub(" ", encoded_words.decode(value))
    return (value if value.isprintable() else _CONTROLS.sub("", value.replace("\t", " "))).strip()


def unfold(raw: str, hint: str = "") -> str:
    """The value on one line; raw bytes (surrogate escapes) and undeclared ISO-2022-JP decoded, encoded words kept."""
    value = _on_one_line(raw) if "\n" in raw or "\r" in raw else raw
    if value.isascii() and "\x1b" not in value:
        return value
    try:
        data = value.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:  # text that never was bytes
        return charsets.clean(value)
    text, _ = charsets.decode(data, "")
    if hint and charsets.normal(hint) not in ("", "utf-8", "ascii") and not charsets.is_utf8(data):
        text, _ = charsets.decode(data, hint)
    return text


def _on_one_line(raw: str) -> str:
    if "\r" in raw:
        return _FOLD.sub(" ", raw)
    return " ".join([line for piece in raw.split("\n") if (line := piece.strip(" \t"))])


def addresses(value: str, hint: str = "", defects: list[str] | None = None) -> tuple[Address, ...]:
    """
    Mailboxes of a raw address header (encoded words still in it: decoded they could pose as structure).

    Groups give their members (RFC 5322 §3.4); what has no mailbox is left out, and so is an address with
    invisible characters, which looks like another one; at most MAX_ADDRESSES. What had to be guessed because the
    line is damaged goes to *defects*.
    """
    if (usual := _usual_mailboxes(value)) is not None:
        return usual
    if not value.strip():
        return ()
    line = unfold(value[:MAX_VALUE_CHARS], hint)
    if not line.isprintable():
        line = _CONTROLS.sub("", line)
    line = " ".join(line.split())
    words: list[str] = []
    if "=?" in line:
        line = encoded_words.WORD.sub(lambda found: _mask(found, words), line)
    found = _plain_mailboxes(line if line.isascii() else with_ascii_brackets(line))
    if found is None and ";" in line and ":" not in line:
        found = _plain_mailboxes(line.replace(";", ","))  # as Outlook shows them
    if found is None:
        found = [pair for pair in get_addresses(line) if pair[1]]
    if not found and words:
        found = _plain_mailboxes(encoded_words.decode(_unmask(line, words))) or []
    if not found and "@" in line and (found := recovered(line)) and defects is not None:
        defects.append("mailboxes in damaged brackets")
    people = (_address(name, addr, words) for name, addr in found[:MAX_ADDRESSES])
    return tuple(person for person in people if person.addr.isascii() or not DECEPTIVE.search(person.addr))


def _usual_mailboxes(value: str) -> tuple[Address, ...] | None:
    """A list whose every mailbox has the usual form; None for anything else."""
    people: list[Address] = []
    at = 0
    while found := _USUAL_MAILBOX.match(value, at):
        word, name, _, local, domain = found.groups()
        people.append(_named(f"{local}@{domain.lower()}", encoded_words.decode(word) if word else name or ""))
        if found.end() == len(value):
            return tuple(people[:MAX_ADDRESSES])
        comma = _COMMA.match(value, found.end())
        if comma is None:
            return None
        at = comma.end()
    return None


def _mask(found: re.Match[str], words: list[str]) -> str:
    words.append(found[0])
    return f"\ue000{len(words) - 1}\ue001"


def _unmask(text: str, words: list[str]) -> str:
    return _WORD_MARK.sub(lambda found: words[int(found[1])] if int(found[1]) < len(words) else "", text)


def _plain_mailboxes(line: str) -> list[tuple[str, str]] | None:
    """(name, addr-spec) of a list in the usual forms; None when any of it is unusual."""
    found: list[tuple[str, str]] = []
    position, end = 0, len(line.rstrip(" \t,"))
    while position < end:
        match = _MAILBOX.match(line, position)
        if match is None or len(found) > MAX_ADDRESSES:
            return None if match is None else found
        quoted, phrase, angle, bare, comment = match.groups()
        name = quoted.replace('\\"', '"').replace("\\\\", "\\") if quoted else phrase or comment or ""
        found.append((name, angle or bare))
        position = match.end()
    return found


def _address(name: str, addr: str, words: list[str]) -> Address:
    name = encoded_words.decode(_unmask(name, words)) if words else name
    addr = _unmask(addr, words) if words else addr
    local, _, domain = addr.rpartition("@")
    return _named(f"{local}@{domain.lower()}" if local else addr, name)


def _named(addr: str, name: str) -> Address:
    if not name.isprintable():
        name = DECEPTIVE.sub("", _CONTROLS.sub("", _SPACE.sub(" ", name)))
    elif "  " in name:
        name = _SPACE.sub(" ", name)
    return Address(addr, name.strip(" \t'\""))


def message_ids(value: str) -> tuple[str, ...]:
    """Message ids of a header without < >, in order; folds inside are closed, empty and malformed ids left out."""
    if "<" not in value:
        bare = value.strip()
        return (bare,) if _BARE_ID.fullmatch(bare) else ()
    found = (_SPACE.sub("", text) for text in _ID.findall(value[:MAX_VALUE_CHARS]))
    return tuple(dict.fromkeys(text for text in found if len(text) > 2))[-MAX_IDS:]


def first_date(values: Iterable[str]) -> datetime | None:
    """The first that can be read: programs and gateways add a second Date, a broken one may stand above it."""
    return next(filter(None, map(date, values)), None)


def date(value: str) -> datetime | None:
    """The time of a Date header in UTC; None when there is none in it."""
    value = value.strip()[:200]
    if not value:
        return None
    usual = _USUAL_DATE.fullmatch(value)
    if usual and (when := _usual_date(usual)):
        return when
    if _AS_SHOWN.search(value) and (when := read_date(value)):
        return when
    exact: datetime | None = parse_mail_date(value).value
    if exact is not None:
        return exact.astimezone(UTC)
    return _loose_date(value) or (read_date(value) if _WHOLE_CLOCK.search(value) else None)


def _usual_date(found: re.Match[str]) -> datetime | None:
    day, month, year, hour, minute, second, zone = found.groups()
    try:
        local = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    except ValueError:  # 31 November, a leap second
        return None
    minutes = int(zone[1:3]) * 60 + int(zone[3:])
    return local - timedelta(minutes=minutes if zone[0] == "+" else -minutes)


def _loose_date(value: str) -> datetime | None:
    """Dates that programs write without RFC 5322: no zone, no seconds, "2026-11-02 09:00:00 +0800", odd order."""
    match = _OLD_DATE.search(value)
    try:
        if match:
            year, month, day, hour, minute = (int(match[n]) for n in range(1, 6))
            zone = _zone(match[7] or "")
            return datetime(year, month, day, hour, minute, int(match[6] or 0), tzinfo=zone).astimezone(UTC)
        parts = parsedate_tz(value)
        if parts is None:
            return None
        naive = datetime(*parts[:5], min(parts[5], 59), tzinfo=UTC)
        return naive - timedelta(seconds=parts[9] or 0)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _zone(text: str) -> timezone:
    if not text or text in "zZ":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))
