"""What the library of holidays tells us, and what it must not cost."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from processor.desk.holidays import SUBSTITUTE, UnknownPlace, country_of, holidays_in, published_until

ROOT = Path(__file__).resolve().parents[3]


# As announced by the State Council for 2026 (国办发明电〔2025〕7号).
@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_a_weekend_day_that_china_works_in_exchange_is_a_working_day(day: str) -> None:
    special = holidays_in("CN")(2026)[date.fromisoformat(day)]

    assert special.working and special.name == SUBSTITUTE and special.windows == ()


@pytest.mark.parametrize("day", ["2026-01-02", "2026-02-16", "2026-02-20", "2026-02-23", "2026-05-05", "2026-10-07"])
def test_a_weekday_that_china_takes_off_is_closed_and_has_a_name(day: str) -> None:
    special = holidays_in("CN")(2026)[date.fromisoformat(day)]

    assert not special.working and special.name


def test_a_year_that_is_not_announced_has_its_holidays_and_no_shifted_days() -> None:
    far = published_until("CN")
    assert far is not None and far >= 2026

    days = holidays_in("CN")(far + 2)

    assert not days[date(far + 2, 10, 1)].working
    assert not any(special.working for special in days.values())


def test_a_december_day_that_is_worked_for_january_belongs_to_its_own_year() -> None:
    assert holidays_in("CN")(2011)[date(2011, 12, 31)].working


def test_a_country_whose_holidays_follow_rules_needs_no_announcement() -> None:
    assert published_until("DE") is None
    assert not holidays_in("DE", "BY")(2026)[date(2026, 1, 6)].working  # Epiphany, in Bavaria
    assert date(2026, 1, 6) not in holidays_in("DE", "BE")(2026)


@pytest.mark.parametrize(("country", "subdivision"), [("XX", ""), ("DE", "XX")])
def test_an_unknown_place_is_refused(country: str, subdivision: str) -> None:
    with pytest.raises(UnknownPlace):
        published_until(country, subdivision)


def test_without_a_country_there_are_no_holidays() -> None:
    assert holidays_in("")(2026) == {}


@pytest.mark.parametrize(
    ("zone", "country"), [("Asia/Shanghai", "CN"), ("Europe/Berlin", "DE"), ("America/New_York", "US"), ("UTC", "")]
)
def test_the_country_of_a_zone_is_that_of_the_zone_database(zone: str, country: str) -> None:
    assert country_of(zone) == country


def test_every_country_that_a_zone_leads_to_has_holidays() -> None:
    """So a desk that names only its zone can never fail for want of holidays."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    zones = [line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")]

    unknown = [country for country in sorted({country_of(zone) for zone in zones}) if not _is_known(country)]

    assert len(zones) > 400
    assert unknown == []


def test_one_country_is_imported_when_asked_for_and_nothing_before() -> None:
    code = (
        "import sys, processor.desk.timetable\n"
        "from processor.desk.holidays import holidays_in\n"
        "ask = holidays_in('CN')\n"
        "before = [name for name in sys.modules if name.partition('.')[0] in ('holidays', 'dateutil')]\n"
        "ask(2026)\n"
        "print(before, sum(name.startswith('holidays.countries.') for name in sys.modules))"
    )

    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert printed.stdout.strip() == "[] 1"


def _is_known(country: str) -> bool:
    try:
        published_until(country)
    except UnknownPlace:
        return False
    return True
