"""What a decision does: tickets, entries, events and mails, within the savepoint of one mail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from db import inbox, registrations, tickets
from db.inbox import Outcome
from db.registrations import Registration
from db.tickets import Ticket
from processor.config import Config
from processor.desk import register
from processor.desk.acknowledge import Acknowledger
from processor.desk.advice import Advice, advise
from processor.desk.carrying_out import CarryingOut
from processor.desk.conversation import Conversation
from processor.desk.correspondence import Occasion
from processor.desk.duties import Duties
from processor.desk.holding import Holding
from processor.desk.identification import Identification
from processor.desk.moved import catch_up
from processor.desk.newcomers import Newcomers
from processor.desk.outages import Outages
from processor.desk.procedure import Procedure
from processor.desk.quarantined import Quarantined
from processor.desk.register import Filing
from processor.desk.suspicions import note_suspicions
from processor.desk.verification import Verification
from processor.rules.arrival import Arrival
from processor.rules.decision import (
    Append,
    Carry,
    Challenge,
    Confirm,
    Hold,
    Open,
    Record,
    Refuse,
    Release,
    Verdict,
)  # fmt: skip
from processor.rules.facts import identity_of
from processor.rules.table import decide

MOVING: frozenset[inbox.Status] = frozenset({"ticket", "follow_up", "command"})  # outcomes that can change clocks


@dataclass(frozen=True, slots=True)
class Effects:
    """All that decisions are carried out with. Belongs in a unit of work."""

    config: Config
    acknowledger: Acknowledger
    procedure: Procedure
    carrying: CarryingOut
    holding: Holding
    newcomers: Newcomers
    outages: Outages
    conversation: Conversation
    verification: Verification
    duties: Duties

    @property
    def identification(self) -> Identification:
        return Identification(self.procedure, self.acknowledger)

    @property
    def quarantined(self) -> Quarantined:
        return Quarantined(self.conversation.correspondence)

    def of(self, arrival: Arrival, verdict: Verdict, filing: Filing) -> Outcome:
        """Do what *verdict* decides about *arrival*; what became of its inbox item."""
        if arrival.match:
            catch_up(arrival.match.behind, arrival.identity.person, filing.now)
        outcome = self._of(arrival, verdict, filing)
        note_suspicions(arrival, verdict.decision, outcome.ticket_id, filing)
        if outcome.ticket_id is not None and outcome.status in MOVING and not arrival.history:
            self.duties.arrange(outcome.ticket_id, filing.now)
        return outcome

    def _of(self, arrival: Arrival, verdict: Verdict, filing: Filing) -> Outcome:
        match verdict.decision:
            case Open() as decision:
                return _outcome("ticket", verdict.rule, arrival, self._open(arrival, filing, decision))
            case Append(ticket=ticket):
                self._append(arrival, filing, ticket)
                return _outcome("follow_up", verdict.rule, arrival, ticket)
            case Record(reason=reason, ticket=noted):
                if noted:
                    register.note(self.config.desk, noted, arrival, filing)
                return _outcome("ignored", f"{verdict.rule}: {reason}", arrival, noted)
            case Confirm(ticket=ticket, agreed=agreed):
                self._confirm(ticket, agreed, arrival, filing)
                if agreed is None:
                    return _outcome("ignored", f"{verdict.rule}: neither yes nor no", arrival, ticket)
                return _outcome("follow_up", verdict.rule, arrival, ticket)
            case Hold(reason=reason):
                return Outcome("quarantined", f"{verdict.rule}: {reason}", sender=arrival.message.sender.addr)
            case Refuse(reason=reason):
                self.acknowledger.refuse(arrival, filing)
                return _outcome("ignored", f"{verdict.rule}: {reason}", arrival, None)
            case Carry() | Challenge() | Release() as ordered:
                return self._order(ordered, arrival, verdict.rule, filing)
            case _ as never:
                assert_never(never)

    def _order(self, ordered: Carry | Challenge | Release, arrival: Arrival, rule: str, filing: Filing) -> Outcome:
        match ordered:
            case Carry():
                done = self.carrying.carry_out(ordered, arrival, filing)
                if done.unheard:
                    without = replace(arrival, orders=())
                    return self._of(without, decide(without), filing)
                return _outcome("command", rule, arrival, done.ticket)
            case Challenge():
                return self.holding.hold(ordered, arrival, filing)
            case Release(ticket=ticket, agreed=agreed):
                status: inbox.Status = "ignored" if agreed is None else "command"
                return _outcome(status, self.holding.release(ordered, arrival, filing), arrival, ticket)

    def _open(self, arrival: Arrival, filing: Filing, decision: Open) -> Ticket:
        if arrival.match and not arrival.match.belongs:
            register.refuse_match(arrival.match.ticket, arrival, filing.now)
        ticket, form = register.open_ticket(self.procedure, arrival, filing, decision)
        advice = Advice() if decision.provisional or arrival.history else advise(ticket, form)
        if decision.provisional:
            self.acknowledger.ask_identity(arrival, ticket, form, filing)
        elif decision.answer:
            advice = self.acknowledger.acknowledge(arrival, ticket, form, filing, advice)
            self.identification.vouch(ticket, form, arrival, filing)
        else:
            advice = replace(advice, offer=None)
        if not (decision.provisional or arrival.history):
            self._welcome(ticket, form, Occasion(filing.now, filing.item_id), advice)
        return ticket

    def _welcome(self, ticket: Ticket, form: Registration, occasion: Occasion, advice: Advice | None = None) -> None:
        """Somebody known has asked: the staff hears of it, and the leads if many others have, too."""
        current = self.newcomers.welcome(ticket, occasion, advice)
        self.outages.watch(current, form.fields.get("description", ""), occasion)

    def _confirm(self, ticket: Ticket, agreed: bool | None, arrival: Arrival, filing: Filing) -> None:
        register.note(self.config.desk, ticket, arrival, filing)
        answered = self.identification.confirm(ticket, agreed, arrival, filing)
        for each in answered.taken_up:
            self._take_up(each, filing)
        if answered.denied:
            self.conversation.warn(ticket, arrival, filing)

    def _take_up(self, ticket: Ticket, filing: Filing) -> None:
        """Of several tickets by one mail the staff hears each: a cause gives everybody one mail of a kind."""
        if form := registrations.find(ticket.id):
            self._welcome(ticket, form, Occasion(filing.now))
            self.duties.arrange(ticket.id, filing.now)

    def _append(self, arrival: Arrival, filing: Filing, ticket: Ticket) -> None:
        register.append(self.config.desk, ticket, arrival, filing)
        form = registrations.find(ticket.id)
        if form is not None:
            form = register.fill_in(ticket, form, arrival, filing.now)
        if form is not None and ticket.status == "waiting_identity":
            if self.identification.hear(ticket, form, arrival, filing):
                self._welcome(tickets.get(ticket.id), form, Occasion(filing.now, filing.item_id))
            return
        if self.verification.hear(ticket, arrival, filing):
            return
        if form is not None:
            self.acknowledger.confirm_follow_up(arrival, ticket, form, filing)
        if not arrival.history:
            self.conversation.hear_user(ticket, arrival, filing)


def _outcome(status: inbox.Status, reason: str, arrival: Arrival, ticket: Ticket | None) -> Outcome:
    message = arrival.message
    identity = None if arrival.first else identity_of(message)
    return Outcome(status, reason, ticket.id if ticket else None, identity, message.sender.addr, message.subject.text)
