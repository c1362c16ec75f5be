"""What the clock has to look after: one due time a ticket and kind, kept until it is done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from db.prepared import Param, Prepared
from db.rows import rows, skip_locked
from db.schema import Duty as Row
from db.schema import Ticket


@dataclass(frozen=True, slots=True)
class Duty:
    """
    Attributes:
        kind: such as "triage" or "response"; see `processor.desk.clocks`.
        stage: how often it has fallen due before.
        detail: JSON values that the next reminder needs.
    """

    ticket_id: int
    kind: str
    due_at: datetime
    stage: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)


def put(duty: Duty) -> None:
    """Set the duty of this ticket and kind, in place of the one before."""
    detail = json.dumps(dict(duty.detail), ensure_ascii=False)
    _PUT.write(ticket=duty.ticket_id, kind=duty.kind, due_at=duty.due_at, stage=duty.stage, detail=detail)


def remove(ticket_id: int, kinds: Iterable[str] = ()) -> None:
    """The duties of these kinds are done; without kinds: all of the ticket."""
    query = Row.delete().where(Row.ticket == ticket_id)
    wanted = list(kinds)
    (query.where(Row.kind.in_(wanted)) if wanted else query).execute()


def of_ticket(ticket_id: int) -> list[Duty]:
    """By due time."""
    found = _OF_TICKET.rows(ticket=ticket_id)
    return [Duty(ticket, kind, due_at, stage, json.loads(detail)) for ticket, kind, due_at, stage, detail in found]


def due_tickets(now: datetime, limit: int) -> list[int]:
    """
    Ids of tickets of which something has fallen due, the longest due first: those of *limit* duties, often fewer.

    They are locked until the transaction ends, as by `db.tickets.lock`; those that somebody changes now are left out.
    Whoever asks sets what has fallen due anew, or removes it, in the same unit of work.
    """
    query = Row.select(Row.ticket).join(Ticket).where(Row.due_at <= now).order_by(Row.due_at, Row.id).limit(limit)
    return list(dict.fromkeys(ticket for (ticket,) in rows(skip_locked(query, of=Ticket))))


def postpone(ticket_id: int, now: datetime, until: datetime) -> None:
    """What has fallen due of a ticket falls due again at *until*."""
    Row.update(due_at=until).where(Row.ticket == ticket_id, Row.due_at <= now).execute()


def _upsert() -> Any:
    columns = (Row.ticket, Row.kind, Row.due_at, Row.stage, Row.detail)
    query = Row.insert({column: Param(column.name, column) for column in columns})
    return query.on_conflict(conflict_target=columns[:2], preserve=columns[2:])


_PUT = Prepared(_upsert)
_OF_TICKET = Prepared(
    lambda: (
        Row.select(Row.ticket, Row.kind, Row.due_at, Row.stage, Row.detail)
        .where(Row.ticket == Param("ticket", Row.ticket))
        .order_by(Row.due_at, Row.id)
    )
)
