"""The figures of a digest as tables, for whoever reckons on with them: CSV, or one Excel workbook; pure."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from parsers.message import Attachment
from processor import workbooks
from processor.digest.result import Figures, TicketRef
from processor.digest.sheet import Voice
from processor.forms.table import cell
from processor.labels import label

Kind = Literal["csv", "xlsx"]
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """name: of the sheet or file. Times are those of the desk's wall clock, spans whole minutes."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def digest_files(figures: Figures, voice: Voice, kind: Kind) -> tuple[Attachment, ...]:
    """
    A CSV file for each table that has a row, in UTF-8 with the mark by which Excel knows it; or a workbook of all.

    Raises:
        NoWorkbooks: openpyxl is not installed.
    """
    days, found = f"{figures.period.first}", [table for table in tables(figures, voice) if table.rows]
    if figures.period.last != figures.period.first:
        days += f"_{figures.period.last}"
    if kind == "xlsx":
        sheets = [(table.name, [table.columns, *map(_shown, table.rows)]) for table in found]
        return (Attachment(f"digest-{days}.xlsx", workbooks.TYPE, workbooks.workbook(sheets)),)
    return tuple(Attachment(f"digest-{days}-{table.name}.csv", "text/csv", _csv(table)) for table in found)


def tables(figures: Figures, voice: Voice) -> Iterator[Table]:
    """Every list of the digest, whole, and its numbers."""
    say, heads = voice.say, _HEADS[voice.locale]
    ticket = heads["ticket"]
    yield Table(say("traffic"), heads["number"], tuple(_numbers(figures, voice)))
    yield Table(say("trend", days=len(figures.trend)), heads["trend"], _trend(figures))
    yield Table(say("load"), heads["load"], _load(figures))
    yield Table(say("open_now"), heads["kinds"], _kinds(figures, voice))
    yield Table(say("response"), ticket + heads["late"], tuple(_responses(figures, voice)))
    yield Table(say("progress"), ticket + heads["late"], tuple(_silences(figures, voice)))
    yield Table(say("escalations"), ticket + heads["escalation"], tuple(_escalations(figures, voice)))
    yield Table(say("forecast"), ticket + heads["risk"], tuple(_risks(figures, voice)))
    yield Table(say("satisfaction"), ticket + heads["complaint"], tuple(_complaints(figures, voice)))


def _numbers(figures: Figures, voice: Voice) -> Iterator[tuple[Value, ...]]:
    moved, said = figures.traffic, figures.satisfaction
    numbers: tuple[Value, ...] = (
        moved.opened, moved.reopened, moved.resolved, moved.closed, moved.cancelled, moved.merged, figures.open.count,
        figures.response.total.percent, figures.progress.total.percent, said.satisfied_percent, said.average,
    )  # fmt: skip
    return zip(_HEADS[voice.locale]["numbers"], numbers, strict=True)


def _trend(figures: Figures) -> tuple[tuple[Value, ...], ...]:
    return tuple((str(day.day), day.came_in, day.went_out, day.open) for day in figures.trend)


def _load(figures: Figures) -> tuple[tuple[Value, ...], ...]:
    return tuple((one.name, one.team, one.open, one.waiting, one.resolved) for one in figures.load)


def _kinds(figures: Figures, voice: Voice) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (label(voice.locale, "category", category), label(voice.locale, "priority", priority), count)
        for (category, priority), count in sorted(figures.open.by_kind.items())
    )


def _responses(figures: Figures, voice: Voice) -> Iterator[tuple[Value, ...]]:
    for each in figures.response.breaches:
        late = int(each.late.total_seconds() // 60)
        when = (voice.at(each.due_at), _at(each.answered_at, voice), late)
        yield (*_ticket(each.ticket, voice), *when, voice.say(each.reason), each.who, each.words)


def _silences(figures: Figures, voice: Voice) -> Iterator[tuple[Value, ...]]:
    for each in figures.progress.breaches:
        late = int(each.late.total_seconds() // 60)
        when = (voice.at(each.due_at), _at(each.heard_at, voice), late)
        yield (*_ticket(each.ticket, voice), *when, voice.say(each.reason), each.who, each.words)


def _escalations(figures: Figures, voice: Voice) -> Iterator[tuple[Value, ...]]:
    for each in figures.escalations.lines:
        when = (voice.at(each.at), _at(each.feedback_at, voice), voice.say(f"o_{each.outcome}"))
        yield (*_ticket(each.ticket, voice), each.by, each.target, *when, each.reason)


def _risks(figures: Figures, voice: Voice) -> Iterator[tuple[Value, ...]]:
    for risk in (*figures.forecast.broken, *figures.forecast.ahead):
        promise = voice.say(f"p_{risk.promise}", due=voice.at(risk.due_at))
        yield (*_ticket(risk.ticket, voice), voice.at(risk.due_at), promise, risk.target)


def _complaints(figures: Figures, voice: Voice) -> Iterator[tuple[Value, ...]]:
    for each in figures.satisfaction.complaints:
        reason = label(voice.locale, "reason", each.reason) if each.reason else ""
        solved = voice.say("unsolved") if each.solved is False else ""
        yield (*_ticket(each.ticket, voice), voice.at(each.at), solved, each.score, reason, each.words)


def _ticket(ticket: TicketRef, voice: Voice) -> tuple[Value, ...]:
    names = (label(voice.locale, "category", ticket.category), label(voice.locale, "priority", ticket.priority))
    return (ticket.number, ticket.title, *names, ticket.team, ticket.assignee, ticket.requester)


def _at(moment: datetime | None, voice: Voice) -> str:
    return voice.at(moment) if moment else ""


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([table.columns, *map(_shown, table.rows)])
    return BOM_UTF8 + text.getvalue().encode()


def _shown(row: Sequence[Value]) -> list[Value]:
    """So that no cell is run as a formula."""
    return [cell(value) if isinstance(value, str) else value for value in row]


_HEADS: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "ticket": ("工单号", "标题", "类别", "优先级", "团队", "处理人", "用户"),
        "number": ("指标", "数值"),
        "numbers": (
            "新增", "重新打开", "解决", "关闭", "取消", "合并", "当前未结", "首次响应按时率（%）",
            "进展通报按时率（%）", "满意率（%）", "平均评分",
        ),
        "trend": ("日期", "收", "结", "未结"),
        "load": ("人员", "团队", "未结", "等待用户", "解决"),
        "kinds": ("类别", "优先级", "未结"),
        "late": ("应于", "实际", "超时（分钟）", "原因", "处理人（当时）", "说明"),
        "escalation": ("升级人", "升级至", "升级时间", "约定反馈", "结果", "原因"),
        "risk": ("到期", "承诺", "对象"),
        "complaint": ("时间", "是否解决", "评分", "原因", "原话"),
    },
    "en": {
        "ticket": ("Ticket", "Title", "Category", "Priority", "Team", "Engineer", "User"),
        "number": ("Figure", "Value"),
        "numbers": (
            "New", "Opened again", "Resolved", "Closed", "Cancelled", "Merged", "Open now",
            "First response in time (%)", "Word to the user in time (%)", "Satisfied (%)", "Average score",
        ),
        "trend": ("Day", "In", "Out", "Open"),
        "load": ("Who", "Team", "Open", "Waiting for the user", "Resolved"),
        "kinds": ("Category", "Priority", "Open"),
        "late": ("Due", "Done", "Late (minutes)", "Reason", "Who had it", "Note"),
        "escalation": ("By", "To", "At", "Feedback by", "Outcome", "Reason"),
        "risk": ("Due", "Promise", "Target"),
        "complaint": ("At", "Solved", "Score", "Reason", "Words"),
    },
}  # fmt: skip
