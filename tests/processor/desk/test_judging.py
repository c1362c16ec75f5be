from __future__ import annotations

import pytest
from support.desk import DeskBench
from support.mails import make_mail

from processor.desk.judging import alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("打印机卡纸", "打印机又卡纸了", True),
        ("VPN is down", "vpn down", True),
        ("ERP 登录不了", "ERP登录不了了", True),
        ("打印机卡纸", "邮箱满了", False),
        ("", "", False),
        ("a", "a", False),
    ],
)
def test_titles_in_nearly_the_same_characters_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_a_sure_verdict_is_on_the_ticket_and_in_the_form(desk: DeskBench) -> None:
    desk.deliver(make_mail(subject="全公司断网", body="所有人都上不了网，业务全部中断，请尽快处理。\n"))

    (ticket,) = desk.tickets()
    assert (ticket.category, ticket.priority) == ("hardware", "urgent")
    assert ticket.response_due_at is not None and (ticket.response_due_at - desk.now).total_seconds() == 2 * 3600


def test_what_is_not_sure_is_left_at_the_desks_default(desk: DeskBench) -> None:
    desk.deliver(make_mail(subject="谢谢", body="好的。\n"))

    (ticket,) = desk.tickets()
    assert (ticket.category, ticket.priority) == (desk.config.desk.category, desk.config.desk.priority)


def test_many_similar_mails_within_the_hour_raise_the_priority(desk: DeskBench) -> None:
    for number in range(12):
        desk.deliver(
            make_mail(f"u{number}@example.org", subject="报销系统登录不了", message_id=f"{number}@example.org")
        )

    first, *_, last = desk.tickets()
    ranks = ["general", "important", "urgent"]
    assert ranks.index(last.priority) > ranks.index(first.priority)
