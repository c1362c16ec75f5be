"""The queue of mails to send: one row a recipient, fixed when it is queued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

import peewee as pw

from db.fields import EPOCH
from db.packing import packed, unpacked
from db.prepared import Param, Prepared, among, each, filled, insertion
from db.rows import counts_by, first, newest_rows, rows, skip_locked
from db.schema import OutboxRow as Row
from db.schema import Ticket

Status = Literal["queued", "sending", "sent", "failed", "uncertain", "dropped"]


@dataclass(frozen=True, slots=True)
class Queued:
    """A mail to queue. raw: the whole mail, CRLF; sender "": null reverse-path (RFC 5321 §4.5.5)."""

    kind: str
    recipient: str
    recipient_key: str
    message_id: str
    token: str
    raw: bytes
    subject: str = ""
    sender: str = ""
    automatic: bool = True
    ticket_id: int | None = None
    inbox_item_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail to hand over. attempts: those before this one."""

    id: int
    kind: str
    sender: str
    recipient: str
    message_id: str
    attempts: int
    created_at: datetime
    raw: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """How a hand-over ended. due_at: when to try again, for status "queued"; code: SMTP's, 0 without an answer."""

    id: int
    status: Status
    code: int
    answer: str
    at: datetime
    due_at: datetime | None = None
    burned: bool = True  # the attempt counts; not so when the relay could not be reached at all


@dataclass(frozen=True, slots=True)
class Summary:
    """A row as lists show it."""

    id: int
    kind: str
    recipient: str
    subject: str
    status: str
    attempts: int
    due_at: datetime
    created_at: datetime
    sent_at: datetime | None
    code: int
    answer: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    A mail of ours that somebody answers.

    kind: of the notice; cause: the inbox item that it was written for; created_at: when it was written.
    """

    ticket_id: int | None
    recipient_key: str
    kind: str
    cause: int | None = None
    created_at: datetime | None = None


def queue(mail: Queued, now: datetime) -> bool:
    """Queue *mail*; False when the same cause has queued this kind for this recipient before."""
    queued = _QUEUE.write(
        kind=mail.kind,
        automatic=mail.automatic,
        sender=mail.sender,
        recipient=mail.recipient,
        recipient_key=mail.recipient_key,
        subject=mail.subject,
        message_id=mail.message_id,
        token=mail.token,
        content=packed(mail.raw),
        ticket=mail.ticket_id,
        inbox_item=mail.inbox_item_id,
        due_at=now,
        created_at=now,
    )
    return queued > 0


def claim(holder: str, now: datetime, until: datetime, limit: int) -> list[Claimed]:
    """Take up to *limit* due rows until the lease ends at *until*, the longest due first."""
    due = (Row.status == "queued") & (Row.due_at <= now) & (Row.lease_until < now)
    query = Row.select(Row.id).where(due).order_by(Row.due_at, Row.id).limit(limit)
    ids = [row_id for (row_id,) in rows(skip_locked(query))]
    if not ids:
        return []
    wanted = filled(ids)
    take, read = _claim(len(wanted))
    take.write(holder=holder, lease_until=until, **each(Row.id, wanted))
    return [Claimed(*(*row[:-1], unpacked(row[-1]))) for row in read.rows(**each(Row.id, wanted))]


def begin(holder: str, ids: Sequence[int], until: datetime) -> list[int]:
    """
    The hand-over of these rows starts now: whoever finds them so after *until* cannot know whether they went out.

    Returns those that *holder* may hand over; the others were dropped, or claimed by somebody else after the lease.
    """
    return [row_id for row_id in ids if _BEGIN.write(id=row_id, holder=holder, lease_until=until)]


def record(result: Result) -> None:
    """Write how a hand-over ended and give the row up."""
    values = {"id": result.id, "status": result.status, "code": result.code, "answer": result.answer}
    values["attempts"] = int(result.burned)
    if result.status == "sent":
        _RECORD_SENT.write(**values, sent_at=result.at)
    elif result.due_at is not None:
        _RECORD_DUE.write(**values, due_at=result.due_at)
    else:
        _RECORD.write(**values)


def release(ids: Sequence[int]) -> None:
    """Give claimed rows back that were not begun."""
    Row.update(holder="", lease_until=EPOCH).where(Row.id.in_(list(ids)), Row.status == "queued").execute()


def delay(holder: str, ids: Sequence[int], code: int, answer: str, due_at: datetime) -> None:
    """Give claimed rows that were not begun back for later, and say why; their attempts do not count."""
    values = {"due_at": due_at, "code": code, "answer": answer, "holder": "", "lease_until": EPOCH}
    ours = Row.id.in_(list(ids)), Row.holder == holder, Row.status == "queued"
    Row.update(values).where(*ours).execute()


def mark_uncertain(now: datetime) -> int:
    """Rows whose hand-over began under a lease that has run out: nobody knows, so a person must decide. How many."""
    return int(_uncertain().where(Row.status == "sending", Row.lease_until < now).execute())


def holders() -> list[str]:
    """Who has rows claimed or in their hands, whether their leases still run or not."""
    query = Row.select(Row.holder).where(Row.status.in_(("queued", "sending")), Row.holder != "")
    return [holder for (holder,) in rows(query.distinct())]


def free(holder: str) -> int:
    """Take over from a process that is gone: what it had begun is uncertain, the rest waits again. How many."""
    begun = _uncertain().where(Row.status == "sending", Row.holder == holder).execute()
    claimed = Row.update(holder="", lease_until=EPOCH).where(Row.status == "queued", Row.holder == holder).execute()
    return int(begun) + int(claimed)


def retry(row_id: int, now: datetime) -> bool:
    """Put a failed, uncertain or dropped row, or one that waits, in line at once."""
    query = Row.update(status="queued", due_at=now, lease_until=EPOCH)
    return bool(query.where(Row.id == row_id, Row.status.not_in(("sent", "sending"))).execute())


def drop(row_id: int) -> bool:
    """Never send this row; False when it has been sent or is being sent."""
    query = Row.update(status="dropped", holder="", lease_until=EPOCH)
    return bool(query.where(Row.id == row_id, Row.status.in_(("queued", "failed", "uncertain"))).execute())


def answered(message_ids: Sequence[str], tokens: Sequence[str]) -> list[Evidence]:
    """Our mails among *message_ids* or with one of *tokens*, newest first."""
    found = {*_by("message_id", message_ids), *_by("token", tokens)}
    return [Evidence(*row[1:]) for row in sorted(found, reverse=True)]


def newest_of(message_ids: Sequence[str]) -> datetime | None:
    """When the youngest of our mails among *message_ids* was written; None when none is ours."""
    if not message_ids:
        return None
    found = first(Row.select(pw.fn.MAX(Row.created_at)).where(Row.message_id.in_(list(message_ids))))
    return found[0] if found else None


def _by(name: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    """An id and an `Evidence` each: one query a field, because SQLite reads the whole table for an OR."""
    return _find_by(name, len(values)).rows(**each(getattr(Row, name), values)) if values else []


def automatic_since(since: datetime) -> int:
    """How many automatic mails have been queued since *since*."""
    return _count(_SINCE.rows(since=since))


def automatic_to(recipient_key: str, since: datetime) -> int:
    """How many automatic mails to one recipient have been queued since *since*."""
    return _count(_TO.rows(recipient_key=recipient_key, since=since))


def of_kinds_to(kinds: Sequence[str], recipient_key: str, since: datetime) -> int:
    """How many mails of these kinds to one recipient have been queued since *since*, automatic or not."""
    return _count(_of_kinds(len(kinds)).rows(recipient_key=recipient_key, since=since, **each(Row.kind, kinds)))


def subjects_of(kinds: Sequence[str], ticket_id: int, recipient_keys: Sequence[str]) -> list[str]:
    """Subjects of our mails of these kinds about a ticket to any of these mailboxes, without dropped ones."""
    ours = Row.ticket == ticket_id, Row.kind.in_(list(kinds)), Row.recipient_key.in_(list(recipient_keys))
    return [subject for (subject,) in rows(Row.select(Row.subject).where(*ours, Row.status != "dropped"))]


def thread_of(ticket_id: int, recipient_key: str, limit: int = 30) -> list[str]:
    """Message-IDs of our newest *limit* mails about a ticket to one recipient, oldest first, without dropped ones."""
    found = _THREAD_OF.rows(ticket=ticket_id, recipient_key=recipient_key, limit=limit)
    return [message_id for (message_id,) in reversed(found)]


def automatic_of(ticket_id: int, since: datetime) -> int:
    """How many automatic mails of one ticket have been queued since *since*."""
    return _count(_OF.rows(ticket=ticket_id, since=since))


def _count(found: Sequence[tuple[int]]) -> int:
    return found[0][0]


def raw_of(row_id: int) -> bytes | None:
    """The mail as it goes out, or None."""
    found = first(Row.select(Row.content).where(Row.id == row_id))
    return unpacked(found[0]) if found else None


def raw_of_cause(inbox_item_id: int) -> list[bytes]:
    """The mails that a received mail has caused."""
    query = Row.select(Row.content).where(Row.inbox_item == inbox_item_id).order_by(Row.id)
    return [unpacked(content) for (content,) in rows(query)]


def summaries(statuses: Sequence[str] = (), limit: int = 50) -> list[Summary]:
    """The newest rows, of the given statuses if any are given."""
    columns = (
        Row.id,
        Row.kind,
        Row.recipient,
        Row.subject,
        Row.status,
        Row.attempts,
        Row.due_at,
        Row.created_at,
    )
    more = (Row.sent_at, Row.code, Row.answer, pw.fn.COALESCE(Ticket.number, ""))
    query = Row.select(*columns, *more).join(Ticket, pw.JOIN.LEFT_OUTER, on=(Row.ticket == Ticket.id))
    return [Summary(*fields) for fields in newest_rows(query, statuses, limit)]


def counts() -> dict[str, int]:
    """Number of rows by status."""
    return counts_by(Row.status)


def _uncertain() -> pw.ModelUpdate:
    answer = "the process ended during the hand-over"
    return Row.update(status="uncertain", answer=answer, holder="", lease_until=EPOCH)


def _build_begin() -> pw.ModelUpdate:
    ours = Row.id == Param("id", Row.id), Row.holder == Param("holder", Row.holder), Row.status == "queued"
    return Row.update(status="sending", lease_until=Param("lease_until", Row.lease_until)).where(*ours)


def _build_record(*further: pw.Field) -> pw.ModelUpdate:
    values = {field: Param(field.name, field) for field in (Row.status, Row.code, Row.answer, *further)}
    freed = {Row.holder: "", Row.lease_until: EPOCH}
    counted = {Row.attempts: Row.attempts + Param("attempts", Row.attempts)}
    return Row.update(values | freed | counted).where(Row.id == Param("id", Row.id))


_BEGIN = Prepared(_build_begin)
_RECORD = Prepared(_build_record)
_RECORD_DUE = Prepared(lambda: _build_record(Row.due_at))
_RECORD_SENT = Prepared(lambda: _build_record(Row.sent_at))
_QUEUE = insertion(
    Row,
    (
        Row.kind,
        Row.automatic,
        Row.sender,
        Row.recipient,
        Row.recipient_key,
        Row.subject,
        Row.message_id,
        Row.token,
        Row.content,
        Row.ticket,
        Row.inbox_item,
        Row.due_at,
        Row.created_at,
    ),
    ignore=True,
)


@cache
def _claim(count: int) -> tuple[Prepared, Prepared]:
    """Taking so many rows, and reading them."""
    ours = among(Row.id, count)
    values = {Row.holder: Param("holder", Row.holder), Row.lease_until: Param("lease_until", Row.lease_until)}
    columns = (
        Row.id,
        Row.kind,
        Row.sender,
        Row.recipient,
        Row.message_id,
        Row.attempts,
        Row.created_at,
        Row.content,
    )
    return (
        Prepared(lambda: Row.update(values).where(ours)),
        Prepared(lambda: Row.select(*columns).where(ours).order_by(Row.due_at, Row.id)),
    )


@cache
def _find_by(name: str, count: int) -> Prepared:
    ours = among(getattr(Row, name), count)
    columns = (Row.id, Row.ticket, Row.recipient_key, Row.kind, Row.inbox_item, Row.created_at)
    return Prepared(lambda: Row.select(*columns).where(ours))


def _build_count(*where: pw.Expression) -> pw.ModelSelect[Row]:
    young = Row.created_at > Param("since", Row.created_at)
    return Row.select(pw.fn.COUNT(Row.id)).where(young, Row.automatic, *where)


_SINCE = Prepared(_build_count)
_TO = Prepared(lambda: _build_count(Row.recipient_key == Param("recipient_key", Row.recipient_key)))
_OF = Prepared(lambda: _build_count(Row.ticket == Param("ticket", Row.ticket)))
_THREAD_OF = Prepared(
    lambda: (
        Row.select(Row.message_id)
        .where(
            Row.ticket == Param("ticket", Row.ticket),
            Row.recipient_key == Param("recipient_key", Row.recipient_key),
            Row.status != "dropped",
        )
        .order_by(Row.id.desc())
        .limit(Param("limit", Row.id))
    )
)


@cache
def _of_kinds(count: int) -> Prepared:
    to = Row.recipient_key == Param("recipient_key", Row.recipient_key)
    young = Row.created_at > Param("since", Row.created_at)
    return Prepared(lambda: Row.select(pw.fn.COUNT(Row.id)).where(to, young, among(Row.kind, count)))
