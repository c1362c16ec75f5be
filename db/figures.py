"""What the managers' figures are counted from: few queries, each of which reads no more than the period needs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import peewee as pw

from db.events import Event
from db.rows import rows
from db.schema import Correction, InboxItem, OutboxRow, Registration, Ticket, Watermark
from db.schema import Event as EventRow


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, and the ticket that it is of; 0 and "" for none."""

    ticket_id: int
    number: str
    event: Event


@dataclass(frozen=True, slots=True)
class Judged:
    """
    What was said of a new ticket, and what it is now.

    verdict: JSON values, {} where nothing was judged. category, priority: as they are now.
    """

    ticket_id: int
    category: str
    priority: str
    accepted: bool
    verdict: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A category or priority that somebody of the staff has set; old = new confirms it. by: an address."""

    ticket_id: int
    kind: str
    old: str
    new: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Failed:
    """
    A mail that went wrong.

    status: of the inbox or the outbox. at: when it was collected, or queued. whom: sender or recipient. ticket: its
    number, or "".
    """

    status: str
    id: int
    at: datetime
    whom: str
    subject: str
    why: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Folder:
    mailbox: str
    folder: str
    succeeded_at: datetime


def alive(start: datetime, end: datetime, statuses: Sequence[str], team: str = "") -> list[int]:
    """Ids of the tickets in one of *statuses* now, and of those opened before *end* and changed since *start*."""
    then = (Ticket.opened_at < end) & (Ticket.updated_at >= start)
    query = Ticket.select(Ticket.id).where(Ticket.status.in_(list(statuses)) | then)
    return [ticket for (ticket,) in rows(_of_team(query, team).order_by(Ticket.id))]


def happened(kinds: Sequence[str], start: datetime, end: datetime, team: str = "") -> list[Happening]:
    """Events of *kinds* from *start* until before *end*, oldest first; of a team: those of its tickets."""
    number = pw.fn.COALESCE(Ticket.number, "")
    columns = (EventRow.ticket, number, EventRow.at, EventRow.actor, EventRow.kind, EventRow.detail, EventRow.item)
    query = EventRow.select(*columns).join(Ticket, pw.JOIN.LEFT_OUTER, on=(EventRow.ticket == Ticket.id))
    query = query.where(EventRow.kind.in_(list(kinds)), EventRow.at >= start, EventRow.at < end)
    found = rows(_of_team(query, team).order_by(EventRow.at, EventRow.id))
    return [
        Happening(ticket or 0, number, Event(at, actor, kind, json.loads(detail), item))
        for ticket, number, at, actor, kind, detail, item in found
    ]


def last_at(kind: str, before: datetime) -> datetime | None:
    """When an event of this kind last happened before *before*."""
    query = EventRow.select(pw.fn.MAX(EventRow.at)).where(EventRow.kind == kind, EventRow.at < before)
    at: datetime | None = rows(query)[0][0]
    return at


def judged(start: datetime, end: datetime, team: str = "") -> list[Judged]:
    """The tickets opened from *start* until before *end*, that have a form."""
    columns = (Ticket.id, Ticket.category, Ticket.priority, Ticket.accepted_at, Registration.triage)
    query = Ticket.select(*columns).join(Registration, on=(Registration.ticket == Ticket.id))
    query = _of_team(query.where(Ticket.opened_at >= start, Ticket.opened_at < end), team)
    return [
        Judged(ticket, category, priority, accepted_at is not None, json.loads(triage))
        for ticket, category, priority, accepted_at, triage in rows(query.order_by(Ticket.id))
    ]


def corrections(start: datetime, end: datetime, team: str = "") -> list[Change]:
    """Oldest first."""
    columns = (Correction.ticket, Correction.kind, Correction.old, Correction.new, Correction.by, Correction.at)
    query = Correction.select(*columns).join(Ticket).where(Correction.at >= start, Correction.at < end)
    return [Change(*row) for row in rows(_of_team(query, team).order_by(Correction.id))]


def failed_mails(statuses: Sequence[str], start: datetime, end: datetime, team: str = "") -> list[Failed]:
    """Mails of ours queued from *start* until before *end* that have one of these statuses; the newest first."""
    number = pw.fn.COALESCE(Ticket.number, "")
    columns = (OutboxRow.status, OutboxRow.id, OutboxRow.created_at, OutboxRow.recipient, OutboxRow.subject)
    query = OutboxRow.select(*columns, OutboxRow.answer, number).join(Ticket, pw.JOIN.LEFT_OUTER)
    within = OutboxRow.created_at >= start, OutboxRow.created_at < end
    query = query.where(OutboxRow.status.in_(list(statuses)), *within)
    return _newest_first(_of_team(query, team))


def stuck_items(statuses: Sequence[str], start: datetime, end: datetime) -> list[Failed]:
    """Mails collected from *start* until before *end* that have one of these statuses; the newest first."""
    columns = (InboxItem.status, InboxItem.id, InboxItem.collected_at, InboxItem.sender, InboxItem.subject)
    query = InboxItem.select(*columns, InboxItem.reason, pw.Value("")).where(
        InboxItem.status.in_(list(statuses)), InboxItem.collected_at >= start, InboxItem.collected_at < end
    )
    return _newest_first(query)


def queued_between(start: datetime, end: datetime) -> int:
    """How many mails of ours were written."""
    query = OutboxRow.select(pw.fn.COUNT(pw.SQL("*"))).where(OutboxRow.created_at >= start, OutboxRow.created_at < end)
    return int(rows(query)[0][0])


def overdue_mails(before: datetime) -> tuple[int, datetime | None]:
    """How many mails should have gone out before *before*, and since when the oldest of them."""
    query = OutboxRow.select(pw.fn.COUNT(pw.SQL("*")), pw.fn.MIN(OutboxRow.due_at))
    count, oldest = rows(query.where(OutboxRow.status == "queued", OutboxRow.due_at < before))[0]
    return int(count), oldest


def folders() -> list[Folder]:
    columns = (Watermark.mailbox, Watermark.folder, Watermark.succeeded_at)
    return [Folder(*row) for row in rows(Watermark.select(*columns).order_by(Watermark.mailbox, Watermark.folder))]


def _newest_first(query: Any) -> list[Failed]:
    """Put in order here: asked for an order, SQLite reads every mail there is, to be spared from sorting a few."""
    return sorted((Failed(*row) for row in rows(query)), key=lambda mail: mail.id, reverse=True)


def _of_team(query: Any, team: str) -> Any:
    return query.where(Ticket.team == team) if team else query
