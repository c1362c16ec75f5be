"""Whom the desk does not write to: why nobody outside hears of a ticket, and why one address gets no mail."""

from __future__ import annotations

from db import people, threads
from db.people import Person, address_key
from db.tickets import Ticket
from processor.addresses import is_own, is_usable
from processor.config import Config
from processor.desk.junk import is_junk
from processor.desk.moved import is_displaced


def why_unheard(config: Config, ticket: Ticket) -> str:
    """Why nobody outside hears of *ticket*; "" when they do. Reads the database."""
    if not ticket.requester_addr:
        return "no requester"
    if ticket.requester_addr in {address_key(addr) for addr in config.trust.machines}:
        return "opened by a machine"
    if is_junk(ticket):
        return "junk"
    if is_displaced(ticket):
        return "somebody else's address"
    return "history" if threads.is_history(ticket.id) else ""


def why_unreachable(config: Config, addr: str, actor: Person | None) -> str:
    """Why *addr* gets no mail about what *actor* did; "" when it does. Reads the database."""
    if not is_usable(addr) or is_own(addr, config.desk.own_addresses):
        return "our own address" if is_usable(addr) else "no address"
    person = people.find_by_address(addr)
    if person and not person.active:
        return "has left"
    return "did it" if actor and addr in {address_key(own) for own in actor.all_addresses} else ""
