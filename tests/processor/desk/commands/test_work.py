"""Who has a ticket: who is told, and what becomes of an escalation when it goes on."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.orders import Orders, kinds, receipt

from db import people, tickets
from db.connection import Store
from db.tickets import Ticket
from processor.desk.duties import dossier_of
from processor.desk.sheet import fixed_dues

FORM = "升级原因：需要更换主板\n已尝试：重装驱动、更换电源\n"


@pytest.fixture
def orders(store: Store, tmp_path: Path) -> Orders:
    return Orders(store, tmp_path)


@pytest.fixture
def hans(orders: Orders) -> Ticket:
    return orders.open("accepted", assignee_id=orders.staff["han"].id)


def has_it(orders: Orders, ticket: Ticket) -> tuple[str, str, int | None]:
    now = orders.ticket(ticket)
    return now.status, now.team, now.assignee_id


@pytest.mark.parametrize(
    ("who", "order", "told"),
    [
        ("zhang", "#takeover", [("handed_on", "han")]),
        ("liu", "#assign=张伟", [("assigned", "zhang"), ("handed_on", "han")]),
        ("liu", "#assign=硬件", [("assigned", "smith,sun"), ("handed_on", "han")]),
        ("han", "#assign=张伟", [("assigned", "zhang")]),
        ("han", "#takeover", []),
    ],
)
def test_whoever_had_a_ticket_hears_that_another_has_it(
    orders: Orders, hans: Ticket, who: str, order: str, told: list[tuple[str, str]]
) -> None:
    assert sorted(kinds(orders.order(who, order, hans))) == told


def test_who_was_given_a_new_ticket_hears_that_a_colleague_works_on_it(orders: Orders) -> None:
    ticket = orders.open(assignee_id=orders.staff["han"].id)

    letters = orders.order("zhang", "#progress=已远程查看", ticket)

    assert ("handed_on", "han") in kinds(letters)


def test_who_is_of_no_team_leaves_the_ticket_its_team(orders: Orders, hans: Ticket) -> None:
    orders.staff["gao"] = orders._hire("gao", "高工", "lead", "", "zh")

    orders.order("gao", "#takeover", hans)

    assert has_it(orders, hans) == ("accepted", "桌面组", orders.staff["gao"].id)


@pytest.mark.parametrize(("order", "text"), [("#assign=陈总", ""), ("#escalate=陈总", FORM)])
def test_a_manager_is_given_no_ticket(orders: Orders, hans: Ticket, order: str, text: str) -> None:
    letters = orders.order("han", order, hans, text)

    assert "管理者" in receipt(letters)[0] and has_it(orders, hans) == ("accepted", "桌面组", orders.staff["han"].id)


@pytest.mark.parametrize(("who", "order"), [("han", "#takeover"), ("sun", "#assign=桌面组"), ("sun", "#assign=张伟")])
def test_what_no_specialist_has_any_more_is_not_escalated(orders: Orders, hans: Ticket, who: str, order: str) -> None:
    orders.order("han", "#升级=硬件", hans, FORM)

    orders.order(who, order, hans)

    assert orders.ticket(hans).status == "in_progress"
    assert [form.outcome for form in orders.escalations(hans)] == ["withdrawn"]


def test_the_time_that_the_user_was_promised_holds_for_whoever_takes_an_escalated_ticket_over(
    orders: Orders, hans: Ticket
) -> None:
    orders.order("han", "#升级=硬件 #反馈=4h", hans, FORM)
    promised = orders.now + timedelta(hours=4)
    orders.later(minutes=10)

    orders.order("han", "#takeover", hans)

    assert dues(orders, hans) == {"feedback": promised}
    orders.later(minutes=10)
    orders.order("han", "#progress=已更换电源", hans)
    assert dues(orders, hans) == {}


def dues(orders: Orders, ticket: Ticket) -> dict[str, datetime]:
    """What the sheet says that falls due."""
    read = lambda: dict(fixed_dues(dossier_of(tickets.get(ticket.id), orders.now), orders.desk.tools.duties.pace))
    return orders.store.unit(read)


@pytest.mark.parametrize("target", ["硬件", "孙宁"])
def test_a_specialist_hands_it_to_a_colleague_and_the_promise_goes_with_it(
    orders: Orders, hans: Ticket, target: str
) -> None:
    orders.order("han", f"#升级={target}", hans, FORM)

    orders.order("sun", '#assign="Ann Smith"', hans)

    assert has_it(orders, hans) == ("escalated", "硬件组", orders.staff["smith"].id)
    assert [form.outcome for form in orders.escalations(hans)] == ["open"]
    orders.order("smith", "#progress=主板已更换", hans)
    assert [form.outcome for form in orders.escalations(hans)] == ["answered"]


def test_a_lead_gives_back_what_was_escalated_to_them(orders: Orders, hans: Ticket) -> None:
    orders.order("han", "#升级=刘洋", hans, FORM)

    orders.order("liu", "#assign=韩梅梅", hans)

    assert has_it(orders, hans) == ("in_progress", "桌面组", orders.staff["han"].id)
    assert [form.outcome for form in orders.escalations(hans)] == ["withdrawn"]


def test_who_is_of_a_team_works_on_tickets_that_have_its_former_name(orders: Orders, hans: Ticket) -> None:
    orders.store.unit(lambda: tickets.change(hans.id, {"team": "desktop"}))

    assert receipt(orders.order("zhang", "#progress=已更换", hans))[0].startswith("✔")


def test_a_colleague_of_a_specialist_who_has_left_answers_for_them(orders: Orders, hans: Ticket) -> None:
    orders.order("han", "#升级=孙宁", hans, FORM)
    orders.store.unit(lambda: people.deactivate(orders.staff["sun"].id))
    orders.order("zhang", "#progress=已联系硬件组", hans)
    assert [form.outcome for form in orders.escalations(hans)] == ["open"]

    orders.order("smith", "#progress=主板已更换", hans)

    assert [form.outcome for form in orders.escalations(hans)] == ["answered"]


def test_a_team_in_which_nobody_works_any_more_is_given_no_ticket(orders: Orders, hans: Ticket) -> None:
    for login in ("sun", "smith"):
        left = orders.staff[login].id
        orders.store.unit(lambda left=left: people.deactivate(left))

    letters = orders.order("han", "#assign=hardware", hans)

    assert receipt(letters)[0].startswith("✘") and has_it(orders, hans)[1] == "桌面组"
