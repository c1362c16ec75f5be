"""Asking a token server (RFC 6749, RFC 8628); the one module that knows authlib and, through it, requests."""

from __future__ import annotations

import json
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from processor.errors import ProcessorError, TokenRefused, TokenUnavailable
from processor.oauth.presets import Client
from processor.oauth.tokens import Granted
from processor.passwords import without_secret

MAX_ANSWER_BYTES = 64 * 1024  # real ones have 1 to 5 KB
MAX_REASON_CHARS = 300
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"  # RFC 8628 §3.4
USUAL_INTERVAL_S = 5.0  # RFC 8628 §3.2: between two questions, where the server names no other
PASSING_STATUS = frozenset({408, 425, 429})  # and all from 500 on
PASSING_ERRORS = frozenset({"temporarily_unavailable", "server_error"})  # RFC 6749 §4.1.2.1
BEARER = re.compile(r"[\x21-\x7e]+")  # of a token: nothing that could end a line or a part of it


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What a person needs to let us in (RFC 8628 §3.2); code is ours to ask with. Times in seconds."""

    code: str = field(repr=False)
    user_code: str
    url: str
    interval_s: float
    lifetime_s: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that was read to its end, with as much of a response as authlib looks at."""

    status_code: int
    content: Mapping[str, Any]

    def json(self) -> dict[str, Any]:
        return dict(self.content)


class Endpoint:
    """
    A token server, asked anew each time.

    Args:
        secret: the client's, read at each request; "" for a public client.

    Every method may raise:
        TokenUnavailable: it cannot be reached, or says that its trouble passes.
        TokenRefused: it does not want what it was shown; `code` is its word for it.
        ProcessorError: authlib is not installed.
    """

    def __init__(self, client: Client, secret: Callable[[], str]) -> None:
        self._client = client
        self._secret = secret

    def sign_in(self) -> Granted:
        """The application by itself (RFC 6749 §4.4)."""
        return self._fetched(grant_type="client_credentials")

    def refresh(self, refresh_token: str) -> Granted:
        """For the user who has given us *refresh_token* (RFC 6749 §6)."""
        with self._session(refresh_token) as session:
            return _granted(
                session.refresh_token(self._client.token_url, refresh_token=refresh_token, **self._manner())
            )

    def device_code(self) -> DeviceCode:
        """Begin to ask a person."""
        with self._session() as session:
            ourselves = session.client_auth(self._client.client_auth)
            asked = {"scope": self._client.scope}
            response = session.post(self._client.device_url, data=asked, auth=ourselves, **self._manner())
            answer = self._judged(response).content
        url = answer.get("verification_uri") or answer.get("verification_url")  # the latter is Google's
        if not all(
            isinstance(text, str) and text for text in (url, answer.get("device_code"), answer.get("user_code"))
        ):
            raise TokenUnavailable(f"{self._host} answers without a code for a person")
        interval = _seconds(answer.get("interval")) or USUAL_INTERVAL_S
        lifetime = _seconds(answer.get("expires_in")) or 0.0
        return DeviceCode(answer["device_code"], answer["user_code"], str(url), interval, lifetime)

    def redeem_device_code(self, code: str) -> Granted:
        """After the person has said yes; before, TokenRefused with code "authorization_pending" or "slow_down"."""
        return self._fetched(code, grant_type=DEVICE_GRANT, device_code=code)

    @property
    def _host(self) -> str:
        return urlsplit(self._client.token_url).netloc

    def _fetched(self, *shown: str, **parameters: str) -> Granted:
        with self._session(*shown) as session:
            return _granted(session.fetch_token(self._client.token_url, **parameters, **self._manner()))

    def _manner(self) -> dict[str, Any]:
        """How each request is made. A redirection is not followed: it would carry the secrets elsewhere."""
        authorities = str(self._client.ca_file) if self._client.ca_file else _systems_authorities()
        return {
            "timeout": self._client.timeout_s,
            "verify": authorities,
            "allow_redirects": False,
            "stream": True,  # it is read by `_read`
        }

    @contextmanager
    def _session(self, *shown: str) -> Iterator[Any]:
        """*shown*: what else must not come back in the words of an error."""
        session_type, failures = _library()
        secret = self._secret()
        client = self._client
        session = session_type(
            client_id=client.client_id,
            client_secret=secret or None,
            token_endpoint_auth_method=client.client_auth,
            scope=client.scope or None,
        )
        # A proxy of the environment gets a tunnel; what is plain, and so meant for this machine, it would be shown.
        session.trust_env = all(_is_secure(url) for url in (client.token_url, client.device_url) if url)
        session.register_compliance_hook("access_token_response", self._judged)
        session.register_compliance_hook("refresh_token_response", self._judged)
        try:
            with session:
                yield session
        except TokenRefused as error:
            raise TokenRefused(_without(str(error), secret, *shown)[:MAX_REASON_CHARS], error.code) from None
        except TokenUnavailable:
            raise
        except failures as error:
            said = _without(f"{error or type(error).__name__}", secret, *shown)
            raise TokenUnavailable(f"{self._host} cannot be asked: {said}"[:MAX_REASON_CHARS]) from None

    def _judged(self, response: Any) -> _Answer:
        """A good answer. All others end here, because authlib takes no reason that has quotes or line ends in it."""
        status = response.status_code
        body = _read(response, self._client.timeout_s)
        if status >= 500 or status in PASSING_STATUS:
            raise TokenUnavailable(f"{self._host} answers {status}")
        content = _object_in(body)
        error = content.get("error")
        if error in PASSING_ERRORS:
            raise TokenUnavailable(f"{self._host} answers {error}")
        if error or status != 200:
            code = error if isinstance(error, str) else ""
            told = " ".join(str(content.get("error_description") or "").split())
            said = ": ".join(part for part in (code or f"status {status}", told) if part)
            raise TokenRefused(f"{self._host} answers {said}", code)
        return _Answer(status, content)


def _granted(token: Mapping[str, Any]) -> Granted:
    value, kind = token.get("access_token"), str(token.get("token_type") or "bearer")
    if not isinstance(value, str) or not BEARER.fullmatch(value) or kind.lower() != "bearer":
        raise TokenUnavailable("the token server answers without a bearer token")
    refresh_token = token.get("refresh_token")
    if refresh_token and not (isinstance(refresh_token, str) and BEARER.fullmatch(refresh_token)):
        raise TokenUnavailable("the token server answers with a refresh token that is none")
    return Granted(value, _seconds(token.get("expires_in")), refresh_token or "")


def _read(response: Any, seconds: float) -> bytes:
    """The body, as far as it comes in time and is no longer than an answer can be."""
    ends, body = time.monotonic() + seconds, bytearray()
    with response:
        for octet in response.iter_content(1):  # larger pieces would be waited for until they are full
            body += octet
            if len(body) > MAX_ANSWER_BYTES:
                raise TokenUnavailable("the token server answers without end")
            if time.monotonic() > ends:
                raise TokenUnavailable("the token server answers too slowly")
    return bytes(body)


def _object_in(body: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    return content if isinstance(content, dict) else {}


def _seconds(value: object) -> float | None:
    """A duration as servers write it: a number or digits in quotes."""
    try:
        seconds = float(str(value))
    except ValueError:
        return None
    return seconds if 0 < seconds < 1e9 else None


def _is_secure(url: str) -> bool:
    return urlsplit(url).scheme == "https"


def _without(text: str, *secrets: str) -> str:
    for secret in secrets:
        text = without_secret(text, secret)
    return text


def _systems_authorities() -> str | bool:
    """The system's, as for the mail servers; requests would take a list of its own."""
    paths = ssl.get_default_verify_paths()
    return paths.cafile or paths.capath or True


def _library() -> tuple[Any, tuple[type[Exception], ...]]:
    """The session, and what may escape it besides our own errors."""
    try:
        from authlib.common.errors import AuthlibBaseError
        from authlib.integrations.requests_client import OAuth2Session
        from requests import RequestException
    except ModuleNotFoundError as error:
        raise ProcessorError(f"signing in by OAuth needs {error.name}: pip install 'ticketd[oauth]'") from error
    return OAuth2Session, (RequestException, AuthlibBaseError, OSError, ValueError, TypeError, KeyError)
