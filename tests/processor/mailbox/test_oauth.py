"""Signing in by access tokens: a real server that asks a real token server, and one that ends sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.boxes import LIMITS, imap_box, imap_section, raw_mails
from support.configs import make_config
from support.dovecot import Dovecot, installed
from support.imap_script import ImapScript, say
from support.token_server import CLIENT_SECRET, HANG, Fault, TokenServer

from processor.app import open_app
from processor.collector import Collector
from processor.errors import MailboxRefused, MailboxUnavailable
from processor.mailbox.connection import Connection, Lifeline
from processor.mailbox.imap import ImapBox
from processor.mailbox.login import show_token
from processor.oauth.endpoint import Endpoint
from processor.oauth.tokens import Tokens


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[TokenServer, Dovecot]]:
    if not installed():
        pytest.skip("Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-lmtpd)")
    with TokenServer() as tokens, Dovecot(introspection_url=f"{tokens.url}/introspect") as dovecot:
        yield tokens, dovecot


@pytest.fixture
def token_server(running: tuple[TokenServer, Dovecot], user: str) -> TokenServer:
    server = running[0]
    server.username = user
    server.requests.clear()
    return server


@pytest.fixture
def dovecot(running: tuple[TokenServer, Dovecot]) -> Dovecot:
    return running[1]


def tokens_of(server: TokenServer) -> Tokens:
    return Tokens(Endpoint(server.client(), lambda: CLIENT_SECRET).sign_in, lambda: server.now)


def test_mails_are_collected_with_a_token(token_server: TokenServer, dovecot: Dovecot, user: str) -> None:
    dovecot.deliver_all(user, raw_mails(3))
    box = imap_box(dovecot.url, tokens_of(token_server), username=user)

    box.open()
    assert len(box.fetch_after(0, LIMITS, None).mails) == 3
    box.close()
    assert token_server.introspected[-1] in token_server.access_tokens


def test_one_token_opens_many_sessions(token_server: TokenServer, dovecot: Dovecot, user: str) -> None:
    tokens = tokens_of(token_server)
    for _ in range(3):
        box = imap_box(dovecot.url, tokens, username=user)
        box.open()
        box.close()

    assert len(token_server.requests) == 1


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_a_token_that_is_over_is_replaced_at_once(
    token_server: TokenServer, dovecot: Dovecot, user: str, end: str
) -> None:
    started = token_server.now
    tokens = Tokens(Endpoint(token_server.client(), lambda: CLIENT_SECRET).sign_in, lambda: started)  # a clock behind
    box = imap_box(dovecot.url, tokens, username=user)
    box.open()
    if end == "expired":
        token_server.now += 3601
    else:
        token_server.revoke()

    box.open()

    box.close()
    assert len(token_server.requests) == 2


def test_a_token_of_somebody_else_is_refused_after_one_try(
    token_server: TokenServer, dovecot: Dovecot, user: str
) -> None:
    """A new token was refused: a second one would be no better, and is fetched only when the back-off is over."""
    token_server.username = "somebody-else"
    box = imap_box(dovecot.url, tokens_of(token_server), username=user)

    for attempt in (1, 2):
        with pytest.raises(MailboxRefused) as refused:
            box.open()
        assert len(token_server.requests) == attempt
        assert "canary" not in str(refused.value)


def test_both_mechanisms_are_understood_by_a_real_server(
    token_server: TokenServer, dovecot: Dovecot, user: str
) -> None:
    class Limited(Connection):
        offers = b""

        def capabilities(self) -> tuple[bytes, ...]:
            return (b"IMAP4REV1", self.offers)

    token, lifeline = tokens_of(token_server).take().value, Lifeline()
    for offers in (b"AUTH=XOAUTH2", b"AUTH=OAUTHBEARER"):
        connection = Limited("127.0.0.1", dovecot.imap_port, 5, None, lifeline)
        connection.offers = offers
        show_token(connection, user, token)
        assert connection.select_folder("INBOX")
        connection.logout()
    lifeline.let_go()


def test_a_refusal_says_why(token_server: TokenServer, dovecot: Dovecot, user: str) -> None:
    tokens = Tokens(Endpoint(token_server.client(), lambda: CLIENT_SECRET).sign_in, lambda: 0.0)
    token_server.lifetime_s = 1.0
    tokens.take()
    token_server.now += 2
    token_server.faults.append(Fault(400, {"error": "invalid_grant", "error_description": "the user has left"}))

    with pytest.raises(MailboxRefused, match="invalid_grant: the user has left"):
        imap_box(dovecot.url, tokens, username=user).open()
    token_server.lifetime_s = 3600.0


@pytest.mark.parametrize("fault", [Fault(500), HANG])
def test_a_token_server_that_is_away_is_a_mailbox_that_is_away(server: ImapScript, fault: Fault | str) -> None:
    with TokenServer() as token_server:
        token_server.faults.append(fault)
        client = token_server.client(timeout_s=0.2)
        tokens = Tokens(Endpoint(client, lambda: CLIENT_SECRET).sign_in, lambda: 0.0)

        with pytest.raises(MailboxUnavailable):
            imap_box(server.url, tokens).open()
    assert server.commands == []


def test_a_server_without_oauth_is_not_shown_a_token(server: ImapScript) -> None:
    with TokenServer() as token_server, pytest.raises(MailboxRefused, match="offers no login by OAuth"):
        imap_box(server.url, tokens_of(token_server)).open()

    assert not server.said("AUTHENTICATE|LOGIN")


def test_a_session_that_is_ended_with_its_token_begins_anew_with_another(server: ImapScript) -> None:
    """What Exchange Online does after an hour, in the middle of IDLE."""
    server.capabilities = (*server.capabilities, "AUTH=XOAUTH2")
    server.fault("IDLE", say(b"* BYE Session invalidated - AccessTokenExpired\r\n", "close"), times=1)
    with TokenServer() as token_server:
        box = imap_box(server.url, tokens_of(token_server))
        box.open()
        box.fetch_after(0, LIMITS, None)
        with pytest.raises(MailboxUnavailable, match="AccessTokenExpired"):
            box.wait(5)

        box.open()
        box.close()

        assert len(token_server.requests) == 2


@pytest.mark.parametrize("command", ["IDLE", "UID"])
@pytest.mark.parametrize(
    "words", [b"Session invalidated - AccessTokenExpired", b"Session expired, please login again."]
)
def test_a_session_that_ends_with_its_token_is_no_failure_of_the_collector(
    server: ImapScript, tmp_path: Path, words: bytes, command: str
) -> None:
    """Every hour at Exchange Online and Gmail. One that ends at once is trouble, and is waited out."""
    server.capabilities = (*server.capabilities, "AUTH=XOAUTH2")
    now = 0.0
    with TokenServer() as token_server, open_app(make_config(tmp_path), {}) as app:
        collector = Collector(app, app.config.mailbox[0], lambda: None)
        collector.box = ImapBox(imap_section(server.url), tokens_of(token_server), lambda: now)
        collector.collect(app.clock())
        server.fault(command, say(b"* BYE " + words + b"\r\n", "close"))
        now = 3600.0

        assert collector.step() == 0.0
        with pytest.raises(MailboxUnavailable, match=words.decode()):
            collector.step()
        server.recover()
        collector.collect(app.clock())
        collector.close()

        assert server.connections == len(token_server.requests) == 3


@pytest.mark.parametrize("answer", [b"* BYE too many connections\r\n", b"{tag} NO [UNAVAILABLE] try later\r\n"])
def test_trouble_that_passes_costs_no_token(server: ImapScript, answer: bytes) -> None:
    server.capabilities = (*server.capabilities, "AUTH=XOAUTH2")
    server.fault("AUTHENTICATE", say(answer, "stay" if b"tag" in answer else "close"), times=1)
    with TokenServer() as token_server:
        box = imap_box(server.url, tokens_of(token_server))
        with pytest.raises(MailboxUnavailable):
            box.open()
        box.open()
        box.close()

        assert len(token_server.requests) == 1


def test_a_server_that_repeats_the_token_does_not_get_it_into_the_log(server: ImapScript) -> None:
    server.capabilities = (*server.capabilities, "AUTH=XOAUTH2")
    server.fault("AUTHENTICATE", say(b"{tag} NO canary-access-1 is not wanted\r\n"))
    with TokenServer() as token_server, pytest.raises(MailboxRefused) as refused:
        imap_box(server.url, tokens_of(token_server)).open()

    assert "*** is not wanted" in str(refused.value)
    assert "canary" not in str(refused.value)
