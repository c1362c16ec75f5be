"""Users whose address is somebody else's by now: their tickets go on at their own. Belongs in a unit of work."""

from __future__ import annotations

from datetime import datetime

from db import events, people, registrations, tickets
from db.events import Event
from db.tickets import Ticket

MOVED = "requester.moved"


def follow_person(ticket: Ticket, now: datetime) -> Ticket:
    """The ticket as it is then; who has left the directory is not followed, and hears nothing more."""
    user = _displaced(ticket)
    person = people.find(user) if user is not None else None
    if person is None or not person.active or not person.addresses:
        return ticket
    addr = person.addresses[0]
    tickets.move_requester(ticket, addr)
    events.record(ticket.id, Event(now, "desk", MOVED, {"old": ticket.requester_addr, "new": addr}))
    return tickets.get(ticket.id)


def is_displaced(ticket: Ticket) -> bool:
    """The address at which it was registered is another person's now. Reads the database."""
    return _displaced(ticket) is not None


def _displaced(ticket: Ticket) -> int | None:
    """The id of the user whose address is another person's now."""
    owner = people.find_by_address(ticket.requester_addr)
    form = registrations.find(ticket.id) if owner else None
    if owner is None or form is None or form.standing != "known":
        return None
    return form.person_id if form.person_id != owner.id else None
