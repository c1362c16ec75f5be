"""
Times as people write them, zh and en, in values of commands and in forms.

What is not understood whole is not understood: half a sentence makes no promise. The rules where words leave it open:
a day without a clock means its end of office, a part of a day the end of that part; 3点 without 上午 or 下午 is 15:00,
for nobody is at work at three in the night, while 3:00 is written by those who count to 24. Weeks begin on Monday, and
"next Friday" is the Friday of the next week. A local time that the clocks leave out counts by the offset before the
change (02:30 becomes 03:30); of one that comes twice the first counts, or the second once the first is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from parsers.days import Day, match_day, number, tidy
from parsers.durations import from_now
from parsers.periods import read_period
from parsers.phrases.moments import BEFORE, BEHIND, NIGHT_FALLS, OFFICE_END, PARTS
from parsers.phrases.tables import alternatives

__all__ = ["END_OF_OFFICE", "read_moment", "read_period"]

END_OF_OFFICE = time(18, 0)  # local; when Chinese offices close, and what "by Friday" is held to

_FIRST_OF_DAY = 7  # 7点 is in the morning, 6点 in the afternoon

_HOUR = "(?:[0-9]{1,2}|[零〇一二两兩三四五六七八九十]{1,3})"
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?(?![0-9:]) ?(?P<half>[ap]m)?(?![a-z])"
    r"|(?P<twelve>[0-9]{1,2}) ?(?P<half2>[ap]m)(?![a-z])"
    rf"|(?P<oclock>{_HOUR}) ?(?:[点點时時]|o'clock)(?:钟|鐘|整|(?P<past>半|一刻|三刻|{_HOUR}(?:分)?))?"
)
_PART = re.compile(rf"(?:{alternatives(PARTS)})(?![a-z])")
_OFFICE_END = re.compile(rf"(?:{alternatives(OFFICE_END)})(?![a-z])")
_LATIN = alternatives(word for word in BEFORE if word.isascii())
_BEFORE = re.compile(rf"(?:{alternatives(word for word in BEFORE if not word.isascii())}|(?:{_LATIN})(?= )) ?")
_BEHIND = re.compile(rf" ?(?:{alternatives(BEHIND)})$")
_BETWEEN = re.compile(r"[ ,、的()]*(?:(?:at|on|by) )?")
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}


@dataclass(frozen=True, slots=True)
class _Clock:
    """
    minutes: since midnight, 1440 for the midnight that ends the day.
    open: it is of 12 hours, and nobody has said of which; 03点 is of 24.
    """

    minutes: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says of a moment; weekday: 0 for Monday, when it stands beside a date (`12月1日周二`)."""

    day: Day | None = None
    weekday: int | None = None
    part: str = ""
    clock: _Clock | None = None


def read_moment(text: str, now: datetime, zone: tzinfo, *, past: bool = False) -> datetime | None:
    """
    The moment that *text* means to somebody in *zone* who writes it *now*.

    Args:
        text: a duration from now (4h, 半小时), a clock (17:30, 下午三点半), a day (明天, Friday, 12-01) or a day
            with a clock.
        now: aware.
        past: the moment lies behind: "17:30", "Friday" and "12-01" are the last such, and "2小时前" is understood;
            a day with its year and "tomorrow" are what they are.

    Returns:
        Aware UTC, never at or before *now* without *past*; None when the text is none of these or names what is over.
    """
    tidied = tidy(text)
    try:
        found = from_now(tidied, now, past=past) or _at(tidied, now, zone, past=past)
        return found.astimezone(UTC) if found and (past or found > now) else None
    except OverflowError:  # beyond the calendar
        return None


def _at(text: str, now: datetime, zone: tzinfo, *, past: bool) -> datetime | None:
    today = now.astimezone(zone).date()
    said = _said(text, today)
    if said is None:
        return None
    fixed = said.day is not None and said.day.repeats == "never"
    for day in said.day.dates(today, past=past) if said.day else _around(today, past=past):
        for moment in _moments(day, _minutes(said), zone, past=past):
            if (fixed and past) or (moment <= now if past else moment > now):
                return moment if said.weekday in (None, day.weekday()) else None
    return None


def _said(text: str, today: date) -> _Said | None:
    """The parts of a text in whatever order; None when something is left or nothing was said."""
    at = match.end() if (match := _BEFORE.match(text)) else 0
    end = match.start() if (match := _BEHIND.search(text)) else len(text)
    text, said = text[:end], _Said()
    while at < len(text):
        step = _next(text, at, said, today)
        if step is None:
            return None
        said, at = step
        at = match.end() if (match := _BETWEEN.match(text, at)) else at
    return said if said != _Said() else None


def _next(text: str, at: int, said: _Said, today: date) -> tuple[_Said, int] | None:
    """*said* with what stands at *at*, and where that ends; None when it is nothing, or was said already."""
    if (match := _OFFICE_END.match(text, at)) and not said.clock:
        return replace(said, clock=_Clock(END_OF_OFFICE.hour * 60 + END_OF_OFFICE.minute)), match.end()
    if (match := _CLOCK.match(text, at)) and not said.clock:
        clock = _clock(match)
        return (replace(said, clock=clock), match.end()) if clock else None
    if (match := _PART.match(text, at)) and not said.part:
        return replace(said, part=match[0]), match.end()
    if found := match_day(text, at, today):
        day, end = found
        joined = _with_day(said, day)
        return (joined, end) if joined else None
    return None


def _with_day(said: _Said, day: Day) -> _Said | None:
    """A date and its weekday ("Friday, 27 Nov") are one day; two dates are none."""
    if said.day is None:
        return replace(said, day=day)
    if said.weekday is not None or (said.day.repeats == "weekly") == (day.repeats == "weekly"):
        return None
    if day.repeats == "weekly":
        return replace(said, weekday=day.on.weekday())
    return replace(said, day=day, weekday=said.day.on.weekday())


def _clock(match: re.Match[str]) -> _Clock | None:
    half = match["half"] or match["half2"]
    written = match["hour"] or match["twelve"] or match["oclock"]
    hour = number(written)
    minute = int(match["minute"] or 0)
    if past := match["past"]:
        minute = _QUARTERS.get(past) or number(past.removesuffix("分"))
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if not (0 <= hour <= 24 and 0 <= minute <= 59) or (hour == 24 and minute):
        return None
    return _Clock(hour * 60 + minute, open=bool(match["oclock"]) and not written.startswith(("0", "零")))


def _minutes(said: _Said) -> int:
    """Minutes since the midnight that begins the day."""
    part = PARTS.get(said.part)
    if said.clock is None:
        return part * 60 if part else END_OF_OFFICE.hour * 60 + END_OF_OFFICE.minute
    minutes = said.clock.minutes
    hour = minutes // 60
    if part is None:
        return minutes + (12 * 60 if said.clock.open and 1 <= hour < _FIRST_OF_DAY else 0)
    if hour > 12 or said.clock.minutes == 0:
        return minutes
    if part in NIGHT_FALLS or (part == 12 and said.part in ("中午", "正午", "noon") and hour < 10):
        return minutes + (0 if hour == 12 and part == 18 else 12 * 60)
    return minutes - 12 * 60 if hour == 12 and part == 6 else minutes


def _around(today: date, *, past: bool) -> Iterator[date]:
    """For a clock alone; a day more than needed, as 24:00 is on the next one and a clock may be left out."""
    return (today + timedelta(days=n if not past else -n) for n in range(-1, 4))


def _moments(day: date, minutes: int, zone: tzinfo, *, past: bool) -> Iterable[datetime]:
    """The local time as aware moments: two when the clocks are put back over it, the likelier first."""
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    folds = (1, 0) if past else (0, 1)
    return [
        local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in folds if not fold or _is_twice(local, zone)
    ]


def _is_twice(local: datetime, zone: tzinfo) -> bool:
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second
