"""One connection to the mail server that takes our mails; the only module that knows aiosmtplib."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from email.utils import parseaddr

import aiosmtplib
from aiosmtplib.errors import SMTPAuthenticationError, SMTPException, SMTPHeloError, SMTPResponseException

from processor.compose import ascii_address
from processor.config import Smtp
from processor.errors import DeliveryDeferred, DeliveryRefused, DeliveryUncertain, TokenRefused, TokenUnavailable
from processor.oauth.bearer import NOTHING_MORE, first_words, mechanism_of, scrubbed
from processor.oauth.sign_in import LogIn
from processor.oauth.tokens import Token, Tokens

AUTH_REQUIRED = frozenset({530, 534, 535, 538})  # RFC 4954 §6: about us, not about the mail or its recipient
WAY_UNKNOWN = frozenset({500, 502, 504})  # "I do not know that", to EHLO or to an AUTH method that was announced
WELCOME = 235  # RFC 4954 §6
GO_ON = 334  # RFC 4954 §4
CLOSING = 421  # RFC 5321 §4.2.2: the server ends the connection, often after so many mails
START_INPUT = 354  # RFC 5321 §4.2.2
TOO_BIG = 552  # the answer that a server would give (RFC 1870 §6.1)
BAD_ADDRESS = 553  # the same for an address that is none (RFC 5321 §4.2.2)
MAX_ANSWER_CHARS = 500  # of what a server says: enough for its reason and its queue id
QUIT_TIMEOUT_S = 5  # all is sent: politeness must not hold the daemon up
_MAILBOX = re.compile(r"[^\s<>\x00-\x1f\x7f]+@[A-Za-z0-9._\[\]:-]+")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"(?m)^\.")
_FQDN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z]")

Maker = Callable[[], "Mailer"]


class Mailer:
    """
    One connection. Make a new one for each batch and after every error: a used client may hang when it is opened again.

    As a context it opens and closes itself.
    """

    def __init__(self, section: Smtp, log_in: LogIn, context: ssl.SSLContext | None) -> None:
        self._section = section
        self._way = log_in
        self._client = aiosmtplib.SMTP(
            hostname=section.host,
            port=section.port,
            timeout=section.timeout_s,
            use_tls=section.tls == "implicit",
            start_tls=section.tls == "starttls",  # never None: that would go on in clear when the server has no TLS
            tls_context=context,
            local_hostname=_own_name(),
        )

    async def __aenter__(self) -> Mailer:
        await self.open()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    @property
    def alive(self) -> bool:
        return self._client.is_connected

    async def open(self) -> None:
        """
        Connect, begin TLS as configured, log in if a user name is set.

        Raises:
            DeliveryDeferred: the server cannot be reached or is busy.
            DeliveryRefused: it refuses the login, has no STARTTLS, or shows a certificate that is not trusted.
        """
        where = f"{self._section.host}:{self._section.port}"
        try:
            with _translated(where):
                await self._client.connect()
                await self._greet()
                if isinstance(self._way, Tokens):
                    await self._sign_in(self._way)
                elif self._section.username:
                    await self._login(self._way())
        except BaseException:
            self._hang_up()
            raise

    async def hand_over(self, sender: str, recipient: str, raw: bytes) -> str:
        """
        Give one mail for one recipient to the server.

        Args:
            sender: of the envelope; "" is the null reverse-path.
            raw: CRLF.

        Returns:
            The server's answer, with its queue id as a rule.

        Raises:
            DeliveryDeferred: nothing was taken; code 0 means that the connection failed.
            DeliveryRefused: 5xx, an impossible address, or more bytes than the server takes.
            DeliveryUncertain: the mail went out and no answer came.
        """
        mailbox = _mailbox(recipient)
        if not mailbox.isascii() and not self._client.supports_extension("smtputf8"):
            raise DeliveryRefused(f"{recipient}: the mail server takes only ASCII before the @", BAD_ADDRESS)
        self._check_size(raw)
        with _translated(recipient):
            try:
                await self._announce(sender, mailbox, len(raw))
            except SMTPResponseException:
                await self._reset()
                raise
        return await self._transfer(recipient, raw)

    async def close(self) -> None:
        """Say QUIT and close; never raises."""
        transport = self._client.transport
        if self._client.is_connected:
            with suppress(SMTPException, OSError):  # all that counts has been answered before
                await self._client.quit(timeout=QUIT_TIMEOUT_S)
        self._hang_up(transport)

    def _hang_up(self, transport: asyncio.BaseTransport | None = None) -> None:
        """Close at once: TLS would wait for a farewell, and leave the socket open when the loop ends first."""
        transport = transport or self._client.transport
        self._client.close()
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()

    async def _greet(self) -> None:
        try:
            await self._client.ehlo()
        except SMTPHeloError as error:
            if error.code not in WAY_UNKNOWN:
                raise
            await self._client.helo()

    async def _sign_in(self, tokens: Tokens) -> None:
        """By the access token that is there; when the server does not want that, by a new one, once."""
        while True:  # ends with a token that was fetched for us: a newer one would fare no better
            token = await _taken(tokens)
            try:
                await self._show(token)
                return
            except SMTPAuthenticationError as error:
                if error.code >= 500:
                    tokens.drop(token.value)
                if token.fresh or error.code < 500:
                    raise

    async def _show(self, token: Token) -> None:
        """OAUTHBEARER or XOAUTH2; aiosmtplib knows but the latter, and a refusal's reason is lost there."""
        mechanism = mechanism_of(self._client.server_auth_methods)
        if not mechanism:
            raise SMTPException("the mail server offers no login by OAuth (OAUTHBEARER, XOAUTH2)")
        username = self._section.username
        first = b64encode(first_words(mechanism, username, token.value))
        answer = await self._client.execute_command(b"AUTH", mechanism.encode(), first)
        if answer.code == GO_ON:  # with the reason; the refusal comes after our answer (RFC 7628 §3.2.3)
            answer = await self._client.execute_command(b64encode(NOTHING_MORE[mechanism]))
        if answer.code != WELCOME:
            raise SMTPAuthenticationError(answer.code, scrubbed(answer.message, username, token.value))

    async def _login(self, password: str) -> None:
        """
        Log in once. The library's own login tries every method with the same wrong password, and so locks accounts.
        """
        client, username = self._client, self._section.username
        ways = {"plain": client.auth_plain, "login": client.auth_login, "cram-md5": client.auth_crammd5}
        names = ways if self._section.tls != "none" else reversed(ways)  # in clear the one that hides the password
        known = [ways[name] for name in names if name in client.server_auth_methods]
        if not known:
            raise SMTPException("the mail server offers no way to log in that we know (PLAIN, LOGIN, CRAM-MD5)")
        for way in known:
            try:
                await way(username, password)
                return
            except SMTPAuthenticationError as error:
                if error.code not in WAY_UNKNOWN or way is known[-1]:
                    raise

    def _check_size(self, raw: bytes) -> None:
        advertised = self._client.esmtp_extensions.get("size", "").strip()
        limit = int(advertised) if advertised.isdecimal() else 0  # RFC 1870 §3: absent or 0 is "no fixed limit"
        if 0 < limit < len(raw):
            sizes = f"the mail has {_megabytes(len(raw))}, the mail server takes {_megabytes(limit)} at most"
            raise DeliveryRefused(sizes, TOO_BIG)

    async def _announce(self, sender: str, mailbox: str, size: int) -> None:
        """MAIL, RCPT and DATA up to the server's "go ahead"; until then nothing has been handed over."""
        options = [f"SIZE={size}"] if self._client.supports_extension("size") else []
        encoding = "ascii" if mailbox.isascii() else "utf-8"
        if encoding == "utf-8":
            options.append("SMTPUTF8")
        await self._client.mail(ascii_address(sender), options=options, encoding=encoding)
        await self._client.rcpt(mailbox, encoding=encoding)
        answer = await self._client.execute_command(b"DATA")
        if answer.code != START_INPUT:
            raise SMTPResponseException(answer.code, answer.message)

    async def _transfer(self, recipient: str, raw: bytes) -> str:
        """
        The body and its final dot. From here on silence means: nobody knows.

        Not `aiosmtplib.SMTP.data`: it has one time-out and one error for what lies before and after the hand-over.
        """
        protocol = self._client.protocol
        if protocol is None or not protocol.is_connected:
            raise DeliveryDeferred(f"{recipient}: the connection ended before the mail was handed over")
        try:
            protocol.write(_stuffed(raw))
            answer = await protocol.read_response(timeout=self._section.data_timeout_s)
        except (SMTPException, OSError) as error:
            self._hang_up()
            raise DeliveryUncertain(f"{recipient}: no answer to the mail: {_said(error)}") from error
        said = f"{answer.code} {answer.message}"[:MAX_ANSWER_CHARS]
        if 200 <= answer.code < 300:
            return said
        if answer.code == CLOSING:
            self._hang_up()
        if not 400 <= answer.code < 600:
            raise DeliveryUncertain(f"{recipient}: an answer that means nothing here: {said}")
        raise _by_code(answer.code, f"{recipient}: {said}")

    async def _reset(self) -> None:
        """Make the connection ready for the next mail; one that cannot is closed."""
        try:
            await self._client.rset()
        except (SMTPException, OSError):
            self._hang_up()


async def _taken(tokens: Tokens) -> Token:
    """A token server may think for long; on a thread of asyncio's own the process could not end before its answer."""
    taken: Future[Token] = Future()
    taken.set_running_or_notify_cancel()  # it cannot be called off any more

    def take() -> None:
        try:
            taken.set_result(tokens.take())
        except BaseException as error:  # whatever it is, it belongs to the one who waits
            taken.set_exception(error)

    threading.Thread(target=take, name="token", daemon=True).start()
    return await asyncio.wrap_future(taken)


def mailers(section: Smtp, log_in: LogIn) -> Maker:
    """
    How to make a client for each connection; the trust store is read once, the password or token at each login.

    Raises:
        OSError: ca_file cannot be read (ssl.SSLError when it holds no certificate).
    """
    context = None
    if section.tls != "none":
        context = ssl.create_default_context(cafile=str(section.ca_file) if section.ca_file else None)
    return lambda: Mailer(section, log_in, context)


def _mailbox(recipient: str) -> str:
    """The recipient as RCPT needs it. What is no mailbox is refused here: aiosmtplib would send `RCPT TO:<foo>`."""
    try:
        mailbox = ascii_address(recipient)
    except UnicodeError as error:
        raise DeliveryRefused(f"{recipient!r}: no such domain can exist: {error}", BAD_ADDRESS) from error
    if not _MAILBOX.fullmatch(mailbox) or parseaddr(mailbox)[1] != mailbox:
        raise DeliveryRefused(f"{recipient!r} is not a mail address", BAD_ADDRESS)
    return mailbox


@contextmanager
def _translated(what: str) -> Iterator[None]:
    """Errors of the library in our terms, for all that happens before the hand-over."""
    try:
        yield
    except SMTPResponseException as error:
        raise _by_code(error.code, f"{what}: {error.code} {error.message}"[:MAX_ANSWER_CHARS]) from error
    except OSError as error:  # most of the library's own are OSErrors too: no connection, lost, timed out
        if any(isinstance(found, ssl.SSLCertVerificationError) for found in (error, error.__cause__)):
            raise DeliveryRefused(f"{what}: {_said(error)}") from error
        raise DeliveryDeferred(f"{what}: {_said(error)}") from error
    except TokenUnavailable as error:
        raise DeliveryDeferred(f"{what}: {error}") from error
    except (SMTPException, TokenRefused, ValueError) as error:
        raise DeliveryRefused(f"{what}: {_said(error)}") from error


def _by_code(code: int, said: str) -> DeliveryDeferred | DeliveryRefused:
    """4xx: later; 5xx: never; what is no reply code at all: the connection is out of step."""
    if 500 <= code < 600:
        return DeliveryRefused(said, code)
    return DeliveryDeferred(said, code if 400 <= code < 500 else 0)


def about_the_relay(error: DeliveryDeferred | DeliveryRefused) -> bool:
    """Is the mail server or our account there the trouble, whatever the mail?"""
    return error.code in {0, CLOSING} | AUTH_REQUIRED


def _said(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:MAX_ANSWER_CHARS]


def _stuffed(raw: bytes) -> bytes:
    """The mail as DATA carries it (RFC 5321 §4.5.2). A bare CR or LF could smuggle a second mail through the relay."""
    if not raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r"):
        raw = _LINE_END.sub(b"\r\n", raw)
    if raw.startswith(b".") or b"\n." in raw:
        raw = _DOT.sub(b"..", raw)
    return raw + (b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n")


def _megabytes(octets: int) -> str:
    return f"{octets / 1_000_000:.1f} MB"


def _own_name() -> str:
    """For EHLO: this host's full name, or an address literal where it has none (RFC 5321 §4.1.3)."""
    name = socket.gethostname()
    return name if _FQDN.fullmatch(name) else "[127.0.0.1]"
