"""What has happened to a ticket since it was last said to be solved; pure."""

from __future__ import annotations

from collections.abc import Sequence

from db.events import Event
from processor.desk.undone import undone_items

RESOLVED = "command.resolve"


def since_resolved(happened: Sequence[Event]) -> Sequence[Event]:
    """
    From the last solution on that was not taken back, with that; nothing when there is none.

    By the order of the events, not by their times: a clock that is set back must not change it.
    """
    gone = undone_items(happened)
    last = [at for at, event in enumerate(happened) if event.kind == RESOLVED and event.item_id not in gone]
    return happened[last[-1] :] if last else ()
