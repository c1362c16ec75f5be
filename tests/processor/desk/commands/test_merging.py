from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Staffed
from support.mails import make_mail

from db import merges, registrations
from db.connection import Store
from processor.parsing import Parser


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def participants(staffed: Staffed, number: str) -> dict[str, str]:
    return {addr: row["role"] for addr, row in staffed.state(number)[number]["participants"].items()}


def test_a_merged_ticket_ends_and_its_people_join_the_other_one(staffed: Staffed) -> None:
    number, other = staffed.open(), staffed.open("打印机坏了", who="zhao")
    staffed.order("han", number, "#watch #cc=wu@example.org")

    staffed.order("han", number, f"#合并={other}")

    ticket, survivor = staffed.ticket(number), staffed.ticket(other)
    assert ticket.status == "merged" and ticket.merged_into == survivor.id
    assert participants(staffed, other) == {
        "zhao@corp.example": "requester", "wang@corp.example": "copied", "wu@example.org": "copied",
    }  # fmt: skip
    assert len(staffed.state(other)[other]["watchers"]) == 1
    assert not staffed.state(number)[number]["duties"]


def test_the_user_hears_the_number_that_counts_from_now_on(staffed: Staffed) -> None:
    number, other = staffed.open(), staffed.open("打印机坏了", who="zhao")

    staffed.order("han", number, f"#merge={other}")

    row = next(row for row in staffed.rows() if row.kind == "merged")
    assert row.recipient == "wang@corp.example" and other in staffed.text_of(row.id)
    assert "打印机坏了" not in staffed.text_of(row.id)


def told(staffed: Staffed, who: str) -> list[tuple[str, str]]:
    """(kind, text) of what a user was sent since their own ticket became part of another."""
    rows = [row for row in staffed.rows() if row.recipient == f"{who}@corp.example"]
    merged = next(at for at, row in enumerate(rows) if row.kind == "merged")
    return [(row.kind, staffed.text_of(row.id)) for row in rows[merged + 1 :]]


def test_whose_ticket_was_merged_hears_how_it_goes_on(staffed: Staffed) -> None:
    staffed._hire("wu", "吴刚", "user", "")
    first, second, number = staffed.open("卡纸", who="wu"), staffed.open("打印机坏了", who="zhao"), staffed.open()
    staffed.order("han", first, f"#merge={second}")
    staffed.order("han", second, f"#merge={number}")

    staffed.order("han", number, "#progress", "已更换硒鼓")
    staffed.desk.later(hours=25)
    staffed.reminders.look_after(staffed.desk.store, staffed.desk.now)
    staffed.order("han", number, "#close=已当面确认")
    staffed.order("han", number, "#reopen")

    for who in ("zhao", "wu"):
        assert [kind for kind, _ in told(staffed, who)] == ["progress", "progress_due", "closed", "reopened"]
        assert all(number in text for _, text in told(staffed, who))


@pytest.mark.parametrize(("who", "orders"), [("han", "#cancel=重复"), ("wang", "#取消")])
def test_whose_ticket_was_merged_hears_that_nobody_works_on_it_any_more(
    staffed: Staffed, who: str, orders: str
) -> None:
    other, number = staffed.open("打印机坏了", who="zhao"), staffed.open()
    staffed.order("han", other, f"#merge={number}")

    staffed.order(who, number, orders, "钱多多说不用修了" if who == "wang" else "")

    ((kind, text),) = told(staffed, "zhao")
    assert kind == "cancelled" and "钱多多" not in text


def test_who_joins_a_solved_ticket_hears_of_its_solution(staffed: Staffed) -> None:
    other, number = staffed.open("打印机坏了", who="zhao"), staffed.open()
    staffed.order("han", number, "#resolve", "已更换搓纸轮，请再打印一次。")

    staffed.order("liu", other, f"#merge={number}")

    ((kind, text),) = told(staffed, "zhao")
    assert kind == "resolved" and "已更换搓纸轮" in text and "韩梅梅" in text
    staffed.write("zhao", f"Re: [{number}] 打印机卡纸", "还是卡纸。", answering=staffed.last_id("resolved"))
    assert staffed.ticket(number).status == "in_progress"


@pytest.mark.parametrize(("who", "history"), [("nagios", False), ("wang", True)])
def test_to_whom_the_desk_does_not_write_it_does_not_write_after_a_merge_either(
    staffed: Staffed, who: str, history: bool
) -> None:
    number = staffed.open("VPN连不上", who="zhao")
    staffed.order("han", number, "#resolve", "已更换证书，请重新连接。")
    raw = make_mail(f"{who}@corp.example", subject="VPN", body="vpn1 is DOWN", message_id="vpn@corp.example")
    staffed.desk.deliver(raw, history=history)
    other = staffed.desk.tickets()[-1].number

    staffed.order("han", other, f"#merge={number}")
    staffed.order("han", number, "#reopen #progress", "检查网关")
    staffed.order("han", number, "#resolve", "已更换网关。")

    assert staffed.ticket(other).status == "merged" and not staffed.kinds(who)


def test_after_a_merge_was_taken_back_nobody_hears_of_the_other_ticket(staffed: Staffed) -> None:
    other, number = staffed.open("打印机坏了", who="zhao"), staffed.open()
    staffed.order("han", other, f"#merge={number}")
    staffed.order("han", other, "#undo")

    staffed.order("han", number, "#progress", "已更换硒鼓")

    assert "progress" not in dict(told(staffed, "zhao"))


def test_answers_to_a_merged_ticket_reach_the_other_one(staffed: Staffed) -> None:
    number, other = staffed.open(), staffed.open("打印机坏了", who="zhao")
    acknowledged = next(row for row in staffed.rows() if row.kind == "acknowledgement")
    staffed.order("han", number, f"#merge={other}")

    staffed.write(
        "wang", "Re: 打印机卡纸", "还是卡。", answering=str(staffed.mail_of(acknowledged.id)["Message-ID"])[1:-1]
    )

    assert [entry.text.strip() for entry in staffed.desk.thread(other)][-1] == "还是卡。"


def test_the_answer_to_the_form_of_a_merged_ticket_reaches_no_user_of_the_other(staffed: Staffed) -> None:
    number, other = staffed.open(), staffed.open("打印机坏了", who="zhao")
    staffed.order("han", number, "#escalate=hardware")
    form = staffed.last_id("escalation_form")
    staffed.order("han", number, f"#merge={other}")

    staffed.write("han", f"Re: [{number}] 打印机卡纸", "升级原因：主板\n已尝试：重装", answering=form)

    assert "answer" not in staffed.kinds() and not staffed.desk.thread(other)[-1].public


def test_open_escalations_end_with_the_ticket(staffed: Staffed) -> None:
    number, other = staffed.open(), staffed.open("打印机坏了", who="zhao")
    staffed.order("han", number, "#escalate=hardware #feedback=4h", "升级原因：主板\n已尝试的措施：重装")

    staffed.order("liu", number, f"#merge={other}")

    (form,) = staffed.state(number)[number]["escalations"].values()
    assert form["outcome"] == "withdrawn"


@pytest.mark.parametrize("ending", ["#cancel", "#close=已确认"])
def test_nothing_is_merged_into_what_has_ended(staffed: Staffed, ending: str) -> None:
    number, other = staffed.open(), staffed.open("打印机坏了", who="zhao")
    staffed.order("liu", other, ending, "" if "=" in ending else "重复")

    receipt = staffed.order("han", number, f"#merge={other}")

    assert "✘" in receipt and staffed.ticket(number).status == "registered"


def test_a_cycle_cannot_be_made_and_the_right_number_is_offered(staffed: Staffed) -> None:
    first, second, third = staffed.open(), staffed.open("坏了"), staffed.open("又坏了")
    staffed.order("han", first, f"#merge={second}")

    receipt = staffed.order("han", third, f"#merge={first}")
    round_about = staffed.order("han", second, f"#merge={first}")

    assert "✘" in receipt and f"#merge={second}" in receipt
    assert "✘" in round_about and staffed.ticket(second).status == "registered"
    ticket = staffed.ticket(first)
    assert staffed.desk.store.unit(lambda: merges.follow_merges(ticket)).number == second


def test_a_ticket_is_merged_into_exactly_one_other(staffed: Staffed) -> None:
    first, second, third = staffed.open(), staffed.open("坏了"), staffed.open("又坏了")

    assert "✘" in staffed.order("han", first, f"#merge={second},{third}")
    assert "✘" in staffed.order("han", first, f"#merge={first}")
    assert staffed.ticket(first).status == "registered"


def test_the_text_of_the_mail_becomes_a_ticket_of_the_same_user(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#priority=important")

    receipt = staffed.order("han", number, "#split", "VPN 也连不上，提示证书过期。\n从昨天开始。")

    new = staffed.desk.tickets()[-1]
    assert new.number in receipt and new.title == "VPN 也连不上，提示证书过期" and new.linked_to == number
    assert (new.requester_addr, new.category, new.priority, new.status) == (
        "wang@corp.example", staffed.ticket(number).category, "important", "registered",
    )  # fmt: skip
    assert [entry.text for entry in staffed.desk.thread(new.number)] == ["VPN 也连不上，提示证书过期。\n从昨天开始。"]
    assert "VPN" not in "".join(entry.text for entry in staffed.desk.thread(number))


def test_without_a_text_the_last_mail_of_the_user_becomes_the_ticket(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.write("wang", f"Re: [{number}] 打印机卡纸", "另外邮箱也登录不上。")

    staffed.order("han", number, "#拆分=邮箱登录不上")

    new = staffed.desk.tickets()[-1]
    assert new.title == "邮箱登录不上"
    assert [(e.kind, e.text.strip()) for e in staffed.desk.thread(new.number)] == [("user", "另外邮箱也登录不上。")]


def test_the_user_gets_an_acknowledgement_of_the_new_ticket_and_the_staff_hears_of_it(staffed: Staffed) -> None:
    number = staffed.open()
    before = len(staffed.rows())

    staffed.order("han", number, "#split=VPN连不上")

    new = staffed.desk.tickets()[-1]
    kinds = [row.kind for row in staffed.rows()[before:] if row.ticket == new.number]
    assert "acknowledgement" in kinds and "new_ticket" in kinds
    form = staffed.desk.store.unit(lambda: registrations.find(new.id))
    assert form is not None and form.promised_at == new.response_due_at and form.fields["title"] == "VPN连不上"
    assert staffed.state(new.number)[new.number]["duties"]


def test_an_unknown_user_s_ticket_is_neither_merged_nor_split(staffed: Staffed) -> None:
    other = staffed.open()
    staffed.desk.deliver(
        make_mail("谁 <who@elsewhere.example>", subject="打印机坏了", message_id="x@elsewhere.example")
    )
    unknown = staffed.desk.tickets()[-1]
    assert unknown.status == "waiting_identity"

    receipts = [staffed.order("liu", unknown.number, f"#merge={other}"), staffed.order("liu", unknown.number, "#split")]

    assert all("✘" in receipt for receipt in receipts)
    assert "who@elsewhere.example" not in participants(staffed, other) and len(staffed.desk.tickets()) == 2


def test_nothing_is_merged_into_the_ticket_of_somebody_unknown(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.desk.deliver(
        make_mail("谁 <who@elsewhere.example>", subject="打印机坏了", message_id="x@elsewhere.example")
    )
    unknown = staffed.desk.tickets()[-1].number

    receipt = staffed.order("liu", number, f"#merge={unknown}")

    assert "✘" in receipt and staffed.ticket(number).status == "registered"
    assert "wang@corp.example" not in participants(staffed, unknown)
