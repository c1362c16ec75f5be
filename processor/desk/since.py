"""How a ticket was said to be solved, and what has happened to it since then; pure."""

from __future__ import annotations

from collections.abc import Sequence

from db.events import Event
from processor.desk.undone import undone_items

RESOLVED, REJECTED = "command.resolve", "user.rejected"


def since_resolved(happened: Sequence[Event]) -> Sequence[Event]:
    """
    From the last solution on that was not taken back, with that; nothing when there is none.

    By the order of the events, not by their times: a clock that is set back must not change it.
    """
    gone = undone_items(happened)
    last = [at for at, event in enumerate(happened) if event.kind == RESOLVED and event.item_id not in gone]
    return happened[last[-1] :] if last else ()


def solution_of(happened: Sequence[Event]) -> str:
    """
    What the user was last told of how it was solved; "" for nothing, and where they have said since that it is not.

    Who is not satisfied with a solution for another reason, such as how long it took, does not say that it is wrong.
    """
    since = since_resolved(happened)
    refuted = any(event.kind == REJECTED and event.detail.get("solved") is not True for event in since)
    return "" if refuted or not since else str(since[0].detail.get("solution") or "")
