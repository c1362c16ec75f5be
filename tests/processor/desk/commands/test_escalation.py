"""The escalation form: filled at once or by reply, told to those whom it is for, and followed to its outcome."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.orders import MORNING, Letter, Orders, kinds, receipt

from db.connection import Store
from db.tickets import Ticket

FORM = "升级原因：需要更换主板\n已尝试：重装驱动、更换电源\n"
NINE = MORNING  # 09:00 on a Monday in Shanghai


@pytest.fixture
def orders(store: Store, tmp_path: Path) -> Orders:
    return Orders(store, tmp_path)


@pytest.fixture
def ticket(orders: Orders) -> Ticket:
    return orders.open("accepted", assignee_id=orders.staff["han"].id)


def letter(letters: list[Letter], kind: str, to: str = "") -> Letter:
    (found,) = (each for each in letters if each.kind == kind and (not to or to in each.to))
    return found


def hours(number: float) -> datetime:
    return NINE + timedelta(hours=number)


# ---------------------------------------------------------------- a whole form


def test_the_specialists_and_the_lead_hear_everything_and_the_user_only_who_and_when(
    orders: Orders, ticket: Ticket
) -> None:
    letters = orders.order("han", "#升级=硬件 #反馈=4h", ticket, FORM)

    assert sorted(kinds(letters)) == [("escalated", "wang"), ("escalation", "liu,sun"), ("escalation", "smith")]
    told = letter(letters, "escalation", "sun").saying
    assert told.rows == (
        ("升级至", "硬件组"),
        ("升级原因", "需要更换主板"),
        ("已尝试的操作", "重装驱动、更换电源"),
        ("预计反馈时间", "2026-11-23 13:00 (UTC+8)"),
    )
    assert (told.target, told.moment, told.by) == ("硬件组", hours(4), orders.staff["han"])
    user = letter(letters, "escalated").saying
    assert (user.target, user.moment) == ("硬件组", hours(4))
    assert (user.words, user.rows, user.files) == ("", (), ())


def test_each_reads_the_form_in_their_language(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=硬件", ticket, FORM)

    rows = letter(letters, "escalation", "smith").saying.rows
    assert rows[1] == ("Reason", "需要更换主板")


def test_the_ticket_goes_to_the_team_and_nobody_in_it_has_it_yet(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#escalate=hardware", ticket, FORM)

    now = orders.ticket(ticket)
    assert (now.status, now.team, now.assignee_id) == ("escalated", "硬件组", None)
    (form,) = orders.escalations(ticket)
    assert (form.outcome, form.team, form.person_id, form.by_id) == ("open", "硬件组", None, orders.staff["han"].id)
    assert not any(entry.public for entry in orders.thread(ticket))


def test_a_person_gets_it_and_the_user_hears_of_their_team(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=孙宁", ticket, FORM)

    now = orders.ticket(ticket)
    assert (now.team, now.assignee_id) == ("硬件组", orders.staff["sun"].id)
    assert kinds(letters) == [("escalation", "liu,sun"), ("escalated", "wang")]
    assert letter(letters, "escalated").saying.target == "硬件组"


def test_the_coordinator_hears_of_it_once(orders: Orders) -> None:
    liu = orders.staff["liu"].id
    ticket = orders.open("accepted", coordinator_id=liu)

    assert ("escalation", "liu,sun") in kinds(orders.order("han", "#escalate=硬件", ticket, FORM))


def test_whose_ticket_a_lead_escalates_hears_of_it(orders: Orders, ticket: Ticket) -> None:
    told = [to for kind, to in kinds(orders.order("liu", "#escalate=硬件", ticket, FORM)) if kind == "escalation"]

    assert sorted(name for names in told for name in names.split(",")) == ["han", "smith", "sun"]


def test_who_escalates_a_new_ticket_has_accepted_it_but_a_manager_has_not(orders: Orders) -> None:
    first, second = orders.open(), orders.open()
    orders.order("han", "#escalate=硬件", first, FORM)
    orders.order("boss", "#escalate=硬件", second, FORM)

    assert orders.ticket(first).accepted_by_id == orders.staff["han"].id
    assert orders.ticket(second).accepted_by_id is None and orders.ticket(second).status == "escalated"


@pytest.mark.parametrize("subject", ["#反馈=明天10:00 #升级=硬件", "#升级=硬件 #反馈=明天10:00"])
def test_the_promise_may_stand_before_the_escalation_or_behind_it(orders: Orders, ticket: Ticket, subject: str) -> None:
    letters = orders.order("han", subject, ticket, FORM)

    assert len([each for each in letters if each.kind == "escalated"]) == 1
    assert letter(letters, "escalated").saying.moment == hours(25)


def test_the_promise_may_stand_in_the_form(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=硬件", ticket, FORM + "反馈时间：2h\n")

    assert letter(letters, "escalated").saying.moment == hours(2)


def test_without_a_promise_the_desks_own_counts_in_working_time(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=硬件", ticket, FORM)
    assert letter(letters, "escalated").saying.moment == hours(5.5)  # 4 h from 09:00 with a break of 1½ h

    orders.later(hours=8)
    evening = orders.order("zhang", "#升级=硬件", orders.open("accepted"), FORM)
    assert letter(evening, "escalated").saying.moment == hours(24 + 3)  # one hour today, three tomorrow


def test_a_promise_that_nobody_understands_is_refused_with_the_right_form(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=硬件 #反馈=尽快", ticket, FORM)

    assert kinds(letters) == [] and orders.ticket(ticket).status == "accepted" and orders.escalations(ticket) == []
    assert receipt(letters)[1].endswith("#反馈=4h")


@pytest.mark.parametrize(
    ("target", "why"), [("没有这个组", "没有找到"), ("me", "不能升级给自己"), ("我", "不能升级给自己")]
)
def test_a_target_that_is_none_is_refused(orders: Orders, ticket: Ticket, target: str, why: str) -> None:
    letters = orders.order("han", f"#升级={target}", ticket, FORM)

    assert kinds(letters) == [] and why in receipt(letters)[0] and orders.escalations(ticket) == []


# ---------------------------------------------------------------- a form with gaps


def test_what_is_missing_is_asked_for_and_nobody_else_hears_of_it(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")

    assert kinds(letters) == [("escalation_form", "han")]
    asked = letter(letters, "escalation_form").saying
    assert asked.missing == ("tried",) and asked.rows == (("升级至", "硬件组"), ("升级原因", "需要更换主板"))
    assert [letter.kind for letter in letters] == ["escalation_form"] and asked.lines == ()  # and no receipt
    now = orders.ticket(ticket)
    assert (now.status, now.team, now.assignee_id) == ("accepted", "桌面组", orders.staff["han"].id)
    assert [form.outcome for form in orders.escalations(ticket)] == ["draft"]


def test_what_became_of_other_commands_stands_in_the_same_mail(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=硬件 #优先级=紧急", ticket, "升级原因：需要更换主板\n")

    (mail,) = (letter for letter in letters if letter.to == ("han",))
    assert mail.kind == "escalation_form" and mail.saying.missing == ("tried",)
    assert [(line.done, line.new) for line in mail.saying.lines] == [(True, "尚未升级（硬件组）"), (True, "紧急")]


def test_a_bare_command_asks_for_everything(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级", ticket)

    assert letter(letters, "escalation_form").saying.missing == ("escalate_to", "reason", "tried")


def test_free_words_are_the_reason(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#升级=硬件", ticket, "您好，\n主板供电部分烧了。\n谢谢！\n")

    assert letter(letters, "escalation_form").saying.missing == ("tried",)
    assert orders.escalations(ticket)[0].reason == "主板供电部分烧了。"


def test_a_reply_with_the_missing_lines_completes_the_form(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件 #反馈=2h", ticket, "升级原因：需要更换主板\n")
    orders.later(minutes=10)

    letters = orders.fill_in("han", ticket, "> 已尝试的操作：\n换过电源和内存\n")

    assert letters is not None
    assert sorted(kinds(letters)) == [("escalated", "wang"), ("escalation", "liu,sun"), ("escalation", "smith")]
    assert letter(letters, "escalated").saying.moment == hours(2)
    (form,) = orders.escalations(ticket)
    assert (form.outcome, form.reason, form.tried) == ("open", "需要更换主板", "换过电源和内存")
    assert not any(entry.public for entry in orders.thread(ticket))


def test_who_quotes_the_form_answers_it_whatever_the_mail_program_has_dropped(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")

    letters = orders.fill_in("han", ticket, "换过电源和内存\n\n在 2026-11-23，IT 服务台 写道：\n> 已尝试的操作：\n> \n")

    assert letters is not None and orders.escalations(ticket)[0].tried == "换过电源和内存"


def test_words_behind_the_quoted_labels_of_the_form_are_typed(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")
    quoted = "在 2026-11-23，IT 服务台 写道：\n> 已尝试的操作：换过电源和内存\n> 升级至：硬件组\n"

    assert orders.fill_in("han", ticket, quoted, **orders.answering("escalation_form")) is not None

    assert orders.escalations(ticket)[0].tried == "换过电源和内存"


def test_an_answer_to_the_user_stays_one_though_it_quotes_a_form_that_is_filled(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")

    assert orders.fill_in("han", ticket, "收到，谢谢。\n\n王芳 写道：\n> 已尝试的操作：重启过\n") is None


def test_free_words_in_answer_to_the_form_are_what_it_asked_for(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")

    letters = orders.fill_in("han", ticket, "换过电源和内存，还是一样。\n", **orders.answering("escalation_form"))

    assert letters is not None and orders.escalations(ticket)[0].tried == "换过电源和内存，还是一样。"
    assert orders.ticket(ticket).status == "escalated"


def test_a_second_answer_to_the_form_is_a_note_and_no_answer_to_the_user(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")
    form = orders.answering("escalation_form")
    orders.fill_in("han", ticket, "换过电源。\n", **form)

    letters = orders.fill_in("han", ticket, "还有：主板是去年换的。\n", **form)

    assert letters == [] and orders.happened(ticket, "note")[0].detail["text"] == "还有：主板是去年换的。"
    assert not any(entry.public for entry in orders.thread(ticket))


def test_an_answer_that_leaves_gaps_is_asked_again_for_the_rest(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级", ticket)

    letters = orders.fill_in("han", ticket, "升级至：硬件组\n升级原因：需要更换主板\n")

    assert letters is not None and letter(letters, "escalation_form").saying.missing == ("tried",)
    assert orders.ticket(ticket).status == "accepted" and len(orders.escalations(ticket)) == 1


def test_a_plain_answer_to_the_user_is_no_form(orders: Orders, ticket: Ticket) -> None:
    assert orders.fill_in("han", ticket, "升级原因：需要更换主板\n") is None
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")

    assert orders.fill_in("han", ticket, "您好，我们正在处理。\n") is None
    assert orders.fill_in("zhang", ticket, "已尝试：重启\n") is None


def test_a_second_command_goes_on_with_the_same_form(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")
    orders.order("han", "#升级=孙宁", ticket, "已尝试：换过电源\n")

    (form,) = orders.escalations(ticket)
    assert (form.outcome, form.reason, form.tried) == ("open", "需要更换主板", "换过电源")
    assert (form.team, form.person_id, form.target) == ("", orders.staff["sun"].id, "孙宁")


def test_a_promise_for_a_form_with_gaps_waits_with_it(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, "升级原因：需要更换主板\n")

    letters = orders.order("han", "#反馈=3h", ticket)

    assert kinds(letters) == [] and orders.escalations(ticket)[0].feedback_at == hours(3)


# ---------------------------------------------------------------- afterwards


def test_a_new_promise_is_told_to_the_user(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件 #反馈=4h", ticket, FORM)

    letters = orders.order("sun", "#反馈=明天10:00", ticket)

    assert kinds(letters) == [("escalated", "wang")]
    assert (letters[0].saying.moment, letters[0].saying.target) == (hours(25), "硬件组")
    assert orders.escalations(ticket)[0].feedback_at == hours(25)
    assert receipt(letters) == ["✔ 2026-11-23 13:00 (UTC+8)→2026-11-24 10:00 (UTC+8)"]


def test_a_promise_after_the_first_word_is_watched_again(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件 #反馈=4h", ticket, FORM)
    orders.order("sun", "#询问=机器的序列号是多少？", ticket)
    assert (outcomes(orders, ticket), orders.ticket(ticket).status) == (["answered"], "waiting_user")

    orders.order("sun", "#反馈=8h", ticket)

    assert outcomes(orders, ticket) == ["open"] and orders.escalations(ticket)[0].feedback_at == hours(8)


def test_feedback_belongs_to_an_escalation(orders: Orders, ticket: Ticket) -> None:
    assert "不能执行此命令" in receipt(orders.order("han", "#反馈=4h", ticket))[0]
    assert receipt(orders.order("han", "#反馈", ticket))[0].endswith("#反馈=4h")


def outcomes(orders: Orders, ticket: Ticket) -> list[str]:
    return [form.outcome for form in orders.escalations(ticket)]


def test_the_specialists_first_word_answers_it(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, FORM)
    orders.order("sun", "#note=看一下", ticket)
    assert outcomes(orders, ticket) == ["open"]
    orders.later(hours=1)

    orders.order("sun", "#进展=已到现场检测", ticket)

    (form,) = orders.escalations(ticket)
    assert (form.outcome, form.outcome_at) == ("answered", hours(1))


def test_a_word_of_the_engineer_who_escalated_does_not(orders: Orders, ticket: Ticket) -> None:
    orders.order("liu", "#升级=孙宁", ticket, FORM)

    orders.order("liu", "#进展=催过了", ticket)

    assert outcomes(orders, ticket) == ["open"]


def test_a_solution_resolves_it(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, FORM)
    orders.order("sun", "#resolve=换了主板", ticket)

    assert outcomes(orders, ticket) == ["resolved"]


def test_who_escalated_it_hears_that_a_specialist_has_solved_it(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, FORM)

    letters = orders.order("sun", "#resolve", ticket, "换了主板。\n")

    told = next(letter for letter in letters if letter.kind == "escalation_resolved")
    assert told.to == ("han",) and told.saying.words == "换了主板。"


def test_who_escalated_it_and_solves_it_after_all_is_told_nothing(orders: Orders, ticket: Ticket) -> None:
    orders.order("liu", "#升级=硬件", ticket, FORM)

    letters = orders.order("liu", "#resolve", ticket, "换了主板。\n")

    assert kinds(letters) == [("resolved", "wang")]


def test_a_second_escalation_takes_the_place_of_the_first(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=孙宁", ticket, FORM)
    orders.order("sun", "#升级=桌面组", ticket, FORM)

    assert outcomes(orders, ticket) == ["withdrawn", "open"]


@pytest.mark.parametrize("subject", ["#assign=韩梅梅", "#assign=桌面组", "#cancel=不用了", "#spam"])
def test_a_ticket_that_is_given_back_withdraws_it(orders: Orders, ticket: Ticket, subject: str) -> None:
    orders.order("han", "#升级=硬件", ticket, FORM)

    orders.order("sun", subject, ticket)

    assert outcomes(orders, ticket) == ["withdrawn"]


def test_a_specialist_of_the_team_who_takes_it_keeps_it_open(orders: Orders, ticket: Ticket) -> None:
    orders.order("han", "#升级=硬件", ticket, FORM)

    orders.order("sun", "#takeover", ticket)

    assert outcomes(orders, ticket) == ["open"]


# ---------------------------------------------------------------- who of other departments helps


def test_a_contact_is_written_down_with_department_and_time(orders: Orders, ticket: Ticket) -> None:
    letters = orders.order("han", "#协作=王芳@财务部,周五17:00", ticket)

    assert kinds(letters) == []
    (event,) = orders.happened(ticket, "contact")
    assert (event.detail["person"], event.detail["department"]) == ("王芳", "财务部")
    assert datetime.fromisoformat(event.detail["until"]) == hours(4 * 24 + 8)
    assert receipt(letters) == ["✔ →王芳 @ 财务部, 2026-11-27 17:00 (UTC+8)"]


@pytest.mark.parametrize(
    ("value", "mended"),
    [
        ("王芳", "#协作=王芳@财务部,周五17:00"),
        ("赵六@采购部", "#协作=赵六@采购部,周五17:00"),
        ("赵六@采购部,改天", "#协作=赵六@采购部,周五17:00"),
    ],
)
def test_a_contact_without_person_department_and_time_is_mended(
    orders: Orders, ticket: Ticket, value: str, mended: str
) -> None:
    letters = orders.order("han", f"#协作={value}", ticket)

    assert receipt(letters)[0].startswith("✘") and receipt(letters)[0].endswith(mended)
    assert not orders.happened(ticket, "contact")
