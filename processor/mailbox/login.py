"""From a configured mailbox to a connection that is logged in: TLS, login, ID."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import structlog
from imapclient.exceptions import LoginError

from processor.config import Mailbox
from processor.errors import MailboxRefused, MailboxUnavailable, TokenRefused, TokenUnavailable
from processor.mailbox.connection import IMAP_FAILURES, PASSING_TROUBLE, Connection, Lifeline
from processor.oauth.bearer import Answers, mechanism_of, scrubbed
from processor.oauth.sign_in import LogIn
from processor.oauth.tokens import Token, Tokens
from processor.version import version

IMAPS_PORT = 993  # RFC 8314 §3.2
IMAP_PORT = 143
log = structlog.get_logger(__name__)


class _TokenRefused(MailboxRefused):
    """The mail server refuses the access token."""


def connect(section: Mailbox, way: LogIn, lifeline: Lifeline) -> Connection:
    """
    Open the connection, begin TLS as configured, log in and say who we are.

    Raises:
        MailboxRefused: the server does not want this login, or the token server refuses us.
        MailboxUnavailable: the token server cannot be reached.
        Any of IMAP_FAILURES: the server cannot be reached or does not speak IMAP.
    """
    if not isinstance(way, Tokens):
        return _connected(section, way(), lifeline)
    with _translated():
        while True:  # ends with a token that was fetched for us: a newer one would fare no better
            token = way.take()
            try:
                return _connected(section, token, lifeline)
            except _TokenRefused:
                way.drop(token.value)
                if token.fresh:
                    raise
                log.info("mailbox.login_again", mailbox=section.name, reason="the access token was refused")


def _connected(section: Mailbox, secret: str | Token, lifeline: Lifeline) -> Connection:
    context = tls_context(section)
    url = urlsplit(section.url)
    implicit = section.tls == "implicit"
    port = url.port or (IMAPS_PORT if implicit else IMAP_PORT)
    connection = Connection(url.hostname or "", port, section.timeout_s, context if implicit else None, lifeline)
    try:
        if section.tls == "starttls":
            connection.starttls(context)
        if isinstance(secret, Token):
            show_token(connection, section.username, secret.value)
        else:
            log_in(connection, section.username, secret)
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


def show_token(connection: Connection, username: str, token: str) -> None:
    """
    OAUTHBEARER or XOAUTH2. A server that refuses says why in a challenge, which has to be answered (RFC 7628 §3.2.3).

    Raises:
        MailboxRefused: it knows neither, or does not want the token.
    """
    offered = [capability.decode().removeprefix("AUTH=") for capability in connection.capabilities()]
    mechanism = mechanism_of(offered)
    if not mechanism:
        raise MailboxRefused("the server offers no login by OAuth (OAUTHBEARER, XOAUTH2)")
    answers = Answers(mechanism, username, token)
    try:
        connection.sasl_login(mechanism, answers)
    except LoginError as error:
        failure = _login_failure(error)
        said = scrubbed(" ".join(filter(None, (str(failure), answers.reason))), username, token)
        raise (_TokenRefused if isinstance(failure, MailboxRefused) else MailboxUnavailable)(said) from None


@contextmanager
def _translated() -> Iterator[None]:
    """What the token server does, in terms of the mailbox."""
    try:
        yield
    except TokenRefused as error:
        raise MailboxRefused(str(error)) from error
    except TokenUnavailable as error:
        raise MailboxUnavailable(str(error)) from error


def _login_failure(error: LoginError) -> MailboxRefused | MailboxUnavailable:
    """imapclient calls every failure a LoginError, a broken connection too."""
    cause = error.__context__
    said = _words_of_server(cause) or str(error)
    if isinstance(cause, imaplib.IMAP4.abort) or PASSING_TROUBLE.search(said.encode()):
        return MailboxUnavailable(f"login: {said}")
    return MailboxRefused(said)


def _words_of_server(cause: BaseException | None) -> str:
    """imaplib keeps them as bytes, of which imapclient makes b'…'; some servers write Chinese."""
    said = cause.args[0] if cause and cause.args else b""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else ""


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
