"""Periods as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.periods import read_period

TODAY = date(2026, 11, 25)  # a Wednesday


def read(text: str, *, past: bool = False) -> str:
    found = read_period(text, TODAY, past=past)
    return "..".join(str(day) for day in found) if found else ""


DECEMBER = "2026-12-01..2026-12-05"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01..2026-12-05", "2026-12-01 .. 2026-12-05", "2026-12-01...2026-12-05", "2026/12/1..2026/12/5",
        "2026-12-01~2026-12-05", "2026-12-01～2026-12-05", "2026-12-01…2026-12-05", "2026-12-01 to 2026-12-05",
        "2026-12-01 - 2026-12-05", "2026-12-01-2026-12-05", "2026-12-01..05", "12-01..12-05", "12/1..12/5", "12/1-12/5",
        "12.1-12.5", "12月1日到5日", "12月1日至5日", "12月1日-5日", "12月1日—5日", "12月1日到12月5日", "12月1号~5号",
        "从12月1日到5日", "十二月一日至五日", "2026年12月1日至12月5日", "１２月１日～５日", "1 Dec to 5 Dec", "1-5 Dec",
        "1 to 5 December", "Dec 1-5", "Dec 1 until Dec 5", "from 1 December through 5 December 2026",
        "下周二到下周六", "下周二到周六", "12月1日到5日期间",
    ],
)  # fmt: skip
def test_the_same_days_in_many_spellings(text: str) -> None:
    assert read(text) == DECEMBER


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("明天", "2026-11-26..2026-11-26"), ("tomorrow", "2026-11-26..2026-11-26"), ("今天", "2026-11-25..2026-11-25"),
        ("2026-12-01", "2026-12-01..2026-12-01"), ("12-01", "2026-12-01..2026-12-01"),
        ("周五", "2026-11-27..2026-11-27"), ("下周", "2026-11-30..2026-12-06"),
        ("next week", "2026-11-30..2026-12-06"), ("本周", "2026-11-23..2026-11-29"),
        ("下个月", "2026-12-01..2026-12-31"), ("next month", "2026-12-01..2026-12-31"),
        ("3天", "2026-11-25..2026-11-27"), ("3 days", "2026-11-25..2026-11-27"), ("一周", "2026-11-25..2026-12-01"),
        ("到周五", "2026-11-25..2026-11-27"), ("until Friday", "2026-11-25..2026-11-27"),
        ("明天到周五", "2026-11-26..2026-11-27"), ("周一到周五", "2026-11-23..2026-11-27"),
        ("周四到周一", "2026-11-26..2026-11-30"), ("12-28..01-03", "2026-12-28..2027-01-03"),
        ("11-20..11-30", "2026-11-20..2026-11-30"), ("12月30日到3日", "2026-12-30..2027-01-03"),
        ("2026-11-01..2026-11-25", "2026-11-01..2026-11-25"),
    ],
)  # fmt: skip
def test_days_weeks_and_what_runs_already(text: str, period: str) -> None:
    assert read(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "", "off", "取消", "never", "12-05..12-01", "2026-12-05..2026-12-01", "2026-12-01..2028-12-01", "2026-02-30",
        "2020-01-01..2020-01-05", "昨天", "上周", "4h", "1.5 days", "12-01..12-05..12-09", "..", "..x",
        "2026-12-01..", "0天", "2026-12-01..05..", "12月", "1 5", "5-1 Dec", "99999999天", "9999-12-31..9999-12-01",
        "x" * 500,
    ],
)  # fmt: skip
def test_what_is_over_or_backwards_or_no_period_is_none(text: str) -> None:
    assert read(text) == ""


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-11-20", "2026-11-20..2026-11-20"), ("11-20", "2026-11-20..2026-11-20"),
        ("昨天", "2026-11-24..2026-11-24"), ("上周", "2026-11-16..2026-11-22"),
        ("last month", "2026-10-01..2026-10-31"), ("周一", "2026-11-23..2026-11-23"),
        ("11-16..11-20", "2026-11-16..2026-11-20"), ("12-01..12-05", "2025-12-01..2025-12-05"),
    ],
)  # fmt: skip
def test_looking_back_the_last_such_days_are_meant(text: str, period: str) -> None:
    assert read(text, past=True) == period


PIECES = (
    "2026-12-01",
    "12-01",
    "..",
    "到",
    "-",
    "~",
    " to ",
    "周五",
    "下周",
    "5日",
    "12月1日",
    "明天",
    "3天",
    "from ",
    "1 Dec",
    "0",
    "9999-12-31",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=5).map("".join)


@given(TEXTS, st.dates(), st.booleans())
@example("9999-12-31", date(2000, 1, 1), False)
@example("12-30..9999-12-31", date(9999, 12, 30), False)
@example("下个月", date(9999, 12, 30), False)
@example("上周", date(1, 1, 2), True)
def test_a_period_runs_forwards_for_a_year_at_most_and_is_not_over(text: str, today: date, past: bool) -> None:
    found = read_period(text, today, past=past)

    if found:
        first, last = found
        assert timedelta() <= last - first <= timedelta(days=366)
        assert past or last >= today


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(0, 300), st.sampled_from(["..", "到", " to ", "~"]))
def test_a_period_that_is_written_out_is_read_as_it_was(first: date, days: int, sign: str) -> None:
    last = first + timedelta(days=days)

    assert read_period(f"{first}{sign}{last}", first) == (first, last)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 100), st.integers(1, 100))
def test_without_years_the_nearest_is_meant(today: date, ahead: int, days: int) -> None:
    first = today + timedelta(days=ahead)
    last = first + timedelta(days=days)
    if "02-29" not in f"{first} {last}":
        assert read_period(f"{first:%m-%d}..{last:%m-%d}", today) == (first, last)
