"""How tickets end and begin again, and who hears of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.orders import Orders, kinds, receipt

from db import watchers
from db.connection import Store
from db.tickets import Ticket
from processor.desk.junk import is_junk


@pytest.fixture
def orders(store: Store, tmp_path: Path) -> Orders:
    return Orders(store, tmp_path)


def junk(orders: Orders, ticket: Ticket) -> bool:
    now = orders.ticket(ticket)
    return orders.store.unit(lambda: is_junk(now))


def test_a_solution_goes_to_the_user_and_is_kept(orders: Orders) -> None:
    ticket = orders.open("in_progress")

    letters = orders.order("han", "#已解决", ticket, "更换主板后恢复正常。\n", files=[("照片.jpg", b"1")])

    assert kinds(letters) == [("resolved", "wang")] and receipt(letters) == ["✔ 处理中→已解决，待用户确认"]
    assert letters[0].saying.words == "更换主板后恢复正常。" and len(letters[0].saying.files) == 1
    assert orders.happened(ticket, "resolve")[0].detail["solution"] == "更换主板后恢复正常。"
    assert orders.ticket(ticket).status == "resolved" and orders.ticket(ticket).responded_at == orders.now


def test_a_ticket_is_closed_without_a_solution_only_with_a_reason(orders: Orders) -> None:
    ticket = orders.open("in_progress")

    assert receipt(orders.order("han", "#close", ticket))[0].startswith("✘ → 尚未解决的工单须写明原因")
    letters = orders.order("han", "#关闭=用户已电话确认", ticket, "他其实没接电话。\n")

    assert kinds(letters) == [("closed", "wang")] and letters[0].saying.words == "用户已电话确认"
    assert [entry.public for entry in orders.thread(ticket)] == [False]


def test_what_is_resolved_is_closed_without_a_word(orders: Orders) -> None:
    ticket = orders.open("resolved")

    letters = orders.order("han", "#close", ticket)

    assert kinds(letters) == [("closed", "wang")] and letters[0].saying.words == ""
    assert orders.ticket(ticket).status == "closed"


def test_the_text_of_a_closing_mail_is_the_reason_and_stands_in_the_thread(orders: Orders) -> None:
    ticket = orders.open("in_progress")

    letters = orders.order("han", "#close", ticket, "设备已报废。\n")

    assert letters[0].saying.words == "设备已报废。"
    assert [(entry.text, entry.public) for entry in orders.thread(ticket)] == [("设备已报废。", True)]


def test_the_words_of_a_note_are_no_reason(orders: Orders) -> None:
    ticket = orders.open("in_progress")

    letters = orders.order("han", "#note #close", ticket, "用户不讲理。\n")

    assert kinds(letters) == [] and orders.ticket(ticket).status == "in_progress"


def test_an_engineer_cancels_with_a_reason_that_the_user_hears(orders: Orders) -> None:
    ticket = orders.open()

    assert "请写明取消原因" in receipt(orders.order("han", "#cancel", ticket))[0]
    letters = orders.order("han", "#cancel", ticket, "与 TS-20261123-009 重复。\n")

    assert kinds(letters) == [("cancelled", "wang")] and letters[0].saying.words == "与 TS-20261123-009 重复。"


def test_users_cancel_their_own_tickets_and_those_who_work_on_them_hear_of_it(orders: Orders) -> None:
    ticket = orders.open("in_progress", assignee_id=orders.staff["han"].id)
    orders.store.unit(lambda: watchers.add(ticket.id, orders.staff["boss"].id))

    letters = orders.order("wang", "#取消", ticket, "已经好了，谢谢。\n")

    assert kinds(letters) == [("user_cancelled", "boss,han")] and letters[0].saying.words == "已经好了，谢谢。"
    assert orders.ticket(ticket).status == "cancelled"
    (entry,) = orders.thread(ticket)
    assert entry.kind == "user" and entry.public


def test_a_user_needs_no_reason_to_cancel(orders: Orders) -> None:
    ticket = orders.open()

    letters = orders.order("wang", "#cancel", ticket)

    assert kinds(letters) == [] and orders.ticket(ticket).status == "cancelled"


def test_an_engineer_with_a_problem_of_their_own_is_a_user_there(orders: Orders) -> None:
    ticket = orders.open("in_progress", requester_addr="zhang@desk.example", assignee_id=orders.staff["han"].id)

    letters = orders.order("zhang", "#cancel", ticket)

    assert kinds(letters) == [("user_cancelled", "han")]


def test_junk_ends_without_a_mail_to_its_sender(orders: Orders) -> None:
    ticket = orders.open()

    letters = orders.order("han", "#垃圾", ticket)

    assert kinds(letters) == [] and orders.ticket(ticket).status == "cancelled"
    assert junk(orders, ticket)


def test_junk_that_is_opened_again_is_none(orders: Orders) -> None:
    ticket = orders.open()
    orders.order("han", "#spam", ticket)
    orders.order("han", "#reopen", ticket)
    orders.order("han", "#cancel=重复", ticket)

    assert not junk(orders, ticket)


def test_the_user_hears_that_a_ticket_is_open_again_but_not_why(orders: Orders) -> None:
    ticket = orders.open("closed")

    letters = orders.order("han", "#重开", ticket, "上次关错了。\n")

    assert kinds(letters) == [("reopened", "wang")] and letters[0].saying.words == ""
    assert [entry.public for entry in orders.thread(ticket)] == [False]
    now = orders.ticket(ticket)
    assert (now.status, now.assignee_id) == ("in_progress", orders.staff["han"].id)


def test_a_ticket_opened_again_stays_with_its_engineer(orders: Orders) -> None:
    zhang = orders.staff["zhang"].id
    ticket = orders.open("resolved", assignee_id=zhang)

    orders.order("boss", "#reopen", ticket)
    assert orders.ticket(ticket).assignee_id == zhang

    unassigned = orders.open("resolved")
    orders.order("boss", "#reopen", unassigned)
    assert orders.ticket(unassigned).assignee_id is None


@pytest.mark.parametrize("subject", ["#resolve", "#close=x", "#cancel=x", "#spam", "#ask", "#progress"])
def test_what_has_ended_does_not_end_again(orders: Orders, subject: str) -> None:
    ticket = orders.open("closed")

    letters = orders.order("han", subject, ticket, "说明\n")

    assert kinds(letters) == [] and "✘" in receipt(letters)[0]
    assert orders.ticket(ticket).status == "closed"


def test_who_opens_again_what_nobody_had_accepted_has_accepted_it(orders: Orders) -> None:
    ticket = orders.open()
    orders.order("han", "#cancel=重复", ticket)

    orders.order("zhang", "#reopen", ticket)

    now, zhang = orders.ticket(ticket), orders.staff["zhang"].id
    assert (now.status, now.accepted_by_id, now.accepted_at) == ("in_progress", zhang, orders.now)


def test_what_had_put_a_ticket_off_does_not_put_off_the_one_that_is_opened_again(orders: Orders) -> None:
    ticket = orders.open("in_progress")
    orders.order("han", "#hold", ticket)
    orders.order("han", "#resolve=好了", ticket)

    orders.order("han", "#reopen", ticket)

    assert orders.ticket(ticket).snoozed_until is None
