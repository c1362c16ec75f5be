"""The journal of raw received mail: one row a UID, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

import peewee as pw

from db.fields import EPOCH
from db.packing import packed, unpacked
from db.prepared import Insertions, Param, Prepared, among, each, filled
from db.rows import counts_by, first, locked, newest_rows, rows, skip_locked
from db.schema import InboxItem as Row
from db.schema import Ticket

Status = Literal["new", "ticket", "follow_up", "command", "held", "ignored", "quarantined", "gap"]
IN_CHUNK = 500  # values in one IN (...): engines refuse hundreds of thousands


@dataclass(frozen=True, slots=True)
class Received:
    """
    A raw mail as collected.

    Attributes:
        size: bytes on the server, which for a header-only mail is more than len(raw).
        settled: nothing is to be done with it in the mailbox.
    """

    uid: int
    size: int
    received_at: datetime
    raw: bytes
    header_only: bool = False
    history: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where mails come from: a folder in one of its lives (RFC 9051 §2.3.1.1)."""

    mailbox: str
    folder: str
    uidvalidity: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """An item taken up for intake. attempts: this one included."""

    id: int
    mailbox: str
    received_at: datetime
    size: int
    header_only: bool
    history: bool
    attempts: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Summary:
    """An item as lists show it."""

    id: int
    mailbox: str
    uid: int
    received_at: datetime
    size: int
    status: str
    reason: str
    sender: str
    subject: str
    attempts: int
    ticket: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item. identity: None leaves it without one (a duplicate, a mail that was never read)."""

    status: Status
    reason: str
    ticket_id: int | None = None
    identity: str | None = None
    sender: str = ""
    subject: str = ""


def store(source: Source, mails: Sequence[Received], now: datetime) -> int:
    """Put *mails* into the inbox; those that are there already stay as they are. Number of new ones."""
    if not mails:
        return 0
    new = [_row(source, mail, now) for mail in mails]
    gaps = _gaps(source, [mail.uid for mail in mails])
    mended = sum(_fill_gap(source, row) for row in new if row["uid"] in gaps and not row["history"])
    return mended + _STORE.write(new)


def store_gaps(source: Source, gaps: Iterable[tuple[int, str]], now: datetime) -> int:
    """Record UIDs that the server lists but does not give, as (uid, reason); number of new ones."""
    new = [
        {
            **_key(source, uid),
            "received_at": now,
            "collected_at": now,
            "size": 0,
            "status": "gap",
            "reason": reason,
        }
        for uid, reason in gaps
    ]
    return int(Row.insert_many(new).on_conflict_ignore().as_rowcount().execute()) if new else 0


def known_uids(source: Source, uids: Sequence[int]) -> set[int]:
    """Those of *uids* that the inbox has, gaps left out (they are worth another try)."""
    found: set[int] = set()
    for start in range(0, len(uids), IN_CHUNK):
        query = Row.select(Row.uid).where(_of(source), Row.uid.in_(uids[start : start + IN_CHUNK]), Row.status != "gap")
        found.update(uid for (uid,) in rows(query))
    return found


def all_uids(source: Source) -> set[int]:
    """Every UID of *source* that the inbox has, gaps left out."""
    return {uid for (uid,) in rows(Row.select(Row.uid).where(_of(source), Row.status != "gap"))}


def unsettled(source: Source, limit: int) -> list[int]:
    """UIDs whose mails are stored, but whose place in the mailbox has not been settled (flagged, moved ...) yet."""
    query = Row.select(Row.uid).where(_of(source), ~Row.settled, Row.status != "gap").order_by(Row.uid).limit(limit)
    return [uid for (uid,) in rows(query)]


def mark_settled(source: Source, uids: Sequence[int]) -> None:
    for start in range(0, len(uids), IN_CHUNK):
        Row.update(settled=True).where(_of(source), Row.uid.in_(uids[start : start + IN_CHUNK])).execute()


def claim(holder: str, now: datetime, until: datetime, limit: int, budget: int) -> list[Claimed]:
    """
    Take up the oldest new items, at most *limit* of them and about *budget* bytes, until the lease ends at *until*.

    On PostgreSQL several hosts may claim at once: rows that another one is taking are passed over.
    """
    query = Row.select(Row.id, Row.size).where(Row.status == "new", Row.lease_until < now).order_by(Row.id).limit(limit)
    ids = _within(rows(skip_locked(query)), budget)
    if not ids:
        return []
    wanted = filled(ids)
    take, read = _claim(len(wanted))
    take.write(holder=holder, lease_until=until, **each(Row.id, wanted))
    return [_item(row) for row in read.rows(**each(Row.id, wanted))]


def still_held(holder: str, ids: Sequence[int]) -> set[int]:
    """Those of *ids* that are new and *holder*'s still, and nobody else's until this unit of work ends."""
    query = Row.select(Row.id).where(Row.id.in_(list(ids)), Row.holder == holder, Row.status == "new").order_by(Row.id)
    return {item_id for (item_id,) in rows(locked(query))}


def claim_uid(source: Source, uid: int) -> Claimed:
    """The one item with this UID, for use within the unit that stored it."""
    (row,) = rows(Row.select(*_CLAIMED).where(_of(source), Row.uid == uid))
    return _item(row)


def release(ids: Sequence[int]) -> None:
    """Give claimed items back untouched, as at an orderly stop."""
    Row.update(holder="", lease_until=EPOCH, attempts=Row.attempts - 1).where(
        Row.id.in_(ids), Row.status == "new"
    ).execute()


def holders() -> list[str]:
    """Who has items claimed, whether their leases still run or not."""
    return [
        holder for (holder,) in rows(Row.select(Row.holder).where(Row.status == "new", Row.holder != "").distinct())
    ]


def free(holder: str) -> int:
    """Give back what a process that is gone had claimed; the attempts count. How many."""
    query = Row.update(holder="", lease_until=EPOCH)
    return int(query.where(Row.status == "new", Row.holder == holder).execute())


def defer(item_id: int, reason: str) -> None:
    """Give an item back after a failed attempt; the attempt counts."""
    Row.update(holder="", lease_until=EPOCH, reason=reason).where(Row.id == item_id).execute()


def conclude(item_id: int, outcome: Outcome) -> None:
    """
    Write what became of an item.

    Raises:
        IntegrityError: another item has this identity already (two deliveries at once): the unit is to be run again.
    """
    _CONCLUDE.write(
        id=item_id,
        status=outcome.status,
        reason=outcome.reason,
        ticket=outcome.ticket_id,
        identity=outcome.identity,
        sender=outcome.sender,
        subject=outcome.subject,
    )


def find_identity(identity: str) -> tuple[int, int | None] | None:
    """(id, ticket id) of the item that has been taken in under *identity*."""
    found = _FIND_IDENTITY.first(identity=identity)
    return (found[0], found[1]) if found else None


def replay(item_id: int) -> bool:
    """Put a quarantined item back in line; False when it is not in quarantine."""
    query = Row.update(status="new", reason="", attempts=0, lease_until=EPOCH)
    return bool(query.where(Row.id == item_id, Row.status == "quarantined").execute())


def raw_of(item_id: int) -> bytes | None:
    """The mail as received; None when there is no such item or it is a gap."""
    found = first(Row.select(Row.content).where(Row.id == item_id, Row.content.is_null(False)))
    return unpacked(found[0]) if found else None


def subjects_of(ticket_id: int, but_of: Collection[str], limit: int) -> list[str]:
    """
    Different subjects of a ticket's mails, at most *limit*: without those whose commands were carried out, and without
    those that came from one of the addresses *but_of* (lower case).
    """
    query = Row.select(Row.subject).where(Row.ticket == ticket_id, Row.status != "command")
    others = query.where(pw.fn.LOWER(Row.sender).not_in(list(but_of))).distinct()
    return [subject for (subject,) in rows(others.limit(limit))]


def summaries(statuses: Sequence[str] = (), limit: int = 50) -> list[Summary]:
    """The newest items, of the given statuses if any are given."""
    columns = (Row.id, Row.mailbox, Row.uid, Row.received_at, Row.size, Row.status, Row.reason)
    more = (Row.sender, Row.subject, Row.attempts, pw.fn.COALESCE(Ticket.number, ""))
    query = Row.select(*columns, *more).join(Ticket, pw.JOIN.LEFT_OUTER, on=(Row.ticket == Ticket.id))
    return [Summary(*fields) for fields in newest_rows(query, statuses, limit)]


def counts() -> dict[str, int]:
    """Number of items by status."""
    return counts_by(Row.status)


def _key(source: Source, uid: int) -> dict[str, object]:
    return {"mailbox": source.mailbox, "folder": source.folder, "uidvalidity": source.uidvalidity, "uid": uid}


def _of(source: Source) -> pw.Expression:
    return (Row.mailbox == source.mailbox) & (Row.folder == source.folder) & (Row.uidvalidity == source.uidvalidity)


def _row(source: Source, mail: Received, now: datetime) -> dict[str, object]:
    return {
        **_key(source, mail.uid),
        "received_at": mail.received_at,
        "collected_at": now,
        "size": mail.size,
        "header_only": mail.header_only,
        "history": mail.history,
        "settled": mail.history or mail.settled,
        "content": packed(mail.raw),
    }


def _item(row: Sequence[Any]) -> Claimed:
    return Claimed(*(*row[:-1], unpacked(row[-1])))


def _gaps(source: Source, uids: Sequence[int]) -> set[int]:
    """
    Those from the lowest to the highest of *uids*.

    Looked up once a batch: an UPDATE for each mail that may fill one costs more than storing the mails.
    """
    found = _GAPS.rows(
        mailbox=source.mailbox,
        folder=source.folder,
        uidvalidity=source.uidvalidity,
        lowest=min(uids),
        highest=max(uids),
    )
    return {uid for (uid,) in found}


def _fill_gap(source: Source, row: dict[str, object]) -> int:
    """A mail that the server did not give before arrives after all."""
    fresh = {**row, "status": "new", "reason": ""}
    return int(Row.update(fresh).where(_of(source), Row.uid == row["uid"], Row.status == "gap").execute())


def _within(sizes: Sequence[tuple[Any, ...]], budget: int) -> list[int]:
    """Ids from the front whose sizes stay within *budget*; always at least one."""
    taken: list[int] = []
    for item_id, size in sizes:
        budget -= size
        if taken and budget < 0:
            break
        taken.append(item_id)
    return taken


def _build_conclude() -> pw.ModelUpdate:
    written = (Row.status, Row.reason, Row.ticket, Row.identity, Row.sender, Row.subject)
    freed = {Row.holder: "", Row.lease_until: EPOCH}
    return Row.update({field: Param(field.name, field) for field in written} | freed).where(
        Row.id == Param("id", Row.id)
    )


_GAPS = Prepared(
    lambda: Row.select(Row.uid).where(
        Row.mailbox == Param("mailbox", Row.mailbox),
        Row.folder == Param("folder", Row.folder),
        Row.uidvalidity == Param("uidvalidity", Row.uidvalidity),
        Row.uid.between(Param("lowest", Row.uid), Param("highest", Row.uid)),
        Row.status == "gap",
    )
)
_STORE = Insertions(
    Row,
    (
        Row.mailbox,
        Row.folder,
        Row.uidvalidity,
        Row.uid,
        Row.received_at,
        Row.collected_at,
        Row.size,
        Row.header_only,
        Row.history,
        Row.settled,
        Row.content,
    ),
)
_CLAIMED = (
    Row.id,
    Row.mailbox,
    Row.received_at,
    Row.size,
    Row.header_only,
    Row.history,
    Row.attempts,
    Row.content,
)


@cache
def _claim(count: int) -> tuple[Prepared, Prepared]:
    """Taking so many items, and reading them."""
    ours = among(Row.id, count)
    values = {Row.holder: Param("holder", Row.holder), Row.lease_until: Param("lease_until", Row.lease_until)}
    return (
        Prepared(lambda: Row.update(values | {Row.attempts: Row.attempts + 1}).where(ours)),
        Prepared(lambda: Row.select(*_CLAIMED).where(ours).order_by(Row.id)),
    )


_CONCLUDE = Prepared(_build_conclude)
_FIND_IDENTITY = Prepared(lambda: Row.select(Row.id, Row.ticket).where(Row.identity == Param("identity", Row.identity)))
