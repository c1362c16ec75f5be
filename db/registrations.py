"""The registration form of each ticket."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from db.prepared import Param, Prepared, insertion
from db.rows import rows, skip_locked
from db.schema import Registration as Row
from db.schema import Ticket


@dataclass(frozen=True, slots=True)
class Registration:
    """
    Attributes:
        person_id: of the directory; None when nobody of it is known to have written.
        fields: name of a form field → what was written.
        asked: fields that the sender was asked for.
        triage: the verdict, as JSON values.
        answer_by: until when the sender may say who they are; None when nobody asked.
    """

    person_id: int | None
    standing: str
    proven: bool
    fields: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    triage: Mapping[str, Any] = field(default_factory=dict)
    promised_at: datetime | None = None
    questions: int = 0
    answer_by: datetime | None = None


def add(ticket_id: int, form: Registration) -> None:
    _ADD.write(**_values(ticket_id, form))


def find(ticket_id: int) -> Registration | None:
    """None for a ticket that was opened before forms were kept."""
    found = _FIND.first(ticket=ticket_id)
    if found is None:
        return None
    person, standing, proven, fields, asked, triage, promised, questions, answer_by = found
    return Registration(
        person, standing, proven, json.loads(fields), tuple(json.loads(asked)), json.loads(triage), promised, questions,
        answer_by,
    )  # fmt: skip


def replace(ticket_id: int, form: Registration) -> None:
    """The form as it is now; what changed is told by an event."""
    values = _values(ticket_id, form)
    del values["ticket"]
    Row.update(**values).where(Row.ticket == ticket_id).execute()


def unanswered(now: datetime, limit: int) -> list[int]:
    """Ids of tickets whose sender has not said in time who they are; those that somebody changes now wait."""
    query = Row.select(Row.ticket).join(Ticket).where(Row.answer_by <= now, Ticket.status == "waiting_identity")
    return [ticket for (ticket,) in rows(skip_locked(query.order_by(Row.answer_by).limit(limit)))]


def waiting_of(addr: str, limit: int) -> list[int]:
    """Ids of the oldest tickets of this address that wait to know whose it is."""
    theirs = Ticket.status == "waiting_identity", Ticket.requester_addr == addr
    query = Row.select(Row.ticket).join(Ticket).where(*theirs).order_by(Row.ticket)
    return [ticket for (ticket,) in rows(query.limit(limit))]


def _values(ticket_id: int, form: Registration) -> dict[str, Any]:
    return {
        "ticket": ticket_id,
        "person": form.person_id,
        "standing": form.standing,
        "proven": form.proven,
        "fields": _json(dict(form.fields)),
        "asked": _json(list(form.asked)),
        "triage": _json(dict(form.triage)),
        "promised_at": form.promised_at,
        "questions": form.questions,
        "answer_by": form.answer_by,
    }


def _json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


_FIELDS = (
    Row.person, Row.standing, Row.proven, Row.fields, Row.asked,
    Row.triage, Row.promised_at, Row.questions, Row.answer_by,
)  # fmt: skip
_ADD = insertion(Row, (Row.ticket, *_FIELDS), ignore=True)
_FIND = Prepared(lambda: Row.select(*_FIELDS).where(Row.ticket == Param("ticket", Row.ticket)))
