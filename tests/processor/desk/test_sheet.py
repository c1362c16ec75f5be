from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from db.search import Running
from processor.desk.calendars import ALWAYS, Calendar, Office, Window
from processor.desk.clocks import Pace
from processor.desk.deadlines import Deadlines
from processor.desk.listing import by_due, due_of, overdue
from processor.desk.sheet import Reading
from processor.desk.sheet_words import WORDS
from processor.digest.period import last_working_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = Office("office", SHANGHAI, ((Window(9 * 60, 18 * 60),),) * 5 + ((), ()))
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # 17:00 in Shanghai
HOUR = timedelta(hours=1)


def reading(now: datetime = FRIDAY, locale: str = "zh") -> Reading:
    calendars = {"urgent": Calendar((ALWAYS,)), "general": Calendar((OFFICE,))}
    return Reading(locale, SHANGHAI, Pace(Deadlines({"urgent": 2, "general": 8}, calendars), HOUR / 2, 0.75), now)


def running(number: int, **moments: datetime | None) -> Running:
    given = {"response_due_at": None, "responded_at": None, "due_at": None, "fixed_at": None, **moments}
    return Running(number, "accepted", **given)


def test_time_left_is_working_time() -> None:
    monday = FRIDAY + timedelta(days=2, hours=17)  # 10:00

    assert reading().left("general", monday) == "剩 2:00"
    assert reading().left("urgent", monday) == "剩 65:00"
    assert reading(monday).left("general", FRIDAY) == "超时 2:00"


def test_what_falls_into_the_weekend_is_told_by_the_wall_clock() -> None:
    saturday = FRIDAY + timedelta(days=1)

    assert reading(saturday).left("general", saturday + 4 * HOUR) == "剩 4:00"
    assert reading(saturday).left("general", saturday - HOUR / 2) == "超时 0:30"


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_both_languages_have_a_word_for_everything(locale: str) -> None:
    assert WORDS[locale].keys() == WORDS["zh"].keys() and all(WORDS[locale].values())


def test_a_response_that_was_given_falls_due_no_more() -> None:
    assert due_of(running(1, response_due_at=FRIDAY)) == FRIDAY
    assert due_of(running(1, response_due_at=FRIDAY, responded_at=FRIDAY)) is None
    assert due_of(running(1, response_due_at=FRIDAY, responded_at=FRIDAY, due_at=FRIDAY + HOUR)) == FRIDAY + HOUR


def test_while_the_user_has_to_answer_no_response_is_due() -> None:
    waiting = Running(1, "waiting_user", FRIDAY, None, None, None)

    assert due_of(waiting) is None


def test_the_first_due_stands_first_and_the_dateless_last() -> None:
    found = [running(1), running(2, due_at=FRIDAY + HOUR), running(3, fixed_at=FRIDAY), running(4)]

    assert by_due(found) == [(FRIDAY, 3), (FRIDAY + HOUR, 2), (None, 1), (None, 4)]
    assert overdue(by_due(found), FRIDAY + HOUR) == [(FRIDAY, 3)]


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (date(2026, 11, 20), date(2026, 11, 19)),
        (date(2026, 11, 22), date(2026, 11, 20)),
        (date(2026, 11, 23), date(2026, 11, 20)),
    ],
)
def test_the_last_working_day_leaves_the_weekend_out(today: date, before: date) -> None:
    assert last_working_day(Calendar((OFFICE,)), today) == before
