"""What a command mail has done, read back from its events: which mail somebody means, and all that it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from db import causes, events, keys, people
from db.events import Event
from db.snapshots import Difference
from processor.desk.case import Case, Refused
from processor.desk.footprints import FOOTPRINT, joined
from processor.desk.undone import UNDO, undone_items
from processor.rules.matching import answered_by, ours_in

RECEIPTS = frozenset({"receipt", "user_receipt"})  # kinds of mails that tell what became of commands
# Events that go with others of the same command.
_BESIDE = frozenset({"act", "footprint", "responded", "given_back", "merged_in", "split_off"})


@dataclass(frozen=True, slots=True)
class Deed:
    """
    Attributes:
        by: the address from which it came. at: when it was carried out.
        happened: (ticket, event), oldest first.
        changed: by ticket; None for what is of no ticket but of the person *person_id*.
    """

    item_id: int
    by: str
    at: datetime
    happened: tuple[tuple[int | None, Event], ...]
    changed: dict[int | None, Difference]
    person_id: int | None

    @property
    def ticket_id(self) -> int | None:
        """The ticket of the mail; others may have changed beside it."""
        return [ticket_id for ticket_id, event in self.happened if event.kind == FOOTPRINT][-1]

    @property
    def tickets(self) -> list[int]:
        return [ticket_id for ticket_id in self.changed if ticket_id is not None]

    @property
    def beside(self) -> list[int]:
        """Tickets to which something happened that left no footprint: linked ones, or one that was split off."""
        found = dict.fromkeys(ticket_id for ticket_id, _ in self.happened if ticket_id is not None)
        return [ticket_id for ticket_id in found if ticket_id not in self.changed]

    @property
    def commands(self) -> list[str]:
        """Their names, each once."""
        names = (event.kind.removeprefix("command.") for _, event in self.happened if event.kind.startswith("command."))
        return [name for name in dict.fromkeys(names) if name not in _BESIDE]

    @property
    def acted_on(self) -> list[int]:
        """The tickets of an answer to a digest."""
        return [one for _, event in self.happened if event.kind == "command.act" for one in event.detail["tickets"]]

    def details(self, kind: str) -> Iterator[tuple[int, Event]]:
        """The events of one kind, with their tickets."""
        for ticket_id, event in self.happened:
            if event.kind == kind and ticket_id is not None:
                yield ticket_id, event

    def later(self, ticket_id: int | None) -> list[Event]:
        """What has happened to a ticket since. Reads the database."""
        happened = history(ticket_id)
        last = max((number for number, event in enumerate(happened) if event.item_id == self.item_id), default=-1)
        return happened[last + 1 :]


def meant(case: Case) -> Deed:
    """
    The command mail whose receipt (or other mail of ours) is answered, else the actor's last one on this ticket.

    Raises:
        Refused: there is none, it was an undo, or it is undone.
    """
    return _read(_which(case))


def history(ticket_id: int | None) -> list[Event]:
    """All events of a ticket; without one, what was taken back on none. Reads the database."""
    return events.of_ticket(ticket_id) if ticket_id is not None else causes.without_ticket(UNDO)


def name_of(addr: str) -> str:
    """Whose address it is, by the directory; else the actor as events have it."""
    person = people.find_by_address(addr)
    return person.name if person else addr


def _which(case: Case) -> int:
    answered = answered_by(case.actor.addr, ours_in(case.message))
    if answered and answered.cause is not None:
        if _is_deed(answered.cause):
            return answered.cause
        if answered.kind in RECEIPTS:  # of a mail of which nothing was done
            raise Refused("nothing_to_undo")
    own = case.actor.addresses
    key = keys.find(case.message.subject.key) if case.message.subject.key else None
    if key:  # a link of a receipt, which was written in the moment in which the commands were carried out
        found = causes.items_at(own, key.created_at, [FOOTPRINT])
        if len(found) > 1:
            raise Refused("undo_which")
        if found:
            return found[0]
    last = causes.last_item(own, case.given.id if case.given else None, [FOOTPRINT, UNDO])
    if last is None:
        raise Refused("nothing_to_undo")
    return last


def _is_deed(item_id: int) -> bool:
    return any(event.kind in (FOOTPRINT, UNDO) for _, event in causes.events_of(item_id))


def _read(item_id: int) -> Deed:
    happened = causes.events_of(item_id)
    if any(event.kind == UNDO for _, event in happened):
        raise Refused("undo_of_undo")
    found: dict[int | None, list[Difference]] = {}
    for ticket_id, event in happened:
        if event.kind == FOOTPRINT:
            found.setdefault(ticket_id, []).append(event.detail["difference"])
    if any(item_id in undone_items(history(ticket_id)) for ticket_id in found):
        raise Refused("undone_before")
    changed = {ticket_id: joined(differences) for ticket_id, differences in found.items()}
    person = next((event.detail["person"] for _, event in happened if "person" in event.detail), None)
    first = next(event for _, event in happened if event.kind == FOOTPRINT)
    return Deed(item_id, first.actor, first.at, tuple(happened), changed, person)
