"""What users say to the solutions of their tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from db.prepared import Param, Prepared
from db.rows import rows
from db.schema import Survey as Row
from db.schema import Ticket

Outcome = Literal["open", "confirmed", "rejected", "unanswered", "closed", "reopened", "merged"]


@dataclass(frozen=True, slots=True)
class Survey:
    """
    Attributes:
        outcome: closed, reopened, merged: by the staff, before the user has said anything that counts.
        by: address of who answered.
        solved, satisfied: None where it was not said. score: 1 to 5, 5 the best.
        reason: not_removed, too_slow, attitude, other; "" for none. words: of the answer.
        reopened_at: when the user came back after it was closed; None when they have not.
        id: 0 before it is stored.
    """

    ticket_id: int
    asked_at: datetime
    outcome: Outcome = "open"
    outcome_at: datetime | None = None
    by: str = ""
    solved: bool | None = None
    satisfied: bool | None = None
    score: int | None = None
    reason: str = ""
    words: str = ""
    reopened_at: datetime | None = None
    id: int = 0


def ask(ticket_id: int, now: datetime) -> None:
    """The user is asked from now on; what was asked before is answered, or it was withdrawn."""
    Row.insert(_values(Survey(ticket_id, now))).execute()


def newest(ticket_id: int) -> Survey | None:
    """About the last solution; None when there was none yet."""
    found = _NEWEST.first(ticket=ticket_id)
    return _survey(found) if found else None


def between(start: datetime, end: datetime, team: str = "") -> list[Survey]:
    """What was asked, answered or taken up again from *start* until before *end*; of a team: of its tickets."""
    asked, ended, again = ((at >= start) & (at < end) for at in (Row.asked_at, Row.outcome_at, Row.reopened_at))
    query = Row.select(*_COLUMNS).join(Ticket).where(asked | ended | again)
    found = rows((query.where(Ticket.team == team) if team else query).order_by(Row.id))
    return [_survey(fields) for fields in found]


def of_ticket(ticket_id: int) -> list[Survey]:
    """One a solution, oldest first."""
    found = rows(Row.select(*_COLUMNS).where(Row.ticket == ticket_id).order_by(Row.id))
    return [Survey(**dict(zip(_NAMES, each, strict=True))) for each in found]


def replace(survey: Survey) -> None:
    """As it is now; what changed is told by an event."""
    Row.update(_values(survey)).where(Row.id == survey.id).execute()


def end(ticket_id: int, outcome: Outcome, now: datetime) -> None:
    """Nobody waits for the user's word any more, if anybody did."""
    waiting = (Row.ticket == ticket_id) & (Row.outcome == "open")
    Row.update(outcome=outcome, outcome_at=now).where(waiting).execute()


def _survey(fields: tuple[Any, ...]) -> Survey:
    return Survey(**dict(zip(_NAMES, fields, strict=True)))


def _values(survey: Survey) -> dict[Any, object]:
    return {column: getattr(survey, name) for column, name in zip(_COLUMNS, _NAMES, strict=True) if name != "id"}


_NAMES = (
    "id", "ticket_id", "asked_at", "outcome", "outcome_at", "by", "solved", "satisfied", "score", "reason", "words",
    "reopened_at",
)  # fmt: skip
_COLUMNS = (
    Row.id, Row.ticket, Row.asked_at, Row.outcome, Row.outcome_at, Row.by, Row.solved, Row.satisfied, Row.score,
    Row.reason, Row.words, Row.reopened_at,
)  # fmt: skip
_NEWEST = Prepared(
    lambda: Row.select(*_COLUMNS).where(Row.ticket == Param("ticket", Row.ticket)).order_by(Row.id.desc()).limit(1)
)
