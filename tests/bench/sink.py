"""An SMTP server that takes everything and keeps nothing, for product and floor alike; a process of its own."""

from __future__ import annotations

import asyncio
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

END = b"\r\n.\r\n"
ANSWERS = {
    b"EHLO": b"250-sink.example\r\n250-SIZE 33554432\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n",
    b"DATA": b"354 go ahead\r\n",
    b"QUIT": b"221 bye\r\n",
}
OK = b"250 2.0.0 ok\r\n"


@dataclass(frozen=True, slots=True)
class Taken:
    """What the sink has taken so far."""

    mails: int
    octets: int
    connections: int

    def __sub__(self, other: Taken) -> Taken:
        return Taken(self.mails - other.mails, self.octets - other.octets, self.connections - other.connections)


class Session(asyncio.Protocol):
    """One connection. NOOP answers what all connections together have taken."""

    mails = octets = connections = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        Session.connections += 1
        self.transport = cast(asyncio.Transport, transport)
        self.buffer = b""
        self.in_data = False
        self.transport.write(b"220 sink.example ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while self._one_command() if not self.in_data else self._one_mail():
            pass

    def _one_command(self) -> bool:
        line, end, rest = self.buffer.partition(b"\r\n")
        if not end:
            return False
        self.buffer = rest
        verb = line[:4].upper()
        self.in_data = verb == b"DATA"
        counts = f"250 {Session.mails} {Session.octets} {Session.connections}\r\n".encode("ascii")
        self.transport.write(counts if verb == b"NOOP" else ANSWERS.get(verb, OK))
        if verb == b"QUIT":
            self.transport.close()
        return True

    def _one_mail(self) -> bool:
        mail, end, rest = self.buffer.partition(END)
        if not end:
            return False
        self.buffer, self.in_data = rest, False
        Session.mails += 1
        Session.octets += len(mail)
        self.transport.write(OK)
        return True


@contextmanager
def running_sink() -> Iterator[int]:
    """The port of a sink on loopback."""
    process = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def taken(port: int) -> Taken:
    with smtplib.SMTP("127.0.0.1", port) as client:
        mails, octets, connections = (int(word) for word in client.noop()[1].split())
    return Taken(mails, octets, connections)


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Session, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
