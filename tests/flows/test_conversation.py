"""User and engineer talk through the desk: words, files and people pass both ways, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.mails import make_mail
from support.talk import HAN, LIU, PICTURE, SUN, WANG, ZHAO, Mail, Talk, by_kind, whom

from db import outbox, tickets, watchers
from db.connection import Store
from processor.parsing import Parser

LOG = "日志 ✓\r\n".encode() * 50


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Iterator[Talk]:
    talk = Talk(store, tmp_path, parser)
    yield talk
    own = {"support@desk.example", "help@desk.example"}
    assert not own & {mail["To"] for mail in talk.bench.sent()}


def test_a_new_ticket_reaches_its_engineer_with_form_words_and_files(talk: Talk) -> None:
    acknowledged, new = talk.report()

    assert (acknowledged.to, new.to) == (WANG, HAN)
    assert (talk.ticket.team, talk.ticket.assignee_id) == ("硬件组", talk.han.id)
    assert "三楼的打印机又卡纸了。" in new.text
    assert "王芳" in new.text and "财务部" in new.text
    assert new.files == {"照片.png": PICTURE}
    assert talk.ticket.number in new.raw["Subject"]


def test_an_answer_goes_to_the_user_under_the_engineers_name_with_its_files_and_accepts_the_ticket(talk: Talk) -> None:
    _, new = talk.report()

    mails = talk.write(HAN, new, body="请先断电。\n", files=[("步骤.log", LOG)])

    assert whom(mails) == [("answer", WANG)]
    (answer,) = mails
    assert "请先断电。" in answer.text
    assert answer.files == {"步骤.log": LOG}
    assert answer.sender == ("韩梅梅 (IT 服务台)", "support@desk.example")
    assert answer.raw["Auto-Submitted"] is None
    ticket = talk.ticket
    assert (ticket.status, ticket.assignee_id, ticket.accepted_by_id) == ("accepted", talk.han.id, talk.han.id)
    assert ticket.responded_at == talk.bench.now
    entry = talk.bench.thread(ticket.number)[-1]
    assert (entry.kind, entry.public, entry.text, entry.files) == (
        "engineer", True, "请先断电。", (("步骤.log", len(LOG)),)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("order", "words", "status", "heard"),
    [
        ("#加急", "还是不行，急用！", "in_progress", ["rejected", "reopened"]),
        ("#取消", "已解决，谢谢！", "closed", ["closed_thanks", "confirmed"]),
        ("#加急", "领导在催，请尽快。", "resolved", ["user_wrote", "verification_question"]),
        ("#加急", "", "resolved", []),
    ],
)
def test_what_a_user_writes_beside_an_order_that_is_refused_counts_all_the_same(
    talk: Talk, order: str, words: str, status: str, heard: list[str]
) -> None:
    talk.report()
    number = talk.ticket.number
    talk.write(HAN, subject=f"Re: [{number}] #解决", body="已处理好，请再试一次。\n")

    mails = talk.write(WANG, subject=f"Re: [{number}] 打印机卡纸 {order}", body=f"{words}\n")

    assert talk.ticket.status == status
    assert sorted({mail.kind for mail in mails}) == sorted([*heard, "user_receipt"])
    receipt = next(mail for mail in mails if mail.kind == "user_receipt").text
    assert "✘" in receipt and ("正文已照常受理" in receipt) == bool(words)
    assert (talk.bench.thread(number)[-1].text.strip() == words) == bool(words)


def test_a_reason_to_cancel_what_has_ended_does_not_begin_it_again(talk: Talk) -> None:
    talk.report()
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #关闭=用户已电话确认")

    mails = talk.write(WANG, subject=f"Re: [{talk.ticket.number}] #取消", body="我换了一台电脑，不用修了。\n")

    assert whom(mails) == [("user_receipt", WANG)] and talk.ticket.status == "closed"


def test_the_users_reply_comes_back_to_the_engineer_with_its_files(talk: Talk) -> None:
    _, new = talk.report()
    (answer,) = talk.write(HAN, new, body="请先断电。\n")

    mails = talk.write(WANG, answer, body="断电了，还是不行。\n", files=[("照片2.png", PICTURE)])

    assert whom(mails) == [("user_wrote", HAN)]
    assert "断电了，还是不行。" in mails[0].text
    assert mails[0].files == {"照片2.png": PICTURE}
    assert len(talk.bench.tickets()) == 1


def test_whom_the_user_copies_in_gets_the_answers_and_can_answer_too(talk: Talk) -> None:
    mails = talk.write(WANG, headers=[("Cc", f"赵六 <{ZHAO}>, help@desk.example")], subject="打印机卡纸，打印机坏了")
    new = by_kind(mails)["new_ticket"]

    mails = talk.write(HAN, new, body="请先断电。\n")

    assert whom(mails) == [("answer", WANG), ("answer", ZHAO)]
    copy = next(mail for mail in mails if mail.to == ZHAO)
    mails = talk.write(ZHAO, copy, body="我来试试。\n")
    assert whom(mails) == [("user_wrote", HAN)]
    assert "我来试试。" in mails[0].text


def test_whom_the_engineer_copies_in_joins_and_colleagues_read_along(talk: Talk) -> None:
    _, new = talk.report()

    cc = [("Cc", f"zhao <{ZHAO}>, 孙宁 <{SUN}>, 韩梅梅 <{HAN}>, support@desk.example, HELP@desk.example")]
    first = talk.write(HAN, new, body="请先断电。\n", headers=cc)
    second = talk.write(HAN, new, body="再等十分钟。\n")

    assert whom(first) == [("answer", WANG), ("answer", ZHAO)]
    assert whom(second) == [("answer", WANG), ("answer", ZHAO), ("answer_copy", SUN)]
    assert talk.about(watchers.of_ticket) == [talk.sun.id]
    taking_part = [addr for addr, _, _ in talk.about(tickets.participants)]
    assert taking_part == [WANG, ZHAO]


def test_who_has_the_ticket_hears_what_a_colleague_answers(talk: Talk) -> None:
    _, new = talk.report()
    talk.write(HAN, new, body="请先断电。\n")
    talk.about(watchers.add, talk.liu.id)
    (heard, watched) = talk.write(WANG, new_answer(talk), body="好的。\n")
    assert {heard.to, watched.to} == {HAN, LIU}
    mine = heard if heard.to == LIU else watched

    mails = talk.write(LIU, mine, body="备件明天到。\n")

    assert whom(mails) == [("answer", WANG), ("answer_copy", HAN)]
    assert "备件明天到。" in by_kind(mails)["answer_copy"].text
    assert talk.ticket.assignee_id == talk.han.id


def test_who_was_given_a_new_ticket_hears_that_a_colleague_has_taken_it_up(talk: Talk) -> None:
    talk.report()

    mails = talk.write(LIU, subject=f"Re: [{talk.ticket.number}] 打印机卡纸", body="我来处理，请先断电。\n")

    assert whom(mails) == [("answer", WANG), ("answer_copy", HAN)]
    assert talk.ticket.assignee_id == talk.liu.id


def new_answer(talk: Talk) -> Mail:
    """The last answer that went to wang."""
    rows = [row for row in talk.store.unit(lambda: outbox.summaries(limit=1000)) if row.kind == "answer"]
    raws = [raw for raw in talk.bench.sent() if raw["To"] and WANG in raw["To"]]
    return Mail("answer", rows[0].recipient, raws[-1])


def test_a_reply_to_the_engineers_own_mail_finds_the_ticket(talk: Talk) -> None:
    _, new = talk.report()
    talk.write(HAN, new, body="请先断电。\n", headers=[("Cc", ZHAO)])

    direct = [("In-Reply-To", "<m2@corp.example>")]
    talk.write(ZHAO, subject="Re: 打印机卡纸", body="收到。\n", headers=direct)

    assert len(talk.bench.tickets()) == 1
    assert talk.bench.thread(talk.ticket.number)[-1].text == "收到。"


def test_an_empty_answer_is_refused_and_nothing_is_sent_to_the_user(talk: Talk) -> None:
    _, new = talk.report()

    mails = talk.write(HAN, new, body="\n\n> 三楼的打印机又卡纸了。\n")

    assert [mail.to for mail in mails] == [HAN]
    assert mails[0].kind in ("receipt", "refusal")
    assert talk.ticket.status == "registered"


def test_a_ticket_that_is_part_of_another_takes_no_answer_of_its_own(talk: Talk) -> None:
    _, new = talk.report()
    talk.about(tickets.change, {"status": "merged"})

    mails = talk.write(HAN, new, body="请先断电。\n")

    assert [mail.to for mail in mails] == [HAN]
    assert "已合并" in mails[0].text


def test_a_file_alone_is_an_answer(talk: Talk) -> None:
    _, new = talk.report()

    mails = talk.write(HAN, new, body="\n", files=[("手册.pdf", LOG)])

    assert whom(mails) == [("answer", WANG)]
    assert mails[0].files == {"手册.pdf": LOG}


def test_what_the_engineer_quotes_is_neither_said_nor_obeyed(talk: Talk) -> None:
    _, new = talk.report()

    (answer,) = talk.write(HAN, new, body="请先断电。\n\n> #close\n> 内部备注：用户很着急\n")

    assert "内部备注" not in answer.text
    assert talk.ticket.status == "accepted"


def test_who_waits_for_the_user_goes_on_when_the_user_answers(talk: Talk) -> None:
    _, new = talk.report()
    subject = f"Re: [{talk.ticket.number}] #ask"
    mails = talk.write(HAN, new, subject=subject, body="哪台打印机？\n")
    assert talk.ticket.status == "waiting_user"

    talk.write(WANG, by_kind(mails)["question"], body="三楼东侧。\n")

    assert talk.ticket.status == "in_progress"


def test_a_closed_ticket_is_opened_again_by_what_the_user_says_and_the_staff_hears(talk: Talk) -> None:
    _, new = talk.report()
    (answer,) = talk.write(HAN, new, body="请先断电。\n")
    talk.about(tickets.change, {"status": "closed"})

    mails = talk.write(WANG, answer, body="又坏了。\n")

    assert ("user_reopened", HAN) in whom(mails)
    assert (talk.ticket.status, talk.bench.thread(talk.ticket.number)[-1].text) == ("in_progress", "又坏了。")


def test_a_ticket_of_somebody_unknown_is_given_away_once_they_say_who_they_are(talk: Talk) -> None:
    stranger = "wf@private.example"
    mails = talk.write(stranger, subject="打印机卡纸，打印机无法打印")
    assert whom(mails) == [("identity_question", stranger)]
    assert talk.ticket.assignee_id is None

    mails = talk.write(stranger, mails[0], body="姓名：王芳\n部门：财务部\n")

    assert {mail.to for mail in mails if mail.kind == "new_ticket"} == {HAN}
    assert talk.ticket.assignee_id == talk.han.id
    new = next(mail for mail in mails if mail.kind == "new_ticket")
    assert "三楼的打印机又卡纸了。" in new.text


def test_old_mail_that_is_imported_tells_nobody(talk: Talk) -> None:
    raw = make_mail(sender=WANG, subject="打印机卡纸，打印机无法打印", message_id="old@corp.example")

    talk.bench.deliver(raw, history=True)

    assert talk.new_mails() == []
    assert talk.ticket.assignee_id is None


def test_what_was_said_in_a_mail_that_was_taken_back_is_shown_to_nobody(talk: Talk) -> None:
    _, notice = talk.report()
    talk.write(HAN, notice, subject=f"Re: [{talk.ticket.number}] #备注", body="估计是硒鼓坏了。")
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #撤销")
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #备注", body="是搓纸轮打滑。")

    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #指派=孙宁")

    told = by_kind(mails)["assigned"].text
    assert "搓纸轮打滑" in told and "打印机无法打印" in told and "硒鼓" not in told
