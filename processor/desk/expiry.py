"""What was waited for and did not come in time: commands that nobody confirmed, keys that nobody used."""

from __future__ import annotations

from datetime import datetime

import structlog

from db import events, held, keys
from db.connection import Store
from db.events import Event
from processor.rules.trust import KEY_AGE

log = structlog.get_logger()

BATCH = 100  # mails given up in one transaction


def give_up_unconfirmed(store: Store, now: datetime) -> int:
    """Never carry out what was held and not confirmed in time; how many mails. In units of work of its own."""
    total = 0
    while given_up := store.unit(lambda: _give_up(now)):
        total += len(given_up)
        for item_id in given_up:
            log.info("command.expired", item=item_id)
    return total


def forget_keys(store: Store, now: datetime) -> int:
    """Links in mails to the staff work that long and no longer; how many were forgotten. A unit of work of its own."""
    return store.unit(lambda: keys.purge(now - KEY_AGE))


def _give_up(now: datetime) -> list[int]:
    late = [each for each in held.expired(now, BATCH) if held.reject(each.item_id, "not confirmed in time")]
    for each in late:
        events.record(each.ticket_id, Event(now, "desk", "command.expired", {"orders": each.orders}, each.item_id))
    return [each.item_id for each in late]
