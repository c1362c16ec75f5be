"""Tickets that have become part of others."""

from __future__ import annotations

from db import tickets
from db.rows import rows
from db.schema import Ticket as Row
from db.tickets import Ticket

MERGES = 20  # how many merges are followed; a longer chain is taken for a cycle


def follow_merges(ticket: Ticket) -> Ticket:
    """The ticket that *ticket* has become part of, itself when none; a cycle ends where it began to repeat."""
    return [ticket, *wholes_of(ticket)][-1]


def wholes_of(ticket: Ticket) -> list[Ticket]:
    """The tickets that *ticket* has become part of, the nearest first; a cycle ends where it began to repeat."""
    seen, wholes = {ticket.id}, list[Ticket]()
    for _ in range(MERGES):
        if ticket.merged_into is None or ticket.merged_into in seen:
            break
        seen.add(ticket.merged_into)
        ticket = tickets.get(ticket.merged_into)
        wholes.append(ticket)
    return wholes


def merged_into(ticket_id: int) -> list[Ticket]:
    """The tickets that have become part of *ticket_id*, and of those again, each once."""
    found: dict[int, None] = {}
    newest = [ticket_id]
    for _ in range(MERGES):
        parts = rows(Row.select(Row.id).where(Row.merged_into.in_(newest)).order_by(Row.id)) if newest else ()
        newest = [part for (part,) in parts if part not in (ticket_id, *found)]
        found.update(dict.fromkeys(newest))
    by_id = {part.id: part for part in tickets.of_ids(list(found))} if found else {}
    return [by_id[part] for part in found]
