"""Days as people write them: tomorrow, 周五, 12月1日, 1 Dec; which date they mean is found from a given day on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from parsers.phrases.moments import DAYS, DIGITS, MONTH_END, MONTHS, NUMBERS, SHORT, WEEKDAYS, WEEKS
from parsers.phrases.tables import alternatives

MAX_CHARS = 80  # of a time in words; what is longer is a sentence

_YEARS = 8  # until a 29 February comes again
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = f"(?:{alternatives(MONTHS)})"
_WEEKDAY = alternatives(word for word in WEEKDAYS if word.isascii() and word.isalpha())
_DAY = re.compile(
    rf"(?P<offset>{alternatives(DAYS)})(?![a-z])"
    r"|(?P<year>[0-9]{4})(?:[-/.](?P<m1>[0-9]{1,2})[-/.](?P<d1>[0-9]{1,2})(?![0-9])"
    rf"|年(?P<m2>{_NUMBER})月(?P<d2>{_NUMBER})(?:日|号|號)?)t?"
    rf"|(?P<m3>{_NUMBER})月(?P<d3>{_NUMBER})(?:日|号|號)?"
    r"|(?P<m4>[0-9]{1,2})[-/.](?P<d4>[0-9]{1,2})(?![0-9/.-])"
    rf"|(?P<d5>[0-9]{{1,2}})(?:st|nd|rd|th)? ?(?:of )?(?P<m5>{_MONTH})\.?(?![a-z])(?:,? (?P<y5>[0-9]{{4}})(?!:))?"
    rf"|(?P<m6>{_MONTH})\.? ?(?P<d6>[0-9]{{1,2}})(?![0-9:])(?:st|nd|rd|th)?(?:,? (?P<y6>[0-9]{{4}})(?!:))?"
    rf"|(?P<d7>{_NUMBER})(?:日|号|號)"
    rf"|(?P<week>{alternatives(WEEKS)})? ?(?:(?:周|週|星期|礼拜|禮拜)(?P<w1>[一二三四五六日天]|[1-7](?![0-9]))"
    rf"|(?P<w2>{_WEEKDAY})(?![a-z]))"
    rf"|(?P<end>{alternatives(MONTH_END)})"
)
_SHORT = re.compile(alternatives(SHORT))
_BLANKS = re.compile(r"\s+")

Repeats = Literal["never", "weekly", "monthly", "yearly"]


@dataclass(frozen=True, slots=True)
class Day:
    """
    A day that somebody has written.

    Attributes:
        on: its date; of a day that repeats, any date on which it falls.
    """

    on: date
    repeats: Repeats = "never"

    def dates(self, today: date, *, past: bool = False) -> Iterator[date]:
        """The dates that can be meant, nearest first: from *today* on, or with *past* from today back."""
        return iter((self.on,)) if self.repeats == "never" else self._repeated(today, -1 if past else 1)

    def _repeated(self, today: date, step: int) -> Iterator[date]:
        if self.repeats == "weekly":
            ahead = (self.on.weekday() - today.weekday()) * step % 7
            return _shifted(today, [step * (ahead + 7 * n) for n in range(2)])
        months = (today.month - 1 + step * n for n in range(12 * _YEARS + 1))
        days = (_date(today.year + month // 12, month % 12 + 1, self.on.day) for month in months)
        wanted = (d for d in days if d and (self.repeats == "monthly" or d.month == self.on.month))
        return (d for d in wanted if (d - today).days * step >= 0)


def tidy(text: str) -> str:
    """Half-width, lower case, single blanks, short words in full; "" when it is too long for a time."""
    if len(text) > MAX_CHARS:
        return ""
    folded = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip().lower()
    return _SHORT.sub(lambda found: SHORT[found[0]], folded)


def match_day(text: str, at: int, today: date) -> tuple[Day, int] | None:
    """The day that stands at *at* of a tidy text, and where it ends."""
    match = _DAY.match(text, at)
    if not match:
        return None
    day = _day(match, today)
    return (day, match.end()) if day else None


def _day(match: re.Match[str], today: date) -> Day | None:
    if match["offset"]:
        return _fixed(next(_shifted(today, [DAYS[match["offset"]]]), None))
    if match["end"]:
        following = _date(today.year + today.month // 12, today.month % 12 + 1, 1)
        return _fixed(following and following - timedelta(days=1))
    if name := match["w1"] or match["w2"]:
        return _weekday(WEEKDAYS[name], match["week"], today)
    if match["d7"]:
        return _repeating(2000, 1, number(match["d7"]), "monthly")
    month, day = next((match[f"m{n}"], match[f"d{n}"]) for n in range(1, 7) if match[f"m{n}"])
    year = match["year"] or match["y5"] or match["y6"]
    numbers = MONTHS.get(month) or number(month), number(day)
    if numbers[0] > 12 and match["m4"]:  # 25/12 can only be a day and its month
        numbers = numbers[1], numbers[0]
    return _fixed(_date(int(year), *numbers)) if year else _repeating(2000, *numbers, "yearly")


def _weekday(weekday: int, week: str | None, today: date) -> Day | None:
    monday = -today.weekday()
    if week is None:
        return Day(date(2001, 1, 1 + weekday), "weekly")  # 1 January 2001 was a Monday
    return _fixed(next(_shifted(today, [monday + 7 * WEEKS[week] + weekday]), None))


def _fixed(day: date | None) -> Day | None:
    return Day(day) if day else None


def _repeating(year: int, month: int, day: int, repeats: Repeats) -> Day | None:
    """*year* is a leap year, in which each day can be."""
    found = _date(year, month, day)
    return Day(found, repeats) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(today: date, offsets: list[int]) -> Iterator[date]:
    """The days so many days from *today*, as far as the calendar reaches."""
    for offset in offsets:
        if 1 <= today.toordinal() + offset <= date.max.toordinal():
            yield today + timedelta(days=offset)


def number(text: str) -> int:
    """A number up to 99 in digits, Chinese (`二十一`) or an English word; -1 when it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text in NUMBERS:
        return NUMBERS[text]
    tens, ten, ones = text.rpartition("十")
    values = [DIGITS.get(char, -1) for char in chain(tens, ones)]
    if -1 in values or len(tens) > 1 or len(ones) > 1 or tens == "十" or not text:
        return -1
    if not ten:
        return values[0]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
