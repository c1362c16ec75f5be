"""Did a scene end as the play wants it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db import inbox, outbox
from db.tickets import ShownEntry, Ticket
from processor.demo.play import Line


@dataclass(frozen=True, slots=True)
class Scene:
    """
    A line and what came of it.

    Attributes:
        ticket: that the mail opened, joined or was noted on.
        entry: the last of the ticket.
        notices: mails that went out because of it.
        answered: the ticket number of the line that this one answers, "" when it answers none.
    """

    line: Line
    item: inbox.Summary
    ticket: Ticket | None
    entry: ShownEntry | None
    notices: tuple[outbox.Summary, ...]
    answered: str
    seconds: float


def shortcomings(scene: Scene) -> list[str]:
    """What is not as the line expects it, each as a sentence; empty when all is well."""
    expected = scene.line.expected
    found = []
    if scene.item.status != expected.becomes:
        found.append(f"it became {scene.item.status!r} ({scene.item.reason}), not {expected.becomes!r}")
    if len(scene.notices) != expected.notices:
        found.append(f"the desk sent {len(scene.notices)} mails because of it, not {expected.notices}")
    found += [
        f"the mail to {mail.recipient} is {mail.status}: {mail.answer}"
        for mail in scene.notices
        if mail.status != "sent" or mail.recipient != scene.line.who.address
    ]
    if scene.ticket is None or scene.entry is None:
        return [*found, "it belongs to no ticket"]
    return [*found, *_about_ticket(scene, scene.ticket), *_about_entry(scene.line, scene.entry)]


def _about_ticket(scene: Scene, ticket: Ticket) -> Iterator[str]:
    if scene.line.expected.becomes != "ticket":
        if ticket.number != scene.answered:
            yield f"it went to {ticket.number}, not to {scene.answered}"
        return
    if ticket.number == scene.answered:
        yield f"it opened no ticket of its own, but joined {scene.answered}"
    if scene.line.expected.linked and ticket.linked_to != scene.answered:
        yield f"{ticket.number} is linked to {ticket.linked_to or 'nothing'}, not to {scene.answered}"
    if not scene.line.answers and ticket.title != scene.line.subject:
        yield f"the title is {ticket.title!r}, not {scene.line.subject!r}"


def _about_entry(line: Line, entry: ShownEntry) -> Iterator[str]:
    if line.expected.becomes == "follow_up" and entry.text.strip() != line.text.strip():
        yield f"of the reply {entry.text!r} was kept, not just what was typed"
    words = (line.text.strip(), *line.expected.holds)
    yield from (f"{word!r} is missing from the ticket" for word in words if word not in entry.text)
    names = [name for name, _ in entry.files]
    yield from (f"the file {file.name} is missing" for file in line.files if file.name not in names)
