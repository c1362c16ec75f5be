"""The figures of a day: what came, what went, how the desk stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from db import people, search
from processor.desk.calendars import MAX_CLOSED_DAYS, ONE_DAY, Calendar, instant_of
from processor.desk.lifecycle import OPEN
from processor.desk.listing import by_due, overdue, running
from processor.desk.sheet import Reading
from processor.desk.undone import UNDO
from processor.labels import LABELS, label

# After which a ticket is done for the desk, by whomever.
DONE = ("command.resolve", "command.close", "command.cancel", "command.spam", "ticket.closed")


def last_working_day(calendar: Calendar, today: date) -> date:
    """The last day before *today* on which one of the offices was open."""
    days = (today - number * ONE_DAY for number in range(1, MAX_CLOSED_DAYS))
    open_days = (day for day in days if any(office.hours_on(day).windows for office in calendar.offices))
    return next(open_days, today - ONE_DAY)


def lines_of_day(first: date, last: date, reading: Reading) -> Iterator[str]:
    """The figures of the days from *first* to *last*, and of the desk as it is now. Reads the database."""
    start, end = instant_of(first, 0, reading.zone), instant_of(last + timedelta(days=1), 0, reading.zone)
    yield reading.word("digest").format(day=f"{first}" if first == last else f"{first} – {last}")
    yield reading.word("in_out").format(opened=search.opened_between(start, end), ended=_ended(start, end))
    yield ""
    open_now = running()
    late = len(overdue(by_due(open_now), reading.now))
    nobodys = len(running(unassigned=True))
    yield reading.word("open_now").format(count=len(open_now), overdue=late, unassigned=nobodys)
    yield from _by_kind(search.counts_of_open(sorted(OPEN)), reading)
    yield from _by_person(search.counts_by_assignee(sorted(OPEN)), reading)


def _ended(start: datetime, end: datetime) -> int:
    undone = search.undone_since(UNDO, start)
    return len({ticket for ticket, item in search.happened(DONE, start, end) if item not in undone})


def _by_kind(counts: Mapping[tuple[str, str], int], reading: Reading) -> Iterator[str]:
    """`硬件：紧急 1 · 重要 2 · 一般 0`, a line for each category that has any."""
    categories, priorities = (LABELS[reading.locale][kind] for kind in ("category", "priority"))
    for category in categories:
        numbers = [counts.get((category, priority), 0) for priority in priorities]
        if any(numbers):
            cells = (f"{priorities[name]} {number}" for name, number in zip(priorities, numbers, strict=True))
            yield f"  {label(reading.locale, 'category', category)}{reading.word('colon')}{' · '.join(cells)}"


def _by_person(counts: Mapping[int | None, int], reading: Reading) -> Iterator[str]:
    known = {person_id: people.find(person_id) for person_id in counts if person_id is not None}
    names = {person_id: person.name for person_id, person in known.items() if person}
    if names:
        most = sorted(names, key=lambda person_id: (-counts[person_id], names[person_id]))
        yield reading.line("by_person", " · ".join(f"{names[person_id]} {counts[person_id]}" for person_id in most))
