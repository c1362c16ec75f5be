"""What the clock has to look after: one due time a ticket and kind, kept until it is done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from db.rows import rows, skip_locked
from db.schema import Duty as Row


@dataclass(frozen=True, slots=True)
class Duty:
    """
    Attributes:
        kind: such as "triage" or "response"; see `processor.desk.duties`.
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
    values = {"due_at": duty.due_at, "stage": duty.stage, "detail": json.dumps(dict(duty.detail), ensure_ascii=False)}
    query = Row.insert(ticket=duty.ticket_id, kind=duty.kind, **values)
    query.on_conflict(
        conflict_target=[Row.ticket, Row.kind], update={getattr(Row, name): value for name, value in values.items()}
    ).execute()


def remove(ticket_id: int, kinds: Iterable[str] = ()) -> None:
    """The duties of these kinds are done; without kinds: all of the ticket."""
    query = Row.delete().where(Row.ticket == ticket_id)
    wanted = list(kinds)
    (query.where(Row.kind.in_(wanted)) if wanted else query).execute()


def of_ticket(ticket_id: int) -> list[Duty]:
    """By due time."""
    return [_duty(row) for row in rows(_select().where(Row.ticket == ticket_id).order_by(Row.due_at, Row.id))]


def due(now: datetime, limit: int) -> list[Duty]:
    """
    What has fallen due, the longest due first; those that another host looks after now are left out.

    Whoever asks sets each anew or removes it in the same unit of work.
    """
    return [
        _duty(row) for row in rows(skip_locked(_select().where(Row.due_at <= now).order_by(Row.due_at).limit(limit)))
    ]


def _select() -> Any:
    return Row.select(Row.ticket, Row.kind, Row.due_at, Row.stage, Row.detail)


def _duty(row: tuple[Any, ...]) -> Duty:
    ticket, kind, due_at, stage, detail = row
    return Duty(ticket, kind, due_at, stage, json.loads(detail))
