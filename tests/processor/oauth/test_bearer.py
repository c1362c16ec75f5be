"""What is said to mail servers, and what is understood of their refusals."""

from __future__ import annotations

from base64 import b64encode

import pytest

from processor.oauth.bearer import Answers, first_words, mechanism_of, reason_in, scrubbed


def test_the_examples_of_the_standards() -> None:
    # RFC 7628 §4.1 without the host and port, which it leaves to us; Google's description of XOAUTH2
    assert first_words("OAUTHBEARER", "user@example.com", "vF9dft4qmT") == (
        b"n,a=user@example.com,\x01auth=Bearer vF9dft4qmT\x01\x01"
    )
    assert b64encode(
        first_words("XOAUTH2", "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")
    ) == (
        b"dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJo"
        b"ZG1semRHRXVZMjl0Q2cBAQ=="
    )


def test_a_comma_in_a_name_ends_no_part_of_the_header() -> None:
    assert first_words("OAUTHBEARER", "a,b=c", "t").startswith(b"n,a=a=2Cb=3Dc,\x01")


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["PLAIN", "xoauth2"], "XOAUTH2"),
        (["XOAUTH2", "OAUTHBEARER"], "OAUTHBEARER"),
        (["PLAIN", "LOGIN"], ""),
        ([], ""),
    ],
)
def test_the_standard_is_preferred_to_what_came_before_it(offered: list[str], chosen: str) -> None:
    assert mechanism_of(offered) == chosen


@pytest.mark.parametrize(("mechanism", "end"), [("XOAUTH2", b""), ("OAUTHBEARER", b"\x01")])
def test_a_reason_is_answered_with_nothing_more_and_remembered(mechanism: str, end: bytes) -> None:
    answers = Answers(mechanism, "anna", "canary")

    assert answers(b"") == first_words(mechanism, "anna", "canary")
    assert answers(b'{"status":"401","schemes":"bearer","scope":"mail"}') == end
    assert answers.reason == "status 401, scope mail"


@pytest.mark.parametrize("challenge", [b"", b"junk", b"[1]", b'{"status": 401}', b"\xff"])
def test_a_challenge_without_a_reason_is_none(challenge: bytes) -> None:
    assert reason_in(challenge) == ""


def test_a_server_that_repeats_the_token_is_not_repeated() -> None:
    spelt = [b64encode(first_words(way, "anna", "canary")).decode() for way in ("XOAUTH2", "OAUTHBEARER")]
    text = f"no canary, no {b64encode(b'canary').decode()}, no {spelt[0]}, no {spelt[1]}"

    assert scrubbed(text, "anna", "canary") == "no ***, no ***, no ***, no ***"
