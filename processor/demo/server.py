"""A mail server in a thread of this process: SMTP in, IMAP out, on free ports of the loopback."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session
from aiosmtpd.smtp import Envelope as SmtpEnvelope

from processor.demo.mailboxes import MAX_MAIL_BYTES, Mailboxes
from processor.demo.trace import Envelope, stamped
from processor.errors import ProcessorError

HOST = "127.0.0.1"
START_TIMEOUT_S = 10
STOP_TIMEOUT_S = 5

OnDelivery = Callable[[Envelope], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Attributes:
        name: by which the server signs its findings (authserv-id).
        passwords: by address; these addresses are all that the server delivers to.
        on_delivery: called with each mail after its delivery, in the server's thread.
    """

    name: str
    passwords: Mapping[str, str]
    on_delivery: OnDelivery
    clock: Callable[[], datetime]


class MailServer:
    """As a context it serves; the ports are known inside."""

    def __init__(self, settings: Settings) -> None:
        self.imap_port = 0
        self.smtp_port = 0
        self._settings = settings
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="demo mail server", daemon=True)

    def __enter__(self) -> MailServer:
        self._thread.start()
        if not self._ready.wait(START_TIMEOUT_S) or self._failure:
            raise ProcessorError(f"the demo's mail server does not start: {self._failure or 'no answer'}")
        return self

    def __exit__(self, *error: object) -> None:
        if self._loop and self._end and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # it belongs to whoever waits for the server
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        mailboxes = Mailboxes(self._settings.passwords)
        imap = await mailboxes.listen(HOST)
        smtp = await _listen_smtp(_Handler(self._settings, mailboxes))
        self.imap_port, self.smtp_port = _port(imap), _port(smtp)
        self._ready.set()
        await self._end.wait()
        imap.close()  # not wait_closed: from Python 3.12 on it waits for clients, and mail programs stay connected
        smtp.close()


class _Handler:
    """What aiosmtpd asks: is there such a mailbox, is the login right, take this mail."""

    def __init__(self, settings: Settings, mailboxes: Mailboxes) -> None:
        self._settings = settings
        self._mailboxes = mailboxes

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        if not self._mailboxes.has(mailbox_of(address)):
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server: Any, session: Session, envelope: SmtpEnvelope) -> str:
        sender = (envelope.mail_from or "").strip("<>")
        login = session.auth_data.lower() if isinstance(session.auth_data, str) else ""
        for recipient in envelope.rcpt_tos:
            await self._deliver(Envelope(sender, recipient, login, envelope.original_content or b""))
        return "250 2.0.0 delivered"

    async def _deliver(self, envelope: Envelope) -> None:
        now = self._settings.clock()
        raw = stamped(envelope, self._settings.name, now)
        await self._mailboxes.deliver(mailbox_of(envelope.recipient), raw, now)
        self._settings.on_delivery(envelope)

    def check_login(
        self, server: Any, session: Session, envelope: SmtpEnvelope, mechanism: str, data: Any
    ) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        address, password = data.login.decode("utf-8", "replace"), data.password.decode("utf-8", "replace")
        known = self._mailboxes.opens(address.lower(), password)
        return AuthResult(success=known, handled=False, auth_data=address)


def mailbox_of(address: str) -> str:
    """Whose mailbox it is: case and what follows a plus do not count."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


async def _listen_smtp(handler: _Handler) -> asyncio.Server:
    """Not aiosmtpd's Controller: that one cannot take a free port."""
    loop = asyncio.get_running_loop()

    def connection() -> SMTP:
        return SMTP(
            handler,
            data_size_limit=MAX_MAIL_BYTES,
            enable_SMTPUTF8=True,
            hostname="localhost",
            ident="ticketd demo",
            auth_require_tls=False,  # the loopback
            authenticator=handler.check_login,
            loop=loop,
        )

    return await loop.create_server(connection, HOST, 0)


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])
