"""Tickets whose user has another address by now."""

from __future__ import annotations

from db import tickets
from db.schema import Participant
from db.schema import Ticket as Row
from db.tickets import Ticket


def move_requester(ticket: Ticket, addr: str) -> None:
    """Its user has another address now (normalised), and takes part with that alone."""
    Row.update(requester_addr=addr).where(Row.id == ticket.id).execute()
    _leave(ticket.id, ticket.requester_addr)
    tickets.add_participants(ticket.id, [(addr, ticket.requester_name, "requester")])


def move_part(whole: Ticket, part: Ticket, addr: str) -> None:
    """
    The user of *part*, which has become part of *whole*, has another address now (normalised).

    The former one stays where the user of *whole* has it.
    """
    if whole.requester_addr != part.requester_addr:
        _leave(whole.id, part.requester_addr)
    tickets.add_participants(whole.id, [(addr, part.requester_name, "copied")])


def _leave(ticket_id: int, addr: str) -> None:
    Participant.delete().where(Participant.ticket == ticket_id, Participant.addr == addr).execute()
