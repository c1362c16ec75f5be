"""Dates as mail programs print them above a quotation, in the language of their user."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from parsers.lines import plain
from parsers.phrases.months import MONTHS

_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})")
_CHINESE_ENGLISH = re.compile(r"(\d{4}) ([^\W\d_]{3,9})\.? (\d{1,2})(?!\d)")  # Aliyun: "2026 Nov. 2"
_DAY_NAME = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ \-]+(?:de |of |d')?([^\W\d_]{3,12})\.?,?[ \-]+(?:de )?(\d{4})(?!\d)"
)
_NAME_DAY = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,12})\.?[ \-](\d{1,2})(?:st|nd|rd|th)?,?[ \-](\d{4}|\d\d)(?!\d)")
_SLASHES = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?!\d)")
_DOTS = re.compile(r"(?<!\d)(\d{1,2})[.\-]\s?(\d{1,2})[.\-]\s?(\d{4}|\d\d)(?!\d)")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})\s?[:.h点點時时시]\s?(\d{2})(?:[:.](\d{2}))?(?!\d)\s?(?:分)?\s*([ap])?\.?m?\b", re.IGNORECASE
)
_AFTERNOON = re.compile(r"下午|晚上|午後|오후|\bpm\b|p\.m\.|μ\.μ\.", re.IGNORECASE)
_MORNING = re.compile(r"上午|早上|凌晨|午前|오전|\bam\b|a\.m\.|π\.μ\.", re.IGNORECASE)
_ZONE = re.compile(r"(?:UTC|GMT|\s)([+-])(\d{1,2}):?(\d{2})?\b|(?:UTC|GMT)([+-])(\d{1,2})\b")


def read_date(value: str) -> datetime | None:
    """
    The time in UTC; None when there is no date. Without a zone the time is taken as UTC; without a time, midnight.

    "11/2/2026" is month first, as programs in English write it; "13/2/2026" can only be day first.
    """
    text = plain(value)[:200]
    day = _day(text)
    if not day:
        return None
    year, month, number, end = day
    hour, minute, second = _clock(text, end)
    try:
        found = datetime(year, month, number, hour, minute, second, tzinfo=_zone(text[end:]))
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> tuple[int, int, int, int] | None:
    """(year, month, day, where it ends in the text)"""
    found = _YEAR_FIRST.search(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3]), found.end()
    for pattern, (y, m, d) in ((_CHINESE_ENGLISH, (1, 2, 3)), (_DAY_NAME, (3, 2, 1)), (_NAME_DAY, (3, 1, 2))):
        for found in pattern.finditer(text):
            month = _month(found[m])
            if month:
                return _year(found[y]), month, int(found[d]), found.end()
    found = _SLASHES.search(text)
    if found:
        first, second = int(found[1]), int(found[2])
        month, day = (second, first) if first > 12 else (first, second)
        return _year(found[3]), month, day, found.end()
    found = _DOTS.search(text)
    return (_year(found[3]), int(found[2]), int(found[1]), found.end()) if found else None


def _month(name: str) -> int:
    lower = name.lower()
    for size in range(len(lower), 2, -1):
        if lower[:size] in MONTHS:
            return MONTHS[lower[:size]]
    return 0


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _clock(text: str, after: int) -> tuple[int, int, int]:
    found = _TIME.search(text, after) or _TIME.search(text[: max(0, after - 6)])
    if not found:
        return 0, 0, 0
    hour = int(found[1])
    half = (found[4] or "").lower()
    if hour < 12 and (half == "p" or _AFTERNOON.search(text)):
        hour += 12
    elif hour == 12 and (half == "a" or (not half and _MORNING.search(text))):
        hour = 0
    return hour, int(found[2]), int(found[3] or 0)


def _zone(text: str) -> timezone:
    found = _ZONE.search(text)
    if not found:
        return UTC
    sign = -1 if (found[1] or found[4]) == "-" else 1
    hours, minutes = int(found[2] or found[5]), int(found[3] or 0)
    if hours > 14 or minutes > 59:
        return UTC
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
