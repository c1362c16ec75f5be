"""What the desk has not obeyed, and notes: words that would be commands from others, and people who have left."""

from __future__ import annotations

import structlog

from db import events
from db.events import Event
from processor.desk.register import Filing
from processor.rules.arrival import Arrival
from processor.rules.decision import Decision
from processor.rules.orders import has_ignored_orders, is_of_ex_employee

log = structlog.get_logger()


def note_suspicions(arrival: Arrival, decision: Decision, ticket_id: int | None, filing: Filing) -> None:
    """
    Record what was not obeyed. Belongs in a unit of work.

    Args:
        ticket_id: that has become of the mail, or that it was added to.
    """
    commands = [order.name for order in arrival.orders]
    by = arrival.sender_key or "nobody"
    if has_ignored_orders(arrival, decision):
        events.record(ticket_id, Event(filing.now, by, "command.ignored", {"commands": commands}))
    if is_of_ex_employee(arrival):
        named = arrival.match.ticket if arrival.match else None
        detail = {"commands": commands, "verified": arrival.verified}
        events.record(named.id if named else None, Event(filing.now, by, "security.ex_employee", detail))
        log.warning("security.ex_employee", sender=by, ticket=named.number if named else "")
