"""Stands for a Correspondence: keeps what is told to whom, and queues nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from db import merges, tickets
from db.people import Person
from db.tickets import Ticket
from parsers.message import Message
from processor.desk.correspondence import Correspondence, Occasion, Saying


@dataclass(frozen=True, slots=True)
class Letter:
    """to: names of people of the staff, else addresses."""

    kind: str
    to: tuple[str, ...]
    ticket: Ticket | None
    saying: Saying
    occasion: Occasion


class Letters:
    def __init__(self) -> None:
        self.all: list[Letter] = []

    @property
    def correspondence(self) -> Correspondence:
        return cast(Correspondence, self)

    def told(self) -> list[tuple[str, tuple[str, ...]]]:
        """(kind, to) since the last call, where anybody was told."""
        found = [(letter.kind, letter.to) for letter in self.all if letter.to]
        self.all.clear()
        return found

    def to_requester(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> None:
        self.all.append(Letter(kind, (ticket.requester_addr,), ticket, saying, occasion))

    def to_merged(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> None:
        to = tuple(part.requester_addr for part in merges.merged_into(ticket.id))
        self.all.append(Letter(kind, to, ticket, saying, occasion))

    def to_participants(
        self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion, apart: Collection[str] = ()
    ) -> None:
        to = tuple(addr for addr, _, _ in tickets.participants(ticket.id))
        self.all.append(Letter(kind, to, ticket, saying, occasion))

    def to_staff(
        self, kind: str, people: Sequence[Person], ticket: Ticket | None, saying: Saying, occasion: Occasion
    ) -> None:
        self.all.append(Letter(kind, tuple(person.name for person in people), ticket, saying, occasion))

    def to_sender(self, kind: str, message: Message, ticket: Ticket | None, saying: Saying, occasion: Occasion) -> None:
        self.all.append(Letter(kind, (message.sender.addr,), ticket, saying, occasion))
