"""A private PostgreSQL on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType

import psycopg

from support.quick import quick_folder

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c max_connections=60"


def binaries() -> Path | None:
    """Folder of initdb and pg_ctl, or None when PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


class Postgres:
    """A cluster of one's own; `start` takes about 2 s, `stop` ends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._administrator: psycopg.Connection | None = None

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            "ticketd",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        )
        self._run(
            "pg_ctl",
            "-D",
            str(self.data),
            "-w",
            "-l",
            str(self.folder / "log"),
            "-o",
            f"{FAST} -k {self.folder}",
            "start",
        )

    def restart(self) -> None:
        self._hang_up()
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "-o", f"{FAST} -k {self.folder}", "restart")

    def stop(self) -> None:
        self._hang_up()
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    def run(self, statement: str) -> None:
        """Outside of a transaction, in the database that is always there."""
        if self._administrator is None:
            self._administrator = psycopg.connect(self.url("postgres"), autocommit=True)
        self._administrator.execute(statement)

    def url(self, name: str) -> str:
        return f"postgresql://ticketd@/{name}?host={self.folder}"

    def _hang_up(self) -> None:
        if self._administrator is not None:
            self._administrator.close()
            self._administrator = None

    def _run(self, program: str, *arguments: str) -> None:
        folder = binaries()
        if folder is None:
            raise FileNotFoundError("PostgreSQL is not installed")
        command = [str(folder / program), *arguments]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd="/")


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server that nobody else uses."""
    folder = quick_folder("ticketd-pg-")  # a socket's path has to be short
    server = Postgres(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Copies:
    """
    Fresh copies of a database, made and dropped while tests run: each takes 50 ms, most of which is waiting.

    A context; two copies are kept ready. Nobody may be connected to the model.
    """

    READY = 2

    def __init__(self, server: Postgres, model: str) -> None:
        self.server, self._model = server, model
        self._ready: SimpleQueue[str | Exception] = SimpleQueue()
        self._used: SimpleQueue[str | None] = SimpleQueue()  # None: it is over
        self._thread = Thread(target=self._work, daemon=True)

    def __enter__(self) -> Copies:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._used.put(None)
        self._thread.join()

    def take(self) -> str:
        """Name of a copy that nobody else gets."""
        name = self._ready.get()
        if isinstance(name, Exception):
            raise name
        return name

    def give_back(self, name: str) -> None:
        """It is dropped, whoever is still connected to it."""
        self._used.put(name)

    def _work(self) -> None:
        try:
            with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
                for number in range(self.READY):
                    self._make(connection, number)
                number = self.READY
                while name := self._used.get():
                    self._make(connection, number)
                    connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
                    number += 1
        except psycopg.Error as error:
            self._ready.put(error)

    def _make(self, connection: psycopg.Connection, number: int) -> None:
        name = f"copy{number}"
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {self._model}")
        self._ready.put(name)
