"""Tickets in one line each: what falls due first stands first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from db import people, search, tickets
from db.search import Running
from db.tickets import Ticket
from processor.desk.deadlines import WAITING
from processor.desk.lifecycle import OPEN
from processor.desk.sheet import Reading
from processor.labels import label

MOST = 50  # lines of one list; a mail with more is not read


def by_due(found: Sequence[Running]) -> list[tuple[datetime | None, int]]:
    """(when the first thing falls due, ticket), in the order in which they do; those without any date last."""
    dated = [(due_of(each), each.ticket_id) for each in found]
    return sorted(dated, key=lambda pair: (pair[0] is None, pair[0], pair[1]) if pair[0] else (True, pair[1]))


def due_of(each: Running) -> datetime | None:
    """The first of response, diagnosis, feedback and the date set by hand; a response waits while the user has to."""
    waits = each.responded_at is not None or each.status in WAITING
    moments = (None if waits else each.response_due_at, each.due_at, each.fixed_at)
    return min((at for at in moments if at), default=None)


def overdue(dated: Sequence[tuple[datetime | None, int]], now: datetime) -> list[tuple[datetime | None, int]]:
    return [(due, ticket_id) for due, ticket_id in dated if due is not None and due < now]


def lines_of(dated: Sequence[tuple[datetime | None, int]], reading: Reading) -> list[str]:
    """Up to `MOST` lines, and how many more there are. Reads the database."""
    shown = [line_of(tickets.get(ticket_id), due, reading) for due, ticket_id in dated[:MOST]]
    if not shown:
        return [reading.word("empty")]
    more = len(dated) - len(shown)
    return [*shown, reading.word("more").format(count=more)] if more else shown


def line_of(ticket: Ticket, due: datetime | None, reading: Reading) -> str:
    """`TS-20261122-004 · 紧急 · 处理中 · 李雷 · 打印机卡纸 · 剩 1:20`."""
    assignee = people.find(ticket.assignee_id) if ticket.assignee_id is not None else None
    parts = [
        ticket.number,
        label(reading.locale, "priority", ticket.priority),
        label(reading.locale, "state", ticket.status),
        assignee.name if assignee else reading.word("nobody"),
        ticket.title,
        reading.left(ticket.priority, due) if due else "",
    ]
    return " · ".join(part for part in parts if part)


def running(*, team: str | None = None, person_id: int | None = None, unassigned: bool = False) -> list[Running]:
    """Open tickets. Reads the database."""
    return search.running(sorted(OPEN), team=team, person_id=person_id, unassigned=unassigned)
