"""What the templates of a ticket may say: plain values, cleaned and put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from processor.compose import clean_line
from processor.fact_lines import clean_lines, form_rows, harmless, labelled_rows, text_lines
from processor.labels import COLON, NOT_DONE, label, open_line, within
from processor.quick_links import Link

MAX_SOLUTION_CHARS = 4_000  # of an article in a mail: a long page; Gmail clips mails over 102 KB


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line of a receipt: ✔ or ✘, the command as typed, what it changed or why not.

    mended: the command as it would be right; "" without one. remark: a sentence, may be "".
    """

    done: bool
    command: str
    old: str = ""
    new: str = ""
    remark: str = ""
    mended: str = ""


def receipt_lines(lines: Sequence[Line], locale: str) -> tuple[dict[str, str], ...]:
    """
    For the templates: mark, text (`#priority=urgent: General → Urgent`), remark and mended, each of one line.

    When one command of a mail was refused, what the others would have done is not said: they have not done it.
    """
    failed = any(not line.done for line in lines)
    return tuple(_in_words(line, locale, failed) for line in lines)


def _in_words(line: Line, locale: str, failed: bool) -> dict[str, str]:
    change = "" if failed else " → ".join(clean_lines((line.old, line.new)))
    return {
        "mark": "✘" if not line.done else "○" if failed else "✔",
        "text": clean_line(line.command) + (f"{COLON[locale]}{change}" if change else ""),
        "remark": NOT_DONE[locale] if line.done and failed else clean_line(line.remark),
        "mended": "" if line.done else clean_line(line.mended),
    }


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """
    What the templates of a ticket may say; in templates each has the name that it has here.

    Attributes:
        number: with its prefix, without brackets; "" when nothing was registered.
        title: "" when nothing was understood as one.
        category, priority: codes; templates see the words for them.
        response_hours: until a person answers; templates see "4" or "0.5".
        registered_at: local time, as `local_time` writes it.
        signature: of the desk, may have several lines; "" for none.
        requester_name: "" when unknown.
        promise: until when a person answers, in local words: 今天 17:30 前, by 17:30 today; "": the hours are told.
        form: (code of parsers.phrases.form_labels, value as understood), in the order in which it is shown.
        missing: codes that are asked for.
        reasons: why this category and priority, ready words.
        sure: False: the desk will look at category and priority again.
        self_checks: what the user can try, in the language of the mail.
        claimed_address: from which somebody wrote in this person's name.
        answer_by: local time, as `local_time` writes it; "" for no limit.
        words: of an engineer, for the user; may have many lines.
        engineer: name of who says or does it; "" for the desk.
        moment: until when something is promised, in local words. hours: the same as a span; 0 for none.
        target: the team, or the ticket, that it goes to.
        status: code.
        rows: further facts, (label in the language of the mail, value).
        lines: of a receipt. report: lines of an answer, such as a list of tickets.
        commands: canonical names of what is asked to be confirmed.
        files: names of what comes with the mail. left_out: of what is too large for it.
        answers: to our question, ready to be sent; label and `mailto:…`.
        article, article_title, solution: number, title and words (of many lines) of an article that may help; "" for
            none.
    """

    number: str
    title: str
    category: str
    priority: str
    response_hours: float
    registered_at: str
    desk_name: str
    signature: str = ""
    requester_name: str = ""
    promise: str = ""
    form: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    sure: bool = True
    self_checks: tuple[str, ...] = ()
    claimed_address: str = ""
    answer_by: str = ""
    words: str = ""
    engineer: str = ""
    moment: str = ""
    hours: float = 0
    target: str = ""
    status: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    report: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    answers: tuple[Link, ...] = ()
    article: str = ""
    article_title: str = ""
    solution: str = ""

    def as_dict(self, locale: str) -> dict[str, object]:
        """
        For the templates: texts of one line each, but for the signature, and lines of what has several.

        form is pairs of a label and lines, missing the words before colons, response `promise` or else the hours.
        """
        promise = clean_line(self.promise)
        return {
            "number": clean_line(self.number),
            "title": harmless(clean_line(self.title)),
            "category": label(locale, "category", self.category),
            "priority": label(locale, "priority", self.priority),
            "response_hours": f"{self.response_hours:g}",
            "registered_at": clean_line(self.registered_at),
            "desk_name": clean_line(self.desk_name),
            "signature": self.signature.strip(),
            "requester_name": clean_line(self.requester_name),
            "promise": promise,
            "response": promise or within(locale, self.response_hours),
            "form": tuple(form_rows(self.form, locale)),
            "missing": tuple(open_line(locale, code) for code in self.missing),
            "reasons": clean_lines(self.reasons),
            "sure": self.sure,
            "self_checks": clean_lines(self.self_checks),
            "claimed_address": clean_line(self.claimed_address),
            "answer_by": clean_line(self.answer_by),
            "words": text_lines(self.words),
            "engineer": clean_line(self.engineer),
            "moment": clean_line(self.moment),
            "hours": within(locale, self.hours) if self.hours else "",
            "target": clean_line(self.target),
            "status": label(locale, "status", self.status),
            "rows": labelled_rows(self.rows),
            "lines": receipt_lines(self.lines, locale),
            "report": tuple(shown for line in self.report for shown in text_lines(line) or ("",)),
            "commands": tuple(label(locale, "order", name) for name in self.commands),
            "files": clean_lines(self.files),
            "left_out": clean_lines(self.left_out),
            "answers": tuple((clean_line(link.label), link.url) for link in self.answers),
            "article": clean_line(self.article),
            "article_title": harmless(clean_line(self.article_title)),
            "solution": text_lines(self.solution, MAX_SOLUTION_CHARS),
        }


SAMPLES = (
    TicketFacts(
        number="TS-20261122-001",
        title="打印机卡纸 <printer jam>",
        category="hardware",
        priority="important",
        response_hours=4,
        registered_at="2026-11-22 17:30 (UTC+8)",
        desk_name="IT 服务台",
        signature="IT 服务台\n分机 8000",
        requester_name="李雷",
        promise="今天 17:30 前",
        form=(("name", "李雷"), ("department", "财务部"), ("description", "三楼打印机卡纸\n重启无效 <3 times>")),
        missing=("asset", "occurred_at", "screenshot"),
        reasons=("重要：影响个人工作", "硬件：打印机、卡纸"),
        sure=False,
        self_checks=("检查电源和网线。", "重启打印机。"),
        claimed_address="lilei@example.org",
        answer_by="2026-11-25 17:30 (UTC+8)",
        words="已更换硒鼓 <HP 12A>。\n\n  请再打印一次。",
        engineer="韩梅梅",
        moment="今天 17:30 前",
        hours=4,
        target="硬件组",
        status="in_progress",
        rows=(("处理步骤", "更换硒鼓"), ("结果", "可以打印 <A4>")),
        lines=(
            Line(True, "#加急", remark="已转告工程师。"),
            Line(False, "#状态=x", remark="没有这个工单。", mended="#状态"),
        ),
        report=("TS-20261122-001  处理中", "", "TS-20261122-003  已登记 <新>"),
        commands=("cancel",),
        files=("说明 <1>.pdf",),
        left_out=("录屏.mp4",),
        article="KB-0001",
        article_title="打印机卡纸的处理 <HP>",
        solution="1. 打开后盖。\n2. 取出纸张 <A4>。",
        answers=(Link("满意", "mailto:support@example.org?subject=%5BTS-20261122-001%5D%20%E6%BB%A1%E6%84%8F"),),
    ),
    TicketFacts("TS-20261122-002", "", "consultation", "general", 0.5, "2026-11-22 17:30 (UTC+8)", "Help Desk"),
    TicketFacts("", "", "consultation", "general", 8, "", "Help Desk"),
)
