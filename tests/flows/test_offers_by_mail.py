"""An article that surely is about a new problem is offered to its user, whose sure word then closes the ticket."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.mails import make_mail
from support.talk import HAN, LIU, SUN, WANG, ZHAO, Mail, Talk, by_kind, whom

from db import articles, duties, events, surveys
from db.connection import Store
from processor.desk.knowledge import content_of
from processor.parsing import Parser

FORGED = [("Authentication-Results", "mx.desk.example; dmarc=fail header.from=corp.example")]
JAM = content_of(
    "打印机卡纸的处理", "打印机卡纸，面板提示卡纸。", "打开后盖，取出纸张。", category="hardware", language="zh"
)


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    made = Talk(store, tmp_path, parser)

    def shelve() -> None:
        article = articles.add(JAM, made.bench.now)
        articles.approve(article.id, None, made.bench.now)

    store.unit(shelve)
    return made


def report(talk: Talk, sender: str = WANG, **mail: object) -> list[Mail]:
    words = {"subject": "打印机卡纸", "body": "三楼打印机卡纸了，面板提示卡纸。\n", **mail}
    return talk.write(sender, **words)


def happened(talk: Talk) -> list[str]:
    return [event.kind for event in talk.about(events.of_ticket)]


def used(talk: Talk) -> int:
    return talk.store.unit(lambda: articles.require("KB-0001").used)


def test_it_stands_in_the_acknowledgement_and_the_engineer_hears_of_it(talk: Talk) -> None:
    mails = by_kind(report(talk))

    mail = mails["acknowledgement"]
    html = next(part for part in mail.raw.walk() if part.get_content_type() == "text/html").get_payload(decode=True)
    for text in (mail.text, html.decode()):  # type: ignore[union-attr]
        assert "KB-0001：打印机卡纸的处理" in text and "打开后盖，取出纸张。" in text and "“已解决”" in text
    assert "KB-0001  打印机卡纸的处理（已推荐给用户）" in mails["new_ticket"].text
    (made,) = [event for event in talk.about(events.of_ticket) if event.kind == "offer.made"]
    assert made.detail == {"number": "KB-0001"}


def test_an_unproven_sender_is_offered_nothing(talk: Talk) -> None:
    mails = by_kind(report(talk, proven=False))

    assert "KB-0001" not in mails["acknowledgement"].text and "offer.made" not in happened(talk)
    assert "KB-0001" in mails["new_ticket"].text and "已推荐" not in mails["new_ticket"].text
    talk.write(WANG, mails["acknowledgement"], body="已解决\n")
    assert talk.ticket.status == "registered"


def test_who_only_says_who_they_are_is_offered_nothing(talk: Talk) -> None:
    body = "三楼打印机卡纸了，面板提示卡纸。\n\n-- \n王芳\n财务部\n"
    mails = by_kind(report(talk, "somebody@mail.example", body=body))

    assert "identity_confirmation" in mails and "KB-0001" not in mails["acknowledgement"].text
    assert "offer.made" not in happened(talk)


def test_neither_is_who_has_said_it_in_two_mails(talk: Talk) -> None:
    question = by_kind(report(talk, "somebody@mail.example"))["identity_question"]
    talk.write("somebody@mail.example", question, body="姓名：王芳\n")
    mails = by_kind(talk.write("somebody@mail.example", question, body="部门：财务部\n"))

    assert "identity_confirmation" in mails and "KB-0001" not in mails["acknowledgement"].text
    assert "offer.made" not in happened(talk)


def test_what_is_longer_than_a_page_is_left_to_the_engineer(talk: Talk) -> None:
    talk.store.unit(lambda: articles.replace(1, replace(JAM, solution="打开后盖。\n" * 500), talk.bench.now))

    mails = by_kind(report(talk))

    assert "打开后盖" not in mails["acknowledgement"].text and "KB-0001" in mails["new_ticket"].text


def test_of_a_ticket_that_leads_others_the_engineer_decides(talk: Talk) -> None:
    offered = by_kind(report(talk))["acknowledgement"]
    talk.write(ZHAO, subject="打印机卡纸", body="五楼的打印机也卡纸。")
    talk.write(LIU, subject=f"Re: [{talk.ticket.number}] #事件={talk.bench.tickets()[1].number}")

    mails = talk.write(WANG, offered, body="已解决，谢谢！")

    assert ("user_wrote", HAN) in whom(mails)
    assert [ticket.status for ticket in talk.bench.tickets()] == ["registered", "registered"]


@pytest.mark.parametrize("order", ["", "#受理", "#进展"])
@pytest.mark.parametrize("words", ["已解决", "按这个方法解决了，谢谢！"])
def test_who_says_that_it_is_solved_is_thanked_once_and_all_is_done(talk: Talk, order: str, words: str) -> None:
    offered = by_kind(report(talk))["acknowledgement"]
    if order:
        talk.write(
            HAN, subject=f"Re: [{talk.ticket.number}] {order}", body="处理步骤：查看日志\n" if order == "#进展" else ""
        )

    mails = talk.write(WANG, offered, body=words)

    assert whom(mails) == [("closed_thanks", WANG), ("confirmed", HAN)]
    assert "知识库文章：KB-0001 打印机卡纸的处理" in by_kind(mails)["confirmed"].text
    assert (talk.ticket.status, used(talk), talk.about(duties.of_ticket)) == ("closed", 1, [])
    assert happened(talk)[-2:] == ["offer.accepted", "user.confirmed"]
    survey = talk.about(surveys.newest)
    assert (survey.outcome, survey.solved, survey.by) == ("confirmed", True, WANG)


def test_in_english(talk: Talk) -> None:
    content = content_of(
        "Paper jam in a printer", "The printer has a paper jam.", "Open the cover.", category="hardware"
    )

    def shelve() -> None:
        articles.approve(articles.add(content, talk.bench.now).id, None, talk.bench.now)

    talk.store.unit(shelve)
    mails = report(talk, subject="Printer has a paper jam", body="Hello, the printer on floor 3 has a paper jam.\n")
    offered = by_kind(mails)["acknowledgement"]
    assert "KB-0002: Paper jam in a printer" in offered.text and '"solved"' in offered.text

    assert ("closed_thanks", WANG) in whom(talk.write(WANG, offered, body="Solved, thanks!\n"))


@pytest.mark.parametrize("words", ["没用，还是卡纸。", "按文章操作没有用"])
def test_who_says_that_it_did_not_help_is_helped_as_any_other(talk: Talk, words: str) -> None:
    offered = by_kind(report(talk))["acknowledgement"]

    mails = talk.write(WANG, offered, body=words)

    assert whom(mails) == [("user_wrote", HAN)] and words in mails[0].text
    assert (talk.ticket.status, used(talk)) == ("registered", 0) and "offer.refused" in happened(talk)
    talk.write(WANG, offered, body="已解决\n")  # who has refused it means something else
    assert talk.ticket.status == "registered"


@pytest.mark.parametrize(
    "words",
    [
        "好的，谢谢",
        "收到",
        "ok",
        "yes",
        "是的",
        "可以",
        "满意",
        "5分",
        "谢谢！",
        "解决了吗？",
        "我试试，解决了告诉你",
        "已解决，但是又卡了",
    ],
)
def test_nothing_but_a_sure_solved_closes(talk: Talk, words: str) -> None:
    offered = by_kind(report(talk))["acknowledgement"]

    mails = talk.write(WANG, offered, body=words)

    assert talk.ticket.status == "registered" and ("user_wrote", HAN) in whom(mails)
    assert "offer.accepted" not in happened(talk) and used(talk) == 0


def test_neither_others_nor_forgers_nor_who_was_offered_nothing_close_it(talk: Talk) -> None:
    offered = by_kind(report(talk, headers=[("Cc", ZHAO)]))["acknowledgement"]
    number = talk.ticket.number

    talk.write(ZHAO, subject=f"Re: [{number}] 打印机卡纸", body="已解决\n")
    talk.write(WANG, offered, body="已解决\n", headers=FORGED, proven=False)
    assert talk.ticket.status == "registered"

    talk.write(WANG, subject="鼠标没有反应", body="鼠标没有反应，请处理。\n")
    other = talk.bench.tickets()[1]
    talk.write(WANG, subject=f"Re: [{other.number}] 鼠标没有反应", body="已解决\n")
    assert talk.bench.tickets()[1].status == "registered"


def test_once_somebody_has_solved_it_the_offer_is_over(talk: Talk) -> None:
    offered = by_kind(report(talk))["acknowledgement"]
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #解决", body="更换搓纸轮。\n")
    talk.write(WANG, offered, body="还是不行。\n")
    assert talk.ticket.status == "in_progress"

    talk.write(WANG, offered, body="已解决\n")

    assert talk.ticket.status == "in_progress" and used(talk) == 0


def test_what_an_article_has_solved_teaches_nothing_new_and_a_further_problem_is_split_off(talk: Talk) -> None:
    offered = by_kind(report(talk))["acknowledgement"]
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #进展", body="处理步骤：远程查看打印队列\n")

    talk.write(WANG, offered, body="已解决，谢谢。\n另外，ERP 系统登录不上，提示密码错误。\n")

    first, second = talk.bench.tickets()
    assert (first.status, second.linked_to) == ("closed", first.number) and "ERP" in second.title
    assert len(talk.store.unit(articles.newest)) == 1


def test_a_mail_from_before_the_cut_over_is_offered_nothing(talk: Talk) -> None:
    talk.bench.deliver(make_mail(sender=WANG, subject="打印机卡纸", message_id="old@corp.example"), history=True)

    assert "offer.made" not in happened(talk) and talk.new_mails() == [] and SUN


def test_who_comes_back_before_anybody_has_accepted_it_is_owed_an_answer_anew(talk: Talk) -> None:
    offer = by_kind(report(talk))["acknowledgement"]
    talk.write(WANG, offer, body="已解决\n")
    talk.bench.later(days=3)

    talk.write(WANG, offer, body="又坏了，还是卡纸。\n")

    due = talk.about(duties.of_ticket)
    assert talk.ticket.status == "registered" and min(duty.due_at for duty in due) > talk.bench.now
    assert talk.ticket.response_due_at is not None and talk.ticket.response_due_at > talk.bench.now
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #accept")
    assert (talk.ticket.status, talk.ticket.accepted_by_id) == ("accepted", talk.han.id)
