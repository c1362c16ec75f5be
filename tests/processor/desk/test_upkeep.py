"""Clocks that no event has set: of a directory that was empty, of other settings, of a clock that was ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from support.configs import make_config
from support.desk import DeskBench
from support.mails import make_mail
from support.watch import MORNING, Watch

from db import duties, outbox, people, tickets
from db.connection import Store
from db.people import Profile
from db.tickets import NewTicket, Ticket
from processor.app import make_upkeep
from processor.desk.duties import Duties, pace_of
from processor.desk.newcomers import Newcomers
from processor.desk.upkeep import CHUNK, MOST_CHUNKS, Upkeep
from processor.parsing import Parser


@pytest.fixture
def watching(store: Store, tmp_path: Path) -> Callable[..., Watch]:
    return lambda hours=24: Watch(store, tmp_path, deadlines={"progress_h": hours})


def upkeep_of(watch: Watch, other: Duties | None = None) -> Upkeep:
    reminders = watch.reminders
    newcomers = Newcomers(watch.letters.config.desk, reminders.teams, reminders.correspondence)
    return Upkeep(other or watch.duties, newcomers)


def working(watch: Watch) -> Ticket:
    """A ticket that li has told the user about; the staff knows of it."""
    ticket = watch.accept(watch.open())
    return watch.act(ticket, "progress", status="in_progress", responded_at=watch.now)


def crowd(watch: Watch, count: int) -> None:
    """So many open tickets for which no clock runs: imported ones."""
    words = ("打印机卡纸", "wang@corp.example", "王", "hardware", "general", "zh", watch.now, None)
    numbers = [f"TS-20261101-{number:03d}" for number in range(1, count + 1)]
    watch.store.unit(lambda: [tickets.add(NewTicket(number, *words)) for number in numbers])


def lost(watch: Watch) -> Ticket:
    """A ticket whose clocks were lost."""
    ticket = working(watch)
    watch.store.unit(partial(duties.remove, ticket.id))
    return ticket


def test_who_asked_before_anybody_was_in_the_directory_is_not_forgotten(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    bench = DeskBench(store, make_config(tmp_path, desk={"address": "support@desk.example"}), parser)
    bench.deliver(make_mail("wang@corp.example", subject="打印机卡纸", body="三楼打印机卡纸"))
    upkeep = make_upkeep(bench.intake.effects)
    assert upkeep.look_after(store, bench.now) == 0
    lead = Profile(name="刘洋", role="lead", addresses=("liu@desk.example",))
    store.unit(lambda: people.add(lead))
    bench.later(minutes=1)

    assert [upkeep.look_after(store, bench.now) for _ in range(2)] == [1, 0]

    kinds = [row.kind for row in store.unit(lambda: outbox.summaries(limit=9))]
    assert kinds == ["coordination", "acknowledgement"]
    assert upkeep.duties.is_arranged(bench.tickets()[0].id, bench.now)


def test_clocks_that_stopped_while_nobody_was_there_go_on(watching: Callable[..., Watch]) -> None:
    watch = watching()
    ticket, upkeep = working(watch), upkeep_of(watch)
    before, staff = watch.set(ticket), (watch.li, watch.han, watch.sun)
    for person in staff:
        watch.store.unit(partial(people.deactivate, person.id))
    watch.later(hours=21)
    assert watch.heard() == [] and watch.set(ticket) == {}
    upkeep.look_after(watch.store, watch.now)
    for person in staff:
        watch.store.unit(partial(people.change, person.id, person.profile))

    upkeep.look_after(watch.store, watch.now)

    assert watch.set(ticket) == before and watch.heard() == [("progress_draft", "li")]


def test_mails_that_are_switched_on_count_for_tickets_that_are_there(
    watching: Callable[..., Watch], tmp_path: Path
) -> None:
    watch = watching(0)
    ticket, section = working(watch), make_config(tmp_path, deadlines={"progress_h": 24}).deadlines

    upkeep_of(watch, Duties(pace_of(section, watch.deadlines))).look_after(watch.store, watch.now)

    assert watch.set(ticket)["progress"].due_at == MORNING + timedelta(hours=20)


def test_a_clock_that_was_a_month_ahead_silences_nobody(watching: Callable[..., Watch]) -> None:
    watch = watching()
    ticket, upkeep = working(watch), upkeep_of(watch)
    watch.later(days=30)
    assert watch.heard() == [("progress_due", "wang")]
    watch.act(ticket, "resolve", status="resolved")
    watch.act(ticket, "reopen", status="in_progress")
    watch.now = MORNING + timedelta(hours=1)

    upkeep.look_after(watch.store, watch.now)

    assert watch.set(ticket)["progress"].due_at == MORNING + timedelta(hours=20)
    watch.later(hours=23)
    assert watch.heard() == [("progress_due", "wang")]
    watch.later(hours=24)
    assert watch.heard()[0] == ("progress_due", "wang")


def test_what_is_right_is_left_alone_and_looked_at_once_an_hour(watching: Callable[..., Watch]) -> None:
    watch = watching()
    tickets = [working(watch) for _ in range(CHUNK + 1)]
    upkeep, before = upkeep_of(watch), [watch.set(ticket) for ticket in tickets]
    assert upkeep.look_after(watch.store, watch.now) == 0 and not upkeep.ahead
    for ticket in tickets:
        watch.store.unit(partial(duties.remove, ticket.id))
    watch.later(minutes=59)
    assert upkeep.look_after(watch.store, watch.now) == 0

    watch.later(minutes=1)

    assert upkeep.look_after(watch.store, watch.now) == len(tickets)
    assert [watch.set(ticket) for ticket in tickets] == before


def test_a_ticket_from_before_forms_were_kept_needs_no_mending(watching: Callable[..., Watch]) -> None:
    watch = watching()
    watch.open()

    assert upkeep_of(watch).look_after(watch.store, watch.now) == 0


@pytest.mark.parametrize("staff_changes", [False, True])
def test_what_takes_longer_than_an_hour_is_looked_through_to_the_end(
    watching: Callable[..., Watch], staff_changes: bool
) -> None:
    watch = watching()
    crowd(watch, CHUNK * MOST_CHUNKS)
    newest, upkeep = lost(watch), upkeep_of(watch)

    for _ in range(2):
        upkeep.look_after(watch.store, watch.now)
        watch.later(minutes=1 if staff_changes else 61)
        if staff_changes:
            watch.store.unit(partial(people.deactivate, watch.sun.id))

    assert watch.set(newest)
    upkeep.look_after(watch.store, watch.now)
    assert len(upkeep.ahead) == 1  # and anew from the oldest on
