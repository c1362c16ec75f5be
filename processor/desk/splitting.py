"""A problem that came up beside another one becomes a ticket of its own, linked, of the same user."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from db import events, registrations, tickets
from db.events import Event
from db.registrations import Registration
from db.tickets import File, NewEntry, NewTicket, Ticket
from processor.desk.knowledge import first_words
from processor.desk.lifecycle import ENDED
from processor.desk.procedure import Judgement, Procedure
from processor.desk.register import MAX_TITLE_CHARS

SPLIT = frozenset({"command.split", "user.split"})
# What the form of a ticket tells of the person, and so of the next ticket, too.
OF_THE_PERSON = ("name", "department", "employee_number", "contact", "phone", "email", "location")


@dataclass(frozen=True, slots=True)
class Problem:
    """
    What a new ticket begins with.

    Attributes:
        kind: of the entry. by: address and name of its author.
        title: "" for the first line of the text.
        judgement: of the text; None where category, priority and team are those of the other ticket.
    """

    kind: str
    by: tuple[str, str]
    at: datetime
    text: str
    files: tuple[File, ...] = ()
    title: str = ""
    judgement: Judgement | None = None

    @property
    def called(self) -> str:
        first_line = next((line.strip() for line in self.text.splitlines() if line.strip()), "")
        return (self.title or first_line.rstrip("。，；.,;") or first_line)[:MAX_TITLE_CHARS]


@dataclass(frozen=True, slots=True)
class Origin:
    """
    Who opens the ticket and because of which mail.

    Attributes:
        actor: an address.
        ordered: by a command, which can be taken back.
    """

    actor: str
    item_id: int
    now: datetime
    ordered: bool

    @property
    def command_item(self) -> int | None:
        return self.item_id if self.ordered else None


def open_beside(procedure: Procedure, old: Ticket, problem: Problem, origin: Origin) -> tuple[Ticket, Registration]:
    """Open a ticket for *problem* of the user of *old*. Belongs in a unit of work; nobody is told yet."""
    ticket_id = tickets.add(_ticket(procedure, old, problem, origin.now))
    tickets.add_participants(ticket_id, [(old.requester_addr, old.requester_name, "requester")])
    addr, name = problem.by
    entry = NewEntry(problem.kind, addr, name, problem.at, problem.text, True, origin.item_id, problem.files)
    tickets.add_entry(ticket_id, entry)
    new = tickets.get(ticket_id)
    form = _form(registrations.find(old.id), problem, new.response_due_at)
    registrations.add(ticket_id, form)
    opened = {"linked_to": old.number, "standing": form.standing}
    events.record(ticket_id, Event(origin.now, origin.actor, "ticket.opened", opened, origin.command_item))
    return new, form


def _ticket(procedure: Procedure, old: Ticket, problem: Problem, now: datetime) -> NewTicket:
    desk, judged = procedure.desk, problem.judgement
    priority = judged.priority if judged else old.priority
    return NewTicket(
        number=tickets.next_number(desk.ticket_prefix, now.astimezone(desk.zone).date()),
        title=problem.called,
        requester_addr=old.requester_addr,
        requester_name=old.requester_name,
        category=judged.category if judged else old.category,
        priority=priority,
        language=old.language,
        opened_at=now,
        response_due_at=procedure.deadlines.response(priority, now).at,
        linked_to=old.id,
        team="" if judged else old.team,
        coordinator_id=None if judged else old.coordinator_id,
    )


def _form(old: Registration | None, problem: Problem, due: datetime | None) -> Registration:
    """What was asked of the other problem is not asked again of this one."""
    before = old or Registration(None, "unchecked", False)
    known = {name: value for name, value in before.fields.items() if name in OF_THE_PERSON}
    return replace(
        before,
        fields=known | {"title": problem.called, "description": problem.text},
        asked=(),
        triage=asdict(problem.judgement) if problem.judgement else {},
        promised_at=due,
        questions=0,
        answer_by=None,
    )


def split_from(ticket: Ticket) -> Ticket | None:
    """The ticket that this one was a part of. Reads the database."""
    old = tickets.find(ticket.linked_to) if ticket.linked_to else None
    return old if old and ticket.number in _parts_of(old) else None


def split_before(old: Ticket, text: str) -> Ticket | None:
    """The ticket that the same words have opened, sent a second time; None once it has ended. Reads the database."""
    parts = (tickets.find(number) for number in _parts_of(old))
    words = text.split()
    same = (part for part in parts if part and part.status not in ENDED and first_words(part).split() == words)
    return next(same, None)


def _parts_of(old: Ticket) -> list[str]:
    """Numbers of the tickets that were split off."""
    return [str(event.detail["number"]) for event in events.of_ticket(old.id) if event.kind in SPLIT]
