from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db import keys, people, tickets
from db.connection import Store
from db.keys import QuickKey
from db.people import Profile
from db.tickets import NewTicket

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEW = NewTicket("TS-20261122-001", "t", "a@b.c", "", "software", "general", "zh", NOW, None, None, "registered")


def add(store: Store, *names: str, at: datetime = NOW) -> list[QuickKey]:
    def work() -> list[QuickKey]:
        found = tickets.find(NEW.number)
        ticket_id = found.id if found else tickets.add(NEW)
        (person, *_) = people.all_people() or [people.add(Profile(name="韩梅梅", addresses=("han@desk.example",)))]
        new = [QuickKey(name, person.id, ticket_id, at) for name in names]
        keys.add(new)
        return new

    return store.unit(work)


def test_a_key_is_good_for_one_mail(store: Store) -> None:
    (new,) = add(store, "a")

    assert store.unit(lambda: keys.find("a")) == new
    assert store.unit(lambda: keys.use("a", NOW))
    assert not store.unit(lambda: keys.use("a", NOW))
    assert not store.unit(lambda: keys.use("b", NOW))
    used = store.unit(lambda: keys.find("a"))
    assert used is not None and used.used_at == NOW


def test_old_keys_are_forgotten(store: Store) -> None:
    add(store, "a", at=NOW - timedelta(days=31))
    add(store, "b")

    assert store.unit(lambda: keys.purge(NOW - timedelta(days=30))) == 1
    assert store.unit(lambda: keys.find("a")) is None
    assert store.unit(lambda: keys.find("b")) is not None


def test_no_keys_are_no_rows(store: Store) -> None:
    store.unit(lambda: keys.add([]))
