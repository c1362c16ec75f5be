"""Office hours and special days as people write them in a configuration; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from processor.desk.calendars import DAY_MINUTES, MAX_CLOSED_DAYS, ONE_DAY, Special, Week, Window

# Beginnings of the names of days, Monday first; lower case.
DAY_NAMES = (
    ("monday", "mon", "mo", "星期一", "礼拜一", "周一", "週一"),
    ("tuesday", "tue", "tu", "星期二", "礼拜二", "周二", "週二"),
    ("wednesday", "wed", "we", "星期三", "礼拜三", "周三", "週三"),
    ("thursday", "thu", "th", "星期四", "礼拜四", "周四", "週四"),
    ("friday", "fri", "fr", "星期五", "礼拜五", "周五", "週五"),
    ("saturday", "sat", "sa", "星期六", "礼拜六", "周六", "週六"),
    ("sunday", "sun", "su", "星期日", "星期天", "礼拜天", "周日", "周天", "週日"),
)
_NUMBERS = {name: number for number, names in enumerate(DAY_NAMES) for name in names}
_UNTIL = r"\s*(?:-|–|—|~|至|到)\s*"
_TIME = r"(\d{1,2}):(\d{2})"
_WINDOW = re.compile(rf"{_TIME}{_UNTIL}{_TIME}")
_HOURS = re.compile(rf"\s*([^\d]+?)\s*((?:{_WINDOW.pattern}[\s,、]*)+)")
_DATE = r"(2\d{3}-\d{2}-\d{2})"
_SPECIAL = re.compile(rf"\s*{_DATE}(?:\s*(?:\.\.|~|至|到)\s*{_DATE})?\s*((?:{_WINDOW.pattern}[\s,、]*)*)(.*)")
HOURS_EXAMPLE = '"Mon-Fri 09:00-12:00 13:30-18:00"'


def week_of(lines: Iterable[str]) -> Week:
    """
    The hours of a week from lines such as `Mon-Fri 09:00-12:00 13:30-18:00` or `周一至周五 9:00-18:00`.

    Raises:
        ValueError: with what would be right.
    """
    week: list[list[Window]] = [[] for _ in DAY_NAMES]
    for line in lines:
        found = _HOURS.fullmatch(_narrow(line))
        if not found:
            raise ValueError(f'"{line}" is not understood; write days and hours as in {HOURS_EXAMPLE}')
        for day in _days(found[1]):
            week[day] += _windows(found[2])
    return tuple(_in_order(windows) for windows in week)


def closed_days(lines: Iterable[str]) -> Mapping[date, Special]:
    """
    From lines such as `2026-12-31`, `2027-02-03..2027-02-12 春节` (both days are closed).

    Raises:
        ValueError
    """
    days: dict[date, Special] = {}
    for line in lines:
        first, last, windows, name = _special(line)
        if windows:
            raise ValueError(f'"{line}" has hours; a day that is open for some hours goes to open = […]')
        days |= dict.fromkeys(_between(first, last), Special(name, working=False))
    return days


def open_days(lines: Iterable[str]) -> Mapping[date, Special]:
    """
    From lines such as `2026-02-14`, with hours of its own `2026-12-31 09:00-12:00 年终`.

    Raises:
        ValueError
    """
    days: dict[date, Special] = {}
    for line in lines:
        first, last, windows, name = _special(line)
        days |= dict.fromkeys(_between(first, last), Special(name, True, _in_order(windows)))
    return days


def never_open(week: Week, own: Mapping[date, Special]) -> str:
    """Why there is no open minute for `MAX_CLOSED_DAYS`; "" when there always is one. Holidays are left aside."""
    if not any(week):
        return f"has no hours at all; write hours = [{HOURS_EXAMPLE}]"
    for first in own:
        if own.get(first - ONE_DAY) is None and not _opens_after(first, week, own):
            return f"has no open minute within {MAX_CLOSED_DAYS} days after {first}; look at closed = […]"
    return ""


def _opens_after(first: date, week: Week, own: Mapping[date, Special]) -> bool:
    days = (first + number * ONE_DAY for number in range(MAX_CLOSED_DAYS))
    return any(special.working if (special := own.get(day)) else week[day.weekday()] for day in days)


def _narrow(text: str) -> str:
    """Full-width digits and signs as ASCII: ： → :"""
    return unicodedata.normalize("NFKC", text)


def _days(text: str) -> Iterator[int]:
    for part in re.split(r"[\s,、]+", re.sub(_UNTIL, "-", text.strip().lower())):
        names = part.split("-")
        if len(names) > 2 or not all(name in _NUMBERS for name in names):
            raise ValueError(f'"{part}" is no day; write Mon, Tue, Wed, Thu, Fri, Sat, Sun or Mon-Fri')
        first, last = _NUMBERS[names[0]], _NUMBERS[names[-1]]
        yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))  # Sun-Thu goes over the week's end


def _windows(text: str) -> list[Window]:
    return [_window(found) for found in _WINDOW.finditer(text)]


def _window(found: re.Match[str]) -> Window:
    hour, minute, end_hour, end_minute = (int(number) for number in found.groups())
    opens, closes = hour * 60 + minute, end_hour * 60 + end_minute
    if minute > 59 or end_minute > 59 or closes > DAY_MINUTES:
        raise ValueError(f'"{found[0]}" is no time of a day: 00:00 to 24:00')
    if opens >= closes:
        raise ValueError(f'"{found[0]}" ends before it begins; a night is two: "22:00-24:00" and "00:00-06:00"')
    return Window(opens, closes)


def _in_order(windows: Iterable[Window]) -> tuple[Window, ...]:
    ordered = sorted(windows, key=lambda window: window.opens)
    for one, following in pairwise(ordered):
        if following.opens < one.closes:
            raise ValueError(f"{one} and {following} overlap on the same day")
    return tuple(ordered)


def _special(line: str) -> tuple[date, date, list[Window], str]:
    """First and last day, hours, name."""
    found = _SPECIAL.fullmatch(_narrow(line))
    if not found:
        raise ValueError(f'"{line}" is no day; write "2026-12-31" or "2027-02-03..2027-02-12", a name may follow')
    try:
        first = date.fromisoformat(found[1])
        last = date.fromisoformat(found[2] or found[1])
    except ValueError as error:
        raise ValueError(f'"{line}" is not in any calendar') from error
    if not 0 <= (last - first).days < MAX_CLOSED_DAYS:
        raise ValueError(f'"{line}" ends before it begins, or is longer than {MAX_CLOSED_DAYS} days')
    return first, last, _windows(found[3]), found[8].strip()


def _between(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY
