"""Escalation forms (问题升级表) and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import peewee as pw

from db.prepared import Param, Prepared
from db.rows import rows
from db.schema import Escalation as Row
from db.schema import Person, Ticket

OUTCOMES = ("draft", "open", "answered", "resolved", "withdrawn")
Outcome = Literal["draft", "open", "answered", "resolved", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Escalation:
    """
    Attributes:
        id: 0 before it is stored.
        by_id, person_id: people of the directory. team: its name; "" when it goes to a person.
        target: the team or person, as written in mails.
        reason, tried: in the engineer's words, for staff only.
        feedback_at: by when the user was promised to hear.
        outcome: draft while parts are missing.
    """

    ticket_id: int
    by_id: int | None
    at: datetime
    team: str = ""
    person_id: int | None = None
    target: str = ""
    reason: str = ""
    tried: str = ""
    feedback_at: datetime | None = None
    outcome: Outcome = "draft"
    outcome_at: datetime | None = None
    id: int = 0

    @property
    def handed_over(self) -> bool:
        """It was filled in, and a specialist got it; drafts that were put away are withdrawn as well."""
        return self.outcome != "draft" and bool(self.target and self.reason and self.tried)


@dataclass(frozen=True, slots=True)
class Summary:
    """An escalation as it is listed; by: name of who escalated; status: of the ticket now."""

    id: int
    ticket: str
    status: str
    at: datetime
    by: str
    target: str
    reason: str
    tried: str
    feedback_at: datetime | None
    outcome: Outcome
    outcome_at: datetime | None


def add(new: Escalation) -> int:
    return int(Row.insert(_values(new)).execute())


def replace(escalation: Escalation) -> None:
    """The form as it is now; what changed is told by an event."""
    Row.update(_values(escalation)).where(Row.id == escalation.id).execute()


def of_ticket(ticket_id: int) -> list[Escalation]:
    """Oldest first."""
    return _found(_OF_TICKET.rows(ticket=ticket_id))


def of_tickets(ticket_ids: Sequence[int]) -> dict[int, list[Escalation]]:
    """Those of several tickets (a few hundred at most), each oldest first; tickets without any are left out."""
    found: dict[int, list[Escalation]] = {}
    for each in _found(rows(_select().where(Row.ticket.in_(list(ticket_ids))).order_by(Row.id))):
        found.setdefault(each.ticket_id, []).append(each)
    return found


def newest(outcomes: Sequence[Outcome] = (), limit: int = 50) -> list[Escalation]:
    """The newest first, of the given outcomes if any are given."""
    query = _select().where(Row.outcome.in_(list(outcomes))) if outcomes else _select()
    return _found(rows(query.order_by(Row.id.desc()).limit(limit)))


def summaries(outcomes: Sequence[Outcome] = (), limit: int = 50) -> list[Summary]:
    """The newest ones, of the given outcomes if any are given."""
    columns = (Row.id, Ticket.number, Ticket.status, Row.at, pw.fn.COALESCE(Person.name, ""), Row.target)
    query = (
        Row.select(*columns, Row.reason, Row.tried, Row.feedback_at, Row.outcome, Row.outcome_at)
        .join(Ticket, on=(Row.ticket == Ticket.id))
        .join(Person, pw.JOIN.LEFT_OUTER, on=(Row.by == Person.id))
    )
    if outcomes:
        query = query.where(Row.outcome.in_(list(outcomes)))
    return [Summary(*fields) for fields in rows(query.order_by(Row.id.desc()).limit(limit))]


def _select() -> Any:
    return Row.select(*_COLUMNS)


def _found(fields: Iterable[tuple[Any, ...]]) -> list[Escalation]:
    return [Escalation(**dict(zip(_NAMES, row, strict=True))) for row in fields]


def _values(form: Escalation) -> dict[Any, object]:
    return {column: getattr(form, name) for column, name in zip(_COLUMNS, _NAMES, strict=True) if name != "id"}


_NAMES = (
    "id", "ticket_id", "by_id", "at", "team", "person_id", "target", "reason", "tried", "feedback_at", "outcome",
    "outcome_at",
)  # fmt: skip
_COLUMNS = (
    Row.id, Row.ticket, Row.by, Row.at, Row.team, Row.person, Row.target, Row.reason, Row.tried, Row.feedback_at,
    Row.outcome, Row.outcome_at,
)  # fmt: skip
_OF_TICKET = Prepared(lambda: _select().where(Row.ticket == Param("ticket", Row.ticket)).order_by(Row.id))
