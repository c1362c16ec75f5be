from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from support.arrivals import make_arrival
from support.letters import Letters
from support.mails import make_mail

from db import absences, events, people, tickets, watchers
from db.absences import Absence
from db.connection import Store
from db.people import Person, Profile
from db.tickets import NewTicket, Ticket
from parsers.mime import parse_message
from processor.desk.conversation import Conversation
from processor.desk.register import Filing
from processor.desk.status_log import waits_of
from processor.desk.teams import Teams

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)


class Line:
    """A ticket of the team net, and what its user writes; a and b are engineers of the team, c its lead."""

    def __init__(self, store: Store) -> None:
        self.store, self.letters = store, Letters()
        self.conversation = Conversation(Teams(), self.letters.correspondence)
        self.a, self.b, self.c = (self.hire(*who) for who in (("a", "engineer"), ("b", "engineer"), ("c", "lead")))
        words = ("TS-20261123-001", "打印机卡纸", "li@example.org", "李雷", "hardware", "general", "zh")
        new = NewTicket(*words, NOW, None, team="net", assignee_id=self.a.id)
        self.ticket = store.unit(lambda: tickets.get(tickets.add(new)))

    def hire(self, name: str, role: Any) -> Person:
        profile = Profile(name=name, role=role, team="net", addresses=(f"{name}@desk.example",))
        return self.store.unit(lambda: people.add(profile))

    def set(self, **columns: Any) -> None:
        self.store.unit(lambda: tickets.change(self.ticket.id, columns))

    def write(self, sender: str = "li@example.org", **mail: Any) -> Ticket:
        """The user writes, at `LATER`."""
        message = parse_message(make_mail(sender=sender, **mail))
        arrival = replace(make_arrival(), message=message, sender_key=sender)
        filing = Filing(1, LATER, LATER)
        return self.store.unit(lambda: self.conversation.hear_user(self.ticket, arrival, filing))


@pytest.fixture
def line(store: Store) -> Line:
    return Line(store)


def test_what_a_user_writes_reaches_the_engineer_with_words_and_files(line: Line) -> None:
    line.write(body="还是不行。\n", files=[("log.txt", b"\x00\xff")])

    (letter,) = line.letters.all
    assert (letter.kind, letter.to) == ("user_wrote", ("a",))
    assert letter.saying.words.strip() == "还是不行。"
    assert [file.name for file in letter.saying.files] == ["log.txt"]
    assert letter.saying.by is None


def test_what_is_quoted_is_not_said_again(line: Line) -> None:
    line.write(body="还是不行。\n\n在 2026-11-23 写道：\n> 请重启。\n")

    assert "重启" not in line.letters.all[0].saying.words


def test_an_answer_ends_the_wait_and_the_snooze_and_the_clock_understands_it(line: Line) -> None:
    line.set(status="waiting_user", snoozed_until=LATER + timedelta(days=1))

    ticket = line.write()

    assert (ticket.status, ticket.snoozed_until) == ("in_progress", None)
    (event,) = line.store.unit(lambda: events.of_ticket(ticket.id))
    assert event.actor == "li@example.org"
    assert event.detail["changes"]["status"] == ["waiting_user", "in_progress"]
    assert event.detail["changes"]["snoozed_until"][1] is None
    (wait,) = waits_of(ticket, [event], LATER + timedelta(days=9))
    assert (wait.start, wait.end) == (NOW, LATER)


@pytest.mark.parametrize(
    "status", ["registered", "accepted", "in_progress", "escalated", "resolved", "closed", "cancelled"]
)
def test_whatever_the_status_is_it_stays_and_the_staff_hears(line: Line, status: str) -> None:
    line.set(status=status)

    ticket = line.write()

    assert ticket.status == status
    assert line.store.unit(lambda: events.of_ticket(ticket.id)) == []
    assert line.letters.told() == [("user_wrote", ("a",))]


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("registered", ("accept", "progress", "ask", "resolve", "escalate")),
        ("waiting_user", ("progress", "ask", "resolve", "escalate")),
        ("resolved", ("reopen",)),
        ("closed", ("reopen",)),
        ("merged", ()),
    ],
)
def test_only_what_goes_with_the_status_is_offered(line: Line, status: str, offered: tuple[str, ...]) -> None:
    line.set(status=status)

    line.write()

    assert line.letters.all[0].saying.commands == offered


def test_who_reads_along_hears_too_each_once_and_nobody_of_what_they_wrote_themselves(line: Line) -> None:
    for person in (line.a, line.b, line.c):
        line.store.unit(lambda person=person: watchers.add(line.ticket.id, person.id))

    line.write()
    line.write(sender="b@desk.example")

    assert line.letters.told() == [("user_wrote", ("a", "b", "c")), ("user_wrote", ("a", "c"))]


def test_a_watcher_who_has_left_hears_nothing(line: Line) -> None:
    line.store.unit(lambda: watchers.add(line.ticket.id, line.b.id))
    line.store.unit(lambda: people.deactivate(line.b.id))

    line.write()

    assert line.letters.told() == [("user_wrote", ("a",))]


def test_a_ticket_that_nobody_has_is_heard_by_its_team(line: Line) -> None:
    line.set(assignee_id=None)

    line.write()

    assert line.letters.told() == [("user_wrote", ("a", "b", "c"))]


def test_who_is_away_hears_and_so_do_those_who_are_there(line: Line) -> None:
    gone = Absence(line.a.id, date(2026, 11, 23), date(2026, 11, 23))
    line.store.unit(lambda: absences.replace(line.a.id, [gone]))

    line.write()

    assert line.letters.told() == [("user_wrote", ("a", "b", "c"))]
