"""What is asked for each mail must not cost more the more tickets there are: no query reads a whole table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import (
    blobs,
    correspondents,
    duties,
    escalations,
    events,
    held,
    inbox,
    incidents,
    keys,
    outbox,
    people,
    surveys,
    threads,
    tickets,
    turns,
    workload,
)
from db.connection import Store, open_store
from db.events import Event
from db.inbox import Outcome, Received, Source
from db.migrations import migrate
from db.outbox import Queued, Result

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SOURCE = Source("support", "INBOX", 1)
MAIL = Received(1, 10, NOW, b"Subject: x\r\n\r\nx")
QUEUED = Queued("acknowledgement", "li@example.org", "li@example.org", "ts.a@desk.example", "a", b"x")
WORK: dict[str, Callable[[], object]] = {
    "store": lambda: inbox.store(SOURCE, [MAIL], NOW),
    "known": lambda: inbox.known_uids(SOURCE, [1, 2]),
    "claim": lambda: inbox.claim("me", NOW, NOW + timedelta(minutes=1), 100, 1 << 20),
    "identity": lambda: inbox.find_identity("x"),
    "answered": lambda: outbox.answered(["a@b", "c@d"], []),
    "answered by token": lambda: outbox.answered(["a@b"], ["f" * 32]),
    "thread": lambda: tickets.by_thread(["a@b", "c@d"]),
    "number": lambda: tickets.find("TS-20261122-001"),
    "participant": lambda: tickets.is_participant(1, "li@example.org"),
    "proven": lambda: correspondents.is_proven("li@example.org"),
    "blob": lambda: blobs.store("f" * 64, b"x"),
    "event": lambda: events.record(None, Event(NOW, "desk", "x", {})),
    "letters of a ticket": lambda: (
        outbox.thread_of(1, "li@example.org"),
        threads.ids_of(1),
        threads.writers_of(1),
        threads.files_of(1),
        threads.is_history(1),
        blobs.size_of("f" * 64),
    ),
    "caps": lambda: (
        outbox.automatic_since(NOW),
        outbox.automatic_to("li@example.org", NOW),
        outbox.of_kinds_to(["identity_confirmation"], "li@example.org", NOW),
        outbox.automatic_of(1, NOW),
        outbox.of_kinds_to(["new_ticket", "user_wrote"], "li@example.org", NOW),
    ),
    "conclude": lambda: inbox.conclude(1, Outcome("ignored", "x")),
    "queue": lambda: outbox.queue(QUEUED, NOW),
    "load": lambda: (
        workload.counts("assignee", [1, 2, 3], ["registered", "accepted"]),
        workload.counts("coordinator", [1, 2, 3], ["registered", "accepted"]),
    ),
    "solved": lambda: workload.solved("hardware", 200),
    "similar": lambda: (
        incidents.opened_between(NOW, NOW, ["registered", "accepted"], 200),
        incidents.led_by(1),
        incidents.similar_to(1),
    ),
    "turns": lambda: (
        turns.last_in("a"),
        turns.take("a", 1),
        turns.remember(1, NOW),
        turns.last_given([1, 2]),
    ),
    "clocks": lambda: (
        events.of_ticket(1),
        escalations.of_ticket(1),
        people.has_any(["engineer", "lead"]),
        duties.of_ticket(1),
        duties.due_tickets(NOW, 20),
        duties.postpone(1, NOW, NOW),
        duties.remove(1, ["triage"]),
        held.expired(NOW, 100),
        keys.purge(NOW),
    ),
    "surveys": lambda: (surveys.newest(1), surveys.end(1, "closed", NOW)),
    "claim to send": lambda: outbox.claim("me", NOW, NOW + timedelta(minutes=1), 100),
    "hand over": lambda: (outbox.begin("me", [1], NOW), outbox.record(Result(1, "sent", 250, "ok", NOW))),
}


# What an index has found is gone through once more.
FOUND = ("SCAN (subquery", "SCAN ranked")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    migrate(opened)
    return opened


@pytest.mark.parametrize("name", WORK)
def test_no_query_of_a_mails_way_reads_a_whole_table(store: Store, name: str) -> None:
    statements: list[str] = []
    store.unit(lambda: None)
    connection = store.database.connection()
    connection.set_trace_callback(statements.append)
    store.unit(WORK[name])
    connection.set_trace_callback(None)

    asked = [statement for statement in statements if statement.startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))]
    plans = {s: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {s}").fetchall()] for s in asked}
    store.close()
    assert asked
    assert {s: steps for s, steps in plans.items() if _reads_all(steps)} == {}


def _reads_all(steps: list[str]) -> bool:
    return any(step.startswith("SCAN") and not step.startswith(FOUND) for step in steps)
