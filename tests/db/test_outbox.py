from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db import inbox, outbox
from db.connection import Store
from db.inbox import Received, Source
from db.outbox import Queued, Result
from db.tickets import NewTicket, add

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def mail(number: int = 1, **changes: object) -> Queued:
    values = {
        "kind": "acknowledgement",
        "recipient": f"User{number}@Example.org",
        "recipient_key": f"user{number}@example.org",
        "message_id": f"ts.{number}@desk.example",
        "token": f"token{number}",
        "raw": b"Subject: hello\r\n\r\nbody\r\n",
    }
    return Queued(**{**values, **changes})  # type: ignore[arg-type]


def queue(store: Store, *mails: Queued) -> list[bool]:
    return store.unit(lambda: [outbox.queue(each, NOW) for each in mails])


def claim(store: Store, now: datetime = NOW, holder: str = "me") -> list[outbox.Claimed]:
    return store.unit(lambda: outbox.claim(holder, now, now + timedelta(minutes=5), 10))


def statuses(store: Store) -> dict[str, int]:
    return store.unit(outbox.counts)


def ticket(store: Store) -> int:
    new = NewTicket("TS-20261122-001", "t", "a@b.c", "", "software", "general", "en", NOW, None)
    return store.unit(lambda: add(new))


def test_the_same_cause_queues_a_kind_once_for_a_recipient(store: Store) -> None:
    store.unit(lambda: inbox.store(Source("m", "INBOX", 1), [Received(1, 1, NOW, b"x")], NOW))
    cause = store.unit(inbox.summaries)[0].id

    first = mail(1, inbox_item_id=cause)
    again = mail(2, inbox_item_id=cause, recipient_key=first.recipient_key)

    assert queue(store, first, again) == [True, False]


def test_what_is_queued_is_what_is_claimed(store: Store) -> None:
    queue(store, mail(1))

    (row,) = claim(store)

    assert (row.recipient, row.sender, row.raw) == (
        "User1@Example.org",
        "",
        b"Subject: hello\r\n\r\nbody\r\n",
    )


def test_a_claimed_row_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    queue(store, mail(1))

    assert len(claim(store)) == 1
    assert claim(store, NOW, "you") == []
    assert len(claim(store, LATER + timedelta(seconds=1), "you")) == 1


def test_a_row_whose_hand_over_began_is_never_claimed_again_but_becomes_uncertain(store: Store) -> None:
    queue(store, mail(1))
    (row,) = claim(store)
    store.unit(lambda: outbox.begin("me", [row.id], LATER))

    assert store.unit(lambda: outbox.mark_uncertain(NOW)) == 0
    assert store.unit(lambda: outbox.mark_uncertain(LATER + timedelta(seconds=1))) == 1
    assert claim(store, LATER + timedelta(days=1)) == []
    assert statuses(store) == {"uncertain": 1}


def test_a_deferred_row_waits_until_it_is_due(store: Store) -> None:
    queue(store, mail(1))
    (row,) = claim(store)

    store.unit(lambda: outbox.record(Result(row.id, "queued", 451, "later", NOW, due_at=LATER)))

    assert claim(store, LATER - timedelta(seconds=1)) == []
    (again,) = claim(store, LATER)
    assert again.attempts == 1


def test_a_sent_row_can_neither_be_dropped_nor_retried(store: Store) -> None:
    queue(store, mail(1))
    (row,) = claim(store)
    store.unit(lambda: outbox.record(Result(row.id, "sent", 250, "ok", NOW)))

    assert not store.unit(lambda: outbox.drop(row.id))
    assert not store.unit(lambda: outbox.retry(row.id, NOW))


def test_a_dropped_row_is_not_sent_unless_it_is_retried(store: Store) -> None:
    queue(store, mail(1))
    (shown,) = store.unit(outbox.summaries)

    assert store.unit(lambda: outbox.drop(shown.id))
    assert claim(store) == []
    assert store.unit(lambda: outbox.retry(shown.id, NOW))
    assert len(claim(store)) == 1


def test_an_answer_is_found_by_message_id_and_by_token_newest_first(store: Store) -> None:
    ticket_id = ticket(store)
    queue(store, mail(1, ticket_id=ticket_id), mail(2, ticket_id=ticket_id), mail(3))

    found = store.unit(lambda: outbox.answered(["ts.1@desk.example", "ts.3@desk.example"], ["token2"]))

    to_whom = [(evidence.recipient_key, evidence.ticket_id) for evidence in found]
    assert to_whom == [("user3@example.org", None), ("user2@example.org", ticket_id), ("user1@example.org", ticket_id)]


def test_automatic_mails_are_counted_for_the_caps(store: Store) -> None:
    ticket_id = ticket(store)
    queue(store, mail(1, ticket_id=ticket_id), mail(2), mail(3, automatic=False, ticket_id=ticket_id))
    before, after = NOW - timedelta(hours=1), NOW + timedelta(seconds=1)

    assert store.unit(lambda: outbox.automatic_since(before)) == 2
    assert store.unit(lambda: outbox.automatic_since(after)) == 0
    assert store.unit(lambda: outbox.automatic_to("user1@example.org", before)) == 1
    assert store.unit(lambda: outbox.automatic_of(ticket_id, before)) == 1


def test_only_the_holder_begins_a_hand_over_and_only_once(store: Store) -> None:
    queue(store, mail(1), mail(2), mail(3))
    ids = [row.id for row in claim(store)]
    late = LATER + timedelta(seconds=1)
    store.unit(lambda: outbox.drop(ids[0]))
    store.unit(lambda: outbox.claim("you", late, late + timedelta(minutes=5), 1))

    assert store.unit(lambda: outbox.begin("me", ids, late)) == [ids[2]]
    assert store.unit(lambda: outbox.begin("me", ids, late)) == []


def test_a_delayed_row_waits_without_losing_an_attempt(store: Store) -> None:
    queue(store, mail(1), mail(2))
    mine, yours = (row.id for row in claim(store))
    store.unit(lambda: outbox.release([yours]))
    claim(store, NOW, "you")

    store.unit(lambda: outbox.delay("me", [mine, yours], 421, "busy", LATER))

    assert claim(store, LATER - timedelta(seconds=1), "me") == []
    (row,) = claim(store, LATER, "me")
    assert (row.id, row.attempts) == (mine, 0)
    shown = {each.id: each.answer for each in store.unit(outbox.summaries)}
    assert shown == {mine: "busy", yours: ""}
