"""Tickets that were marked as junk: nobody outside hears of them."""

from __future__ import annotations

from db import events
from db.tickets import Ticket
from processor.desk.undone import undone_items


def is_junk(ticket: Ticket) -> bool:
    """#spam was the last word, not taken back. Reads the database."""
    if ticket.status != "cancelled":
        return False
    happened = events.of_ticket(ticket.id)
    gone = undone_items(happened)
    ends = [event.kind for event in happened if event.kind in _ENDS and event.item_id not in gone]
    return ends[-1:] == ["command.spam"]


_ENDS = frozenset({"command.spam", "command.cancel", "command.reopen"})
