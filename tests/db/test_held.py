from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from db import held, inbox
from db.connection import Store
from db.held import Held
from db.inbox import Outcome, Received, Source

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=24)
SOURCE = Source("support", "INBOX", 1)


def hold(store: Store, expires_at: datetime = LATER) -> Held:
    """A mail that has been taken in and is held."""

    def work() -> Held:
        inbox.store(SOURCE, [Received(1, 1, NOW, b"x")], NOW)
        (item,) = inbox.claim("me", NOW, LATER, 1, 1)
        waiting = Held(item.id, None, None, "#accept", NOW, expires_at)
        held.add(waiting)
        inbox.conclude(item.id, Outcome("held", "waits"))
        return waiting

    return store.unit(work)


def waiting(store: Store, now: datetime = NOW) -> int:
    return len(store.unit(lambda: inbox.claim("me", now, now + timedelta(minutes=1), 10, 10)))


def test_what_is_held_is_given_back_as_it_was_kept(store: Store) -> None:
    kept = hold(store)

    assert store.unit(lambda: held.find(kept.item_id)) == kept
    assert store.unit(lambda: held.find(kept.item_id + 1)) is None
    assert waiting(store) == 0


def test_a_confirmed_mail_is_in_line_again_once(store: Store) -> None:
    kept = hold(store)
    confirmed = NOW + timedelta(hours=1)

    assert store.unit(lambda: held.confirm(kept.item_id, confirmed))
    assert store.unit(lambda: held.find(kept.item_id)) == replace(kept, confirmed_at=confirmed)
    assert not store.unit(lambda: held.confirm(kept.item_id, confirmed))
    assert not store.unit(lambda: held.reject(kept.item_id, "no"))
    assert waiting(store, confirmed) == 1


def test_too_late_is_too_late(store: Store) -> None:
    kept = hold(store)

    assert not store.unit(lambda: held.confirm(kept.item_id, LATER))
    assert store.unit(lambda: held.find(kept.item_id)) == kept
    assert waiting(store, LATER) == 0


def test_what_was_rejected_is_never_carried_out(store: Store) -> None:
    kept = hold(store)

    assert store.unit(lambda: held.reject(kept.item_id, "not theirs"))
    assert not store.unit(lambda: held.confirm(kept.item_id, NOW))
    assert store.unit(lambda: held.find(kept.item_id)) == kept
    assert [(item.status, item.reason) for item in store.unit(inbox.summaries)] == [("ignored", "not theirs")]


def test_only_what_nobody_has_decided_expires(store: Store) -> None:
    kept = hold(store)

    assert store.unit(lambda: held.expired(LATER - timedelta(seconds=1), 10)) == []
    assert store.unit(lambda: held.expired(LATER, 10)) == [kept]
    store.unit(lambda: held.reject(kept.item_id, "nobody has answered"))
    assert store.unit(lambda: held.expired(LATER, 10)) == []
