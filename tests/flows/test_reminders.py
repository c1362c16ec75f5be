"""Engineers who forget: what the desk reminds them of, by mail, while they order by mail."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from support.commands import Staffed, address
from support.mails import make_mail

from db import events, people
from db.connection import Store
from db.people import Profile
from processor.parsing import Parser

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai: the office opens
REMINDERS = {
    "triage_question", "triage_overdue", "response_reminder", "response_breach", "feedback_due", "due_reached",
    "snooze_over",
}  # fmt: skip


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    found = Staffed(store, tmp_path, parser)
    found.desk.now = MONDAY
    return found


def passes(staffed: Staffed, hours: float) -> list[tuple[str, str]]:
    """What the desk reminds of, and whom, while time goes by in steps of five minutes."""
    before = len(staffed.rows())
    ends = staffed.desk.now + timedelta(hours=hours)
    while staffed.desk.now < ends:
        staffed.desk.later(minutes=5)
        staffed.reminders.look_after(staffed.desk.store, staffed.desk.now)
    new = [row for row in staffed.rows()[before:] if row.kind in REMINDERS]
    return [(row.kind, row.recipient.partition("@")[0]) for row in new]


def test_who_accepts_and_forgets_is_asked_and_then_the_lead_hears_of_it(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")

    assert passes(staffed, 0.5) == [("triage_question", "han")]
    assert passes(staffed, 0.5) == [("triage_overdue", "liu")]

    assert passes(staffed, 1) == []


def test_a_link_of_the_question_answers_it(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    passes(staffed, 0.5)
    row = next(row for row in staffed.rows() if row.kind == "triage_question")
    subjects = [_subject(url) for url in re.findall(r"<(mailto:[^>]*)>", staffed.text_of(row.id))]
    orders = [subject.split("#")[1].strip(" =") for subject in subjects]
    assert orders == ["解决", "进展", "升级"]

    staffed.write("han", subjects[1], "已更换硒鼓，正在测试。")

    assert staffed.ticket(number).status == "in_progress"
    assert passes(staffed, 2) == []


def test_progress_by_mail_ends_the_questions_and_undo_brings_them_back(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    staffed.order("han", number, "#progress", "已更换硒鼓，正在测试。")
    staffed.deliver_all()
    assert passes(staffed, 1) == []

    staffed.order("han", number, "#undo", answering=staffed.last_id("receipt"))

    assert passes(staffed, 0.2) == [("triage_overdue", "liu")]


def test_an_escalation_reminds_its_specialists_and_its_engineer_of_the_feedback(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#escalate=硬件组 #feedback=2h", "升级原因：需要更换主板\n已尝试：重启、换电源线\n")

    assert passes(staffed, 1.9) == []
    assert passes(staffed, 0.2) == [("feedback_due", "sun"), ("feedback_due", "han")]


def test_while_the_user_is_asked_nobody_is_reminded(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    staffed.order("han", number, "#ask", "请问是哪一台？")
    staffed.deliver_all()
    assert passes(staffed, 26) == []

    staffed.write("wang", f"Re: [{number}] 打印机卡纸", "三楼东侧那台。", answering=staffed.last_id("question"))

    assert passes(staffed, 0.4) == []
    assert passes(staffed, 0.2) == [("triage_question", "han")]


def test_a_ticket_that_nobody_answers_reminds_the_team_and_then_the_lead(staffed: Staffed) -> None:
    staffed.open()  # important: 4 h of office time, three of which end at noon

    reminded = passes(staffed, 3)
    late = passes(staffed, 2.5)

    assert [kind for kind, _ in reminded] == ["response_reminder"] * 3
    assert {who for _, who in reminded} == {"han", "zhang", "liu"}
    assert late == [("response_breach", "liu")]


def test_a_snooze_and_a_date_by_mail_are_kept(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept #snooze=1h #due=15:00")

    assert passes(staffed, 0.9) == []
    assert passes(staffed, 0.2) == [("triage_question", "han")]
    assert "snooze.over" in _fallen(staffed, number)
    staffed.order("han", number, "#progress", "等待备件。")
    assert passes(staffed, 5) == [("due_reached", "han")]
    row = next(row for row in staffed.rows() if row.kind == "due_reached")
    assert "预定完成时间已到" in staffed.text_of(row.id)


def test_history_that_is_imported_reminds_nobody(staffed: Staffed) -> None:
    staffed.desk.deliver(make_mail("wang@corp.example", subject="去年的问题"), history=True)

    assert passes(staffed, 10) == []


def test_three_days_down_and_each_ticket_is_told_once(staffed: Staffed) -> None:
    numbers = [staffed.open(f"打印机卡纸 {number}") for number in range(6)]
    for number in numbers[:3]:
        staffed.order("han", number, "#accept #due=11:00")
    before = len(staffed.rows())
    staffed.desk.later(days=3)

    for _ in range(2):
        staffed.reminders.look_after(staffed.desk.store, staffed.desk.now)

    new = staffed.rows()[before:]
    each = {("response_breach", "liu@corp.example"), ("progress_due", "wang@corp.example")}
    assert {(row.kind, row.recipient) for row in new} == each and len(new) == 12
    assert sorted({row.ticket for row in new}) == sorted(numbers)


def _fallen(staffed: Staffed, number: str) -> list[str]:
    ticket_id = staffed.ticket(number).id
    return [event.kind for event in staffed.desk.store.unit(lambda: events.of_ticket(ticket_id))]


def _subject(url: str) -> str:
    return parse_qs(urlsplit(url).query)["subject"][0]


def test_who_has_a_new_address_hears_there_and_not_who_has_their_old_one_now(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#progress", "检查中")
    store = staffed.desk.store
    wang = store.unit(lambda: people.find_by_address(address("wang")))
    assert wang is not None
    store.unit(lambda: people.change(wang.id, replace(wang.profile, addresses=(address("fang"),))))
    store.unit(lambda: people.add(Profile(name="汪新", addresses=(address("wang"),), department="市场部")))
    before = len(staffed.kinds("wang"))

    passes(staffed, 25)
    staffed.order("han", number, "#resolve", "已更换硒鼓。")

    assert staffed.kinds("fang") == ["progress_due", "resolved"] and len(staffed.kinds("wang")) == before
    staffed.write("fang", f"Re: [{number}] 打印机卡纸", "好了，谢谢！", answering=staffed.last_id("resolved"))
    assert staffed.ticket(number).status == "closed"
