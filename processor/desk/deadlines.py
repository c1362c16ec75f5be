"""When something falls due: working time, without the time in which we wait for the user; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from processor.desk.calendars import Calendar, Interval

WAITING = frozenset({"waiting_user", "waiting_identity"})  # statuses in which the next word is the user's


@dataclass(frozen=True, slots=True)
class Due:
    """
    Attributes:
        at: the first instant at which all the time is used up.
        pieces: the working time that adds up to it, in order.
    """

    at: datetime
    pieces: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By priority: how long until a person's first response, and on which calendar that counts."""

    hours: Mapping[str, float]
    calendars: Mapping[str, Calendar]

    def response(self, priority: str, start: datetime, pauses: Iterable[Interval] = ()) -> Due:
        """*at* in whole minutes, never later than promised: it can be written in a mail as it is stored."""
        due = add_working_time(start, timedelta(hours=self.hours[priority]), self.calendars[priority], pauses)
        return Due(max(due.at.replace(second=0, microsecond=0), start), due.pieces)


def add_working_time(start: datetime, duration: timedelta, calendar: Calendar, pauses: Iterable[Interval] = ()) -> Due:
    """
    The instant by which *duration* of working time has passed since *start*.

    What ends exactly when the office closes is due then, not when it opens again.

    Args:
        start: aware.
        duration: not negative; 0 is due at once.
        pauses: time that does not count; in any order, overlapping or not.

    Raises:
        ValueError: a naive *start* or a negative *duration*.
        NeverOpen: a calendar that stays closed.
    """
    if start.utcoffset() is None or duration < timedelta():
        raise ValueError(f"from an aware instant {start} for a time that is not negative, {duration}")
    pieces: list[Interval] = []
    left = duration
    if left:
        for opened in _without(calendar.open_from(start), _merged(pauses)):
            pieces.append(Interval(opened.start, min(opened.end, opened.start + left)))
            left -= pieces[-1].length
            if not left:
                break
    return Due(pieces[-1].end if pieces else start, tuple(_joined(pieces)))


def working_time_between(
    start: datetime, end: datetime, calendar: Calendar, pauses: Iterable[Interval] = ()
) -> timedelta:
    """
    How much working time lies between two aware instants; negative when *end* comes first.

    So it tells how long something has been overdue, or how much time is left.
    """
    if end < start:
        return -working_time_between(end, start, calendar, pauses)
    total = timedelta()
    for opened in _without(calendar.open_from(start, end), _merged(pauses)):
        if opened.start >= end:
            break
        total += min(opened.end, end) - opened.start
    return total


def waits(
    changes: Iterable[tuple[datetime, str]], until: datetime, statuses: Collection[str] = WAITING
) -> tuple[Interval, ...]:
    """
    When we waited for the user, or were in other *statuses*.

    Args:
        changes: (at, status from then on) in the order in which they happened.
        until: end of a wait that still goes on, usually now.
    """
    found: list[Interval] = []
    began: datetime | None = None
    for at, status in changes:
        if began is None and status in statuses:
            began = at
        elif began is not None and status not in statuses:
            found.append(Interval(began, at))
            began = None
    if began is not None:
        found.append(Interval(began, until))
    return tuple(pause for pause in found if pause.end > pause.start)


def _merged(pauses: Iterable[Interval]) -> list[Interval]:
    return list(_joined(sorted((pause for pause in pauses if pause.end > pause.start), key=lambda pause: pause.start)))


def _joined(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Those that touch or overlap as one; *intervals* are sorted by their start."""
    pending: Interval | None = None
    for interval in intervals:
        if pending is not None and interval.start <= pending.end:
            pending = Interval(pending.start, max(pending.end, interval.end))
            continue
        if pending is not None:
            yield pending
        pending = interval
    if pending is not None:
        yield pending


def _without(opened: Iterable[Interval], pauses: Sequence[Interval]) -> Iterator[Interval]:
    """What is left of *opened*; both are in order, and *pauses* do not touch each other."""
    over = 0  # pauses that have ended
    for interval in opened:
        begin = interval.start
        while over < len(pauses) and pauses[over].end <= begin:
            over += 1
        for pause in pauses[over:]:
            if pause.start >= interval.end:
                break
            if pause.start > begin:
                yield Interval(begin, pause.start)
            begin = pause.end
        if begin < interval.end:
            yield Interval(begin, interval.end)
