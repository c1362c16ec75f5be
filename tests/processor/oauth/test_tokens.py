"""When a token is used, renewed and given up; never two requests at once."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.errors import TokenRefused, TokenUnavailable
from processor.oauth.tokens import Granted, Tokens, use_for


class Source:
    """Gives tokens 1, 2, 3 …, and watches how many ask at the same time."""

    def __init__(self, lifetime_s: float | None = 3600.0) -> None:
        self.now = 0.0
        self.lifetime_s = lifetime_s
        self.given = 0
        self.most_at_once = 0
        self._lock = Lock()
        self._under_way = 0

    def fetch(self) -> Granted:
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
            self.given += 1
            token = f"canary-{self.given}"
        for _ in range(50):  # whoever else is let in comes in now
            os.sched_yield()
        with self._lock:
            self._under_way -= 1
        return Granted(token, self.lifetime_s, "canary-refresh")

    def tokens(self) -> Tokens:
        return Tokens(self.fetch, lambda: self.now)


def test_a_token_is_shared_until_five_minutes_before_its_end() -> None:
    source = Source()
    tokens = source.tokens()

    assert (tokens.take().fresh, tokens.take().fresh) == (True, False)
    source.now = 3299.0
    assert tokens.take().value == "canary-1"
    source.now = 3300.0
    assert tokens.take().value == "canary-2"


@given(st.floats(min_value=0.5, max_value=1e6))
def test_a_token_is_used_for_half_its_life_at_least_and_never_to_its_end(lifetime: float) -> None:
    assert lifetime / 2 <= use_for(lifetime) < lifetime


@pytest.mark.parametrize("lifetime", [None, 0.0, -5.0])
def test_a_token_that_does_not_say_how_long_it_lives_is_used_for_less_than_an_hour(lifetime: float | None) -> None:
    assert use_for(lifetime) == 3300.0


def test_a_refused_token_is_not_shown_again_and_a_newer_one_stays() -> None:
    tokens = Source().tokens()
    first = tokens.take()

    tokens.drop(first.value)
    second = tokens.take()
    tokens.drop(first.value)  # somebody else was refused with the old one

    assert (second.value, second.fresh) == ("canary-2", True)
    assert tokens.take().value == "canary-2"


def test_a_failure_leaves_nothing_behind() -> None:
    source = Source()
    answers: list[Granted | Exception] = [TokenUnavailable("away"), TokenRefused("no"), Granted("canary-9")]

    def fetch() -> Granted:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    tokens = Tokens(fetch, lambda: source.now)

    with pytest.raises(TokenUnavailable):
        tokens.take()
    with pytest.raises(TokenRefused):
        tokens.take()
    assert tokens.take().value == "canary-9"


@given(st.lists(st.sampled_from(["take", "drop", "expire", "later"]), min_size=4, max_size=40))
def test_however_many_ask_there_is_one_request_at_a_time(doings: list[str]) -> None:
    source = Source(lifetime_s=60.0)
    tokens = source.tokens()

    def do(what: str) -> None:
        token = tokens.take()
        if what == "drop":
            tokens.drop(token.value)
        elif what == "expire":
            tokens.expire()
        elif what == "later":
            source.now += 31.0

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(do, doings))

    assert source.most_at_once == 1
    assert source.given <= 1 + sum(what != "take" for what in doings)


def test_no_token_is_shown_by_its_holder() -> None:
    tokens = Source().tokens()

    assert "canary" not in repr(tokens.take()) + repr(tokens) + repr(Granted("canary", 1.0, "canary"))
