"""The tickets that are open now: how many, how old, and who has them; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from db.tickets import Ticket
from processor.desk.deadlines import WAITING
from processor.desk.lifecycle import OPEN
from processor.digest.life import Step
from processor.digest.result import Aged, AgeGroup, Load, Open
from processor.digest.view import View

AGES_DAYS = (0, 1, 3, 7, 30)  # each group goes on to the next; the last has no end
OLDEST = 5  # that are named


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A ticket that has not come to its end.

    open: the desk or its user has to do something; not so while a solution waits to be confirmed. holder: id of who of
    the active staff has it.
    """

    ticket: Ticket
    open: bool
    waiting: bool
    holder: int | None


def standing(ticket: Ticket, view: View) -> Standing | None:
    if ticket.status not in OPEN and ticket.status != "resolved":
        return None
    holder = ticket.assignee_id if ticket.assignee_id in view.staff else None
    return Standing(ticket, ticket.status in OPEN, ticket.status in WAITING, holder)


def open_now(found: Sequence[Standing], view: View) -> Open:
    """See "Open tickets" and "Age" in docs/figures.md."""
    opened = [each for each in found if each.open]
    by_age = sorted(opened, key=lambda each: (each.ticket.opened_at, each.ticket.id))
    return Open(
        count=len(opened),
        by_kind=dict(Counter((each.ticket.category, each.ticket.priority) for each in opened)),
        unassigned=sum(each.holder is None for each in opened),
        waiting=sum(each.waiting for each in opened),
        unconfirmed=len(found) - len(opened),
        ages=_ages([view.now - each.ticket.opened_at for each in opened]),
        oldest=tuple(_aged(each.ticket, view) for each in by_age[:OLDEST]),
    )


def loads(found: Sequence[Standing], steps: Iterable[Step], view: View) -> tuple[Load, ...]:
    """See "Load" in docs/figures.md; whoever has most stands first, and last what nobody has."""
    opened = [each for each in found if each.open]
    has, waits = Counter(each.holder for each in opened), Counter(each.holder for each in opened if each.waiting)
    solved = Counter(_solver(step.by, view) for step in steps if step.flow == "resolved" and view.period.holds(step.at))
    shown = dict.fromkeys([*(person.id for person in view.members), *has, *solved])
    lines = [_load(person_id, (has, waits, solved), view) for person_id in shown]
    return tuple(sorted(lines, key=lambda line: (line.person_id is None, -line.open, -line.resolved, line.name)))


def _ages(ages: Sequence[timedelta]) -> tuple[AgeGroup, ...]:
    ends = (*AGES_DAYS[1:], None)
    return tuple(
        AgeGroup(start, end, sum(_is_of(age, start, end) for age in ages))
        for start, end in zip(AGES_DAYS, ends, strict=True)
    )


def _is_of(age: timedelta, start: int, end: int | None) -> bool:
    return timedelta(days=start) <= max(age, timedelta()) and (end is None or age < timedelta(days=end))


def _aged(ticket: Ticket, view: View) -> Aged:
    return Aged(view.ref(ticket), ticket.opened_at, view.now - ticket.opened_at)


def _solver(addr: str, view: View) -> int | None:
    """Who has left is nobody here."""
    person_id = view.ids.get(addr)
    return person_id if person_id in view.staff else None


def _load(person_id: int | None, counts: Sequence[Mapping[int | None, int]], view: View) -> Load:
    has, waits, solved = (each.get(person_id, 0) for each in counts)
    person = view.staff.get(person_id) if person_id is not None else None
    return Load(
        person_id=person_id,
        name=person.name if person else "",
        team=person.team if person else "",
        away=view.is_away(person_id, view.now),
        open=has,
        waiting=waits,
        resolved=solved,
    )
