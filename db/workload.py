"""How much people have to do, and what was solved before: what is looked at when a new ticket is given away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import peewee as pw

from db.prepared import Param, Prepared
from db.rows import rows
from db.schema import Ticket

Part = Literal["assignee", "coordinator"]
SOLVED = ("resolved", "closed")


def counts(part: Part, person_ids: Sequence[int], statuses: Sequence[str]) -> dict[int, int]:
    """How many tickets of *statuses* each of these people has in this part; who has none is left out."""
    column = getattr(Ticket, part)
    mine = column.in_(list(person_ids)) & Ticket.status.in_(list(statuses))
    return dict(rows(Ticket.select(column, pw.fn.COUNT(Ticket.id)).where(mine).group_by(column)))


def solved(category: str, limit: int) -> list[tuple[str, str]]:
    """(number, title) of tickets of *category* among the *limit* newest resolved and the *limit* newest closed ones."""
    found = [row for status in SOLVED for row in _NEWEST.rows(status=status, limit=limit)]
    found.sort(key=lambda row: row[3], reverse=True)
    return [(number, title) for number, title, known, _ in found if known == category]


_NEWEST = Prepared(
    lambda: (
        Ticket.select(Ticket.number, Ticket.title, Ticket.category, Ticket.opened_at)
        .where(Ticket.status == Param("status", Ticket.status))
        .order_by(Ticket.opened_at.desc())
        .limit(Param("limit", Ticket.id))
    )
)
