"""Which command mails have been taken back; pure."""

from __future__ import annotations

from collections.abc import Iterable

from db.events import Event

UNDO = "command.undo"


def undone_items(happened: Iterable[Event]) -> frozenset[int]:
    """Inbox items whose commands were taken back, by the events of a ticket: what they did and said counts no more."""
    return frozenset(event.detail["undone"] for event in happened if event.kind == UNDO and "undone" in event.detail)
