"""The progress record (问题处理进度表): who did what, with which result, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db import events, people
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from processor.desk.progress_words import FOR_STAFF, FOR_USERS, UNDONE, Words
from processor.desk.steps import WHY
from processor.desk.undone import undone_items
from processor.labels import label
from processor.notices import local_time

_COMMAND = "command."
_NO_DATE = timedelta(days=300)  # what is put off for longer waits for a word, not for a day


@dataclass(frozen=True, slots=True)
class Row:
    """An action. engineer: name of who did it, which may be the user; "" where it is nobody's business."""

    at: datetime
    engineer: str
    step: str
    result: str = ""
    next_plan: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """
    Whom the record is for.

    Attributes:
        for_staff: sees notes, reasons of escalations and what was tried; users see only what is meant for them.
        names: of people, by address and by id.
    """

    locale: str
    zone: ZoneInfo
    for_staff: bool
    names: Mapping[str | int, str]


def record_of(ticket: Ticket, locale: str, zone: ZoneInfo, *, for_staff: bool) -> tuple[Row, ...]:
    """The progress record of a ticket, oldest first. Reads the database."""
    happened = events.of_ticket(ticket.id)
    return rows(happened, Reader(locale, zone, for_staff, _names(ticket, happened)))


def rows(happened: Sequence[Event], reader: Reader) -> tuple[Row, ...]:
    """
    A row for each command and answer among a ticket's events, oldest first; pure.

    What was taken back is marked for the staff, and users do not see it.
    """
    gone = undone_items(happened)
    found = ((event, _row(event, reader)) for event in happened)
    kept = ((row, event.item_id in gone) for event, row in found if row)
    return tuple(_marked(row, reader) if undone else row for row, undone in kept if reader.for_staff or not undone)


def _marked(row: Row, reader: Reader) -> Row:
    return Row(row.at, row.engineer, row.step + UNDONE[reader.locale], row.result, row.next_plan)


def _row(event: Event, reader: Reader) -> Row | None:
    words = _words(event, reader)
    if words is None:
        return None
    facts = _Facts(event, reader)
    step, result, next_plan = (_filled(text, facts) for text in words)
    who = reader.names.get(event.actor, event.actor if reader.for_staff else "")
    return Row(event.at, who, step, result, next_plan) if step or result or next_plan else None


def _words(event: Event, reader: Reader) -> Words | None:
    """None for what is no action, or none of this reader's business, or changed nothing."""
    name = event.kind.removeprefix(_COMMAND) if event.kind.startswith(_COMMAND) else ""
    if name in _NEED_CHANGES and not event.detail.get("changes"):
        return None
    known = (FOR_STAFF if reader.for_staff else FOR_USERS)[reader.locale]
    return known.get(f"{name}_off" if event.detail.get("off") else name)


_NEED_CHANGES = frozenset({"assign", "takeover", "category", "priority"})


class _Facts:
    """What the words of a row may have in braces; blank for what the event does not tell."""

    def __init__(self, event: Event, reader: Reader) -> None:
        self._event, self._reader = event, reader

    def __getitem__(self, name: str) -> str:
        detail = self._event.detail
        changes: Mapping[str, Any] = detail.get("changes") or {}
        match name:
            case "old" | "new":
                return self._changed(changes, 0 if name == "old" else 1)
            case "to":
                return self._to(changes)
            case "moment":
                return self._local(next((new for _, new in changes.values()), None))
            case "feedback_at" | "until":
                return self._local(detail.get(name))
            case "result":
                return self._result(detail)
            case "numbers" | "addresses":
                return ", ".join(detail.get(name) or ())
            case _:
                return str(detail.get(name) or "")

    def _changed(self, changes: Mapping[str, Any], side: int) -> str:
        kind = self._event.kind.removeprefix(_COMMAND)
        return label(self._reader.locale, kind, changes[kind][side]) if kind in changes else ""

    def _to(self, changes: Mapping[str, Any]) -> str:
        person = (changes.get("assignee_id") or (None, None))[1]
        return self._reader.names.get(person, "") if person is not None else (changes.get("team") or ("", ""))[1]

    def _result(self, detail: Mapping[str, Any]) -> str:
        why = f"{WHY[self._reader.locale]}: {detail['why']}" if detail.get("why") else ""
        return "\n".join(part for part in (str(detail.get("result") or ""), why) if part)

    def _local(self, said: object) -> str:
        at = datetime.fromisoformat(said) if isinstance(said, str) and said else None
        if at is None or at - self._event.at > _NO_DATE:
            return ""
        return local_time(at, self._reader.zone)


def _filled(text: str, facts: _Facts) -> str:
    """*text* with the facts in it; "" when it has places for facts and none of them is known."""
    names = _places(text)
    known = {name: facts[name] for name in names}
    return text.format_map(known) if not names or any(known.values()) else ""


def _places(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def _names(ticket: Ticket, happened: Sequence[Event]) -> dict[str | int, str]:
    """Of all who did something or were given something. Reads the database."""
    known: dict[str | int, Person | None] = {}
    known |= {actor: people.find_by_address(actor) for actor in {event.actor for event in happened}}
    known |= {person_id: people.find(person_id) for person_id in _people_in(happened)}
    return {ticket.requester_addr: ticket.requester_name, **{who: each.name for who, each in known.items() if each}}


def _people_in(happened: Sequence[Event]) -> Iterator[int]:
    for event in happened:
        changes = event.detail.get("changes") or {}
        yield from (each for each in changes.get("assignee_id") or () if each is not None)
