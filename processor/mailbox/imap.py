"""A folder on an IMAP server."""

from __future__ import annotations

import imaplib
import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from processor.config import Limits
from processor.config import Mailbox as Section
from processor.errors import MailboxRefused, MailboxUnavailable, SessionOver
from processor.mailbox.box import Batch
from processor.mailbox.connection import IMAP_FAILURES, Connection, Lifeline
from processor.mailbox.fetching import Fetcher, Memory
from processor.mailbox.folder import Selected, select
from processor.mailbox.idle import wait_for_news
from processor.mailbox.listing import uids_above
from processor.mailbox.login import connect
from processor.mailbox.settling import Settler
from processor.mailbox.wake import WakePipe
from processor.oauth.sign_in import LogIn
from processor.oauth.tokens import Tokens

GOODBYE_S = 1.0  # LOGOUT is a courtesy (it frees a slot at the server at once); a stop must not wait longer for it
# What Exchange Online and Gmail say in their BYE to a session that has outlived its token.
SESSION_OVER = re.compile("AccessTokenExpired|Session expired")
LIVED_S = 60.0  # a session that ends sooner is trouble: tokens live for an hour, and logins must not chase each other
IDLE_FAILURES = 2  # then we only poll: some servers advertise IDLE and refuse it
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Session:
    connection: Connection
    selected: Selected
    settler: Settler
    begun: float


class ImapBox:
    """
    See Mailbox. What imapclient raises becomes MailboxUnavailable here, and the connection is thrown away with it.

    Args:
        log_in: asked at each login, so that a changed password is used without a restart.
        clock: seconds that only go forward.
    """

    def __init__(self, section: Section, log_in: LogIn, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = section.name
        self.folder = section.folder
        self.settles = section.after != "keep"
        self.deletes = section.after == "delete"
        self._section = section
        self._log_in = log_in
        self._clock = clock
        self._wake = WakePipe()
        self._lifeline = Lifeline()
        self._session: Session | None = None
        self._memory = Memory(0)
        self._ahead: list[int] = []  # of the last list, so that many batches need but one
        self._highest = 0  # the highest UID that a list has shown
        self._idle_failures = 0

    @property
    def uidvalidity(self) -> int:
        return self._memory.uidvalidity

    def open(self) -> int:
        self._part()
        with self._translated("open"):
            connection, selected = self._connected()
        self._session = Session(connection, selected, Settler(connection, selected), self._clock())
        self._ahead = []
        if self._memory.uidvalidity != selected.uidvalidity:
            self._memory = Memory(selected.uidvalidity)
            self._highest = 0
        return selected.uidvalidity

    def fetch_after(self, uid: int, limits: Limits, since: datetime | None) -> Batch:
        with self._at_work("fetch") as session:
            if not self._ahead or self._ahead[-1] <= uid:
                self._ahead = self._above(session, uid)
            uids = self._ahead[bisect_right(self._ahead, uid) :]
            if not uids:
                return Batch(session.selected.uidvalidity, last_uid=uid)
            return Fetcher(session.connection, limits, since, self._memory).batch(uids)

    def uids(self) -> list[int]:
        with self._at_work("list") as session:
            return self._above(session, 0)

    def fetch(self, uids: Sequence[int], limits: Limits, since: datetime | None = None) -> Batch:
        wanted = sorted(set(uids) - self._memory.old)
        with self._at_work("fetch") as session:
            if not wanted:
                return Batch(session.selected.uidvalidity, last_uid=max(uids, default=0))
            return Fetcher(session.connection, limits, since, self._memory).batch(wanted)

    def settle(self, uids: Sequence[int]) -> None:
        with self._at_work("settle") as session:
            session.settler.settle(uids, self._section.after, self._section.move_to)

    def wait(self, seconds: float) -> None:
        idle = self._section.idle and self._idle_failures < IDLE_FAILURES
        with self._at_work("wait") as session:
            # news that came with the answer to another command is not told again
            if idle and uids_above(session.connection, self._highest, session.selected.mails):
                return
            try:
                wait_for_news(session.connection, self._wake, seconds, idle)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error:
                self._idle_failures += 1
                raise
            self._idle_failures = 0

    def wake(self) -> None:
        self._wake.set()

    def interrupt(self) -> None:
        self._wake.set()
        self._lifeline.cut()

    def close(self) -> None:
        self._part()
        self._lifeline.renew()

    def _connected(self) -> tuple[Connection, Selected]:
        try:
            connection = connect(self._section, self._log_in, self._lifeline)
            try:
                return connection, select(connection, self.folder, not self.settles)
            except BaseException:
                _log_out(connection)
                raise
        except BaseException:
            self._lifeline.let_go()
            raise

    def _above(self, session: Session, uid: int) -> list[int]:
        uids = uids_above(session.connection, uid, session.selected.mails)
        self._highest = max([self._highest, *uids[-1:]])
        return uids

    @contextmanager
    def _at_work(self, doing: str) -> Iterator[Session]:
        with self._translated(doing):
            if self._session is None:
                raise MailboxUnavailable("it is not open")
            yield self._session

    @contextmanager
    def _translated(self, doing: str) -> Iterator[None]:
        """The edge of the session: what fails here fails as one of our errors."""
        try:
            yield
        except MailboxRefused as error:
            raise MailboxRefused(f"{self.name}: {error}") from error
        except (MailboxUnavailable, *IMAP_FAILURES) as error:
            self._memory.blame()
            kind = self._kind_of(error)
            self._hang_up()
            raise kind(f"{self.name}: {doing}: {_reason(error)}") from error

    def _kind_of(self, error: BaseException) -> type[MailboxUnavailable]:
        """A session that ends with its token is no trouble, once it has lived for a while."""
        if not isinstance(self._log_in, Tokens) or not SESSION_OVER.search(str(error)):
            return MailboxUnavailable
        self._log_in.expire()
        lived = self._clock() - self._session.begun if self._session else 0.0
        return SessionOver if lived >= LIVED_S else MailboxUnavailable

    def _part(self) -> None:
        session, self._session = self._session, None
        if session:
            _log_out(session.connection)
        self._lifeline.let_go()

    def _hang_up(self) -> None:
        session, self._session = self._session, None
        if session:
            with suppress(*IMAP_FAILURES):
                session.connection.shutdown()
        self._lifeline.let_go()


def _log_out(connection: Connection) -> None:
    try:
        connection.socket().settimeout(GOODBYE_S)
        connection.logout()
    except IMAP_FAILURES:
        with suppress(*IMAP_FAILURES):
            connection.shutdown()


def _reason(error: BaseException) -> str:
    text = str(error)
    return text if isinstance(error, (MailboxUnavailable, imaplib.IMAP4.error)) else f"{type(error).__name__}: {text}"
