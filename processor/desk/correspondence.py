"""Mails about a ticket to its user and to the staff: who gets them, in which language, with which links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.people import Person
from db.tickets import File, Ticket
from parsers.message import Message


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line of a receipt: ✔ or ✘, the command as typed, what it changed or why not.

    mended: the command as it would be right; "" without one. remark: a sentence, may be "".
    """

    done: bool
    command: str
    old: str = ""
    new: str = ""
    remark: str = ""
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """
    What a mail about a ticket says beside the ticket itself.

    Attributes:
        words: of a person, for the reader of this mail.
        by: who of the staff says it or did it.
        files: that go with it.
        moment: until when something is promised or due; aware.
        target: the team or person that something goes to.
        rows: further labelled facts, (label in the reader's language, value).
        lines: of a receipt.
        report: further lines of text, ready.
        commands: those offered as links to staff, canonical names.
        missing: fields of a form that are still open, by their codes.
    """

    words: str = ""
    by: Person | None = None
    files: tuple[File, ...] = ()
    moment: datetime | None = None
    target: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    report: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something is said, and the inbox item that is the cause; by one cause nobody gets the same kind twice."""

    now: datetime
    cause: int | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Belongs in a unit of work, as all that queues mail."""

    def to_requester(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> None:
        """Tell the user who has the problem."""
        raise NotImplementedError

    def to_participants(self, kind: str, ticket: Ticket, saying: Saying, occasion: Occasion) -> None:
        """Tell the user and everybody whom the user, or an engineer, has copied in."""
        raise NotImplementedError

    def to_staff(
        self, kind: str, people: Sequence[Person], ticket: Ticket | None, saying: Saying, occasion: Occasion
    ) -> None:
        """Tell people of the staff; each once, at the first address of the directory, with links of their own."""
        raise NotImplementedError

    def to_sender(self, kind: str, message: Message, ticket: Ticket | None, saying: Saying, occasion: Occasion) -> None:
        """
        Answer a mail of somebody who is not of the staff, or asked as a user; capped as all automatic answers.

        The answer goes to the address in From, which is proven, or gets no word of a ticket (`#help`).
        """
        raise NotImplementedError
