"""What the templates of a ticket may say: plain values, cleaned and put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.phrases.form_labels import LONG
from processor.compose import clean_line
from processor.labels import label, open_line, within

MAX_VALUE_CHARS = 400  # of a field of the form in a mail; the whole words are in the thread
MAX_VALUE_LINES = 8
ON_THE_TICKET = frozenset({"title", "category", "priority"})  # they have lines of their own


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

    def as_dict(self, locale: str) -> dict[str, object]:
        """
        For the templates: texts of one line each, but for the signature.

        form is pairs of a label and lines, missing the words before colons, response `promise` or else the hours.
        """
        promise = clean_line(self.promise)
        return {
            "number": clean_line(self.number),
            "title": clean_line(self.title),
            "category": label(locale, "category", self.category),
            "priority": label(locale, "priority", self.priority),
            "response_hours": f"{self.response_hours:g}",
            "registered_at": clean_line(self.registered_at),
            "desk_name": clean_line(self.desk_name),
            "signature": self.signature.strip(),
            "requester_name": clean_line(self.requester_name),
            "promise": promise,
            "response": promise or within(locale, self.response_hours),
            "form": tuple(_rows(self.form, locale)),
            "missing": tuple(open_line(locale, code) for code in self.missing),
            "reasons": _lines(self.reasons),
            "sure": self.sure,
            "self_checks": _lines(self.self_checks),
            "claimed_address": clean_line(self.claimed_address),
            "answer_by": clean_line(self.answer_by),
        }


def _rows(form: tuple[tuple[str, str], ...], locale: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for code, value in form:
        if code not in ON_THE_TICKET and (lines := _summary(code, value)):
            yield label(locale, "field", code), lines


def _summary(code: str, value: str) -> tuple[str, ...]:
    """One line, or a few for a field that may be long; … where something is left out."""
    start = value[:MAX_VALUE_CHARS]
    lines = _lines(start.splitlines()[: MAX_VALUE_LINES + 1] if code in LONG else [start])
    if lines and (len(value) > len(start) or len(lines) > MAX_VALUE_LINES):
        return (*lines[: MAX_VALUE_LINES - 1], "…") if len(lines) > MAX_VALUE_LINES else (*lines[:-1], lines[-1] + "…")
    return lines


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := clean_line(text)))


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
        reasons=("重要：影响个人工作", "硬件：打印机, 卡纸"),
        sure=False,
        self_checks=("检查电源和网线。", "重启打印机。"),
        claimed_address="lilei@example.org",
        answer_by="2026-11-25 17:30 (UTC+8)",
    ),
    TicketFacts("TS-20261122-002", "", "consultation", "general", 0.5, "2026-11-22 17:30 (UTC+8)", "Help Desk"),
    TicketFacts("", "", "consultation", "general", 8, "", "Help Desk"),
)
