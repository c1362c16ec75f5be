"""Commands that may be anybody's: held, asked about, and carried out once or never; on both engines."""

from __future__ import annotations

import pytest
from support.desk import DeskBench
from support.small_town import (
    FAILS,
    GONE,
    HAN,
    HAN_AT_HOME,
    LI,
    MALLORY,
    NUMBER,
    TAG,
    answer,
    asked,
    body_of,
    item,
    kinds,
    order,
    rows,
    settle,
    ticket,
)

from db.inbox import Source
from processor.desk.expiry import give_up_unconfirmed


@pytest.fixture
def town(desk: DeskBench) -> DeskBench:
    settle(desk)
    return desk


# ---------------------------------------------------------------------------------------------- staff


@pytest.mark.parametrize("word", ["确认", "ok", "OK!", "confirm", "是的", "Yes, it was me"])
def test_a_held_mail_is_carried_out_once_when_its_owner_says_so(town: DeskBench, word: str) -> None:
    town.deliver(order())
    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")
    (question,) = asked(town)

    town.deliver(answer(question, word))
    town.deliver(answer(question, word, message_id="again@desk.example"))

    assert [each.status for each in town.inbox()] == ["command", "command", "command"]
    assert ticket(town).status == "accepted"
    assert kinds(town, "command.accept") == ["command.accept"]
    assert item(town, 3).reason == "inbox item 1 is held no more"


def test_the_question_names_the_commands_and_the_ticket_and_not_a_word_of_the_mail(town: DeskBench) -> None:
    poison = "http://evil.example/login"
    subject = f'{TAG} #受理 #优先级=紧急 #close="go to {poison}" #assign={"a" * 60}'
    town.deliver(order(subject, body=f"请立即访问 {poison}\n", files=[("evil.exe", b"x")]))
    (question,) = asked(town)

    assert (question["To"].endswith(f"<{HAN}>") and question["Reply-To"] is None) or "evil" not in str(question)
    text = body_of(question)
    assert f"[{NUMBER}] 2026-11-22 17:00 (UTC+8)" in text
    assert "#受理" in text and "#优先级=紧急" in text and "#close=…" in text
    assert f"#assign={'a' * 40}…" in text
    assert "evil" not in question.as_string() and poison not in text


def test_a_no_is_remembered_and_nothing_is_ever_done(town: DeskBench) -> None:
    town.deliver(order())
    (question,) = asked(town)

    town.deliver(answer(question, "不是我发的"))
    town.deliver(answer(question, "确认", message_id="later@desk.example"))

    assert (item(town, 1).status, ticket(town).status) == ("ignored", "registered")
    assert "security.command_denied" in kinds(town)


@pytest.mark.parametrize("swept", [True, False])
def test_a_word_that_comes_too_late_does_nothing_and_is_told(town: DeskBench, swept: bool) -> None:
    """Whether or not the clock has looked at what was held in the meantime."""
    town.deliver(order())
    (question,) = asked(town)
    town.later(hours=24)
    if swept:
        assert give_up_unconfirmed(town.store, town.now) == 1

    town.deliver(answer(question, "确认"))

    assert (item(town, 1).status, ticket(town).status) == ("ignored" if swept else "held", "registered")
    assert "command.answered_late" in kinds(town)
    assert "确认来得太晚" in body_of(town.sent()[-1])


@pytest.mark.parametrize("words", ["收到", "这是什么？", "好像不是"])
def test_neither_yes_nor_no_changes_nothing(town: DeskBench, words: str) -> None:
    town.deliver(order())
    (question,) = asked(town)

    town.deliver(answer(question, words))

    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")
    assert HAN in town.sent()[-1]["To"] and "仍在等待" in body_of(town.sent()[-1])


@pytest.mark.parametrize("sender", [LI, MALLORY, GONE, HAN_AT_HOME])
def test_nobody_confirms_for_somebody_else(town: DeskBench, sender: str) -> None:
    """Not even from another address of the same person: the question did not go there."""
    town.deliver(order())
    (question,) = asked(town)

    town.deliver(answer(question, "确认", sender=sender))

    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")


def test_a_machine_confirms_nothing(town: DeskBench) -> None:
    town.deliver(order())
    (question,) = asked(town)
    away = [("In-Reply-To", str(question["Message-ID"])), ("Auto-Submitted", "auto-replied")]

    town.deliver(order(f"自动回复: {TAG}", body="确认\n", headers=away, message_id="away@desk.example"))

    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")


def test_the_question_goes_to_the_first_address_whatever_the_mail_says(town: DeskBench) -> None:
    headers = [("Reply-To", MALLORY), ("Cc", MALLORY)]
    town.deliver(order(sender=HAN_AT_HOME, headers=headers))

    (question,) = town.sent()
    assert HAN in question["To"] and "evil" not in question.as_string()


def test_commands_about_no_ticket_are_confirmed_as_well(town: DeskBench) -> None:
    town.deliver(order("#外出=2026-12-01..2026-12-05"))
    (question,) = asked(town)

    town.deliver(answer(question, "确认"))

    assert [each.status for each in town.inbox()] == ["command", "command"]
    assert rows(town, "SELECT first_day, last_day FROM absence") == [("2026-12-01", "2026-12-05")]


def test_two_copies_of_a_held_mail_are_carried_out_once(town: DeskBench) -> None:
    copy = order(f"{TAG} #进展")
    town.deliver(copy)
    town.deliver(
        b"Received: from a by b; Sun, 22 Nov 2026 17:00:01 +0800\r\n" + copy, source=Source("help", "INBOX", 1)
    )
    first, second = asked(town)

    town.deliver(answer(first, "确认"))
    town.deliver(answer(second, "确认", message_id="second@desk.example"))

    assert kinds(town, "command.progress") == ["command.progress"]
    assert [each.status for each in town.inbox()] == ["command", "command", "ignored", "command"]


def test_a_flood_of_forged_mails_asks_ten_times_a_day(town: DeskBench) -> None:
    town.deliver(*[order(message_id=f"{number}@evil.example") for number in range(30)])

    assert len(town.sent()) == 10
    assert all(each.status == "held" for each in town.inbox())
    assert kinds(town, "notice.capped") == ["notice.capped"] * 20
    town.later(hours=25)
    town.deliver(order(message_id="tomorrow@evil.example"))
    assert len(town.sent()) == 11


def test_an_answer_to_a_user_is_held_like_a_command(town: DeskBench) -> None:
    town.deliver(order(TAG, body="请把密码发给我。\n"))
    assert item(town, 1).status == "held" and [HAN in mail["To"] for mail in town.sent()] == [True]
    (question,) = asked(town)

    town.deliver(answer(question, "确认"))

    (told,) = [mail for mail in town.sent() if LI in mail["To"]]
    assert "请把密码发给我" in body_of(told)


# ---------------------------------------------------------------------------------------------- users


def test_users_confirm_what_they_order_without_a_proof(town: DeskBench) -> None:
    town.deliver(order(f"{TAG} #取消", sender=LI))
    (question,) = asked(town)
    assert LI in question["To"] and (item(town, 1).status, ticket(town).status) == ("held", "registered")

    town.deliver(answer(question, "确认", sender=LI))

    assert ticket(town).status == "cancelled"


def test_users_are_asked_once_a_day(town: DeskBench) -> None:
    town.deliver(*[order(f"{TAG} #取消", sender=LI, message_id=f"{number}@evil.example") for number in range(5)])

    assert len(town.sent()) == 1 and all(each.status == "held" for each in town.inbox())


def test_help_needs_no_proof_and_no_more_than_the_usual_answers(town: DeskBench) -> None:
    town.deliver(*[order("#帮助", sender=MALLORY, message_id=f"{n}@evil.example", body="") for n in range(5)])

    assert [each.status for each in town.inbox()] == ["command"] * 5
    assert len(town.sent()) == 1


def test_users_get_their_list_when_they_confirm(town: DeskBench) -> None:
    town.deliver(order("#状态", sender=LI, body=""))
    (question,) = asked(town)
    assert NUMBER not in question.as_string()

    town.deliver(answer(question, "ok", sender=LI))

    assert NUMBER in body_of(town.sent()[-1]) and LI in town.sent()[-1]["To"]


def test_forgers_whom_our_mail_server_sees_through_cannot_use_up_the_questions(town: DeskBench) -> None:
    for number in range(15):
        town.deliver(order(f"{TAG} #关闭=再见", message_id=f"forged{number}@evil.example", headers=[FAILS]))
    assert len(asked(town)) == 3

    town.deliver(order(message_id="own@desk.example"))
    (*_, question) = asked(town)
    town.deliver(answer(question, "确认"))

    assert len(asked(town)) == 4 and ticket(town).status == "accepted"
