"""Looking tickets up: by their words, by who has them, by what falls due, and what there is to count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import peewee as pw

from db import tickets
from db.rows import first, rows
from db.schema import Blob, Duty, Entry, EntryAttachment, Person
from db.schema import Ticket as Row
from db.tickets import File, Ticket

# Words are looked for in the tickets opened last: without an index of words each text has to be read.
NEWEST = 5_000
FIXED_DUTIES = ("triage", "feedback")  # the others are reminders of what has a column in the ticket
MAX_WORDS = 8  # of one search; nobody remembers more of a ticket


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a thread with its files."""

    author_addr: str
    author_name: str
    at: datetime
    text: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """What falls due of a ticket; fixed_at: of what neither a first response nor `due_at` is, the first."""

    ticket_id: int
    status: str
    response_due_at: datetime | None
    responded_at: datetime | None
    due_at: datetime | None
    fixed_at: datetime | None


def with_words(words: Sequence[str], limit: int, statuses: Collection[str] = ()) -> list[Ticket]:
    """
    The newest tickets that have each of *words* in their number, title, requester or thread, whatever the case.

    Only the `NEWEST` tickets are looked at. SQLite knows the case of A to Z alone.
    """
    floor = first(Row.select(Row.id).order_by(Row.id.desc()).offset(NEWEST - 1))
    query = Row.select(Row.id).where(Row.id >= (floor[0] if floor else 0))
    for word in words[:MAX_WORDS]:
        query = query.where(_has(word))
    if statuses:
        query = query.where(Row.status.in_(list(statuses)))
    return _tickets(query.order_by(Row.id.desc()).limit(limit))


def running(
    statuses: Collection[str], *, team: str | None = None, person_id: int | None = None, unassigned: bool = False
) -> list[Running]:
    """Tickets of these statuses: of a team, of a person (who has or coordinates it), or that nobody still here has."""
    columns = (Row.id, Row.status, Row.response_due_at, Row.responded_at, Row.due_at, pw.fn.MIN(Duty.due_at))
    fixed = (Duty.ticket == Row.id) & Duty.kind.in_(FIXED_DUTIES)
    query = Row.select(*columns).join(Duty, pw.JOIN.LEFT_OUTER, on=fixed)
    query = query.where(Row.status.in_(list(statuses))).group_by(Row.id)
    if team is not None:
        query = query.where(Row.team == team)
    if person_id is not None:
        query = query.where((Row.assignee == person_id) | (Row.coordinator == person_id))
    if unassigned:
        left = Person.select(Person.id).where(~Person.active)
        query = query.where(Row.assignee.is_null() | Row.assignee.in_(left))
    return [Running(*row) for row in rows(query.order_by(Row.id))]


def of_requester(addresses: Collection[str], statuses: Collection[str], since: datetime, limit: int) -> list[Ticket]:
    """Tickets asked for from *addresses*, newest first: those of these statuses, and all changed since *since*."""
    lately = Row.status.in_(list(statuses)) | (Row.updated_at >= since)
    query = Row.select(Row.id).where(Row.requester_addr.in_(list(addresses)), lately)
    return _tickets(query.order_by(Row.id.desc()).limit(limit))


def last_said(ticket_id: int, kind: str) -> Said | None:
    """The newest message of one kind of author in a thread."""
    columns = (Entry.id, Entry.author_addr, Entry.author_name, Entry.at, Entry.text)
    found = first(Entry.select(*columns).where(Entry.ticket == ticket_id, Entry.kind == kind).order_by(Entry.id.desc()))
    if found is None:
        return None
    entry_id, addr, name, at, text = found
    return Said(addr, name, at, text, tuple(_files_of(entry_id)))


def _has(word: str) -> Any:
    said = Entry.select(pw.Value(1)).where(Entry.ticket == Row.id, Entry.text.contains(word))
    named = (Row.number, Row.title, Row.requester_addr, Row.requester_name)
    return _any(column.contains(word) for column in named) | pw.fn.EXISTS(said)


def _any(conditions: Iterable[Any]) -> Any:
    found: Any = None
    for condition in conditions:
        found = condition if found is None else found | condition
    return found


def _tickets(query: Any) -> list[Ticket]:
    return [tickets.get(ticket_id) for (ticket_id,) in rows(query)]


def _files_of(entry_id: int) -> list[File]:
    columns = (Blob.sha256, EntryAttachment.name, EntryAttachment.content_type, EntryAttachment.cid)
    query = EntryAttachment.select(*columns, EntryAttachment.inline).join(Blob)
    return [File(*row) for row in rows(query.where(EntryAttachment.entry == entry_id).order_by(EntryAttachment.id))]
