"""Which tickets have to do with each other."""

from __future__ import annotations

from db import events, incidents, tickets
from db.tickets import Ticket
from processor.desk.undone import undone_items

LINKED = "command.link"
MOST_SHOWN = 12  # tickets of an incident; all are told by the sheet of each


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


def incident_of(ticket: Ticket) -> str:
    """The incident that *ticket* is part of: "leading ← others"; "" for none. Reads the database."""
    if ticket.parent is None:
        return ""
    head = ticket if ticket.parent == ticket.id else tickets.get(ticket.parent)
    others = [each.number for each in incidents.led_by(head.id) if each.id != head.id]
    more = f" … +{len(others) - MOST_SHOWN}" if len(others) > MOST_SHOWN else ""
    return f"{head.number} ← {', '.join(others[:MOST_SHOWN])}{more}"
