"""Durations as people write them, zh and en: 4h, 1.5 hours, 一个半小时, 2天4小时, half an hour."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from parsers.days import number, tidy
from parsers.phrases.moments import AGO, AHEAD, DIGITS, LATER, NUMBERS, UNITS
from parsers.phrases.tables import alternatives

_LONGEST = timedelta(days=3660)  # ten years; more is a slip of the finger
_A_DAY = 24 * 3600  # seconds

_CHINESE = f"[{''.join(DIGITS)}]{{1,4}}"
_COUNT = rf"(?:[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|{_CHINESE}|(?:{alternatives(NUMBERS)})(?= ))"
_LATIN_UNITS = alternatives(unit for unit in UNITS if unit.isascii())
_UNIT = rf"(?:{alternatives(unit for unit in UNITS if not unit.isascii())}|(?:{_LATIN_UNITS})(?![a-z]))"
_SPAN = re.compile(
    rf"(?:(?P<count>{_COUNT})(?P<half>个半|個半)? ?[个個]?|(?P<only>半[个個]?|half(?: an?| of an?)?)) ?"
    rf"(?P<unit>{_UNIT})(?P<more>半| and a half)? ?(?:,|、|and|又|零)? ?"
)
_AHEAD = re.compile(rf"(?:{alternatives(AHEAD)}) ?")
_LATER = re.compile(rf"(?:{alternatives(LATER)})?")
_AGO = re.compile(rf"(?:{alternatives(AGO)})")


def read_duration(text: str) -> timedelta | None:
    """A duration; None for anything else, for nothing, and for more than ten years. A day is 24 hours."""
    tidied = tidy(text)
    duration, end = _duration(tidied, 0)
    return duration if end == len(tidied) else None


def from_now(text: str, now: datetime, *, past: bool = False) -> datetime | None:
    """
    What `4h`, `4小时后`, "in 4 hours" mean *now*; with *past* what `4小时前`, "4 hours ago" mean.

    Args:
        text: tidy.
    """
    start = match.end() if (match := _AHEAD.match(text)) else 0
    duration, end = _duration(text, start)
    if duration is None:
        return None
    now = now.astimezone(UTC)  # within a zone Python would reckon by the clock on the wall
    if past:
        return now - duration if not start and _AGO.fullmatch(text, end) else None
    return now + duration if _LATER.fullmatch(text, end) else None


def _duration(text: str, at: int) -> tuple[timedelta | None, int]:
    """The duration that stands at *at*, larger units first, and where it ends."""
    seconds, last = 0.0, float("inf")
    while (match := _SPAN.match(text, at)) and UNITS[match["unit"]] < last:
        if match["only"] and UNITS[match["unit"]] >= _A_DAY:
            break  # 半天 may be half a working day
        last = UNITS[match["unit"]]
        count = _count(match["count"]) if match["count"] else 0.5
        seconds += (count + 0.5 * bool(match["half"]) + 0.5 * bool(match["more"])) * last
        at = match.end()
    found = 0 < seconds <= _LONGEST.total_seconds()
    return (timedelta(seconds=seconds) if found else None), at


def _count(text: str) -> float:
    return float(text) if text[0].isascii() and text[0].isdigit() else max(number(text), 0)
