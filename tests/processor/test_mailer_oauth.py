"""Handing mails over after signing in by an access token."""

from __future__ import annotations

import asyncio
import threading
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.smtp_script import ScriptedRelay
from support.smtp_sink import SmtpSink
from support.token_server import CLIENT_SECRET, Fault, TokenServer

from processor.config import Smtp
from processor.errors import DeliveryDeferred, DeliveryRefused
from processor.mailer import Maker, about_the_relay, mailers
from processor.oauth.endpoint import Endpoint
from processor.oauth.tokens import Granted, Tokens

RAW = b"Subject: hello\r\n\r\nline\r\n"
DESK = {"username": "desk@example.org"}


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    with TokenServer("desk@example.org") as server:
        yield server


def tokens_of(server: TokenServer) -> Tokens:
    started = server.now  # the clock here stands still: what is over, the mail server has to say
    return Tokens(Endpoint(server.client(), lambda: CLIENT_SECRET).sign_in, lambda: started)


def send(make: Maker) -> str:
    async def work() -> str:
        async with make() as mailer:
            return await mailer.hand_over("desk@example.org", "li@example.org", RAW)

    return asyncio.run(work())


@pytest.mark.parametrize("tls", ["none", "starttls", "implicit"])
def test_a_mail_goes_out_after_a_login_by_token(tokens: TokenServer, tmp_path: Path, tls: str) -> None:
    with SmtpSink(tls, tokens=tokens) as sink:
        make = mailers(sink.section(tmp_path, **DESK), tokens_of(tokens))
        send(make)
        send(make)

    assert [delivery.login for delivery in sink.deliveries] == ["desk@example.org"] * 2
    assert len(tokens.requests) == 1


def test_a_token_that_is_over_is_replaced_once(tokens: TokenServer) -> None:
    with SmtpSink(tokens=tokens) as sink:
        make = mailers(sink.section(**DESK), tokens_of(tokens))
        send(make)
        tokens.now += 4000
        send(make)

    assert len(sink.deliveries) == 2
    assert sink.logins == ["XOAUTH2"] * 3
    assert len(tokens.requests) == 2


def test_connections_that_open_together_share_one_request(tokens: TokenServer) -> None:
    with SmtpSink(tokens=tokens) as sink:
        make = mailers(sink.section(**DESK), tokens_of(tokens))

        async def work() -> None:
            opened = [make() for _ in range(5)]
            await asyncio.gather(*(mailer.open() for mailer in opened))
            await asyncio.gather(*(mailer.close() for mailer in opened))

        asyncio.run(work())

    assert sink.logins == ["XOAUTH2"] * 5
    assert len(tokens.requests) == 1


def test_a_token_server_that_thinks_for_long_does_not_hold_up_the_end_of_the_process(tokens: TokenServer) -> None:
    daemonic: list[bool] = []

    def fetch() -> Granted:
        daemonic.append(threading.current_thread().daemon)
        return Endpoint(tokens.client(), lambda: CLIENT_SECRET).sign_in()

    with SmtpSink(tokens=tokens) as sink:
        send(mailers(sink.section(**DESK), Tokens(fetch, lambda: 0.0)))

    assert daemonic == [True]


def test_a_new_token_that_is_refused_is_trouble_with_our_account(tokens: TokenServer) -> None:
    tokens.username = "somebody-else"
    with SmtpSink(tokens=tokens) as sink:
        make = mailers(sink.section(**DESK), tokens_of(tokens))
        with pytest.raises(DeliveryRefused) as refused:
            send(make)

        assert refused.value.code == 535
        assert about_the_relay(refused.value)
        assert sink.logins == ["XOAUTH2"]
    assert len(tokens.requests) == 1


def test_what_the_token_server_does_is_trouble_with_our_account(tokens: TokenServer) -> None:
    tokens.faults += [Fault(400, {"error": "invalid_grant"}), Fault(500)]
    with SmtpSink(tokens=tokens) as sink:
        make = mailers(sink.section(**DESK), tokens_of(tokens))
        with pytest.raises(DeliveryRefused, match="invalid_grant") as refused:
            send(make)
        with pytest.raises(DeliveryDeferred, match="500") as deferred:
            send(make)
        send(make)

    assert about_the_relay(refused.value) and about_the_relay(deferred.value)
    assert len(sink.deliveries) == 1


def section(relay: ScriptedRelay) -> Smtp:
    return relay.section(**DESK)


def test_the_standard_is_spoken_where_it_is_offered(tokens: TokenServer) -> None:
    with ScriptedRelay(extensions=["AUTH PLAIN XOAUTH2 OAUTHBEARER"]) as relay:
        send(mailers(section(relay), tokens_of(tokens)))

        (login,) = [line for line in relay.commands if line.startswith("AUTH")]
    assert login.startswith("AUTH OAUTHBEARER ")
    assert b64decode(login.split()[2]) == b"n,a=desk@example.org,\x01auth=Bearer canary-access-1\x01\x01"


def test_a_refusal_in_two_steps_is_heard_to_its_end(tokens: TokenServer) -> None:
    answers = {"AUTH": ["334 eyJzdGF0dXMiOiI0MDAifQ=="], "AQ==": ["535 5.7.3 canary-access-1 is not wanted"]}
    with ScriptedRelay(answers, ["AUTH OAUTHBEARER"]) as relay:
        with pytest.raises(DeliveryRefused, match=r"535 5.7.3 \*\*\* is not wanted"):
            send(mailers(section(relay), tokens_of(tokens)))

        assert "AQ==" in relay.commands


def test_a_server_that_is_busy_costs_no_token(tokens: TokenServer) -> None:
    with ScriptedRelay({"AUTH": ["454 4.7.0 busy"]}, ["AUTH XOAUTH2"]) as relay:
        make = mailers(section(relay), tokens_of(tokens))
        with pytest.raises(DeliveryDeferred):
            send(make)
        send(make)

    assert len(tokens.requests) == 1


def test_a_server_without_oauth_is_not_shown_a_token(tokens: TokenServer) -> None:
    with ScriptedRelay(extensions=["AUTH PLAIN"]) as relay:
        with pytest.raises(DeliveryRefused, match="offers no login by OAuth"):
            send(mailers(section(relay), tokens_of(tokens)))

        assert "AUTH" not in relay.verbs()
