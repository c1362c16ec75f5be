"""A desk to which only commands come, with a real database; what its Correspondence is told is kept, not sent."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from db import escalations, events, inbox, merges, outbox, people, tickets
from db.connection import Store
from db.escalations import Escalation
from db.events import Event
from db.inbox import Received, Source
from db.outbox import Queued
from db.people import Person, Profile, Role
from db.tickets import NewTicket, ShownEntry, Ticket
from parsers.message import Message, Options
from parsers.mime import parse_message
from parsers.orders import normalised
from processor.desk.carrying_out import CarryingOut
from processor.desk.case import Tools
from processor.desk.commands.escalation import complete_form
from processor.desk.corrections import Corrections
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.duties import Duties, pace_of
from processor.desk.procedure import Procedure
from processor.desk.register import Filing
from processor.desk.teams import Teams
from processor.desk.timetable import deadlines_of
from processor.rules.actors import Actor
from processor.rules.decision import Carry
from support.arrivals import make_arrival
from support.configs import make_config
from support.mails import make_mail

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai: the office opens
WANG = "wang@corp.example"
SOURCE = Source("support", "INBOX", 1)
OPTIONS = Options("TS", frozenset({"support@example.org"}), "support@example.org")
TEAMS = [
    {"name": "桌面组", "aliases": ["desktop"], "categories": ["software"]},
    {"name": "硬件组", "aliases": ["hardware", "硬件"], "categories": ["hardware"]},
]
STAFF: tuple[tuple[str, str, Role, str, str], ...] = (
    ("han", "韩梅梅", "engineer", "桌面组", "zh"),
    ("zhang", "张伟", "engineer", "桌面组", "zh"),
    ("liu", "刘洋", "lead", "桌面组", "zh"),
    ("sun", "孙宁", "specialist", "硬件组", "zh"),
    ("smith", "Ann Smith", "specialist", "硬件组", "en"),
    ("boss", "陈总", "manager", "", "zh"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """to: local parts of the addresses."""

    kind: str
    to: tuple[str, ...]
    saying: Saying


class Letters:
    """
    Stands for a Correspondence; letters to staff are queued too, without words, so that they can be answered.

    ids: Message-ID of the last one of each kind.
    """

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.ids: dict[str, str] = {}
        self._tokens = (f"{number:032x}" for number in itertools.count(1))

    def to_requester(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> None:
        self._keep(kind, [ticket.requester_addr], saying)

    def to_merged(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> None:
        self._keep(kind, [part.requester_addr for part in merges.merged_into(ticket.id)], saying)

    def to_participants(
        self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion, apart: Collection[str] = ()
    ) -> None:
        self._keep(kind, [addr for addr, _, _ in tickets.participants(ticket.id)], saying)

    def to_sender(self, kind: str, message: Message, ticket: Ticket | None, saying: Saying, occasion: Occasion) -> None:
        self._keep(kind, [message.sender.addr], saying)

    def to_staff(
        self, kind: str, people: Sequence[Person], ticket: Ticket | None, saying: Saying, occasion: Occasion
    ) -> None:
        for person in people:
            token = next(self._tokens)
            ticket_id = ticket.id if ticket else None
            addr = person.addresses[0]
            outbox.queue(Queued(kind, addr, addr, f"{token}@x", token, b"x", ticket_id=ticket_id), occasion.now)
            self.ids[kind] = f"{token}@x"
        self._keep(kind, [person.addresses[0] for person in people], saying)

    def _keep(self, kind: str, addresses: Sequence[str], saying: Saying) -> None:
        if addresses:
            self.letters.append(Letter(kind, tuple(addr.partition("@")[0] for addr in addresses), saying))


class Orders:
    """wang is a user, liu leads han and zhang of 桌面组; sun and smith are specialists of 硬件组; boss is a manager."""

    def __init__(self, store: Store, folder: Path, **sections: Any) -> None:
        config = make_config(folder, **{"team": TEAMS, "desk": {"timezone": "Asia/Shanghai"}, **sections})
        self.store, self.now, self.config, self.letters = store, MORNING, config, Letters()
        procedure = Procedure(config.desk, deadlines_of(config), cast(Any, None), cast(Any, None), 72)
        correspondence = cast(Correspondence, self.letters)
        corrections = Corrections(procedure, cast(Any, None))
        teams = Teams(config.team, config.desk.zone)
        duties = Duties(pace_of(config.deadlines, procedure.deadlines))
        self.desk = CarryingOut(Tools(config, procedure, correspondence, corrections, teams, duties), store)
        self._uids, self._numbers = itertools.count(1), itertools.count(1)
        self.staff = {login: self._hire(login, *who) for login, *who in STAFF}

    def _hire(self, login: str, name: str, role: Any, team: str, locale: str) -> Person:
        profile = Profile(name=name, role=role, team=team, addresses=(f"{login}@desk.example",), locale=locale)
        return self.store.unit(lambda: people.add(profile))

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def open(self, status: str = "registered", **columns: Any) -> Ticket:
        """A ticket of wang, in the hands of 桌面组."""
        number = f"TS-20261123-{next(self._numbers):03d}"
        words = (number, "电脑无法开机", WANG, "王芳", "hardware", "general", "zh", self.now, None)
        new = replace(NewTicket(*words, status=status, team="桌面组"), **columns)

        def add() -> Ticket:
            ticket_id = tickets.add(new)
            tickets.add_participants(ticket_id, [(WANG, "王芳", "requester")])
            return tickets.get(ticket_id)

        return self.store.unit(add)

    def order(
        self, who: str, subject: str, ticket: Ticket, text: str = "", to: str = "support@example.org", **mail: Any
    ) -> list[Letter]:
        """The mail of *who* is carried out; what the desk writes because of it."""
        return self._carry(who, make_mail(sender=self._addr(who), to=to, subject=subject, body=text, **mail), ticket)

    def fill_in(self, who: str, ticket: Ticket, text: str, **mail: Any) -> list[Letter] | None:
        """A plain reply of *who* to a form; None when it is taken for something else."""
        raw = make_mail(sender=self._addr(who), subject=f"Re: [{ticket.number}]", body=text, **mail)
        carry, arrival, filing = self._given(who, raw, ticket)
        before = len(self.letters.letters)

        def fill() -> bool:
            case = self.desk._case(carry, arrival, filing)
            result = complete_form(case)
            if result and result.form:  # as the desk sends it when all commands of the mail are done
                self.letters.to_staff("escalation_form", [case.person], ticket, result.form, case.occasion)
            return result is not None

        return self.letters.letters[before:] if self.store.unit(fill) else None

    def answering(self, kind: str) -> dict[str, Any]:
        """What makes a mail an answer to the last letter of *kind*."""
        return {"headers": [("In-Reply-To", f"<{self.letters.ids[kind]}>")]}

    def _carry(self, who: str, raw: bytes, ticket: Ticket) -> list[Letter]:
        before = len(self.letters.letters)
        carry, arrival, filing = self._given(who, raw, ticket)
        self.store.unit(lambda: self.desk.carry_out(carry, arrival, filing))
        written = self.letters.letters[before:]
        refused = any(not line.done for each in written for line in each.saying.lines)
        return [each for each in written if "receipt" in each.kind] if refused else written  # the savepoint is undone

    def _given(self, who: str, raw: bytes, ticket: Ticket) -> tuple[Carry, Any, Filing]:
        message = parse_message(raw, OPTIONS)
        person = self.staff.get(who)
        actor = Actor(
            message.sender.addr, person.name if person else "", "zh", person, person.role if person else "user", "token"
        )
        received = Received(next(self._uids), len(raw), self.now, raw)
        self.store.unit(lambda: inbox.store(SOURCE, [received], self.now))
        item_id = self.store.unit(lambda: inbox.summaries(limit=1))[0].id
        carry = Carry(actor, normalised(message.subject.commands), self.ticket(ticket))
        return carry, make_arrival(message=message), Filing(item_id, self.now, self.now)

    def _addr(self, who: str) -> str:
        return self.staff[who].addresses[0] if who in self.staff else f"{who}@corp.example"

    def ticket(self, ticket: Ticket) -> Ticket:
        """As it is now."""
        return self.store.unit(lambda: tickets.get(ticket.id))

    def thread(self, ticket: Ticket) -> list[ShownEntry]:
        return self.store.unit(lambda: tickets.entries(ticket.id))

    def happened(self, ticket: Ticket, kind: str) -> list[Event]:
        return [
            event for event in self.store.unit(lambda: events.of_ticket(ticket.id)) if event.kind == f"command.{kind}"
        ]

    def escalations(self, ticket: Ticket) -> list[Escalation]:
        return self.store.unit(lambda: escalations.of_ticket(ticket.id))


def kinds(letters: Sequence[Letter]) -> list[tuple[str, str]]:
    """(kind, to) of all but receipts."""
    return [(each.kind, ",".join(sorted(each.to))) for each in letters if "receipt" not in each.kind]


def receipt(letters: Sequence[Letter]) -> list[str]:
    """The lines of the receipt: ✔ or ✘, then old → new, or why not."""
    return [
        f"{'✔' if line.done else '✘'} {line.old}→{line.new} {line.remark} {line.mended}".strip()
        for each in letters
        if "receipt" in each.kind
        for line in each.saying.lines
    ]
