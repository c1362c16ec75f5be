"""What a mail about a ticket says beside the ticket itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.people import Person
from db.tickets import File
from parsers.message import Attachment
from processor.notice_facts import Line as Line


@dataclass(frozen=True, slots=True)
class Saying:
    """
    What a mail about a ticket says beside the ticket itself.

    Attributes:
        words: of a person, for the reader of this mail.
        by: who of the staff says it or did it. author: name of who says it, when that is nobody of the staff; "" for
            the user who has the problem.
        files: that go with it. papers: the same, made for this mail and not stored.
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
    author: str = ""
    files: tuple[File, ...] = ()
    papers: tuple[Attachment, ...] = ()
    moment: datetime | None = None
    target: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    report: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
