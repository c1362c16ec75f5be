"""Tickets, their participants and their threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import peewee as pw

from db.prepared import Insertions, Param, Prepared, among, each, insertion
from db.rows import counts_by, locked, newest_rows, rows
from db.schema import Blob, Counter, Entry, EntryAttachment, Participant, ThreadId
from db.schema import Ticket as Row


@dataclass(frozen=True, slots=True)
class NewTicket:
    number: str
    title: str
    requester_addr: str
    requester_name: str
    category: str
    priority: str
    language: str
    opened_at: datetime
    response_due_at: datetime | None
    linked_to: int | None = None
    status: str = "registered"
    team: str = ""
    assignee_id: int | None = None
    coordinator_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """
    Attributes:
        linked_to: number of the ticket that this one came out of, "" without one.
        team: name of the team that has it, "" for none.
        assignee_id, coordinator_id, accepted_by_id: people of the directory.
        responded_at: a person's first answer; due_at: a date set by hand; snoozed_until: no reminder before.
        parent: id of the ticket that leads its incident, of itself where it leads; None for a ticket by itself.
        cluster: id of the first of the similar tickets of which this is one.
    """

    id: int
    number: str
    title: str
    requester_addr: str
    requester_name: str
    category: str
    priority: str
    status: str
    language: str
    opened_at: datetime
    updated_at: datetime
    response_due_at: datetime | None
    merged_into: int | None
    linked_to: str
    team: str = ""
    assignee_id: int | None = None
    coordinator_id: int | None = None
    accepted_by_id: int | None = None
    accepted_at: datetime | None = None
    responded_at: datetime | None = None
    due_at: datetime | None = None
    snoozed_until: datetime | None = None
    parent: int | None = None
    cluster: int | None = None


@dataclass(frozen=True, slots=True)
class File:
    """An attachment of an entry; its bytes are in `db.blobs` under sha256."""

    sha256: str
    name: str
    content_type: str
    cid: str
    inline: bool


@dataclass(frozen=True, slots=True)
class NewEntry:
    kind: str
    author_addr: str
    author_name: str
    at: datetime
    text: str
    public: bool = True
    inbox_item_id: int | None = None
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as `ticketd show` prints it; files as (name, bytes). item_id: the mail that it came with, if any."""

    kind: str
    public: bool
    author_addr: str
    author_name: str
    at: datetime
    text: str
    files: tuple[tuple[str, int], ...]
    item_id: int | None = None


def next_number(prefix: str, day: date) -> str:
    """
    The day's next ticket number, `TS-20261122-001` and on (beyond 999 it grows longer).

    The counter's row stays locked until the transaction ends, so numbers have no gaps and never repeat.
    """
    name = f"{prefix}-{day:%Y%m%d}"
    ((value,),) = _COUNT.rows(name=name)
    return f"{name}-{value:03d}"


def add(new: NewTicket) -> int:
    """Store a ticket and its requester as first participant; its id."""
    ((ticket_id,),) = _ADD.rows(
        number=new.number,
        title=new.title,
        requester_addr=new.requester_addr,
        requester_name=new.requester_name,
        category=new.category,
        priority=new.priority,
        status=new.status,
        language=new.language,
        opened_at=new.opened_at,
        updated_at=new.opened_at,
        response_due_at=new.response_due_at,
        linked_to=new.linked_to,
        team=new.team,
        assignee=new.assignee_id,
        coordinator=new.coordinator_id,
    )
    return int(ticket_id)


def add_participants(ticket_id: int, people: Iterable[tuple[str, str, str]]) -> None:
    """*people* as (normalised address, name, role); those who take part already stay as they are."""
    new = [{"ticket": ticket_id, "addr": addr, "name": name, "role": role} for addr, name, role in people if addr]
    _JOIN.write(new)


def is_participant(ticket_id: int, addr: str) -> bool:
    return _TAKES_PART.first(ticket=ticket_id, addr=addr) is not None


def participants(ticket_id: int) -> list[tuple[str, str, str]]:
    """(address, name, role) in the order in which they joined."""
    return [(addr, name, role) for addr, name, role in _PARTICIPANTS.rows(ticket=ticket_id)]


def find(number: str) -> Ticket | None:
    return _ticket(_FIND.first(number=number))


def get(ticket_id: int) -> Ticket:
    found = _ticket(_GET.first(id=ticket_id))
    if found is None:
        raise LookupError(f"no ticket with id {ticket_id}")
    return found


def of_ids(ticket_ids: Sequence[int]) -> list[Ticket]:
    """Those with these ids (a few hundred at most), by id."""
    return [Ticket(*fields) for fields in rows(_select().where(Row.id.in_(list(ticket_ids))).order_by(Row.id))]


def ids_in(statuses: Sequence[str]) -> list[int]:
    """Of all tickets with these statuses, by id."""
    return [
        ticket_id for (ticket_id,) in rows(Row.select(Row.id).where(Row.status.in_(list(statuses))).order_by(Row.id))
    ]


def lock(ticket_id: int) -> Ticket:
    """The ticket as it is now; on PostgreSQL nobody else changes it until the transaction ends."""
    _LOCK.rows(id=ticket_id)
    return get(ticket_id)


def change(ticket_id: int, values: Mapping[str, object]) -> None:
    """Set columns of a ticket by their names (those of people and tickets: ids); an event tells what changed."""
    Row.update(**{_COLUMNS.get(name, name): value for name, value in values.items()}).where(
        Row.id == ticket_id
    ).execute()


def touch(ticket_id: int, now: datetime) -> None:
    _TOUCH.write(id=ticket_id, updated_at=now)


def add_entry(ticket_id: int, entry: NewEntry) -> int:
    """Append a message to the thread, with its files (whose bytes are stored before); the entry's id."""
    ((entry_id,),) = _ADD_ENTRY.rows(
        ticket=ticket_id,
        inbox_item=entry.inbox_item_id,
        kind=entry.kind,
        public=entry.public,
        author_addr=entry.author_addr,
        author_name=entry.author_name,
        at=entry.at,
        text=entry.text,
    )
    for file in entry.files:
        _ATTACH.rows(
            entry=entry_id,
            blob=file.sha256,
            name=file.name,
            content_type=file.content_type,
            cid=file.cid,
            inline=file.inline,
        )
    return int(entry_id)


def entries(ticket_id: int) -> list[ShownEntry]:
    """The thread, oldest first."""
    files = _files_by_entry(ticket_id)
    found = _ENTRIES.rows(ticket=ticket_id)
    return [ShownEntry(*(*what, tuple(files.get(entry_id, ())), item_id)) for entry_id, item_id, *what in found]


def add_thread_id(ticket_id: int, message_id: str) -> None:
    """Answers to *message_id* belong to this ticket."""
    _THREAD.write(ticket=ticket_id, message_id=message_id)


def by_thread(message_ids: Sequence[str]) -> list[int]:
    """Ids of the tickets in whose threads one of *message_ids* was received, newest first."""
    if not message_ids:
        return []
    found = _by_thread(len(message_ids)).rows(**each(ThreadId.message_id, message_ids))
    return [ticket for (ticket,) in found]


def newest(statuses: Sequence[str] = (), limit: int = 50) -> list[Ticket]:
    """The tickets opened last, of the given statuses if any are given."""
    return [Ticket(*fields) for fields in newest_rows(_select(), statuses, limit)]


def titles_since(since: datetime, limit: int) -> list[str]:
    """Titles of the newest tickets opened since *since*."""
    return [title for (title,) in _NEWEST_TITLES.rows(limit=limit, since=since)]


def counts() -> dict[str, int]:
    """Number of tickets by status."""
    return counts_by(Row.status)


_COLUMNS = {f"{name}_id": name for name in ("assignee", "coordinator", "accepted_by")}


def _select() -> pw.ModelSelect[Row]:
    other = Row.alias()
    who = (Row.id, Row.number, Row.title, Row.requester_addr, Row.requester_name)
    what = (
        Row.category,
        Row.priority,
        Row.status,
        Row.language,
        Row.opened_at,
        Row.updated_at,
        Row.response_due_at,
    )
    linked = pw.fn.COALESCE(other.number, "")
    work = (Row.team, Row.assignee, Row.coordinator, Row.accepted_by)
    clocks = (Row.accepted_at, Row.responded_at, Row.due_at, Row.snoozed_until)
    together = (Row.parent, Row.cluster)
    query = Row.select(*who, *what, Row.merged_into, linked, *work, *clocks, *together)
    return query.join(other, pw.JOIN.LEFT_OUTER, on=(Row.linked_to == other.id))


def _ticket(found: tuple[Any, ...] | None) -> Ticket | None:
    return Ticket(*found) if found else None


def _files_by_entry(ticket_id: int) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = {}
    for entry_id, name, size in _FILES.rows(ticket=ticket_id):
        found.setdefault(entry_id, []).append((name, size))
    return found


_COUNT = Prepared(
    lambda: (
        Counter.insert({Counter.name: Param("name", Counter.name), Counter.value: 1})
        .on_conflict(conflict_target=[Counter.name], update={Counter.value: Counter.value + 1})
        .returning(Counter.value)
    )
)
_ADD = insertion(
    Row,
    (
        Row.number,
        Row.title,
        Row.requester_addr,
        Row.requester_name,
        Row.category,
        Row.priority,
        Row.status,
        Row.language,
        Row.opened_at,
        Row.updated_at,
        Row.response_due_at,
        Row.linked_to,
        Row.team,
        Row.assignee,
        Row.coordinator,
    ),
)
_GET = Prepared(lambda: _select().where(Row.id == Param("id", Row.id)))
_LOCK = Prepared(lambda: locked(Row.select(Row.id).where(Row.id == Param("id", Row.id))))
_FIND = Prepared(lambda: _select().where(Row.number == Param("number", Row.number)))
_TOUCH = Prepared(
    lambda: Row.update({Row.updated_at: Param("updated_at", Row.updated_at)}).where(Row.id == Param("id", Row.id))
)
_JOIN = Insertions(Participant, (Participant.ticket, Participant.addr, Participant.name, Participant.role))
_TAKES_PART = Prepared(
    lambda: Participant.select(Participant.id).where(
        Participant.ticket == Param("ticket", Participant.ticket), Participant.addr == Param("addr", Participant.addr)
    )
)
_PARTICIPANTS = Prepared(
    lambda: (
        Participant.select(Participant.addr, Participant.name, Participant.role)
        .where(Participant.ticket == Param("ticket", Participant.ticket))
        .order_by(Participant.id)
    )
)
_SHOWN = (Entry.kind, Entry.public, Entry.author_addr, Entry.author_name, Entry.at, Entry.text)
_ENTRIES = Prepared(
    lambda: (
        Entry.select(Entry.id, Entry.inbox_item, *_SHOWN)
        .where(Entry.ticket == Param("ticket", Entry.ticket))
        .order_by(Entry.id)
    )
)
_FILES = Prepared(
    lambda: (
        EntryAttachment.select(EntryAttachment.entry, EntryAttachment.name, Blob.size)
        .join(Entry, on=(EntryAttachment.entry == Entry.id))
        .switch(EntryAttachment)
        .join(Blob, on=(EntryAttachment.blob == Blob.sha256))
        .where(Entry.ticket == Param("ticket", Entry.ticket))
        .order_by(EntryAttachment.id)
    )
)
_ADD_ENTRY = insertion(Entry, (Entry.ticket, Entry.inbox_item, *_SHOWN))
_ATTACH = insertion(
    EntryAttachment,
    (
        EntryAttachment.entry,
        EntryAttachment.blob,
        EntryAttachment.name,
        EntryAttachment.content_type,
        EntryAttachment.cid,
        EntryAttachment.inline,
    ),
)


@cache
def _by_thread(count: int) -> Prepared:
    named = among(ThreadId.message_id, count)
    return Prepared(lambda: ThreadId.select(ThreadId.ticket).where(named).order_by(ThreadId.id.desc()))


_THREAD = insertion(ThreadId, (ThreadId.ticket, ThreadId.message_id), ignore=True)


def _newest_titles() -> pw.ModelSelect[Row]:
    """By id first, whose index is read from its end; how old they are is looked at behind that."""
    newest = Row.select(Row.title, Row.opened_at, Row.id).order_by(Row.id.desc()).limit(Param("limit", Row.id))
    young = newest.c.opened_at > Param("since", Row.opened_at)
    return Row.select(newest.c.title).from_(newest).where(young).order_by(newest.c.id.desc())


_NEWEST_TITLES = Prepared(_newest_titles)
