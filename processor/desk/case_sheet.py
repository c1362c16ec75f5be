"""What mails about a ticket may say, read from the database: one kind of facts for users, another for staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from db import events, people, registrations, tickets
from db.people import Person
from db.registrations import Registration
from db.tickets import ShownEntry, Ticket
from processor.case_facts import CaseFacts, Detail, Spoken
from processor.config import Config, Desk
from processor.desk.links import incident_of
from processor.desk.promises import promise
from processor.desk.sayings import Saying
from processor.desk.undone import undone_items
from processor.notices import TicketFacts, local_time

# Whoever gets one of these has to know everything; the others say the least that is needed.
WITH_THREAD = frozenset({"new_ticket", "assigned", "coordination", "escalation"})
SHORT = frozenset({"receipt", "refusal"})
UNSAID = frozenset({"receipt", "refusal"})  # they do not repeat the reader's own words
MAX_SPOKEN = 5  # earlier messages that are shown; all are in the ticket
HOUR_S = 3600


def facts_for_user(config: Config, ticket: Ticket | None, saying: Saying, locale: str, now: datetime) -> TicketFacts:
    """Nothing but what users may see: what *saying* holds for them, and what their own ticket says of itself."""
    desk = config.desk
    due = saying.moment
    return TicketFacts(
        number=ticket.number if ticket else "",
        title=ticket.title if ticket else "",
        category=ticket.category if ticket else "",
        priority=ticket.priority if ticket else "",
        response_hours=getattr(config.deadlines.response_hours, ticket.priority) if ticket else 0,
        registered_at=local_time(ticket.opened_at, desk.zone) if ticket else "",
        desk_name=desk.name,
        signature=desk.signature,
        words=saying.words,
        engineer=saying.by.name if saying.by else "",
        moment=promise(due, now, desk.zone, locale) if due else "",
        hours=ceil((due - now).total_seconds() / HOUR_S) if due and due > now else 0,
        target=saying.target,
        status=ticket.status if ticket else "",
        rows=saying.rows,
        lines=saying.lines,
        report=saying.report,
        commands=saying.commands,
    )


@dataclass(frozen=True, slots=True)
class Known:
    """
    What a mail to staff says of a ticket that does not stand in its own row.

    Attributes:
        assignee, coordinator: names, "" for none.
        form: None where the mail does not show it. entries: of the thread, oldest first, as far as they are shown.
    """

    assignee: str = ""
    coordinator: str = ""
    form: Registration | None = None
    entries: Sequence[ShownEntry] = ()


Reading = tuple[Person, str, datetime]  # whom a mail is for, their locale, and now


def facts_for_staff(config: Config, kind: str, ticket: Ticket | None, saying: Saying, reader: Reading) -> CaseFacts:
    """All that is known of *ticket*, as much of it as a mail of this *kind* needs. Reads the database."""
    return facts_of_case(config, kind, (ticket, _known(kind, ticket) if ticket else Known()), saying, reader)


def _known(kind: str, ticket: Ticket) -> Known:
    names = people.name_of(ticket.assignee_id), people.name_of(ticket.coordinator_id)
    if kind not in WITH_THREAD:
        return Known(*names)
    return Known(*names, registrations.find(ticket.id), _standing(ticket))


def _standing(ticket: Ticket) -> list[ShownEntry]:
    """The thread without what was said in mails that were taken back."""
    gone = undone_items(events.of_ticket(ticket.id))
    return [entry for entry in tickets.entries(ticket.id) if entry.item_id not in gone]


def facts_of_case(
    config: Config, kind: str, case: tuple[Ticket | None, Known], saying: Saying, reader: Reading
) -> CaseFacts:
    """The same of what has been read; pure."""
    ticket, known = case
    person, locale, now = reader
    desk = config.desk
    said = CaseFacts(
        desk_name=desk.name,
        signature=desk.signature,
        reader=person.name,
        words="" if kind in UNSAID else saying.words,
        author=saying.by.name if saying.by else saying.author or (ticket.requester_name if ticket else ""),
        engineer=saying.by.name if saying.by else "",
        moment=promise(saying.moment, now, desk.zone, locale) if saying.moment else "",
        target=saying.target,
        rows=saying.rows,
        lines=saying.lines,
        report=saying.report,
        missing=saying.missing,
    )
    return _with_ticket(said, desk, kind, ticket, known) if ticket else said


def _with_ticket(said: CaseFacts, desk: Desk, kind: str, ticket: Ticket, known: Known) -> CaseFacts:
    detail: Detail = "full" if kind in WITH_THREAD else "line" if kind in SHORT else "brief"
    form = known.form
    return replace(
        said,
        number=ticket.number,
        title=ticket.title,
        category=ticket.category,
        priority=ticket.priority,
        status=ticket.status,
        team=ticket.team,
        assignee=known.assignee,
        coordinator=known.coordinator,
        requester=_requester(ticket),
        registered_at=local_time(ticket.opened_at, desk.zone),
        response_due=_moment(desk, None if ticket.responded_at else ticket.response_due_at),
        due=_moment(desk, ticket.due_at),
        snoozed_until=_moment(desk, ticket.snoozed_until),
        incident=incident_of(ticket),
        form=_fields(form) if form else (),
        reasons=tuple(form.triage.get("reasons", ())) if form else (),
        sure=bool(form.triage.get("sure", True)) if form else True,
        thread=_thread(desk, known.entries, said.words),
        detail=detail,
    )


def _fields(form: Registration) -> tuple[tuple[str, str], ...]:
    """Without the description: it stands in the thread, whole."""
    return tuple((code, value) for code, value in form.fields.items() if code != "description")


def _thread(desk: Desk, entries: Sequence[ShownEntry], words: str) -> tuple[Spoken, ...]:
    """The first message and the newest ones, without the one that the mail itself is about."""
    said = [entry for entry in entries if entry.kind != "machine" and entry.text.strip()]
    others = [entry for entry in said if entry.text.strip() != words.strip()]
    shown = others if len(others) <= MAX_SPOKEN else [others[0], *others[1 - MAX_SPOKEN :]]
    return tuple(Spoken(_head(desk, entry), entry.text) for entry in shown)


def _head(desk: Desk, entry: ShownEntry) -> str:
    return f"{local_time(entry.at, desk.zone)} {entry.author_name or entry.author_addr}"


def _requester(ticket: Ticket) -> str:
    name, addr = ticket.requester_name, ticket.requester_addr
    return f"{name} <{addr}>" if name and addr else name or addr


def _moment(desk: Desk, at: datetime | None) -> str:
    return local_time(at, desk.zone) if at else ""
