"""
Users whose address has changed: their tickets go on at the one that they have now.

Whose a ticket is says its form, where the directory knew the sender; an address only says how to reach them. Who has
got a former address hears nothing by it, and does not speak for whose it was. Belongs in a unit of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from db import events, merges, moves, people, registrations, tickets
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from processor.rules.arrival import Match
from processor.rules.permissions import STAFF

MOVED = "requester.moved"


# ---------------------------------------------------------------- who hears of it


def take_up(ticket_id: int, now: datetime) -> Ticket:
    """The ticket, locked, at its user's own address: so whoever will write to them takes it up."""
    return follow_person(tickets.lock(ticket_id), now)


def follow_person(ticket: Ticket, now: datetime) -> Ticket:
    """The ticket as it is then; who has left the directory is not followed, and hears nothing more."""
    user = _displaced(ticket)
    person = people.find(user) if user is not None else None
    return _move(ticket, person, now) if person and person.active and person.all_addresses else ticket


def parts_of(ticket: Ticket, now: datetime) -> list[Ticket]:
    """The tickets that have become part of *ticket*, each at its user's own address."""
    return [follow_person(part, now) for part in merges.merged_into(ticket.id)]


def is_displaced(ticket: Ticket) -> bool:
    """The address at which it was registered is another person's now. Reads the database."""
    return _displaced(ticket) is not None


def addresses_of(ticket: Ticket) -> list[str]:
    """At which its user has heard of it before, and the present one."""
    before = (event.detail["old"] for event in events.of_ticket(ticket.id) if event.kind == MOVED)
    return [*before, ticket.requester_addr]


def _displaced(ticket: Ticket) -> int | None:
    """The id of the user whose address is another person's now."""
    owner = people.find_by_address(ticket.requester_addr)
    user = _user_of(ticket) if owner else None
    return user if owner and user != owner.id else None


def _move(ticket: Ticket, person: Person, now: datetime) -> Ticket:
    """Also where they take part because theirs has become part of it."""
    old, new = ticket.requester_addr, person.all_addresses[0]
    moves.move_requester(ticket, new)
    for whole in merges.wholes_of(ticket):
        moves.move_part(whole, ticket, new)
    events.record(ticket.id, Event(now, "desk", MOVED, {"old": old, "new": new}))
    return tickets.get(ticket.id)


# ---------------------------------------------------------------- who speaks for it


def part_in(match: Match, sender: Person, addr: str, *, proven: bool) -> Match:
    """
    What a person of the directory has to do with a ticket by who they are, and not by their address alone.

    Whose former address it is in the ticket has their part still: at the first that they have now, and at each of
    theirs once it is *proven*. Who has another's former address has no part by it. Reads the database.

    Args:
        addr: from which they write.
    """
    if not sender.active:
        return match if is_of(match.ticket, sender, sender.all_addresses) else replace(match, belongs=False)
    own, users = sender.all_addresses, _users_of_family(match.ticket, sender)
    theirs = [each for each, user in users if user == sender.id]
    if theirs:
        behind = tuple(each for each in theirs if each.requester_addr not in own)
        return _caught_up(match, behind, own[0]) if behind and (proven or addr == own[0]) else match
    strange = [each for each, user in users if user is not None and each.requester_addr in own]
    if not strange:
        return match
    return replace(match, belongs=False, ticket=_seen_from(match.ticket, strange, ""))


def catch_up(behind: Sequence[Ticket], sender: Person | None, now: datetime) -> None:
    """Tickets of *sender*, who writes from a new address, are at that from now on."""
    if sender is not None:
        for ticket in behind:
            _move(ticket, sender, now)


def is_of(ticket: Ticket, person: Person | None, addresses: Sequence[str] | frozenset[str]) -> bool:
    """Whoever has these addresses is its user; person: who that is, if the directory knows them."""
    user = _user_of(ticket)
    if user is None or person is None:
        return ticket.requester_addr in addresses
    return user == person.id


def _users_of_family(ticket: Ticket, sender: Person) -> list[tuple[Ticket, int | None]]:
    """
    The ticket, and those that have become part of it, each with the person whose it is.

    The staff has its part in all tickets anyway, and the user of the whole needs none by another.
    """
    user = _user_of(ticket)
    parts = [] if sender.role in STAFF or user == sender.id else merges.merged_into(ticket.id)
    return [(ticket, user), *((part, _user_of(part)) for part in parts)]


def _caught_up(match: Match, behind: tuple[Ticket, ...], addr: str) -> Match:
    return replace(match, belongs=True, behind=behind, ticket=_seen_from(match.ticket, behind, addr))


def _seen_from(ticket: Ticket, some: Sequence[Ticket], addr: str) -> Ticket:
    """As it will be, if it is one of *some*; "" for an address that is nobody's who writes."""
    return replace(ticket, requester_addr=addr) if ticket.id in {each.id for each in some} else ticket


def _user_of(ticket: Ticket) -> int | None:
    """The person of the directory whose ticket it is; None where nobody was known by their address."""
    form = registrations.find(ticket.id)
    return form.person_id if form and form.standing == "known" else None
