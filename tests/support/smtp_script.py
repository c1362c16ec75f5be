"""A small SMTP server that misbehaves by script: it drops, stalls or refuses at any step."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, repeat
from typing import Any

from processor.config import Smtp

DROP = "DROP"  # close the connection instead of answering
STALL = "STALL"  # say nothing until the client goes or the server stops
PATIENCE_S = 20  # the longest that a forgotten connection lives

DEFAULTS = {
    "CONNECT": "220 relay.example ready",
    "DATA": "354 go ahead",
    "BODY": "",
    "DOT": "250 taken",
    "QUIT": "221 bye",
    "AUTH": "235 welcome",
    "STARTTLS": "454 not now",
}


class ScriptedRelay:
    """
    A server on a free loopback port, as a context.

    Args:
        answers: step → its answers in their order over all connections; then the usual answer again. Steps are the
            verbs and CONNECT (the greeting), BODY (the first line of a mail), DOT (after its last).
            An answer is a reply line, `DROP` or `STALL`.
        extensions: lines of the answer to EHLO.

    Attributes:
        commands: every line from clients but the mails' own.
        taken: mails that came whole, answered or not.
        recipients: of those mails, in the same order.
    """

    def __init__(
        self, answers: Mapping[str, Iterable[str]] | None = None, extensions: Sequence[str] = ("SIZE 10000000",)
    ) -> None:
        self.extensions = tuple(extensions)
        self.commands: list[str] = []
        self.taken: list[bytes] = []
        self.recipients: list[str] = []
        self.connections = 0
        self._answers: dict[str, Iterator[str]] = {step: iter(given) for step, given in (answers or {}).items()}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._open: set[socket.socket] = set()
        self._server = _Server(("127.0.0.1", 0), _Session)
        self._server.relay = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def section(self, **changes: Any) -> Smtp:
        """The [smtp] section for this server; seconds may be fractions here, so that a test need not wait."""
        base = Smtp(host="127.0.0.1", port=self.port, tls="none", timeout_s=10, data_timeout_s=10)
        return base.model_copy(update=changes)

    def __enter__(self) -> ScriptedRelay:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        for connection in list(self._open):
            connection.close()
        self._server.server_close()
        self._thread.join()

    def verbs(self) -> list[str]:
        return [line.partition(" ")[0].upper() for line in self.commands]

    def answer(self, step: str) -> str:
        with self._lock:
            return next(self._answers.get(step, iter(())), DEFAULTS.get(step, "250 ok"))

    def converse(self, session: _Session) -> None:
        """One connection, from the greeting to its end."""
        with self._lock:
            self.connections += 1
            self._open.add(session.connection)
        session.say(self.answer("CONNECT"))
        for line in session.lines():
            self.commands.append(line)
            verb = line.partition(" ")[0].upper()
            answer = self.answer(verb)
            if verb == "EHLO" and answer == "250 ok":
                answer = "\r\n".join([*(f"250-{line}" for line in ("relay.example", *self.extensions)), "250 HELP"])
            session.say(answer)
            if verb == "RCPT":
                session.recipient = line.partition(":")[2].strip("<> ")
            if verb == "DATA" and answer.startswith("354"):
                self._take(session)
            if verb == "QUIT":
                return

    def _take(self, session: _Session) -> None:
        raw = b""
        for number, line in enumerate(session.rfile):
            if number == 0 and (hitch := self.answer("BODY")):
                session.say(hitch)
            if line == b".\r\n":
                break
            raw += line.removeprefix(b".")
        else:
            return
        self.taken.append(raw)
        self.recipients.append(session.recipient)
        session.say(self.answer("DOT"))

    def wait_stopped(self) -> None:
        self._stopped.wait(PATIENCE_S)


class _Gone(Exception):
    """The connection ends here."""


class _Session(socketserver.StreamRequestHandler):
    server: _Server
    timeout = PATIENCE_S
    recipient = ""

    def handle(self) -> None:
        with suppress(_Gone, OSError, ValueError):  # ValueError: the file was closed when the server stopped
            self.server.relay.converse(self)

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def say(self, answer: str) -> None:
        if answer == STALL:
            self.server.relay.wait_stopped()
        if answer in (DROP, STALL):
            raise _Gone
        self.wfile.write(answer.encode() + b"\r\n")

    def lines(self) -> Iterator[str]:
        for line in self.rfile:
            yield line.decode("utf-8", "replace").rstrip("\r\n")


class _Server(socketserver.ThreadingTCPServer):
    relay: ScriptedRelay
    daemon_threads = True
    request_queue_size = 64


def then(*answers: str) -> Iterable[str]:
    """These answers, and the last of them for ever."""
    return chain(answers, repeat(answers[-1]))
