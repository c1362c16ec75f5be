"""Which digests are due for a reader, and of which days; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from processor.config_digest import Digest, Form
from processor.desk.calendars import ONE_DAY, Calendar
from processor.digest.period import Period, days, is_working_day, last_working_day, month, week

MADE_UP_FOR = timedelta(days=3)  # a week's or month's digest comes up to so much later; then it is old news
MOST_MISSED = timedelta(days=31)  # what comes before stands in the digest of its month


@dataclass(frozen=True, slots=True)
class Due:
    """day: on which it is due, where its reader is; with it it is written once. period: days of the desk."""

    form: Form
    day: date
    period: Period


def due(section: Digest, now: datetime, office: Calendar, zone: ZoneInfo, last: date | None = None) -> Iterator[Due]:
    """
    What is due at *now* and has been since `at` of this day.

    The daily one is about the days since the one before was due: the last working day and the free days since; and the
    days since *last*, where the desk did not run when one was due. So no day is left out, and none told twice.

    Args:
        office: the working days. zone: the desk's, in which days are counted.
        last: day of the last daily one that was written before this day; None for none.
    """
    local = now.astimezone(section.zone_or(zone))
    today = local.date()
    if local.time() < section.from_time or not is_working_day(office, today):
        return
    if "day" in section.forms:
        before = last_working_day(office, today)
        if last is not None and today - MOST_MISSED <= last < before:
            before = last
        end = _of_desk(section, today, zone) - ONE_DAY
        yield Due("day", today, days(min(_of_desk(section, before, zone), end), end, zone))
    for day in _recent(office, today):
        yield from _longer(section, day, office, zone)


def _recent(office: Calendar, today: date) -> Iterator[date]:
    """The working days whose weekly and monthly digest may still be sent, oldest first."""
    recent = (today - number * ONE_DAY for number in reversed(range(MADE_UP_FOR.days + 1)))
    return (day for day in recent if is_working_day(office, day))


def _longer(section: Digest, day: date, office: Calendar, zone: ZoneInfo) -> Iterator[Due]:
    """The weekly and the monthly one that are due on *day*: the first that is due in a week, a month of the desk."""
    here = _of_desk(section, day, zone)
    before = _of_desk(section, last_working_day(office, day), zone)
    if "week" in section.forms and before < here - timedelta(days=here.weekday()):
        yield Due("week", day, week(here - timedelta(days=7), zone))
    if "month" in section.forms and before < here.replace(day=1):
        yield Due("month", day, month(here.replace(day=1) - ONE_DAY, zone))


def _of_desk(section: Digest, day: date, zone: ZoneInfo) -> date:
    """The day of the desk at the moment at which a digest is due on *day* of its reader."""
    due_at = datetime.combine(day, section.from_time, section.zone_or(zone))
    return due_at.astimezone(UTC).astimezone(zone).date()
