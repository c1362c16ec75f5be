"""From the configuration to calendars that know holidays and the desk's own days."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from support.configs import make_config

from processor.calendar_checks import check_calendars
from processor.desk.timetable import deadlines_of, require_known_places
from processor.errors import ConfigError

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def due(tmp_path: Path, priority: str, start: str, **sections: Any) -> str:
    """In Shanghai's time."""
    found = deadlines_of(make_config(tmp_path, **sections)).response(priority, at(start))
    return found.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("priority", "start", "expected"),
    [
        ("urgent", "2026-02-16 23:00", "2026-02-17 01:00"),  # round the clock, Spring Festival or not
        ("important", "2026-11-20 16:30", "2026-11-23 11:30"),  # Friday to Monday
        ("general", "2026-11-20 16:30", "2026-11-23 17:00"),
        ("general", "2026-02-13 17:00", "2026-02-14 17:30"),  # the next day is a Saturday that is worked in exchange
        ("general", "2026-02-14 17:00", "2026-02-24 17:30"),  # over Spring Festival: 15 to 23 February
        ("important", "2026-09-30 17:00", "2026-10-08 12:00"),  # over National Day
    ],
)
def test_without_any_setting_a_desk_in_china_counts_its_office_hours_and_shifted_days(
    tmp_path: Path, priority: str, start: str, expected: str
) -> None:
    assert due(tmp_path, priority, start) == expected


def test_the_desks_own_list_wins_over_the_library(tmp_path: Path) -> None:
    own = {"name": "office", "closed": ["2026-02-14 搬家"], "open": ["2026-02-16 09:00-12:00", "2026-02-15"]}

    assert due(tmp_path, "important", "2026-02-13 17:00", calendar=[own]) == "2026-02-15 12:00"
    assert due(tmp_path, "general", "2026-02-15 17:00", calendar=[own]) == "2026-02-24 14:30"


def test_each_priority_has_its_hours_and_its_calendar(tmp_path: Path) -> None:
    sections: dict[str, Any] = {
        "calendar": [{"name": "night", "hours": ["周一至周日 22:00-24:00"], "country": ""}],
        "deadlines.calendars": {"general": "night", "important": "always"},
        "deadlines.response_hours": {"general": 3, "important": 0.5},
    }

    assert due(tmp_path, "general", "2026-02-17 12:00", **sections) == "2026-02-18 23:00"
    assert due(tmp_path, "important", "2026-02-17 12:00", **sections) == "2026-02-17 12:30"
    assert due(tmp_path, "urgent", "2026-02-17 12:00", **sections) == "2026-02-17 14:00"


def test_several_calendars_count_whenever_one_of_them_is_open(tmp_path: Path) -> None:
    """Shanghai until 18:00, then Berlin, whose 10:00 to 17:00 is 17:00 to 24:00 in Shanghai's winter."""
    sections: dict[str, Any] = {
        "calendar": [{"name": "berlin", "timezone": "Europe/Berlin", "hours": ["Mon-Fri 10:00-17:00"]}],
        "deadlines.calendars": {"general": ["office", "berlin"]},
    }

    assert due(tmp_path, "general", "2026-11-23 16:00", **sections) == "2026-11-24 00:00"
    assert due(tmp_path, "general", "2026-11-23 17:00", **sections) == "2026-11-24 10:00"


def test_holidays_are_those_of_the_calendars_zone(tmp_path: Path) -> None:
    """3 October is kept in Germany and works in New York, 11 November the other way round."""
    for zone, closed, opened in (
        ("Europe/Berlin", "2025-10-03", "2025-11-11"),
        ("America/New_York", "2025-11-11", "2025-10-03"),
    ):
        deadlines = deadlines_of(make_config(tmp_path, desk={"timezone": zone}))
        for day, same_day in ((closed, False), (opened, True)):
            found = deadlines.response("important", at(f"{day} 09:00", zone))
            assert (found.at.astimezone(ZoneInfo(zone)).date().isoformat() == day) is same_day


def test_a_country_without_known_holidays_is_refused_at_the_start(tmp_path: Path) -> None:
    config = make_config(tmp_path, calendar=[{"name": "office", "country": "XX"}])

    with pytest.raises(ConfigError, match=r"calendar\[0\].country: .*XX"):
        require_known_places(config)


@pytest.mark.parametrize(
    ("calendar", "now", "state", "words"),
    [
        ({}, "2026-03-01", "ok", "holidays of CN"),
        ({}, "2090-11-15", "warning", "2091 is counted by its weekends"),  # hardly announced already
        ({}, "2090-10-15", "warning", "2090 is counted by its weekends"),
        ({"closed": ["2091-02-16"]}, "2090-11-15", "ok", "holidays of CN"),
        ({"country": "DE"}, "2090-11-15", "ok", "holidays of DE"),
        ({"country": ""}, "2090-11-15", "ok", "no holidays"),
        ({"country": "DE", "subdivision": "XX"}, "2026-03-01", "failed", "XX"),
    ],
)
def test_the_check_tells_when_a_year_is_not_known_yet(
    tmp_path: Path, calendar: dict[str, Any], now: str, state: str, words: str
) -> None:
    config = make_config(tmp_path, calendar=[{"name": "office", **calendar}])

    (finding,) = check_calendars(config, at(now))

    assert (finding.subject, finding.state) == ("calendar office", state)
    assert words in finding.detail
    assert bool(finding.remedy) is (state != "ok")


def test_a_calendar_that_nobody_uses_is_not_checked(tmp_path: Path) -> None:
    calendars = {"important": "always", "general": "always"}

    assert list(check_calendars(make_config(tmp_path, **{"deadlines.calendars": calendars}), at("2026-03-01"))) == []
