"""One ticket as a sheet of text: its form, its thread, and what happened to it; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from db.events import Event
from db.registrations import Registration
from db.tickets import ShownEntry, Ticket
from processor.cli.listing import local_time, printable
from processor.desk.footprints import FOOTPRINT
from processor.desk.progress import Row
from processor.labels import label


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the desk knows of a ticket. form: None for a ticket from before forms were kept."""

    ticket: Ticket
    form: Registration | None
    participants: list[tuple[str, str, str]]
    entries: list[ShownEntry]
    events: list[Event]
    record: tuple[Row, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self.ticket), **{name: value for name, value in asdict(self).items() if name != "ticket"}}


def lines_of(sheet: Sheet, zone: ZoneInfo) -> Iterator[str]:
    """The sheet, line by line, without anything that could drive a terminal."""
    parts = (_head(sheet.ticket, zone), _form(sheet), _thread(sheet, zone), _record(sheet, zone), _history(sheet, zone))
    for line in chain.from_iterable(parts):
        yield printable(line)


def _head(ticket: Ticket, zone: ZoneInfo) -> Iterator[str]:
    yield f"{ticket.number}  {ticket.title}"
    opened = local_time(ticket.opened_at, zone)
    yield f"  {ticket.status} · {ticket.priority} · {ticket.category} · opened {opened}"
    if ticket.response_due_at:
        yield f"  response due {local_time(ticket.response_due_at, zone)}"
    if ticket.linked_to:
        yield f"  linked to {ticket.linked_to}"


def _form(sheet: Sheet) -> Iterator[str]:
    for addr, name, role in sheet.participants:
        yield f"  {role}: {name} <{addr}>" if name else f"  {role}: {addr}"
    form = sheet.form
    if form is None:
        return
    yield f"  identity: {form.standing}, address {'proven' if form.proven else 'not proven'}"
    sure = "" if form.triage.get("sure", True) else " (unsure: please check)"
    yield f"  triage: {'; '.join(form.triage.get('reasons', ())) or '-'}{sure}"
    for name, value in form.fields.items():
        if name != "description":  # it stands in the thread
            yield f"  {label('en', 'field', name)}: {value}"
    if form.asked:
        yield f"  asked for: {', '.join(label('en', 'field', name) for name in form.asked)}"


def _thread(sheet: Sheet, zone: ZoneInfo) -> Iterator[str]:
    for entry in sheet.entries:
        yield ""
        yield f"── {local_time(entry.at, zone)}  {entry.author_name or entry.author_addr} ({entry.kind})"
        yield from entry.text.rstrip().splitlines()
        for name, size in entry.files:
            yield f"  [{name}, {size} bytes]"


def _record(sheet: Sheet, zone: ZoneInfo) -> Iterator[str]:
    """The progress record: what was done, with which result, and what comes next."""
    if sheet.record:
        yield ""
    for row in sheet.record:
        step, *more = row.step.splitlines()
        yield f"▪ {local_time(row.at, zone)}  {row.engineer}  {step}".rstrip()
        yield from (f"    {line}" for line in more)
        yield from (f"    = {line}" for line in row.result.splitlines())
        yield from (f"    → {line}" for line in row.next_plan.splitlines())


def _history(sheet: Sheet, zone: ZoneInfo) -> Iterator[str]:
    yield ""
    for event in (event for event in sheet.events if event.kind != FOOTPRINT):
        detail = ", ".join(f"{key}={value}" for key, value in event.detail.items() if value != "")
        yield f"  {local_time(event.at, zone)}  {event.kind}  {event.actor}  {detail}".rstrip()
