"""What is to be done with a mail: values, carried out elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from db.tickets import Ticket
from parsers.message import Command
from processor.rules.actors import Actor


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
    """
    A person of the directory says whether it was they who wrote from an unknown address.

    Attributes:
        agreed: None when the answer is neither yes nor no.
    """

    ticket: Ticket
    agreed: bool | None


@dataclass(frozen=True, slots=True)
class Hold:
    """Kept aside until somebody has looked at it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """Kept, no ticket; the sender is told that this desk is not for them."""

    reason: str


@dataclass(frozen=True, slots=True)
class Carry:
    """
    Commands that are their sender's, to be judged one by one and carried out, all or none.

    Attributes:
        actor: with the proof of this very mail; only a user's `help` goes without one.
        orders: under their canonical names; `answer` for a reply of the staff without a command; () when all that was
            typed like a command is none.
        ticket: that the mail names, whether or not the sender has a part in it.
        conflict: the mail answers one ticket and names another in its subject; then there is no ticket.
        key: of a quick link, valid; to be used up in the same unit of work. "" without one.
    """

    actor: Actor
    orders: tuple[Command, ...]
    ticket: Ticket | None = None
    conflict: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Challenge:
    """Commands that may be anybody's: held, and the person in whose name they came is asked."""

    actor: Actor
    orders: tuple[Command, ...]
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """
    The answer to such a question.

    Attributes:
        item_id: of the mail that is held.
        ticket: that it is about, if any.
        agreed: None when the answer is neither yes nor no.
    """

    item_id: int
    ticket: Ticket | None
    agreed: bool | None


Decision = Open | Append | Record | Confirm | Hold | Refuse | Carry | Challenge | Release


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision and the rule that made it."""

    rule: str
    decision: Decision
