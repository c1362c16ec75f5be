"""What a user answers, and to which of our questions, from which of their addresses, and how late."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.mails import AUTHSERV
from support.solutions import links, solved, survey
from support.talk import HAN, LIU, WANG, Mail, Talk, by_kind, whom

from db import people
from db.connection import Store
from processor.app import make_reminders
from processor.parsing import Parser


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


def asks(talk: Talk, question: str) -> Mail:
    """han writes to wang once more, without a command."""
    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] 打印机卡纸", body=f"{question}\n")
    return by_kind(mails)["answer"]


# ---------------------------------------------------------------- a yes and a no to what


@pytest.mark.parametrize(
    ("question", "answer"),
    [("今天还卡纸吗？", "是的"), ("Does it still jam?", "Yes"), ("需要我再来看一下吗？", "好的，谢谢")],
)
def test_a_yes_to_an_engineers_question_closes_nothing_and_the_engineer_reads_it(
    talk: Talk, question: str, answer: str
) -> None:
    asked = solved(talk)

    waiting = talk.write(WANG, asks(talk, question), body=f"{answer}\n")
    status = talk.ticket.status
    talk.write(WANG, asked, body="好了，谢谢！\n")
    closed = talk.write(WANG, asks(talk, question), body=f"{answer}\n")

    assert whom(waiting) == [("user_wrote", HAN), ("verification_question", WANG)] and status == "resolved"
    assert whom(closed) == [("user_wrote", HAN)] and talk.ticket.status == "closed"


def test_a_no_to_a_question_from_before_the_solution_rejects_nothing(talk: Talk) -> None:
    talk.report()
    asked = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #ask", body="请问重启过吗？\n")
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #resolve", body="已更换硒鼓。\n")

    talk.write(WANG, by_kind(asked)["question"], body="没有\n")

    assert talk.ticket.status == "resolved"


@pytest.mark.parametrize("another", [True, False])
def test_a_yes_without_a_thread_counts_unless_an_engineer_has_written_since(talk: Talk, another: bool) -> None:
    solved(talk)
    if another:
        asks(talk, "今天还卡纸吗？")

    talk.write(WANG, subject=f"Re: [{talk.ticket.number}] 打印机卡纸", body="是的\n")

    assert talk.ticket.status == ("resolved" if another else "closed")


def test_a_yes_to_our_question_counts_though_an_engineer_has_asked_another(talk: Talk) -> None:
    asked = solved(talk)
    asks(talk, "今天还卡纸吗？")

    talk.write(WANG, asked, body="是的\n")

    assert talk.ticket.status == "closed"


def test_a_late_yes_to_an_engineers_question_opens_no_ticket(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")
    question = asks(talk, "需要我再来看一下吗？")
    talk.bench.later(days=8)

    mails = talk.write(WANG, question, body="是的\n")

    assert whom(mails) == [("user_wrote", HAN)] and len(talk.bench.tickets()) == 1


# ---------------------------------------------------------------- from which address


@pytest.mark.parametrize(
    ("addresses", "written_from"),
    [(("lei@corp.example", "lilei@corp.example"), "lilei@corp.example"), (("w.ang@gmail.com",), "wang@gmail.com")],
    ids=["of the directory", "of one mailbox"],
)
@pytest.mark.parametrize("proven", [True, False])
def test_the_user_closes_it_from_each_address_that_they_have_proven(
    talk: Talk, addresses: tuple[str, ...], written_from: str, proven: bool
) -> None:
    talk.store.unit(lambda: people.add(people.Profile(name="李雷", addresses=addresses, role="user")))
    talk.write(addresses[0], subject="打印机卡纸", body="打印机无法打印\n")
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #resolve", body="已处理好\n")

    talk.write(written_from, subject=f"Re: [{talk.ticket.number}]", body="已解决，满意，谢谢\n", proven=proven)

    assert talk.ticket.status == ("closed" if proven else "resolved")
    assert len(talk.bench.tickets()) == (1 if proven else 2)


def test_who_has_proven_an_address_once_gains_nothing_by_a_mail_that_is_called_forged(talk: Talk) -> None:
    first, second = "lei@corp.example", "lilei@corp.example"
    talk.store.unit(lambda: people.add(people.Profile(name="李雷", addresses=(first, second), role="user")))
    talk.write(second, subject="键盘失灵", body="键盘失灵\n")
    talk.write(first, subject="打印机卡纸", body="打印机无法打印\n")
    number = talk.bench.tickets()[1].number

    forged = [("Authentication-Results", f"{AUTHSERV}; dmarc=fail header.from=corp.example")]
    talk.write(second, subject=f"Re: [{number}]", body="还是不行\n", proven=False, headers=forged)

    assert len(talk.bench.tickets()) == 3


# ---------------------------------------------------------------- ready answers, and how late


def lapse(talk: Talk, days: int) -> None:
    """Nobody answers; it is closed after five days."""
    reminders = make_reminders(talk.bench.intake.effects)
    for _ in range(days):
        talk.bench.later(days=1)
        reminders.look_after(talk.store, talk.bench.now)
    talk.new_mails()


def test_words_below_a_ready_answer_to_a_closed_ticket_are_read_by_the_engineer(talk: Talk) -> None:
    satisfied = links(solved(talk))["已解决，满意"]
    talk.write(WANG, subject=satisfied, body="\n")

    content = [talk.write(WANG, subject=satisfied, body=text) for text in ("谢谢！\n", "处理得很快\n")]
    remark = talk.write(WANG, subject=satisfied, body="建议下次提前通知我们部门\n")
    fault = talk.write(WANG, subject=satisfied, body="不过打印机现在发出异响，请来看一下\n")

    assert content == [[], []] and whom(remark) == [("user_wrote", HAN)]
    assert ("user_reopened", HAN) in whom(fault) and talk.ticket.status == "in_progress"


def test_a_ready_answer_that_its_own_words_leave_open_closes_nothing(talk: Talk) -> None:
    asked = solved(talk)

    mails = talk.write(WANG, subject=links(asked)["已解决，满意"], body="还没来得及试\n")

    assert whom(mails) == [("user_wrote", HAN), ("verification_question", WANG)] and talk.ticket.status == "resolved"


@pytest.mark.parametrize("title", ["满意度系统打不开", "5"])
def test_a_ready_answer_is_read_though_the_title_has_the_same_word(talk: Talk, title: str) -> None:
    talk.write(WANG, subject=title, body="问卷页面打不开\n")
    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #resolve", body="修好了服务\n")

    talk.write(WANG, subject=links(by_kind(mails)["resolved"])["5 分（很好）"], body="\n")

    assert (talk.ticket.status, survey(talk).score) == ("closed", 5)


@pytest.mark.parametrize(("name", "score"), [("2 分", 2), ("不满意，请继续处理", None)])
def test_a_late_click_is_counted_and_opens_the_old_ticket_again(talk: Talk, name: str, score: int | None) -> None:
    asked = solved(talk)
    lapse(talk, 14)

    mails = talk.write(WANG, subject=links(asked)[name], body="\n")

    assert whom(mails) == [("rejected", HAN), ("rejected", LIU), ("reopened", WANG)]
    assert [ticket.status for ticket in talk.bench.tickets()] == ["in_progress"]
    assert (survey(talk).outcome, survey(talk).score) == ("rejected", score)


def test_a_late_score_is_kept_though_the_user_had_confirmed(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")
    talk.bench.later(days=14)

    talk.write(WANG, subject=links(asked)["2 分"], body="\n")

    assert survey(talk).score == 2 and survey(talk).reopened_at == talk.bench.now


def test_a_late_word_with_a_further_problem_is_counted_and_the_problem_gets_its_own_ticket(talk: Talk) -> None:
    asked = solved(talk)
    lapse(talk, 14)

    talk.write(WANG, asked, body="好了，谢谢。另外，ERP 系统登录不上，提示密码错误。\n")

    old, new = talk.bench.tickets()
    assert (old.status, survey(talk).outcome) == ("closed", "confirmed")
    assert "ERP" in new.title and "好了" not in talk.bench.thread(new.number)[0].text


# ---------------------------------------------------------------- what went out


def test_a_question_that_a_cap_has_kept_back_is_asked_the_next_time(talk: Talk) -> None:
    talk.write(WANG, subject="打印机卡纸", body="打印机无法打印。\n", proven=False)
    subject = f"Re: [{talk.ticket.number}] 打印机卡纸"
    talk.write(HAN, subject=f"{subject} #resolve", body="已更换硒鼓。\n")
    capped = talk.write(WANG, subject=subject, body="我再试试\n", proven=False)  # one mail a day to the unproven
    talk.bench.later(hours=30)

    later = talk.write(WANG, subject=subject, body="还没试\n", proven=False)

    assert whom(capped) == [("user_wrote", HAN)]
    assert whom(later) == [("user_wrote", HAN), ("verification_question", WANG)]
