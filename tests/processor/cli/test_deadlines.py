"""`ticketd deadlines explain` shows the arithmetic of what is stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import Result
from support.configs import write_config

from db import duties, events, people, tickets
from db.connection import open_store
from db.events import Event
from db.migrations import migrate
from db.people import Profile
from db.tickets import NewTicket
from processor.cli.deadlines import WORDS
from processor.cli.exits import Exit
from processor.desk.calendars import ALWAYS, Calendar
from processor.desk.clocks import Pace
from processor.desk.deadlines import Deadlines
from processor.desk.dossier import FALLEN
from processor.desk.duties import Duties
from processor.desk.reminders import MAILS

Run = Callable[..., Result]
OPENED = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)  # Friday, 16:30 in Shanghai
DUE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # Monday, 17:00


def stored(folder: Path, due: datetime | None, *happened: Event, **sections: Any) -> Path:
    """A configuration whose database holds ticket TS-20261120-001, of general priority."""
    path = write_config(folder, **sections)
    store = open_store(f"sqlite:///{folder}/ticketd.sqlite3")
    migrate(store)
    words = ("TS-20261120-001", "打印机卡纸", "li@example.org", "李雷", "hardware", "general", "zh")

    def add() -> None:
        ticket_id = tickets.add(NewTicket(*words, OPENED, due))
        for event in happened:
            events.record(ticket_id, event)

    store.unit(add)
    store.close()
    return path


def test_explain_shows_each_day_and_the_due_time(run: Run, tmp_path: Path) -> None:
    result = run("deadlines", "explain", "ts-20261120-001", "--config", stored(tmp_path, DUE))

    assert result.exit_code == Exit.OK, result.output
    assert [" ".join(line.split()) for line in result.stdout.splitlines() if line] == [
        "TS-20261120-001 general: 8 h on the calendar office",
        "from 2026-11-20 16:30 (Asia/Shanghai)",
        "Fri 2026-11-20 16:30-18:00 1 h 30 min",
        "Sat 2026-11-21 - 0 no office hours",
        "Sun 2026-11-22 - 0 no office hours",
        "Mon 2026-11-23 09:00-12:00, 13:30-17:00 6 h 30 min",
        "due 2026-11-23 17:00, as stored",
        "next, if there were anybody in the directory to be told",
        "2026-11-21 12:30 progress: a draft for whoever has the ticket",
        "2026-11-21 16:30 progress: the desk itself tells the user",
        "2026-11-23 15:00 response: a reminder to whoever has the ticket",
        "2026-11-23 17:00 response: breach, told to the lead",
    ]


def test_explain_shows_holidays_waits_and_what_is_stored_otherwise(run: Run, tmp_path: Path) -> None:
    asked = Event(OPENED, "desk", "question.asked", {"old": "in_progress", "new": "waiting_user"})
    heard = Event(OPENED + timedelta(hours=1), "li", "message.added", {"old": "waiting_user", "new": "in_progress"})
    calendar = [{"name": "office", "closed": ["2026-11-23 年会"]}]
    path = stored(tmp_path, DUE, asked, heard, calendar=calendar)

    result = run("deadlines", "explain", "TS-20261120-001", "--config", path)

    assert "waiting for the user 16:30-17:30" in result.stdout
    assert "年会" in result.stdout
    assert "due  2026-11-24 18:00; stored is 2026-11-23 17:00" in result.stdout


def test_explain_speaks_to_programs_too(run: Run, tmp_path: Path) -> None:
    result = run("deadlines", "explain", "TS-20261120-001", "--json", "--config", stored(tmp_path, DUE))

    answer = json.loads(result.stdout)
    assert datetime.fromisoformat(answer["due"]) == datetime.fromisoformat(answer["stored"]) == DUE
    assert sum(day["counted_s"] for day in answer["days"]) == 8 * 3600


def test_explain_shows_what_the_clocks_remind_of_next(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path, DUE)
    store = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    accepted = OPENED + timedelta(hours=1)  # Friday, 17:30

    def accept() -> None:
        people.add(Profile(name="李工", role="engineer", addresses=("li@desk.example",)))
        (ticket,) = tickets.newest()
        changes = {"status": "accepted", "accepted_at": accepted, "responded_at": accepted, "due_at": DUE}
        tickets.change(ticket.id, changes)
        rules = Deadlines({"general": 8}, {"general": Calendar((ALWAYS,))})
        Duties(Pace(rules, timedelta(minutes=30), 0.75)).arrange(ticket.id, accepted)

    store.unit(accept)
    store.close()

    shown = run("deadlines", "explain", "TS-20261120-001", "--config", path)
    told = json.loads(run("deadlines", "explain", "TS-20261120-001", "--json", "--config", path).stdout)

    assert [" ".join(line.split()) for line in shown.stdout.splitlines() if line][-7:] == [
        "answered 2026-11-20 17:30",
        "next",
        "2026-11-20 18:00 triage: a question to whoever has the ticket",
        "2026-11-21 12:30 progress: a draft for whoever has the ticket",
        "2026-11-21 16:30 progress: the desk itself tells the user",
        "2026-11-23 09:30 triage: overdue, told to the lead",
        "2026-11-23 17:00 due: the date that was set by hand",
    ]
    assert [(clock["kind"], clock["stage"]) for clock in told["clocks"]] == [
        ("triage", 0), ("progress", 0), ("progress", 1), ("triage", 1), ("due", 0),
    ]  # fmt: skip
    assert datetime.fromisoformat(told["answered"]) == accepted


def test_a_priority_corrected_by_hand_moves_the_clock(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path, DUE)
    store = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    store.unit(lambda: people.add(Profile(name="李工", role="engineer", addresses=("li@desk.example",))))

    result = run("correct", "TS-20261120-001", "--priority", "urgent", "--by", "li@desk.example", "--config", path)

    assert result.exit_code == Exit.OK, result.output
    response, progress = store.unit(lambda: duties.of_ticket(tickets.newest()[0].id))
    assert (response.kind, response.due_at) == ("response", OPENED + timedelta(hours=1.5))
    assert (progress.kind, progress.due_at) == ("progress", OPENED + timedelta(hours=20))
    store.close()


def test_every_clock_has_words() -> None:
    assert set(WORDS) == set(FALLEN) == set(MAILS)


def test_a_ticket_without_a_clock_and_one_that_is_not_there_are_told(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path, None)

    without = run("deadlines", "explain", "TS-20261120-001", "--config", path)
    missing = run("deadlines", "explain", "TS-20261120-009", "--config", path)

    assert without.exit_code == missing.exit_code == Exit.FAILED
    assert "no clock runs for TS-20261120-001" in without.stderr
    assert "there is no ticket TS-20261120-009" in missing.stderr
