"""An IMAP connection that another thread can end, that bounds what it reads, and that trusts no answer."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BufferedReader
from typing import Any, cast

from imapclient import IMAPClient, SocketTimeout
from imapclient.response_parser import parse_fetch_response

from processor.errors import MailboxUnavailable

Attributes = dict[bytes, Any]  # of one mail: b"UID", b"RFC822.SIZE", b"BODY[]" ..., as the server chose to answer

# What escapes imapclient and imaplib when a server misbehaves, besides their own errors (which are one tree).
IMAP_FAILURES = (
    imaplib.IMAP4.error,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
LITERAL_LIMIT_BYTES = 64 * 1024 * 1024  # until a caller sets its own: more than any greeting, list or search needs
UIDS_A_COMMAND = 500  # 500 of ten digits stay under the 8192 octets that servers accept in a line (RFC 7162 §4)
# RFC 5530 §3: the trouble passes. SERVERBUG does not: Dovecot says it of a single damaged mail.
PASSING_TROUBLE = re.compile(rb"\[(UNAVAILABLE|INUSE|LIMIT)\b", re.IGNORECASE)


class Lifeline:
    """Another thread's hold on the socket of a connection, from before it is connected."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._cut = False

    def hold(self, sock: socket.socket) -> None:
        """Raises ConnectionAbortedError when the cut came first."""
        with self._lock:
            if self._cut:
                raise ConnectionAbortedError("stopped")
            self._drop()
            self._socket = sock.dup()  # stays valid when TLS takes the descriptor away from *sock*

    def cut(self) -> None:
        """Whatever blocks on the socket returns at once, with an error; no other is held until `renew`."""
        with self._lock:
            self._cut = True
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        with self._lock:
            self._drop()

    def renew(self) -> None:
        with self._lock:
            self._drop()
            self._cut = False

    def _drop(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Line(imaplib.IMAP4):
    """imaplib's protocol over a socket that has a lifeline; TLS from the first byte when *context* is given."""

    def __init__(
        self, host: str, port: int, timeout: float, context: ssl.SSLContext | None, lifeline: Lifeline
    ) -> None:
        self.literal_limit = LITERAL_LIMIT_BYTES
        self._context = context
        self._lifeline = lifeline
        super().__init__(host, port, timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = _dial(self.host, self.port, timeout, self._lifeline)
        if self._context is None:
            return sock
        try:
            return self._context.wrap_socket(sock, server_hostname=self.host)
        except BaseException:
            sock.close()
            raise

    def read(self, size: int) -> bytes:
        if size > self.literal_limit:
            raise self.abort(f"the server announces {size} bytes, more than the {self.literal_limit} allowed")
        return super().read(size)

    def unread(self) -> bool:
        """Whether something lies here that was read from the socket together with what was asked for."""
        if hasattr(self, "_readbuf"):  # Python 3.14 and later
            return bool(self._readbuf)
        before = self.sock.gettimeout()
        self.sock.settimeout(0)
        try:
            return bool(cast(BufferedReader, self.file).peek(1))
        except OSError:  # TLS says so when there is nothing
            return False
        finally:
            self.sock.settimeout(before)


class Connection(IMAPClient):  # type: ignore[misc]  # imapclient has no types
    """
    An IMAPClient whose searches and fetches survive what servers answer.

    Every method may raise any of IMAP_FAILURES; then the connection is to be thrown away.
    """

    def __init__(
        self, host: str, port: int, timeout: float, context: ssl.SSLContext | None, lifeline: Lifeline
    ) -> None:
        self._lifeline = lifeline
        super().__init__(
            host,
            port,
            ssl=context is not None,
            ssl_context=context,
            timeout=SocketTimeout(connect=timeout, read=timeout),
        )
        self.normalise_times = False  # True would apply today's offset to old dates
        self._imap.debug = 0  # imapclient logs every line, and formats it even when nobody listens
        self.complaint = ""  # what the server said last when it did not give what was asked

    def _create_IMAP4(self) -> Line:
        return Line(self.host, self.port, self._timeout.connect, self.ssl_context, self._lifeline)

    def bound_literals(self, limit: int) -> None:
        """A literal of more than *limit* bytes ends the connection instead of filling the memory."""
        self._imap.literal_limit = limit

    def unread(self) -> bool:
        """Whether the server has said something that poll on the socket does not show."""
        sock = self.socket()
        return self._imap.unread() or (isinstance(sock, ssl.SSLSocket) and sock.pending() > 0)

    def found(self, *criteria: str) -> list[int]:
        """UID SEARCH; unsorted. Unlike imapclient's it takes an answer in several lines, or none, for what it is."""
        kind, lines = self._imap.uid("SEARCH", *criteria)
        self._checkok("search", kind, lines)
        numbers = [line.split(b"(")[0].split() for line in lines if line]  # "(MODSEQ n)" may follow: RFC 7162
        return [int(number) for line in numbers for number in line]

    def asked(self, uids: Sequence[int], items: str) -> dict[int, Attributes]:
        """
        UID FETCH; what came, by UID. A mail that is left out, or whose answer cannot be read, is not in it.

        Each answer is read by itself, so a bad one spoils no other, and goes by the UID that stands in it: a server
        that leaves the UID out would otherwise have a sequence number taken for one.

        Raises:
            MailboxUnavailable: the server says that its trouble passes.
        """
        self.complaint = ""
        try:
            kind, lines = self._imap.uid("FETCH", id_set(uids), items)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:  # BAD
            kind, lines = "BAD", [str(error).encode()]
        if kind != "OK":
            self._complain(lines)
            lines = self._imap.untagged_responses.pop("FETCH", [])  # NO may follow what could be given
        return self._by_uid(lines)

    def _complain(self, lines: list[Any]) -> None:
        said = b" ".join(line for line in lines if isinstance(line, bytes))
        self.complaint = said.decode("utf-8", "replace")
        if PASSING_TROUBLE.search(said):
            raise MailboxUnavailable(f"the server says: {self.complaint}")

    def _by_uid(self, lines: list[Any]) -> dict[int, Attributes]:
        mails: dict[int, Attributes] = {}
        for answer in _answers(lines):
            for attributes in self._read(answer):
                uid = attributes.get(b"UID")
                if isinstance(uid, int):
                    mails.setdefault(uid, {}).update(attributes)
        return mails

    def _read(self, answer: list[Any]) -> list[Attributes]:
        try:
            return list(parse_fetch_response(answer, normalise_times=False, uid_is_key=False).values())
        except IMAP_FAILURES as error:
            self.complaint = f"an answer that cannot be read: {error}"
            return []


def id_set(uids: Sequence[int]) -> str:
    """A sequence set (RFC 9051 §9), neighbours joined to ranges: 1:3,7."""
    ranges: list[list[int]] = []
    for uid in sorted(uids):
        if ranges and uid == ranges[-1][1] + 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in ranges)


def portions(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    """*uids* in parts that fit into a command."""
    for start in range(0, len(uids), UIDS_A_COMMAND):
        yield uids[start : start + UIDS_A_COMMAND]


def _answers(lines: list[Any]) -> Iterator[list[Any]]:
    """imaplib gives one FETCH answer as (text, literal) pairs and a last piece of text."""
    answer: list[Any] = []
    for piece in lines:
        if piece is None:
            continue
        answer.append(piece)
        if isinstance(piece, bytes):
            yield answer
            answer = []


def _dial(host: str, port: int, timeout: float | None, lifeline: Lifeline) -> socket.socket:
    """Like socket.create_connection, but another thread can end it while it connects."""
    failure: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        sock = socket.socket(family, kind, protocol)
        try:
            lifeline.hold(sock)
            sock.settimeout(timeout)
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure
