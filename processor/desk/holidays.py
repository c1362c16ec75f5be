"""Holidays and shifted working days of a country, from the library that knows them; imported when first asked."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from processor.desk.calendars import Special, SpecialDays, no_holidays

if TYPE_CHECKING:
    from holidays import HolidayBase

SUBSTITUTE = "working day in exchange for a holiday (调休)"


class UnknownPlace(ValueError):
    """No holidays are known for this country or part of a country."""


def holidays_in(country: str, subdivision: str = "") -> SpecialDays:
    """Holidays by year; *country* in two letters (ISO 3166), "" for none. Asked for when a year is first needed."""
    return partial(_special_days, country, subdivision) if country else no_holidays


def published_until(country: str, subdivision: str = "") -> int | None:
    """
    The last year whose shifted days are known, in a country whose government announces them year by year.

    Returns:
        None for a country where each year follows from the rules.

    Raises:
        UnknownPlace
    """
    known = _library(country, subdivision)
    return max(known.special_public_holidays) if known.has_substituted_holidays else None


def country_of(zone_name: str) -> str:
    """The country that keeps the time of *zone_name*; "" for UTC and for names that the table does not have."""
    return _countries_by_zone().get(zone_name, "")


@lru_cache(maxsize=256)
def _special_days(country: str, subdivision: str, year: int) -> Mapping[date, Special]:
    known = _library(country, subdivision, year)
    days = {day: Special(name, working=False) for day, name in known.items()}
    swapped = {day: Special(SUBSTITUTE, working=True) for day in known.weekend_workdays if day.year == year}
    return days | swapped


def _library(country: str, subdivision: str, year: int | None = None) -> HolidayBase:
    """
    What the library knows of *year*, with names in English where it has them.

    The working days of a December that are swapped for the next January are listed under that January, and the library
    knows them without being asked for the next year.
    """
    _leave_other_countries_out()
    import holidays

    try:
        return holidays.country_holidays(country, subdivision or None, years=year, language="en_US")
    except NotImplementedError as error:
        raise UnknownPlace(str(error)) from error


def _leave_other_countries_out() -> None:
    """
    Let the library's package of countries be entered without running it: it would import all 250 of them.

    That takes half a second and 15 MB (holidays 0.109). The library imports the module of the one country by its name.
    """
    package = "holidays.countries"
    if package not in sys.modules and (spec := importlib.util.find_spec(package)):
        sys.modules[package] = importlib.util.module_from_spec(spec)


@lru_cache(maxsize=1)
def _countries_by_zone() -> Mapping[str, str]:
    """From the table of the zone database: country, co-ordinates, zone, remarks, divided by tabs."""
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
