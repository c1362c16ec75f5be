"""
Working time: which instants count, by the wall clocks of offices; pure.

Where the wall clock is changed, a local time stands for the first instant at which the clock on the wall shows that
time or a later one. So a window that begins in the skipped hour begins at the change, the hour that comes twice belongs
to the window that was open when the clock was set back, and windows that touch neither overlap nor leave a gap: a day
from 00:00 to 24:00 has 23, 24 or 25 hours.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

MAX_CLOSED_DAYS = 400  # more than any holiday: an office that stays closed longer is a mistake in a configuration
DAY_MINUTES = 24 * 60
ONE_DAY = timedelta(days=1)


class NeverOpen(ValueError):
    """A calendar without an open minute for `MAX_CLOSED_DAYS`; nothing can fall due on it."""


@dataclass(frozen=True, slots=True)
class Window:
    """Open from *opens* until before *closes*: minutes after local midnight, 0 to 1440."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (self.opens, self.closes))


Week = tuple[tuple[Window, ...], ...]  # from Monday on


@dataclass(frozen=True, slots=True)
class Special:
    """
    A day that is not as its weekday says.

    Attributes:
        name: of the holiday, or why; "" when nobody said.
        working: open, such as a weekend day that is worked in exchange (调休).
        windows: of a working day; () for the usual ones.
    """

    name: str
    working: bool
    windows: tuple[Window, ...] = ()


class Interval(NamedTuple):
    """From *start* until before *end*, aware UTC. A tuple, because a year of office hours is hundreds of them."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


class Hours(NamedTuple):
    """The windows of one day, and why it is no usual day; "" for a usual one."""

    windows: tuple[Window, ...]
    why: str


SpecialDays = Callable[[int], Mapping[date, Special]]


def no_holidays(year: int) -> Mapping[date, Special]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Office:
    """
    Where people work by one clock on the wall.

    Attributes:
        week: seven days, each with its windows in their order; they may touch and do not overlap.
        own: days that the desk has set; they win over holidays.
        holidays: those of a year, in and outside the weekend.
    """

    name: str
    zone: ZoneInfo
    week: Week
    own: Mapping[date, Special] = field(default_factory=dict)
    holidays: SpecialDays = no_holidays

    def hours_on(self, day: date) -> Hours:
        special = self.own.get(day) or self.holidays(day.year).get(day)
        if special is None:
            windows = self.week[day.weekday()]
            return Hours(windows, "" if windows else "no office hours")
        if special.working:
            return Hours(special.windows or self.usual, special.name or "working day")
        return Hours((), special.name or "closed")

    @property
    def usual(self) -> tuple[Window, ...]:
        """The windows of a working day that says no other: those of the week's first day that has any."""
        return next((windows for windows in self.week if windows), ())

    def open_from(self, start: datetime, until: datetime | None = None) -> Iterator[Interval]:
        """
        What is open after *start*, in order, without an end of its own; with *until*, the days up to it.

        Raises:
            NeverOpen: closed for MAX_CLOSED_DAYS, unless *until* comes before.
        """
        day, closed = start.astimezone(self.zone).date(), 0
        # One day more: of an hour that comes twice around midnight the second pass belongs to the later day.
        last = until.astimezone(self.zone).date() + ONE_DAY if until else date.max
        midnight = _midnight(day, self.zone)
        while day <= last:
            following = _midnight(day + ONE_DAY, self.zone)
            windows = self.hours_on(day).windows
            for window in windows:
                opened = self._interval(day, window, midnight, following)
                if opened.end > start and opened.end > opened.start:
                    yield Interval(max(start, opened.start), opened.end)
            closed = 0 if windows else closed + 1
            if until is None and closed > MAX_CLOSED_DAYS:
                raise NeverOpen(f'calendar "{self.name}" has no open minute within {MAX_CLOSED_DAYS} days before {day}')
            day, midnight = day + ONE_DAY, following

    def _interval(self, day: date, window: Window, midnight: _Midnight, following: _Midnight) -> Interval:
        if midnight.offset == following.later_offset:  # all days of the year but two
            start = midnight.instant
            return Interval(start + timedelta(minutes=window.opens), start + timedelta(minutes=window.closes))
        return Interval(instant_of(day, window.opens, self.zone), instant_of(day, window.closes, self.zone))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Open whenever one of its offices is: they may be of several zones."""

    offices: tuple[Office, ...]

    @property
    def name(self) -> str:
        return " + ".join(office.name for office in self.offices)

    def open_from(self, start: datetime, until: datetime | None = None) -> Iterator[Interval]:
        """As that of an office; intervals touch at most and never overlap."""
        if len(self.offices) == 1:
            yield from self.offices[0].open_from(start, until)
            return
        covered = start
        for opened in heapq.merge(*(one.open_from(start, until) for one in self.offices), key=attrgetter("start")):
            if opened.end > covered:
                yield Interval(max(opened.start, covered), opened.end)
                covered = opened.end


def whole_days(calendar: Calendar) -> Calendar:
    """The same days, each from midnight to midnight: closed days do not count, and nights do."""
    return Calendar(tuple(_whole_days(office) for office in calendar.offices))


def _whole_days(office: Office) -> Office:
    week = tuple(_DAY if windows else () for windows in office.week)
    own = {day: replace(special, windows=_DAY if special.working else ()) for day, special in office.own.items()}
    return replace(office, week=week, own=own)


_DAY = (Window(0, DAY_MINUTES),)
ALWAYS = Office("always", ZoneInfo("UTC"), ((Window(0, DAY_MINUTES),),) * 7)


def instant_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which the wall clock of *zone* shows *minute* of *day*, or a later time."""
    local = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first
    # The time is skipped (PEP 495): fold=1 gives an instant before the change, fold=0 one after it. Halve in seconds.
    before, after = 0, int((first - second).total_seconds())
    while after - before > 1:
        middle = (before + after) // 2
        shown = (second + timedelta(seconds=middle)).astimezone(zone).replace(tzinfo=None)
        before, after = (before, middle) if shown >= local else (middle, after)
    return second + timedelta(seconds=after)


class _Midnight(NamedTuple):
    """
    Attributes:
        instant: when the wall clock shows 00:00, unless that is skipped.
        offset, later_offset: from UTC; they differ where 00:00 is skipped or comes twice (PEP 495).
    """

    instant: datetime
    offset: timedelta
    later_offset: timedelta


@lru_cache(maxsize=256)  # the days to come are asked for again with each ticket
def _midnight(day: date, zone: ZoneInfo) -> _Midnight:
    local = datetime(day.year, day.month, day.day, tzinfo=zone)
    offset = local.utcoffset() or timedelta()
    return _Midnight(local.replace(tzinfo=UTC) - offset, offset, local.replace(fold=1).utcoffset() or timedelta())
