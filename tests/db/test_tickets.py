from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from db import blobs, events, leases, merges, tickets, watermarks
from db.connection import Store, open_store
from db.events import Event
from db.fields import EPOCH
from db.schema import Ticket as Row
from db.tickets import File, NewEntry, NewTicket
from db.watermarks import Watermark

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)


def new(number: str, **changes: object) -> NewTicket:
    values = {
        "number": number,
        "title": "打印机卡纸",
        "requester_addr": "li@example.org",
        "requester_name": "李雷",
        "category": "hardware",
        "priority": "general",
        "language": "zh",
        "opened_at": NOW,
        "response_due_at": NOW + timedelta(hours=8),
    }
    return NewTicket(**{**values, **changes})  # type: ignore[arg-type]


def test_numbers_count_by_day_and_grow_beyond_999(store: Store) -> None:
    take = lambda day: store.unit(lambda: tickets.next_number("TS", day))

    assert [take(DAY), take(DAY), take(date(2026, 11, 23))] == [
        "TS-20261122-001",
        "TS-20261122-002",
        "TS-20261123-001",
    ]
    numbers = store.unit(lambda: [tickets.next_number("TS", DAY) for _ in range(998)])
    assert numbers[-2:] == ["TS-20261122-999", "TS-20261122-1000"]


def test_numbers_are_unique_among_many_at_once(database_url: str) -> None:
    store = open_store(database_url)
    taken: list[str] = []

    def work() -> None:
        for _ in range(10):
            taken.append(store.unit(lambda: tickets.next_number("TS", DAY)))
        store.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [f"TS-20261122-{n:03d}" for n in range(1, 41)]


def test_a_number_of_a_unit_that_failed_is_given_again(store: Store) -> None:
    def work() -> None:
        tickets.next_number("TS", DAY)
        raise KeyError

    with pytest.raises(KeyError):
        store.unit(work)

    assert store.unit(lambda: tickets.next_number("TS", DAY)) == "TS-20261122-001"


def test_a_ticket_is_found_by_its_number_with_what_it_is_linked_to(store: Store) -> None:
    first = store.unit(lambda: tickets.add(new("TS-20261122-001", title="x" * 500)))
    store.unit(lambda: tickets.add(new("TS-20261122-002", linked_to=first)))

    found = store.unit(lambda: tickets.find("TS-20261122-002"))

    assert found is not None and found.linked_to == "TS-20261122-001" and found.opened_at == NOW
    assert store.unit(lambda: tickets.find("TS-20261122-003")) is None
    assert len(store.unit(lambda: tickets.get(first)).title) == 500


def test_merges_are_followed_to_the_end_and_a_cycle_is_survived(store: Store) -> None:
    a, b, c = (store.unit(lambda n=n: tickets.add(new(f"TS-20261122-00{n}"))) for n in (1, 2, 3))

    def merge(source: int, target: int) -> None:
        store.unit(lambda: Row.update(merged_into=target).where(Row.id == source).execute())

    merge(a, b)
    merge(b, c)
    assert store.unit(lambda: merges.follow_merges(tickets.get(a))).id == c
    assert [part.id for part in store.unit(lambda: merges.merged_into(c))] == [b, a]
    merge(c, a)
    assert store.unit(lambda: merges.follow_merges(tickets.get(a))).id == c
    assert [part.id for part in store.unit(lambda: merges.merged_into(c))] == [b, a]


def test_a_participant_is_there_once_and_keeps_the_first_role(store: Store) -> None:
    ticket_id = store.unit(lambda: tickets.add(new("TS-20261122-001")))

    store.unit(
        lambda: tickets.add_participants(ticket_id, [("li@example.org", "李雷", "requester"), ("", "", "copied")])
    )
    store.unit(
        lambda: tickets.add_participants(ticket_id, [("li@example.org", "x", "copied"), ("b@c.d", "", "copied")])
    )

    assert store.unit(lambda: tickets.participants(ticket_id)) == [
        ("li@example.org", "李雷", "requester"),
        ("b@c.d", "", "copied"),
    ]
    assert store.unit(lambda: tickets.is_participant(ticket_id, "b@c.d"))
    assert not store.unit(lambda: tickets.is_participant(ticket_id, "c@c.d"))


def test_an_attachment_that_comes_twice_is_stored_once_and_shown_twice(store: Store) -> None:
    ticket_id = store.unit(lambda: tickets.add(new("TS-20261122-001")))
    file = File("a" * 64, "图.png", "image/png", "", False)

    def add() -> None:
        blobs.store(file.sha256, b"\0png")
        tickets.add_entry(ticket_id, NewEntry("user", "li@example.org", "李雷", NOW, "见附件", files=(file,)))

    store.unit(add)
    store.unit(add)

    assert store.unit(lambda: blobs.read(file.sha256)) == b"\0png"
    assert [entry.files for entry in store.unit(lambda: tickets.entries(ticket_id))] == [(("图.png", 4),)] * 2


def test_a_thread_id_leads_to_its_ticket(store: Store) -> None:
    ticket_id = store.unit(lambda: tickets.add(new("TS-20261122-001")))

    for _ in range(2):
        store.unit(lambda: tickets.add_thread_id(ticket_id, "a@b"))

    assert store.unit(lambda: tickets.by_thread(["x@y", "a@b"])) == [ticket_id]
    assert store.unit(lambda: tickets.by_thread([])) == []


def test_events_are_kept_in_order_with_their_details(store: Store) -> None:
    ticket_id = store.unit(lambda: tickets.add(new("TS-20261122-001")))
    happened = [
        Event(NOW, "desk", "ticket.opened", {"规则": "新"}),
        Event(NOW, "li@example.org", "entry.added", {}),
    ]

    store.unit(lambda: [events.record(ticket_id, event) for event in happened])

    assert store.unit(lambda: events.of_ticket(ticket_id)) == happened


def test_a_lease_has_one_holder_until_it_ends(store: Store) -> None:
    acquire = lambda who, now: store.unit(lambda: leases.acquire("tick", who, now, now + timedelta(minutes=1)))

    assert acquire("a", NOW)
    assert not acquire("b", NOW + timedelta(seconds=59))
    assert acquire("a", NOW + timedelta(seconds=59))
    assert not acquire("b", NOW + timedelta(seconds=61))
    store.unit(lambda: leases.release("tick", "a"))
    assert acquire("b", NOW)


def test_a_watermark_is_kept_for_each_folder(store: Store) -> None:
    inbox, other = Watermark(1, 6806, NOW, NOW, EPOCH), Watermark(4294967295, 6035, NOW, NOW, EPOCH)

    store.unit(lambda: watermarks.write("m", "INBOX", inbox))
    store.unit(lambda: watermarks.write("m", "VIP", inbox))
    store.unit(lambda: watermarks.write("m", "VIP", other))

    assert store.unit(lambda: watermarks.read("m", "INBOX")) == inbox
    assert store.unit(lambda: watermarks.read("m", "VIP")) == other
    assert store.unit(lambda: watermarks.read("n", "INBOX")) is None
