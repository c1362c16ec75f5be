"""Intake: claimed inbox items → parsed → decided → carried out; one transaction a batch, one savepoint a mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from db import correspondents, inbox, registrations
from db.connection import Store
from db.errors import is_outage
from db.inbox import Claimed, Outcome
from db.tickets import Ticket
from parsers.message import Message
from processor.config import Config
from processor.desk import register
from processor.desk.acknowledge import Acknowledger
from processor.desk.identification import Identification
from processor.desk.procedure import Procedure
from processor.desk.register import Filing
from processor.parsing import Failure, Parsed, Parser
from processor.rules.arrival import Arrival, Delivery
from processor.rules.decision import Append, Confirm, Hold, Open, Record, Refuse, Verdict
from processor.rules.facts import gather, identity_of
from processor.rules.table import decide

log = structlog.get_logger()

LEASE = timedelta(minutes=10)  # far beyond the longest batch: parse_deadline_s for each of its mails is rarely used up
# Claims that ended with the death of the whole process: an administrator's `kill -9`, a power cut or the kernel's want
# of memory is no fault of the mail, but what kills us again and again may be.
DEATHS_FORGIVEN = 20


@dataclass(frozen=True, slots=True)
class Intake:
    """What intake works with. holder: this process among all that share the database."""

    store: Store
    parser: Parser
    config: Config
    acknowledger: Acknowledger
    holder: str
    procedure: Procedure

    @property
    def identification(self) -> Identification:
        return Identification(self.procedure, self.acknowledger)


def take_in(intake: Intake, now: datetime) -> int:
    """Take up one batch and carry it out; the number of items taken up, 0 when nothing waits."""
    limits = intake.config.limits
    claim = lambda: inbox.claim(intake.holder, now, now + LEASE, limits.batch_count, limits.batch_bytes)  # noqa: E731
    items = intake.store.unit(claim)
    most = limits.intake_attempts + DEATHS_FORGIVEN
    worn = [item for item in items if item.attempts > most]
    fresh = [item for item in items if item.attempts <= most]
    parsed = intake.parser.parse([item.raw for item in fresh])
    pairs: list[tuple[Claimed, Parsed]] = list(zip(fresh, parsed, strict=True))
    pairs += [(item, Failure("taken up again and again without an end", final=True)) for item in worn]
    for line in intake.store.unit(lambda: _carry_out_all(intake, pairs, now)):
        log.info("intake.decided", **line)
    return len(items)


def _carry_out_all(intake: Intake, pairs: Sequence[tuple[Claimed, Parsed]], now: datetime) -> list[dict[str, object]]:
    """
    The work of one transaction: what it did, a line a mail, to be logged once it is committed.

    What is not ours any more is left alone: another process has it since our lease ended, or this very work was
    committed before, and only the answer to the commit was lost.
    """
    ours = inbox.still_held(intake.holder, [item.id for item, _ in pairs])
    return [carry_out_one(intake, item, parsed, now) for item, parsed in pairs if item.id in ours]


def carry_out_one(intake: Intake, item: Claimed, parsed: Parsed, now: datetime) -> dict[str, object]:
    """
    Do what one parsed mail asks for, within a unit of work; its failure is its own: its savepoint is undone.

    Returns:
        item, status, rule, reason: the line for the log.
    """
    if isinstance(parsed, Failure):
        return _fail(intake, item, parsed)
    try:
        with intake.store.savepoint():
            return _carry_out(intake, item, parsed, now)
    except Exception as error:
        if is_outage(error):
            raise
        log.exception("intake.failed", item=item.id)
        return _fail(intake, item, Failure(f"{type(error).__name__}: {error}", final=False))


def _fail(intake: Intake, item: Claimed, failure: Failure) -> dict[str, object]:
    if failure.final or item.attempts >= intake.config.limits.intake_attempts:
        inbox.conclude(item.id, Outcome("quarantined", failure.reason))
        return {"item": item.id, "status": "quarantined", "reason": failure.reason}
    inbox.defer(item.id, failure.reason)
    return {"item": item.id, "status": "deferred", "reason": failure.reason}


def _carry_out(intake: Intake, item: Claimed, message: Message, now: datetime) -> dict[str, object]:
    config = intake.config
    arrival = gather(message, Delivery(item.id, item.history, now), config.desk, config.trust, config.identity)
    verdict = decide(arrival)
    outcome = _effect(intake, item, arrival, verdict, now)
    if arrival.proven_now:
        correspondents.prove(arrival.sender_key, now)
    inbox.conclude(item.id, outcome)
    return {"item": item.id, "status": outcome.status, "rule": verdict.rule, "reason": outcome.reason}


def _effect(intake: Intake, item: Claimed, arrival: Arrival, verdict: Verdict, now: datetime) -> Outcome:
    filing = Filing(item.id, item.received_at, now)
    match verdict.decision:
        case Open() as decision:
            ticket = _open(intake, arrival, filing, decision)
            return _outcome("ticket", verdict.rule, arrival, ticket.id)
        case Append(ticket=ticket):
            _append(intake, arrival, filing, ticket)
            return _outcome("follow_up", verdict.rule, arrival, ticket.id)
        case Record(reason=reason, ticket=noted):
            if noted:
                register.note(intake.config.desk, noted, arrival, filing)
            return _outcome("ignored", f"{verdict.rule}: {reason}", arrival, noted.id if noted else None)
        case Confirm(ticket=ticket, agreed=agreed):
            register.note(intake.config.desk, ticket, arrival, filing)
            intake.identification.confirm(ticket, agreed, arrival, filing)
            return _outcome("follow_up", verdict.rule, arrival, ticket.id)
        case Hold(reason=reason):
            return Outcome("quarantined", f"{verdict.rule}: {reason}", sender=arrival.message.sender.addr)
        case Refuse(reason=reason):
            intake.acknowledger.refuse(arrival, filing)
            return _outcome("ignored", f"{verdict.rule}: {reason}", arrival, None)
        case _ as never:
            assert_never(never)


def _open(intake: Intake, arrival: Arrival, filing: Filing, decision: Open) -> Ticket:
    if arrival.match and not arrival.match.belongs:
        register.refuse_match(arrival.match.ticket, arrival, filing.now)
    ticket, form = register.open_ticket(intake.procedure, arrival, filing, decision)
    if decision.provisional:
        intake.acknowledger.ask_identity(arrival, ticket, form, filing)
    elif decision.answer:
        intake.acknowledger.acknowledge(arrival, ticket, form, filing)
        intake.identification.vouch(ticket, form, arrival, filing)
    return ticket


def _append(intake: Intake, arrival: Arrival, filing: Filing, ticket: Ticket) -> None:
    register.append(intake.config.desk, ticket, arrival, filing)
    form = registrations.find(ticket.id)
    if form is None:
        return
    form = register.fill_in(ticket, form, arrival, filing.now)
    if ticket.status == "waiting_identity":
        intake.identification.hear(ticket, form, arrival, filing)
    else:
        intake.acknowledger.confirm_follow_up(arrival, ticket, form, filing)


def _outcome(status: inbox.Status, reason: str, arrival: Arrival, ticket_id: int | None) -> Outcome:
    message = arrival.message
    identity = None if arrival.first else identity_of(message)
    return Outcome(status, reason, ticket_id, identity, message.sender.addr, message.subject.text)
