"""What the events of a ticket tell about its statuses; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from db.events import Event
from db.tickets import Ticket
from processor.desk.calendars import Interval
from processor.desk.deadlines import WAITING, waits
from processor.desk.lifecycle import ENDED
from processor.desk.undone import undone_items
from processor.labels import LABELS

STATUSES = frozenset(LABELS["en"]["status"])  # an old → new of other things, such as priorities, is no change of status


def waits_of(ticket: Ticket, happened: Sequence[Event], until: datetime) -> tuple[Interval, ...]:
    """
    When we waited for the user of *ticket*, or it had ended, by its events, oldest first; what goes on ends at *until*.

    What a command did that was taken back counts as if it had never been.
    """
    return times_in(WAITING | ENDED, ticket, happened, until)


def times_in(
    statuses: Collection[str], ticket: Ticket, happened: Sequence[Event], until: datetime
) -> tuple[Interval, ...]:
    """When *ticket* was in one of *statuses*; as `waits_of`."""
    gone = undone_items(happened)
    kept = (event for event in happened if event.item_id not in gone and "undone" not in event.detail)
    changes = [(event.at, *moved) for event in kept if (moved := status_change(event.detail))]
    first = changes[0][1] if changes else ticket.status
    return waits([(ticket.opened_at, first), *((at, new) for at, _, new in changes)], until, statuses)


def status_change(detail: Mapping[str, Any]) -> tuple[str, str] | None:
    """
    The status before and after, None for an event that changed none.

    Commands record all columns that they change, as `changes`; what has a single old and new names them itself.
    """
    changes = detail.get("changes")
    pair = changes.get("status") if isinstance(changes, dict) else (detail.get("old"), detail.get("new"))
    match pair:
        case [str(old), str(new)] if old in STATUSES and new in STATUSES:
            return old, new
    return None
