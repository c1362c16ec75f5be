"""What stands in the thread of a ticket: ids, writers, files."""

from __future__ import annotations

from collections.abc import Collection

from db.rows import first, rows
from db.schema import Entry, EntryAttachment, InboxItem, ThreadId
from db.tickets import File


def ids_of(ticket_id: int) -> list[str]:
    """Message-IDs of the mails that users have written to a ticket, oldest first."""
    query = ThreadId.select(ThreadId.message_id).where(ThreadId.ticket == ticket_id).order_by(ThreadId.id)
    return [message_id for (message_id,) in rows(query)]


def writers_of(ticket_id: int) -> set[str]:
    """Addresses of the users who have written to a ticket."""
    query = Entry.select(Entry.author_addr).where(Entry.ticket == ticket_id, Entry.kind == "user").distinct()
    return {addr for (addr,) in rows(query)}


def files_of(ticket_id: int) -> list[File]:
    """All files of a thread, oldest first, each content under each name once."""
    columns = (EntryAttachment.blob, EntryAttachment.name, EntryAttachment.content_type)
    more = (EntryAttachment.cid, EntryAttachment.inline)
    query = EntryAttachment.select(*columns, *more).join(Entry).where(Entry.ticket == ticket_id)
    found = [File(*row) for row in rows(query.order_by(EntryAttachment.id))]
    return list({(file.sha256, file.name): file for file in found}.values())


def sent_by_users(ticket_ids: Collection[int]) -> set[str]:
    """Contents (sha256) of the files that users have sent to these tickets (a few hundred at most)."""
    query = EntryAttachment.select(EntryAttachment.blob).join(Entry)
    return {sha256 for (sha256,) in rows(query.where(Entry.ticket.in_(list(ticket_ids)), Entry.kind == "user"))}


def is_history(ticket_id: int) -> bool:
    """Nobody has written to it since the desk began: its mails were there before."""
    live = Entry.select(Entry.id).join(InboxItem).where(Entry.ticket == ticket_id, ~InboxItem.history)
    old = Entry.select(Entry.id).join(InboxItem).where(Entry.ticket == ticket_id, InboxItem.history)
    return first(old) is not None and first(live) is None
