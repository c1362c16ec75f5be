from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Staffed

from db.connection import Store
from processor.desk.commands.user import URGE_EVERY
from processor.parsing import Parser


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def urged(staffed: Staffed) -> list[str]:
    return sorted(row.recipient.partition("@")[0] for row in staffed.rows() if row.kind == "urged")


def test_who_has_the_ticket_and_the_lead_hear_why_it_cannot_wait(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    before = staffed.ticket(number)

    receipt = staffed.order("wang", number, "#加急", "今天下午要向客户演示。")

    assert urged(staffed) == ["han", "liu"] and "✔" in receipt
    row = next(row for row in staffed.rows() if row.kind == "urged")
    assert "今天下午要向客户演示。" in staffed.text_of(row.id)
    assert (staffed.ticket(number).priority, staffed.ticket(number).status) == (before.priority, before.status)


def test_the_team_hears_while_nobody_has_it(staffed: Staffed) -> None:
    number = staffed.open()

    staffed.order("wang", number, "#催办", "等不及了")

    assert urged(staffed) == ["han", "liu", "zhang"]


def test_without_a_reason_nobody_is_disturbed(staffed: Staffed) -> None:
    number = staffed.open()

    receipt = staffed.order("wang", number, "#加急")

    assert "✘" in receipt and "说明" in receipt and not urged(staffed)


def test_it_is_passed_on_once_in_a_while(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("wang", number, "#urge", "等不及了")
    told = len(urged(staffed))

    again = staffed.order("wang", number, "#urge", "真的等不及了")

    assert "✘" in again and "21:00" in again and len(urged(staffed)) == told
    staffed.desk.later(seconds=URGE_EVERY.total_seconds())
    assert "✔" in staffed.order("wang", number, "#urge", "真的等不及了") and len(urged(staffed)) == 2 * told


def test_nobody_urges_for_others_or_after_the_end(staffed: Staffed) -> None:
    number = staffed.open()
    assert "✔" not in staffed.order("zhao", number, "#urge", "我也急")
    staffed.order("liu", number, "#close=完成")

    assert "✘" in staffed.order("wang", number, "#urge", "等不及了") and not urged(staffed)
