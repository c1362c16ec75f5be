"""The real desk without a network: mails go into its inbox, its jobs run when told to, and what it sends is fetched."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, cast

from support.configs import make_config
from support.desk import LETTERS, SUPPORT

from db import inbox, outbox
from db.connection import Store
from db.fields import EPOCH
from db.inbox import Received
from db.outbox import Claimed, Result
from parsers.message import Options
from parsers.mime import parse_message
from processor.app import App, Codes, make_intake, make_reminders, parse_options
from processor.clock import Job
from processor.intake import take_in
from processor.jobs import jobs_of
from processor.learning import Learned
from processor.oauth.sign_in import SignIn
from processor.parsing import Parsed, Parser

from .cast import hire
from .places import Place

BATCH = 100
# Jobs with nothing to do here are run less often than by the daemon; else they cost half the time of a run.
EVERY = {"sweep": timedelta(hours=6), "triage": timedelta(hours=6), "expiry": timedelta(hours=6)}
EVERY |= {"identity": timedelta(hours=1), "upkeep": timedelta(hours=1), "digest": timedelta(minutes=15)}
DEFERRED_OF_100 = 2  # mails that the simulated server asks to bring again later
DEFERRED_FOR = timedelta(minutes=5)


class InProcess:
    """Parses as the child process does, without the child."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def parse(self, raws: Sequence[bytes]) -> list[Parsed]:
        return [parse_message(raw, self._options) for raw in raws]


_WAITING = "SELECT 1 FROM outbox_row WHERE status = 'queued' AND due_at <= {micros} LIMIT 1"


@dataclass(frozen=True, slots=True)
class Tick:
    """A run of a job: at the desk's clock, and the newest event before it."""

    at: datetime
    after_event: int


@dataclass(slots=True)
class SimulatedDesk:
    """
    Belongs to one run.

    Attributes:
        ticks, identity_looks, digest_looks: the journal for the oracle.
        taken: by row of the outbox that the mail server has taken, the UID of the newest mail taken in by then.
    """

    app: App
    rng: Random
    ticks: list[Tick] = field(default_factory=list)
    identity_looks: list[Tick] = field(default_factory=list)
    digest_looks: list[datetime] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    newest_uid: int = 0
    _jobs: dict[str, Job] = field(default_factory=dict)
    _ran: dict[str, datetime] = field(default_factory=dict)
    _uids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def receive(self, mails: Sequence[tuple[datetime, bytes]], now: datetime) -> list[int]:
        """Mails with the server's time of receipt are collected and taken in; their UIDs, in order."""
        new = [Received(next(self._uids), len(raw), at, raw) for at, raw in mails]
        store = self.app.store
        store.unit(lambda: inbox.store(SUPPORT, new, now))
        while take_in(self.app.intake, now):
            pass
        self.newest_uid = new[-1].uid
        return [mail.uid for mail in new]

    def tick(self, now: datetime) -> None:
        """Whatever of the jobs would have run by now; the reminders in any case."""
        for name, job in self._jobs.items():
            last = self._ran.get(name)
            if last is not None and abs(now - last) < EVERY.get(name, timedelta()):
                continue
            self._ran[name] = now
            if name == "duties":
                self.ticks.append(Tick(now, self._newest("event")))
            if name == "identity":
                self.identity_looks.append(Tick(now, self._newest("event")))
            if name == "digest":
                self.digest_looks.append(now)
            job.run(now)

    def send(self, now: datetime) -> list[Claimed]:
        """What waits goes out, but for some that the mail server does not take at the first attempt; in order."""
        store, holder, sent = self.app.store, self.app.holder, list[Claimed]()
        while store.unit(lambda: self._rows(_WAITING.format(micros=(now - EPOCH) // timedelta(microseconds=1)))):
            claimed = store.unit(lambda: outbox.claim(holder, now, now + timedelta(minutes=10), BATCH))
            ids = [row.id for row in claimed]
            begun = set(store.unit(lambda ids=ids: outbox.begin(holder, ids, now + timedelta(minutes=10))))
            taken = [(row, self._takes(row)) for row in claimed if row.id in begun]
            store.unit(lambda taken=taken: [outbox.record(_result(row, yes, now)) for row, yes in taken])
            sent += [row for row, yes in taken if yes]
            self.taken |= {row.id: self.newest_uid for row, yes in taken if yes}
        return sent

    def next_due(self) -> datetime | None:
        """When the first duty of all falls due."""
        ((due,),) = self.app.store.unit(lambda: self._rows("SELECT MIN(due_at) FROM duty"))
        return None if due is None else datetime.fromtimestamp(due / 1_000_000, UTC)

    def number_of(self, uid: int) -> str:
        """The number of the ticket that a mail belongs to; "" for none."""
        query = f"SELECT t.number FROM inbox_item i JOIN ticket t ON t.id = i.ticket_id WHERE i.uid = {uid}"
        found = self.app.store.unit(lambda: self._rows(query))
        return found[0][0] if found else ""

    def _takes(self, row: Claimed) -> bool:
        return row.attempts > 0 or self.rng.randrange(100) >= DEFERRED_OF_100

    def _newest(self, table: str) -> int:
        ((newest,),) = self.app.store.unit(lambda: self._rows(f"SELECT MAX(id) FROM {table}"))
        return int(newest or 0)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return list(self.app.store.database.execute_sql(query).fetchall())


def _result(row: Claimed, taken: bool, now: datetime) -> Result:
    if taken:
        return Result(row.id, "sent", 250, "250 ok", now)
    return Result(row.id, "queued", 451, "451 later", now, now + DEFERRED_FOR)


def open_desk(store: Store, folder: Path, place: Place, seed: int) -> SimulatedDesk:
    """A desk with its staff and users, in a database that is empty."""
    config = make_config(folder, **place.config())
    rng = Random(f"codes {seed}")
    codes = Codes(
        lambda: f"{rng.getrandbits(128):032x}", lambda: f"{rng.getrandbits(80) % 10**26:026d}".translate(LETTERS)
    )
    learned = Learned(store, config)
    parser = cast(Parser, InProcess(parse_options(config)))
    intake = make_intake(config, store, parser, learned, codes)
    reminders = make_reminders(intake.effects)
    app = App(
        config, {}, store, intake, reminders, learned, lambda: datetime.now(UTC), intake.holder, SignIn(config, {})
    )
    if store.engine == "sqlite":
        store.unit(lambda: None)
        store.database.execute_sql("PRAGMA synchronous = OFF")  # nothing here has to outlive a power cut
    hire(store)
    return SimulatedDesk(app, Random(f"server {seed}"), _jobs={job.name: job for job in jobs_of(app)})
