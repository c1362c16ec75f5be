"""The play performed: each line handed to the mail server, and what the daemon made of it awaited and judged."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable
from typing import TypeVar

from db import inbox, outbox, people, tickets
from processor.app import App, make_digests
from processor.demo.archive import Archive
from processor.demo.cast import CHEN_JING, DESK
from processor.demo.letters import write
from processor.demo.reading import Answered, read
from processor.demo.script import Line
from processor.demo.server import HOST
from processor.demo.setting import PASSWORDS, profile_of
from processor.demo.verdict import Scene, State, Told
from processor.digest.due import Due
from processor.digest.period import day
from processor.digest.readers import Reader
from processor.errors import ProcessorError

PATIENCE_S = 20.0  # for one line; it takes well under one
LOOK_EVERY_S = 0.03
UNDER_WAY = ("queued", "sending")

T = TypeVar("T")


class DemoFailed(ProcessorError):
    """The play did not go as it should."""


class Stage:
    """One performance. The scenes so far are at hand, since later lines answer what came of earlier ones."""

    def __init__(self, app: App, smtp_port: int, archive: Archive) -> None:
        self._app = app
        self._smtp_port = smtp_port
        self._archive = archive
        self._at_hand: dict[str, tuple[Told, ...]] = {}

    def perform(self, line: Line) -> Scene:
        """
        Send the mail of *line* and wait until the desk is done with it.

        Raises:
            DemoFailed: nothing came of it in time.
        """
        begun = time.monotonic()
        answered = self._opened(line)
        before = self._app.store.unit(lambda: _state(answered.ticket)) if answered else None
        item_before, mail_before = self._newest_item(), self._newest_mail()
        self._send(line, write(line, DESK, answered, self._app.clock().astimezone(self._app.config.desk.zone)))
        item = self._await(lambda: _concluded(item_before), f"nothing became of the mail of {line.who.address}")
        rows = self._await(lambda: _gone_out(mail_before), f"a mail about {item.ticket} is still in the outbox")
        told = tuple(self._read(row) for row in rows)
        self._at_hand |= {line.key: told}
        ticket, entry = self._app.store.unit(lambda: _state(item.ticket)) or (None, None)
        return Scene(line, item, before, ticket, entry, told, time.monotonic() - begun)

    def write_digest(self) -> Told:
        """
        What a manager reads of this day; they come to the desk only now, so that none comes before.

        Raises:
            DemoFailed: it did not go out in time.
        """
        before = self._newest_mail()
        self._app.store.unit(self._queue_digest)
        (row,) = self._await(lambda: _gone_out(before), "the digest is still in the outbox")
        return self._read(row)

    def _queue_digest(self) -> None:
        app, now = self._app, self._app.clock()
        digests, zone = make_digests(app.config, app.intake.effects.acknowledger.notifier), app.config.desk.zone
        today = now.astimezone(zone).date()
        due = Due("day", today, day(today, zone))
        figures = digests.accounts.figures(due.period, now)
        chen = people.add(profile_of(CHEN_JING))
        digests.queue(Reader(chen, chen.addresses[0]), figures, (app.config.digest[0], due), now)

    def _opened(self, line: Line) -> Answered | None:
        """The mail that the writer has before them, or else somebody's of the kind: its number is no secret."""
        letters = [told.letter for told in self._at_hand.get(line.answers, ()) if told.row.kind == line.opened]
        own = [letter for letter in letters if letter.recipient == line.who.address]
        return next(iter([*own, *letters]), None)

    def _send(self, line: Line, raw: bytes) -> None:
        """As the person's mail program: with a login if there is an account, else as a foreign server."""
        password = PASSWORDS.get(line.who.address) if line.manner != "forged" else None
        with smtplib.SMTP(HOST, self._smtp_port, timeout=PATIENCE_S) as client:
            if password:
                client.login(line.who.address, password)
            client.sendmail("" if line.manner in ("absence", "bounce") else line.who.address, [DESK.address], raw)

    def _read(self, row: outbox.Summary) -> Told:
        raw = self._app.store.unit(lambda: outbox.raw_of(row.id))
        letter = read(raw or b"", row.recipient, row.ticket)
        return Told(row, letter, self._archive.find(letter.message_id, row.recipient))

    def _newest_item(self) -> int:
        return self._app.store.unit(lambda: max((item.id for item in inbox.summaries(limit=1)), default=0))

    def _newest_mail(self) -> int:
        return self._app.store.unit(lambda: max((mail.id for mail in outbox.summaries(limit=1)), default=0))

    def _await(self, look: Callable[[], T | None], otherwise: str) -> T:
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            if (found := self._app.store.unit(look)) is not None:
                return found
            time.sleep(LOOK_EVERY_S)
        raise DemoFailed(f"{otherwise} within {PATIENCE_S:g} s")


def _concluded(after: int) -> inbox.Summary | None:
    """The first item later than *after*, once the desk has decided."""
    newer = [item for item in inbox.summaries() if item.id > after]
    return newer[-1] if newer and newer[-1].status != "new" else None


def _gone_out(after: int) -> tuple[outbox.Summary, ...] | None:
    """The mails queued later than *after*, once none is on its way. Queued with the decision, so none is missed."""
    newer = tuple(mail for mail in reversed(outbox.summaries()) if mail.id > after)
    return None if any(mail.status in UNDER_WAY for mail in newer) else newer


def _state(number: str) -> State | None:
    """A ticket and its last entry; None for none."""
    ticket = tickets.find(number) if number else None
    return (ticket, tickets.entries(ticket.id)[-1]) if ticket else None
