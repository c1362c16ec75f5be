"""Tickets that have become part of another one."""

from __future__ import annotations

from db import tickets
from db.rows import rows
from db.schema import Ticket as Row
from db.tickets import MERGES, Ticket


def merged_into(ticket_id: int) -> list[Ticket]:
    """The tickets that have become part of *ticket_id*, and of those again, each once."""
    found: dict[int, None] = {}
    newest = [ticket_id]
    for _ in range(MERGES):
        parts = rows(Row.select(Row.id).where(Row.merged_into.in_(newest)).order_by(Row.id)) if newest else ()
        newest = [part for (part,) in parts if part not in (ticket_id, *found)]
        found.update(dict.fromkeys(newest))
    return [tickets.get(part) for part in found]
