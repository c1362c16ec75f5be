"""The directory has another address for a user, and their former one is somebody else's by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.commands import Staffed, address
from support.mails import AUTHSERV

from db import events, people, tickets
from db.connection import Store
from db.people import Profile
from processor.app import make_digests
from processor.parsing import Parser

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai: the office opens
PROVEN = ("Authentication-Results", f"{AUTHSERV}; dmarc=pass header.from=corp.example")
SHOWN = ("工资单", "已受理", "韩梅梅")  # of a ticket


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    found = Staffed(store, tmp_path, parser)
    found.desk.now = MONDAY
    return found


def moves(staffed: Staffed, who: str, *, is_given_on: bool = True, leaves: bool = False) -> None:
    """*who* is at fang@ from now on, or has left; their address is that of 汪新."""
    store = staffed.desk.store
    person = store.unit(lambda: people.find_by_address(address(who)))
    assert person is not None
    new = replace(person.profile, addresses=() if leaves else (address("fang"),), active=not leaves)
    store.unit(lambda: people.change(person.id, new))
    if is_given_on:
        store.unit(lambda: people.add(Profile(name="汪新", addresses=(address(who),), department="市场部")))


def merged(staffed: Staffed) -> tuple[str, str]:
    """The ticket of zhao, and that of wang which has become part of it."""
    whole, part = staffed.open("VPN连不上", "zhao", "一直超时"), staffed.open("VPN断了", "wang", "总是断")
    staffed.order("han", part, f"#merge={whole}")
    assert staffed.ticket(part).status == "merged"
    return whole, part


def resolved(staffed: Staffed) -> str:
    number = staffed.open("工资单打不开")
    staffed.order("han", number, "#resolve", "已更换硒鼓。")
    return number


# ---------------------------------------------------------------- who hears


@pytest.mark.parametrize(
    ("orders", "told"), [("#progress", "progress"), ("#ask", "question"), ("#resolve", "resolved")]
)
def test_of_what_theirs_became_part_of_a_user_hears_at_their_own_address(
    staffed: Staffed, orders: str, told: str
) -> None:
    whole, _ = merged(staffed)
    moves(staffed, "wang")
    before = staffed.kinds("wang")

    staffed.order("han", whole, orders, "网关证书已更换，请重新连接。")

    assert (staffed.kinds("wang"), staffed.kinds("fang")) == (before, [told])


def test_nobody_hears_at_the_address_of_a_user_who_has_left(staffed: Staffed) -> None:
    whole, _ = merged(staffed)
    moves(staffed, "wang", leaves=True)
    before = staffed.kinds("wang")

    staffed.order("han", whole, "#progress", "处理步骤：检查网关证书")
    staffed.order("han", whole, "#resolve", "网关证书已更换，请重新连接。")

    assert (staffed.kinds("wang"), staffed.kinds("zhao")[-2:]) == (before, ["progress", "resolved"])


def test_who_has_a_ticket_of_their_own_stays_in_it_when_anothers_part_moves(staffed: Staffed) -> None:
    first, _ = merged(staffed)
    moves(staffed, "wang")
    whole = staffed.open("VPN登录失败", "wang", "提示服务器无响应")
    staffed.order("han", first, f"#merge={whole}")

    staffed.order("han", whole, "#resolve", "网关证书已更换，请重新连接。")

    assert [staffed.kinds(who)[-1] for who in ("wang", "fang", "zhao")] == ["resolved"] * 3


def test_the_solution_of_an_incident_reaches_each_user_at_their_own_address(staffed: Staffed) -> None:
    head, other = staffed.open("VPN连不上", "wang", "一直超时"), staffed.open("VPN断了", "zhao", "总是断")
    staffed.order("liu", head, f"#incident={other}")
    moves(staffed, "zhao")

    staffed.order("liu", head, "#resolve", "网关证书已更换，请重新连接。")

    assert (staffed.ticket(other).status, staffed.kinds("fang")) == ("resolved", ["resolved"])


def test_what_an_answer_to_the_digest_does_reaches_the_user_at_their_own_address(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.desk.later(days=1)
    make_digests(staffed.desk.config, staffed.desk.intake.effects.acknowledger.notifier).look_after(
        staffed.desk.store, staffed.desk.now
    )
    moves(staffed, "wang")
    mail = next(row for row in staffed.rows() if row.kind == "digest" and row.recipient == address("boss"))

    answered = str(staffed.mail_of(mail.id)["Message-ID"]).strip("<>")
    staffed.write("boss", "Re: IT 服务台日报", f"{number} 升级", answering=answered)

    assert (staffed.ticket(number).status, staffed.kinds("fang")) == ("escalated", ["escalated"])


def test_when_somebody_else_says_that_it_goes_on_the_user_hears_at_their_own_address(staffed: Staffed) -> None:
    number = resolved(staffed)
    ticket = staffed.ticket(number)
    staffed.desk.store.unit(lambda: tickets.add_participants(ticket.id, [(address("zhao"), "赵敏", "copied")]))
    moves(staffed, "wang")

    staffed.write("zhao", f"Re: [{number}] 工资单打不开", "还是打不开，没有解决。")

    assert (staffed.ticket(number).status, staffed.kinds("fang")) == ("in_progress", ["reopened"])


def test_what_they_have_read_at_the_former_address_is_withdrawn_at_their_own(staffed: Staffed) -> None:
    number = resolved(staffed)
    staffed.deliver_all()
    moves(staffed, "wang")

    staffed.order("han", number, "#undo")

    assert (staffed.kinds("wang")[-1], staffed.kinds("fang")) == ("resolved", ["withdrawn"])


# ---------------------------------------------------------------- who speaks


@pytest.mark.parametrize("is_given_on", [True, False])
def test_who_has_moved_says_from_their_new_address_that_it_is_solved(staffed: Staffed, is_given_on: bool) -> None:
    number = resolved(staffed)
    moves(staffed, "wang", is_given_on=is_given_on)

    staffed.write("fang", f"Re: [{number}] 工资单打不开", "好了，谢谢！", answering=staffed.last_id("resolved"))

    ticket = staffed.ticket(number)
    assert (len(staffed.desk.tickets()), ticket.status, ticket.requester_addr) == (1, "closed", address("fang"))
    assert staffed.kinds("fang") == ["closed_thanks"]
    moved = [event for event in staffed.desk.store.unit(lambda: events.of_ticket(ticket.id)) if "moved" in event.kind]
    assert [event.detail for event in moved] == [{"old": address("wang"), "new": address("fang")}]


def test_who_has_moved_speaks_about_what_theirs_became_part_of(staffed: Staffed) -> None:
    whole, part = merged(staffed)
    moves(staffed, "wang")

    staffed.write("fang", f"Re: [{part}] VPN断了", "今天又断了一次。")

    assert [entry.author_addr for entry in staffed.desk.thread(whole)][-1] == address("fang")
    assert staffed.ticket(part).requester_addr == address("fang")


def test_who_has_moved_cancels_from_their_new_address(staffed: Staffed) -> None:
    number = staffed.open()
    moves(staffed, "wang")

    staffed.write("fang", f"[{number}] #cancel", headers=[PROVEN])

    assert (staffed.ticket(number).status, staffed.kinds("wang")) == ("cancelled", ["acknowledgement"])


@pytest.mark.parametrize(("words", "leaves"), [("好了，谢谢！", False), ("还是打不开，没有解决。", True)])
def test_who_has_the_former_address_neither_closes_nor_opens_again(staffed: Staffed, words: str, leaves: bool) -> None:
    number = resolved(staffed)
    moves(staffed, "wang", leaves=leaves)

    staffed.write(
        "wang",
        f"Re: [{number}] 工资单打不开",
        words,
        answering=staffed.last_id("resolved"),
        headers=[PROVEN],
    )

    assert staffed.ticket(number).status == "resolved"
    assert [entry.kind for entry in staffed.desk.thread(number)] == ["user", "engineer"]


@pytest.mark.parametrize(
    ("subject", "leaves"), [("[{number}] #status", True), ("[{number}] #cancel", False), ("#status={number}", False)]
)
def test_who_has_the_former_address_is_shown_nothing(staffed: Staffed, subject: str, leaves: bool) -> None:
    number = staffed.open("工资单打不开")
    staffed.order("han", number, "#accept")
    moves(staffed, "wang", leaves=leaves)
    before = len(staffed.rows())

    staffed.write("wang", subject.format(number=number), "你好", headers=[PROVEN])

    new = [row for row in staffed.rows()[before:] if row.recipient == address("wang")]
    texts = [f"{staffed.mail_of(row.id)['Subject']} {staffed.text_of(row.id)}" for row in new]
    assert not [text for text in texts if any(word in text for word in SHOWN)]
    assert ([entry.kind for entry in staffed.desk.thread(number)], staffed.ticket(number).status) == (
        ["user"],
        "accepted",
    )


def test_who_has_the_former_address_of_a_part_says_nothing_in_the_whole(staffed: Staffed) -> None:
    whole, part = merged(staffed)
    moves(staffed, "wang")

    for number in (whole, part):
        staffed.write("wang", f"Re: [{number}] VPN断了", "今天又断了一次。", headers=[PROVEN])

    assert [entry.author_addr for entry in staffed.desk.thread(whole)] == [address("zhao")]
