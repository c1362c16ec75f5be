"""How long we wait for the user's word on a solution; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.duties import Duty
from db.events import Event
from processor.desk.since import since_resolved
from processor.desk.status_log import status_change

REMINDED = "verification.reminded"
LAPSED = "verification.lapsed"
# Whoever writes is not silent: from there the time counts anew.
WRITTEN = frozenset({"message.added", "command.answer"})


@dataclass(frozen=True, slots=True)
class Patience:
    """
    Hours of the wall clock: "five days" is what a user understands, office hours are not.

    Attributes:
        reminder: of silence, after which the user is reminded, once a solution.
        closing: of silence after the reminder, after which the ticket is closed.
    """

    reminder: timedelta
    closing: timedelta


def confirmation(patience: Patience, ticket_id: int, asked: datetime, happened: Sequence[Event]) -> Iterator[Duty]:
    """
    What falls due next. Never the closing before the reminder has gone out, however long the desk stood still.

    happened: the events of the ticket, oldest first.
    """
    since = since_resolved(happened)
    if not since:  # resolved before anybody was asked
        return
    silent = max([asked, *(event.at for event in since if event.kind in WRITTEN or _asks_again(event))])
    reminded = [event.at for event in since if event.kind == REMINDED]
    if not reminded:
        yield Duty(ticket_id, "verification", silent + patience.reminder)
    elif not any(event.kind == LAPSED for event in since):
        yield Duty(ticket_id, "verification", closing_after(patience, max(silent, reminded[-1])), 1)


def _asks_again(event: Event) -> bool:
    """Solved from here on: also where an end or a new beginning was taken back, during which nobody waited."""
    moved = status_change(event.detail)
    return moved is not None and moved[1] == "resolved"


def closing_after(patience: Patience, reminded: datetime) -> datetime:
    """When the ticket is closed if the user says nothing from *reminded* on."""
    return reminded + patience.closing
