"""Times as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.moments import read_moment
from parsers.phrases.moments import AHEAD, BEFORE, BEHIND, DAYS, MONTHS, OFFICE_END, PARTS, UNITS, WEEKDAYS, WEEKS

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 14, 20, tzinfo=SHANGHAI)  # a Wednesday


def read(text: str, *, past: bool = False) -> str:
    """The moment as "MM-DD HH:MM" in Shanghai, with its year where that is not 2026; "" for none."""
    found = read_moment(text, NOW, SHANGHAI, past=past)
    if found is None:
        return ""
    local = found.astimezone(SHANGHAI)
    return local.strftime("%m-%d %H:%M" if local.year == 2026 else "%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("4h", "11-25 18:20"), ("4 h", "11-25 18:20"), ("4 hours", "11-25 18:20"), ("4hrs", "11-25 18:20"),
        ("in 4 hours", "11-25 18:20"), ("within 4 hours", "11-25 18:20"), ("4 hours from now", "11-25 18:20"),
        ("4小时", "11-25 18:20"), ("4个小时", "11-25 18:20"), ("４小时", "11-25 18:20"), ("四小时", "11-25 18:20"),
        ("4小时内", "11-25 18:20"), ("4小时后", "11-25 18:20"), ("4小時", "11-25 18:20"), ("过4小时", "11-25 18:20"),
        ("半小时", "11-25 14:50"), ("半个小时", "11-25 14:50"), ("半个钟头", "11-25 14:50"), ("30min", "11-25 14:50"),
        ("30分钟", "11-25 14:50"), ("half an hour", "11-25 14:50"), ("half hour", "11-25 14:50"),
        ("一刻钟", "11-25 14:35"), ("1.5h", "11-25 15:50"), ("一个半小时", "11-25 15:50"), ("一小时半", "11-25 15:50"),
        ("1小时30分", "11-25 15:50"), ("1h30m", "11-25 15:50"), ("an hour and a half", "11-25 15:50"),
        ("1 hour and 30 minutes", "11-25 15:50"), ("2d", "11-27 14:20"), ("2天", "11-27 14:20"),
        ("两天", "11-27 14:20"), ("2 days", "11-27 14:20"), ("1 day 4 hours", "11-26 18:20"),
        ("2天4小时", "11-27 18:20"), ("2周", "12-09 14:20"), ("两个星期", "12-09 14:20"), ("1 week", "12-02 14:20"),
        ("十二小时", "11-26 02:20"), ("twenty hours", ""), ("一百小时", ""),
    ],
)  # fmt: skip
def test_a_duration_counts_from_now(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("17:30", "11-25 17:30"), ("17：30", "11-25 17:30"), ("１７：３０", "11-25 17:30"), ("5:30pm", "11-25 17:30"),
        ("5:30 PM", "11-25 17:30"), ("5:30 p.m.", "11-25 17:30"), ("5pm", "11-25 17:00"), ("5 pm", "11-25 17:00"),
        ("by 5pm", "11-25 17:00"), ("下午5点", "11-25 17:00"), ("下午5:30", "11-25 17:30"), ("下午五点", "11-25 17:00"),
        ("下午三点半", "11-25 15:30"), ("下午3点一刻", "11-25 15:15"), ("下午3点45", "11-25 15:45"),
        ("下午3点45分", "11-25 15:45"), ("十七点三十分", "11-25 17:30"), ("17点", "11-25 17:00"),
        ("5点", "11-25 17:00"), ("5点钟", "11-25 17:00"), ("5 o'clock", "11-25 17:00"), ("晚上8点", "11-25 20:00"),
        ("20时", "11-25 20:00"), ("傍晚6点", "11-25 18:00"), ("下班前", "11-25 18:00"), ("EOD", "11-25 18:00"),
        ("close of business", "11-25 18:00"), ("24:00", "11-26 00:00"), ("晚上12点", "11-26 00:00"),
        ("midnight", "11-26 00:00"), ("下午", "11-25 18:00"), ("晚上", "11-25 22:00"), ("tonight", "11-25 22:00"),
        ("9:00", "11-26 09:00"), ("9点", "11-26 09:00"), ("上午9点", "11-26 09:00"), ("14:20", "11-26 14:20"),
        ("noon", "11-26 12:00"), ("中午", "11-26 12:00"), ("中午1点", "11-26 13:00"), ("12pm", "11-26 12:00"),
        ("12am", "11-26 00:00"), ("3:00", "11-26 03:00"), ("凌晨3点", "11-26 03:00"), ("凌晨12点", "11-26 00:00"),
        ("25:00", ""), ("12:60", ""), ("13pm", ""), ("0pm", ""), ("24:30", ""), ("17", ""), ("1730", ""),
    ],
)  # fmt: skip
def test_a_clock_means_the_next_such_moment(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("今天", "11-25 18:00"), ("today", "11-25 18:00"), ("今天下班前", "11-25 18:00"), ("今天17点", "11-25 17:00"),
        ("今晚", "11-25 22:00"), ("今晚8点", "11-25 20:00"), ("明天", "11-26 18:00"), ("tomorrow", "11-26 18:00"),
        ("明天10:00", "11-26 10:00"), ("明天 10:00", "11-26 10:00"), ("明天上午", "11-26 12:00"),
        ("明天上午10点", "11-26 10:00"), ("明早9点", "11-26 09:00"), ("明早", "11-26 12:00"),
        ("明天10点前", "11-26 10:00"), ("明天下午两点", "11-26 14:00"), ("tomorrow 10:00", "11-26 10:00"),
        ("tomorrow at 10:00", "11-26 10:00"), ("10:00 tomorrow", "11-26 10:00"), ("tomorrow morning", "11-26 12:00"),
        ("noon tomorrow", "11-26 12:00"), ("tomorrow EOD", "11-26 18:00"), ("后天", "11-27 18:00"),
        ("day after tomorrow 9am", "11-27 09:00"), ("大后天", "11-28 18:00"), ("周五", "11-27 18:00"),
        ("星期五", "11-27 18:00"), ("礼拜五", "11-27 18:00"), ("週五", "11-27 18:00"), ("周5", "11-27 18:00"),
        ("Friday", "11-27 18:00"), ("Fri 3pm", "11-27 15:00"), ("Friday 3pm", "11-27 15:00"),
        ("3pm Friday", "11-27 15:00"), ("by Friday", "11-27 18:00"), ("周五之前", "11-27 18:00"),
        ("周五下午3点", "11-27 15:00"), ("周日", "11-29 18:00"), ("星期天", "11-29 18:00"), ("周三", "11-25 18:00"),
        ("周三10点", "12-02 10:00"), ("周二", "12-01 18:00"), ("本周五", "11-27 18:00"),
        ("下周一上午", "11-30 12:00"), ("下周三", "12-02 18:00"), ("下星期三", "12-02 18:00"),
        ("next Friday", "12-04 18:00"), ("this Friday", "11-27 18:00"), ("下下周一", "12-07 18:00"),
        ("12月1日", "12-01 18:00"), ("12月1号", "12-01 18:00"), ("12 月 1 日", ""), ("十二月一日", "12-01 18:00"),
        ("１２月１日 １４：００", "12-01 14:00"), ("12月1日下午2点", "12-01 14:00"), ("12-01 14:00", "12-01 14:00"),
        ("12-01", "12-01 18:00"), ("12/1", "12-01 18:00"), ("12.1", "12-01 18:00"), ("25/12", "12-25 18:00"),
        ("2026-12-01", "12-01 18:00"), ("2026/12/1 14:00", "12-01 14:00"), ("2026.12.1", "12-01 18:00"),
        ("2026年12月1日", "12-01 18:00"), ("2026-12-01T14:00", "12-01 14:00"), ("2026-12-01 14:00:30", "12-01 14:00"),
        ("1 Dec", "12-01 18:00"), ("1 December 14:00", "12-01 14:00"), ("1st of December", "12-01 18:00"),
        ("Dec 1", "12-01 18:00"), ("Dec 1, 2026", "12-01 18:00"), ("Dec 1 14:00", "12-01 14:00"),
        ("1 Dec 2026 2pm", "12-01 14:00"), ("28号", "11-28 18:00"), ("5日", "12-05 18:00"), ("31号", "12-31 18:00"),
        ("11月1日", "2027-11-01 18:00"), ("2月29日", "2028-02-29 18:00"), ("月底", "11-30 18:00"),
        ("end of the month", "11-30 18:00"), ("12月1日（周二）14:00", "12-01 14:00"),
        ("Friday, 27 Nov 14:00", "11-27 14:00"), ("Friday, 28 Nov", ""), ("12月1日周三", ""), ("2月30日", ""),
        ("13月1日", ""), ("2026-13-01", ""), ("2026-02-30", ""),
    ],
)  # fmt: skip
def test_a_day_ends_with_the_office_unless_a_clock_is_given(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    "text",
    ["今天9点", "今天上午", "昨天", "yesterday 10:00", "本周一", "2026-11-24", "2020-01-01", "2小时前", "2 hours ago",
     "上周五", "last Friday"],
)  # fmt: skip
def test_what_is_over_is_no_promise(text: str) -> None:
    assert read(text) == ""
    assert read(text, past=True)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2小时前", "11-25 12:20"), ("2 hours ago", "11-25 12:20"), ("半小时前", "11-25 13:50"),
        ("17:30", "11-24 17:30"), ("9:00", "11-25 09:00"), ("今天上午9点", "11-25 09:00"),
        ("昨天下午3点", "11-24 15:00"), ("昨晚", "11-24 22:00"), ("周五", "11-20 18:00"),
        ("周三 10:00", "11-25 10:00"), ("11-20 14:00", "11-20 14:00"), ("12月1日", "2025-12-01 18:00"),
        ("5号", "11-05 18:00"), ("31号", "10-31 18:00"), ("上周五", "11-20 18:00"), ("前天", "11-23 18:00"),
        ("4h", ""),
    ],
)  # fmt: skip
def test_looking_back_the_last_such_moment_is_meant(text: str, moment: str) -> None:
    assert read(text, past=True) == moment


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "两个工作日", "2 working days", "soon", "尽快", "明天或后天", "明天明天", "10:00 11:00", "周五周六",
        "x 4h", "4h x", "asap", "下周", "later", "后", "前", "0h", "0天", "-4h", "4", "一点都不行", "99999999d",
        "9999-12-31 24:00", "0000-01-01", "1小时1小时", "30分2小时", "2026-12-01 14:00 UTC", "明天" * 50, "半", "点",
        ":", "周", "半天", "half a day",
    ],
)  # fmt: skip
def test_what_is_not_understood_whole_is_no_moment(text: str) -> None:
    assert read(text) == ""


def test_an_afternoon_hour_is_meant_where_nobody_is_at_work_in_the_night() -> None:
    assert [read(f"明天{hour}点")[6:] for hour in range(1, 13)] == [
        "13:00", "14:00", "15:00", "16:00", "17:00", "18:00", "07:00", "08:00", "09:00", "10:00", "11:00", "12:00",
    ]  # fmt: skip


# ---------------------------------------------------------------- clocks that are put forward and back


def berlin(text: str, year: int, month: int, day: int, hour: int, *, fold: int = 0) -> datetime | None:
    return read_moment(text, datetime(year, month, day, hour, tzinfo=BERLIN, fold=fold), BERLIN)


def test_a_time_that_the_clocks_leave_out_is_the_one_after_the_gap() -> None:
    assert berlin("2026-03-29 02:30", 2026, 3, 28, 12) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 in summer
    assert berlin("02:30", 2026, 3, 29, 1) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_of_a_time_that_comes_twice_the_first_that_is_still_ahead_is_meant() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))

    assert berlin("2026-10-25 02:30", 2026, 10, 24, 12) == first
    assert read_moment("02:30", first, BERLIN) == second
    assert read_moment("2026-10-25 02:30", first, BERLIN) == second
    assert read_moment("02:30", second, BERLIN, past=True) == second


def test_a_day_of_a_duration_has_24_hours() -> None:
    assert berlin("1d", 2026, 10, 24, 12) == datetime(2026, 10, 25, 10, tzinfo=UTC)  # 11:00 by the clock


# ---------------------------------------------------------------- properties

WORDS = sorted(
    {*UNITS, *DAYS, *WEEKDAYS, *MONTHS, *PARTS, *WEEKS, *OFFICE_END, *BEFORE, *BEHIND, *AHEAD}
    | {
        "4",
        "10:00",
        "9点",
        "半",
        "2026-12-01",
        "12-01",
        "周",
        "月",
        "日",
        "号",
        " ",
        ":",
        "5pm",
        "31",
        "9999",
        "ago",
        "前",
    }
)
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=6).map("".join)
NOWS = st.datetimes(
    datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([UTC, SHANGHAI, BERLIN])
)  # fmt: skip
ZONES = st.sampled_from([UTC, SHANGHAI, BERLIN, ZoneInfo("America/St_Johns"), ZoneInfo("Australia/Lord_Howe")])


@given(TEXTS, NOWS, ZONES)
def test_no_promise_lies_in_the_past(text: str, now: datetime, zone: ZoneInfo) -> None:
    found = read_moment(text, now, zone)

    assert found is None or (found > now and found.utcoffset() == timedelta())


@given(TEXTS, st.datetimes(timezones=st.just(UTC)), ZONES, st.booleans())
def test_no_text_at_any_time_raises(text: str, now: datetime, zone: ZoneInfo, past: bool) -> None:
    read_moment(text, now, zone, past=past)


FORMATS = (
    "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y年%m月%d日%H:%M", "%Y年%m月%d日 %H点%M分", "%H:%M, %d %B %Y",
    "%b %d, %Y %I:%M %p", "%Y-%m-%dT%H:%M", "%A, %d %b %Y %H:%M",
)  # fmt: skip


@given(
    NOWS, ZONES, st.timedeltas(timedelta(minutes=-800_000), timedelta(minutes=800_000)), st.sampled_from(FORMATS)
)  # fmt: skip
def test_a_moment_that_is_written_out_is_read_as_it_was(
    now: datetime, zone: ZoneInfo, away: timedelta, form: str
) -> None:
    local = (now + away).astimezone(zone).replace(second=0, microsecond=0)
    moment = local.astimezone(UTC)

    read = read_moment(local.strftime(form), now, zone, past=moment <= now)

    assert read in {moment, moment.astimezone(zone).replace(fold=0).astimezone(UTC), _second(moment, zone)}


def _second(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(fold=1).astimezone(UTC)


@given(
    NOWS, st.integers(1, 500), st.sampled_from([("h", 60), ("小时", 60), ("分钟", 1), ("days", 1440), ("周", 10080)])
)
def test_a_duration_that_is_written_out_is_read_as_it_was(now: datetime, count: int, unit: tuple[str, int]) -> None:
    assert read_moment(f"{count}{unit[0]}", now, SHANGHAI) == now.astimezone(UTC) + timedelta(minutes=count * unit[1])


@given(
    NOWS, ZONES, st.sampled_from(["17:30", "周五", "明天9点", "12月1日", "5号", "下午3点", "next Monday 10:00", "noon"])
)
def test_what_is_read_does_not_depend_on_the_zone_that_now_is_given_in(
    now: datetime, zone: ZoneInfo, text: str
) -> None:
    assert read_moment(text, now, zone) == read_moment(text, now.astimezone(UTC), zone)
