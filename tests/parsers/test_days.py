"""Numbers and days in words; the dates that they mean are tested with moments and periods."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from parsers.days import Day, number, tidy

NUMERALS = "零一二三四五六七八九"


def test_chinese_numbers_up_to_99_are_read() -> None:
    for value in range(1, 100):
        tens, ones = divmod(value, 10)
        spoken = (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones] if ones else "")
        assert number(spoken) == value


@pytest.mark.parametrize("text", ["", "x", "十十", "一二", "二十十", "百", "²", "-1"])
def test_what_is_no_number_is_told_apart(text: str) -> None:
    assert number(text) == -1


def test_full_width_and_short_words_become_plain() -> None:
    assert tidy(" １２月１日　 １４：００ ") == "12月1日 14:00"
    assert tidy("明早9点") == "明天早上9点"
    assert tidy("5 P.M.") == "5 pm"


def test_a_29_february_comes_again_after_eight_years_at_most() -> None:
    dates = Day(date(2000, 2, 29), "yearly").dates(date(2096, 3, 1))

    assert next(dates) == date(2104, 2, 29)


def test_the_end_of_the_calendar_ends_the_search() -> None:
    assert list(islice(Day(date(2000, 1, 31), "monthly").dates(date(9999, 12, 31)), 5)) == [date(9999, 12, 31)]
    assert list(Day(date(2001, 1, 1), "weekly").dates(date(9999, 12, 31))) == []
