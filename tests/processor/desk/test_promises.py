"""Due times in words: the table of what is written, and that it is never later than what was stored."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.desk.promises import promise

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 15, 10, tzinfo=SHANGHAI)  # a Sunday


def at(*parts: int, zone: ZoneInfo = SHANGHAI, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=zone, fold=fold)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("due", "zh", "en"),
    [
        (at(2026, 11, 22, 17, 30), "今天 17:30 前", "by 17:30 today"),
        (at(2026, 11, 24, 10, 0), "11月24日（周二）10:00 前", "by Tue 24 Nov, 10:00"),
        (at(2026, 11, 23, 9, 5), "11月23日（周一）09:05 前", "by Mon 23 Nov, 09:05"),
        (at(2027, 1, 4, 10, 0), "2027年1月4日（周一）10:00 前", "by Mon 4 Jan 2027, 10:00"),
        (at(2026, 11, 23, 0, 0), "今天 24:00 前", "by 24:00 today"),
        (at(2026, 11, 24, 0, 0), "11月23日（周一）24:00 前", "by Mon 23 Nov, 24:00"),
        (at(2027, 1, 1, 0, 0), "12月31日（周四）24:00 前", "by Thu 31 Dec, 24:00"),
        (at(2026, 11, 22, 17, 30, 59), "今天 17:30 前", "by 17:30 today"),
        (at(2026, 11, 22, 15, 10, 59), "", ""),
        (at(2026, 11, 21, 9, 0), "", ""),
    ],
)
def test_a_promise_is_in_the_words_of_its_language(due: datetime, zh: str, en: str) -> None:
    assert (promise(due, NOW, SHANGHAI, "zh"), promise(due, NOW, SHANGHAI, "en")) == (zh, en)


def test_today_is_the_desks_day_and_not_that_of_utc() -> None:
    late = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai

    assert promise(late + timedelta(hours=2), late, SHANGHAI, "en") == "by Mon 23 Nov, 01:30"


def test_an_hour_that_comes_twice_says_which_one_is_meant() -> None:
    now = at(2026, 10, 24, 20, 0, zone=BERLIN)

    assert promise(at(2026, 10, 25, 2, 30, zone=BERLIN), now, BERLIN, "en") == "by Sun 25 Oct, 02:30 CEST"
    assert promise(at(2026, 10, 25, 2, 30, zone=BERLIN, fold=1), now, BERLIN, "en") == "by Sun 25 Oct, 02:30 CET"


@given(
    due=st.datetimes(datetime(2026, 1, 2), datetime(2027, 12, 30), timezones=st.just(UTC)),
    zone=st.sampled_from(["Asia/Shanghai", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York"]),
)
def test_what_is_written_is_the_due_time_to_the_minute(due: datetime, zone: str) -> None:
    words = promise(due, due - timedelta(days=400), ZoneInfo(zone), "zh")

    found = re.fullmatch(r"(\d+)年(\d+)月(\d+)日（周.）(\d\d):(\d\d)(?: .+)? 前", words)
    assert found is not None, words
    year, month, day, hour, minute = (int(number) for number in found.groups())
    written = datetime(year, month, day) + timedelta(hours=hour, minutes=minute)
    shown = due.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert timedelta() <= shown - written < timedelta(minutes=1)
