"""How far each folder has been read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.schema import Watermark as Row


@dataclass(frozen=True, slots=True)
class Watermark:
    """
    Attributes:
        last_uid: everything up to it is in the inbox, recorded as a gap, or older than cut_over.
        cut_over: mails received before it are history and are left where they are.
        reconciled_at: when all UIDs of the folder were last compared with the inbox.
    """

    uidvalidity: int
    last_uid: int
    cut_over: datetime
    succeeded_at: datetime
    reconciled_at: datetime


def read(mailbox: str, folder: str) -> Watermark | None:
    row = Row.get_or_none((Row.mailbox == mailbox) & (Row.folder == folder))
    if row is None:
        return None
    return Watermark(row.uidvalidity, row.last_uid, row.cut_over, row.succeeded_at, row.reconciled_at)


def write(mailbox: str, folder: str, mark: Watermark) -> None:
    """Move the mark; belongs in the transaction that stores the mails that it passes."""
    values = {
        Row.uidvalidity: mark.uidvalidity,
        Row.last_uid: mark.last_uid,
        Row.cut_over: mark.cut_over,
        Row.succeeded_at: mark.succeeded_at,
        Row.reconciled_at: mark.reconciled_at,
    }
    key = {Row.mailbox: mailbox, Row.folder: folder}
    Row.insert({**key, **values}).on_conflict(conflict_target=list(key), update=values).execute()
