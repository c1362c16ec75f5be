"""
What happened to a ticket, as far as it counts; pure.

What was taken back does not count, nor that it was. Moments never run backwards, even where a clock was set back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple

from db.events import Event
from db.tickets import Ticket
from processor.desk.calendars import Interval
from processor.desk.deadlines import waits
from processor.desk.dossier import Dossier, changed
from processor.desk.lifecycle import OPEN
from processor.desk.status_log import status_change
from processor.desk.undone import undone_items

SPAM = "command.spam"
OPENED = "ticket.opened"

Flow = Literal["opened", "reopened", "resolved", "closed", "closed_unresolved", "cancelled", "merged", "spam"]
COMES_IN: frozenset[Flow] = frozenset({"opened", "reopened"})
GOES_OUT: frozenset[Flow] = frozenset({"resolved", "closed_unresolved", "cancelled", "merged"})


class Move(NamedTuple):
    """A change of status; old None: it was opened. by: address of who did it."""

    at: datetime
    old: str | None
    new: str
    kind: str
    by: str


class Step(NamedTuple):
    """A move as the figures count it."""

    at: datetime
    flow: Flow
    by: str


@dataclass(frozen=True)
class Life:
    dossier: Dossier

    @property
    def ticket(self) -> Ticket:
        return self.dossier.ticket

    @cached_property
    def counted(self) -> Sequence[Event]:
        """What happened and was not taken back, oldest first."""
        gone = undone_items(self.dossier.happened)
        return [event for event in self.dossier.happened if _counts(event, gone)]

    @cached_property
    def moves(self) -> Sequence[Move]:
        """From the opening on; each begins with the status in which the one before has ended."""
        changes = [(event, moved) for event in self.counted if (moved := status_change(event.detail))]
        status = changes[0][1][0] if changes else self.ticket.status
        found = [Move(self.ticket.opened_at, None, status, OPENED, self.ticket.requester_addr)]
        for event, (_, new) in changes:
            if new != found[-1].new:
                found.append(Move(max(event.at, found[-1].at), found[-1].new, new, event.kind, event.actor))
        return found

    @cached_property
    def is_void(self) -> bool:
        """It is, or became, no ticket: junk, or opened by a command that was taken back; unless it goes on by now."""
        if self.ticket.status != "cancelled":
            return False
        return self.moves[-1].kind == SPAM or not any(event.kind == OPENED for event in self._openings)

    @property
    def _openings(self) -> Sequence[Event]:
        """The openings that count; of a ticket from before events were kept, anything."""
        there = any(event.kind == OPENED for event in self.dossier.happened)
        return self.counted if there else [Event(self.ticket.opened_at, "", OPENED, {})]

    @property
    def steps(self) -> Iterator[Step]:
        """The moves that are counted; of a void ticket only that it was found to be junk."""
        if self.is_void:
            last = self.moves[-1]
            if last.kind == SPAM:
                yield Step(last.at, "spam", last.by)
            return
        for move in self.moves:
            yield from (Step(move.at, flow, move.by) for flow in _flows(move))

    def status_before(self, moment: datetime) -> str | None:
        """Its status just before *moment*; None when it was not opened yet."""
        return next((move.new for move in reversed(self.moves) if move.at < moment), None)

    def is_open_before(self, moment: datetime) -> bool:
        return not self.is_void and self.status_before(moment) in OPEN

    def value_before(self, column: str, moment: datetime) -> object:
        """A column of the ticket just before *moment*; as JSON has it, if it was changed since."""
        later = (changed(event, column) for event in self.counted if event.at >= moment)
        return next((old for old, _ in filter(None, later)), getattr(self.ticket, column))

    def times_in(self, statuses: Collection[str], until: datetime) -> tuple[Interval, ...]:
        """When it was in one of *statuses*, until *until*."""
        return waits(((move.at, move.new) for move in self.moves), until, statuses)

    @property
    def why(self) -> str:
        """The last reason that was written of why it takes long; for the staff."""
        said = (str(event.detail.get("why") or "") for event in reversed(self.counted))
        return next((words for words in said if words), "")


def _counts(event: Event, gone: frozenset[int]) -> bool:
    return event.item_id not in gone and "undone" not in event.detail


def _flows(move: Move) -> Iterator[Flow]:
    was_open, is_open = move.old in OPEN, move.new in OPEN
    if is_open and not was_open:
        yield "opened" if move.old is None else "reopened"
    if move.new == "closed":
        yield "closed"
        if was_open:
            yield "closed_unresolved"
    elif was_open and move.new == "resolved":
        yield "resolved"
    elif was_open and move.new == "cancelled":
        yield "cancelled"
    elif was_open and move.new == "merged":
        yield "merged"
