"""What happened, appended and never changed: the progress record and the audit."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.prepared import Param, Prepared, insertion
from db.rows import rows
from db.schema import Event as Row


@dataclass(frozen=True, slots=True)
class Event:
    """
    kind: a constant name such as "ticket.opened"; detail: JSON values; actor: an address, or "desk".
    item_id: the command mail that did it; None for what no command did.
    """

    at: datetime
    actor: str
    kind: str
    detail: Mapping[str, Any]
    item_id: int | None = None


def record(ticket_id: int | None, event: Event) -> None:
    detail = json.dumps(dict(event.detail), ensure_ascii=False, sort_keys=True)
    _RECORD.rows(ticket=ticket_id, at=event.at, actor=event.actor, kind=event.kind, detail=detail, item=event.item_id)


def of_ticket(ticket_id: int) -> list[Event]:
    """All events of a ticket, oldest first."""
    found = _OF_TICKET.rows(ticket=ticket_id)
    return [Event(at, actor, kind, json.loads(detail), item) for at, actor, kind, detail, item in found]


def of_tickets(ticket_ids: Sequence[int], without: Collection[str] = ()) -> dict[int, list[Event]]:
    """
    The events of several tickets (a few hundred at most), each oldest first; tickets without any are left out.

    without: kinds that nobody who asks needs, such as large ones.
    """
    query = Row.select(Row.ticket, Row.at, Row.actor, Row.kind, Row.detail, Row.item)
    query = query.where(Row.ticket.in_(list(ticket_ids)))
    if without:
        query = query.where(Row.kind.not_in(list(without)))
    found: dict[int, list[Event]] = {}
    for ticket, at, actor, kind, detail, item in rows(query.order_by(Row.id)):
        found.setdefault(ticket, []).append(Event(at, actor, kind, json.loads(detail), item))
    return found


_RECORD = insertion(Row, (Row.ticket, Row.at, Row.actor, Row.kind, Row.detail, Row.item))
_OF_TICKET = Prepared(
    lambda: (
        Row.select(Row.at, Row.actor, Row.kind, Row.detail, Row.item)
        .where(Row.ticket == Param("ticket", Row.ticket))
        .order_by(Row.id)
    )
)
