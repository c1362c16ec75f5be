"""How a person is waited for: as slowly as the server wants, as long as its code is good."""

from __future__ import annotations

import pytest

from processor.errors import TokenRefused, TokenUnavailable
from processor.oauth.device import wait_for_person
from processor.oauth.endpoint import DeviceCode
from processor.oauth.tokens import Granted

ASKED = DeviceCode("code", "ABCD", "https://login.example", 5.0, 60.0)
GRANTED = Granted("access", 3600.0, "refresh")


class Waiting:
    """A clock that only moves when somebody sleeps, and a server that gives the next of *answers*."""

    def __init__(self, *answers: str | Exception) -> None:
        self.now = 100.0
        self.slept: list[float] = []
        self._answers = list(answers)

    def wait(self, asked: DeviceCode = ASKED) -> Granted:
        return wait_for_person(asked, self._redeem, lambda: self.now, self._sleep)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def _redeem(self, code: str) -> Granted:
        assert code == "code"
        answer = self._answers.pop(0) if self._answers else "authorization_pending"
        if answer == "yes":
            return GRANTED
        raise answer if isinstance(answer, Exception) else TokenRefused(f"the server says {answer}", answer)


def test_the_server_is_asked_at_its_interval_until_the_person_says_yes() -> None:
    waiting = Waiting("authorization_pending", "authorization_pending", "yes")

    assert waiting.wait() is GRANTED
    assert waiting.slept == [5.0, 5.0, 5.0]


def test_a_server_that_wants_it_slower_gets_it_slower_for_good() -> None:
    waiting = Waiting("slow_down", "authorization_pending", "slow_down", "yes")
    waiting.wait()

    assert waiting.slept == [5.0, 10.0, 10.0, 15.0]


def test_a_server_that_is_away_is_asked_less_often() -> None:
    waiting = Waiting(TokenUnavailable("away"), TokenUnavailable("away"), "yes")
    waiting.wait()

    assert waiting.slept == [5.0, 10.0, 20.0]


@pytest.mark.parametrize(
    ("code", "words"),
    [("access_denied", "declined"), ("expired_token", "begin anew"), ("invalid_client", "says invalid_client")],
)
def test_a_no_is_told_in_words(code: str, words: str) -> None:
    with pytest.raises(TokenRefused, match=words):
        Waiting("authorization_pending", code).wait()


def test_nobody_waits_longer_than_the_code_is_good() -> None:
    waiting = Waiting()

    with pytest.raises(TokenRefused, match="begin anew"):
        waiting.wait()
    assert sum(waiting.slept) == 60.0
