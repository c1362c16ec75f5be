"""What the audience sees."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from db.tickets import ShownEntry, Ticket
from processor.demo.archive import RECEIVED, Kept
from processor.demo.cast import CHEN_JING, COLLEAGUES, DESK, GUESTS, STAFF
from processor.demo.reading import first_line, gist
from processor.demo.script import Line
from processor.demo.server import HOST
from processor.demo.setting import PASSWORD
from processor.demo.verdict import Scene, Told

BECAME = {
    "ticket": "new ticket {ticket}{linked}",
    "follow_up": "joins {ticket}",
    "command": "{ticket} {state}",
    "held": "held until confirmed; {ticket} {state}",
    "ignored": "noted on {ticket}, answered by nothing",
}
NAMES = {person.address: person.name for person in (*COLLEAGUES, *GUESTS, *STAFF)}


class Show:
    """Prints the play to *console* as it goes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def opening(self, imap_port: int, smtp_port: int) -> None:
        self._print(f"Mail server on {HOST}: IMAP {imap_port}, SMTP {smtp_port}; desk: {DESK.address}", "bold")
        self._print("Each mail goes through SMTP, IMAP, the database and back through SMTP.\n", "dim")

    @contextmanager
    def scene(self, number: int, line: Line) -> Iterator[None]:
        """Announces *line*, and shows that something goes on while it is performed."""
        heading = Text(f"{number:2} ", "bold cyan")
        heading.append(line.who.name, "bold").append(f" <{line.who.address}> {line.scene}")
        self._console.print(heading)
        with self._console.status("the desk is at work …"):
            yield

    def outcome(self, scene: Scene) -> None:
        if scene.before is None or scene.entry != scene.before[1]:
            self._said(scene.entry)
        became = BECAME.get(scene.item.status, "{status}: {reason}")
        self._print(f"   ✔ {became.format(**_facts(scene))} ({scene.seconds:.2f} s)", "green")
        for told in scene.told:
            number = f"{told.kept.number:02}" if told.kept else "--"
            name = NAMES.get(told.row.recipient, told.row.recipient)
            self._line(f"   ✉ {number} {name}: {told.row.kind.replace('_', ' ')}", "magenta", gist(told.letter.text))

    def failure(self, number: int, faults: Sequence[str]) -> None:
        self._print(f"   ✘ scene {number} did not end as it should", "bold red")
        for fault in faults:
            self._print(f"     {fault}", "red")

    def tickets(self, rows: Sequence[tuple[Ticket, Sequence[ShownEntry]]]) -> None:
        """All tickets with what users sent; *rows* with their entries."""
        table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
        for column in ("number", "title", "requester", "lang", "status", "mails", "files"):
            table.add_column(column, no_wrap=column != "title", overflow="fold")
        for ticket, entries in rows:
            mails = [entry for entry in entries if entry.public]
            files = sum(len(entry.files) for entry in mails)
            title = f"{ticket.title}\n↳ {ticket.linked_to}" if ticket.linked_to else ticket.title
            facts = (ticket.number, title, ticket.requester_name, ticket.language, ticket.status)
            table.add_row(*(Text(cell) for cell in (*facts, str(len(mails)), str(files or ""))))  # Text: no markup
        self._console.print(table)

    def digest(self, told: Told) -> None:
        """What the manager reads of the day, whole."""
        number = f"{told.kept.number:02}" if told.kept else "--"
        self._print(
            f"At the end of the day {CHEN_JING.name}, who is a manager, gets the digest (✉ {number}):\n", "bold"
        )
        for line in told.letter.text.splitlines()[2:]:
            self._console.print(Padding(Text(line), (0, 0, 0, 3)))
        self._print("")

    def closing(self, sent: Sequence[Kept], folder: Path, seconds: float) -> None:
        self._print(f"All went as it should, in {seconds:.1f} s. The desk sent {len(sent)} mails:", "bold green")
        self._print(f"  {_shown(folder)}/*.html for a browser, *.eml for a mail program;")
        self._print(f"  {_shown(folder / RECEIVED)}/ has what it got.")

    def gallery(self, start: Path) -> None:
        self._print(f"  {_shown(start)} shows every mail that this desk can send,")
        self._print("  on a phone and in a window, light and dark, in Chinese and English.")

    def invitation(self, ports: tuple[int, int], config: Path) -> None:
        """How to take part: a mail program for the accounts of users and staff, a shell for the desk."""
        imap_port, smtp_port = ports
        rows = [
            f"IMAP {HOST}, port {imap_port}, no encryption",
            f"SMTP {HOST}, port {smtp_port}, no encryption, same user name and password",
            f"Password of every account: {PASSWORD}",
            "",
            f"{DESK.address:26} {DESK.name} (the desk's own mailbox)",
            *(f"{person.address:26} {person.name}" for person in (*COLLEAGUES, *GUESTS)),
            *(f"{person.address:26} {person.name} ({person.role}, {person.team})" for person in STAFF),
            "",
            f"Write to {DESK.address} as a user. As the staff, follow a link of a",
            "mail, or reply with a command in the subject: #help tells which there are.",
            "What the desk knows, from another terminal:",
            f"ticketd tickets --config {config}",
            "",
            "Ctrl-C ends it; tickets and mailboxes are gone then.",
        ]
        self._console.print(Panel(Text("\n".join(rows)), title="Connect a mail program", expand=False))

    def _said(self, entry: ShownEntry | None) -> None:
        """The first line that a person typed, and the files."""
        if entry is None or entry.kind == "machine":
            return
        self._line("", "italic", f"   “{first_line(entry.text)}”")
        if entry.files:
            self._print("   📎 " + ", ".join(f"{name} ({size} bytes)" for name, size in entry.files))

    def _print(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style), soft_wrap=True)

    def _line(self, head: str, style: str, rest: str) -> None:
        """One line of the terminal; what is too long ends in an ellipsis."""
        text = Text(head, style).append(f"  {rest}" if head else rest, "" if head else style)
        self._console.print(text, no_wrap=True, overflow="ellipsis")


def _facts(scene: Scene) -> dict[str, str]:
    status = scene.ticket.status.replace("_", " ") if scene.ticket else "nothing"
    return {
        "ticket": scene.item.ticket,
        "status": scene.item.status,
        "reason": scene.item.reason,
        "state": "stays as it was" if scene.unchanged else f"is {status}",
        "linked": f"; of {scene.answered} he sees nothing" if scene.line.expected.linked else "",
    }


def _shown(path: Path) -> str:
    """Relative to where the command runs, if it is below."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
