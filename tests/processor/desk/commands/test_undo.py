from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.commands import RECEIPTS, Staffed
from support.quick import examples

from db import absences, events, models, people
from db.connection import Store
from processor.parsing import Parser

# Commands and the text that they are sent with; {other} is the number of another ticket.
COMMANDS = (
    ("#accept", ""),
    ("#assign=张伟", ""),
    ("#assign=hardware", "请看一下"),
    ("#takeover", ""),
    ("#category=software", ""),
    ("#priority=urgent", ""),
    ("#priority=general", ""),
    ("#progress", "处理步骤：更换硒鼓\n结果：仍卡纸\n下一步计划：换搓纸轮"),
    ("#note", "用户很着急"),
    ("#ask", "是哪一台打印机？"),
    ("#escalate=hardware #feedback=4h", "升级原因：需要更换主板\n已尝试的措施：重装驱动"),
    ("#escalate=hardware", ""),
    ("#contact=王芳@财务部,周五17:00", ""),
    ("#resolve", "已更换硒鼓，请再打印一次。"),
    ("#close=用户已电话确认", ""),
    ("#cancel", "重复提交"),
    ("#spam", ""),
    ("#reopen", ""),
    ("#merge={other}", ""),
    ("#split=VPN连不上", ""),
    ("#link={other}", ""),
    ("#watch", ""),
    ("#watch=张伟", ""),
    ("#unwatch=孙宁", ""),
    ("#cc=a@example.org,b@example.org", ""),
    ("#due=周五17:00", ""),
    ("#hold", "等待配件"),
    ("#hold=下周一", ""),
    ("#snooze=2h", ""),
)
# How a ticket has come to be as it is, before a command is sent and taken back.
HISTORIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "new": (),
    "accepted": (("han", "#accept", ""),),
    "watched": (("liu", "#watch=孙宁", ""), ("han", "#progress", "检查中")),
    "asked": (("han", "#ask", "是哪一台？"),),
    "escalated": (("han", "#escalate=hardware #feedback=4h", "升级原因：主板\n已尝试的措施：重装"),),
    "resolved": (("han", "#resolve", "已修好"),),
    "closed": (("han", "#close=已确认", ""),),
}


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def prepared(staffed: Staffed, history: str) -> tuple[str, str]:
    """Numbers of a ticket with that history, and of another one."""
    number, other = staffed.open("打印机卡纸"), staffed.open("键盘失灵", who="zhao", body="键盘坏了。")
    for who, orders, body in HISTORIES[history]:
        staffed.order(who, number, orders, body)
        staffed.desk.later(minutes=1)
    return number, other


def carried_out(receipt: str) -> bool:
    return "✘" not in receipt


def waiting_anew(staffed: Staffed, number: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """*before*, but what was no longer to be confirmed *after* has the whole time for it again."""
    was, became = (state[number]["ticket"]["status"] for state in (before, after))
    if was != "resolved" or became == was:
        return before
    again = [replace(duty, due_at=staffed.desk.now + timedelta(hours=48)) for duty in before[number]["duties"]]
    return before | {number: before[number] | {"duties": again}}


def test_who_watched_before_watches_again_whatever_ids_the_engine_gives(staffed: Staffed) -> None:
    """SQLite gives the id of a row that is gone to the next one, here and on other tickets."""
    number, other = prepared(staffed, "watched")
    before = staffed.state(number)[number]["watchers"]
    staffed.order("han", number, "#unwatch=孙宁 #watch")
    staffed.order("liu", other, "#watch")

    assert carried_out(staffed.order("han", number, "#undo"))
    assert staffed.state(number)[number]["watchers"].keys() == before.keys()


@settings(max_examples=examples(9), suppress_health_check=list(HealthCheck))
@given(
    orders=st.lists(
        st.sampled_from(COMMANDS), min_size=1, max_size=3, unique_by=lambda pair: pair[0].partition("=")[0]
    ),
    history=st.sampled_from(sorted(HISTORIES)),
    who=st.sampled_from(["han", "liu", "sun"]),
)
def test_a_command_mail_and_its_undo_leave_everything_as_it_was(
    staffed: Staffed, orders: list[tuple[str, str]], history: str, who: str
) -> None:
    number, other = prepared(staffed, history)
    before = staffed.state(number, other)
    text = next((body for _, body in orders if body), "")
    staffed.desk.later(minutes=1)
    receipt = staffed.order(who, number, " ".join(order for order, _ in orders).format(other=other), text)
    after = staffed.state(number, other)
    staffed.desk.later(minutes=1)
    if not carried_out(receipt):
        assert after == before
        return

    undone = staffed.order(who, number, "#undo")

    assert carried_out(undone), undone
    assert staffed.state(number, other) == waiting_anew(staffed, number, before, after)


@pytest.mark.parametrize(("orders", "text"), COMMANDS)
def test_each_command_can_be_taken_back(staffed: Staffed, orders: str, text: str) -> None:
    history = "closed" if orders == "#reopen" else "watched"
    if orders.startswith(("#accept", "#cancel", "#spam")):
        history = "new"
    number, other = prepared(staffed, history)
    before = staffed.state(number, other)

    receipt = staffed.order("liu", number, orders.format(other=other), text)
    changed = staffed.state(number, other) != before
    undone = staffed.order("liu", number, "#undo")

    assert carried_out(receipt) and carried_out(undone), receipt + undone
    assert staffed.state(number, other) == before
    assert changed or orders.startswith(("#note", "#contact", "#progress", "#split", "#assign=张伟"))


def last_answer(staffed: Staffed) -> str:
    """Message-ID of what the desk wrote to han about the commands; a form with gaps is a receipt, too."""
    row = next(row for row in reversed(staffed.rows()) if row.kind in ("receipt", "escalation_form"))
    return str(staffed.mail_of(row.id)["Message-ID"]).strip("<>")


def without_clocks(state: dict[str, Any]) -> dict[str, Any]:
    return {number: {name: of for name, of in one.items() if name != "duties"} for number, one in state.items()}


@settings(max_examples=examples(7), suppress_health_check=list(HealthCheck))
@given(first=st.sampled_from(COMMANDS), second=st.sampled_from(COMMANDS), history=st.sampled_from(["new", "watched"]))
def test_what_is_built_on_is_taken_back_exactly_or_not_at_all(
    staffed: Staffed, first: tuple[str, str], second: tuple[str, str], history: str
) -> None:
    number, other = prepared(staffed, history)
    before = staffed.state(number, other)
    staffed.order("han", number, first[0].format(other=other), first[1])
    receipt = last_answer(staffed)
    middle = staffed.state(number, other)
    staffed.desk.later(minutes=1)
    staffed.order("liu", number, second[0].format(other=other), second[1])
    after = staffed.state(number, other)
    staffed.desk.later(minutes=1)

    undone = staffed.order("han", number, "#undo", answering=receipt)

    left = staffed.state(number, other)
    if not carried_out(undone):
        assert left == after
    elif middle == after:
        assert without_clocks(left) == without_clocks(before)  # these also count what the second mail told the user


@settings(max_examples=examples(5), suppress_health_check=list(HealthCheck))
@given(mails=st.lists(st.tuples(st.sampled_from(["han", "liu"]), st.sampled_from(COMMANDS)), min_size=2, max_size=4))
def test_what_came_one_after_the_other_is_taken_back_in_turn(
    staffed: Staffed, mails: list[tuple[str, tuple[str, str]]]
) -> None:
    number, other = prepared(staffed, "new")
    done: list[tuple[str, str, object]] = []
    for who, (orders, body) in mails:
        before = staffed.state(number, other)
        staffed.desk.later(minutes=1)
        if carried_out(staffed.order(who, number, orders.format(other=other), body)):
            done.append((who, staffed.last_id(*RECEIPTS), before))

    for who, receipt, before in reversed(done):
        staffed.desk.later(minutes=1)
        undone = staffed.order(who, number, "#undo", answering=receipt)

        assert carried_out(undone), undone
        assert staffed.state(number, other) == before


def test_the_mail_whose_receipt_is_answered_is_taken_back(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#watch")
    first = staffed.last_id("receipt")
    staffed.order("han", number, "#due=周五17:00")

    staffed.order("han", number, "#撤销", answering=first)

    ticket = staffed.ticket(number)
    assert not staffed.state(number)[number]["watchers"] and ticket.due_at is not None


def test_the_link_of_a_receipt_takes_back_what_that_receipt_is_about(staffed: Staffed) -> None:
    number = staffed.open()
    link = staffed.order("han", number, "#watch").partition("%23key%3D")[2].partition(">")[0]
    staffed.desk.later(minutes=1)
    staffed.order("han", number, "#due=周五17:00")

    staffed.order("han", number, f"#undo #key={link}")

    assert not staffed.state(number)[number]["watchers"] and staffed.ticket(number).due_at is not None


def test_only_the_actor_or_a_lead_may(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#assign=张伟")
    assigned = staffed.last_id("assigned")

    refused = staffed.order("zhang", number, "#undo", answering=assigned)

    assert "韩梅梅" in refused and not carried_out(refused)
    assert staffed.ticket(number).assignee_id is not None


def test_a_lead_takes_back_what_an_engineer_has_done(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#assign=刘洋")

    receipt = staffed.order("liu", number, "#undo", answering=staffed.last_id("assigned"))

    assert carried_out(receipt) and staffed.ticket(number).assignee_id is None


def test_an_undo_cannot_be_undone_nor_done_twice(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#watch")
    receipt = staffed.last_id("receipt")
    staffed.order("han", number, "#undo", answering=receipt)

    again = staffed.order("han", number, "#undo")
    twice = staffed.order("han", number, "#undo", answering=receipt)

    assert "再发一次" in again and "已经撤销过" in twice


def test_without_a_command_of_ones_own_there_is_nothing_to_take_back(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#watch")

    assert "没有找到" in staffed.order("zhang", number, "#undo")


def test_who_built_on_it_is_named(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    receipt = staffed.last_id("receipt")
    staffed.order("liu", number, "#progress", "换了搓纸轮")

    refused = staffed.order("han", number, "#undo", answering=receipt)

    assert "刘洋" in refused and "状态" in refused and staffed.ticket(number).status == "in_progress"


def test_the_answer_of_the_user_stands_in_the_way(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#ask", "是哪一台？")
    receipt = staffed.last_id("receipt")
    staffed.write("wang", f"Re: [{number}] 打印机卡纸", "三楼东边那台。")

    refused = staffed.order("han", number, "#undo", answering=receipt)

    assert "王芳" in refused and staffed.ticket(number).status == "in_progress"


def test_an_answer_that_filled_in_the_escalation_form_can_be_taken_back(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#escalate=hardware", "升级原因：需要更换主板")
    before = staffed.state(number)
    staffed.write("han", f"Re: [{number}] 打印机卡纸", "已尝试的措施：重装驱动", staffed.last_id("escalation_form"))
    assert staffed.ticket(number).status == "escalated"

    receipt = staffed.order("han", number, "#undo")

    assert carried_out(receipt) and staffed.state(number) == before


def test_an_answer_to_the_user_is_no_command_and_stays_said(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#watch")
    staffed.write("han", f"Re: [{number}] 打印机卡纸", "请重启一次。")

    staffed.order("han", number, "#undo")

    assert not staffed.state(number)[number]["watchers"]
    assert [row.status for row in staffed.rows() if row.kind == "answer"] == ["queued"]
    assert staffed.ticket(number).responded_at is not None


def test_two_mails_at_once_are_told_apart_by_their_receipts_alone(staffed: Staffed) -> None:
    number = staffed.open()
    link = staffed.order("han", number, "#watch").partition("%23key%3D")[2].partition(">")[0]
    staffed.order("han", number, "#due=周五17:00")

    refused = staffed.order("han", number, f"#undo #key={link}")

    assert "直接回复" in refused and staffed.state(number)[number]["watchers"]


def test_the_receipt_of_what_was_refused_takes_nothing_back(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#watch")
    staffed.order("han", number, "#priority=nonsense")

    refused = staffed.order("han", number, "#undo", answering=staffed.last_id("receipt"))

    assert "✔" not in refused and staffed.state(number)[number]["watchers"]


def test_a_stranger_to_the_mail_cannot_use_its_token(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#watch")

    refused = staffed.order("zhang", number, "#undo", answering=staffed.last_id("receipt"))

    assert "✔" not in refused and staffed.state(number)[number]["watchers"]  # held: it answers what zhang never got


def test_mails_that_still_wait_are_dropped_and_nobody_is_told(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#resolve", "已修好")

    staffed.order("han", number, "#undo")

    assert [row.status for row in staffed.rows() if row.kind == "resolved"] == ["dropped"]
    assert "withdrawn" not in staffed.kinds()


def test_the_user_hears_that_what_they_have_read_holds_no_more(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#resolve", "已修好")
    staffed.deliver_all()

    staffed.order("han", number, "#undo")

    assert staffed.kinds("wang")[-1] == "withdrawn"
    row = next(row for row in staffed.rows() if row.kind == "withdrawn")
    assert "已登记" in staffed.text_of(row.id) and "已修好" not in staffed.text_of(row.id)


@pytest.mark.parametrize(("orders", "heard"), [("#progress", True), ("#close", True), ("#accept", False)])
def test_whose_ticket_was_merged_hears_that_what_they_have_read_holds_no_more(
    staffed: Staffed, orders: str, heard: bool
) -> None:
    other, number = staffed.open(who="zhao"), staffed.open()
    staffed.order("han", other, f"#merge={number}")
    staffed.order("han", number, orders, "已更换硒鼓")
    staffed.deliver_all()

    staffed.order("han", number, "#undo")

    assert staffed.kinds("wang")[-1] == "withdrawn"
    assert (staffed.kinds("zhao")[-1] == "withdrawn") == heard


@pytest.mark.parametrize(
    ("orders", "text", "told"),
    [
        ("#assign=张伟", "", [("handed_on", "zhang")]),
        ("#escalate=孙宁", "升级原因：主板\n已尝试：重装", [("handed_on", "sun")]),
        ("#escalate=硬件组", "升级原因：主板\n已尝试：重装", [("handed_on", "sun")]),
        ("#priority=urgent", "", []),
    ],
)
def test_who_was_given_a_ticket_by_mistake_hears_that_it_is_theirs_no_more(
    staffed: Staffed, orders: str, text: str, told: list[tuple[str, str]]
) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    staffed.order("han", number, orders, text)
    staffed.deliver_all()

    assert told_staff(staffed, "han", number) == told


def test_who_has_a_ticket_again_hears_so(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    staffed.order("zhang", number, "#takeover")
    staffed.deliver_all()

    assert told_staff(staffed, "zhang", number) == [("assigned", "han")]


def test_who_had_not_heard_of_it_hears_nothing_of_its_undo(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    staffed.order("han", number, "#assign=张伟")

    assert told_staff(staffed, "han", number) == []


def told_staff(staffed: Staffed, who: str, number: str) -> list[tuple[str, str]]:
    """(kind, to) of what an undo writes to others of the staff."""
    before = len(staffed.rows())
    assert carried_out(staffed.order(who, number, "#undo"))
    kinds = [(row.kind, row.recipient.partition("@")[0]) for row in staffed.rows()[before:]]
    return [(kind, to) for kind, to in kinds if kind not in ("receipt", "withdrawn", "promise_changed")]


def test_a_promise_that_is_taken_back_is_told_anew(staffed: Staffed) -> None:
    number = staffed.open()
    before = staffed.ticket(number).response_due_at
    staffed.order("liu", number, "#priority=urgent")
    staffed.deliver_all()

    staffed.order("liu", number, "#undo")

    assert staffed.kinds("wang").count("promise_changed") == 2
    assert staffed.ticket(number).response_due_at == before


def test_triage_does_not_learn_from_what_was_taken_back(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("liu", number, "#category=business")
    learned = staffed.desk.store.unit(lambda: models.lessons("category", 10))

    staffed.order("liu", number, "#undo")

    assert learned and not staffed.desk.store.unit(lambda: models.lessons("category", 10))


def test_a_merge_is_final_once_the_user_has_written_to_the_other_ticket(staffed: Staffed) -> None:
    number, other = staffed.open("打印机卡纸"), staffed.open("打印机又卡纸")
    staffed.order("han", number, f"#merge={other}")
    receipt = staffed.last_id("receipt")
    staffed.write("wang", f"Re: [{number}] 打印机卡纸", "还是卡。")

    refused = staffed.order("han", number, "#undo", answering=receipt)

    assert not carried_out(refused) and staffed.ticket(number).status == "merged"


def test_who_joined_by_a_merge_reads_along_no_more_when_it_is_taken_back(staffed: Staffed) -> None:
    number, other = staffed.open(), staffed.open("键盘失灵", who="zhao")
    staffed.order("han", number, f"#merge={other}")
    joined = staffed.state(other)[other]["participants"]

    staffed.order("han", number, "#undo")

    assert "wang@corp.example" in joined
    assert "wang@corp.example" not in staffed.state(other)[other]["participants"]
    assert staffed.ticket(number).status == "registered" and staffed.ticket(number).merged_into is None


def test_a_split_ticket_is_cancelled_unless_somebody_works_on_it(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#split=VPN连不上")
    first = staffed.desk.tickets()[-1].number
    staffed.order("han", number, "#undo")
    staffed.order("han", number, "#split=邮箱登录不上")
    receipt = staffed.last_id("receipt")
    second = staffed.desk.tickets()[-1].number
    staffed.order("zhang", second, "#accept")

    refused = staffed.order("han", number, "#undo", answering=receipt)

    assert staffed.ticket(first).status == "cancelled" and not staffed.state(first)[first]["duties"]
    assert not carried_out(refused) and second in refused and staffed.ticket(second).status == "accepted"


def test_days_away_are_taken_back_without_a_ticket(staffed: Staffed) -> None:
    staffed.order("han", "", "#away=2026-12-01..2026-12-05")
    answered = staffed.last_id("receipt")

    receipt = staffed.order("han", "", "#undo", answering=answered)

    assert carried_out(receipt)
    assert "取消" not in receipt and not staffed.desk.store.unit(lambda: _absences(staffed))


def test_what_was_taken_back_is_an_event_that_names_the_mail_and_its_entries(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#note", "只给服务台看")
    ticket_id = staffed.ticket(number).id

    staffed.order("han", number, "#undo")

    undone = [e for e in staffed.desk.store.unit(lambda: events.of_ticket(ticket_id)) if e.kind == "command.undo"]
    assert len(undone) == 1 and len(undone[0].detail["entries"]) == 1


def test_receipts_are_never_dropped(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#watch")

    staffed.order("han", number, "#undo")

    assert [row.status for row in staffed.rows() if row.kind == "receipt"] == ["queued", "queued"]


def _absences(staffed: Staffed) -> list[object]:
    han = people.find_by_address("han@corp.example")
    assert han is not None
    return list(absences.of_person(han.id))


def test_what_ended_an_escalation_stays_once_another_has_taken_the_ticket(staffed: Staffed) -> None:
    number = staffed.open()
    for who, order, text in (*HISTORIES["escalated"], *HISTORIES["resolved"]):
        staffed.order(who, number, order, text)
    staffed.order("liu", number, "#takeover")

    refused = staffed.order("han", number, "#undo")

    assert staffed.ticket(number).status == "resolved"
    assert "处理人" in refused


def test_whose_assignment_was_taken_back_stands_in_the_way_of_nothing(staffed: Staffed) -> None:
    number = staffed.open()
    for who, order, text in (*HISTORIES["escalated"], *HISTORIES["resolved"]):
        staffed.order(who, number, order, text)
    resolved = staffed.last_id("receipt")
    staffed.order("han", number, "#assign=张伟")
    assert carried_out(staffed.order("han", number, "#undo"))

    undone = staffed.order("han", number, "#undo", answering=resolved)

    assert carried_out(undone), undone
    assert staffed.ticket(number).status == "escalated"


def test_what_the_desk_did_because_of_a_command_is_taken_back_with_it(staffed: Staffed) -> None:
    """The coordinator whom urgent tickets get, and lose again."""
    number = staffed.open()
    staffed.order("han", number, "#accept")
    before = staffed.state(number)
    staffed.order("han", number, "#priority=urgent")
    receipt = staffed.last_id("receipt")
    urgent = staffed.state(number)
    staffed.order("han", number, "#priority=general")

    assert carried_out(staffed.order("han", number, "#undo")) and staffed.state(number) == urgent
    staffed.order("han", number, "#priority=general")
    assert staffed.ticket(number).coordinator_id is None
    assert carried_out(staffed.order("han", number, "#undo"))
    undone = staffed.order("han", number, "#undo", answering=receipt)

    assert carried_out(undone), undone
    assert staffed.state(number) == before


def test_what_has_changed_to_and_fro_since_stands_in_the_way(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#ask", "是哪一台？")
    staffed.order("han", number, "#progress", "检查中")
    progressed = staffed.last_id("receipt")
    staffed.order("han", number, "#ask", "重启过吗？")
    staffed.write("wang", f"Re: [{number}] 打印机卡纸", "三楼东边那台，重启过了。")

    refused = staffed.order("han", number, "#undo", answering=progressed)

    assert "王芳" in refused and staffed.ticket(number).status == "in_progress"
