"""What becomes of a mail in the mailbox after it is safely stored: nothing, a mark, another folder, or its end."""

from __future__ import annotations

import imaplib
from collections.abc import Sequence

from imapclient import DELETED, SEEN

from processor.errors import MailboxRefused, MailboxUnavailable
from processor.mailbox.connection import PASSING_TROUBLE, Connection, portions
from processor.mailbox.folder import Selected, ensure_folder

# A hint for people and other programs; the database is what counts (some servers drop keywords without a word).
TAKEN = b"$TicketdSeen"


class Settler:
    """
    Carries out *after* on one connection. Each is idempotent: RFC 9051 lets UID commands pass over mails that are gone.

    Every method raises MailboxRefused when the server says no.
    """

    def __init__(self, connection: Connection, selected: Selected) -> None:
        self._connection = connection
        self._selected = selected
        self._ready: set[str] = set()  # folders that are known to be there

    def settle(self, uids: Sequence[int], after: str, folder: str) -> None:
        for portion in portions(uids):
            try:
                self._carry_out(portion, after, folder)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                if PASSING_TROUBLE.search(str(error).encode()):
                    raise MailboxUnavailable(str(error)) from error
                raise MailboxRefused(f"{after}: {error}") from error

    def _carry_out(self, uids: Sequence[int], after: str, folder: str) -> None:
        if after == "flag":
            self._flag(uids)
        elif after == "move":
            self._move(uids, folder)
        elif after == "delete":
            self._delete(uids)

    def _flag(self, uids: Sequence[int]) -> None:
        flags = [flag for flag in (SEEN, TAKEN) if self._selected.keeps(flag)]
        self._connection.add_flags(uids, flags or [SEEN], silent=True)

    def _move(self, uids: Sequence[int], folder: str) -> None:
        if folder not in self._ready:
            ensure_folder(self._connection, folder)
            self._ready.add(folder)
        if self._connection.has_capability("MOVE"):
            self._connection.move(uids, folder)
            return
        left = self._without_deleted(uids)
        if left:
            self._connection.copy(left, folder)
        self._delete(uids)

    def _without_deleted(self, uids: Sequence[int]) -> list[int]:
        """Those that a move that was cut off has not copied yet."""
        answers = self._connection.asked(uids, "(UID FLAGS)")
        return [uid for uid in uids if uid in answers and DELETED not in (answers[uid].get(b"FLAGS") or ())]

    def _delete(self, uids: Sequence[int]) -> None:
        """
        Mark as deleted and take away these mails only (UIDPLUS, RFC 4315).

        Without UIDPLUS they stay marked: a plain EXPUNGE would take what other people have marked as well.
        """
        self._connection.add_flags(uids, [DELETED], silent=True)
        if self._connection.has_capability("UIDPLUS"):
            self._connection.uid_expunge(uids)
