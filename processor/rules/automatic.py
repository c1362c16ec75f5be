"""Mail that nobody wrote: recorded, never answered, no change of state (RFC 3834 §2)."""

from __future__ import annotations

from processor.rules.arrival import Arrival
from processor.rules.decision import Open, Record


def own(arrival: Arrival) -> Record | None:
    """A mail of ours that came back: a copy, a forwarding, a loop."""
    return _recorded(arrival, "own")


def bounce(arrival: Arrival) -> Record | None:
    """A delivery report is noted on the ticket whose notice failed, and opens none."""
    return _recorded(arrival, "bounce")


def automatic_reply(arrival: Arrival) -> Record | None:
    """Out of office and its like are noted on the ticket that they answer."""
    return _recorded(arrival, "reply")


def machine(arrival: Arrival) -> Open | None:
    """A monitor or scanner that may open tickets; it is never answered."""
    if arrival.from_machine and arrival.message.automation.kind in ("none", "bulk"):
        return Open(answer=False)
    return None


def bulk(arrival: Arrival) -> Record | None:
    """Lists, newsletters, notices of machines that nobody has listed."""
    return _recorded(arrival, "bulk")


def _recorded(arrival: Arrival, kind: str) -> Record | None:
    automation = arrival.message.automation
    if automation.kind != kind:
        return None
    return Record(f"{kind}: {automation.reason}", arrival.ticket)
