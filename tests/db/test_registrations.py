from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg

from db import registrations, tickets
from db.connection import Store, open_store
from db.registrations import Registration
from db.tickets import NewTicket

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FORM = Registration(None, "unknown", False, {"name": "李雷"}, ("asset",), {"sure": False}, questions=1, answer_by=NOW)


def ticket(store: Store, number: int = 1, status: str = "waiting_identity") -> int:
    new = NewTicket(f"TS-20261122-00{number}", "t", "a@b.c", "", "software", "general", "zh", NOW, None, None, status)
    return store.unit(lambda: tickets.add(new))


def test_a_form_is_given_back_as_it_was_kept(store: Store) -> None:
    ticket_id = ticket(store)

    store.unit(lambda: registrations.add(ticket_id, FORM))

    assert store.unit(lambda: registrations.find(ticket_id)) == FORM
    assert store.unit(lambda: registrations.find(ticket_id + 1)) is None


def test_a_form_is_replaced_whole(store: Store) -> None:
    ticket_id = ticket(store)
    store.unit(lambda: registrations.add(ticket_id, FORM))
    changed = replace(FORM, standing="claimed", fields={}, answer_by=None)

    store.unit(lambda: registrations.replace(ticket_id, changed))

    assert store.unit(lambda: registrations.find(ticket_id)) == changed


def test_only_waiting_tickets_whose_time_is_up_are_unanswered(store: Store) -> None:
    waiting, registered = ticket(store, 1), ticket(store, 2, "registered")
    for ticket_id in (waiting, registered):
        store.unit(lambda ticket_id=ticket_id: registrations.add(ticket_id, FORM))

    assert store.unit(lambda: registrations.unanswered(NOW - timedelta(seconds=1), 10)) == []
    assert store.unit(lambda: registrations.unanswered(NOW, 10)) == [waiting]


def test_a_ticket_that_somebody_changes_now_is_not_given_up(postgres_url: str) -> None:
    """Its sender's answer is being taken in by another process; to cancel it behind that would undo the answer."""
    store = open_store(postgres_url)
    ticket_id = ticket(store)
    store.unit(lambda: registrations.add(ticket_id, FORM))
    with psycopg.connect(postgres_url) as other:
        other.execute("UPDATE ticket SET status = 'registered' WHERE id = %s", (ticket_id,))
        assert store.unit(lambda: registrations.unanswered(NOW, 10)) == []
        other.rollback()

    assert store.unit(lambda: registrations.unanswered(NOW, 10)) == [ticket_id]
    store.close()
