from __future__ import annotations

from datetime import UTC, datetime, timedelta

import peewee as pw
import pytest

from db import inbox
from db.connection import Store
from db.inbox import Outcome, Received, Source

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
SOURCE = Source("support", "INBOX", 4294967295)


def received(uid: int, raw: bytes = b"Subject: x\r\n\r\ny", **changes: object) -> Received:
    return Received(**{"uid": uid, "size": len(raw), "received_at": NOW, "raw": raw, **changes})  # type: ignore[arg-type]


def claim_all(store: Store, now: datetime = NOW, holder: str = "me") -> list[inbox.Claimed]:
    return store.unit(lambda: inbox.claim(holder, now, now + timedelta(minutes=5), 100, 1 << 30))


def test_a_mail_is_stored_once_however_often_it_is_collected(store: Store) -> None:
    mails = [received(4294967295), received(7)]

    assert store.unit(lambda: inbox.store(SOURCE, mails, NOW)) == 2
    assert store.unit(lambda: inbox.store(SOURCE, [*mails, received(8)], NOW)) == 1
    assert [item.raw for item in claim_all(store)] == [b"Subject: x\r\n\r\ny"] * 3


def test_the_same_uid_in_another_life_of_the_folder_is_another_mail(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(1)], NOW))

    assert store.unit(lambda: inbox.store(Source("support", "INBOX", 2), [received(1)], NOW)) == 1


def test_a_claimed_item_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(1)], NOW))

    assert len(claim_all(store)) == 1
    assert claim_all(store, LATER - timedelta(seconds=1), "you") == []
    (again,) = claim_all(store, LATER + timedelta(seconds=1), "you")
    assert again.attempts == 2


def test_a_released_item_has_not_lost_an_attempt(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(1)], NOW))
    (item,) = claim_all(store)

    store.unit(lambda: inbox.release([item.id]))

    assert claim_all(store)[0].attempts == 1


def test_a_claim_stays_within_its_budget_of_bytes_but_takes_at_least_one(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(uid, b"x" * 1000) for uid in (1, 2, 3)], NOW))

    take = lambda budget: len(store.unit(lambda: inbox.claim("me", NOW, LATER, 10, budget)))

    assert take(2500) == 2
    assert take(10) == 1


def test_a_gap_is_filled_when_the_server_gives_the_mail_after_all(store: Store) -> None:
    store.unit(lambda: inbox.store_gaps(SOURCE, [(5, "FETCH gave nothing")], NOW))
    assert store.unit(lambda: inbox.known_uids(SOURCE, [5])) == set()

    assert store.unit(lambda: inbox.store(SOURCE, [received(5)], NOW)) == 1

    assert store.unit(lambda: inbox.known_uids(SOURCE, [5])) == {5}
    assert store.unit(inbox.counts) == {"new": 1}


def test_one_identity_is_taken_in_once(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(1), received(2)], NOW))
    first, second = claim_all(store)
    store.unit(lambda: inbox.conclude(first.id, Outcome("ignored", "test", identity="same")))

    with pytest.raises(pw.IntegrityError):
        store.unit(lambda: inbox.conclude(second.id, Outcome("ignored", "test", identity="same")))
    assert store.unit(lambda: inbox.find_identity("same")) == (first.id, None)


def test_a_quarantined_item_can_be_replayed_and_nothing_else(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(1), received(2)], NOW))
    bad, good = claim_all(store)
    store.unit(lambda: inbox.conclude(bad.id, Outcome("quarantined", "too deep")))
    store.unit(lambda: inbox.conclude(good.id, Outcome("ignored", "bulk")))

    assert store.unit(lambda: inbox.replay(bad.id))
    assert not store.unit(lambda: inbox.replay(good.id))
    assert [item.id for item in claim_all(store)] == [bad.id]


@pytest.mark.parametrize("text", ["NUL \0 in it", "lone \udcd5 surrogate", "emoji 😀 stays"])
def test_text_that_an_engine_refuses_is_made_storable(store: Store, text: str) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(1)], NOW))
    (item,) = claim_all(store)

    store.unit(lambda: inbox.conclude(item.id, Outcome("ignored", text, subject=text, sender=text)))

    (shown,) = store.unit(inbox.summaries)
    assert shown.reason == shown.subject == text.replace("\0", "\ufffd").replace("\udcd5", "\ufffd")


def test_unsettled_mails_are_known_until_they_are_settled(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(uid) for uid in (1, 2, 3)], NOW))

    store.unit(lambda: inbox.mark_settled(SOURCE, [1, 3]))

    assert store.unit(lambda: inbox.unsettled(SOURCE, 10)) == [2]


def test_a_mail_that_stays_as_it_is_in_the_mailbox_is_settled_from_the_start(store: Store) -> None:
    store.unit(lambda: inbox.store(SOURCE, [received(1), received(2, settled=True)], NOW))

    assert store.unit(lambda: inbox.unsettled(SOURCE, 10)) == [1]
