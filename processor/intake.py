"""Intake: claimed inbox items → parsed → decided → carried out; one transaction a batch, one savepoint a mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

import structlog

from db import correspondents, inbox
from db.connection import Store
from db.errors import is_outage
from db.inbox import Claimed, Outcome
from parsers.message import Message
from processor.config import Config
from processor.desk.register import Filing
from processor.effects import Effects
from processor.parsing import Failure, Parsed, Parser
from processor.rules.arrival import Delivery
from processor.rules.facts import gather
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
    effects: Effects
    holder: str


def take_in(intake: Intake, now: datetime) -> int:
    """Take up one batch and carry it out; the number of items taken up, 0 when nothing waits."""
    items = intake.store.unit(lambda: _claim(intake, now))
    most = intake.config.limits.intake_attempts + DEATHS_FORGIVEN
    worn = [item for item in items if item.attempts > most]
    fresh = [item for item in items if item.attempts <= most]
    parsed = intake.parser.parse([item.raw for item in fresh])
    pairs: list[tuple[Claimed, Parsed]] = list(zip(fresh, parsed, strict=True))
    pairs += [(item, Failure("taken up again and again without an end", final=True)) for item in worn]
    for line in intake.store.unit(lambda: _carry_out_all(intake, pairs, now)):
        log.info("intake.decided", **line)
    return len(items)


def _claim(intake: Intake, now: datetime) -> list[Claimed]:
    """
    The next batch: up to the first that was in hand when processes died more than a few times, and such a one alone.

    One of them may be what kills us, and the others only were in the same batch. Their order stays: who is answered
    comes before who answers.
    """
    limits = intake.config.limits
    items = inbox.claim(intake.holder, now, now + LEASE, limits.batch_count, limits.batch_bytes)
    chosen = list(takewhile(lambda item: item.attempts <= limits.intake_attempts, items)) or items[:1]
    if others := [item.id for item in items if item not in chosen]:
        inbox.release(others)
    return chosen


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
        done = _fail(intake, item, Failure(f"{type(error).__name__}: {error}", final=False))
        if done["status"] == "quarantined" and not item.history:
            _tell_sender(intake, item, parsed, now)
        return done


def _fail(intake: Intake, item: Claimed, failure: Failure) -> dict[str, object]:
    if failure.final or item.attempts >= intake.config.limits.intake_attempts:
        inbox.conclude(item.id, Outcome("quarantined", failure.reason))
        return {"item": item.id, "status": "quarantined", "reason": failure.reason}
    inbox.defer(item.id, failure.reason)
    return {"item": item.id, "status": "deferred", "reason": failure.reason}


def _tell_sender(intake: Intake, item: Claimed, message: Message, now: datetime) -> None:
    """Whatever goes wrong with that, too, the mail stays in quarantine, where the command line shows it."""
    try:
        with intake.store.savepoint():
            intake.effects.quarantined.tell_sender(message, Filing(item.id, item.received_at, now))
    except Exception as error:
        if is_outage(error):
            raise
        log.exception("intake.sender_not_told", item=item.id)


def _carry_out(intake: Intake, item: Claimed, message: Message, now: datetime) -> dict[str, object]:
    config = intake.config
    arrival = gather(message, Delivery(item.id, item.history, now), config)
    verdict = decide(arrival)
    if arrival.proven_now:  # before the answers are written, which say more to the proven
        correspondents.prove(arrival.sender_key, now)
    filing = Filing(item.id, item.received_at, now, item.size if item.header_only else 0)
    outcome = intake.effects.of(arrival, verdict, filing)
    inbox.conclude(item.id, outcome)
    return {"item": item.id, "status": outcome.status, "rule": verdict.rule, "reason": outcome.reason}
