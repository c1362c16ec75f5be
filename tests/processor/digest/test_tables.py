"""The tables of a digest, as they come with the answer to #digest."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.commands import Staffed

from db.connection import Store
from processor.parsing import Parser


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def files(staffed: Staffed, asked: str) -> dict[str, bytes]:
    before = len(staffed.rows())
    staffed.order("boss", "", asked)
    row = next(row for row in staffed.rows()[before:] if row.kind == "receipt")
    parts = staffed.mail_of(row.id).iter_attachments()
    return {str(part.get_filename()): part.get_payload(decode=True) for part in parts}  # type: ignore[misc]


def test_csv_has_a_file_for_each_table_and_no_formula(staffed: Staffed) -> None:
    number = staffed.open("=cmd|'/c calc'!A1 打印机")
    staffed.desk.later(days=3)
    found = files(staffed, "#digest=2026-11-22..2026-11-25,csv")

    late = next(data for name, data in found.items() if "首次响应" in name).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(late)))
    assert rows[0][:2] == ["工单号", "标题"]
    assert rows[1][0] == number and rows[1][1].startswith("'=")


def test_a_workbook_has_a_sheet_for_each_table(staffed: Staffed) -> None:
    staffed.open()
    found = files(staffed, "#日报=xlsx")

    ((name, data),) = found.items()
    book = load_workbook(io.BytesIO(data))
    assert name.endswith(".xlsx")
    assert {"收与结", "人员负荷", "近 14 天"} <= set(book.sheetnames)
    assert [cell.value for cell in next(book["收与结"].iter_rows())] == ["指标", "数值"]


def test_without_a_word_for_it_nothing_is_attached(staffed: Staffed) -> None:
    assert files(staffed, "#digest=2026-11-20") == {}
