from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.commands import Staffed

from db import watchers
from db.connection import Store
from processor.desk.commands.order import HOLD
from processor.desk.links import links_of
from processor.desk.register import MAX_PARTICIPANTS
from processor.parsing import Parser


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def links(staffed: Staffed, number: str) -> list[str]:
    ticket = staffed.ticket(number)
    return staffed.desk.store.unit(lambda: links_of(ticket))


def watching(staffed: Staffed, number: str) -> int:
    ticket_id = staffed.ticket(number).id
    return len(staffed.desk.store.unit(lambda: watchers.of_ticket(ticket_id)))


def copied(staffed: Staffed, number: str) -> list[str]:
    return [addr for addr, row in staffed.state(number)[number]["participants"].items() if row["role"] == "copied"]


def test_linked_tickets_show_each_other(staffed: Staffed) -> None:
    first, second, third = staffed.open(), staffed.open("键盘失灵"), staffed.open("鼠标失灵")

    receipt = staffed.order("han", first, f"#关联={second},{third}")

    assert second in receipt and third in receipt
    assert links(staffed, first) == [second, third]
    assert links(staffed, second) == [first] == links(staffed, third)


def test_a_link_that_is_taken_back_is_shown_on_neither_side(staffed: Staffed) -> None:
    first, second = staffed.open(), staffed.open("键盘失灵")
    staffed.order("han", first, f"#link={second}")

    staffed.order("han", first, "#undo")

    assert links(staffed, first) == links(staffed, second) == []


@pytest.mark.parametrize("value", ["TS-20200101-001", "打印机", "{itself}"])
def test_only_another_ticket_that_exists_can_be_linked(staffed: Staffed, value: str) -> None:
    number = staffed.open()

    receipt = staffed.order("han", number, f"#link={value.format(itself=number)}")

    assert "✘" in receipt and not links(staffed, number)


def test_who_watches_does_so_once(staffed: Staffed) -> None:
    number = staffed.open()

    staffed.order("han", number, "#watch")
    staffed.order("han", number, "#关注 #watch=张伟,sun@corp.example")

    assert watching(staffed, number) == 3
    staffed.order("zhang", number, "#unwatch")
    assert watching(staffed, number) == 2


def test_a_user_cannot_be_made_a_watcher(staffed: Staffed) -> None:
    number = staffed.open()

    receipt = staffed.order("han", number, "#watch=zhao@corp.example")

    assert "✘" in receipt and watching(staffed, number) == 0


def test_who_is_copied_in_takes_part(staffed: Staffed) -> None:
    number = staffed.open()

    staffed.order("han", number, "#cc=zhao@corp.example,Wu@Example.Org")

    assert copied(staffed, number) == ["wu@example.org", "zhao@corp.example"]


def test_staff_reads_along_instead_of_being_copied_in_as_a_user(staffed: Staffed) -> None:
    number = staffed.open()

    receipt = staffed.order("han", number, "#cc=sun@corp.example,zhao@corp.example")

    assert copied(staffed, number) == ["zhao@corp.example"] and watching(staffed, number) == 1
    assert "孙宁" in receipt


@pytest.mark.parametrize("value", ["support@desk.example", "Support+x@Desk.Example", "zhao"])
def test_neither_the_desk_itself_nor_what_is_no_address_is_copied_in(staffed: Staffed, value: str) -> None:
    number = staffed.open()

    receipt = staffed.order("han", number, f"#cc={value}")

    assert "✘" in receipt and not copied(staffed, number)


def test_a_circular_is_refused_whole(staffed: Staffed) -> None:
    number = staffed.open()
    half = MAX_PARTICIPANTS // 2
    first, second = (",".join(f"{n}@e.cn" for n in range(start, start + half)) for start in (0, half))
    staffed.order("han", number, f"#cc={first}")

    receipt = staffed.order("han", number, f"#cc={second}")

    assert "✘" in receipt and str(MAX_PARTICIPANTS) in receipt and len(copied(staffed, number)) == half


def test_a_date_is_set_and_shown_old_and_new(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#due=2026-11-27 17:00")

    receipt = staffed.order("han", number, "#期限=2026-11-30 10:00")

    assert "2026-11-27 17:00 (UTC+8) → 2026-11-30 10:00 (UTC+8)" in receipt
    assert staffed.ticket(number).due_at == datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("orders", ["#due=2020-01-01", "#due=改天", "#snooze=-2h", "#snooze"])
def test_what_is_no_moment_to_come_is_refused_with_an_example(staffed: Staffed, orders: str) -> None:
    number = staffed.open()

    receipt = staffed.order("han", number, orders)

    ticket = staffed.ticket(number)
    assert "✘" in receipt and ticket.due_at is None and ticket.snoozed_until is None


def test_on_hold_until_a_day(staffed: Staffed) -> None:
    number = staffed.open()

    staffed.order("han", number, "#挂起=2026-11-30", "等待供应商到货")

    assert staffed.ticket(number).snoozed_until == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


def test_on_hold_without_a_day_waits_for_a_word(staffed: Staffed) -> None:
    number = staffed.open()

    staffed.order("han", number, "#hold=等待供应商到货")

    assert staffed.ticket(number).snoozed_until == staffed.desk.now + HOLD


def test_a_reminder_in_two_hours_moves_no_promise(staffed: Staffed) -> None:
    number = staffed.open()
    due = staffed.ticket(number).response_due_at

    staffed.order("han", number, "#snooze=2h")

    assert staffed.ticket(number).snoozed_until == staffed.desk.now + timedelta(hours=2)
    assert staffed.ticket(number).response_due_at == due


@pytest.mark.parametrize(
    ("command", "column", "row"),
    [
        ("due", "due_at", "取消完成期限"),
        ("hold", "snoozed_until", "结束挂起，继续处理"),
        ("snooze", "snoozed_until", "取消稍后提醒"),
    ],
)
def test_a_date_a_hold_and_a_snooze_can_be_ended(staffed: Staffed, command: str, column: str, row: str) -> None:
    number = staffed.open()
    staffed.order("han", number, f"#{command}=4h")
    assert getattr(staffed.ticket(number), column)

    assert "✔" in staffed.order("han", number, f"#{command}=取消")

    assert getattr(staffed.ticket(number), column) is None and row in staffed.order("han", number, "#status")
    staffed.order("han", number, "#undo")
    assert getattr(staffed.ticket(number), column)
