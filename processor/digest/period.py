"""The days that a digest is about, in the desk's zone; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from processor.desk.calendars import MAX_CLOSED_DAYS, ONE_DAY, Calendar, instant_of

Form = Literal["day", "week", "month", "days"]


@dataclass(frozen=True, slots=True)
class Period:
    """
    Whole days from *first* to *last*, both included.

    Attributes:
        start, end: aware UTC; from the first midnight until before the last one.
        form: "days" for what is none of the others.
    """

    first: date
    last: date
    start: datetime
    end: datetime
    form: Form = "days"

    def holds(self, moment: datetime | None) -> bool:
        return moment is not None and self.start <= moment < self.end


def days(first: date, last: date, zone: ZoneInfo) -> Period:
    """
    The days from *first* to *last* of the wall clock of *zone*; a day may have 23 or 25 hours.

    Raises:
        ValueError: *last* comes before *first*.
    """
    if last < first:
        raise ValueError(f"a period from {first} to {last}")
    form: Form = "day" if first == last else "days"
    return Period(first, last, instant_of(first, 0, zone), instant_of(last + ONE_DAY, 0, zone), form)


def day(of: date, zone: ZoneInfo) -> Period:
    return days(of, of, zone)


def week(of: date, zone: ZoneInfo) -> Period:
    """Monday to Sunday, with *of*."""
    monday = of - timedelta(days=of.weekday())
    return _named("week", days(monday, monday + timedelta(days=6), zone))


def month(of: date, zone: ZoneInfo) -> Period:
    """The calendar month with *of*."""
    first = of.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return _named("month", days(first, following - ONE_DAY, zone))


def each_day(period: Period, zone: ZoneInfo, count: int) -> Iterator[Period]:
    """The last *count* days up to the end of *period*, oldest first."""
    for number in reversed(range(count)):
        yield day(period.last - number * ONE_DAY, zone)


def last_working_day(calendar: Calendar, today: date) -> date:
    """The last day before *today* on which one of the offices was open."""
    before = (today - number * ONE_DAY for number in range(1, MAX_CLOSED_DAYS))
    open_days = (one for one in before if is_working_day(calendar, one))
    return next(open_days, today - ONE_DAY)


def is_working_day(calendar: Calendar, day: date) -> bool:
    """One of the offices is open."""
    return any(office.hours_on(day).windows for office in calendar.offices)


def horizon(calendar: Calendar, now: datetime) -> datetime:
    """
    When the office closes on the first working day that is not over at *now*.

    Raises:
        NeverOpen: a calendar that stays closed.
    """
    opened = calendar.open_from(now)
    close = next(opened).end
    zone = calendar.offices[0].zone
    last = close.astimezone(zone).date()
    for interval in opened:  # the afternoon of the same day
        if interval.start.astimezone(zone).date() != last:
            break
        close = interval.end
    return close


def _named(form: Form, period: Period) -> Period:
    return Period(period.first, period.last, period.start, period.end, form)
