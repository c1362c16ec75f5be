"""What is to be done with a mail: values, carried out elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from db.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Open:
    """A new ticket; linked_to: the one that it came out of or mentions; answer: the sender may be written to."""

    linked_to: Ticket | None = None
    answer: bool = True


@dataclass(frozen=True, slots=True)
class Append:
    """A further message of a ticket."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Record:
    """Kept, answered by nothing, no change of state; ticket: where it is noted."""

    reason: str
    ticket: Ticket | None = None


Decision = Open | Append | Record


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision and the rule that made it."""

    rule: str
    decision: Decision
