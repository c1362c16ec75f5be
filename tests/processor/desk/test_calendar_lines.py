"""Office hours and special days as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from processor.desk.calendar_lines import closed_days, never_open, open_days, week_of
from processor.desk.calendars import Special, Window

MORNING, AFTERNOON = Window(540, 720), Window(810, 1080)
WORKDAYS = ((MORNING, AFTERNOON),) * 5


@pytest.mark.parametrize(
    "lines",
    [
        ["Mon-Fri 09:00-12:00 13:30-18:00"],
        ["mon-fri 9:00-12:00, 13:30-18:00"],
        ["Monday-Friday 13:30-18:00", "Mon-Fri 09:00-12:00"],
        ["Mon,Tue,Wed-Fri 09:00-12:00 13:30-18:00"],
        ["周一至周五 09:00-12:00 13:30-18:00"],
        ["星期一到星期五 ０９：００－１２：００，１３：３０～１８：００"],
        ["周一、周二、周三、周四、周五 9:00–12:00、13:30–18:00"],
    ],
)
def test_the_same_week_is_understood_however_it_is_written(lines: list[str]) -> None:
    assert week_of(lines) == (*WORKDAYS, (), ())


def test_days_may_run_over_the_end_of_the_week() -> None:
    week = week_of(["Sun-Thu 00:00-24:00"])

    assert [bool(windows) for windows in week] == [True, True, True, True, False, False, True]
    assert week[6] == (Window(0, 1440),)


def test_windows_may_touch() -> None:
    assert week_of(["Mon 09:00-12:00 12:00-13:00"])[0] == (MORNING, Window(720, 780))


@pytest.mark.parametrize(
    ("parse", "line", "words"),
    [
        (week_of, "Mon-Fri", "write days and hours"),
        (week_of, "09:00-12:00", "write days and hours"),
        (week_of, "Mon 9-12", "write days and hours"),
        (week_of, "Someday 09:00-12:00", '"someday" is no day'),
        (week_of, "Mon-Wed-Fri 09:00-12:00", "is no day"),
        (week_of, "Mon 22:00-06:00", "a night is two"),
        (week_of, "Mon 09:00-09:00", "ends before it begins"),
        (week_of, "Mon 09:00-24:30", "is no time of a day"),
        (week_of, "Mon 09:00-10:60", "is no time of a day"),
        (week_of, "Mon-Fri 09:00-12:00 11:00-14:00", "overlap"),
        (closed_days, "31.12.2026", "is no day"),
        (closed_days, "2026-02-30", "is not in any calendar"),
        (closed_days, "2027-02-12..2027-02-03", "ends before it begins"),
        (closed_days, "2026-01-01..2027-12-31", "longer than 400 days"),
        (closed_days, "2026-12-31 09:00-12:00", "goes to open"),
        (open_days, "2026-12-31 09:00-12:00 11:00-13:00", "overlap"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_would_be_right(
    parse: Callable[[list[str]], object], line: str, words: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        parse([line])


def test_special_days_have_names_and_ranges() -> None:
    holiday = Special("春节", working=False)

    closed = closed_days(["2027-02-05..2027-02-07 春节", "2026-12-31"])
    assert closed == {
        date(2027, 2, 5): holiday,
        date(2027, 2, 6): holiday,
        date(2027, 2, 7): holiday,
        date(2026, 12, 31): Special("", working=False),
    }
    assert open_days(["2027-02-20 调休", "2026-12-31 09:00-12:00 年终"]) == {
        date(2027, 2, 20): Special("调休", working=True),
        date(2026, 12, 31): Special("年终", True, (MORNING,)),
    }


def test_an_office_without_an_open_minute_in_400_days_is_told_apart() -> None:
    week = week_of(["Mon-Fri 09:00-12:00"])
    year = closed_days(["2026-01-01..2026-12-31", "2027-01-01..2027-03-31"])

    assert "no hours at all" in never_open(week_of([]), open_days(["2026-02-14"]))
    assert "after 2026-01-01" in never_open(week, year)
    assert never_open(week, {**year, **open_days(["2026-07-04"])}) == ""
    assert never_open(week, closed_days(["2026-01-01..2026-12-31"])) == ""
