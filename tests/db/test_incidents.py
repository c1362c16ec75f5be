from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from db import incidents, registrations, tickets
from db.connection import Store
from db.registrations import Registration
from db.tickets import NewTicket

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN = ("registered", "accepted")


def add(number: int, **changes: Any) -> int:
    values: dict[str, Any] = {
        "number": f"TS-20261122-{number:03d}",
        "title": "VPN连不上",
        "requester_addr": f"u{number}@example.org",
        "requester_name": "李雷",
        "category": "software",
        "priority": "general",
        "language": "zh",
        "opened_at": NOW,
        "response_due_at": NOW + 8 * HOUR,
    }
    ticket_id = tickets.add(NewTicket(**(values | changes)))
    registrations.add(ticket_id, Registration(None, "known", True, {"description": "提示超时"}))
    return ticket_id


def fill(store: Store, *new: dict[str, Any]) -> list[int]:
    """Tickets 001 and on, with what is special of each."""
    return store.unit(lambda: [add(number, **changes) for number, changes in enumerate(new, 1)])


def recent(store: Store, limit: int = 200) -> list[str]:
    return [each.number[-3:] for each in store.unit(lambda: incidents.opened_between(NOW - HOUR, NOW, OPEN, limit))]


def test_only_open_tickets_of_the_hour_with_a_promise_are_compared(store: Store) -> None:
    fill(
        store,
        {},
        {"opened_at": NOW - 2 * HOUR},
        {"status": "resolved"},
        {"response_due_at": None},
        {"status": "accepted"},
        {"opened_at": NOW + HOUR},
    )

    assert recent(store) == ["001", "005"]
    assert store.unit(lambda: incidents.opened_between(NOW - HOUR, NOW, OPEN, 1))[0].text == "提示超时"


def test_who_writes_hundreds_of_mails_hides_nobody(store: Store) -> None:
    fill(store, {}, *[{"requester_addr": "bomb@example.org"}] * 28, {})

    assert recent(store, limit=5) == ["001", "027", "028", "029", "030"]


def test_an_incident_and_a_cluster_know_their_tickets(store: Store) -> None:
    one, two, three = fill(store, {}, {}, {})

    store.unit(lambda: incidents.lead([one, two], one))
    store.unit(lambda: incidents.gather([one, three], one))

    led, similar = store.unit(lambda: (incidents.led_by(one), incidents.similar_to(one)))
    assert [(each.id, each.parent) for each in led] == [(one, one), (two, one)]
    assert [(each.id, each.cluster) for each in similar] == [(one, one), (three, one)]
    assert store.unit(lambda: incidents.led_by(two)) == []
