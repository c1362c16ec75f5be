"""One mail of commands and the ticket that it is about, while it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from db import events, tickets
from db.events import Event
from db.people import Person
from db.tickets import File, NewEntry, Ticket
from parsers.message import Attachment, Message
from processor.config import Config
from processor.desk.closing import Closing
from processor.desk.corrections import Corrections
from processor.desk.correspondence import Correspondence, Occasion
from processor.desk.duties import Duties
from processor.desk.lifecycle import NotPossible, transition
from processor.desk.newcomers import Newcomers
from processor.desk.procedure import Procedure
from processor.desk.register import Filing
from processor.desk.sayings import Saying
from processor.desk.teams import Teams
from processor.labels import label
from processor.rules.actors import Actor
from processor.rules.permissions import Relation


class Refused(Exception):
    """
    A command is not carried out.

    Args:
        code: of `processor.desk.refusals`, which says what is wrong and what would be right in the reader's language.
        mended: the command as it would be right, such as "#priority=urgent"; "" when nobody can tell.
        facts: what the words of the code have in braces.
    """

    def __init__(self, code: str, mended: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code, self.mended, self.facts = code, mended, facts


@dataclass(frozen=True, slots=True)
class Result:
    """
    What a command has done, in the words of the reader's language.

    Attributes:
        old, new: what it changed; "" for what changes nothing that has a name.
        remark: a sentence beside it.
        report: lines of an answer, such as a list of tickets; they stand below the ✔ and ✘.
        papers: that were asked for; they go with the receipt.
        command: what a plain reply has turned out to be; "" where it is what it seemed.
        form: what its escalation form says that still has gaps; it goes out, and the receipt with it.
    """

    old: str = ""
    new: str = ""
    remark: str = ""
    report: tuple[str, ...] = ()
    papers: tuple[Attachment, ...] = ()
    command: str = ""
    form: Saying | None = None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else has changed since the actor last heard of the ticket; new, at: in the reader's words."""

    column: str
    who: str
    new: str
    at: str


@dataclass(frozen=True, slots=True)
class Tools:
    """What commands work with."""

    config: Config
    procedure: Procedure
    correspondence: Correspondence
    corrections: Corrections
    teams: Teams
    duties: Duties

    @property
    def newcomers(self) -> Newcomers:
        return Newcomers(self.config.desk, self.teams, self.correspondence)

    @property
    def closing(self) -> Closing:
        return Closing(self.config.desk, self.teams, self.correspondence)


@dataclass(slots=True)
class Case:
    """
    Belongs in a savepoint, which is undone when one command of the mail is refused.

    Attributes:
        ticket: as the commands so far have made it; None when the mail names none.
        words: what was typed, without quotation and signature. files: that came with it.
        names: canonical names of all commands of the mail.
        meanwhile: what others have changed since the actor last heard of the ticket.
        said: the words stand in the thread.
        relation: of the actor to the ticket, before the commands of this mail.
        head: number of the ticket that leads the incident, where what is said there is said here as well; "" elsewhere.
        act: it is one of several tickets about which the mail orders something, and each has mails of its own.
        apart: addresses of users who hear of the same under a ticket of their own.
    """

    tools: Tools
    actor: Actor
    message: Message
    filing: Filing
    words: str
    files: tuple[File, ...]
    locale: str
    names: tuple[str, ...]
    meanwhile: tuple[Meanwhile, ...] = ()
    given: Ticket | None = None
    said: bool = False
    relation: Relation = "none"
    head: str = ""
    act: bool = False
    apart: frozenset[str] = frozenset()

    @property
    def now(self) -> datetime:
        return self.filing.now

    @property
    def occasion(self) -> Occasion:
        cause = None if self.act else self.filing.item_id  # which causes each kind of mail once for each recipient
        return Occasion(self.filing.now, cause, self.message.message_id, self.actor.addr)

    @property
    def ticket(self) -> Ticket:
        """
        Raises:
            Refused: the mail names none.
        """
        if self.given is None:
            raise Refused("no_ticket")
        return self.given

    @property
    def person(self) -> Person:
        """The actor, who is of the directory in all commands of the staff."""
        if self.actor.person is None:
            raise Refused("not_listed")
        return self.actor.person

    def change(self, command: str, changes: Mapping[str, object], **detail: object) -> None:
        """
        Change columns of the ticket, and record it under *command* as old → new, by which it can be undone.

        *changes*: column → new value; those that are so already are left out.
        """
        before = self.ticket
        news = {name: value for name, value in changes.items() if getattr(before, name) != value}
        if news:
            tickets.change(before.id, {**news, "updated_at": self.now})
            self.given = tickets.get(before.id)
        olds = {name: [_plain(getattr(before, name)), _plain(value)] for name, value in news.items()}
        self.record(command, changes=olds, **detail)

    def record(self, command: str, **detail: object) -> None:
        """Append what happened to the ticket's events, with the mail that did it."""
        given = self.given
        if self.head:
            detail = {**detail, "incident": self.head}
        event = Event(self.now, self.actor.addr, f"command.{command}", detail, self.filing.item_id)
        events.record(given.id if given else None, event)

    def say(self, *, public: bool) -> None:
        """Put the words and files of the mail into the thread, once; *public*: the user may read them."""
        if self.said or not (self.words or self.files):
            return
        entry = NewEntry(
            kind="engineer" if self.actor.is_staff else "user",
            author_addr=self.actor.addr,
            author_name=self.actor.name,
            at=self.filing.received_at,
            text=self.words,
            public=public,
            inbox_item_id=self.filing.item_id,
            files=self.files,
        )
        tickets.add_entry(self.ticket.id, entry)
        self.said = True

    def respond(self) -> None:
        """The user hears from a person now: the response clock stops."""
        if self.ticket.responded_at is None:
            self.change("responded", {"responded_at": self.now})

    def status_after(self, command: str) -> str:
        """
        Raises:
            Refused: the command does not go with the ticket's status.
        """
        try:
            return transition(command, self.ticket.status)
        except NotPossible as error:
            raise Refused("not_in_status", status=self.word("status", error.status)) from error

    def word(self, group: str, code: str) -> str:
        """The name of a status, category or priority in the actor's language."""
        return label(self.locale, group, code)


Command = Callable[[Case, str], Result]  # the case and the value as typed; raises Refused


def _plain(value: object) -> object:
    """As it stands in JSON: moments as ISO 8601."""
    return value.isoformat() if isinstance(value, datetime) else value
