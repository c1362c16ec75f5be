"""One run of the product: its own command on a Maildir, a fresh database each time, and what became of the mails."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import psycopg
from support.configs import write_config
from support.postgres import Postgres

from db import inbox, outbox
from db.connection import open_store
from db.migrations import migrate

from .filling import fill
from .generate import BEGIN, Expected
from .metered import Metered, metered
from .servers import server_cpu_s
from .trails import AUTHSERV, DESK

UNLIMITED = 1_000_000
ROOT = Path(__file__).parents[2]


class Engine(Protocol):
    """Where runs get their databases from. tickets: so many are in each of them from the beginning."""

    tickets: int

    def fresh(self) -> str:
        """URL of a new copy of the prepared database."""

    def cpu_s(self) -> float:
        """CPU time that servers of ours have used so far."""


@dataclass
class Sqlite:
    folder: Path
    tickets: int
    _count: int = 0

    def __post_init__(self) -> None:
        prepare(f"sqlite:///{self.folder}/model.sqlite3", self.tickets)

    def fresh(self) -> str:
        self._count += 1
        shutil.copy(self.folder / "model.sqlite3", self.folder / f"run{self._count}.sqlite3")
        (self.folder / f"run{self._count - 1}.sqlite3").unlink(missing_ok=True)
        return f"sqlite:///{self.folder}/run{self._count}.sqlite3"

    def cpu_s(self) -> float:
        return 0.0


@dataclass
class Postgresql:
    server: Postgres
    tickets: int
    _count: int = 0
    _names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._execute("CREATE DATABASE model")
        prepare(self.server.url("model"), self.tickets)

    def fresh(self) -> str:
        self._count += 1
        self._execute(f"CREATE DATABASE run{self._count} TEMPLATE model")
        self._execute("CHECKPOINT")  # what the copy costs is not the run's
        return self.server.url(f"run{self._count}")

    def cpu_s(self) -> float:
        return server_cpu_s(self.server.data)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def prepare(url: str, tickets: int) -> None:
    """Today's schema, with so many old tickets."""
    store = open_store(url)
    migrate(store)
    fill(store, tickets, BEGIN)
    store.close()


@contextmanager
def engine(name: str, folder: Path, tickets: int) -> Iterator[Engine]:
    if name == "sqlite":
        yield Sqlite(folder, tickets)
        return
    server = Postgres(folder / "pg")
    server.start()
    try:
        yield Postgresql(server, tickets)
    finally:
        server.stop()


@dataclass(frozen=True, slots=True)
class Run:
    metered: Metered
    server_cpu_s: float


def run_product(folder: Path, maildir: Path, engine: Engine, port: int, expected: Expected) -> Run:
    """
    `ticketd once` on *maildir*.

    Raises:
        RuntimeError: it failed, or it made of the mails what a help desk should not.
    """
    url = engine.fresh()
    config = configuration(folder, maildir, url, port)
    began = engine.cpu_s()
    command = [str(Path(sys.executable).parent / "ticketd"), "--config", str(config), "once"]
    result = metered(command, ROOT, environment(folder))
    server = engine.cpu_s() - began
    check(url, expected, engine.tickets)
    return Run(result, server)


def configuration(folder: Path, maildir: Path, url: str, port: int) -> Path:
    """A desk that acknowledges every verified sender, however many tickets it opens."""
    caps = (
        "replies_per_sender_per_day",
        "unverified_replies_per_sender_per_day",
        "replies_per_ticket_per_day",
        "replies_per_hour",
    )
    return write_config(
        folder,
        desk={"name": "IT 服务台", "address": DESK},
        mailbox={"url": f"maildir:{maildir}", "since": date(2026, 11, 1)},
        smtp={"port": port},
        database={"url": url},
        limits=dict.fromkeys(caps, UNLIMITED),
        trust={"authserv_id": AUTHSERV},
        log={"level": "info", "format": "json", "file": str(folder / "ticketd.log")},
    )


def environment(folder: Path) -> dict[str, str]:
    """Compiled modules are cached as on any installed system, but not in the source tree."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environ | {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONHASHSEED": "0"}


def check(url: str, expected: Expected, old: int) -> None:
    """
    The run did the whole job, beside the *old* tickets.

    Raises:
        RuntimeError: with what was wanted and what was found.
    """
    store = open_store(url)
    found = store.unit(lambda: (inbox.counts(), outbox.counts()))
    store.close()
    items = {status: number for status, number in found[0].items() if number}
    sent = expected.tickets + old
    wanted = {"ticket": sent, "follow_up": expected.follow_ups, "ignored": expected.ignored}
    wanted = {status: number for status, number in wanted.items() if number}
    if items != wanted or found[1].get("sent", 0) != sent or set(found[1]) - {"sent"}:
        raise RuntimeError(f"wanted {wanted} and {sent} sent, found {items} and {found[1]}")
