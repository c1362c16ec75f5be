"""A desk of which only the clocks run: tickets change as commands change them, and time moves when a test moves it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from db import duties, escalations, events, outbox, people, tickets
from db.connection import Store
from db.duties import Duty
from db.escalations import Escalation
from db.events import Event
from db.outbox import Queued
from db.people import Person, Profile
from db.tickets import NewTicket, Ticket
from processor.config import Config
from processor.desk.closing import Closing
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.duties import Duties, pace_of
from processor.desk.reminders import Reminders
from processor.desk.teams import Teams
from processor.desk.timetable import deadlines_of
from support.configs import make_config

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai: the office opens


class Letters:
    """
    Stands for a Correspondence: queues what is said, without words, and keeps each Saying by its kind.

    kinds: of the letters, in the order in which they were written.
    fails: number of a ticket → the error with which a letter about it ends.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.sayings: dict[str, list[Saying]] = {}
        self.kinds: list[str] = []
        self.fails: dict[str, Exception] = {}
        self._tokens = (f"{number:032x}" for number in itertools.count(1))

    def to_staff(
        self, kind: str, people: Sequence[Person], ticket: Ticket | None, saying: Saying, occasion: Occasion
    ) -> None:
        assert ticket is not None
        self._queue(kind, [(person.name, person.addresses[0]) for person in people], ticket, saying, occasion)

    def to_requester(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> None:
        self._queue(kind, [("wang", ticket.requester_addr)], ticket, saying, occasion)

    def _queue(
        self, kind: str, to: Sequence[tuple[str, str]], ticket: Ticket, saying: Saying, occasion: Occasion
    ) -> None:
        for name, addr in to:
            token = next(self._tokens)
            mail = Queued(kind, name, addr, f"{token}@x", token, b"x", ticket_id=ticket.id)
            outbox.queue(mail, occasion.now)
        if ticket.number in self.fails:
            raise self.fails[ticket.number]
        self.sayings.setdefault(kind, []).append(saying)
        self.kinds.append(kind)


class Watch:
    """
    li is an engineer and han the lead of the team net; sun is a specialist of the team db; wang is the user.

    Without a word in *sections* users hear nothing but what people write.
    """

    def __init__(self, store: Store, folder: Path, **sections: Any) -> None:
        sections = {**sections, "deadlines": {"progress_h": 0, **sections.get("deadlines", {})}}
        config = make_config(folder, **sections)
        self.store, self.now, self.letters = store, MORNING, Letters(config)
        self.deadlines = deadlines_of(config)
        self.duties = Duties(pace_of(config.deadlines, self.deadlines))
        teams, letters = Teams(config.team, config.desk.zone), cast(Correspondence, self.letters)
        self.reminders = Reminders(self.duties, teams, letters, Closing(config.desk, teams, letters))
        self._numbers = itertools.count(1)
        self._seen = 0
        self.li, self.han, self.sun = (self._hire(*who) for who in STAFF)

    def _hire(self, name: str, role: Any, team: str) -> Person:
        profile = Profile(name=name, role=role, team=team, addresses=(f"{name}@desk.example",))
        return self.store.unit(lambda: people.add(profile))

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def open(self, priority: str = "general", **columns: Any) -> Ticket:
        """A new ticket of the team net."""
        due = self.deadlines.response(priority, self.now).at
        number = f"TS-20261123-{next(self._numbers):03d}"
        words = (number, "打印机卡纸", "wang@corp.example", "王", "hardware", priority, "zh")
        new = replace(NewTicket(*words, self.now, due, team="net"), **columns)

        def add() -> Ticket:
            ticket = tickets.get(tickets.add(new))
            events.record(ticket.id, Event(self.now, "wang@corp.example", "ticket.opened", {}))
            self.duties.arrange(ticket.id, self.now)
            return ticket

        return self.store.unit(add)

    def act(self, ticket: Ticket, command: str, /, **changes: Any) -> Ticket:
        """Do to *ticket* what a command does: new values of columns and an event that has them as old → new."""
        return self.store.unit(lambda: self._act(ticket, f"command.{command}", changes))

    def _act(self, ticket: Ticket, kind: str, changes: dict[str, Any]) -> Ticket:
        before = tickets.lock(ticket.id)
        changes = {name: value for name, value in changes.items() if value != getattr(before, name)}
        shown = {name: [_plain(getattr(before, name)), _plain(value)] for name, value in changes.items()}
        if changes:
            tickets.change(ticket.id, changes)
        events.record(ticket.id, Event(self.now, "li@desk.example", kind, {"changes": shown}))
        after = tickets.get(ticket.id)
        self.duties.arrange(after.id, self.now)
        return after

    def accept(self, ticket: Ticket) -> Ticket:
        changes = {"status": "accepted", "assignee_id": self.li.id, "accepted_at": self.now}
        return self.act(ticket, "accept", **changes)

    def escalate(self, ticket: Ticket, feedback_at: datetime | None) -> Ticket:
        """To the team db, by li."""
        form = Escalation(ticket.id, self.li.id, self.now, "db", None, "db", "r", "t", feedback_at, "open")
        self.store.unit(lambda: escalations.add(form))
        return self.act(ticket, "escalate", status="escalated")

    def tick(self) -> int:
        return self.reminders.look_after(self.store, self.now)

    def told(self) -> list[tuple[str, str]]:
        """(kind, name) of the mails queued since the last call, oldest first."""
        rows = self.store.unit(lambda: outbox.summaries(limit=100_000))[::-1]
        new, self._seen = rows[self._seen :], len(rows)
        return [(row.kind, row.recipient) for row in new]

    def heard(self) -> list[tuple[str, str]]:
        """What is told at this moment."""
        self.tick()
        return self.told()

    def happened(self, ticket: Ticket) -> list[str]:
        """Kinds of what has fallen due, oldest first."""
        found = self.store.unit(lambda: events.of_ticket(ticket.id))
        return [event.kind for event in found if not event.kind.startswith(("command.", "ticket."))]

    def set(self, ticket: Ticket) -> dict[str, Duty]:
        """The duties of *ticket* by kind."""
        return {duty.kind: duty for duty in self.store.unit(lambda: duties.of_ticket(ticket.id))}


STAFF = (("li", "engineer", "net"), ("han", "lead", "net"), ("sun", "specialist", "db"))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
