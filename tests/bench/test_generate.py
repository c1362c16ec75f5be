"""The generated mailbox is the one that the figures are about."""

from __future__ import annotations

import email
import statistics
from collections import Counter
from pathlib import Path

import pytest

from bench.generate import Expected, Mail, expected, generate, write_maildir
from bench.trails import AUTHSERV, DESK
from parsers.authentication import proves_sender
from parsers.message import Message, Options
from parsers.mime import parse_message

COUNT = 400
SIGNS = (b"gb18030", b"gbk", b"gb2312", b"windows-1252", b"quoted-printable", b"base64", b"x-ms-", b"x-qq-", b"foxmail")
OPTIONS = Options("TS", frozenset({DESK}), DESK)


@pytest.fixture(scope="module")
def mails() -> list[Mail]:
    return list(generate(COUNT, seed=1))


@pytest.fixture(scope="module")
def messages(mails: list[Mail]) -> list[Message]:
    return [parse_message(mail.raw, OPTIONS) for mail in mails]


def test_the_same_seed_gives_the_same_mails_and_another_one_others(mails: list[Mail]) -> None:
    assert list(generate(COUNT, seed=1)) == mails
    assert list(generate(COUNT, seed=2)) != mails


def test_the_shares_are_those_of_a_support_mailbox(mails: list[Mail]) -> None:
    kinds = Counter(mail.kind for mail in mails)

    assert kinds == {"new": 268, "reply": 90, "subject_reply": 10, "absence": 20, "bounce": 12}
    assert expected(kinds) == Expected(mails=400, tickets=278, follow_ups=90, ignored=32)


def test_the_median_size_is_that_of_real_mail(mails: list[Mail]) -> None:
    assert 8_000 <= statistics.median(len(mail.raw) for mail in mails) <= 15_000


def test_each_mail_is_well_formed(mails: list[Mail], messages: list[Message]) -> None:
    assert not any(part.defects for mail in mails for part in email.message_from_bytes(mail.raw).walk())
    assert not any(message.defects for message in messages)
    assert len({message.message_id for message in messages}) == COUNT


def test_machines_are_told_from_people(mails: list[Mail], messages: list[Message]) -> None:
    kinds = Counter((mail.kind, message.automation.kind) for mail, message in zip(mails, messages, strict=True))

    assert kinds == {
        ("new", "none"): 268,
        ("reply", "none"): 90,
        ("subject_reply", "none"): 10,
        ("absence", "reply"): 20,
        ("bounce", "bounce"): 12,
    }


def test_every_sender_is_proven_by_the_desks_own_server(messages: list[Message]) -> None:
    people = [message for message in messages if message.automation.kind == "none"]

    assert all(proves_sender(m.authentication, AUTHSERV, m.sender.addr.rpartition("@")[2]) for m in people)


def test_an_answer_names_an_earlier_mail_of_the_same_author(mails: list[Mail], messages: list[Message]) -> None:
    authors: dict[str, str] = {}
    for mail, message in zip(mails, messages, strict=True):
        if mail.kind == "reply":
            assert authors[message.in_reply_to[0]] == message.sender.addr
        if mail.kind == "subject_reply":
            assert not message.in_reply_to and not message.references and message.subject.text != message.subject.root
        authors[message.message_id] = message.sender.addr


def test_the_mails_are_as_mixed_as_real_ones(mails: list[Mail], messages: list[Message]) -> None:
    raws = b"\n".join(mail.raw for mail in mails).lower()

    assert {message.language for message in messages} >= {"zh", "en"}
    assert sum(bool(message.attachments) for message in messages) > COUNT // 10
    for sign in SIGNS:
        assert sign in raws
    assert all(raw.count(b"\nreceived:") >= 3 for raw in (mail.raw.lower() for mail in mails))


def test_the_maildir_holds_them_in_the_order_of_their_arrival(tmp_path: Path) -> None:
    found = write_maildir(tmp_path / "box", 30, seed=1)
    paths = sorted((tmp_path / "box" / "new").iterdir())

    assert found.mails == 30
    assert [path.read_bytes() for path in paths] == [mail.raw for mail in generate(30, seed=1)]
    assert [path.stat().st_mtime for path in paths] == sorted(path.stat().st_mtime for path in paths)
