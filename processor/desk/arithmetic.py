"""How a due time came about, day by day, so that people can check it; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from processor.desk.calendars import ONE_DAY, Calendar, Interval, instant_of
from processor.desk.deadlines import Due

LONGEST = 800  # days that are written down; twice what a calendar may stay closed


@dataclass(frozen=True, slots=True)
class Day:
    """
    One day of the way from a start to a due time, in the desk's zone.

    Attributes:
        pieces: what counted of it.
        pauses: what did not count because we waited for the user.
        notes: why it is no usual day, "office: no office hours"; one for each office of the calendar.
    """

    day: date
    pieces: tuple[Interval, ...]
    pauses: tuple[Interval, ...]
    notes: tuple[str, ...]

    @property
    def counted(self) -> timedelta:
        return sum((piece.length for piece in self.pieces), timedelta())


def days_of(
    start: datetime, due: Due, calendar: Calendar, zone: ZoneInfo, pauses: Sequence[Interval] = ()
) -> Iterator[Day]:
    """Every day from that of *start* to that of *due*; their `counted` adds up to the time that was given."""
    first, last = start.astimezone(zone).date(), due.at.astimezone(zone).date()
    for number in range(min((last - first).days + 1, LONGEST)):
        day = first + number * ONE_DAY
        whole = Interval(instant_of(day, 0, zone), instant_of(day + ONE_DAY, 0, zone))
        waited = [Interval(max(pause.start, start), min(pause.end, due.at)) for pause in pauses]
        yield Day(day, tuple(_within(due.pieces, whole)), tuple(_within(waited, whole)), tuple(_notes(calendar, day)))


def _within(intervals: Sequence[Interval], whole: Interval) -> Iterator[Interval]:
    for interval in takewhile(lambda one: one.start < whole.end, sorted(intervals)):
        part = Interval(max(interval.start, whole.start), min(interval.end, whole.end))
        if part.start < part.end:
            yield part


def _notes(calendar: Calendar, day: date) -> Iterator[str]:
    """The offices' own days of that date; with one office its name goes without saying."""
    for office in calendar.offices:
        why = office.hours_on(day).why
        if why:
            yield why if len(calendar.offices) == 1 else f"{office.name}: {why}"
