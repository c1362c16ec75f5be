"""A whole desk without a network: mails are put into the inbox, answers stay in the outbox."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message as RawMail
from pathlib import Path
from typing import Any

from db import inbox, outbox, tickets
from db.connection import Store
from db.inbox import Received, Source, Summary
from db.tickets import ShownEntry, Ticket
from processor.app import Codes, make_intake, parse_options
from processor.config import Config
from processor.intake import take_in
from processor.learning import Learned
from processor.parsing import Parser
from support.configs import make_config
from support.mails import AUTHSERV

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LETTERS = str.maketrans("0123456789", "abcdefghij")
SUPPORT = Source("support", "INBOX", 1)


class DeskBench:
    """now moves only when a test moves it."""

    def __init__(self, store: Store, config: Config, parser: Parser) -> None:
        self.store, self.config, self.now = store, config, START
        tokens = (f"{number:032x}" for number in itertools.count(1))
        keys = (f"{number:026d}".translate(LETTERS) for number in itertools.count(1))
        codes = Codes(lambda: next(tokens), lambda: next(keys))
        self.intake = make_intake(config, store, parser, Learned(store, config), codes)
        self._uids = itertools.count(1)

    def deliver(self, *raws: bytes, times: int = 1, source: Source = SUPPORT, history: bool = False) -> list[Summary]:
        """Put mails into the inbox and take everything in; what became of the newest ones, newest first."""
        mails = [
            Received(next(self._uids), len(raw), self.now, raw, history=history) for _ in range(times) for raw in raws
        ]
        self.store.unit(lambda: inbox.store(source, mails, self.now))
        return self.take_in()

    def take_in(self) -> list[Summary]:
        while take_in(self.intake, self.now):
            pass
        return self.inbox()

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def inbox(self) -> list[Summary]:
        return self.store.unit(lambda: inbox.summaries(limit=100_000))

    def tickets(self) -> list[Ticket]:
        """Oldest first."""
        return self.store.unit(lambda: tickets.newest(limit=100_000))[::-1]

    def thread(self, number: str) -> list[ShownEntry]:
        found = self.store.unit(lambda: tickets.find(number))
        assert found is not None, number
        return self.store.unit(lambda: tickets.entries(found.id))

    def sent(self) -> list[RawMail]:
        """The mails that are queued, oldest first."""
        rows = self.store.unit(lambda: outbox.summaries(limit=100_000))[::-1]
        raws = [self.store.unit(lambda row=row: outbox.raw_of(row.id)) for row in rows]
        return [message_from_bytes(raw) for raw in raws if raw is not None]


@contextmanager
def desk_bench(store: Store, folder: Path, parser: Parser | None = None, **overrides: Any) -> Iterator[DeskBench]:
    """A desk at support@desk.example that believes mx.desk.example."""
    sections: dict[str, Any] = {
        "desk": {"address": "support@desk.example", "aliases": ["help@desk.example"]},
        "trust": {"authserv_id": AUTHSERV},
    }
    for name, changes in overrides.items():
        sections[name] = changes if isinstance(changes, list) else {**sections.get(name, {}), **changes}
    config = make_config(folder, **sections)
    own = parser or Parser(parse_options(config), config.limits.parse_deadline_s, config.limits.parse_memory_bytes)
    try:
        yield DeskBench(store, config, own)
    finally:
        if parser is None:
            own.close()
