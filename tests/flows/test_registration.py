"""The registration form: free words, four layouts, what is missing, and how answers fill it; on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import DeskBench, desk_bench
from support.mails import make_mail

from db import events, registrations, tickets
from db.connection import Store
from db.registrations import Registration
from processor.parsing import Parser

FIRST = "TS-20261122-001"
LAYOUTS = {
    "half-width": "姓名: 张三\n部门: 财务部\n工号: A1001\n联系方式: 8001\n问题描述: 打印机不出纸\n受影响业务: 报销\n",
    "full-width": "姓名：张三\n部门：财务部\n工号：Ａ１００１\n联系方式：8001\n"
    "问题描述：打印机不出纸\n受影响业务：报销\n",
    "table": "姓名\t张三\n部门\t财务部\n工号\tA1001\n联系方式\t8001\n问题描述\t打印机不出纸\n受影响业务\t报销\n",
    "English": "Name: 张三\nDepartment: 财务部\nEmployee number: A1001\nContact: 8001\n"
    "Description: 打印机不出纸\nAffected business: 报销\n",
}


def form_of(desk: DeskBench) -> Registration:
    found = desk.store.unit(lambda: tickets.find(FIRST))
    assert found is not None
    form = desk.store.unit(lambda: registrations.find(found.id))
    assert form is not None
    return form


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_filled_form_is_read_in_each_layout(desk: DeskBench, layout: str) -> None:
    desk.deliver(make_mail(body=LAYOUTS[layout]))

    fields = form_of(desk).fields
    assert {name: fields.get(name) for name in ("name", "department", "employee_number", "affected")} == {
        "name": "张三", "department": "财务部", "employee_number": "A1001", "affected": "报销",
    }  # fmt: skip
    assert "打印机不出纸" in fields["description"]


def test_a_form_in_an_html_table_is_read(desk: DeskBench) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (("姓名", "张三"), ("部门", "财务部"))
    )
    raw = make_mail(body="PLACE").replace(b"Content-Type: text/plain", b"Content-Type: text/html")
    desk.deliver(raw.replace(b"PLACE", f"<table>{rows}</table>".encode()))

    assert (form_of(desk).fields["name"], form_of(desk).fields["department"]) == ("张三", "财务部")


def test_free_words_are_the_description(desk: DeskBench) -> None:
    desk.deliver(make_mail())

    assert form_of(desk).fields["description"] == "三楼的打印机又卡纸了。"
    assert form_of(desk).promised_at == desk.tickets()[0].response_due_at


def test_phone_and_department_are_read_from_the_signature(desk: DeskBench) -> None:
    desk.deliver(make_mail(body="打印机坏了。\n\n-- \n张三\n财务部\n电话：010-12345678\n"))

    fields = form_of(desk).fields
    assert (fields["department"], fields["phone"]) == ("财务部", "010-12345678")


def test_what_is_missing_is_asked_for_once_and_filled_by_the_answer(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    with desk_bench(store, tmp_path, parser, desk={"category": "hardware"}) as desk:
        ask_and_fill(desk)


def ask_and_fill(desk: DeskBench) -> None:
    desk.deliver(make_mail(subject="电脑开不了机", body="电脑开不了机，屏幕不亮。\n"))
    asked = form_of(desk).asked
    assert asked, "something is always missing in two sentences"
    ours = str(desk.sent()[0]["Message-ID"])

    labels = {
        "asset": "资产编号",
        "occurred_at": "发生时间",
        "location": "位置",
        "contact": "联系方式",
        "tried": "已尝试",
    }
    lines = "".join(f"{labels[name]}：值{number}\n" for number, name in enumerate(reversed(asked)) if name in labels)
    desk.deliver(make_mail(body=lines, message_id="r@example.org", headers=(("In-Reply-To", ours),)))

    form = form_of(desk)
    assert not set(form.asked) & set(labels) and len(desk.sent()) == 1
    (ticket,) = desk.tickets()
    kinds = [event.kind for event in desk.store.unit(lambda: events.of_ticket(ticket.id))]
    assert "registration.filled" in kinds


def test_an_answer_does_not_overwrite_what_is_known(desk: DeskBench) -> None:
    desk.deliver(make_mail(body=LAYOUTS["half-width"]))
    desk.deliver(make_mail(body="部门：人事部\n", subject=f"Re: [{FIRST}]", message_id="r@example.org"))

    assert form_of(desk).fields["department"] == "财务部"
