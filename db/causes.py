"""What one received mail has brought about: events, entries, and mails of ours."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.events import Event
from db.rows import first, rows
from db.schema import Entry, OutboxRow
from db.schema import Event as Row


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail of ours; status: of the outbox; ticket_id: None for a mail about none."""

    id: int
    kind: str
    recipient_key: str
    status: str
    ticket_id: int | None


def events_of(item_id: int) -> list[tuple[int | None, Event]]:
    """(ticket, event), oldest first."""
    columns = (Row.ticket, Row.at, Row.actor, Row.kind, Row.detail, Row.item)
    found = rows(Row.select(*columns).where(Row.item == item_id).order_by(Row.id))
    return [
        (ticket, Event(at, actor, kind, json.loads(detail), item)) for ticket, at, actor, kind, detail, item in found
    ]


def without_ticket(kind: str) -> list[Event]:
    """Events of one kind that are of no ticket, oldest first."""
    columns = (Row.at, Row.actor, Row.kind, Row.detail, Row.item)
    query = Row.select(*columns).where(Row.ticket.is_null(), Row.kind == kind).order_by(Row.id)
    return [Event(at, actor, kind, json.loads(detail), item) for at, actor, kind, detail, item in rows(query)]


def last_item(actors: Collection[str], ticket_id: int | None, kinds: Sequence[str]) -> int | None:
    """The mail with the newest event of one of *kinds* by one of *actors* (addresses) on a ticket, or on none."""
    on = Row.ticket == ticket_id if ticket_id is not None else Row.ticket.is_null()
    found = first(_by(actors, kinds).where(on).order_by(Row.id.desc()))
    return found[0] if found else None


def items_at(actors: Collection[str], at: datetime, kinds: Sequence[str]) -> list[int]:
    """The mails that have an event of one of *kinds* by one of *actors* at exactly that moment."""
    return [item for (item,) in rows(_by(actors, kinds).where(Row.at == at).distinct())]


def entries_of(item_id: int) -> list[int]:
    """Ids of the entries that it was filed as."""
    return [entry for (entry,) in rows(Entry.select(Entry.id).where(Entry.inbox_item == item_id).order_by(Entry.id))]


def mails_of(item_id: int) -> list[Sent]:
    query = OutboxRow.select(*_SENT).where(OutboxRow.inbox_item == item_id)
    return [Sent(*row) for row in rows(query.order_by(OutboxRow.id))]


def mails_at(ticket_id: int, kind: str, at: datetime) -> list[Sent]:
    """The mails of one kind of a ticket that were queued at exactly that moment."""
    ours = OutboxRow.ticket == ticket_id, OutboxRow.kind == kind, OutboxRow.created_at == at
    return [Sent(*row) for row in rows(OutboxRow.select(*_SENT).where(*ours).order_by(OutboxRow.id))]


def mails_without(ticket_id: int, at: datetime) -> list[Sent]:
    """The mails of a ticket that were queued at exactly that moment, and not for a received mail."""
    ours = OutboxRow.ticket == ticket_id, OutboxRow.inbox_item.is_null(), OutboxRow.created_at == at
    return [Sent(*row) for row in rows(OutboxRow.select(*_SENT).where(*ours).order_by(OutboxRow.id))]


_SENT = (OutboxRow.id, OutboxRow.kind, OutboxRow.recipient_key, OutboxRow.status, OutboxRow.ticket)


def _by(actors: Collection[str], kinds: Sequence[str]) -> Any:
    return Row.select(Row.item).where(Row.actor.in_(list(actors)), Row.kind.in_(list(kinds)), Row.item.is_null(False))
