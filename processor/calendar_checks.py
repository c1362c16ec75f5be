"""Whether the calendars in use know the days that deadlines will reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from processor.checks import Finding
from processor.config import Config
from processor.config_calendars import ALWAYS, Calendar
from processor.desk.calendar_lines import closed_days, open_days
from processor.desk.holidays import UnknownPlace, published_until
from processor.desk.timetable import country, sections, zone_name

# China announces the days of the next year in November; a deadline of today can reach that year before.
LOOK_AHEAD = timedelta(days=60)


def check_calendars(config: Config, now: datetime) -> Iterator[Finding]:
    """One finding for each calendar that counts for a priority, but for the one round the clock."""
    used = {name for names in config.deadlines.calendars.model_dump().values() for name in names} - {ALWAYS}
    for section in sections(config):
        if section.name in used:
            yield _finding(config, section, (now + LOOK_AHEAD).year)


def _finding(config: Config, section: Calendar, year: int) -> Finding:
    subject, place = f"calendar {section.name}", country(config, section)
    hours = f"{', '.join(section.hours)} ({zone_name(config, section)})"
    if not place:
        return Finding(subject, "ok", f"{hours}, no holidays")
    try:
        last = published_until(place, section.subdivision)
    except UnknownPlace as error:
        return Finding(subject, "failed", str(error), "mend country and subdivision")
    if last is not None and last < year and not _own_days_in(section, year):
        return Finding(
            subject,
            "warning",
            f"the shifted working days of {place} are known until {last}; {year} is counted by its weekends "
            "and the usual dates of holidays",
            f"once they are announced, write those of {year} into open and closed of this [[calendar]], "
            "or update the package holidays",
        )
    return Finding(subject, "ok", f"{hours}, holidays of {place}")


def _own_days_in(section: Calendar, year: int) -> bool:
    return any(day.year == year for day in (*closed_days(section.closed), *open_days(section.open)))
