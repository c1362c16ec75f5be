"""What engineers answer to the draft of a progress mail, and what becomes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.commands import Staffed, address
from support.mails import make_mail

from db import events, tickets
from db.connection import Store
from processor.parsing import Parser

MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # 15:00 in Shanghai
HOUR = timedelta(hours=1)


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    found = Staffed(store, tmp_path, parser)
    found.desk.now = MONDAY
    return found


@pytest.fixture
def number(staffed: Staffed) -> str:
    """A ticket of han, who has got a draft; the user has heard an hour after it was opened."""
    opened = staffed.open()
    staffed.desk.now += HOUR
    staffed.order("han", opened, "#progress", "处理步骤：更换电源\n结果：可以开机\n下一步计划：观察一天\n")
    passes(staffed, 20)
    assert staffed.kinds("han")[-1] == "progress_draft"
    return opened


def passes(staffed: Staffed, hours: float) -> None:
    ends = staffed.desk.now + timedelta(hours=hours)
    while staffed.desk.now < ends:
        staffed.desk.now += min(HOUR / 2, ends - staffed.desk.now)
        staffed.reminders.look_after(staffed.desk.store, staffed.desk.now)


def reply(staffed: Staffed, number: str, body: str, who: str = "han", draft: str = "") -> list[tuple[str, str]]:
    """(kind, to) of what the desk writes when somebody answers the draft."""
    before = len(staffed.rows())
    staffed.write(who, f"Re: [{number}] 打印机卡纸", body, answering=draft or staffed.last_id("progress_draft"))
    return [(row.kind, row.recipient.partition("@")[0]) for row in staffed.rows()[before:]]


def happened(staffed: Staffed, number: str) -> list[events.Event]:
    ticket_id = staffed.ticket(number).id
    return staffed.desk.store.unit(lambda: events.of_ticket(ticket_id))


def last_text(staffed: Staffed, kind: str) -> str:
    return staffed.text_of([row.id for row in staffed.rows() if row.kind == kind][-1])


def test_the_draft_tells_how_to_send_it(staffed: Staffed, number: str) -> None:
    text = last_text(staffed, "progress_draft")

    assert "直接回复“确认”" in text and "下一步计划：观察一天" in text and "更换电源：可以开机" in text
    assert "处理人：韩梅梅" in text and "未解决原因：" in text and "今天" not in text.splitlines()[0]


@pytest.mark.parametrize("word", ["确认", "ok", "好的，发吧。\n\n韩梅梅"])
def test_ok_sends_the_draft_in_the_name_of_the_engineer(staffed: Staffed, number: str, word: str) -> None:
    assert reply(staffed, number, word) == [("progress", "wang"), ("receipt", "han")]

    row = [row for row in staffed.rows() if row.kind == "progress"][-1]
    text = staffed.text_of(row.id)
    assert "下一步计划：观察一天" in text and "更换电源：可以开机" in text and word.splitlines()[0] not in text
    assert "韩梅梅" in str(staffed.mail_of(row.id)["From"])
    assert "✔ #进展" in last_text(staffed, "receipt")
    entry = staffed.desk.thread(number)[-1]
    assert entry.public and entry.author_name == "韩梅梅" and "下一步计划: 观察一天" in entry.text
    passes(staffed, 19)
    assert staffed.kinds("wang")[-1] == "progress"
    passes(staffed, 5)
    assert staffed.kinds("wang")[-1] == "progress_due"


def test_an_ok_of_a_program_without_threads_sends_it_too(staffed: Staffed, number: str) -> None:
    before = len(staffed.rows())

    staffed.write("han", f"Re: [{number}] 打印机卡纸", "好的，发吧。")

    assert [row.kind for row in staffed.rows()[before:]] == ["progress", "receipt"]


def test_a_second_ok_without_a_thread_is_too_late_and_no_answer_to_the_user(staffed: Staffed, number: str) -> None:
    staffed.write("han", f"Re: [{number}] 打印机卡纸", "ok")
    before = len(staffed.rows())
    staffed.write("han", f"Re: [{number}] 打印机卡纸", "确认")
    passes(staffed, 25)  # another draft, and the desk has written by itself
    assert staffed.kinds("wang")[-1] == "progress_due"
    staffed.write("han", f"Re: [{number}] 打印机卡纸", "ok")

    kinds = [row.kind for row in staffed.rows()[before:]]
    assert (kinds[0], kinds[-1]) == ("receipt", "receipt") and "answer" not in kinds and "progress" not in kinds


def test_unless_the_user_has_written_since(staffed: Staffed, number: str) -> None:
    staffed.write("wang", f"Re: [{number}] 打印机卡纸", "我下午过来拿，可以吗？")
    before = len(staffed.rows())

    staffed.write("han", f"Re: [{number}] 打印机卡纸", "好的")

    assert [row.kind for row in staffed.rows()[before:]] == ["answer"]


def test_a_reason_beside_the_ok_goes_into_it(staffed: Staffed, number: str) -> None:
    reply(staffed, number, "ok\n未解决原因：等待备件\n")

    assert "未解决原因：等待备件" in last_text(staffed, "progress")
    passes(staffed, 24)
    assert "未解决原因：等待备件" in last_text(staffed, "progress_due")


def test_other_words_are_progress_of_the_engineer(staffed: Staffed, number: str) -> None:
    told = reply(staffed, number, "处理步骤：更换主板\n未解决原因：等待备件\n")

    assert told == [("progress", "wang"), ("receipt", "han")]
    text = last_text(staffed, "progress")
    assert "处理步骤：更换主板" in text and "等待备件" in text and "观察一天" not in text
    last = [event for event in happened(staffed, number) if event.kind == "command.progress"][-1]
    assert (last.detail["step"], last.detail["why"]) == ("更换主板", "等待备件")


@pytest.mark.parametrize(
    "words", ["收到", "ok，但是把周五改成周四", "确认\n但请把周五改成周四", "先别发", "👍", "谢谢"]
)
def test_what_is_not_sure_goes_to_nobody_and_is_asked_about(staffed: Staffed, number: str, words: str) -> None:
    assert reply(staffed, number, words) == [("receipt", "han")]

    assert "没有发给用户" in last_text(staffed, "receipt")
    assert staffed.desk.thread(number)[-1].public is False or words not in staffed.desk.thread(number)[-1].text


def test_who_is_not_sure_can_still_send_it(staffed: Staffed, number: str) -> None:
    draft = staffed.last_id("progress_draft")
    reply(staffed, number, "收到", draft=draft)

    assert reply(staffed, number, "确认", draft=draft)[0] == ("progress", "wang")


def test_an_ok_that_comes_too_late_sends_nothing(staffed: Staffed, number: str) -> None:
    passes(staffed, 5)
    assert staffed.kinds("wang")[-1] == "progress_due"

    assert reply(staffed, number, "ok") == [("receipt", "han")]
    assert "用户已在草稿之后收到消息" in last_text(staffed, "receipt")


def test_an_ok_to_the_draft_of_yesterday_does_not_send_that_of_today(staffed: Staffed, number: str) -> None:
    yesterdays = staffed.last_id("progress_draft")
    passes(staffed, 24)
    assert staffed.last_id("progress_draft") != yesterdays

    assert reply(staffed, number, "ok", draft=yesterdays) == [("receipt", "han")]
    assert reply(staffed, number, "ok")[0] == ("progress", "wang")


def test_a_second_ok_sends_nothing_more(staffed: Staffed, number: str) -> None:
    draft = staffed.last_id("progress_draft")
    reply(staffed, number, "ok", draft=draft)

    assert reply(staffed, number, "ok", draft=draft) == [("receipt", "han")]


def test_a_colleague_may_send_it_too_and_ok_never_reaches_the_user(staffed: Staffed, number: str) -> None:
    told = reply(staffed, number, "ok", who="zhang")

    assert ("progress", "wang") in told and ("answer", "wang") not in told


def test_ok_to_a_solved_ticket_reaches_nobody_and_words_are_an_answer(staffed: Staffed, number: str) -> None:
    draft = staffed.last_id("progress_draft")
    staffed.order("han", number, "#resolve", "已更换主板。")

    assert reply(staffed, number, "ok", draft=draft) == [("receipt", "han")]
    assert ("answer", "wang") in reply(staffed, number, "顺便说明：旧主板已回收。", draft=draft)


def test_an_ok_from_nowhere_is_held(staffed: Staffed, number: str) -> None:
    """A forger who has not seen the draft has neither its token nor the word of our mail server."""
    before = len(staffed.rows())
    raw = make_mail(
        address("han"), subject=f"Re: [{number}] 打印机卡纸", body="ok", proven=False, message_id="forged@x.example"
    )
    staffed.desk.deliver(raw)

    assert [row.kind for row in staffed.rows()[before:]] == ["command_confirmation"]


def test_what_was_sent_can_be_taken_back_and_the_day_is_reckoned_as_before(staffed: Staffed, number: str) -> None:
    reply(staffed, number, "ok")

    staffed.order("han", number, "#undo", answering=staffed.last_id("receipt"))

    rows = [row for row in staffed.rows() if row.kind == "progress"]
    assert rows[-1].status == "dropped"
    passes(staffed, 4)
    assert staffed.kinds("wang")[-1] == "progress_due"


def test_a_draft_for_a_team_is_answered_by_one_of_them(staffed: Staffed) -> None:
    number = staffed.open()
    passes(staffed, 20)
    drafted = [row for row in staffed.rows() if row.kind == "progress_draft"]
    assert {row.recipient.partition("@")[0] for row in drafted} == {"han", "zhang", "liu"}
    mine = next(row for row in drafted if row.recipient == address("zhang"))

    told = reply(staffed, number, "确认", who="zhang", draft=str(staffed.mail_of(mine.id)["Message-ID"]).strip("<>"))

    assert told[0] == ("progress", "wang")
    ticket: tickets.Ticket = staffed.ticket(number)
    assert ticket.status == "accepted" and ticket.assignee_id is not None


def test_an_escalated_ticket_stays_with_its_specialists(staffed: Staffed, number: str) -> None:
    staffed.order("han", number, "#escalate=硬件组 #feedback=3d", "升级原因：主板\n已尝试：重启\n")
    passes(staffed, 20)
    assert staffed.kinds("sun")[-1] == "progress_draft"

    reply(staffed, number, "ok", who="sun")

    assert staffed.ticket(number).status == "escalated"
    assert "硬件组" in last_text(staffed, "progress")


def test_who_has_not_proven_their_address_hears_and_sees_no_word_of_their_own(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    staffed = Staffed(store, tmp_path, parser)
    staffed.desk.now = MONDAY
    raw = make_mail(
        address("wang"), subject="SECRET 打印机", body="SECRET 卡纸", proven=False, message_id="forged@x.example"
    )
    staffed.desk.deliver(raw)
    passes(staffed, 24)

    row = [row for row in staffed.rows() if row.kind == "progress_due"][-1]
    mail: Any = staffed.mail_of(row.id)

    assert row.recipient == address("wang") and mail["Auto-Submitted"] == "auto-generated"
    assert b"SECRET" not in mail.as_bytes() and "SECRET" not in str(mail["Subject"]) + staffed.text_of(row.id)


def test_a_user_who_writes_much_still_hears(staffed: Staffed) -> None:
    number = staffed.open()
    for _ in range(12):
        staffed.open("又一个问题")
    passes(staffed, 24)

    due = [row for row in staffed.rows() if row.kind == "progress_due"]

    assert len(due) == 13 and number in {row.ticket for row in due}


def test_whoever_has_a_new_ticket_hears_that_somebody_else_has_sent_the_draft(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("liu", number, "#assign=韩梅梅")
    passes(staffed, 20)
    staffed.order("liu", number, "#assign=张伟")

    assert ("handed_on", "zhang") in reply(staffed, number, "ok")


@pytest.mark.parametrize("threaded", [True, False])
def test_ok_to_the_draft_of_a_merged_ticket_reaches_no_user_of_the_other(
    staffed: Staffed, number: str, threaded: bool
) -> None:
    other = staffed.open("打印机又卡纸", who="zhao")
    draft = staffed.last_id("progress_draft") if threaded else ""
    staffed.order("han", number, f"#merge={other}")
    before = len(staffed.rows())

    staffed.write("han", f"Re: [{number}] 打印机卡纸", "ok", answering=draft)

    assert [row.kind for row in staffed.rows()[before:]] == ["receipt"]
    assert "✘" in last_text(staffed, "receipt")


def test_ok_to_the_draft_of_a_merged_ticket_sends_no_draft_of_the_other_of_the_same_moment(staffed: Staffed) -> None:
    one, other = staffed.open(), staffed.open("三楼打印机坏了", who="zhao")
    staffed.order("han", one, "#accept")
    staffed.order("zhang", other, "#accept")
    passes(staffed, 20)
    mine = staffed.last_id("progress_draft")
    staffed.order("liu", other, f"#merge={one}")

    assert reply(staffed, other, "ok", who="zhang", draft=mine) == [("receipt", "zhang")]
