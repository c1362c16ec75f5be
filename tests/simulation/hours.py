"""
Working time for the oracle: microseconds since 1970 and plain lists of open spans, without the desk's own code.

A wall clock that is changed at night, when no office is open, needs no rule of its own: the ends of a day's hours are
looked up in the zone one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[int, int]  # microseconds since 1970: from, until
DAY = timedelta(days=1)
SECOND = 1_000_000
MINUTE, HOUR = 60 * SECOND, 3600 * SECOND
FOREVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Office:
    """
    Opening hours written by hand.

    Attributes:
        hours: of each working day, local "HH:MM".
        closed: days on which nobody works, beside Saturday and Sunday.
        extra: Saturdays and Sundays on which everybody works.
    """

    zone: ZoneInfo
    hours: tuple[tuple[str, str], ...]
    closed: Collection[date] = ()
    extra: Collection[date] = ()

    def is_working(self, day: date) -> bool:
        return day in self.extra or (day.weekday() < 5 and day not in self.closed)

    def spans(self, first: date, last: date, *, whole_days: bool = False) -> list[Span]:
        """When it is open between two days; whole_days: from midnight to midnight of each working day."""
        hours = (("00:00", "24:00"),) if whole_days else self.hours
        days = (first + number * DAY for number in range((last - first).days + 1))
        return [self._span(day, *pair) for day in days if self.is_working(day) for pair in hours]

    def _span(self, day: date, opens: str, closes: str) -> Span:
        return self._instant(day, opens), self._instant(day, closes)

    def _instant(self, day: date, clock: str) -> int:
        if clock == "24:00":
            return self._instant(day + DAY, "00:00")
        return int(datetime.combine(day, time.fromisoformat(clock), self.zone).astimezone(UTC).timestamp()) * SECOND


class Hours:
    """Time that counts: the open spans of one calendar, in order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = list(spans)
        self._ends = [end for _, end in self._spans]

    def after(self, start: int, lasts: int, pauses: Sequence[Span] = ()) -> int:
        """The first moment by which *lasts* of open time has passed since *start*, pauses left out."""
        left = lasts
        if not left:
            return start
        for begin, end in self._counting(start, pauses):
            if end - begin >= left:
                return begin + left
            left -= end - begin
        raise ValueError(f"the calendar ends before {lasts} has passed since {start}")

    def between(self, start: int, end: int, pauses: Sequence[Span] = ()) -> int:
        """Open time between two moments; negative when *end* comes first."""
        if end < start:
            return -self.between(end, start, pauses)
        total = 0
        for begin, until in self._counting(start, pauses):
            if begin >= end:
                break
            total += min(until, end) - begin
        return total

    def _counting(self, start: int, pauses: Sequence[Span]) -> Iterator[Span]:
        off = sorted(pause for pause in pauses if pause[1] > pause[0])
        for number in range(bisect_right(self._ends, start), len(self._spans)):
            begin, end = self._spans[number]
            begin = max(begin, start)
            for pause_begin, pause_end in off:
                if pause_end <= begin or pause_begin >= end:
                    continue
                if pause_begin > begin:
                    yield begin, pause_begin
                begin = max(begin, pause_end)
            if begin < end:
                yield begin, end


def always() -> Hours:
    return Hours([(0, FOREVER)])
