from __future__ import annotations

from dataclasses import replace

import pytest
from support.arrivals import BELONGS, MENTIONS, TICKET, make_arrival

from parsers.message import Automation, Reply, Subject
from processor.rules.arrival import Match
from processor.rules.decision import Append, Confirm, Hold, Open, Record, Refuse
from processor.rules.table import RULES, decide


def automatic(kind: str) -> dict[str, object]:
    return {"message__automation": Automation(kind, "a header")}  # type: ignore[arg-type]


def test_a_new_mail_of_a_person_opens_a_ticket() -> None:
    verdict = decide(make_arrival())

    assert (verdict.rule, verdict.decision) == ("newcomer", Open())


def test_a_mail_that_belongs_to_a_ticket_is_added_to_it() -> None:
    assert decide(make_arrival(BELONGS)).decision == Append(TICKET)


def test_a_mail_that_only_names_a_ticket_opens_a_linked_one() -> None:
    assert decide(make_arrival(MENTIONS)).decision == Open(linked_to=TICKET)


def test_a_forwarded_mail_opens_a_linked_ticket() -> None:
    forwarded = Subject("转发: 打印机卡纸", "打印机卡纸", forward=True)

    assert decide(make_arrival(BELONGS, message__subject=forwarded)).decision == Open(linked_to=TICKET)
    assert decide(make_arrival(message__subject=forwarded)).decision == Open()


@pytest.mark.parametrize("kind", ["own", "bounce", "reply", "bulk"])
def test_automatic_mail_opens_nothing_and_is_noted_where_it_belongs(kind: str) -> None:
    alone = decide(make_arrival(**automatic(kind))).decision
    tied = decide(make_arrival(BELONGS, **automatic(kind))).decision

    assert isinstance(alone, Record) and alone.ticket is None
    assert isinstance(tied, Record) and tied.ticket == TICKET


@pytest.mark.parametrize("kind", ["own", "bounce", "reply", "bulk"])
def test_automatic_mail_that_only_names_a_ticket_is_not_noted_there(kind: str) -> None:
    decision = decide(make_arrival(MENTIONS, **automatic(kind))).decision

    assert isinstance(decision, Record) and decision.ticket is None


@pytest.mark.parametrize("kind", ["none", "bulk"])
def test_a_listed_machine_opens_a_ticket_that_is_not_answered(kind: str) -> None:
    assert decide(make_arrival(from_machine=True, **automatic(kind))).decision == Open(answer=False)


@pytest.mark.parametrize("kind", ["own", "bounce", "reply"])
def test_a_listed_machine_that_answers_or_bounces_opens_nothing(kind: str) -> None:
    assert isinstance(decide(make_arrival(from_machine=True, **automatic(kind))).decision, Record)


@pytest.mark.parametrize("match", [None, BELONGS, MENTIONS])
@pytest.mark.parametrize("kind", ["none", "own", "bounce", "reply", "bulk"])
def test_a_second_delivery_is_recorded_whatever_else_it_is(match: Match | None, kind: str) -> None:
    verdict = decide(make_arrival(match, first=(7, 1), **automatic(kind)))

    assert verdict.rule == "duplicate"
    assert isinstance(verdict.decision, Record) and verdict.decision.ticket is None


@pytest.mark.parametrize(
    "words", ["", "李雷 将撤回邮件“打印机卡纸”。", "Li Lei would like to recall the message, 'Printer'."]
)
def test_a_recall_is_noted_and_opens_nothing(words: str) -> None:
    recalled = Subject("撤回: 打印机卡纸", "打印机卡纸", recall=True)
    arrival = make_arrival(BELONGS, message__subject=recalled, message__reply=Reply(words))

    assert decide(arrival).decision == Record("the sender recalls a mail", TICKET)


def test_a_recall_with_words_of_its_own_is_a_mail_like_any_other() -> None:
    recalled = Subject("撤回: 采购申请", "采购申请", recall=True)
    arrival = make_arrival(message__subject=recalled, message__reply=Reply("系统里提交错了, 请帮忙处理。"))

    assert decide(arrival).decision == Open()


@pytest.mark.parametrize(("stranger", "kind"), [("hold", Hold), ("refuse", Refuse), ("blocked", Record)])
def test_a_strangers_new_problem_is_treated_as_the_desk_wants(stranger: str, kind: type) -> None:
    assert isinstance(decide(make_arrival(stranger=stranger)).decision, kind)


def test_a_stranger_who_is_asked_gets_a_provisional_ticket() -> None:
    assert decide(make_arrival(stranger="ask")).decision == Open(provisional=True)
    assert decide(make_arrival(MENTIONS, stranger="ask")).decision == Open(linked_to=TICKET, provisional=True)


@pytest.mark.parametrize("stranger", ["ask", "hold", "refuse"])
def test_a_stranger_who_takes_part_in_a_ticket_may_answer_there(stranger: str) -> None:
    assert decide(make_arrival(BELONGS, stranger=stranger)).decision == Append(TICKET)


@pytest.mark.parametrize(("words", "decision"), [("确认", Confirm(TICKET, True)), ("不是我", Confirm(TICKET, False))])
def test_the_directorys_address_confirms_or_denies(words: str, decision: Confirm) -> None:
    asked = replace(BELONGS, kind="identity_confirmation")

    assert decide(make_arrival(asked, message__reply=Reply(words))).decision == decision
    assert decide(make_arrival(asked, message__reply=Reply("什么意思？"))).decision == Confirm(TICKET, None)
    assert decide(make_arrival(BELONGS, message__reply=Reply(words))).decision == Append(TICKET)


def test_the_last_rule_takes_everything() -> None:
    assert RULES[-1](make_arrival()) is not None
