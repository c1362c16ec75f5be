"""The forms: all that the procedure demands stands in them, and nothing in them can do harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from support.browser import make_browser
from support.pages import Skeleton

from db.escalations import Escalation
from db.registrations import Registration
from db.surveys import Survey
from db.tickets import ShownEntry, Ticket
from parsers.message import Attachment
from processor.desk.progress import Row
from processor.forms.case_file import CaseFile, Print
from processor.forms.papers import papers_of
from processor.forms.table import cell

AT = datetime(2026, 11, 22, 9, 30, 5, tzinfo=UTC)
ZH = Print("IT 服务台", "zh", ZoneInfo("Asia/Shanghai"), AT)
EN = replace(ZH, locale="en")
NUMBER = "TS-20261122-001"
EVIL = '</td><script>alert(1)</script><img src="https://x.example/a.png">&\x1b\u202e'
FIELDS = {
    "name": "王芳", "department": "财务部", "employee_number": "F0012", "phone": "8012", "description": "打印机卡纸",
    "occurred_at": "今天上午", "steps": "打印合同", "error_text": "E-05", "affected": "财务部无法开票",
}  # fmt: skip
ROWS = (
    Row(AT, "韩梅梅", "更换硒鼓\n清洁走纸通道", "仍卡纸", "更换主板"),
    Row(AT, "韩梅梅", "升级至 硬件组", "需要更换主板", ""),
)
ESCALATION = Escalation(
    1, 7, AT, target="硬件组", reason="需要更换主板", tried="更换硒鼓", feedback_at=AT, outcome="resolved"
)
REJECTED = Survey(1, AT, "rejected", AT, "wang@corp.example", solved=False, reason="not_removed", words="还是不行")


def case_file(record: Sequence[Row] = ROWS, fields: dict[str, str] = FIELDS, **changes: Any) -> CaseFile:
    ticket = Ticket(
        id=1, number=NUMBER, title="打印机卡纸", requester_addr="wang@corp.example", requester_name="Wang",
        category="hardware", priority="important", status="closed", language="zh", opened_at=AT, updated_at=AT,
        response_due_at=None, merged_into=None, linked_to="", accepted_by_id=7, accepted_at=AT, assignee_id=7,
    )  # fmt: skip
    case = CaseFile(
        ticket=ticket,
        form=Registration(None, "known", True, fields),
        person=None,
        entries=(ShownEntry("user", True, "wang@corp.example", "王芳", AT, "打印机卡纸", (("照片.png", 3),)),),
        record=record,
        escalations=(ESCALATION,),
        surveys=(
            Survey(1, AT, "rejected", AT, "wang@corp.example", solved=False, reason="not_removed", words="还是不行"),
        ),
        solution="已更换主板。",
        names={7: "韩梅梅"},
    )
    return replace(case, **changes)


def by_name(papers: Sequence[Attachment]) -> dict[str, str]:
    return {paper.name.removeprefix(f"{NUMBER}-"): paper.data.decode("utf-8-sig") for paper in papers}


def pairs(page: str) -> dict[str, str]:
    """Label → value of the rows above the footer."""
    rows = (part.partition("</th><td>") for part in page.split('<th scope="row">')[1:])
    return {name: value.partition("</td>")[0] for name, _, value in rows}


def test_the_registration_form_has_every_row_of_the_procedure() -> None:
    shown = pairs(by_name(papers_of(case_file(), ZH))["问题登记表.html"])

    assert {name: shown[name] for name in ("工单号", "姓名", "部门", "工号", "联系方式")} == {
        "工单号": NUMBER, "姓名": "王芳", "部门": "财务部", "工号": "F0012", "联系方式": "8012、wang@corp.example",
    }  # fmt: skip
    assert (shown["问题类型"], shown["优先级"], shown["受影响业务"]) == ("硬件", "重要", "财务部无法开票")
    described = [shown[name] for name in ("问题描述", "发生时间", "操作步骤", "报错信息", "截图")]
    assert described == ["打印机卡纸", "今天上午", "打印合同", "E-05", "照片.png"]
    assert (shown["受理人"], shown["受理时间"]) == ("韩梅梅", "2026-11-22 17:30 (UTC+8)")


@pytest.mark.parametrize(("out", "name"), [(ZH, "问题登记表.html"), (EN, "registration-form.html")])
def test_what_nobody_knows_has_its_row_all_the_same(out: Print, name: str) -> None:
    known, blank = case_file(), replace(case_file().ticket, accepted_by_id=None, accepted_at=None)
    there = pairs(by_name(papers_of(known, out))[name])
    empty = pairs(by_name(papers_of(replace(known, ticket=blank, form=None, entries=()), out))[name])

    optional = {out.label("field", code) for code in ("occurred_at", "steps", "error_text", "screenshot")}
    assert set(there) - set(empty) == optional | {out.word("standing")}
    assert empty[out.word("accepted_by")] == out.word("blank") == empty[out.label("field", "affected")]


def test_an_escalation_form_says_from_whom_to_whom_why_and_until_when() -> None:
    found = by_name(papers_of(case_file(escalations=(ESCALATION, replace(ESCALATION, target="孙宁"))), ZH))
    shown = pairs(found["问题升级表-1.html"])

    assert (shown["工单号"], shown["升级人"], shown["升级至"]) == (NUMBER, "韩梅梅", "硬件组")
    assert (shown["升级原因"], shown["已尝试的措施"]) == ("需要更换主板", "更换硒鼓")
    assert shown["预计反馈时间"] == "2026-11-22 17:30 (UTC+8)" and pairs(found["问题升级表-2.html"])["升级至"] == "孙宁"


def test_the_progress_record_has_its_rows_the_solution_and_the_users_word() -> None:
    page = by_name(papers_of(case_file(), ZH))["问题处理进度表.html"]

    assert 'lang="zh-CN"' in page and "更换硒鼓\n清洁走纸通道" in page
    for said in ("处理步骤", "下一步计划", "已更换主板。", "用户表示未解决或不满意", "问题未解决", "还是不行"):
        assert said in page


def test_excel_reads_the_chinese_of_the_table() -> None:
    data = papers_of(case_file(), ZH)[-1].data
    head, first, _ = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))

    assert data.startswith(b"\xef\xbb\xbf")
    assert head == ["工单号", "时间 (Asia/Shanghai)", "处理工程师", "处理步骤", "结果", "下一步计划"]
    assert first == [NUMBER, "2026-11-22 17:30:05", "韩梅梅", "更换硒鼓\n清洁走纸通道", "仍卡纸", "更换主板"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\t=", " =", "\n=", "＝", "＋", "－", "＠"])
def test_no_cell_is_run_as_a_formula(sign: str) -> None:
    assert cell(f'{sign}HYPERLINK("x")').startswith("'")


@pytest.mark.parametrize("text", ["", "更换硒鼓", "a=b", "1-2", "it's"])
def test_other_cells_stay_as_they_were_typed(text: str) -> None:
    assert cell(text) == text


def test_nothing_that_somebody_wrote_becomes_a_part_of_the_page() -> None:
    evil = case_file((Row(AT, EVIL, EVIL, EVIL, EVIL),), dict.fromkeys(FIELDS, EVIL), solution=EVIL)
    pages = by_name(papers_of(replace(evil, escalations=(replace(ESCALATION, reason=EVIL),)), ZH))

    for name, page in pages.items():
        assert not {"\x1b", "\u202e"} & set(page)
        if name.endswith(".html"):
            tags = {tag[0] for tag in Skeleton(page).tags if isinstance(tag, tuple)}
            assert not tags & {"script", "img", "a", "link"}


def test_the_pages_fit_on_a4_in_chinese_type(tmp_path: Path) -> None:
    wide = Row(AT, "韩梅梅", "x" * 300, "需要更换主板" * 60, "W" * 90)
    browser = make_browser(tmp_path)
    page = by_name(papers_of(case_file((*ROWS, *[wide] * 12)), ZH))["问题处理进度表.html"]
    # 180 mm: A4 without its margins. What sticks out is told in the title.
    measuring = """<script>document.body.style.width = '180mm';
    const most = document.body.getBoundingClientRect().right + 1;
    document.title = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > most
      || (e.tagName == 'TD' && e.scrollWidth > e.clientWidth + 1)).length;</script>"""
    free = page.replace("default-src 'none'; ", "").replace("</body>", f"{measuring}</body>")
    (tmp_path / "measured.html").write_text(free, encoding="utf-8")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    assert "<title>0</title>" in browser.dom((tmp_path / "measured.html").as_uri())
    assert browser.pages((tmp_path / "page.html").as_uri()) > 1
    assert b"CJK" in (tmp_path / "paper.pdf").read_bytes()
