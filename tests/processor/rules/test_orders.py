from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.arrivals import BELONGS, MENTIONS, TICKET, make_arrival

from db.outbox import Evidence
from db.people import Person, Role
from parsers.message import Command, Reply
from parsers.orders import normalised
from parsers.subjects import read_subject
from processor.desk.identity import Identity
from processor.rules.actors import Actor, Proof
from processor.rules.arrival import Arrival, Match, Stranger
from processor.rules.decision import Append, Carry, Challenge, Decision, Open, Release
from processor.rules.orders import has_ignored_orders, is_of_ex_employee
from processor.rules.permissions import MAY, ROLES
from processor.rules.table import decide

ANSWER = (Command("answer"),)
TYPED_BY_NOBODY = ("answer", "act")  # what answers to our mails are
THEIRS = Match(replace(TICKET, requester_addr="wang@example.org"), "number", belongs=False)
TAG = f"Re: [{TICKET.number}] 打印机卡纸"


def actor(role: Role = "engineer", proof: Proof = "token") -> Actor:
    person = Person(id=7, name="韩梅梅", addresses=("li@example.org", "li@home.example"), role=role)
    return Actor("li@example.org", "韩梅梅", "zh", person, role, proof)


STRANGER = Actor("li@example.org", "", "zh", None, "user", "")
GONE = Identity("inactive", Person(id=7, name="韩梅梅", addresses=("li@example.org",), active=False), proven=True)


def arrival(subject: str, match: Match | None = None, who: Actor = actor(), **changes: Any) -> Arrival:  # noqa: B008
    read = read_subject(subject)
    known: dict[str, object] = {"actor": who, "orders": normalised(read.commands), "message__subject": read}
    return make_arrival(match, **{**known, **changes})


def decided(subject: str, match: Match | None = None, who: Actor = actor(), **changes: Any) -> Decision:  # noqa: B008
    return decide(arrival(subject, match, who, **changes)).decision


# ------------------------------------------------------------------------------------------------ staff


@pytest.mark.parametrize("match", [THEIRS, MENTIONS, BELONGS, None])
@pytest.mark.parametrize("role", [role for role in ROLES if role != "user"])
def test_commands_of_the_staff_are_carried_out_if_proven_and_held_if_not(match: Match | None, role: Role) -> None:
    ticket = match.ticket if match else None
    proven, bare = actor(role, "server"), actor(role, "")
    orders = (Command("accept"), Command("priority", "紧急"))

    assert decided(f"{TAG} #受理 #优先级=紧急", match, proven) == Carry(proven, orders, ticket)
    assert decided(f"{TAG} #受理 #优先级=紧急", match, bare) == Challenge(bare, orders, ticket)


def test_what_staff_writes_about_anothers_ticket_is_an_answer_and_has_to_be_proven() -> None:
    proven, bare = actor(), actor(proof="")

    assert decided(TAG, THEIRS, proven) == Carry(proven, ANSWER, THEIRS.ticket)
    assert decided(TAG, THEIRS, bare) == Challenge(bare, ANSWER, THEIRS.ticket)


def test_staff_with_a_problem_of_their_own_are_users() -> None:
    assert decided("显示器坏了") == Open()
    assert decided(TAG, BELONGS) == Append(TICKET)
    at_home = replace(BELONGS, ticket=replace(TICKET, requester_addr="li@home.example"))
    assert decided(TAG, at_home) == Append(at_home.ticket)


def test_a_mistyped_command_about_a_ticket_is_none_and_not_an_answer() -> None:
    assert decided(f"{TAG} #reslove", THEIRS) == Carry(actor(), (), THEIRS.ticket)
    assert decided("Problem with #slack", None) == Open()


def test_staff_passes_on_what_is_not_their_own_word() -> None:
    assert decided(f"Fwd: {TAG}", THEIRS) == Open(linked_to=THEIRS.ticket)
    assert decided(f"Fwd: {TAG} #resolve", THEIRS) == Carry(actor(), (Command("resolve"),), THEIRS.ticket)


def test_two_tickets_in_one_mail_are_told_apart_by_nobody() -> None:
    torn = replace(THEIRS, conflict=True)

    assert decided(f"{TAG} #close", torn) == Carry(actor(), (Command("close"),), None, conflict=True)
    assert decided(TAG, torn) == Carry(actor(), ANSWER, None, conflict=True)


def test_the_key_goes_with_what_it_proves() -> None:
    proven = actor(proof="key")

    assert decided(f"{TAG} #accept", THEIRS, proven, key="k") == Carry(
        proven, (Command("accept"),), THEIRS.ticket, key="k"
    )


# ------------------------------------------------------------------------------------------------ users


@pytest.mark.parametrize("name", ["status", "cancel", "urge"])
def test_users_order_what_they_may_for_their_own_ticket(name: str) -> None:
    proven, bare = actor("user"), actor("user", "")

    assert decided(f"{TAG} #{name}", BELONGS, proven) == Carry(proven, (Command(name),), TICKET)
    assert decided(f"{TAG} #{name}", BELONGS, bare) == Challenge(bare, (Command(name),), TICKET)
    assert decided(f"{TAG} #{name}", BELONGS, STRANGER) == Challenge(STRANGER, (Command(name),), TICKET)
    assert decided(f"{TAG} #{name}", THEIRS, proven) == Open(linked_to=THEIRS.ticket)


@pytest.mark.parametrize(
    "name", [name for name, reaches in MAY.items() if not reaches["user"] and name not in TYPED_BY_NOBODY]
)
def test_what_users_may_not_order_is_a_word_in_their_subject(name: str) -> None:
    mail = arrival(f"{TAG} #{name}", BELONGS, actor("user"))

    assert decide(mail).decision == Append(TICKET)
    assert has_ignored_orders(mail, Append(TICKET))


def test_one_order_that_is_not_theirs_makes_all_of_them_words() -> None:
    assert decided(f"{TAG} #status #close", BELONGS, actor("user")) == Append(TICKET)


def test_users_ask_for_help_without_a_proof_and_for_their_list_with_one() -> None:
    bare, proven = actor("user", ""), actor("user", "server")

    assert decided("#帮助", None, bare) == Carry(bare, (Command("help"),))
    assert decided("#帮助", None, STRANGER) == Carry(STRANGER, (Command("help"),))
    assert decided("#status", None, proven, message__reply=Reply("")) == Carry(proven, (Command("status"),))
    assert decided("#help #status", None, bare) == Challenge(bare, (Command("help"), Command("status")))
    assert isinstance(decided("#help", None, actor("engineer", "")), Challenge)


def test_a_cry_for_help_is_no_command() -> None:
    user = actor("user", "server")

    assert decided("#help my printer burns", None, user) == Open()
    assert decided("#help", None, user, message__reply=Reply("三楼的打印机卡纸，" * 10)) == Open()
    assert decided("#cancel", None, user) == Open()
    assert decided("Fwd: #help", None, user) == Open()


@pytest.mark.parametrize("stranger", [each for each in get_args(Stranger) if each not in ("", "ask")])
def test_whom_the_desk_does_not_take_up_gets_no_manual(stranger: Stranger) -> None:
    assert not isinstance(decided("#help", None, STRANGER, stranger=stranger), Carry | Challenge)


def test_users_with_two_tickets_in_one_mail_order_nothing() -> None:
    assert decided(f"{TAG} #cancel", replace(BELONGS, conflict=True), actor("user")) == Append(TICKET)


# ------------------------------------------------------------------------------------------------ nobody


def test_who_has_left_orders_nothing_and_is_noticed() -> None:
    user = replace(actor("user", "server"), person=None)
    for subject, match in ((f"{TAG} #close", MENTIONS), (TAG, MENTIONS), ("#help", None), (f"{TAG} #status", BELONGS)):
        mail = arrival(subject, match, user, identity=GONE)

        assert not isinstance(decide(mail).decision, Carry | Challenge)
        assert is_of_ex_employee(mail)


def test_who_has_left_may_write_about_their_own_ticket_and_about_none() -> None:
    user = replace(actor("user", "server"), person=None)

    assert not is_of_ex_employee(arrival(TAG, BELONGS, user, identity=GONE))
    assert not is_of_ex_employee(arrival("电脑没还", None, user, identity=GONE))
    assert not is_of_ex_employee(arrival(f"{TAG} #close", THEIRS))


def test_history_orders_nothing() -> None:
    for who in (actor(), actor("user")):
        mail = arrival(f"{TAG} #status", BELONGS, who, history=True)

        assert decide(mail).decision == Append(TICKET)
        assert not has_ignored_orders(mail, Append(TICKET))


def test_a_mail_from_nobody_or_several_orders_nothing() -> None:
    nobody = Actor("", "", "zh", None, "user", "")

    assert decided("#help", None, nobody, sender_key="") == Open()


# ------------------------------------------------------------------------------------------------ answers


@pytest.mark.parametrize("kind", ["command_confirmation", "command_confirmation_user"])
@pytest.mark.parametrize(("words", "agreed"), [("确认", True), ("OK", True), ("不是我", False), ("No!", False)])
def test_whoever_is_asked_releases_or_rejects_what_is_held(kind: str, words: str, agreed: bool) -> None:
    asked: dict[str, Any] = {
        "answered": Evidence(TICKET.id, "li@example.org", kind, cause=5),
        "message__reply": Reply(words),
    }

    assert decided(TAG, THEIRS, **asked) == Release(5, THEIRS.ticket, agreed)
    about_none = asked | {"answered": Evidence(None, "li@example.org", kind, cause=5)}
    assert decided("Re: #list", None, **about_none) == Release(5, None, agreed)


def test_neither_yes_nor_no_is_an_answer_that_decides_nothing() -> None:
    asked: dict[str, Any] = {"answered": Evidence(TICKET.id, "li@example.org", "command_confirmation", cause=5)}

    assert decided(TAG, THEIRS, **asked, message__reply=Reply("这是什么？")) == Release(5, THEIRS.ticket, None)
    later = decided(f"{TAG} #accept", THEIRS, **asked, message__reply=Reply("这是什么？"))
    assert later == Carry(actor(), (Command("accept"),), THEIRS.ticket)


def test_who_has_left_confirms_nothing() -> None:
    asked: dict[str, Any] = {"answered": Evidence(TICKET.id, "li@example.org", "command_confirmation", cause=5)}

    assert not isinstance(decided(TAG, MENTIONS, **asked, message__reply=Reply("ok"), identity=GONE), Release)


# ------------------------------------------------------------------------------------------------ all

_TAG = f"[{TICKET.number}]"
_WORDS = ("#accept", "#close=x", "#help", "#status", "#urge", "#cancel", "#reslove", "Fwd:", _TAG, "卡纸")


@given(
    words=st.lists(st.sampled_from(_WORDS), max_size=4),
    match=st.sampled_from([None, BELONGS, MENTIONS, THEIRS, replace(THEIRS, conflict=True)]),
    role=st.sampled_from(ROLES),
    gone=st.booleans(),
)
def test_without_a_proof_nothing_but_help_is_carried_out(
    words: list[str], match: Match | None, role: Role, gone: bool
) -> None:
    mail = arrival(" ".join(words), match, actor(role, ""), **({"identity": GONE} if gone else {}))
    decision = decide(mail).decision

    if isinstance(decision, Carry):
        assert (role, decision.orders, decision.ticket) == ("user", (Command("help"),), None) or (
            role == "user" and decision.orders == (Command("help"),) and decision.ticket == TICKET
        )
