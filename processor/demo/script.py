"""What a play is written in: a scene is one mail to the desk, and what has to come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from processor.demo.cast import Person

Becomes = Literal["ticket", "follow_up", "command", "held", "ignored"]
Manner = Literal["new", "reply", "qq", "link", "forged", "absence", "bounce"]


@dataclass(frozen=True, slots=True)
class Charset:
    """What a mail says that its characters are (*label*), and what they are (*codec*)."""

    label: str = "utf-8"
    codec: str = "utf-8"


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Expected:
    """
    Attributes:
        becomes: a new ticket, a further message of the ticket that the line answers, commands that were carried out or
            refused, a mail that waits for the word of the person in whose name it came, or a note that changes nothing.
        mails: who gets which kind of mail because of it; nobody gets any other.
        linked: the new ticket refers to the one that the line answers.
        holds: words that the last entry of the ticket has afterwards, besides the text of the line.
        status: of the ticket afterwards; "" leaves it open.
        unchanged: the ticket of the line that is answered stays as it was, and holds nothing of this one.
        says: words in the mails, as (person, kind, words).
    """

    becomes: Becomes
    mails: tuple[tuple[Person, str], ...] = ()
    linked: bool = False
    holds: tuple[str, ...] = ()
    status: str = ""
    unchanged: bool = False
    says: tuple[tuple[Person, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """
    One mail to the desk.

    Attributes:
        key: name of the line, for those that answer what the desk wrote because of it.
        scene: what happens, for the audience.
        subject: {ticket} stands for the number of the ticket of the line that is answered, {subject} for the subject of
            the mail that is. A reply needs none.
        text, html: "" leaves the part out.
        answers: key of the line because of which the desk wrote the mail that is at hand when this one is written.
        opened: the kind of that mail. If the writer has got none such, it is that of somebody else.
        link: the label of the link in it that is followed; the rest of the mail is then what the link brings along.
        manner: how the mail program writes; "qq" leaves out In-Reply-To and References, as QQ Mail often does;
            "forged" is somebody without the password of the person.
    """

    key: str
    who: Person
    scene: str
    expected: Expected
    subject: str = ""
    text: str = ""
    html: str = ""
    files: tuple[File, ...] = ()
    charset: Charset = Charset()
    answers: str = ""
    opened: str = "acknowledgement"
    link: str = ""
    manner: Manner = "new"
