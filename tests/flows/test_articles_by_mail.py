"""What closing a ticket teaches: drafted, asked about, published, changed or dropped by plain reply, and taken back."""

from __future__ import annotations

from datetime import timedelta
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from support.talk import HAN, LIU, SUN, WANG, ZHAO, Mail, Talk, by_kind, whom

from db import articles, events, inbox
from db.articles import Article
from db.connection import Store
from db.events import Event
from processor.app import make_reminders
from processor.desk.archive import forms_of
from processor.parsing import Parser

FORGED = [("Authentication-Results", "mx.desk.example; dmarc=fail header.from=desk.example")]
SOLUTION = "王芳您好：更换硒鼓，并清洁走纸通道，即可正常打印。电话13900001111。\n"


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


def closed(talk: Talk, solution: str = SOLUTION) -> Mail:
    """han solves wang's ticket and wang is satisfied; the mail about the article."""
    talk.report()
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] 打印机卡纸 #受理 #解决", body=solution)
    mails = talk.write(WANG, subject=f"Re: [{talk.ticket.number}] 打印机卡纸", body="好了，谢谢！\n")
    assert talk.ticket.status == "closed"
    return by_kind(mails)["article_draft"]


def article(talk: Talk) -> Article:
    found: Article | None = talk.store.unit(lambda: articles.newest()[0])
    assert found is not None
    return found


def about(talk: Talk) -> list[Event]:
    return [event for event in talk.about(events.of_ticket) if event.kind.startswith("article.")]


def kinds(talk: Talk) -> list[str]:
    return [event.kind for event in about(talk)]


def users(mails: list[Mail]) -> list[str]:
    return [mail.kind for mail in mails if mail.to == WANG]


def again(talk: Talk, solution: str) -> list[Mail]:
    """The user comes back, han solves it otherwise, and the user is satisfied again."""
    talk.write(WANG, subject=f"Re: [{talk.ticket.number}]", body="又坏了，还是不能打印。\n")
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #解决", body=solution)
    return talk.write(WANG, subject=f"Re: [{talk.ticket.number}]", body="好了，谢谢！\n")


# ---------------------------------------------------------------- drafted


def test_closing_by_the_users_word_asks_the_engineer_about_a_masked_draft(talk: Talk) -> None:
    asked = closed(talk)

    assert asked.to == HAN and "KB-0001" in str(make_header(decode_header(asked.raw["Subject"])))
    assert "标题：打印机卡纸" in asked.text and "更换硒鼓" in asked.text and "回复“不入库”" in asked.text
    assert not [word for word in ("王芳您好", "13900001111") if word in asked.text]
    assert "%E5%8F%91%E5%B8%83" in asked.text  # the link of #发布
    (drafted,) = about(talk)
    assert (drafted.kind, drafted.detail["number"], drafted.actor) == ("article.drafted", "KB-0001", "desk")
    assert article(talk).status == "draft"


def test_the_login_of_somebody_whom_the_directory_does_not_have_is_masked_too(talk: Talk) -> None:
    guest = "chenxiaoming@partner.example"
    talk.write(guest, subject="打印机卡纸", body="账号 chenxiaoming 被锁定，打印机卡纸。\n")
    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #解决", body="为 chenxiaoming 解锁，并更换硒鼓。\n")

    mails = talk.write(guest, by_kind(mails)["resolved"], body="好了，谢谢！\n")

    assert "为 [姓名] 解锁，并更换硒鼓" in by_kind(mails)["article_draft"].text
    assert "chenxiaoming" not in article(talk).problem


def test_closing_by_the_staff_and_without_an_answer_drafts_as_well(talk: Talk) -> None:
    talk.report()
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #解决", body=SOLUTION)

    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #关闭=电话已确认")

    assert ("article_draft", HAN) in whom(mails)
    talk.write(WANG, subject="另一台打印机卡纸", body="四楼的打印机也卡纸。")
    other = talk.bench.tickets()[1].number
    talk.write(HAN, subject=f"Re: [{other}] #解决", body="更换进纸轮。\n")
    for _ in range(14):
        talk.bench.later(hours=24)
        make_reminders(talk.bench.intake.effects).look_after(talk.store, talk.bench.now)
    assert [mail.kind for mail in talk.new_mails()].count("article_draft") == 1
    assert article(talk).solution == "更换进纸轮。"


def test_nothing_of_substance_teaches_nothing_and_neither_does_what_was_cancelled(talk: Talk) -> None:
    talk.report()
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #解决", body="已解决，谢谢。\n")
    mails = talk.write(WANG, subject=f"Re: [{talk.ticket.number}]", body="好了，谢谢！\n")
    assert "article_draft" not in [mail.kind for mail in mails] and talk.ticket.status == "closed"

    for order in ("#取消=不需要了", "#垃圾"):
        talk.write(WANG, subject="打印机卡纸", body="打印机又卡纸。")
        number = talk.bench.tickets()[-1].number
        talk.write(HAN, subject=f"Re: [{number}] #进展", body="处理步骤：更换硒鼓\n")
        talk.write(HAN, subject=f"Re: [{number}] {order}")
        assert talk.bench.tickets()[-1].status == "cancelled"
    assert talk.store.unit(articles.newest) == []


@pytest.mark.parametrize(("word", "teaches"), [("没有解决，还是卡纸。", False), ("已解决，但是太慢了。", True)])
def test_what_the_user_says_has_not_solved_it_teaches_nothing(talk: Talk, word: str, teaches: bool) -> None:
    talk.report()
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #解决", body=SOLUTION)
    talk.write(WANG, subject=f"Re: [{talk.ticket.number}]", body=word)

    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #关闭=打印机已报废")

    assert ("article_draft" in [mail.kind for mail in mails]) == teaches
    ticket = talk.ticket
    form = talk.store.unit(lambda: forms_of(ticket, talk.bench.config.desk, talk.bench.now))[1].data.decode()
    (listed,) = talk.write(HAN, subject="#知识=卡纸")
    assert ("清洁走纸通道" in listed.text) == teaches
    assert form.count("清洁走纸通道") == 1 + teaches  # in the record, and as the solution


def test_the_lead_is_asked_where_nobody_has_the_ticket(talk: Talk) -> None:
    talk.report()
    talk.write(LIU, subject=f"Re: [{talk.ticket.number}] #指派=硬件组")
    talk.write(LIU, subject=f"Re: [{talk.ticket.number}] #进展", body="处理步骤：更换硒鼓\n")
    talk.write(LIU, subject=f"Re: [{talk.ticket.number}] #指派=硬件组")

    mails = talk.write(LIU, subject=f"Re: [{talk.ticket.number}] #关闭=电话已确认")

    assert ("article_draft", LIU) in whom(mails)


def test_of_an_incident_the_leading_ticket_alone_teaches(talk: Talk) -> None:
    talk.report()
    talk.write(ZHAO, subject="打印机卡纸", body="打印机卡纸，无法打印。\n")
    first, second = (ticket.number for ticket in talk.bench.tickets())
    talk.write(LIU, subject=f"Re: [{first}] #事件={second}")
    talk.write(LIU, subject=f"Re: [{first}] #解决", body="更换打印服务器的驱动。\n")

    assert "article_draft" not in [
        mail.kind for mail in talk.write(ZHAO, subject=f"Re: [{second}]", body="好了，谢谢！")
    ]
    mails = talk.write(WANG, subject=f"Re: [{first}]", body="好了，谢谢！")
    assert [ticket.status for ticket in talk.bench.tickets()] == ["closed", "closed"]
    assert "article_draft" in [mail.kind for mail in mails] and article(talk).solution == "更换打印服务器的驱动。"


def test_the_same_answer_delivered_twice_drafts_once(talk: Talk) -> None:
    closed(talk)
    last = talk.bench.inbox()[0].id
    raw = talk.store.unit(lambda: inbox.raw_of(last))
    assert raw is not None

    talk.bench.deliver(raw)

    assert kinds(talk) == ["article.drafted"] and talk.new_mails() == []


# ---------------------------------------------------------------- decided by reply


@pytest.mark.parametrize("word", ["发布", "ok", "可以。\n\n韩梅梅"])
def test_a_plain_yes_publishes_and_the_user_hears_nothing(talk: Talk, word: str) -> None:
    mails = talk.write(HAN, closed(talk), body=word)

    assert whom(mails) == [("receipt", HAN)] and "✔ #发布" in mails[0].text and "KB-0001" in mails[0].text
    found = article(talk)
    assert (found.status, found.approved_by_id, found.approved_at) == ("approved", talk.han.id, talk.bench.now)
    assert kinds(talk) == ["article.drafted", "article.approved"]


def test_labelled_lines_replace_these_parts_and_are_masked_again(talk: Talk) -> None:
    text = "ok\n标题：打印机卡纸的处理\n解决方案：\n1. 更换硒鼓\n2. 有疑问请联系王芳，电话13900001111\n\n韩梅梅\n"

    mails = talk.write(HAN, closed(talk), body=text)

    found = article(talk)
    assert (found.status, found.title) == ("approved", "打印机卡纸的处理")
    assert found.solution == "1. 更换硒鼓\n2. 有疑问请联系[姓名]，电话[电话]"
    assert "打印机" in found.problem
    assert "已遮盖" in mails[0].text and whom(mails) == [("receipt", HAN)]
    assert kinds(talk) == ["article.drafted", "article.edited", "article.approved"]


@pytest.mark.parametrize("word", ["不入库", "弃用。\n谢谢", "discard"])
def test_a_plain_no_drops_it(talk: Talk, word: str) -> None:
    mails = talk.write(HAN, closed(talk), body=word)

    assert (article(talk).status, users(mails)) == ("dropped", [])
    assert kinds(talk) == ["article.drafted", "article.dropped"]


@pytest.mark.parametrize(
    "words",
    [
        "收到",
        "先别入库",
        "ok，但是标题改一下",
        "发布\n请把第二步改成重启",
        "标题：新标题\n第二步不对",
        "打印机又卡了，请再看看",
    ],
)
def test_what_is_not_sure_is_asked_about_and_never_reaches_the_user(talk: Talk, words: str) -> None:
    asked = closed(talk)

    mails = talk.write(HAN, asked, body=words)

    assert whom(mails) == [("receipt", HAN)] and "没有发给用户" in mails[0].text
    assert (article(talk).status, article(talk).title, talk.ticket.status) == (
        "draft",
        "打印机卡纸，打印机无法打印",
        "closed",
    )
    assert "发布" in talk.write(HAN, asked, body="发布")[0].text and article(talk).status == "approved"


@pytest.mark.parametrize("answer", [True, False])
def test_by_command_with_and_without_the_mail(talk: Talk, answer: bool) -> None:
    asked = closed(talk)
    subject = f"Re: [{talk.ticket.number}] 打印机 %s"

    talk.write(HAN, asked if answer else None, subject=subject % "#不入库", body="没有参考价值。")
    assert article(talk).status == "dropped"
    mails = talk.write(LIU, subject=subject % "#发布", body="Title: Paper jam\n")
    assert (article(talk).status, article(talk).title, users(mails)) == ("approved", "Paper jam", [])


def test_a_program_that_sends_no_ids_back_is_known_by_the_subject(talk: Talk) -> None:
    asked = closed(talk)
    subject = f"回复：[{talk.ticket.number}] KB-0001 知识库文章草稿：打印机卡纸，打印机无法打印"

    assert users(talk.write(HAN, subject=subject, body="这个要不要发布？")) == []
    assert article(talk).status == "draft"
    assert users(talk.write(HAN, subject=subject, body="发布")) == []
    assert article(talk).status == "approved" and asked.to == HAN


# ---------------------------------------------------------------- whose word it is


@pytest.mark.parametrize("how", ["refuted", "unproven"])
def test_a_forged_yes_publishes_nothing(talk: Talk, how: str) -> None:
    asked = closed(talk)
    number = f"Re: [{talk.ticket.number}] KB-0001 知识库文章草稿"

    if how == "refuted":  # whoever has seen the mail knows its id
        mails = talk.write(HAN, asked, body="发布", headers=FORGED, proven=False)
    else:
        mails = talk.write(HAN, subject=number, body="发布", proven=False)

    assert whom(mails) == [("command_confirmation", HAN)]
    assert (article(talk).status, talk.outcome.status) == ("draft", "held")
    talk.write(HAN, mails[0], body="确认")
    assert article(talk).status == "approved"


def test_the_user_and_who_has_no_right_publish_nothing(talk: Talk) -> None:
    asked = closed(talk)
    boss = talk.hire("陈总", "boss@desk.example", "manager").addresses[0]

    (refused,) = talk.write(SUN, subject=f"Re: [{talk.ticket.number}] #发布")
    assert "✘" in refused.text
    talk.write(WANG, subject=f"Re: [{talk.ticket.number}] #发布", body="谢谢")
    mails = talk.write(boss, asked, body="发布")
    assert (article(talk).status, users(mails)) == ("draft", [])
    talk.write(boss, subject=f"Re: [{talk.ticket.number}] #不入库")
    assert article(talk).status == "dropped"


@pytest.mark.parametrize("with_ids", [True, False])
def test_who_asked_themselves_does_not_reopen_it_by_a_yes(talk: Talk, with_ids: bool) -> None:
    talk.write(LIU, subject="打印机卡纸", body="我这里的打印机卡纸。")
    number = talk.ticket.number
    talk.write(HAN, subject=f"Re: [{number}] #指派=刘洋")
    talk.write(LIU, subject=f"Re: [{number}] #解决", body="更换硒鼓。\n")
    asked = by_kind(talk.write(LIU, subject=f"Re: [{number}]", body="已解决，谢谢！"))["article_draft"]

    assert asked.to == LIU
    subject = f"Re: {make_header(decode_header(asked.raw['Subject']))}"
    talk.write(LIU, asked if with_ids else None, subject=subject, body="发布")
    assert (article(talk).status, talk.ticket.status) == ("approved", "closed")
    talk.write(LIU, subject=f"Re: [{number}] KB5034441 打印机卡纸", body="又坏了，还是不能打印。")
    assert talk.ticket.status == "in_progress"


# ---------------------------------------------------------------- again, and back


def test_a_ticket_that_closes_again_has_its_undecided_draft_replaced(talk: Talk) -> None:
    first = closed(talk)

    mails = again(talk, "更换整机。\n")

    second = by_kind(mails)["article_draft"]
    assert (article(talk).number, article(talk).solution) == ("KB-0001", "更换整机。")
    assert "已有新的草稿" in talk.write(HAN, first, body="发布")[0].text
    talk.write(HAN, second, body="发布")
    assert (article(talk).status, article(talk).solution) == ("approved", "更换整机。")
    assert "已处理过（已发布）" in talk.write(HAN, second, body="ok")[0].text


def test_of_an_approved_article_a_newer_text_is_offered(talk: Talk) -> None:
    talk.write(HAN, closed(talk), body="发布")
    before = article(talk)

    newer = by_kind(again(talk, "更换整机。\n"))["article_draft"]

    assert "已有文章 KB-0001" in newer.text and "更换整机" in newer.text
    assert article(talk) == before
    talk.write(HAN, newer, body="不入库")
    assert article(talk) == before
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #撤销")
    talk.write(HAN, newer, body="发布")
    assert (article(talk).status, article(talk).solution) == ("approved", "更换整机。")
    assert "article_draft" not in [mail.kind for mail in again(talk, "更换整机。\n")]


@pytest.mark.parametrize("words", ["发布", "标题：卡纸", "不入库"])
def test_undo_takes_back_what_was_decided_and_it_can_be_decided_anew(talk: Talk, words: str) -> None:
    asked = closed(talk)
    before = article(talk)
    (receipt,) = talk.write(HAN, asked, body=words)
    assert article(talk) != before

    mails = talk.write(HAN, receipt, subject=f"Re: [{talk.ticket.number}] #撤销")

    assert article(talk) == before and users(mails) == []
    talk.write(HAN, asked, body="发布")
    assert article(talk).status == "approved"


def test_undo_of_a_closing_takes_its_draft_with_it(talk: Talk) -> None:
    talk.report()
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #解决", body=SOLUTION)
    asked = by_kind(talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #关闭=电话已确认"))["article_draft"]

    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #撤销")

    assert talk.ticket.status == "resolved" and talk.store.unit(articles.newest) == []
    assert users(talk.write(HAN, asked, body="发布")) == []
    again_closed = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #关闭=电话已确认")
    assert article(talk).number == "KB-0002" and ("article_draft", HAN) in whom(again_closed)
    assert talk.bench.now - article(talk).created_at < timedelta(minutes=1)
