"""A real SMTP server that takes every mail and remembers it: in clear, with STARTTLS, TLS and AUTH."""

from __future__ import annotations

import ssl
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from processor.config import Smtp
from support.programs import free_port
from support.token_server import TokenServer


@dataclass(frozen=True, slots=True)
class Delivery:
    """A mail as it came over the wire; login: the user name, "" without AUTH."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    tls: bool
    login: str
    connection: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Login:
    username: str
    password: str


class SmtpSink:
    """
    A server on a free loopback port, as a context.

    Args:
        tls: the mode that a client has to use.
        login: the only one that is let in; None: nobody has to log in.
        max_bytes: advertised and enforced SIZE.
        tokens: who knows which access tokens are good; then XOAUTH2 is the only way in.
    """

    def __init__(
        self,
        tls: str = "none",
        login: Login | None = None,
        max_bytes: int = 32 << 20,
        tokens: TokenServer | None = None,
    ) -> None:
        self.deliveries: list[Delivery] = []
        self.logins: list[str] = []
        self.port = free_port()  # aiosmtpd cannot be given port 0
        self.tls = tls
        self._login = login
        self._tokens = tokens
        self._max_bytes = max_bytes
        self.authority = trustme.CA() if tls != "none" else None
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self._options())

    def __enter__(self) -> SmtpSink:
        self._controller.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._controller.stop()

    def section(self, folder: Path | None = None, **changes: Any) -> Smtp:
        """The [smtp] section for this server; the authority's certificate is written to *folder*."""
        values: dict[str, Any] = {"host": "127.0.0.1", "port": self.port, "tls": self.tls, "timeout_s": 10}
        if self.authority is not None and folder is not None:
            values["ca_file"] = folder / "ca.pem"
            self.authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        if self._login is not None:
            values |= {"username": self._login.username, "password_env": "SMTP_PASSWORD"}
        return Smtp(**(values | changes))

    async def handle_MAIL(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if (self._login or self._tokens) and not session.authenticated:  # aiosmtpd's own way knows no implicit TLS
            return "530 5.7.0 log in first"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        login = session.auth_data.decode() if isinstance(session.auth_data, bytes) else ""
        self.deliveries.append(
            Delivery(
                (envelope.mail_from or "").strip("<>"),
                tuple(envelope.rcpt_tos),
                envelope.original_content or b"",
                server.transport.get_extra_info("sslcontext") is not None,
                login,
                cast(tuple[str, int], session.peer),
            )
        )
        return f"250 2.0.0 taken as {len(self.deliveries)}"

    async def auth_XOAUTH2(self, server: Any, words: list[str]) -> AuthResult:
        """As Google describes it: a refusal comes in two steps, the first with the reason."""
        assert self._tokens is not None
        self.logins.append("XOAUTH2")
        said = b64decode(words[1]).decode()
        user, _, token = said.removeprefix("user=").removesuffix("\x01\x01").partition("\x01auth=Bearer ")
        if self._tokens.is_good(token) and self._tokens.username == user:
            return AuthResult(success=True, handled=False, auth_data=user.encode())
        challenge = b64encode(b'{"status":"401","schemes":"bearer"}').decode()
        assert await server.challenge_auth(challenge, encode_to_b64=False) == b""
        return AuthResult(success=False, handled=False)

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"data_size_limit": self._max_bytes, "enable_SMTPUTF8": True}
        options["auth_exclude_mechanism"] = ["XOAUTH2"] if self._tokens is None else ["LOGIN", "PLAIN"]
        if self._tokens is not None:
            options["auth_require_tls"] = self.tls == "starttls"
        if self._login is not None:
            options |= {"authenticator": self._check, "auth_require_tls": self.tls == "starttls"}
        if self.authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.authority.issue_cert("127.0.0.1").configure_cert(context)
            if self.tls == "implicit":
                options["ssl_context"] = context
            else:
                options |= {"tls_context": context, "require_starttls": True}
        return options

    def _check(self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.logins.append(mechanism)
        assert self._login is not None and isinstance(data, LoginPassword)
        known = LoginPassword(self._login.username.encode(), self._login.password.encode())
        return AuthResult(success=data == known, handled=False, auth_data=data.login)
