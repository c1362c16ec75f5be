"""The sheet of a ticket, as `#status` answers with it: form, who has it, clocks, escalations, progress record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from db import escalations, people, registrations, tickets, watchers
from db.escalations import Escalation
from db.registrations import Registration
from db.tickets import Ticket
from processor.desk.clocks import Pace, response_due
from processor.desk.deadlines import WAITING, add_working_time, working_time_between
from processor.desk.dossier import Dossier
from processor.desk.duties import dossier_of
from processor.desk.lifecycle import OPEN
from processor.desk.links import incident_of, links_of
from processor.desk.progress import Row, record_of
from processor.desk.promises import promise
from processor.desk.sheet_words import WORDS
from processor.labels import COMMA, label
from processor.notices import local_time

# They have lines of their own, or stand in the thread.
ELSEWHERE = frozenset({"title", "category", "priority", "name"})
MAX_CHARS = 600  # of one field or row; the whole is in the thread


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom and when a sheet is written; pace: what the clocks go by."""

    locale: str
    zone: ZoneInfo
    pace: Pace
    now: datetime

    def word(self, name: str) -> str:
        return WORDS[self.locale][name]

    def line(self, name: str, value: str) -> str:
        """`状态：处理中`."""
        return f"{self.word(name)}{self.word('colon')}{value or self.word('none')}"

    def local(self, at: datetime | None) -> str:
        return local_time(at, self.zone) if at else ""

    def left(self, priority: str, due: datetime) -> str:
        """How much working time there is until *due*, or since; by the wall clock where no such time lies between."""
        between = abs(working_time_between(self.now, due, self.pace.deadlines.calendars[priority]))
        hours, minutes = divmod(int((between or abs(due - self.now)).total_seconds() // 60), 60)
        return self.word("left" if self.now <= due else "over").format(time=f"{hours}:{minutes:02d}")


def sheet_for_staff(ticket: Ticket, reading: Reading) -> list[str]:
    """All that the desk knows of *ticket*, line by line. Reads the database."""
    dossier = dossier_of(ticket, reading.now)
    record = record_of(ticket, reading.locale, reading.zone, for_staff=True)
    return [
        *_form(ticket, registrations.find(ticket.id), reading),
        *_titled("hands", _hands(ticket, reading), reading),
        *_titled("clocks", _clocks(dossier, reading), reading),
        *_titled("escalations", _escalations(ticket, reading), reading),
        *_titled("record", (line for row in record for line in _row(row, reading)), reading),
    ]


def sheet_for_user(ticket: Ticket, reading: Reading) -> list[str]:
    """What its user may know of *ticket*: state, promises, and what was done for them. Reads the database."""
    dossier = dossier_of(ticket, reading.now)
    due = response_due(reading.pace, dossier)
    running = ticket.status in OPEN - WAITING
    lines = [
        f"{ticket.number} {ticket.title}",
        reading.line("status", label(reading.locale, "status", ticket.status)),
        reading.line("priority", label(reading.locale, "priority", ticket.priority)),
        reading.line("opened_at", reading.local(ticket.opened_at)),
    ]
    if running and due and not ticket.responded_at and (said := _promised(due, reading)):
        lines.append(reading.line("promise", said))
    for escalation in dossier.promised if running else ():
        if escalation.feedback_at and (said := _promised(escalation.feedback_at, reading)):
            lines.append(reading.line("feedback", said))
    record = record_of(ticket, reading.locale, reading.zone, for_staff=False)
    return [*lines, *_titled("record", (line for row in record for line in _row(row, reading)), reading)]


def _promised(at: datetime, reading: Reading) -> str:
    return promise(at, reading.now, reading.zone, reading.locale)


def _form(ticket: Ticket, form: Registration | None, reading: Reading) -> Iterator[str]:
    """问题登记表."""
    fields = form.fields if form else {}
    yield reading.word("form")
    yield reading.line("number", ticket.number)
    yield reading.line("title", ticket.title)
    yield reading.line("user", f"{fields.get('name') or ticket.requester_name} <{ticket.requester_addr}>".strip())
    for name, value in fields.items():
        if name not in ELSEWHERE:
            yield f"{label(reading.locale, 'field', name)}{reading.word('colon')}{_cut(value)}"
    for name, code in (("category", ticket.category), ("priority", ticket.priority)):
        yield reading.line(name, label(reading.locale, name, code))
    if form and not form.triage.get("sure", True):
        yield f"  ({reading.word('unsure')})"
    yield reading.line("opened_at", reading.local(ticket.opened_at))
    yield reading.line("accepted_by", people.name_of(ticket.accepted_by_id))
    yield reading.line("accepted_at", reading.local(ticket.accepted_at))
    if form and form.asked:
        yield reading.line(
            "asked", COMMA[reading.locale].join(label(reading.locale, "field", name) for name in form.asked)
        )


def _hands(ticket: Ticket, reading: Reading) -> Iterator[str]:
    copied = [
        f"{name} <{addr}>" if name else addr for addr, name, role in tickets.participants(ticket.id) if role == "copied"
    ]
    yield reading.line("status", label(reading.locale, "state", ticket.status))
    if ticket.merged_into is not None:
        yield reading.line("merged_into", tickets.get(ticket.merged_into).number)
    if ticket.parent is not None:
        yield reading.line("incident", incident_of(ticket))
    yield reading.line("team", ticket.team)
    yield reading.line("assignee", people.name_of(ticket.assignee_id) or reading.word("nobody"))
    for name, values in (
        ("coordinator", [people.name_of(ticket.coordinator_id)]),
        ("watchers", [people.name_of(person_id) for person_id in watchers.of_ticket(ticket.id)]),
        ("copied", copied),
        ("linked", links_of(ticket)),
    ):
        if any(values):
            yield reading.line(name, COMMA[reading.locale].join(values))


def _clocks(dossier: Dossier, reading: Reading) -> Iterator[str]:
    ticket = dossier.ticket
    due = response_due(reading.pace, dossier)
    if ticket.responded_at:
        yield reading.line("response", reading.word("responded").format(at=reading.local(ticket.responded_at)))
    elif due and ticket.status in OPEN:
        left = reading.word("waiting") if ticket.status in WAITING else reading.left(ticket.priority, due)
        yield reading.line("response", f"{reading.local(due)}  {left}")
    for name, at in fixed_dues(dossier, reading.pace):
        yield reading.line(name, f"{reading.local(at)}  {reading.left(ticket.priority, at)}")
    if ticket.snoozed_until and ticket.snoozed_until > reading.now:
        yield reading.line("snooze", reading.local(ticket.snoozed_until))


def fixed_dues(dossier: Dossier, pace: Pace) -> Iterator[tuple[str, datetime]]:
    """What falls due beside the first response: (triage, feedback or due; when)."""
    ticket = dossier.ticket
    if ticket.status not in OPEN:
        return
    if ticket.accepted_at and not dossier.triaged and ticket.status not in WAITING:
        calendar = pace.deadlines.calendars[ticket.priority]
        yield "triage", add_working_time(ticket.accepted_at, pace.triage, calendar, dossier.waits).at
    yield from (("feedback", each.feedback_at) for each in dossier.promised if each.feedback_at)
    if ticket.due_at:
        yield "due", ticket.due_at


def _escalations(ticket: Ticket, reading: Reading) -> Iterator[str]:
    """问题升级表, newest last."""
    for each in escalations.of_ticket(ticket.id):
        yield f"{reading.local(each.at)}  {reading.line('to', each.target)}"
        for name, value in _of_form(each, reading):
            yield f"  {reading.line(name, value)}"


def _of_form(each: Escalation, reading: Reading) -> Iterator[tuple[str, str]]:
    yield "by", people.name_of(each.by_id)
    yield "reason", _cut(each.reason)
    yield "tried", _cut(each.tried)
    yield "feedback_at", reading.local(each.feedback_at)
    yield "outcome", f"{reading.word(each.outcome)} {reading.local(each.outcome_at)}".strip()


def _row(row: Row, reading: Reading) -> Iterator[str]:
    """A row of the 问题处理进度表: when, who and what, and below it the result and the next plan."""
    yield "  ".join(part for part in (reading.local(row.at), row.engineer, _cut(row.step)) if part)
    if row.result:
        yield f"  {reading.word('result').format(text=_cut(row.result))}"
    if row.next_plan:
        yield f"  {reading.word('plan').format(text=_cut(row.next_plan))}"


def _titled(name: str, lines: Iterator[str], reading: Reading) -> list[str]:
    """A part under its title; nothing without lines."""
    found = list(lines)
    return ["", reading.word(name), *found] if found else []


def _cut(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= MAX_CHARS else one[: MAX_CHARS - 1] + "…"
