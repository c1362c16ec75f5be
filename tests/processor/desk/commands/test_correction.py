"""A corrected category or priority: who has the ticket then, and who hears of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.talk import HAN, LIU, SUN, Mail, Talk, whom

from db import people, tickets
from db.connection import Store
from processor.parsing import Parser

TEAMS = [
    {"name": "硬件组", "categories": ["hardware"], "strategy": "round_robin"},
    {"name": "软件组", "categories": ["software"], "strategy": "round_robin"},
]


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    """han is of 硬件组, which liu leads, ming alone of 软件组; new tickets are given in turn."""
    talk = Talk(store, tmp_path, parser, team=TEAMS)
    talk.hire("明哲", "ming@desk.example", "engineer", team="软件组")
    return talk


def order(talk: Talk, who: str, orders: str, **mail: Any) -> list[Mail]:
    return talk.write(who, subject=f"Re: [{talk.ticket.number}] {orders}", **mail)


def hold(talk: Talk) -> tuple[str, str]:
    """Whose team and whose the ticket is."""
    ticket = talk.ticket
    return ticket.team, talk.store.unit(lambda: people.name_of(ticket.assignee_id))


def test_a_ticket_that_nobody_has_accepted_goes_to_the_team_of_its_corrected_category(talk: Talk) -> None:
    talk.report()
    assert hold(talk) == ("硬件组", "韩梅梅")

    mails = order(talk, LIU, "#类型=软件")

    assert hold(talk) == ("软件组", "明哲")
    assert {("new_ticket", "ming@desk.example"), ("handed_on", HAN)} <= set(whom(mails))

    order(talk, LIU, "#撤销")
    assert hold(talk) == ("硬件组", "韩梅梅")


@pytest.mark.parametrize("orders", ["#类型=软件 #受理", "#受理 #类型=软件", "#指派=孙宁 #类型=软件", "#类型=硬件"])
def test_whoever_has_taken_a_ticket_up_or_was_given_it_by_hand_keeps_it(talk: Talk, orders: str) -> None:
    talk.report()

    mails = order(talk, HAN, orders)

    assert hold(talk) == ("硬件组", "孙宁" if "孙宁" in orders else "韩梅梅")
    assert not [mail for mail in mails if mail.kind == "new_ticket"] and "没有执行" not in mails[-1].text


def test_a_ticket_that_was_accepted_before_stays_where_it_is(talk: Talk) -> None:
    talk.report()
    order(talk, HAN, "#受理")
    order(talk, HAN, "#类型=软件")

    assert hold(talk) == ("硬件组", "韩梅梅")
    assert SUN not in [to for _, to in whom(talk.new_mails())]


def test_a_ticket_that_is_no_longer_important_has_no_coordinator(talk: Talk) -> None:
    talk.report()
    order(talk, HAN, "#受理 #优先级=重要")
    assert talk.ticket.coordinator_id == talk.liu.id

    order(talk, HAN, "#优先级=一般")
    assert talk.ticket.coordinator_id is None
    order(talk, HAN, "#撤销")
    assert talk.ticket.coordinator_id == talk.liu.id


def test_a_coordinator_that_somebody_has_chosen_stays(talk: Talk) -> None:
    talk.report()
    order(talk, HAN, "#受理 #优先级=重要")
    talk.about(tickets.change, {"coordinator_id": talk.sun.id})

    order(talk, HAN, "#优先级=一般")

    assert talk.ticket.coordinator_id == talk.sun.id
