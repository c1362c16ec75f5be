"""Files that hold people: what Excel and others write."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from db.people import Profile
from processor.directory.files import read_directory, write_csv
from processor.errors import ProcessorError

TEXT = "姓名,工号,邮箱\r\n李雷,1001,li@example.org\r\n韩梅梅,1002,han@example.org\r\n"


def written(folder: Path, data: bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def names(path: Path) -> list[str]:
    listing = read_directory(path)
    assert listing.wrong == ()
    return [each.name for each in listing.people]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_csv_is_read_in_any_dress(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    text = TEXT.replace(",", delimiter).replace("\r\n", end)

    assert names(written(tmp_path, text.encode(encoding))) == ["李雷", "韩梅梅"]


def test_lines_are_those_of_the_file_even_below_cells_of_several_lines(tmp_path: Path) -> None:
    path = written(tmp_path, '姓名,工号,部门\n李雷,1,"财务部\n二楼"\n,2,x\n'.encode())

    listing = read_directory(path)

    assert listing.people[0].department == "财务部 二楼"
    assert [each.where for each in listing.wrong] == ["line 4"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no headings"),
        ('姓名,工号\n"李雷,1\n'.encode(), "line 2: quotation marks"),
        (b"\xff\xff\xff\xff", "neither|no text"),
        (b"name,employee id\nLi\0Lei,1\n", "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx"),
        (b"PK\x03\x04 and then nothing", "no Excel workbook"),
    ],
)
def test_what_is_no_list_of_people_is_refused_with_the_remedy(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(ProcessorError, match=words):
        read_directory(written(tmp_path, data))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProcessorError, match="cannot be read"):
        read_directory(tmp_path)


def sheet(folder: Path, *rows: list[Any], formats: dict[str, str] | None = None, name: str = "people.xlsx") -> Path:
    book = Workbook()
    active = book.active
    for row in rows:
        active.append(row)
    for cell, number_format in (formats or {}).items():
        active[cell].number_format = number_format
    book.save(folder / name)
    return folder / name


def test_excel_is_read_as_it_shows_its_cells(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ["通讯录"],
        [],
        ["姓名", "工号", "电话", "VIP", "部门", "备注"],
        ["李雷", 123, 13800138000.0, True, "财务部", date(2026, 11, 22)],
        ["韩梅梅", "0042", None, None, "财务部", None],
        formats={"B4": "00000"},
    )

    listing = read_directory(path)

    assert [(each.where, each.employee_number, each.phone, each.vip) for each in listing.people] == [
        ("line 4", "00123", "13800138000", True),
        ("line 5", "0042", "", None),
    ]
    assert listing.ignored == ("备注",)


def test_the_first_sheet_that_can_be_seen_is_read_whatever_the_file_is_called(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["姓名", "工号"])
    book.active.append(["旧", 1])
    book.active.sheet_state = "hidden"
    second = book.create_sheet("now")
    second.append(["姓名", "工号"])
    second.append(["李雷", 1])
    book.active = 1
    book.save(tmp_path / "people.csv")

    assert names(tmp_path / "people.csv") == ["李雷"]


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    seen: list[int] = []

    read_directory(written(tmp_path, TEXT.encode()), seen.append)

    assert seen == [1, 2, 3]


@pytest.mark.parametrize("chinese", [True, False])
def test_what_is_exported_is_read_back(tmp_path: Path, chinese: bool) -> None:
    people = [
        Profile(name="李雷", employee_number="0042", addresses=("li@example.org", "l@example.org"), vip=True),
        Profile(name='Han "Mei", Mei', department="A;B", role="lead", active=False, locale="en", phone="+86 1"),
    ]
    out = io.StringIO(newline="")

    write_csv(people, out, chinese=chinese)

    listing = read_directory(written(tmp_path, out.getvalue().encode("utf-8-sig")))
    assert [(each.name, each.employee_number, each.addresses, each.role) for each in listing.people] == [
        (each.name, each.employee_number, each.addresses, each.role) for each in people
    ]
    assert listing.ignored == ()
