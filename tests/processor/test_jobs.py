"""The clock's jobs, run as the daemon runs them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from support.configs import make_config

from db import duties, events, held, inbox, keys, outbox, people, tickets
from db.events import Event
from db.held import Held
from db.inbox import Outcome, Received, Source
from db.keys import QuickKey
from db.people import Profile
from db.tickets import NewTicket
from processor.app import App, open_app
from processor.desk.upkeep import CHUNK, MOST_CHUNKS
from processor.jobs import jobs_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def fill(app: App) -> None:
    """A ticket whose answer is overdue, a held mail that nobody confirmed, and a key that nobody used."""
    lead = people.add(Profile(name="韩", role="lead", addresses=("han@desk.example",)))
    opened = NOW - timedelta(hours=3)
    words = ("TS-20261123-001", "打印机卡纸", "wang@corp.example", "王", "hardware", "urgent", "zh")
    ticket = tickets.get(tickets.add(NewTicket(*words, opened, opened + timedelta(hours=2))))
    events.record(ticket.id, Event(opened, "wang@corp.example", "ticket.opened", {}))
    app.reminders.duties.arrange(ticket.id, opened)
    mail = Received(1, 10, opened, b"Subject: #accept\r\n\r\nx")
    inbox.store(Source("support", "INBOX", 1), [mail], opened)
    (item,) = inbox.summaries(limit=1)
    inbox.conclude(item.id, Outcome("held", "unproven", ticket.id))
    held.add(Held(item.id, lead.id, ticket.id, "#accept", opened, opened + timedelta(hours=1)))
    keys.add([QuickKey("a" * 26, lead.id, ticket.id, NOW - timedelta(days=31))])


def test_the_jobs_remind_and_give_up_what_was_waited_for_in_vain(tmp_path: Path) -> None:
    with open_app(make_config(tmp_path), {}, clock=lambda: NOW) as app:
        app.store.unit(lambda: fill(app))

        for _ in range(2):
            for job in jobs_of(app):
                job.run(NOW)

        sent = app.store.unit(lambda: outbox.summaries(limit=10))
        assert [(mail.kind, mail.recipient) for mail in sent] == [("response_breach", "han@desk.example")]
        (item,) = app.store.unit(lambda: inbox.summaries(limit=1))
        assert (item.status, item.reason) == ("ignored", "not confirmed in time")
        assert app.store.unit(lambda: keys.find("a" * 26)) is None


def test_engineers_who_are_given_minutes_are_looked_after_twice_a_minute(tmp_path: Path) -> None:
    with open_app(make_config(tmp_path), {}, clock=lambda: NOW) as app:
        assert {job.name: job.every_s for job in jobs_of(app)}["duties"] <= 30


def test_a_process_that_runs_once_keeps_up_the_newest_ticket_as_well(tmp_path: Path) -> None:
    words = ("打印机卡纸", "wang@corp.example", "王", "hardware", "urgent", "zh", NOW)

    def crowd() -> int:
        people.add(Profile(name="韩", role="lead", addresses=("han@desk.example",)))
        for number in range(CHUNK * MOST_CHUNKS):
            tickets.add(NewTicket(f"TS-20261101-{number + 1:03d}", *words, None))  # imported: without clocks
        return tickets.add(NewTicket("TS-20261123-001", *words, NOW + timedelta(hours=2)))

    with open_app(make_config(tmp_path), {}, clock=lambda: NOW) as app:
        newest = app.store.unit(crowd)

        {job.name: job for job in jobs_of(app, once=True)}["upkeep"].run(NOW)

        assert app.store.unit(lambda: duties.of_ticket(newest))
