"""Which digests have been written: for a person, a scope and a form one a day, whatever is restarted or runs twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.rows import rows
from db.schema import DigestSent as Row


@dataclass(frozen=True, slots=True)
class Issue:
    """
    A digest of a day.

    Attributes:
        team: "" for the whole desk. form: day, week or month.
        day: on which it is due, in the time zone of who reads it.
    """

    person_id: int
    team: str
    form: str
    day: date


def is_written(issue: Issue) -> bool:
    query = Row.select(Row.id).where(
        Row.person == issue.person_id, Row.team == issue.team, Row.form == issue.form, Row.day == issue.day.isoformat()
    )
    return bool(rows(query.limit(1)))


def claim(issue: Issue, now: datetime) -> bool:
    """Whoever writes *issue* asks first, in the transaction that queues it; False: another one has written it."""
    values = {"person": issue.person_id, "team": issue.team, "form": issue.form, "day": issue.day.isoformat()}
    return bool(rows(Row.insert({**values, "at": now}).on_conflict_ignore().returning(Row.id)))


def last_day(team: str, form: str, before: date) -> date | None:
    """The last day before *before* of which one of *form* about *team* was written, for whomever."""
    query = Row.select(Row.day).where(Row.team == team, Row.form == form, Row.day < before.isoformat())
    found = rows(query.order_by(Row.day.desc()).limit(1))
    return date.fromisoformat(found[0][0]) if found else None
