"""A token server that keeps its books: grants, expiry, rotation, device codes; and that misbehaves when told to."""

from __future__ import annotations

import json
import ssl
import threading
from base64 import b64decode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import trustme

from processor.oauth.presets import Client

CLIENT_ID = "ticketd-client"
CLIENT_SECRET = 'canary-secret "& quoted'
HANG = "HANG"  # no answer until the server stops
DRIP = "DRIP"  # a byte now and then, without end
Form = dict[str, str]


@dataclass
class Issued:
    username: str
    ends: float
    revoked: bool = False


@dataclass(frozen=True)
class Fault:
    """An answer out of turn. body: JSON unless it is bytes."""

    status: int = 500
    body: Any = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()


class TokenServer:
    """
    A server on a free loopback port, as a context.

    Args:
        username: whose mailbox its tokens open.
        rotates: each refresh gives a new refresh token and ends the old one.
        authority: issues its certificate; None: plain http.

    Attributes:
        now: seconds; a test turns this clock.
        requests: forms that came to the token endpoint, in order.
        most_at_once: requests under way there at the same time.
        faults: what is answered next in place of the truth: a Fault, HANG or DRIP.
        device_answers: what those who ask with a device code hear before the token.
    """

    def __init__(self, username: str = "anna", rotates: bool = False, authority: trustme.CA | None = None) -> None:
        self.username = username
        self.rotates = rotates
        self.lifetime_s: float | None = 3600.0
        self.now = 1_000_000.0
        self.requests: list[Form] = []
        self.introspected: list[str] = []
        self.most_at_once = 0
        self.faults: deque[Fault | str] = deque()
        self.device_answers: deque[str] = deque()
        self.device_interval_s = 5.0
        self.access_tokens: dict[str, Issued] = {}
        self.refresh_tokens: set[str] = set()
        self.hold = threading.Event()  # clear it, and requests wait
        self.hold.set()
        self._secure = authority is not None
        self._at_once = 0
        self._serial = 0
        self._lock = threading.Lock()
        self.stopped = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        if authority:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("127.0.0.1").configure_cert(context)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> TokenServer:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stopped.set()
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http{'s' * self._secure}://127.0.0.1:{self._server.server_address[1]}"

    def client(self, **changes: Any) -> Client:
        values = {
            "token_url": f"{self.url}/token",
            "device_url": f"{self.url}/device",
            "client_id": CLIENT_ID,
            "scope": "mail",
            "client_auth": "client_secret_basic",
            "ca_file": None,
            "timeout_s": 10,
        }
        return Client(**(values | changes))  # type: ignore[arg-type]

    def section(self, folder: Path, **changes: Any) -> dict[str, Any]:
        """A table [[oauth]] for this server, with its files in *folder*; the application signs in by itself."""
        secret = folder / "client-secret"
        secret.write_text(f"{CLIENT_SECRET}\n")
        secret.chmod(0o600)
        table = {"name": "mail", "token_url": f"{self.url}/token", "device_url": f"{self.url}/device"}
        return table | {"client_id": CLIENT_ID, "client_secret_file": str(secret)} | changes

    def new_refresh_token(self) -> str:
        token = self._name("refresh")
        self.refresh_tokens.add(token)
        return token

    def revoke(self) -> None:
        """Every access token that was given so far."""
        for issued in self.access_tokens.values():
            issued.revoked = True

    def is_good(self, token: str) -> bool:
        issued = self.access_tokens.get(token)
        return issued is not None and not issued.revoked and self.now < issued.ends

    def answer(self, path: str, form: Form, authorization: str) -> Fault:
        if path == "/introspect":
            return self._introspect(form)
        with self._counted():
            self.hold.wait(20)
            self.requests.append(form)
            if not self._knows_client(form, authorization):
                return Fault(401, {"error": "invalid_client", "error_description": f"not {CLIENT_SECRET}"})
            if path == "/device":
                return self._device()
            return self._token(form)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def _knows_client(self, form: Form, authorization: str) -> bool:
        if authorization:
            shown = b64decode(authorization.removeprefix("Basic ")).decode()
        else:
            shown = f"{form.get('client_id')}:{form.get('client_secret', '')}"
        return shown in (f"{CLIENT_ID}:{CLIENT_SECRET}", "public:") or unquote(shown) == f"{CLIENT_ID}:{CLIENT_SECRET}"

    def _token(self, form: Form) -> Fault:
        kind = form.get("grant_type")
        if kind == "client_credentials":
            return self._grant()
        if kind == "refresh_token":
            return self._refresh(form["refresh_token"])
        if kind == "urn:ietf:params:oauth:grant-type:device_code":
            if self.device_answers:
                return Fault(400, {"error": self.device_answers.popleft()})
            return self._grant(self.new_refresh_token())
        return Fault(400, {"error": "unsupported_grant_type"})

    def _refresh(self, token: str) -> Fault:
        if token not in self.refresh_tokens:
            return Fault(400, {"error": "invalid_grant", "error_description": f'The token "{token}"\r\nis over.'})
        if not self.rotates:
            return self._grant()
        self.refresh_tokens.remove(token)
        return self._grant(self.new_refresh_token())

    def _grant(self, refresh_token: str = "") -> Fault:
        token = self._name("access")
        lifetime = 3600.0 if self.lifetime_s is None else self.lifetime_s
        self.access_tokens[token] = Issued(self.username, self.now + lifetime)
        body: dict[str, Any] = {"access_token": token, "token_type": "Bearer"}
        if self.lifetime_s is not None:
            body["expires_in"] = self.lifetime_s
        return Fault(200, body | ({"refresh_token": refresh_token} if refresh_token else {}))

    def _device(self) -> Fault:
        body = {"device_code": "device-1", "user_code": "ABCD-EFGH", "verification_uri": "https://login.example/device"}
        return Fault(200, body | {"expires_in": 900, "interval": self.device_interval_s})

    def _introspect(self, form: Form) -> Fault:
        token = form.get("token", "")
        self.introspected.append(token)
        if not self.is_good(token):
            return Fault(200, {"active": False})
        return Fault(200, {"active": True, "username": self.access_tokens[token].username})

    def _name(self, kind: str) -> str:
        with self._lock:
            self._serial += 1
            return f"canary-{kind}-{self._serial}"


class _Server(ThreadingHTTPServer):
    owner: TokenServer
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, or does not like our certificate, is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        owner = self.server.owner
        length = int(self.headers.get("Content-Length", 0))
        form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        if self.path == "/token" and owner.faults:
            fault = owner.faults.popleft()
            owner.requests.append(form)
            if fault == HANG:
                owner.stopped.wait(20)
            elif fault == DRIP:
                self._drip()
            elif isinstance(fault, Fault):
                self._send(fault)
            return
        self._send(owner.answer(self.path, form, self.headers.get("Authorization", "")))

    def _send(self, fault: Fault) -> None:
        raw = fault.body if isinstance(fault.body, bytes) else json.dumps(fault.body).encode()
        with suppress(OSError):
            self.send_response(fault.status)
            for name, value in (
                *fault.headers,
                ("Content-Type", "application/json"),
                ("Content-Length", str(len(raw))),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

    def _drip(self) -> None:
        with suppress(OSError):
            self.send_response(200)
            self.end_headers()
            while not self.server.owner.stopped.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""
