"""What the events of a ticket tell about its statuses; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from db.events import Event
from db.tickets import Ticket
from processor.desk.calendars import Interval
from processor.desk.deadlines import waits
from processor.labels import LABELS

STATUSES = frozenset(LABELS["en"]["status"])  # an old → new of other things, such as priorities, is no change of status


def waits_of(ticket: Ticket, happened: Sequence[Event], until: datetime) -> tuple[Interval, ...]:
    """When we waited for the user of *ticket*, by its events, oldest first; a wait that goes on ends at *until*."""
    changes = [(event.at, str(event.detail["old"]), str(event.detail["new"])) for event in happened if _moves(event)]
    first = changes[0][1] if changes else ticket.status
    return waits([(ticket.opened_at, first), *((at, new) for at, _, new in changes)], until)


def _moves(event: Event) -> bool:
    return event.detail.get("old") in STATUSES and event.detail.get("new") in STATUSES
