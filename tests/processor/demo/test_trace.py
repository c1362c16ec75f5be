"""What the demo's mail server writes on top of a mail."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.mails import make_mail

from parsers.authentication import proves_sender
from parsers.message import Message, Options
from parsers.mime import parse_message
from processor.demo.trace import Envelope, author_of, stamped, without_findings_of

SERVER = "mail.desk.example"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def delivered(raw: bytes, login: str = "") -> Message:
    envelope = Envelope("li@example.org", "support@desk.example", login, raw)
    return parse_message(stamped(envelope, SERVER, NOW), Options())


def proven(message: Message) -> bool:
    return proves_sender(message.authentication, SERVER, message.sender.addr.rpartition("@")[2])


def test_the_owner_of_a_mailbox_is_proven() -> None:
    assert proven(delivered(make_mail(proven=False), login="li@example.org"))


@pytest.mark.parametrize("login", ["", "han@example.org"])
def test_whoever_writes_under_another_name_is_not_proven(login: str) -> None:
    assert not proven(delivered(make_mail(proven=False), login=login))


def test_a_mail_without_a_sender_is_not_proven() -> None:
    assert not proven(delivered(b"Subject: nobody\r\n\r\nhello\r\n"))


@pytest.mark.parametrize("name", ["Authentication-Results", "AUTHENTICATION-RESULTS"])
def test_a_finding_that_a_sender_forged_is_taken_out(name: str) -> None:
    raw = f"{name}: {SERVER};\r\n\tdmarc=pass header.from=example.org\r\nSubject: a\r\n\r\n{name}: in the body\r\n"

    assert without_findings_of(SERVER, raw.encode()) == f"Subject: a\r\n\r\n{name}: in the body\r\n".encode()


def test_findings_of_other_servers_stay() -> None:
    raw = b"Authentication-Results: mx.example.org;\r\n spf=pass\r\nSubject: a\r\n\r\nb\r\n"

    assert without_findings_of(SERVER, raw) == raw


def test_a_delivered_mail_says_for_whom_and_from_whom() -> None:
    raw = make_mail(proven=False)

    got = stamped(Envelope("", "support+ts.1@desk.example", "", raw), SERVER, NOW)

    assert got.startswith(b"Return-Path: <>\r\n") and got.endswith(raw)
    assert delivered(raw).delivered_to == ("support@desk.example",)


def test_the_author_is_the_address_in_from() -> None:
    assert author_of(make_mail(sender="Li <LI@Example.org>")) == "li@example.org"
    assert author_of(b"Subject: nobody\r\n\r\n") == ""
