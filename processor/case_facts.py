"""What mails to staff may say of a ticket: all of it. Templates for users never get to see these facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from processor.compose import clean_line
from processor.fact_lines import clean_lines, form_rows, harmless, labelled_rows, text_lines
from processor.labels import label
from processor.notice_facts import Line, receipt_lines
from processor.quick_links import Link

MAX_EXCERPT_CHARS = 1_000  # of each earlier message

# full: whoever gets it has to know everything; brief: a reminder; line: a receipt, as short as can be.
Detail = Literal["full", "brief", "line"]
_BRIEF = frozenset({
    "number", "title", "requester", "priority", "status", "assignee", "response_due", "due", "incident",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """An earlier message of the thread; head: when and by whom, ready words."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """
    What the templates of mails to staff may say; in templates each has the name that it has here.

    Attributes:
        reader: name of whom the mail is for.
        category, priority, status: codes; templates see the words for them.
        requester: name and address. assignee, coordinator: names.
        registered_at, response_due, due, snoozed_until: local times, "" for none.
        incident: numbers of the tickets about the same outage, the leading one first.
        form: (code, value as understood).
        reasons: why this category and priority. sure: False: the staff is asked to check them.
        words: what the mail is about, in somebody's own words; author: whose.
        engineer: who of the staff causes this mail; "" for the desk.
        moment: until when something is promised or due, in local words.
        target: the team or person that something goes to.
        rows: further facts, (label in the reader's language, value).
        lines: of a receipt. report: lines of an answer.
        missing: codes of what is still to be filled in.
        thread: earlier messages, oldest first.
        files, left_out: names of what comes with the mail, and of what is too large for it.
    """

    desk_name: str
    reader: str = ""
    number: str = ""
    title: str = ""
    category: str = ""
    priority: str = ""
    status: str = ""
    team: str = ""
    assignee: str = ""
    coordinator: str = ""
    requester: str = ""
    registered_at: str = ""
    response_due: str = ""
    due: str = ""
    snoozed_until: str = ""
    incident: str = ""
    signature: str = ""
    form: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    sure: bool = True
    words: str = ""
    author: str = ""
    engineer: str = ""
    moment: str = ""
    target: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    report: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    thread: tuple[Spoken, ...] = ()
    files: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    detail: Detail = "full"

    def as_dict(self, locale: str) -> dict[str, object]:
        """
        For the templates; `sheet` is the ticket as rows of a label and lines, `failed` whether a line says ✘.

        The title cannot order anything when it comes back in the subject of an answer.
        """
        return {
            "desk_name": clean_line(self.desk_name),
            "reader": clean_line(self.reader),
            "number": clean_line(self.number),
            "title": harmless(clean_line(self.title)),
            "priority": label(locale, "priority", self.priority),
            "status": label(locale, "state", self.status),
            "assignee": clean_line(self.assignee),
            "signature": self.signature.strip(),
            "sheet": self._sheet(locale),
            "form": tuple(form_rows(self.form, locale)),
            "reasons": clean_lines(self.reasons),
            "sure": self.sure,
            "words": text_lines(self.words),
            "author": clean_line(self.author),
            "engineer": clean_line(self.engineer),
            "moment": clean_line(self.moment),
            "target": clean_line(self.target),
            "rows": labelled_rows(self.rows),
            "lines": receipt_lines(self.lines, locale),
            "failed": any(not line.done for line in self.lines),
            "report": tuple(shown for line in self.report for shown in text_lines(line) or ("",)),
            "missing": tuple(label(locale, "blank", code) for code in self.missing),
            "thread": tuple((clean_line(said.head), text_lines(said.text, MAX_EXCERPT_CHARS)) for said in self.thread),
            "files": clean_lines(self.files),
            "left_out": clean_lines(self.left_out),
            "links": tuple((clean_line(link.label), link.url) for link in self.links),
        }

    def _sheet(self, locale: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if self.detail == "line" or not self.number:
            return ()
        rows = {
            "number": self.number,
            "title": harmless(clean_line(self.title)),
            "requester": self.requester,
            "category": label(locale, "category", self.category),
            "priority": label(locale, "priority", self.priority),
            "status": label(locale, "state", self.status),
            "team": self.team,
            "assignee": self.assignee,
            "coordinator": self.coordinator,
            "registered_at": self.registered_at,
            "response_due": self.response_due,
            "due": self.due,
            "snoozed_until": self.snoozed_until,
            "incident": self.incident,
        }
        wanted = {name: value for name, value in rows.items() if self.detail == "full" or name in _BRIEF}
        return labelled_rows((label(locale, "row", name), value) for name, value in wanted.items())


CASE_SAMPLES = (
    CaseFacts(
        desk_name="IT 服务台",
        reader="韩梅梅",
        number="TS-20261122-001",
        title="打印机卡纸 <printer jam>",
        category="hardware",
        priority="important",
        status="registered",
        team="硬件组",
        assignee="韩梅梅",
        coordinator="王芳",
        requester="李雷 <li@example.org>",
        registered_at="2026-11-22 17:30 (UTC+8)",
        response_due="2026-11-22 21:30 (UTC+8)",
        due="2026-11-25 17:00 (UTC+8)",
        snoozed_until="2026-11-23 09:00 (UTC+8)",
        incident="TS-20261122-001 ← TS-20261122-002",
        signature="IT 服务台\n分机 8000",
        form=(("name", "李雷"), ("department", "财务部"), ("description", "三楼打印机卡纸\n重启无效 <3 times>")),
        reasons=("重要：影响个人工作", "硬件：打印机、卡纸"),
        sure=False,
        words="您好：\n\n  三楼打印机又卡纸了 <b>急</b>。",
        author="李雷",
        engineer="王芳",
        moment="今天 17:30 前",
        target="硬件组",
        rows=(("升级原因", "需要更换主板 <X>"), ("已尝试的操作", "重装驱动")),
        lines=(
            Line(True, "#受理", "已登记", "已受理", "用户已收到通知。"),
            Line(False, "#优先级=紧集", remark="没有“紧集”这一优先级。", mended="#优先级=紧急"),
        ),
        report=("相似的已解决工单：", "  TS-20261101-004  打印机卡纸 <二楼>"),
        missing=("reason", "tried"),
        thread=(Spoken("2026-11-22 17:30 (UTC+8) 李雷", "三楼打印机卡纸。\n请帮忙 <尽快>"),),
        files=("照片 <1>.png",),
        left_out=("录屏.mp4",),
        links=(Link("受理", "mailto:support@example.org?subject=Re%3A%20%5BTS-20261122-001%5D%20%23accept"),),
    ),
    CaseFacts("Help Desk"),
    CaseFacts("Help Desk", number="TS-20261122-002", title="printer", category="hardware", detail="line"),
)
