"""The facts about a received mail, gathered before any rule looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from db.outbox import Evidence
from db.tickets import Ticket
from parsers.forms import Contact, Form
from parsers.message import Command, Message
from processor.desk.identity import Identity
from processor.rules.actors import Actor

How = Literal["token", "thread", "number"]
IDENTITY_CONFIRMATION = "identity_confirmation"  # our question to somebody whether it was they who wrote
OWNER_ASKED = (IDENTITY_CONFIRMATION, "identity_confirmation_again")
Stranger = Literal["", "ask", "hold", "refuse", "blocked"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    Attributes:
        item_id: of the inbox.
        history: imported or from before the cut-over: no mail goes out, no clock starts, no command is carried out.
        now: when the desk takes it in (aware).
    """

    item_id: int
    history: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """
    What ties a mail to a ticket.

    Attributes:
        ticket: merges followed.
        how: our token, an id of the thread, or the number in the subject.
        kind, cause: of our mail that is answered with its token, and the inbox item that it was written for; "" and
            None otherwise. By the number alone, the kind is that of the question whether it was the sender who wrote,
            if they were asked, or that of the draft of an article whose number stands beside it.
        about: id of the ticket that this mail of ours was about, which may have become part of another; None otherwise.
        belongs: the evidence is good enough to show the ticket to the sender and to add to it; otherwise the mail only
            mentions the ticket, and nothing of it is shown.
        conflict: the subject names another ticket than those that the mail answers, or one that does not exist.
        behind: tickets of the sender that are still at a former address of theirs.
    """

    ticket: Ticket
    how: How
    belongs: bool
    kind: str = ""
    cause: int | None = None
    conflict: bool = False
    about: int | None = None
    behind: tuple[Ticket, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    Attributes:
        sender_key: the sender's address in the one form that is compared; "" for nobody or several.
        reply_key, reply_to: where an answer would go, compared form and as written; "" when nowhere.
        verified: the sender has proven that the address is theirs; proven_now: by this very mail.
        history: imported or from before the cut-over: no mail goes out, no clock starts.
        first: item and ticket of the same mail taken in before, or None.
        match: the ticket that it belongs to or mentions.
        answered: our mail, about a ticket or none, whose token this very sender answers with.
        actor: the sender as one who may order something, with the proof of this very mail.
        orders: the commands in the subject under their canonical names.
        key: of a quick link, if it is valid for this sender and this ticket; "" otherwise.
        from_machine: the sender is a machine that may open tickets.
        identity: how the sender stands to the directory.
        stranger: what the desk does with a new problem of this sender: "" takes it, "ask" who they are, "hold",
            "refuse", "blocked" (by domain).
        form: what the mail fills in; contact: what its signature tells.
        late: the ticket was closed so long ago that whoever comes back has a new case.
    """

    message: Message
    sender_key: str
    reply_key: str
    reply_to: str
    verified: bool
    proven_now: bool
    history: bool
    first: tuple[int, int | None] | None
    match: Match | None
    answered: Evidence | None
    actor: Actor
    orders: tuple[Command, ...]
    key: str
    from_machine: bool
    identity: Identity
    stranger: Stranger
    form: Form
    contact: Contact
    late: bool = False

    @property
    def ticket(self) -> Ticket | None:
        """The ticket that the mail belongs to by good evidence."""
        return self.match.ticket if self.match and self.match.belongs else None
