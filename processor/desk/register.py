"""Registration: a mail becomes a ticket, a further message, or a note."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from db import blobs, events, registrations, tickets
from db.events import Event
from db.people import address_key
from db.registrations import Registration
from db.tickets import File, NewEntry, NewTicket, Ticket
from parsers.message import Attachment, Message
from processor.addresses import is_own, is_usable
from processor.config import Desk
from processor.desk.form_fields import filled, first_fields, open_fields
from processor.desk.procedure import Judgement, Procedure
from processor.labels import NO_BODY, TOO_LARGE
from processor.languages import locale_for
from processor.rules.arrival import Arrival
from processor.rules.decision import Open
from processor.rules.facts import words_of

MAX_TITLE_CHARS = 200  # longer subjects are text that slipped into the wrong line
MAX_PARTICIPANTS = 50  # of a ticket; beyond that it is a circular, not a conversation
MAX_PICTURES = 20  # named in an entry without words; all are kept with it
ACTOR = "desk"
Participant = tuple[str, str, str]  # normalised address, name, role


@dataclass(frozen=True, slots=True)
class Filing:
    """
    Under which inbox item a mail is filed, when the server received it and when the desk takes it in (aware).

    too_large: bytes of a mail of which only the header was taken in; 0: it is here whole.
    """

    item_id: int
    received_at: datetime
    now: datetime
    too_large: int = 0


def open_ticket(procedure: Procedure, arrival: Arrival, filing: Filing, decision: Open) -> tuple[Ticket, Registration]:
    """Register *arrival* as a new ticket with its form and its first message."""
    judgement = procedure.judge(arrival, filing.now)
    ticket_id = tickets.add(_ticket(procedure, arrival, filing, decision, judgement))
    requester = (arrival.sender_key, arrival.message.sender.name, "requester")
    tickets.add_participants(ticket_id, _new_among([requester, *_brought(procedure.desk, arrival)], set()))
    _add_message(procedure.desk, ticket_id, arrival, filing)
    ticket = tickets.get(ticket_id)
    form = replace(_form(procedure, arrival, filing, decision, judgement), promised_at=ticket.response_due_at)
    registrations.add(ticket_id, form)
    linked = decision.linked_to.number if decision.linked_to else ""
    detail = {"linked_to": linked, "verified": arrival.verified, "standing": arrival.identity.standing}
    events.record(ticket_id, Event(filing.now, arrival.sender_key or ACTOR, "ticket.opened", detail))
    return ticket, form


def append(desk: Desk, ticket: Ticket, arrival: Arrival, filing: Filing) -> None:
    """A further message of the ticket, and those it was copied to join in."""
    _add_message(desk, ticket.id, arrival, filing)
    join(ticket.id, _brought(desk, arrival))
    tickets.touch(ticket.id, filing.now)
    how = arrival.match.how if arrival.match else ""
    events.record(ticket.id, Event(filing.now, arrival.sender_key, "message.added", {"evidence": how}))


def fill_in(ticket: Ticket, form: Registration, arrival: Arrival, now: datetime) -> Registration:
    """Put what the sender has filled in into the open fields; those that are filled stay as they are."""
    fields = filled(form.fields, arrival.form)
    if fields == dict(form.fields):
        return form
    still = tuple(name for name in form.asked if name not in fields)
    news = sorted(fields.keys() - form.fields.keys())
    grown = replace(form, fields=fields, asked=still)
    registrations.replace(ticket.id, grown)
    events.record(ticket.id, Event(now, arrival.sender_key, "registration.filled", {"fields": news}))
    return grown


def note(desk: Desk, ticket: Ticket, arrival: Arrival, filing: Filing) -> None:
    """An automatic mail that belongs to a ticket: kept with it, and nothing else changes."""
    message = arrival.message
    tickets.add_entry(ticket.id, _entry(desk, "machine", arrival, filing))
    detail: dict[str, object] = {"automation": message.automation.kind, "reason": message.automation.reason}
    if message.bounce:
        detail |= {"status": message.bounce.status, "recipients": list(message.bounce.recipients)}
    events.record(ticket.id, Event(filing.now, arrival.sender_key or ACTOR, "machine.noted", detail))


def refuse_match(ticket: Ticket, arrival: Arrival, now: datetime) -> None:
    """Somebody without a part in *ticket* wrote as if they had one: a security event, and nothing of it is shown."""
    detail = {"evidence": arrival.match.how if arrival.match else "", "verified": arrival.verified}
    events.record(ticket.id, Event(now, arrival.sender_key or "nobody", "security.stranger", detail))


def title_of(message: Message) -> str:
    """
    The subject without prefixes and tags; without one, the first line that was typed; "" without either.

    What looks like a command stays: who may order nothing has meant it as a word.
    """
    first_line = next((line.strip() for line in message.reply.fresh.splitlines() if line.strip()), "")
    return (message.subject.title.strip() or first_line)[:MAX_TITLE_CHARS]


def _ticket(procedure: Procedure, arrival: Arrival, filing: Filing, decision: Open, judgement: Judgement) -> NewTicket:
    desk = procedure.desk
    counted = filing.received_at if arrival.history else filing.now  # history gets the numbers of its own days
    runs = not (arrival.history or decision.provisional)  # clocks stand still until we know who asks
    due = procedure.deadlines.response(judgement.priority, filing.received_at).at if runs else None
    return NewTicket(
        number=tickets.next_number(desk.ticket_prefix, counted.astimezone(desk.zone).date()),
        title=arrival.form.get("title") or title_of(arrival.message),
        requester_addr=arrival.sender_key,
        requester_name=arrival.message.sender.name,
        category=judgement.category,
        priority=judgement.priority,
        language=arrival.message.language,
        opened_at=filing.received_at,
        response_due_at=due,
        linked_to=decision.linked_to.id if decision.linked_to else None,
        status="waiting_identity" if decision.provisional else "registered",
    )


def _form(procedure: Procedure, arrival: Arrival, filing: Filing, decision: Open, judgement: Judgement) -> Registration:
    person = arrival.identity.person if arrival.identity.accepted else None
    listed = person if arrival.identity.standing == "known" else None  # who merely claims to be one learns nothing
    fields = first_fields(arrival.form, arrival.contact, listed, words_of(arrival.message))
    pictures = any(file.content_type.startswith("image/") for file in arrival.message.attachments)
    asked = open_fields(fields, procedure.guidance.required_fields(judgement.category), pictures)
    hours = timedelta(hours=procedure.answer_within_h)
    return Registration(
        person_id=person.id if person else None,
        standing=arrival.identity.standing,
        proven=arrival.verified,
        fields=fields,
        asked=() if arrival.history or decision.provisional else asked,
        triage=asdict(judgement),
        questions=1 if decision.provisional else 0,
        answer_by=filing.now + hours if decision.provisional else None,
    )


def _add_message(desk: Desk, ticket_id: int, arrival: Arrival, filing: Filing) -> None:
    tickets.add_entry(ticket_id, _entry(desk, "user", arrival, filing))
    if arrival.message.message_id:
        tickets.add_thread_id(ticket_id, arrival.message.message_id)


def join(ticket_id: int, people: Iterable[Participant]) -> None:
    """*people* take part, as long as there is room."""
    if wanted := list(people):
        there = {addr for addr, _, _ in tickets.participants(ticket_id)}
        tickets.add_participants(ticket_id, _new_among(wanted, there))


def _new_among(people: Iterable[Participant], there: Set[str]) -> list[Participant]:
    """
    Those who are not *there* yet, as many as there is room for: who wrote often, with others in copy each time, would
    make each answer of ours a mail to thousands.
    """
    new: dict[str, Participant] = {}
    for addr, name, role in people:
        if addr and addr not in there:
            new.setdefault(addr, (addr, name, role))
    return list(new.values())[: max(0, MAX_PARTICIPANTS - len(there))]


def _brought(desk: Desk, arrival: Arrival) -> Iterable[Participant]:
    """
    Whom the sender may bring along: a number can be guessed and a From forged; with nothing better, a stranger would
    let himself in as a copy.
    """
    match = arrival.match
    may = match is None or match.how != "number" or not match.belongs or arrival.proven_now
    return copied(desk, arrival.message) if may else ()


def _entry(desk: Desk, kind: str, arrival: Arrival, filing: Filing) -> NewEntry:
    message = arrival.message
    return NewEntry(
        kind=kind,
        author_addr=arrival.sender_key,
        author_name=message.sender.name,
        at=filing.received_at,
        text=words_of(message) if words_of(message).strip() else _in_place_of_words(desk, message, filing),
        public=kind == "user",
        inbox_item_id=filing.item_id,
        files=tuple(keep(attachment) for attachment in message.attachments),
    )


def _in_place_of_words(desk: Desk, message: Message, filing: Filing) -> str:
    """What a reader of the ticket sees where nothing was written: that, and the pictures that were sent instead."""
    if filing.too_large:
        return left_behind(desk, message, filing)
    pictures = [file.name for file in message.attachments if file.content_type.startswith("image/")]
    lines = (f"[image: {name}]" for name in pictures[:MAX_PICTURES])
    return "\n".join((NO_BODY[locale_for(message.language, desk.locale)], *lines))


def left_behind(desk: Desk, message: Message, filing: Filing) -> str:
    """What stands for the body of a mail of which only the header was taken in."""
    size = f"{filing.too_large / 1_000_000:.1f} MB"
    return TOO_LARGE[locale_for(message.language, desk.locale)].format(size=size)


def keep(attachment: Attachment) -> File:
    """Store the bytes of a file; what an entry says about it."""
    blobs.store(attachment.sha256, attachment.data)
    return File(attachment.sha256, attachment.name, attachment.content_type, attachment.cid, attachment.inline)


def copied(desk: Desk, message: Message) -> Iterable[Participant]:
    """People whom the sender wrote to beside us. Never an address of ours: what we send must not come back to us."""
    people = [(address_key(person.addr), person.name) for person in (*message.to, *message.cc)]
    others = [
        (addr, name, "copied") for addr, name in people if is_usable(addr) and not is_own(addr, desk.own_addresses)
    ]
    return others[:MAX_PARTICIPANTS]
