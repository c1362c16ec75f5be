"""Which digests are due for a reader, and of which days; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from processor.config_digest import Digest, Form
from processor.desk.calendars import ONE_DAY, Calendar
from processor.digest.period import Period, days, is_working_day, last_working_day, month, week


@dataclass(frozen=True, slots=True)
class Due:
    """day: on which it is due, where its reader is. period: days of the desk."""

    form: Form
    day: date
    period: Period


def due(section: Digest, now: datetime, office: Calendar, zone: ZoneInfo) -> Iterator[Due]:
    """
    What is due at *now* and has been since `at` of this day; of days on which nothing ran nothing is made up for.

    The daily one is about the last working day and the free days since, so that no day is left out.

    Args:
        office: the working days. zone: the desk's, in which days are counted.
    """
    local = now.astimezone(ZoneInfo(section.timezone) if section.timezone else zone)
    if local.time() < section.from_time or not is_working_day(office, local.date()):
        return
    today = now.astimezone(zone).date()
    before = last_working_day(office, today)
    if "day" in section.forms:
        yield Due("day", local.date(), days(before, today - ONE_DAY, zone))
    if "week" in section.forms and before < today - timedelta(days=today.weekday()):
        yield Due("week", local.date(), week(today - timedelta(days=7), zone))
    if "month" in section.forms and before < today.replace(day=1):
        yield Due("month", local.date(), month(today.replace(day=1) - ONE_DAY, zone))
