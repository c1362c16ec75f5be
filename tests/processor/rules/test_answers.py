"""What a mail answers, and when a closed ticket is history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from support.arrivals import BELONGS, NOW, TICKET, make_arrival

from db.events import Event
from parsers.answers import Answer
from parsers.message import Reply, Subject
from processor.rules.answers import answer_of, is_confirmation, is_content, is_over, is_rejection
from processor.rules.arrival import Arrival
from processor.rules.decision import Append, Open
from processor.rules.person import reply

CLOSED = replace(TICKET, status="closed", title="打印机卡纸，无法打印")
WEEK = timedelta(days=7)


def mail(text: str, root: str = CLOSED.title, **changes: object) -> Arrival:
    subject = Subject(f"Re: [TS-20261122-001] {root}", root, "TS-20261122-001", title=root)
    match = replace(BELONGS, ticket=CLOSED)
    return make_arrival(match, message__subject=subject, message__reply=Reply(text), **changes)


@pytest.mark.parametrize("root", ["满意", "5分", "satisfied"])
def test_a_subject_of_ours_is_an_answer(root: str) -> None:
    assert is_confirmation(answer_of(mail("", root), CLOSED))


def test_who_writes_all_into_the_subject_has_written_it() -> None:
    assert is_rejection(answer_of(mail("", "还是不行"), CLOSED))


@pytest.mark.parametrize("root", [CLOSED.title, "打印机卡纸，无法", f"{CLOSED.title} (外部邮件)"])
def test_the_title_is_nobodys_answer(root: str) -> None:
    assert answer_of(mail("已解决", root), CLOSED) == answer_of(mail("已解决", ""), CLOSED)
    assert not answer_of(mail("", root), CLOSED).sure


def test_the_title_of_a_ticket_that_was_merged_into_this_one_is_no_answer_either() -> None:
    survivor = replace(CLOSED, number="TS-20261122-002", title="系统升级")

    assert answer_of(mail("", "键盘失灵"), CLOSED).solved is False
    assert answer_of(mail("", "键盘失灵"), survivor).solved is None
    assert is_confirmation(answer_of(mail("", "满意"), survivor)), "a link in an earlier mail of the desk"
    assert is_confirmation(answer_of(mail("已解决", "键盘失灵"), survivor))


def test_quoted_lines_answer_nothing() -> None:
    assert is_confirmation(answer_of(mail("> 还是不行\n已解决"), CLOSED))


@pytest.mark.parametrize(
    ("solved", "satisfied", "sure"), list(product((True, False, None), (True, False, None), (True, False)))
)
def test_only_what_is_surely_solved_and_not_complained_of_is_confirmed(
    solved: bool | None, satisfied: bool | None, sure: bool
) -> None:
    answer = Answer(solved, satisfied, sure=sure)

    assert is_confirmation(answer) == (sure and solved is True and satisfied is not False)
    assert is_rejection(answer) == (sure and False in (solved, satisfied))


def test_thanks_and_good_news_are_no_reason_to_go_on() -> None:
    assert all(is_content(mail(text), CLOSED) for text in ("谢谢！", "已解决，满意", "Thank you!"))
    assert not any(
        is_content(mail(text), CLOSED) for text in ("又坏了", "", "好了。另外ERP系统登录不上了", "请问为什么？")
    )


@pytest.mark.parametrize(("days", "over"), [(0, False), (7, False), (7.01, True)])
def test_a_closed_ticket_is_history_after_its_window(days: float, over: bool) -> None:
    closed = Event(NOW, "desk", "user.confirmed", {"changes": {"status": ["resolved", "closed"]}})
    later = Event(NOW + timedelta(days=6), "li@example.org", "message.added", {})

    assert is_over(CLOSED, [closed, later], WEEK, NOW + timedelta(days=days)) == over
    assert not is_over(replace(CLOSED, status="in_progress"), [closed], WEEK, NOW + timedelta(days=days))


def test_who_comes_back_late_has_a_new_case_unless_they_only_thank() -> None:
    assert reply(mail("打印机又卡纸了", late=True)) == Open(linked_to=CLOSED)
    assert reply(mail("谢谢！", late=True)) == Append(CLOSED)
    assert reply(mail("打印机又卡纸了", late=True, history=True)) == Append(CLOSED)
    assert reply(mail("打印机又卡纸了")) == Append(CLOSED)
