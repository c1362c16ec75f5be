"""The commands of a mail: all or none, one receipt, and nothing that another has changed meanwhile is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.talk import HAN, LIU, WANG, Mail, Talk

from db import events
from db.connection import Store
from db.tickets import Ticket
from parsers.phrases.commands import COMMANDS
from processor.parsing import Parser

NOTHING_READABLE = (("", ""), ("~~~", "文字\n"), ("9" * 40, ""), ("nobody@nowhere.example", "文字\n"))  # value, text


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


def open_one(talk: Talk) -> tuple[Ticket, dict[str, Mail]]:
    """A ticket of wang that is not urgent; the mails about it, by kind and recipient."""
    mails = talk.write(WANG, subject="请问打印机怎么设置双面打印", body="请问三楼的打印机怎么设置双面打印？不急。\n")
    return talk.bench.tickets()[-1], {f"{mail.kind} {mail.to}": mail for mail in mails}


def order(talk: Talk, sender: str, subject: str, answers: Mail | None = None, body: str = "") -> list[Mail]:
    return talk.write(sender, answers, subject=subject, body=body)


def now(talk: Talk, ticket: Ticket) -> Ticket:
    return next(one for one in talk.bench.tickets() if one.id == ticket.id)


def receipt(mails: list[Mail]) -> str:
    (one,) = [mail for mail in mails if mail.kind == "receipt"]
    return one.text


def test_several_commands_take_effect_together_and_get_one_receipt(talk: Talk) -> None:
    ticket, _ = open_one(talk)

    text = receipt(order(talk, HAN, f"Re: [{ticket.number}] 打印机卡纸 #accept #优先级=紧急 #备注=找备件"))

    current = now(talk, ticket)
    assert (current.status, current.priority, current.assignee_id) == ("accepted", "urgent", talk.han.id)
    assert [line for line in text.splitlines() if line.startswith("✔")] == [
        "✔ #受理：已登记 → 已受理",
        "✔ #优先级=紧急：一般 → 紧急",
        "✔ #备注=找备件",
    ]


def test_one_wrong_command_undoes_the_others_and_each_is_explained(talk: Talk) -> None:
    ticket, _ = open_one(talk)

    mails = order(talk, HAN, f"Re: [{ticket.number}] #accept #priority=enormous #reslove", body="换了硒鼓\n")

    assert now(talk, ticket) == ticket
    assert [mail.kind for mail in mails] == ["receipt"]
    text = receipt(mails)
    assert "enormous" in text and "#resolve" in text and "没有执行" in text
    assert [entry.kind for entry in talk.bench.thread(ticket.number)] == ["user"]


def test_whoever_comes_second_hears_what_the_first_has_changed(talk: Talk) -> None:
    ticket, _ = open_one(talk)
    order(talk, HAN, f"Re: [{ticket.number}] #watch=刘洋")
    seen = next(mail for mail in talk.write(WANG, subject=f"Re: [{ticket.number}]", body="急\n") if mail.to == LIU)
    order(talk, HAN, f"Re: [{ticket.number}] #priority=紧急")

    text = receipt(order(talk, LIU, f"Re: [{ticket.number}] #priority=一般", seen))

    assert "韩梅梅" in text and "紧急" in text
    assert now(talk, ticket).priority == "urgent"
    receipt(order(talk, LIU, f"[{ticket.number}] #priority=一般"))  # said again, in knowledge of it
    assert now(talk, ticket).priority == "general"


def test_what_a_colleague_has_is_taken_over_and_not_accepted(talk: Talk) -> None:
    ticket, _ = open_one(talk)
    order(talk, LIU, f"[{ticket.number}] #assign=孙宁")

    text = receipt(order(talk, HAN, f"[{ticket.number}] #accept"))

    assert "孙宁" in text and "#接手" in text
    order(talk, HAN, f"[{ticket.number}] #接手")
    assert now(talk, ticket).assignee_id == talk.han.id


def test_a_priority_that_becomes_urgent_gets_a_coordinator_who_hears_of_it(talk: Talk) -> None:
    ticket, _ = open_one(talk)

    mails = order(talk, HAN, f"[{ticket.number}] #accept #priority=紧急")

    assert now(talk, ticket).coordinator_id == talk.liu.id
    assert ("coordination", LIU) in {(mail.kind, mail.to) for mail in mails}


def test_two_commands_that_need_the_text_are_refused_together(talk: Talk) -> None:
    ticket, _ = open_one(talk)

    mails = order(talk, HAN, f"[{ticket.number}] #ask #resolve", body="换了硒鼓，可以了吗？\n")

    assert [mail.kind for mail in mails] == ["receipt"]
    assert now(talk, ticket).status == "registered"


def test_commands_in_a_forward_are_not_carried_out(talk: Talk) -> None:
    ticket, _ = open_one(talk)

    text = receipt(order(talk, HAN, f"Fwd: [{ticket.number}] 打印机卡纸 #accept"))

    assert "转发" in text
    assert now(talk, ticket).status == "registered"


def test_a_desk_may_hear_of_failures_only(store: Store, tmp_path: Path, parser: Parser) -> None:
    talk = Talk(store, tmp_path, parser, commands={"receipts": "failures"})
    ticket, _ = open_one(talk)

    assert "receipt" not in {mail.kind for mail in order(talk, HAN, f"[{ticket.number}] #accept")}
    assert "✘" in receipt(order(talk, HAN, f"[{ticket.number}] #accept"))
    assert receipt(order(talk, HAN, f"[{ticket.number}] #status"))  # who asks wants an answer


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_stands_behind_a_command_ends_in_a_receipt(talk: Talk, name: str) -> None:
    ticket, _ = open_one(talk)

    for value, body in NOTHING_READABLE:
        command = f'#{name}="{value}"' if value else f"#{name}"
        mails = order(talk, HAN, f"[{ticket.number}] {command}", body=body)
        assert talk.outcome.status == "command", (value, talk.outcome.reason)
        told = [mail for mail in mails if mail.kind in ("receipt", "escalation_form") and mail.to == HAN]
        assert len(told) == 1, (value, body)


def test_a_refused_mail_is_an_event_of_the_ticket(talk: Talk) -> None:
    ticket, _ = open_one(talk)
    order(talk, HAN, f"[{ticket.number}] #reopen")

    happened: list[Any] = talk.store.unit(lambda: events.of_ticket(ticket.id))
    assert [event.detail["commands"] for event in happened if event.kind == "command.refused"] == [["#重开"]]
