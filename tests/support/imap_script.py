"""An IMAP server on a thread that behaves by the book until the script tells it to misbehave."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal

PASSWORD = "secret"
CAPABILITIES = ("IMAP4rev1", "UIDPLUS", "MOVE", "ID", "IDLE", "AUTH=PLAIN")
Then = Literal["stay", "close", "hang"]


@dataclass
class Mail:
    raw: bytes
    date: bytes = b"22-Nov-2026 09:00:00 +0000"
    flags: set[str] = field(default_factory=set)
    size: int | None = None  # what the server claims; None: the truth

    @property
    def claimed(self) -> int:
        return len(self.raw) if self.size is None else self.size


@dataclass(frozen=True)
class Command:
    tag: bytes
    text: str  # without tag: UID FETCH 1:2 (UID RFC822.SIZE)


class Wire:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, stopped: threading.Event) -> None:
        self.sock = sock
        self.reader = sock.makefile("rb")
        self.stopped = stopped
        self.introduced = False
        self.sent = 0

    def send(self, data: bytes) -> None:
        self.sent += len(data)
        self.sock.sendall(data)

    def line(self) -> bytes:
        return self.reader.readline().rstrip(b"\r\n")

    def close(self) -> None:
        self.reader.close()
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()


Action = Callable[[Command, Wire], bool]  # True: the server goes on


def say(answer: bytes, then: Then = "stay") -> Action:
    """Answer with *answer* ({tag} stands for the tag), then go on, close the connection, or say nothing for ever."""

    def act(command: Command, wire: Wire) -> bool:
        wire.send(answer.replace(b"{tag}", command.tag))
        if then == "hang":
            wire.stopped.wait()
        return then == "stay"

    return act


def fetched(uid: int, raw: bytes, sequence: int = 1) -> bytes:
    """One whole answer to a FETCH of a body."""
    return b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (sequence, uid, len(raw), raw)


@dataclass
class Fault:
    pattern: re.Pattern[str]
    action: Action
    times: int

    def matches(self, command: Command) -> bool:
        return self.times > 0 and bool(self.pattern.match(command.text))


class ImapScript:
    """
    One account with one folder, as a context.

    Attributes:
        mails: by UID. folders: what was copied or moved to others. commands: all that was said to it.
        spoiled: what is answered, for a UID, in place of its body.
        keeps_keywords: whether a STORE of a keyword has an effect (it is answered OK all the same).
    """

    def __init__(
        self, mails: Iterable[bytes] = (), context: ssl.SSLContext | None = None, starttls: bool = False
    ) -> None:
        self.mails = {uid: Mail(raw) for uid, raw in enumerate(mails, start=1)}
        self.folders: dict[str, list[bytes]] = {}
        self.capabilities: tuple[str, ...] = CAPABILITIES
        self.uidvalidity: int | None = 7
        self.permanent_flags = r"(\Seen \Deleted \*)"
        self.list_flags = r"\HasNoChildren"
        self.keeps_keywords = True
        self.spoiled: dict[int, bytes] = {}
        self.demands_id = False
        self.commands: list[str] = []
        self.idling = threading.Event()
        self._context = context
        self._starttls = starttls
        self._faults: list[Fault] = []
        self._wires: list[Wire] = []
        self._threads: list[threading.Thread] = []
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> ImapScript:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.hang_up()
        for thread in self._threads:
            thread.join(5)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"imap://127.0.0.1:{self.port}"

    @property
    def sent(self) -> int:
        """Bytes sent in all."""
        return sum(wire.sent for wire in self._wires)

    @property
    def connections(self) -> int:
        return len(self._wires)

    def said(self, pattern: str) -> list[str]:
        return [command for command in self.commands if re.match(pattern, command)]

    def fault(self, pattern: str, action: Action, times: int = 1_000_000) -> None:
        """Commands that match *pattern* are answered by *action*, the first *times* times; later faults go first."""
        self._faults.insert(0, Fault(re.compile(pattern), action, times))

    def recover(self) -> None:
        self._faults.clear()

    def deliver(self, raw: bytes) -> int:
        """A new mail, announced to those who idle."""
        uid = max(self.mails, default=0) + 1
        self.mails[uid] = Mail(raw)
        for wire in self._wires:
            with suppress(OSError):
                wire.send(b"* %d EXISTS\r\n" % len(self.mails))
        return uid

    def hang_up(self) -> None:
        """End every connection."""
        for wire in self._wires:
            with suppress(OSError):
                wire.sock.shutdown(socket.SHUT_RDWR)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, sock)

    def _serve(self, sock: socket.socket) -> None:
        try:
            if self._context and not self._starttls:
                sock = self._context.wrap_socket(sock, server_side=True)
        except OSError:
            sock.close()
            return
        wire = Wire(sock, self._stopped)
        self._wires.append(wire)
        with suppress(OSError, ValueError):
            if self._obey(Command(b"*", "GREETING"), wire):
                while (line := wire.line()) and self._take(line, wire):
                    pass
        wire.close()

    def _take(self, line: bytes, wire: Wire) -> bool:
        tag, _, text = line.partition(b" ")
        return self._obey(Command(tag, text.decode("utf-8", "replace")), wire)

    def _obey(self, command: Command, wire: Wire) -> bool:
        self.commands.append(command.text)
        for fault in self._faults:
            if fault.matches(command):
                fault.times -= 1
                return fault.action(command, wire)
        return self.behave(command, wire)

    def behave(self, command: Command, wire: Wire) -> bool:
        """What a good server does; for actions that begin or end with it."""
        words = command.text.split()
        verb = words[1] if words[0] == "UID" else words[0]
        answer = getattr(self, f"_do_{verb.lower()}")(command, words, wire)
        if answer is not None:
            wire.send(answer.encode() + command.tag + b" OK done\r\n" if isinstance(answer, str) else answer)
        return verb != "LOGOUT"

    def _do_greeting(self, command: Command, words: list[str], wire: Wire) -> bytes:
        return b"* OK ready\r\n"

    def _do_capability(self, command: Command, words: list[str], wire: Wire) -> str:
        return f"* CAPABILITY {' '.join(self.capabilities)}\r\n"

    def _do_starttls(self, command: Command, words: list[str], wire: Wire) -> None:
        wire.send(command.tag + b" OK begin\r\n")
        assert self._context
        wire.sock = self._context.wrap_socket(wire.sock, server_side=True)
        wire.reader.close()
        wire.reader = wire.sock.makefile("rb")

    def _do_login(self, command: Command, words: list[str], wire: Wire) -> str | bytes:
        if words[-1] != f'"{PASSWORD}"':
            return command.tag + b" NO [AUTHENTICATIONFAILED] wrong\r\n"
        return ""

    def _do_authenticate(self, command: Command, words: list[str], wire: Wire) -> str:
        wire.send(b"+ \r\n")
        self.commands.append(wire.line().decode())
        return ""

    def _do_id(self, command: Command, words: list[str], wire: Wire) -> str:
        wire.introduced = True
        return "* ID NIL\r\n"

    def _do_list(self, command: Command, words: list[str], wire: Wire) -> str:
        name = words[-1].strip('"')
        known = name == "INBOX" or name in self.folders
        return f'* LIST ({self.list_flags}) "/" "{name}"\r\n' if known else ""

    def _do_create(self, command: Command, words: list[str], wire: Wire) -> str:
        self.folders[words[-1].strip('"')] = []
        return ""

    def _do_subscribe(self, command: Command, words: list[str], wire: Wire) -> str:
        return ""

    def _do_select(self, command: Command, words: list[str], wire: Wire) -> str | bytes:
        if self.demands_id and not wire.introduced:
            return command.tag + b" NO SELECT Unsafe Login. Please contact kefu@188.com for help\r\n"
        life = f"* OK [UIDVALIDITY {self.uidvalidity}] life\r\n" if self.uidvalidity is not None else ""
        return (
            f"* FLAGS (\\Seen \\Deleted)\r\n* {len(self.mails)} EXISTS\r\n* 0 RECENT\r\n{life}"
            f"* OK [PERMANENTFLAGS {self.permanent_flags}] kept\r\n"
        )

    _do_examine = _do_select

    def _do_noop(self, command: Command, words: list[str], wire: Wire) -> str:
        return ""

    def _do_idle(self, command: Command, words: list[str], wire: Wire) -> str:
        wire.send(b"+ idling\r\n")
        self.idling.set()
        assert wire.line().upper() == b"DONE"
        self.idling.clear()
        return ""

    def _do_logout(self, command: Command, words: list[str], wire: Wire) -> str:
        return "* BYE see you\r\n"

    def _do_search(self, command: Command, words: list[str], wire: Wire) -> str:
        numbered = enumerate(sorted(self.mails), start=1)
        last = max(self.mails, default=0)
        by_number = _members(words[2] if words[2] != "UID" else "1:*", len(self.mails))
        by_uid = _members(words[words.index("UID", 2) + 1] if "UID" in words[2:] else "1:*", last)
        chosen = [uid for number, uid in numbered if number in by_number and uid in by_uid]
        return f"* SEARCH {' '.join(map(str, chosen))}\r\n"

    def _do_fetch(self, command: Command, words: list[str], wire: Wire) -> bytes:
        answer = b""
        wanted = _members(words[2], max(self.mails, default=0))
        for sequence, (uid, mail) in enumerate(sorted(self.mails.items()), start=1):
            if uid not in wanted:
                continue
            if uid in self.spoiled and "BODY" in command.text:
                answer += self.spoiled[uid]
            else:
                answer += b"* %d FETCH (UID %d%s)\r\n" % (sequence, uid, self._items(mail, command.text))
        return answer + command.tag + b" OK done\r\n"

    def _items(self, mail: Mail, text: str) -> bytes:
        items = b""
        if "RFC822.SIZE" in text:
            items += b" RFC822.SIZE %d" % mail.claimed
        if "FLAGS" in text:
            items += b" FLAGS (%s)" % " ".join(sorted(mail.flags)).encode()
        if "INTERNALDATE" in text:
            items += b' INTERNALDATE "%s"' % mail.date
        if "BODY.PEEK[]" in text:
            items += b" BODY[] {%d}\r\n%s" % (len(mail.raw), mail.raw)
        if "BODY.PEEK[HEADER]" in text:
            header = mail.raw.split(b"\r\n\r\n")[0] + b"\r\n\r\n"
            items += b" BODY[HEADER] {%d}\r\n%s" % (len(header), header)
        return items

    def _do_store(self, command: Command, words: list[str], wire: Wire) -> str:
        flags = set(command.text[command.text.index("(") + 1 : -1].split())
        for mail in self._chosen(words[2]).values():
            mail.flags |= {flag for flag in flags if flag.startswith("\\") or self.keeps_keywords}
        return ""

    def _do_copy(self, command: Command, words: list[str], wire: Wire) -> str:
        self.folders[words[-1].strip('"')] += [mail.raw for mail in self._chosen(words[2]).values()]
        return ""

    def _do_move(self, command: Command, words: list[str], wire: Wire) -> str:
        self._do_copy(command, words, wire)
        for uid in self._chosen(words[2]):
            del self.mails[uid]
        return ""

    def _do_expunge(self, command: Command, words: list[str], wire: Wire) -> str:
        chosen = self._chosen(words[2]) if words[0] == "UID" else dict(self.mails)
        for uid, mail in chosen.items():
            if "\\Deleted" in mail.flags:
                del self.mails[uid]
        return ""

    def _chosen(self, sequence_set: str) -> dict[int, Mail]:
        members = _members(sequence_set, max(self.mails, default=0))
        return {uid: mail for uid, mail in self.mails.items() if uid in members}


class _Ranges:
    def __init__(self, ranges: list[range]) -> None:
        self._ranges = ranges

    def __contains__(self, number: int) -> bool:
        return any(number in part for part in self._ranges)


def _members(sequence_set: str, last: int) -> _Ranges:
    """The numbers of a sequence set; in n:* the last one is always included (RFC 9051 §9)."""
    ranges = []
    for part in sequence_set.split(","):
        ends = sorted(last if end == "*" else int(end) for end in part.split(":"))
        ranges.append(range(ends[0], ends[-1] + 1))
    return _Ranges(ranges)
