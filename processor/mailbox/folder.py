"""Selecting the folder: what it is, what may be done in it."""

from __future__ import annotations

import imaplib
from dataclasses import dataclass
from typing import Any

from processor.errors import MailboxRefused, MailboxUnavailable
from processor.mailbox.connection import PASSING_TROUBLE, Connection

# RFC 6154 §2: mail that was written here would come back as if somebody had sent it
OUTGOING = {b"\\sent", b"\\drafts"}
NO_UIDVALIDITY = 0  # the server has none: then there is only ever this one life of the folder


@dataclass(frozen=True, slots=True)
class Selected:
    """
    Attributes:
        mails: number of mails when it was selected.
        flags: flags that the server keeps, lower case; b"\\\\*" stands for any keyword (RFC 9051 §7.1).
    """

    uidvalidity: int
    mails: int
    flags: frozenset[bytes]

    def keeps(self, flag: bytes) -> bool:
        return flag.lower() in self.flags or (b"\\*" in self.flags and not flag.startswith(b"\\"))


def select(connection: Connection, folder: str, to_read_only: bool) -> Selected:
    """
    SELECT, or EXAMINE when nothing in it shall change.

    Raises:
        MailboxRefused: there is no such folder, it may only be read, or it holds mail that was sent from here.
    """
    _refuse_outgoing(connection, folder)
    try:
        answer = connection.select_folder(folder, readonly=to_read_only)
    except imaplib.IMAP4.readonly as error:
        raise MailboxRefused(f'{folder} may only be read; write after = "keep"') from error
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        if PASSING_TROUBLE.search(str(error).encode()):
            raise MailboxUnavailable(str(error)) from error
        raise MailboxRefused(f"{folder}: {error}") from error
    return _read(answer)


def ensure_folder(connection: Connection, folder: str) -> None:
    """Make *folder* unless it is there. Raises MailboxRefused."""
    try:
        if not connection.folder_exists(folder):
            connection.create_folder(folder)
            connection.subscribe_folder(folder)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailboxRefused(f"{folder} cannot be made: {error}") from error


def _refuse_outgoing(connection: Connection, folder: str) -> None:
    for flags, _, name in connection.list_folders("", folder):
        if name == folder and OUTGOING & {bytes(flag).lower() for flag in flags}:
            raise MailboxRefused(f"{folder} is where this account keeps mail of its own; poll incoming mail")


def _read(answer: dict[bytes, Any]) -> Selected:
    flags = answer.get(b"PERMANENTFLAGS", answer.get(b"FLAGS", ()))
    return Selected(
        uidvalidity=answer.get(b"UIDVALIDITY", NO_UIDVALIDITY),
        mails=answer.get(b"EXISTS", 0),
        flags=frozenset(bytes(flag).lower() for flag in flags),
    )
