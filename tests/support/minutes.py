"""Working time counted the slow way: two years, minute after minute, by looking at the clock on the wall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import UTC, date, datetime, timedelta
from operator import or_
from zoneinfo import ZoneInfo

from processor.desk.calendars import Interval

Hours = tuple[tuple[int, int], ...]  # minutes of a day: from, until
MINUTE = timedelta(minutes=1)
DAY_MINUTES = 1440
EPOCH = date(1970, 1, 1).toordinal()


class Minutes:
    """
    A byte for each minute from *first* on, 1 where the office is open.

    A wall clock that is set back is taken to stand still until it has caught up with itself.
    """

    def __init__(
        self, zone: ZoneInfo, week: tuple[Hours, ...], own: Mapping[date, Hours], first: datetime, count: int
    ) -> None:
        self.first, self.count = first, count
        self.open = bytearray(count)
        days: dict[int, bytes] = {}
        begin = int(first.timestamp()) // 60
        latest = -EPOCH * DAY_MINUTES
        for number in range(-DAY_MINUTES, count):  # a day before, to know how late the clock has been
            offset = datetime.fromtimestamp((begin + number) * 60, zone).utcoffset()
            assert offset is not None
            latest = max(latest, begin + number + int(offset.total_seconds()) // 60)
            day, minute = divmod(latest, DAY_MINUTES)
            if day not in days:
                days[day] = _flags(week, own, date.fromordinal(EPOCH + day))
            if number >= 0:
                self.open[number] = days[day][minute]

    def at(self, number: int) -> datetime:
        return self.first + number * MINUTE

    def number_of(self, instant: datetime) -> int:
        number, rest = divmod(instant.astimezone(UTC) - self.first, MINUTE)
        assert not rest, f"{instant} is not a whole minute"
        return number

    def counting(self, start: int, end: int, pauses: Iterable[Interval] = ()) -> bytes:
        """The bytes from minute *start* until before *end*, 0 in pauses."""
        flags = bytearray(self.open)
        for pause in pauses:
            begin, until = (min(max(self.number_of(at), 0), self.count) for at in (pause.start, pause.end))
            flags[begin:until] = bytes(max(until - begin, 0))
        return bytes(flags[start:end])


def either(one: Minutes, other: Minutes) -> Minutes:
    """Open whenever one of the two is; they cover the same time."""
    both = copy(one)
    both.open = bytearray(map(or_, one.open, other.open))
    return both


def _flags(week: tuple[Hours, ...], own: Mapping[date, Hours], day: date) -> bytes:
    hours = own.get(day, week[day.weekday()])
    flags = bytearray(DAY_MINUTES)
    for opens, closes in hours:
        flags[opens:closes] = b"\1" * (closes - opens)
    return bytes(flags)
