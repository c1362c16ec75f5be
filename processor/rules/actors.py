"""Who orders something, and how they stand to a ticket; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from db.people import Person, Role
from db.tickets import Ticket
from processor.rules.permissions import STAFF, Relation

# By what a mail is known to be its sender's: a token of ours, the key of a quick link, our mail server's word, their
# own confirmation; "": by nothing.
Proof = Literal["", "token", "key", "server", "confirmed"]


@dataclass(frozen=True, slots=True)
class Actor:
    """
    Attributes:
        addr: compared form, from which they write.
        person: of the directory; None for a user whom it does not know.
        role: "user" for everybody who is not an active person of the staff.
    """

    addr: str
    name: str
    language: str
    person: Person | None
    role: Role
    proof: Proof

    @property
    def addresses(self) -> frozenset[str]:
        """From which they may have written: a person is themself at each of theirs."""
        return frozenset({self.addr, *(self.person.all_addresses if self.person else ())})

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


def relation_of(actor: Actor, ticket: Ticket | None, *, is_their_team: bool) -> Relation:
    """
    How *actor* stands to *ticket*.

    Args:
        is_their_team: the ticket is with the actor's team, whatever that was called then.
    """
    if ticket is None:
        return "none"
    person_id = actor.person.id if actor.person else None
    if (
        person_id is not None
        and actor.is_staff
        and person_id
        in (
            ticket.assignee_id,
            ticket.coordinator_id,
            ticket.accepted_by_id,
        )
    ):
        return "own"
    if ticket.requester_addr in actor.addresses:
        return "requester"
    if actor.is_staff and (not ticket.team or is_their_team):
        return "team"
    return "other"
