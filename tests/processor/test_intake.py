"""Intake among several processes that share the inbox, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from support.desk import DeskBench
from support.mails import make_mail

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
