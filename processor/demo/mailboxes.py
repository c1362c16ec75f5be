"""Mailboxes that mail programs can open: pymap's in-memory IMAP server, put together without its command line."""

from __future__ import annotations

import asyncio
import ssl
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime

from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, Identity, Login
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

MAX_MAIL_BYTES = 32 << 20


class _Settings(Config):
    @property
    def greeting(self) -> bytes:
        """pymap's own asks the DNS for the name of this host, which may take seconds."""
        return b"ticketd demo"


class Mailboxes:
    """
    One INBOX an account, kept in memory. Everything here belongs to one event loop.

    Args:
        passwords: by address, lower case.
    """

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._settings = _Settings(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host=None,
            port=0,
            demo_data=False,
            demo_user="",
            demo_password="",
            ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
            tls_enabled=False,
            reject_dnsbl=False,
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            max_append_len=MAX_MAIL_BYTES,
        )
        self._login = Login(self._settings)
        for address, password in passwords.items():
            self._login.users_dict[address] = UserMetadata(self._settings, address, password=password)

    async def listen(self, host: str) -> asyncio.Server:
        """Serve IMAP on a free port of *host*."""
        self._settings.apply_context()
        serve = ProxyProtocolReader(self._settings.proxy_protocol).get_callback(IMAPServer(self._login, self._settings))
        return await asyncio.start_server(serve, host, 0)

    def has(self, address: str) -> bool:
        return address in self._login.users_dict

    def opens(self, address: str, password: str) -> bool:
        """Whether *password* is that of the mailbox."""
        user = self._login.users_dict.get(address)
        return user is not None and user.password == password

    async def deliver(self, address: str, raw: bytes, now: datetime) -> None:
        """Put a mail into an INBOX; programs that wait there (IDLE) hear of it."""
        async with Identity(address, self._login, None, frozenset()).new_session() as session:
            inbox = await session.mailbox_set.get_mailbox("INBOX")
            await inbox.append(AppendMessage(raw, now), recent=True)
