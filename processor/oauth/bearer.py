"""Access tokens as mail servers want them: XOAUTH2 (Microsoft's and Google's) and OAUTHBEARER (RFC 7628); pure."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Collection

from processor.passwords import HIDDEN, without_secret

MECHANISMS = ("OAUTHBEARER", "XOAUTH2")  # the standard first
NOTHING_MORE = {"OAUTHBEARER": b"\x01", "XOAUTH2": b""}  # the answer to a server that tells why it refuses
MAX_REASON_CHARS = 500


def mechanism_of(offered: Collection[str]) -> str:
    """The one to use of those that a server offers (any case); "" when it knows neither."""
    known = {name.upper() for name in offered}
    return next((name for name in MECHANISMS if name in known), "")


def first_words(mechanism: str, username: str, token: str) -> bytes:
    """What the client says first, not yet in base64."""
    if mechanism == "OAUTHBEARER":
        name = username.replace("=", "=3D").replace(",", "=2C")  # a saslname of RFC 5801 §4
        return f"n,a={name},\x01auth=Bearer {token}\x01\x01".encode()
    return f"user={username}\x01auth=Bearer {token}\x01\x01".encode()


class Answers:
    """The client's side of one login: what to answer to each challenge, and what the server's last one was."""

    def __init__(self, mechanism: str, username: str, token: str) -> None:
        self._mechanism = mechanism
        self._first = first_words(mechanism, username, token)
        self._said = b""
        self._begun = False

    def __call__(self, challenge: bytes) -> bytes:
        if not self._begun:
            self._begun = True
            return self._first
        self._said = challenge
        return NOTHING_MORE[self._mechanism]

    @property
    def reason(self) -> str:
        """Why the server refuses, as far as it has told."""
        return reason_in(self._said)


def reason_in(challenge: bytes) -> str:
    """`status 401, scope …` of the JSON that a refusing server sends (RFC 7628 §3.2.2); "" when there is none."""
    try:
        told = json.loads(challenge)
    except ValueError:
        return ""
    if not isinstance(told, dict):
        return ""
    parts = [f"{key} {told[key]}" for key in ("status", "scope") if isinstance(told.get(key), str) and told[key]]
    return ", ".join(parts)


def scrubbed(text: str, username: str, token: str) -> str:
    """*text* of a server, cut to a length, without the token, however it repeats it."""
    for mechanism in MECHANISMS:
        text = text.replace(b64encode(first_words(mechanism, username, token)).decode(), HIDDEN)
    return without_secret(text, token)[:MAX_REASON_CHARS]  # cut first it might end with half a token
