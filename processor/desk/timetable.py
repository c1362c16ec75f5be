"""From the configuration to deadlines: which calendar counts for which priority."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from processor.config import Config
from processor.config_calendars import ALWAYS as ALWAYS_NAME
from processor.config_calendars import OFFICE
from processor.config_calendars import Calendar as Section
from processor.desk.calendar_lines import closed_days, open_days, week_of
from processor.desk.calendars import ALWAYS, Calendar, Office
from processor.desk.deadlines import Deadlines
from processor.desk.holidays import UnknownPlace, country_of, holidays_in, published_until
from processor.errors import ConfigError


def deadlines_of(config: Config) -> Deadlines:
    """The deadlines of every priority; no holiday is looked up yet."""
    offices = {ALWAYS_NAME: ALWAYS} | {section.name: _office(config, section) for section in sections(config)}
    names: dict[str, tuple[str, ...]] = config.deadlines.calendars.model_dump()
    calendars = {priority: Calendar(tuple(offices[name] for name in used)) for priority, used in names.items()}
    return Deadlines(config.deadlines.response_hours.model_dump(), calendars)


def sections(config: Config) -> Iterator[Section]:
    """The office hours as written, and those of the office if nobody wrote them."""
    yield from config.calendar
    if all(section.name != OFFICE for section in config.calendar):
        yield Section()


def country(config: Config, section: Section) -> str:
    """Whose holidays are kept; "" for none."""
    return country_of(zone_name(config, section)) if section.country == "auto" else section.country


def zone_name(config: Config, section: Section) -> str:
    return section.timezone or config.desk.timezone


def require_known_places(config: Config) -> None:
    """
    Refuse a country whose holidays nobody knows at the start rather than at the first ticket.

    Countries of a time zone are all known, so the library is not even imported for them.

    Raises:
        ConfigError
    """
    for number, section in enumerate(config.calendar):
        if section.country != "auto" or section.subdivision:
            try:
                published_until(country(config, section), section.subdivision)
            except UnknownPlace as error:
                raise ConfigError(f"calendar[{number}].country: {error}") from error


def _office(config: Config, section: Section) -> Office:
    return Office(
        name=section.name,
        zone=ZoneInfo(zone_name(config, section)),
        week=week_of(section.hours),
        own={**closed_days(section.closed), **open_days(section.open)},
        holidays=holidays_in(country(config, section), section.subdivision),
    )
