"""The same mail, delivered again."""

from __future__ import annotations

from processor.rules.arrival import Arrival
from processor.rules.decision import Record


def duplicate(arrival: Arrival) -> Record | None:
    """Message-ID and content have been taken in before: another mailbox, another life of the folder, a retry."""
    if arrival.first is None:
        return None
    item, _ = arrival.first
    return Record(f"delivered before as inbox item {item}")
