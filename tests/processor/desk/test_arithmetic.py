"""The way to a due time, day by day: nothing is left out, and it adds up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from processor.desk.arithmetic import days_of
from processor.desk.calendar_lines import closed_days, week_of
from processor.desk.calendars import ALWAYS, Calendar, Interval, Office
from processor.desk.deadlines import add_working_time

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEK = week_of(["Mon-Fri 09:00-12:00 13:30-18:00"])
OFFICE = Office("office", SHANGHAI, WEEK, closed_days(["2026-11-24 年会"]))


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type, misc]


def test_every_day_on_the_way_says_what_counts_of_it_and_why_not() -> None:
    calendar, start = Calendar((OFFICE,)), at(2026, 11, 20, 16, 30)
    pauses = [Interval(at(2026, 11, 23, 11, 0), at(2026, 11, 23, 14, 30))]
    due = add_working_time(start, timedelta(hours=8), calendar, pauses)

    days = list(days_of(start, due, calendar, SHANGHAI, pauses))

    assert [(day.day.day, day.counted, day.notes) for day in days] == [
        (20, timedelta(hours=1.5), ()),
        (21, timedelta(), ("no office hours",)),
        (22, timedelta(), ("no office hours",)),
        (23, timedelta(hours=5.5), ()),
        (24, timedelta(), ("年会",)),
        (25, timedelta(hours=1), ()),
    ]
    assert days[3].pauses == tuple(pauses)
    assert due.at == at(2026, 11, 25, 10, 0)


def test_several_offices_are_told_apart_by_their_names() -> None:
    calendar = Calendar((OFFICE, Office("berlin", ZoneInfo("Europe/Berlin"), WEEK)))
    start = at(2026, 11, 24, 9, 0)

    (day,) = days_of(start, add_working_time(start, timedelta(hours=1), calendar), calendar, SHANGHAI)

    assert day.notes == ("office: 年会",)
    assert day.pieces == (Interval(at(2026, 11, 24, 16, 0), at(2026, 11, 24, 17, 0)),)


@given(
    start=st.datetimes(datetime(2026, 3, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    length=st.timedeltas(timedelta(), timedelta(hours=50)),
    wait=st.tuples(st.integers(-20, 100), st.integers(0, 100)),
    offices=st.sampled_from([(OFFICE,), (ALWAYS,), (Office("b", ZoneInfo("Europe/Berlin"), WEEK), OFFICE)]),
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_the_days_add_up_to_the_time_that_was_given(
    start: datetime, length: timedelta, wait: tuple[int, int], offices: tuple[Office, ...], zone: str
) -> None:
    begin = start + timedelta(hours=wait[0])
    pauses = [Interval(begin, begin + timedelta(hours=wait[1]))]
    due = add_working_time(start, length, Calendar(offices), pauses)

    days = list(days_of(start, due, Calendar(offices), ZoneInfo(zone), pauses))

    assert sum((day.counted for day in days), timedelta()) == length
    assert [day.day - days[0].day for day in days] == [timedelta(days=number) for number in range(len(days))]
