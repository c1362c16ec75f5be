"""What a user answers, and to which of our questions, from which of their addresses, and how late."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.mails import AUTHSERV
from support.solutions import solved
from support.talk import HAN, WANG, Mail, Talk, by_kind, whom

from db import people
from db.connection import Store
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
