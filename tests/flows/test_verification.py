"""Is it solved? Are you satisfied? What users answer, and what becomes of their tickets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.solutions import links, solved, survey
from support.talk import HAN, LIU, WANG, ZHAO, Mail, Talk, by_kind, whom

from db import events, surveys, tickets
from db.connection import Store
from processor.app import make_reminders
from processor.parsing import Parser

FORGED = [("Authentication-Results", "mx.desk.example; dmarc=fail header.from=corp.example")]


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


def happened(talk: Talk) -> list[str]:
    return [event.kind for event in talk.about(events.of_ticket)]


def test_who_is_satisfied_is_thanked_once_and_the_ticket_is_closed(talk: Talk) -> None:
    asked = solved(talk)

    mails = talk.write(WANG, asked, body="好了，谢谢！\n")

    assert whom(mails) == [("closed_thanks", WANG), ("confirmed", HAN)]
    assert talk.ticket.status == "closed"
    said = survey(talk)
    assert (said.outcome, said.solved, said.by, said.words) == ("confirmed", True, WANG, "好了，谢谢！")
    thanks = by_kind(mails)["closed_thanks"]
    assert "感谢您的确认" in thanks.text and thanks.raw["Auto-Submitted"] == "auto-replied"
    assert talk.about(lambda ticket_id: events.of_ticket(ticket_id))[-1].detail["changes"]["status"] == [
        "resolved", "closed",
    ]  # fmt: skip


def test_who_is_not_satisfied_has_it_opened_again_for_the_engineer_and_the_lead(talk: Talk) -> None:
    asked = solved(talk)

    mails = talk.write(WANG, asked, body="还是不行，打印还是卡。\n")

    assert whom(mails) == [("rejected", HAN), ("rejected", LIU), ("reopened", WANG)]
    assert talk.ticket.status == "in_progress"
    assert (survey(talk).outcome, survey(talk).reason) == ("rejected", "not_removed")
    told = next(mail for mail in mails if mail.kind == "rejected")
    assert "还是不行，打印还是卡。" in told.text and "不满意的原因：问题未解决" in told.text
    assert "%E8%A7%A3%E5%86%B3" in told.text  # the link of #解决


def test_solved_but_too_slow_is_not_satisfied(talk: Talk) -> None:
    asked = solved(talk)

    talk.write(WANG, asked, body="已解决，但是太慢了。\n")

    assert talk.ticket.status == "in_progress"
    said = survey(talk)
    assert (said.outcome, said.solved, said.satisfied, said.reason) == ("rejected", True, False, "too_slow")


def test_what_nobody_can_be_sure_of_is_asked_back_once_and_read_by_the_engineer(talk: Talk) -> None:
    asked = solved(talk)

    first = talk.write(WANG, asked, body="我下午回办公室再试一下。\n")
    question = by_kind(first)["verification_question"]
    second = talk.write(WANG, question, body="还没有试。\n")
    last = talk.write(WANG, question, body="可以了，很满意。\n")

    assert whom(first) == [("user_wrote", HAN), ("verification_question", WANG)]
    assert whom(second) == [("user_wrote", HAN)]
    assert whom(last) == [("closed_thanks", WANG), ("confirmed", HAN)]


def test_after_another_solution_it_may_be_asked_back_again(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="我下午再试。\n")
    talk.write(WANG, asked, body="没有解决。\n")
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #resolve", body="已更换主板。\n")

    mails = talk.write(WANG, asked, body="我明天再试。\n")

    assert whom(mails) == [("user_wrote", HAN), ("verification_question", WANG)]


def test_a_further_problem_gets_a_ticket_of_its_own_with_its_own_words_only(talk: Talk) -> None:
    asked = solved(talk)

    mails = talk.write(WANG, asked, body="好了，谢谢。\n另外，ERP 系统登录不上，提示密码错误。\n")

    old, new = talk.bench.tickets()
    assert (old.status, new.status, new.linked_to) == ("closed", "registered", old.number)
    (entry,) = talk.bench.thread(new.number)
    assert "ERP" in entry.text and "好了" not in entry.text and "ERP" in new.title
    assert new.category != "hardware"  # it is judged by itself
    found = by_kind([mail for mail in mails if mail.to == WANG])
    assert new.number in found["acknowledgement"].text
    assert old.number in found["closed_thanks"].text and new.number in found["closed_thanks"].text
    staff = [(mail.kind, mail.to) for mail in mails if mail.raw["X-TS-Ticket"] == new.number and mail.to != WANG]
    assert staff == [("coordination", LIU)]  # software is nobody's


def test_a_wrong_split_is_undone_by_a_merge(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="还是不行。另外，ERP 系统登录不上，提示密码错误。\n")
    old, new = talk.bench.tickets()
    assert old.status == "in_progress"

    talk.write(LIU, subject=f"Re: [{new.number}] #merge={old.number}", body="")

    assert [ticket.status for ticket in talk.bench.tickets()] == ["in_progress", "merged"]


def test_a_wrong_split_of_what_is_closed_is_undone_by_the_link_in_the_users_contradiction(talk: Talk) -> None:
    asked = solved(talk)
    further = talk.write(WANG, asked, body="好了，谢谢。\n另外，ERP 系统登录不上，提示密码错误。\n")
    acknowledged = next(mail for mail in further if mail.kind == "acknowledgement")
    told = talk.write(WANG, acknowledged, body="这不是新问题，和前面的是同一件事，请合并到原工单。\n")
    old, _ = talk.bench.tickets()
    read = next(mail for mail in told if mail.kind == "user_wrote")
    assert read.to == LIU

    mails = talk.write(LIU, subject=links(read)[f"合并：{old.number}"], body="")

    assert [ticket.status for ticket in talk.bench.tickets()] == ["closed", "merged"]
    assert f"工单 {old.number} 已关闭" in by_kind(mails)["merged"].text
    assert f"{old.number} 仍为已关闭" in by_kind(mails)["receipt"].text
    talk.write(WANG, by_kind(mails)["merged"], body="ERP 还是登录不上。\n")
    assert [ticket.status for ticket in talk.bench.tickets()] == ["in_progress", "merged"]


def test_the_same_further_problem_sent_again_opens_one_ticket(talk: Talk) -> None:
    asked = solved(talk)

    for body in ("好了，谢谢。\n另外，ERP 系统登录不上，提示密码错误。\n", "好了，谢谢。\n另外，投影仪没有信号。\n"):
        for _ in range(2):
            talk.write(WANG, asked, body=body)

    assert len(talk.bench.tickets()) == 3


@pytest.mark.parametrize(
    ("name", "status", "score"),
    [
        ("已解决，满意", "closed", None),
        ("不满意，请继续处理", "in_progress", None),
        ("5 分（很好）", "closed", 5),
        ("4 分", "closed", 4),
        ("3 分（已解决，服务一般）", "closed", 3),
        ("2 分", "in_progress", 2),
        ("1 分（很差）", "in_progress", 1),
    ],
)
def test_a_click_on_a_ready_answer_is_one_though_the_mail_begins_a_thread(
    talk: Talk, name: str, status: str, score: int | None
) -> None:
    asked = solved(talk)

    talk.write(WANG, subject=links(asked)[name], body="\n")

    assert talk.ticket.status == status and survey(talk).score == score


def test_the_answer_to_the_title_is_no_answer(talk: Talk) -> None:
    talk.write(WANG, subject="满意", body="满意度系统打不开\n")
    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] 满意 #resolve", body="已修复。\n")

    talk.write(WANG, by_kind(mails)["resolved"], body="请问是什么原因？\n")

    assert talk.ticket.status == "resolved"


def test_an_answer_without_a_thread_counts_by_number_and_address(talk: Talk) -> None:
    solved(talk)

    talk.write(WANG, subject=f"回复：[{talk.ticket.number}] 打印机卡纸", body="已解决，满意\n", proven=False)

    assert talk.ticket.status == "closed"


def test_an_answer_that_our_server_calls_forged_moves_nothing_and_the_user_is_asked(talk: Talk) -> None:
    asked = solved(talk)

    confirmed = talk.write(WANG, asked, body="已解决，满意\n", proven=False, headers=FORGED)
    rejected = talk.write(WANG, asked, body="还是不行\n", proven=False, headers=FORGED)

    assert whom(confirmed) == [("user_wrote", HAN), ("verification_question", WANG)]
    assert whom(rejected) == [("user_wrote", HAN)]
    assert talk.ticket.status == "resolved" and survey(talk).outcome == "open"


def test_a_stranger_answers_nothing(talk: Talk) -> None:
    solved(talk)

    talk.write("eve@evil.example", subject=f"Re: [{talk.ticket.number}]", body="已解决，满意\n")

    assert talk.ticket.status == "resolved"


def copied(talk: Talk) -> Mail:
    """zhao reads along and is told of the solution, too."""
    talk.write(WANG, subject="打印机卡纸", body="打印机无法打印。\n", headers=[("Cc", ZHAO)])
    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] 打印机卡纸 #resolve", body="已更换硒鼓。\n")
    return next(mail for mail in mails if mail.to == ZHAO)


def test_who_is_copied_cannot_close_it_and_gets_no_links_for_that(talk: Talk) -> None:
    asked = copied(talk)

    mails = talk.write(ZHAO, asked, body="已解决，满意\n")

    assert whom(mails) == [("user_wrote", HAN)] and talk.ticket.status == "resolved"
    assert links(asked) == {}


def test_who_is_copied_reads_that_it_is_resolved_and_is_asked_nothing(talk: Talk) -> None:
    theirs = copied(talk)

    page = next(part for part in theirs.raw.walk() if part.get_content_type() == "text/html")
    for words in (theirs.text, page.get_payload(decode=True).decode()):
        assert "已处理完毕" in words and "已更换硒鼓" in words
        assert not any(question in words for question in ("满意", "解决了吗", "？"))


def test_who_is_copied_can_say_that_it_goes_on(talk: Talk) -> None:
    asked = copied(talk)

    mails = talk.write(ZHAO, asked, body="还是不行。\n")

    assert whom(mails) == [("rejected", HAN), ("rejected", LIU), ("reopened", WANG)]
    assert talk.ticket.status == "in_progress" and survey(talk).by == ZHAO


@pytest.mark.parametrize(
    "header", [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("X-Autoreply", "yes")], ids=lambda it: it[0]
)
def test_an_automatic_mail_answers_nothing(talk: Talk, header: tuple[str, str]) -> None:
    asked = solved(talk)

    mails = talk.write(WANG, asked, body="已解决，满意\n", headers=[header])

    assert mails == [] and talk.ticket.status == "resolved"


def test_thanks_to_a_closed_ticket_disturb_nobody(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")

    again = [talk.write(WANG, asked, body=text) for text in ("谢谢！\n", "已解决，满意\n", "收到，谢谢。\n")]

    assert again == [[], [], []] and talk.ticket.status == "closed"
    assert len(talk.about(tickets.entries)) == 6
    assert survey(talk).satisfied  # what was said later counts


def test_a_score_that_comes_after_the_word_is_kept(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")

    talk.write(WANG, subject=links(asked)["5 分（很好）"], body="\n")

    assert (survey(talk).score, survey(talk).satisfied, survey(talk).words) == (5, True, "好了")


def test_a_second_word_that_it_is_not_solved_opens_it_again(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")

    mails = talk.write(WANG, asked, body="今天又卡纸了，还是不行。\n")

    assert whom(mails) == [("reopened", WANG), ("user_reopened", HAN), ("user_reopened", LIU)]
    assert talk.ticket.status == "in_progress"
    assert survey(talk).outcome == "confirmed" and survey(talk).reopened_at == talk.bench.now


def test_a_question_to_a_closed_ticket_opens_it_again_within_the_window(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")
    talk.bench.later(days=6, hours=23)

    talk.write(WANG, asked, body="请问以后怎么避免卡纸？\n")

    assert talk.ticket.status == "in_progress" and len(talk.bench.tickets()) == 1


def test_later_it_is_a_new_ticket_linked_to_the_old_one(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")
    talk.bench.later(days=7)

    talk.write(WANG, asked, body="打印机又卡纸了，无法打印。\n")

    old, new = talk.bench.tickets()
    assert (old.status, new.status, new.linked_to) == ("closed", "registered", old.number)


def test_late_thanks_open_nothing(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了\n")
    talk.bench.later(days=30)

    mails = talk.write(WANG, asked, body="好的，谢谢！\n")

    assert mails == [] and [ticket.status for ticket in talk.bench.tickets()] == ["closed"]


def test_a_ticket_that_the_staff_has_closed_is_opened_by_the_user_too(talk: Talk) -> None:
    ack, _ = talk.report()
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #close=已报废", body="")

    talk.write(WANG, ack, body="不行，我还要用它。\n")

    assert talk.ticket.status == "registered"  # nobody had accepted it


def test_undo_takes_the_question_back(talk: Talk) -> None:
    solved(talk)

    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #undo", body="")

    assert talk.ticket.status == "registered" and talk.about(surveys.newest) is None


def test_what_the_user_has_answered_is_not_undone(talk: Talk) -> None:
    asked = solved(talk)
    talk.write(WANG, asked, body="好了，谢谢\n")

    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #undo", body="")

    assert talk.ticket.status == "closed" and "✘" in by_kind(mails)["receipt"].text


@pytest.mark.parametrize(("order", "outcome"), [("#close", "closed"), ("#reopen", "reopened")])
def test_the_staff_ends_the_question(talk: Talk, order: str, outcome: str) -> None:
    solved(talk)

    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] {order}", body="")

    assert survey(talk).outcome == outcome


def test_a_solution_from_before_answers_were_kept_can_be_answered(talk: Talk) -> None:
    ack, _ = talk.report()
    ticket_id = talk.ticket.id
    talk.store.unit(lambda: tickets.change(ticket_id, {"status": "resolved"}))

    talk.write(WANG, ack, body="已解决\n")

    assert talk.ticket.status == "closed" and survey(talk).outcome == "confirmed"


def test_users_who_write_english_are_asked_and_thanked_in_english(talk: Talk) -> None:
    talk.write(WANG, subject="Printer jam", body="The printer on the third floor does not print any more.\n")
    mails = talk.write(HAN, subject=f"Re: [{talk.ticket.number}] Printer jam #resolve", body="Toner replaced.\n")
    asked = by_kind(mails)["resolved"]
    assert links(asked)["Solved, I am satisfied"] == f"Re: [{talk.ticket.number}] satisfied"

    mails = talk.write(WANG, asked, body="It works now, thank you!\n")

    assert "Thank you for telling us" in by_kind(mails)["closed_thanks"].text


# ---------------------------------------------------------------- nobody answers


def passes(talk: Talk, hours: float) -> list[tuple[float, str, str]]:
    """(hour, kind, to) of what goes out while time goes by, an hour a step, or less if there are less."""
    reminders, told = make_reminders(talk.bench.intake.effects), list[tuple[float, str, str]]()
    for hour in range(1, int(hours) + 1) if hours >= 1 else [hours]:
        talk.bench.later(hours=min(hours, 1))
        reminders.look_after(talk.store, talk.bench.now)
        told += [(hour, mail.kind, mail.to) for mail in talk.new_mails()]
    return told


def test_who_does_not_answer_is_reminded_once_and_then_it_is_closed(talk: Talk) -> None:
    solved(talk)

    told = passes(talk, 200)

    assert told == [(48, "verification_reminder", WANG), (120, "closed_unanswered", WANG)]
    assert talk.ticket.status == "closed" and survey(talk).outcome == "unanswered"


def test_the_reminder_says_until_when_and_has_the_links(talk: Talk) -> None:
    solved(talk)
    reminders = make_reminders(talk.bench.intake.effects)
    talk.bench.later(hours=48)

    reminders.look_after(talk.store, talk.bench.now)

    (mail,) = talk.new_mails()
    assert len(links(mail)) == 7 and "仍未收到您的答复，工单将自动关闭" in mail.text
    talk.write(WANG, mail, body="已解决，谢谢\n")
    assert talk.ticket.status == "closed" and passes(talk, 200) == []


def test_after_a_standstill_of_weeks_the_reminder_comes_first_and_each_once(talk: Talk) -> None:
    solved(talk)
    talk.bench.later(days=30)

    told = passes(talk, 100)

    assert told == [(1, "verification_reminder", WANG), (73, "closed_unanswered", WANG)]


def test_who_writes_something_else_has_the_time_count_anew(talk: Talk) -> None:
    asked = solved(talk)
    passes(talk, 40)
    talk.write(WANG, asked, body="我明天再试一下。\n")

    assert [kind for _, kind, _ in passes(talk, 47)] == []
    assert [kind for _, kind, _ in passes(talk, 1)] == ["verification_reminder"]


def test_an_automatic_mail_is_no_word(talk: Talk) -> None:
    asked = solved(talk)
    passes(talk, 40)
    talk.write(WANG, asked, body="我在休假。\n", headers=[("Auto-Submitted", "auto-replied")])

    assert [kind for _, kind, _ in passes(talk, 8)] == ["verification_reminder"]


def test_a_late_word_after_the_closing_is_counted_and_thanked(talk: Talk) -> None:
    asked = solved(talk)
    passes(talk, 120)

    mails = talk.write(WANG, asked, body="已解决，很满意\n")

    assert whom(mails) == [("closed_thanks", WANG), ("confirmed", HAN)]
    assert (talk.ticket.status, survey(talk).outcome, survey(talk).satisfied) == ("closed", "confirmed", True)


def test_a_late_word_that_it_is_not_solved_opens_it_again_and_gives_the_reason(talk: Talk) -> None:
    asked = solved(talk)
    passes(talk, 120)

    mails = talk.write(WANG, asked, body="没有解决\n")

    assert whom(mails) == [("rejected", HAN), ("rejected", LIU), ("reopened", WANG)]
    assert (talk.ticket.status, survey(talk).outcome) == ("in_progress", "rejected")


def test_a_rejected_solution_starts_the_clocks_again(talk: Talk) -> None:
    asked = solved(talk)
    talk.bench.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday, 10:00 in Shanghai
    talk.write(WANG, asked, body="还是不行\n")

    told = passes(talk, 0.5) + passes(talk, 0.5)

    assert [(kind, to) for _, kind, to in told] == [("triage_question", HAN), ("triage_overdue", LIU)]


def test_undo_takes_the_reminder_away_and_another_solution_sets_it_anew(talk: Talk) -> None:
    solved(talk)
    passes(talk, 47)
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #undo", body="")
    assert "verification_reminder" not in [kind for _, kind, _ in passes(talk, 3)]

    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #resolve", body="已更换主板。\n")

    assert [told for told in passes(talk, 48) if told[1] == "verification_reminder"] == [
        (48, "verification_reminder", WANG)
    ]


@pytest.mark.parametrize("order", ["#reopen", "#close"])
def test_undo_of_what_ended_the_question_gives_the_user_their_time_again(talk: Talk, order: str) -> None:
    solved(talk)
    passes(talk, 50)
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] {order}", body="")
    talk.bench.later(hours=100)
    talk.write(HAN, subject=f"Re: [{talk.ticket.number}] #undo", body="")

    (closed,) = passes(talk, 130)

    assert closed == (72, "closed_unanswered", WANG)


def test_a_user_who_has_had_many_answers_is_reminded_all_the_same(store: Store, tmp_path: Path, parser: Parser) -> None:
    talk = Talk(store, tmp_path, parser, limits={"replies_per_ticket_per_day": 1, "replies_per_hour": 1})
    solved(talk)

    assert [kind for _, kind, _ in passes(talk, 200)] == ["verification_reminder", "closed_unanswered"]
