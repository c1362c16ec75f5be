"""Access tokens: fetched when needed, renewed early, shared by all connections of the process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

EARLY_S = 300.0  # before its end a token is renewed: a login with it may take a while, and clocks differ
USUAL_LIFETIME_S = 3600.0  # of tokens that do not say it; that of Microsoft's and Google's


@dataclass(frozen=True, slots=True)
class Granted:
    """What a token server gives. lifetime_s: None when it does not say; refresh_token: "" when it gives none."""

    access_token: str = field(repr=False)
    lifetime_s: float | None = None
    refresh_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """fresh: it was fetched for the one who asked, so a new one would fare no better."""

    value: str = field(repr=False)
    fresh: bool


class Tokens:
    """
    The access tokens of one account; any thread may ask. Never more than one request is under way.

    Args:
        fetch: gets a new one; may raise TokenRefused and TokenUnavailable.
        clock: seconds that only go forward, such as time.monotonic.
    """

    def __init__(self, fetch: Callable[[], Granted], clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._value = ""
        self._good_until = 0.0

    def take(self) -> Token:
        """
        The current token, or a new one.

        Raises:
            TokenRefused: the token server does not want us.
            TokenUnavailable: it cannot be reached now.
        """
        with self._lock:
            if self._value and self._clock() < self._good_until:
                return Token(self._value, fresh=False)
            self._value = ""
            granted = self._fetch()
            self._value = granted.access_token
            self._good_until = self._clock() + use_for(granted.lifetime_s)
            return Token(self._value, fresh=True)

    def drop(self, value: str) -> None:
        """A mail server has refused *value*: it is not shown again."""
        with self._lock:
            if self._value == value:
                self._value = ""

    def expire(self) -> None:
        """A mail server has said that the token is over, whichever it was."""
        with self._lock:
            self._value = ""


def use_for(lifetime_s: float | None) -> float:
    """Seconds for which a token is used: until shortly before its end, and at least half of its life."""
    lifetime = USUAL_LIFETIME_S if lifetime_s is None or lifetime_s <= 0 else lifetime_s
    return max(lifetime - EARLY_S, lifetime / 2)
