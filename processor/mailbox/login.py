"""From a configured mailbox to a connection that is logged in: TLS, login, ID."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from imapclient.exceptions import LoginError

from processor.config import Mailbox
from processor.errors import MailboxRefused, MailboxUnavailable
from processor.mailbox.connection import IMAP_FAILURES, PASSING_TROUBLE, Connection, Lifeline
from processor.version import version

IMAPS_PORT = 993  # RFC 8314 §3.2
IMAP_PORT = 143
log = structlog.get_logger(__name__)


def connect(section: Mailbox, password: Callable[[], str], lifeline: Lifeline) -> Connection:
    """
    Open the connection, begin TLS as configured, log in and say who we are.

    Raises:
        MailboxRefused: the server does not want this login.
        Any of IMAP_FAILURES: the server cannot be reached or does not speak IMAP.
    """
    context = tls_context(section)
    url = urlsplit(section.url)
    implicit = section.tls == "implicit"
    port = url.port or (IMAPS_PORT if implicit else IMAP_PORT)
    connection = Connection(url.hostname or "", port, section.timeout_s, context if implicit else None, lifeline)
    try:
        if section.tls == "starttls":
            connection.starttls(context)
        log_in(connection, section.username, password())
        introduce(connection)
    except BaseException:
        connection.shutdown()
        raise
    return connection


def tls_context(section: Mailbox) -> ssl.SSLContext | None:
    """Certificates are checked against *ca_file* alone when there is one, else against the system's authorities."""
    if section.tls == "none":
        return None
    return ssl.create_default_context(cafile=str(section.ca_file) if section.ca_file else None)


def log_in(connection: Connection, username: str, password: str) -> None:
    """LOGIN; AUTHENTICATE PLAIN where LOGIN is disabled or cannot carry the password (it is ASCII only)."""
    disabled = connection.has_capability("LOGINDISABLED")
    plain = connection.has_capability("AUTH=PLAIN")
    if disabled and not plain:
        raise MailboxRefused('the server allows no login here; tls = "implicit" or "starttls" may be needed')
    try:
        if plain and (disabled or not (username + password).isascii()):
            connection.plain_login(username, password)
        else:
            connection.login(username, password)
    except LoginError as error:
        raise _login_failure(error) from error


def _login_failure(error: LoginError) -> MailboxRefused | MailboxUnavailable:
    """imapclient calls every failure a LoginError, a broken connection too."""
    said = str(error)
    if isinstance(error.__context__, imaplib.IMAP4.abort) or PASSING_TROUBLE.search(said.encode()):
        return MailboxUnavailable(f"login: {said}")
    return MailboxRefused(said)


def introduce(connection: Connection) -> None:
    """
    ID (RFC 2971) between login and SELECT; what the server thinks of it does not matter.

    163.com, 126.com and Tencent's exmail advertise it and refuse SELECT ("Unsafe Login") to clients without a name.
    """
    if not connection.has_capability("ID"):
        return
    try:
        connection.id_({"name": "ticketd", "version": version(), "vendor": "ticketd"})
    except imaplib.IMAP4.abort:
        raise
    except IMAP_FAILURES as error:
        if isinstance(error, OSError):
            raise
        log.info("mailbox.id_refused", reason=str(error))
