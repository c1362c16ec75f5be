"""Did a scene end as the play wants it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from db import inbox, outbox
from db.tickets import ShownEntry, Ticket
from processor.demo.archive import Kept
from processor.demo.reading import Answered
from processor.demo.script import Line

State = tuple[Ticket, ShownEntry]


@dataclass(frozen=True, slots=True)
class Told:
    """A mail of the desk: its row in the outbox, how its reader sees it, and its files (None: it was not delivered)."""

    row: outbox.Summary
    letter: Answered
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """
    A line and what came of it.

    Attributes:
        before: the ticket of the line that this one answers, and its last entry; None when it answers none.
        ticket, entry: that the mail opened, joined or was about, and its last entry.
        told: mails that went out because of it.
    """

    line: Line
    item: inbox.Summary
    before: State | None
    ticket: Ticket | None
    entry: ShownEntry | None
    told: tuple[Told, ...]
    seconds: float

    @property
    def answered(self) -> str:
        """Number of the ticket of the line that this one answers, "" when it answers none."""
        return self.before[0].number if self.before else ""

    @property
    def unchanged(self) -> bool:
        """Neither the ticket nor what it holds is other than before."""
        return (self.ticket, self.entry) == self.before


def shortcomings(scene: Scene) -> list[str]:
    """What is not as the line expects it, each as a sentence; empty when all is well."""
    expected = scene.line.expected
    found = []
    if scene.item.status != expected.becomes:
        found.append(f"it became {scene.item.status!r} ({scene.item.reason}), not {expected.becomes!r}")
    found += [*_about_recipients(scene), *_about_words(scene)]
    if scene.ticket is None or scene.entry is None:
        return [*found, "it belongs to no ticket"]
    return [*found, *_about_ticket(scene, scene.ticket), *_about_entry(scene, scene.entry)]


def _about_recipients(scene: Scene) -> Iterator[str]:
    """Everybody gets what the line says, once, and nobody anything else."""
    got = Counter((mail.row.recipient, mail.row.kind) for mail in scene.told)
    wanted = Counter((person.address, kind) for person, kind in scene.line.expected.mails)
    yield from (f"{addr} does not get the mail {kind!r}" for addr, kind in (wanted - got).elements())
    yield from (f"{addr} gets the mail {kind!r}, and should not" for addr, kind in (got - wanted).elements())
    for mail in scene.told:
        if mail.row.status != "sent":
            yield f"the mail to {mail.row.recipient} is {mail.row.status}: {mail.row.answer}"


def _about_words(scene: Scene) -> Iterator[str]:
    for person, kind, words in scene.line.expected.says:
        texts = (
            mail.letter.text for mail in scene.told if (mail.row.recipient, mail.row.kind) == (person.address, kind)
        )
        if not any(words in text for text in texts):
            yield f"{words!r} is missing from the mail {kind!r} to {person.address}"


def _about_ticket(scene: Scene, ticket: Ticket) -> Iterator[str]:
    line, expected = scene.line, scene.line.expected
    if expected.status and ticket.status != expected.status:
        yield f"{ticket.number} is {ticket.status!r}, not {expected.status!r}"
    if expected.becomes != "ticket":
        if ticket.number != scene.answered:
            yield f"it went to {ticket.number}, not to {scene.answered}"
        return
    if ticket.number == scene.answered:
        yield f"it opened no ticket of its own, but joined {scene.answered}"
    if expected.linked and ticket.linked_to != scene.answered:
        yield f"{ticket.number} is linked to {ticket.linked_to or 'nothing'}, not to {scene.answered}"
    if not line.answers and ticket.title != line.subject:
        yield f"the title is {ticket.title!r}, not {line.subject!r}"


def _about_entry(scene: Scene, entry: ShownEntry) -> Iterator[str]:
    line = scene.line
    if line.expected.unchanged:
        if not scene.unchanged:
            yield f"something of {scene.answered} has changed, and should not"
        return
    if line.expected.becomes == "follow_up" and entry.text.strip() != line.text.strip():
        yield f"of the reply {entry.text!r} was kept, not just what was typed"
    words = (line.text.strip(), *line.expected.holds)
    yield from (f"{word!r} is missing from the ticket" for word in words if word not in entry.text)
    names = [name for name, _ in entry.files]
    yield from (f"the file {file.name} is missing" for file in line.files if file.name not in names)
