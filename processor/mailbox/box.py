"""What the collector knows of a mailbox: mails by UID, and a wish for what becomes of them afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from processor.config import Limits

UNORDERED_MARK = 0  # watermark of a mailbox whose UIDs say nothing about arrival


@dataclass(frozen=True, slots=True)
class Listed:
    """What the server says about a mail. size: bytes; received_at: aware UTC, None when the server has no date."""

    uid: int
    size: int
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A raw mail. header_only: it is larger than allowed, so raw is its header alone; size is that of the whole."""

    uid: int
    size: int
    received_at: datetime | None
    raw: bytes
    header_only: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A mail that is listed but not given, and what was seen instead."""

    uid: int
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Attributes:
        skipped: number of mails passed over because they were received before the cut-over.
        last_uid: everything up to it is in mails or gaps, was skipped, or has gone: the watermark may move here.
        more: there is more to fetch at once.
    """

    uidvalidity: int
    mails: tuple[Fetched, ...] = ()
    gaps: tuple[Gap, ...] = ()
    skipped: int = 0
    last_uid: int = UNORDERED_MARK
    more: bool = False


class Mailbox(Protocol):
    """
    A folder that is polled. One thread uses it, but for `wake` and `interrupt`, which any thread may call.

    After MailboxUnavailable it is closed; `open` begins again. The object outlives its connections: it remembers
    which mails ended one.
    """

    @property
    def name(self) -> str: ...
    @property
    def folder(self) -> str: ...

    @property
    def uidvalidity(self) -> int:
        """Of the folder as it was opened last."""

    @property
    def settles(self) -> bool:
        """Whether `settle` has anything to do (after is not "keep")."""

    @property
    def deletes(self) -> bool:
        """Whether a mail that is settled is gone for good; never done to one of which only the header was stored."""

    def open(self) -> int:
        """
        Connect and log in; the folder's UIDVALIDITY.

        Raises:
            MailboxUnavailable: try again later.
            MailboxRefused: the login or the folder is refused.
        """

    def fetch_after(self, uid: int, limits: Limits, since: datetime | None) -> Batch:
        """The next mails above the watermark *uid*, those received before *since* left out."""

    def uids(self) -> list[int]:
        """Every UID in the folder, ascending."""

    def fetch(self, uids: Sequence[int], limits: Limits, since: datetime | None = None) -> Batch:
        """A first part of *uids*, as much as the limits allow; batch.last_uid says how far it came."""

    def settle(self, uids: Sequence[int]) -> None:
        """
        Leave, flag, move or delete mails that are safely stored; doing it twice does no harm.

        Raises:
            MailboxRefused: the server does not allow it; the mailbox stays open.
            MailboxUnavailable: the connection is gone.
        """

    def wait(self, seconds: float) -> None:
        """
        Return after *seconds*, or sooner when there is news or `wake` was called.

        Raises:
            MailboxUnavailable: the connection died.
        """

    def wake(self) -> None:
        """End `wait`, now or the next time."""

    def interrupt(self) -> None:
        """End whatever blocks, with MailboxUnavailable; for a stop that cannot wait for the server."""

    def close(self) -> None:
        """Log out. Never raises."""
