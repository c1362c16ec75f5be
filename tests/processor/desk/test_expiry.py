"""What nobody confirms or uses in time is given up, once, and the ticket says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from support.watch import MORNING, Watch

from db import events, held, inbox, keys
from db.connection import Store
from db.held import Held
from db.inbox import Outcome, Received, Source
from db.keys import QuickKey
from processor.desk.expiry import BATCH, forget_keys, give_up_unconfirmed

HOUR = timedelta(hours=1)


@pytest.fixture
def watch(store: Store, tmp_path: Path) -> Watch:
    return Watch(store, tmp_path)


def hold(watch: Watch, *expiries: float, ticket_id: int | None = None) -> list[int]:
    """Held mails that expire so many hours from MORNING; their items."""
    mails = [Received(uid, 10, MORNING, b"Subject: #accept %d\r\n\r\nx" % uid) for uid, _ in enumerate(expiries, 1)]

    def store() -> list[int]:
        inbox.store(Source("support", "INBOX", 1), mails, MORNING)
        items = sorted(summary.id for summary in inbox.summaries(limit=100_000))
        for item_id, hours in zip(items, expiries, strict=True):
            inbox.conclude(item_id, Outcome("held", "unproven", ticket_id))
            held.add(Held(item_id, watch.li.id, ticket_id, "#accept", MORNING, MORNING + hours * HOUR))
        return items

    return watch.store.unit(store)


def statuses(watch: Watch) -> dict[int, tuple[str, str]]:
    found = watch.store.unit(lambda: inbox.summaries(limit=100_000))
    return {each.id: (each.status, each.reason) for each in found}


def test_what_nobody_confirmed_in_time_is_never_carried_out_and_the_ticket_says_so(watch: Watch) -> None:
    ticket = watch.open()
    late, waiting = hold(watch, 1, 3, ticket_id=ticket.id)
    assert give_up_unconfirmed(watch.store, MORNING + 0.99 * HOUR) == 0

    assert give_up_unconfirmed(watch.store, MORNING + 2 * HOUR) == 1

    assert statuses(watch) == {late: ("ignored", "not confirmed in time"), waiting: ("held", "unproven")}
    assert watch.store.unit(lambda: held.confirm(late, MORNING + 2 * HOUR)) is False
    (told,) = [event for event in watch.store.unit(lambda: events.of_ticket(ticket.id)) if "command" in event.kind]
    assert (told.kind, told.detail, told.item_id) == ("command.expired", {"orders": "#accept"}, late)
    assert give_up_unconfirmed(watch.store, MORNING + 2 * HOUR) == 0


def test_what_was_confirmed_is_not_given_up(watch: Watch) -> None:
    (item,) = hold(watch, 1)
    watch.store.unit(lambda: held.confirm(item, MORNING))

    assert give_up_unconfirmed(watch.store, MORNING + 2 * HOUR) == 0
    assert statuses(watch)[item][0] == "new"


def test_more_than_fit_into_one_transaction_are_all_given_up(watch: Watch) -> None:
    hold(watch, *[1.0] * (BATCH + 5))

    assert give_up_unconfirmed(watch.store, MORNING + 2 * HOUR) == BATCH + 5


def test_keys_are_forgotten_after_thirty_days(watch: Watch) -> None:
    ticket = watch.open()
    old, new = (QuickKey(key, watch.li.id, ticket.id, MORNING + days * 24 * HOUR) for key, days in (("a", 0), ("b", 1)))
    watch.store.unit(lambda: keys.add([old, new]))

    assert forget_keys(watch.store, MORNING + 30 * 24 * HOUR) == 0
    assert forget_keys(watch.store, MORNING + 30.5 * 24 * HOUR) == 1

    assert watch.store.unit(lambda: (keys.find("a"), keys.find("b"))) == (None, new)
