"""Periods as people write them: 2026-12-01..2026-12-05, 12月1日到5日, 明天, 下周, 3 days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from parsers.days import Day, match_day, number, tidy
from parsers.durations import read_duration
from parsers.phrases.moments import FROM, UNTIL, WEEKS
from parsers.phrases.tables import alternatives

Period = tuple[date, date]

_LONGEST = timedelta(days=366)  # more is a slip in the year
_LONGEST_GUESSED = timedelta(days=200)  # whose years nobody wrote: `12-05..12-01` is the wrong way round, not a year

_FROM = re.compile(rf"^(?:{alternatives(FROM)}) ?")
_LATIN = alternatives(word for word in UNTIL if word.isascii())
_CHINESE = alternatives(word for word in UNTIL if not word.isascii())
_UNTIL = re.compile(rf" ?(?:\.{{2,}}|~+|〜|—+|–|--|{_CHINESE}|(?<![^ ])(?:{_LATIN})(?= )) ?")
_HYPHEN = re.compile(" ?- ?")
_END = re.compile(" ?(?:之间|期间|止|为止)$")
_BARE_DAY = re.compile("([0-9]{1,2})(?:日|号|號)?")
_WEEK = alternatives(WEEKS)
_WHOLE = re.compile(rf"(?P<week>{_WEEK}) ?(?:周|週|星期|礼拜|禮拜|week)|(?P<month>{_WEEK}) ?(?:月|month)")


def read_period(text: str, today: date, *, past: bool = False) -> Period | None:
    """
    The first and the last day of what *text* names, both included.

    Args:
        past: the period has begun: of days without a year the last such are meant.

    Returns:
        None when it is no period, runs backwards or for more than a year, or without *past* is over.
    """
    tidied = _END.sub("", _FROM.sub("", tidy(text)))
    try:
        found = _whole(tidied, today) or _days_from(tidied, today) or _one(tidied, today, past=past)
        found = found or _two(tidied, today, past=past)
    except OverflowError:  # beyond the calendar
        return None
    if not found or not timedelta() <= found[1] - found[0] <= _LONGEST:
        return None
    return found if past or found[1] >= today else None


def _whole(text: str, today: date) -> Period | None:
    """Weeks, from Monday to Sunday, and months."""
    match = _WHOLE.fullmatch(text)
    if not match:
        return None
    if week := match["week"]:
        monday = today + timedelta(days=7 * WEEKS[week] - today.weekday())
        return monday, monday + timedelta(days=6)
    month = today.year * 12 + today.month - 1 + WEEKS[match["month"]]
    return _first(month), _first(month + 1) - timedelta(days=1)


def _first(month: int) -> date:
    """The first day of a month that is counted from the year 0."""
    if not 12 <= month < 120_000:
        raise OverflowError
    return date(month // 12, month % 12 + 1, 1)


def _days_from(text: str, today: date) -> Period | None:
    """`3天`: so many days, today the first of them."""
    duration = read_duration(text)
    if not duration or duration % timedelta(days=1):
        return None
    return today, today + duration - timedelta(days=1)


def _one(text: str, today: date, *, past: bool) -> Period | None:
    day = _day(text, today)
    found = next(day.dates(today, past=past), None) if day else None
    return (found, found) if found else None


def _two(text: str, today: date, *, past: bool) -> Period | None:
    for mark in (*_UNTIL.finditer(text), *_HYPHEN.finditer(text)):
        before, behind = text[: mark.start()], text[mark.end() :]
        last = _day(behind, today) or _bare(behind)
        first = Day(today) if not before else _day(before, today) or _in_month_of(last, before)
        if first and last:
            return _between(first, last, today, past=past)
    return None


def _between(first: Day, last: Day, today: date, *, past: bool) -> Period | None:
    """The nearest pair that is not over; one that runs today counts, though it has begun."""
    longest = _LONGEST if last.repeats == "never" else _LONGEST_GUESSED
    for start in _starts(first, today, past=past):
        end = next(last.dates(start), None)
        if end and timedelta() <= end - start <= longest and (past or end >= today):
            return start, end
    return None


def _starts(first: Day, today: date, *, past: bool) -> Iterator[date]:
    yield from islice(first.dates(today, past=True), 1)
    if not past:
        yield from islice(first.dates(today), 2)


def _day(text: str, today: date) -> Day | None:
    found = match_day(text, 0, today)
    return found[0] if found and found[1] == len(text) else None


def _in_month_of(last: Day | None, text: str) -> Day | None:
    """The 1 of "1-5 Dec"."""
    day = _bare(text)
    named = last and last.repeats in ("never", "yearly")
    if not (last and day and named and day.on.day <= last.on.day):
        return None
    return replace(last, on=last.on.replace(day=day.on.day))


def _bare(text: str) -> Day | None:
    """The 5 of `12月1日到5日`."""
    match = _BARE_DAY.fullmatch(text)
    return Day(date(2000, 1, number(match[1])), "monthly") if match and 1 <= number(match[1]) <= 31 else None
