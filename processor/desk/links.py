"""Which tickets have to do with each other."""

from __future__ import annotations

from db import events
from db.tickets import Ticket
from processor.desk.undone import undone_items

LINKED = "command.link"


def links_of(ticket: Ticket) -> list[str]:
    """Numbers of the tickets that *ticket* is linked to, without those that were taken back. Reads the database."""
    happened = events.of_ticket(ticket.id)
    gone = undone_items(happened)
    linked = [
        number
        for event in happened
        if event.kind in (LINKED, "command.split", "command.merged_in") and event.item_id not in gone
        for number in event.detail.get("numbers", [event.detail.get("number")])
    ]
    return list(dict.fromkeys([ticket.linked_to, *linked] if ticket.linked_to else linked))
