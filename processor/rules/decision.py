"""What is to be done with a mail: values, carried out elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from db.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Open:
    """
    A new ticket.

    Attributes:
        linked_to: the ticket that it came out of or mentions.
        answer: the sender may be written to.
        provisional: nothing is done about it before the sender has said who they are.
    """

    linked_to: Ticket | None = None
    answer: bool = True
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Append:
    """A further message of a ticket."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Record:
    """Kept, answered by nothing, no change of state; ticket: where it is noted."""

    reason: str
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """A person of the directory says whether it was they who wrote from an unknown address."""

    ticket: Ticket
    agreed: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """Kept aside until somebody has looked at it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """Kept, no ticket; the sender is told that this desk is not for them."""

    reason: str


Decision = Open | Append | Record | Confirm | Hold | Refuse


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision and the rule that made it."""

    rule: str
    decision: Decision
