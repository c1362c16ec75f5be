"""Intake among several processes that share the inbox, on both engines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.commands import Staffed, address
from support.desk import SUPPORT, DeskBench
from support.mails import make_mail

from db import inbox
from db.connection import Store
from db.inbox import Received
from processor.intake import LEASE, take_in
from processor.parsing import Parsed, Parser


class Interrupted(Parser):
    """Something happens while a batch is parsed."""

    def __init__(self, parser: Parser, meanwhile: Callable[[], object]) -> None:
        self._parser, self._meanwhile = parser, meanwhile

    def parse(self, raws: Sequence[bytes]) -> list[Parsed]:
        self._meanwhile()
        return self._parser.parse(raws)


def test_mails_that_another_process_has_taken_in_meanwhile_are_left_alone(desk: DeskBench) -> None:
    """Neither id nor date: nothing but the claim itself tells that it is the same mail."""
    after = desk.now + LEASE + timedelta(minutes=1)
    other = replace(desk.intake, holder="b:1:1")
    slow = Interrupted(desk.intake.parser, lambda: take_in(other, after))
    mails = make_mail(message_id=None, date=None), make_mail(message_id="2@example.org", body="2\n")
    desk.intake = replace(desk.intake, holder="a:1:1", parser=slow)
    desk.deliver(*mails)

    assert [item.status for item in desk.inbox()] == ["ticket", "ticket"]
    assert len(desk.tickets()) == len(desk.sent()) == 2


def test_readers_hear_that_there_is_more_of_a_mail_that_was_too_large(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    """Also of a further one to a ticket: its words would be lost, and nobody would know of them."""
    staffed = Staffed(store, tmp_path, parser)
    number = staffed.open()
    header = make_mail(address("wang"), subject=f"Re: [{number}] 打印机卡纸", body="")
    huge = Received(1000, 31_000_000, staffed.desk.now, header, header_only=True)
    store.unit(lambda: inbox.store(SUPPORT, [huge], staffed.desk.now))
    staffed.desk.take_in()

    text = staffed.desk.thread(number)[-1].text
    assert text == "（邮件过大（31.0 MB），系统只收取了邮件头，正文和附件请到支持邮箱查看原件）"
    told = [row for row in staffed.rows() if row.kind == "user_wrote"]
    assert told and all(text in staffed.text_of(row.id).replace("\n", "") for row in told)


def noise(length: int) -> str:
    """Text that no engine can make shorter."""
    return "".join(hashlib.sha512(str(at).encode()).hexdigest() for at in range(length // 128 + 1))[:length]


@pytest.mark.parametrize(
    "mail",
    [
        make_mail(message_id=noise(9000) + "@x.example"),
        make_mail(sender=noise(9000) + "@x.example"),
        make_mail(headers=(("Cc", noise(9000) + "@x.example"),)),
        make_mail(headers=(("Reply-To", noise(9000) + "@x.example"),)),
        make_mail(headers=(("In-Reply-To", f"<{noise(9000)}@x.example>"),)),
        make_mail(subject="[TS-20261122-" + "1" * 9000 + "]"),
    ],
    ids=["message-id", "from", "cc", "reply-to", "in-reply-to", "number"],
)
def test_names_longer_than_an_index_can_hold_stop_nobody(desk: DeskBench, mail: bytes) -> None:
    desk.deliver(mail, make_mail(message_id="good@example.org", body="x\n"))

    assert [item.status for item in desk.inbox()] == ["ticket", "ticket"]
