"""Working time against a walk over every minute of two years, in zones that set their clocks in every way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.cost import within
from support.minutes import DAY_MINUTES, Hours, Minutes, either
from support.quick import examples

from processor.desk.calendars import ALWAYS, Calendar, Interval, NeverOpen, Office, Special, Window
from processor.desk.deadlines import Deadlines, add_working_time, waits, working_time_between

OFFICE_HOURS: Hours = ((540, 720), (810, 1080))  # 09:00-12:00, 13:30-18:00
# Nights too, since that is when clocks are set: a window that ends and one that begins in the hour that is skipped
# or comes twice, two that touch, and one over midnight.
WEEK: tuple[Hours, ...] = (
    *(OFFICE_HOURS,) * 4,
    ((540, 720), (810, 1080), (1410, 1440)),
    ((0, 75), (1320, 1440)),
    ((0, 1), (15, 135), (135, 140), (150, 360), (1400, 1440)),
)
ZONES = {  # and the first of the two years, so that each zone sets its clock in them if it ever does
    "Asia/Shanghai": 2026,
    "Asia/Kathmandu": 2026,
    "Europe/Berlin": 2026,
    "America/New_York": 2026,
    "Australia/Lord_Howe": 2026,  # by half an hour
    "America/Sao_Paulo": 2017,  # at midnight: no 00:00 in spring, 23:00 twice in autumn
    "America/St_Johns": 2009,  # a minute past midnight: the day before comes back for an hour
    "America/Toronto": 1919,  # from 23:30 to 00:30: the last half hour of a day and the first of the next left out
    "Pacific/Apia": 2011,  # left out a whole day
}
TWO_YEARS = 730 * DAY_MINUTES
MARGIN = 90 * DAY_MINUTES  # room for the longest deadline with its pauses


@dataclass(frozen=True)
class Case:
    calendar: Calendar
    minutes: Minutes


def office(zone: str, week: tuple[Hours, ...], own: dict[date, Hours] | None = None) -> Office:
    special = {
        day: Special("own", bool(hours), tuple(Window(*window) for window in hours))
        for day, hours in (own or {}).items()
    }
    return Office(zone, ZoneInfo(zone), tuple(tuple(Window(*w) for w in hours) for hours in week), special)


def own_days(year: int) -> dict[date, Hours]:
    """A closed week, a closed day, a working Saturday and a short day."""
    closed = {date(year, 5, day): () for day in range(1, 8)}
    return closed | {date(year + 1, 1, 1): (), date(year, 5, 9): OFFICE_HOURS, date(year, 12, 31): ((540, 720),)}


@cache
def case(name: str) -> Case:
    if name == "two offices":
        one, other = case("Asia/Shanghai"), case("America/New_York")
        return Case(Calendar(one.calendar.offices + other.calendar.offices), either(one.minutes, other.minutes))
    year, own = ZONES[name], own_days(ZONES[name])
    minutes = Minutes(ZoneInfo(name), WEEK, own, datetime(year, 1, 1, tzinfo=UTC), TWO_YEARS)
    return Case(Calendar((office(name, WEEK, own),)), minutes)


def intervals(minutes: Minutes, numbers: Iterable[tuple[int, int]]) -> list[Interval]:
    return [Interval(minutes.at(start), minutes.at(start + length)) for start, length in numbers]


# Where windows begin and end around the hours in which clocks are set.
CUTS = (0, 1, 15, 30, 45, 60, 75, 90, 120, 135, 150, 180, 185, 210, 240, 720, 1380, 1395, 1410, 1425, 1439, 1440)
starts = st.integers(0, TWO_YEARS - MARGIN)
# From the start of the clock: how many minutes before or after a pause begins, and how long it is; they may overlap.
pauses_near = st.lists(st.tuples(st.integers(-3000, 9000), st.integers(0, 5 * DAY_MINUTES)), max_size=4)


@pytest.mark.parametrize("name", [*ZONES, "two offices"])
def test_a_deadline_is_where_a_walk_over_the_minutes_ends(name: str) -> None:
    calendar, minutes = case(name).calendar, case(name).minutes

    @settings(max_examples=examples(40))
    @given(start=starts, length=st.integers(0, 3000), near=pauses_near)
    def holds(start: int, length: int, near: list[tuple[int, int]]) -> None:
        pauses = intervals(minutes, [(start + shift, wait) for shift, wait in near])
        due = add_working_time(minutes.at(start), timedelta(minutes=length), calendar, pauses)
        walked = minutes.counting(start, minutes.number_of(due.at), pauses)
        assert walked.count(1) == length
        assert not walked or walked[-1] == 1, "it could have been due earlier"

    holds()


@pytest.mark.parametrize("name", [*ZONES, "two offices"])
def test_working_time_between_two_instants_is_what_a_walk_counts(name: str) -> None:
    calendar, minutes = case(name).calendar, case(name).minutes

    @settings(max_examples=examples(40))
    @given(start=starts, length=st.integers(-60 * DAY_MINUTES, 60 * DAY_MINUTES), near=pauses_near)
    def holds(start: int, length: int, near: list[tuple[int, int]]) -> None:
        end = max(start + length, 0)
        pauses = intervals(minutes, [(start + shift, wait) for shift, wait in near])
        counted = minutes.counting(min(start, end), max(start, end), pauses).count(1)
        found = working_time_between(minutes.at(start), minutes.at(end), calendar, pauses)
        assert found == timedelta(minutes=counted if end >= start else -counted)

    holds()


@pytest.mark.parametrize("name", ZONES)
def test_every_change_of_a_clock_is_walked_over(name: str) -> None:
    """A window of every length around midnight and the small hours, on each day on which the clock is set."""
    zone, year = ZoneInfo(name), ZONES[name]
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(730)]
    changes = [
        day for day in days if day.astimezone(zone).utcoffset() != (day + timedelta(1)).astimezone(zone).utcoffset()
    ]
    assert bool(changes) is (name not in {"Asia/Shanghai", "Asia/Kathmandu"})

    @settings(max_examples=examples(25))
    @given(
        change=st.sampled_from(changes or days),
        cuts=st.lists(st.sampled_from(CUTS), min_size=2, max_size=8, unique=True).map(sorted),
        odd=st.booleans(),
        ends=st.tuples(*[st.integers(0, 3 * DAY_MINUTES)] * 2).map(sorted),
    )
    def holds(change: datetime, cuts: list[int], odd: bool, ends: list[int]) -> None:
        hours = tuple([*pairwise(cuts)][odd::2])
        first = change - timedelta(days=1)
        minutes = Minutes(zone, (hours,) * 7, {}, first, 3 * DAY_MINUTES)
        calendar = Calendar((office(name, (hours,) * 7),))
        for start, end in (ends, (0, minutes.count)):
            found = working_time_between(minutes.at(start), minutes.at(end), calendar)
            assert found == timedelta(minutes=minutes.counting(start, end).count(1))

    holds()


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(), timedelta(hours=60))


@given(start=moments, length=lengths, waited=st.lists(st.tuples(moments, moments), max_size=4))
@example(datetime(2026, 1, 1, tzinfo=UTC), timedelta(microseconds=1), [])
def test_both_directions_agree_to_the_microsecond(
    start: datetime, length: timedelta, waited: list[tuple[datetime, datetime]]
) -> None:
    calendar = Calendar((office("Australia/Lord_Howe", WEEK),))
    pauses = [Interval(*pair) for pair in waited]

    due = add_working_time(start, length, calendar, pauses)

    assert working_time_between(start, due.at, calendar, pauses) == length
    assert working_time_between(due.at, start, calendar, pauses) == -length
    assert sum((piece.length for piece in due.pieces), timedelta()) == length
    assert all(one.end < following.start for one, following in pairwise(due.pieces))
    assert not any(
        piece.start < end and begin < piece.end for piece in due.pieces for begin, end in pauses if begin < end
    )


def test_an_hour_that_comes_back_after_midnight_belongs_to_the_day_that_had_begun() -> None:
    """St John's, 1 November 2009: at 00:01 the clock was set back to 23:01 of the day before."""
    zone = "America/St_Johns"
    early = Calendar((office(zone, (((0, 1),),) * 7),))  # open for the first minute of each day
    start = datetime(2009, 11, 1, 2, 45, tzinfo=UTC)  # 23:15 for the second time
    assert start.astimezone(ZoneInfo(zone)).date() == date(2009, 10, 31)

    assert working_time_between(start, start + timedelta(minutes=10), early) == timedelta(minutes=10)


@given(start=moments, length=lengths)
def test_round_the_clock_is_plain_addition(start: datetime, length: timedelta) -> None:
    due = add_working_time(start, length, Calendar((ALWAYS,)))

    assert due.at == start + length
    assert due.pieces == ((Interval(start, due.at),) if length else ())


SHANGHAI = ZoneInfo("Asia/Shanghai")
PLAIN = Calendar((office("Asia/Shanghai", ((OFFICE_HOURS,) * 5 + ((),) * 2)),))  # fmt: skip


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (local(2026, 11, 20, 9, 0), 3, local(2026, 11, 20, 12, 0)),  # ends with the morning, not after lunch
        (local(2026, 11, 20, 11, 0), 2, local(2026, 11, 20, 14, 30)),  # over lunch
        (local(2026, 11, 20, 17, 0), 1, local(2026, 11, 20, 18, 0)),  # when the office closes on Friday
        (local(2026, 11, 20, 17, 0), 2, local(2026, 11, 23, 10, 0)),  # over the weekend
        (local(2026, 11, 21, 3, 0), 8, local(2026, 11, 24, 9, 30)),  # from the weekend; more than a day
        (local(2026, 11, 20, 12, 30), 0, local(2026, 11, 20, 12, 30)),  # nothing is due at once
    ],
)
def test_office_hours_are_counted_as_people_count_them(start: datetime, hours: int, due: datetime) -> None:
    assert add_working_time(start, timedelta(hours=hours), PLAIN).at == due


def test_a_wait_for_the_user_moves_the_deadline_by_the_working_time_in_it() -> None:
    asked, answered = local(2026, 11, 20, 17, 0), local(2026, 11, 23, 10, 0)  # one hour on Friday, one on Monday

    due = add_working_time(local(2026, 11, 20, 14, 0), timedelta(hours=4), PLAIN, [Interval(asked, answered)])

    assert due.at == local(2026, 11, 23, 11, 0)


def test_an_office_that_never_opens_is_told_and_not_searched_for_ever() -> None:
    with pytest.raises(NeverOpen, match="no open minute within 400 days"):
        add_working_time(local(2026, 1, 1), timedelta(hours=1), Calendar((office("Asia/Shanghai", ((),) * 7),)))


@pytest.mark.parametrize(("start", "length"), [(datetime(2026, 1, 1), 1), (local(2026, 1, 1), -1)])
def test_a_naive_start_and_a_negative_time_are_refused(start: datetime, length: int) -> None:
    with pytest.raises(ValueError, match="aware"):
        add_working_time(start, timedelta(hours=length), PLAIN)


def test_a_deadline_400_days_ahead_is_found_in_milliseconds() -> None:
    work = timedelta(hours=7.5 * 286)

    due = within(0.05, lambda: add_working_time(local(2026, 1, 1), work, PLAIN))  # 3 ms where this was written

    assert due.at - local(2026, 1, 1) >= timedelta(days=399)


STATUSES = ["registered", "in_progress", "waiting_user", "waiting_identity", "escalated", "resolved"]


@given(st.lists(st.tuples(st.integers(0, 500), st.sampled_from(STATUSES)), max_size=12), st.integers(500, 900))
def test_waits_are_the_minutes_in_which_the_status_said_so(steps: list[tuple[int, str]], until: int) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    steps = sorted(steps, key=lambda step: step[0])
    status, waiting = "registered", set()
    for minute in range(until):
        for at, changed in steps:
            status = changed if at == minute else status
        if status in {"waiting_user", "waiting_identity"}:
            waiting.add(minute)

    found = waits([(begin + timedelta(minutes=at), status) for at, status in steps], begin + timedelta(minutes=until))

    covered = [
        minute
        for pause in found
        for minute in range((pause.start - begin) // timedelta(minutes=1), (pause.end - begin) // timedelta(minutes=1))
    ]
    assert covered == sorted(waiting)


def test_a_first_response_is_due_in_whole_minutes_and_never_later_than_promised() -> None:
    deadlines = Deadlines({"urgent": 2}, {"urgent": Calendar((ALWAYS,))})

    assert deadlines.response("urgent", datetime(2026, 1, 1, 9, 0, 59, 5, UTC)).at == datetime(
        2026, 1, 1, 11, 0, tzinfo=UTC
    )
