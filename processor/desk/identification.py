"""A sender whom the directory does not know says who they are, and the directory's address confirms it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from db import events, people, registrations, tickets
from db.connection import Store
from db.events import Event
from db.people import Person
from db.registrations import Registration
from db.tickets import Ticket
from parsers.forms import Form
from processor.desk.acknowledge import Acknowledger
from processor.desk.advice import advise
from processor.desk.form_fields import open_fields
from processor.desk.identity import Claim, Identity
from processor.desk.procedure import Procedure
from processor.desk.register import Filing
from processor.rules.arrival import Arrival
from processor.rules.facts import claim_of, look_up

log = structlog.get_logger()

MOST_QUESTIONS = 2  # asked in vain twice, a person of the desk has to look, or the time runs out
CLAIMED = ("name", "department", "employee_number")  # fields of a form, in the order of `Claim`
BATCH = 100  # tickets given up, or taken up, in one transaction
ACCEPTED = "identity.accepted"


@dataclass(frozen=True, slots=True)
class Answered:
    """
    What the owner of an address of the directory has brought about.

    taken_up: tickets that have waited to know whose the other address is, registered now; denied: it was not they.
    """

    taken_up: Sequence[Ticket] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Identification:
    """What happens to tickets in waiting_identity."""

    procedure: Procedure
    acknowledger: Acknowledger

    def hear(self, ticket: Ticket, form: Registration, arrival: Arrival, filing: Filing) -> bool:
        """
        The sender has written again: perhaps it is now clear who they are; then the ticket is registered, and True.

        Only the sender may say so: a copied person who truly says who they are would lend their name to a stranger.
        """
        if arrival.sender_key != ticket.requester_addr or arrival.history:
            return False
        claim = Claim(*(form.fields.get(name, "") for name in CLAIMED))
        said = _latest(claim, arrival)
        alone = claim_of(arrival.form, arrival.contact)
        for each in dict.fromkeys((said, alone)):  # what was wrong before spoils nothing that is right by itself
            identity = look_up(ticket.requester_addr, each, arrival.verified)
            if identity.accepted:
                filled_in = replace(form, fields=_with(form.fields, each))
                self._accept(ticket, filled_in, replace(arrival, identity=identity), filing)
                return True
        answers = _says_part(arrival.form) or (said.complete and said != claim)
        if answers and form.questions < MOST_QUESTIONS:
            self._ask_again(ticket, form, arrival, filing)
        return False

    def vouch(self, ticket: Ticket, form: Registration, arrival: Arrival, filing: Filing) -> None:
        """Somebody wrote from an address that the directory does not know as one of its people: ask that person."""
        person = arrival.identity.person
        if person is not None and arrival.identity.standing == "claimed" and not arrival.history:
            self.acknowledger.ask_owner(person, arrival, ticket, form, filing)

    def confirm(self, ticket: Ticket, agreed: bool | None, arrival: Arrival, filing: Filing) -> Answered:
        """
        The owner of the directory's address has answered whether it was they who wrote; nobody else is heard.

        They have said so of the ticket that they were asked about, not of the one that it has become part of: that may
        be of another address. What is neither yes nor no is asked about once more.
        """
        asked = arrival.match.about if arrival.match else None
        ticket = tickets.get(asked) if asked else ticket
        form = registrations.find(ticket.id)
        if form is None or form.person_id is None or form.standing != "claimed" or arrival.history:
            return Answered()
        person = people.find(form.person_id)
        if person is None or not person.active or arrival.sender_key not in person.all_addresses:
            return Answered()
        if agreed is None:
            self.acknowledger.ask_owner(person, arrival, ticket, form, filing, again=True)
            return Answered()
        if agreed:
            bound = self._bind(ticket, form, person, arrival, filing)
            return Answered(self._take_up(ticket, person, arrival, filing) if bound else ())
        denied = replace(form, standing="unknown", person_id=None)
        registrations.replace(ticket.id, denied)
        events.record(ticket.id, Event(filing.now, arrival.sender_key, "security.identity_denied", {}))
        log.warning("identity.denied", ticket=ticket.number, by=arrival.sender_key)
        return Answered(denied=True)

    def give_up(self, store: Store, now: datetime) -> int:
        """Cancel what nobody has said in time who they are of; how many tickets. A unit of work of its own."""
        return store.unit(lambda: self._give_up(now))

    def _accept(self, ticket: Ticket, form: Registration, arrival: Arrival, filing: Filing) -> None:
        form = replace(form, proven=arrival.verified)
        identity = arrival.identity
        current, known = self._register(ticket, form, identity, Event(filing.now, arrival.sender_key, ACCEPTED, {}))
        self.acknowledger.acknowledge(arrival, current, known, filing, advise(current, known))
        self.vouch(current, known, arrival, filing)

    def _register(
        self, ticket: Ticket, form: Registration, identity: Identity, event: Event
    ) -> tuple[Ticket, Registration]:
        """It is clear who asks: the clock begins. event: how it became so."""
        person = identity.person
        fields = {**form.fields, **_of_directory(person)} if identity.standing == "known" else dict(form.fields)
        asked = open_fields(fields, self.procedure.guidance.required_fields(ticket.category), has_picture=False)
        due = self.procedure.deadlines.response(ticket.priority, event.at).at  # it stood still while we waited
        known = replace(
            form,
            standing=identity.standing,
            person_id=person.id if person else None,
            fields=fields,
            asked=asked,
            answer_by=None,
            promised_at=due,
        )
        registrations.replace(ticket.id, known)
        tickets.change(ticket.id, {"status": "registered", "response_due_at": due, "updated_at": event.at})
        detail = {"standing": identity.standing, "old": ticket.status, "new": "registered"} | dict(event.detail)
        events.record(ticket.id, replace(event, detail=detail))
        return tickets.get(ticket.id), known

    def _take_up(self, asked: Ticket, person: Person, arrival: Arrival, filing: Filing) -> Sequence[Ticket]:
        """What else waits from the address that is known to be *person*'s now: nobody says twice who they are."""
        taken: list[Ticket] = []
        for ticket_id in registrations.waiting_of(asked.requester_addr, BATCH):
            ticket, form = tickets.lock(ticket_id), registrations.find(ticket_id)
            if form is None or ticket.status != "waiting_identity":
                continue
            detail = {"item": filing.item_id, "asked_about": asked.number}
            event = Event(filing.now, arrival.sender_key, ACCEPTED, detail)
            current, known = self._register(ticket, form, Identity("known", person, form.proven), event)
            self.acknowledger.acknowledge_later(current, known, filing.now)
            taken.append(current)
        return taken

    def _ask_again(self, ticket: Ticket, form: Registration, arrival: Arrival, filing: Filing) -> None:
        asked = replace(form, questions=form.questions + 1)
        registrations.replace(ticket.id, asked)
        events.record(ticket.id, Event(filing.now, arrival.sender_key, "identity.not_matched", {}))
        self.acknowledger.ask_identity(arrival, ticket, asked, filing)

    def _bind(self, ticket: Ticket, form: Registration, person: Person, arrival: Arrival, filing: Filing) -> bool:
        detail = {"address": ticket.requester_addr, "person": person.id}
        owner = people.find_by_address(ticket.requester_addr)
        if owner is not None and owner.id != person.id:  # the directory has given it to somebody since we asked
            events.record(ticket.id, Event(filing.now, arrival.sender_key, "security.identity_conflict", detail))
            log.warning("identity.conflict", ticket=ticket.number, by=arrival.sender_key)
            return False
        people.bind_address(person.id, ticket.requester_addr, filing.now)
        registrations.replace(
            ticket.id, replace(form, standing="known", fields={**form.fields, **_of_directory(person)})
        )
        events.record(ticket.id, Event(filing.now, arrival.sender_key, "identity.bound", detail))
        return True

    def _give_up(self, now: datetime) -> int:
        late = registrations.unanswered(now, BATCH)
        for ticket_id in late:
            if form := registrations.find(ticket_id):
                self._cancel(tickets.get(ticket_id), form, now)
        return len(late)

    def _cancel(self, ticket: Ticket, form: Registration, now: datetime) -> None:
        tickets.change(ticket.id, {"status": "cancelled", "updated_at": now})
        registrations.replace(ticket.id, replace(form, answer_by=None))
        detail = {"old": ticket.status, "new": "cancelled"}
        events.record(ticket.id, Event(now, "desk", "identity.given_up", detail))
        self.acknowledger.give_up(ticket, form, now)


def _latest(before: Claim, arrival: Arrival) -> Claim:
    """What this mail says counts before what earlier ones said: a first answer may have had a slip of the pen."""
    form, contact = arrival.form, arrival.contact
    return Claim(
        form.get("name") or contact.name or before.name,
        form.get("department") or contact.department or before.department,
        form.get("employee_number") or contact.employee_number or before.employee_number,
    )


def _says_part(form: Form) -> bool:
    """They have answered, if not with all that the desk has to know."""
    return any(form.get(name) and name not in form.quoted for name in CLAIMED)


def _with(fields: Mapping[str, str], claim: Claim) -> dict[str, str]:
    """*fields* with what was true of who they say they are, in place of the slips of the pen before it."""
    said = dict(zip(CLAIMED, (claim.name, claim.department, claim.employee_number), strict=True))
    return {name: value for name, value in {**fields, **said}.items() if value}


def _of_directory(person: Person | None) -> dict[str, str]:
    if person is None:
        return {}
    values = {"name": person.name, "department": person.department, "employee_number": person.employee_number}
    return {name: value for name, value in values.items() if value}
