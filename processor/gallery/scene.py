"""What a sample is written in: one mail at one moment of the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from processor.gallery.cast import Member
from processor.gallery.texts import Text

Rows = tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """
    A line of a receipt.

    Attributes:
        old, new: what it changed; `state.accepted` stands for the word for that state.
        refused: code of `processor.desk.refusals`, "" for what was done; facts: what its words have in braces.
    """

    command: Text
    old: Text = ""
    new: Text = ""
    remark: Text = ""
    refused: str = ""
    facts: tuple[tuple[str, Text], ...] = ()
    mended: Text = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """
    One mail.

    Attributes:
        name: of the notice, with `UNVERIFIED` for a reader who has not proven their address.
        at: day of November 2026 and local time, "23 09:12".
        case: key of `processor.gallery.cast.CASES`; "" for a mail about no ticket.
        reader: None for the user whose case it is.
        variant: what is special about it, a code of `processor.gallery.wording`; "" for the usual.
        status: of the ticket then. changes: other fields of it.
        by: who of the staff says or does it. author: who says it, when that is another one; "" for the user.
        form: further fields of the registration form.
        until: moment, as *at*; "response": when the first answer is due.
        rows: (label, value); the label is a code such as blank.step, verdict.score, news.plan or why.
        thread: further messages, as (at, who, text).
        files: names; left_out: of those that are too large.
        article: number, title and solution of one that may help the user.
        claimed: the address from which somebody wrote in the reader's name.
        answered: an engineer has answered the user before.
    """

    name: str
    at: str
    case: str = ""
    reader: Member | None = None
    variant: str = ""
    status: str = "registered"
    changes: Mapping[str, Any] = field(default_factory=dict)
    by: Member | None = None
    author: Text = ""
    words: Text = ""
    form: Rows = ()
    until: str = ""
    target: Text = ""
    rows: Rows = ()
    lines: tuple[Reply, ...] = ()
    report: tuple[Text, ...] = ()
    commands: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    thread: tuple[tuple[str, Member, Text], ...] = ()
    files: tuple[Text, ...] = ()
    left_out: tuple[Text, ...] = ()
    claimed: Text = ""
    article: tuple[Text, Text, Text] | None = None
    answered: bool = False
