"""Opening the database, and units of work that are done whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import peewee as pw

from db.errors import DatabaseError, DatabaseUnavailable, is_outage
from db.schema import TABLES

T = TypeVar("T")

ATTEMPTS = 4  # a lost connection, a deadlock or a lost race is over after one; more than three is an outage
BUSY_TIMEOUT_S = 30  # SQLite: the longest that another writer may hold the file
SQLITE_PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": "full", "cache_size": -16000}


class Store:
    """
    An open database. One process has one; every thread gets a connection of its own.

    All reading and writing goes through `unit`.
    """

    def __init__(self, database: pw.Database) -> None:
        self.database = database
        self._bind()

    @property
    def engine(self) -> str:
        return "postgresql" if isinstance(self.database, pw.PostgresqlDatabase) else "sqlite"

    @property
    def place(self) -> str:
        """Where it is, for a person: the file, or name and host."""
        if self.engine == "sqlite":
            return str(self.database.database)
        return str(self.database.database).rpartition("@")[2].partition("?")[0]  # without who logs in, and how

    def unit(self, work: Callable[[], T]) -> T:
        """
        Run *work* in one transaction and commit it; the whole of it again when the connection died or a race was lost.

        *work* must therefore have no effect outside the database. No network call belongs in it.

        Raises:
            DatabaseUnavailable: after `ATTEMPTS`, or when the disk is full; nothing was written.
            DatabaseError: what is there is no database, or a damaged one.
        """
        if self.database.in_transaction():
            raise DatabaseError("a unit of work inside a unit of work: pass the work on instead")
        self._bind()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self.database.connect(reuse_if_open=True)
                with self.database.atomic():
                    return work()
            except (pw.OperationalError, pw.InterfaceError, pw.IntegrityError) as error:
                self._discard_connection()
                if isinstance(error, pw.IntegrityError):
                    if attempt == ATTEMPTS:
                        raise
                    continue
                if not is_outage(error):
                    raise
                reason = _first_cause(error)
                if attempt == ATTEMPTS or "full" in reason:
                    raise DatabaseUnavailable(f"the database {self.place} does not answer: {reason}") from error
            except pw.DatabaseError as error:
                if type(error) is not pw.DatabaseError:  # its kinds are faults of a statement, ours to mend
                    raise
                raise DatabaseError(f"the database {self.place} cannot be used: {error}") from error
        raise AssertionError("unreachable")

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Within a unit: what is inside is undone alone when it raises."""
        # All have one name, so that engines know the statements already, which those of peewee are not; of several
        # open ones the innermost is meant, so none may be left open: not even where PostgreSQL refuses the release,
        # as it does after an error that was caught inside.
        execute: Callable[[str], object] = self.database.execute_sql
        execute("SAVEPOINT part")
        try:
            yield
            execute("RELEASE SAVEPOINT part")
        except BaseException:
            execute("ROLLBACK TO SAVEPOINT part")
            execute("RELEASE SAVEPOINT part")
            raise

    def close(self) -> None:
        """Close this thread's connection."""
        self._discard_connection()

    def _bind(self) -> None:
        """Tables belong to one database at a time: the one in use; so two stores may take turns, not work at once."""
        if TABLES[0]._meta.database is not self.database:
            self.database.bind(TABLES)

    def _discard_connection(self) -> None:
        """A connection that failed once is not trusted again: peewee's is_closed() does not see dead sockets."""
        try:
            self.database.close()
        except pw.PeeweeException:
            self.database.dispose()


def _first_cause(error: BaseException) -> str:
    """What went wrong first: SQLite rolls back by itself on a full disk, and then peewee's rollback fails too."""
    while isinstance(error.__context__, pw.PeeweeException | sqlite3.Error):
        error = error.__context__
    return str(error)


def open_store(url: str, password: str = "") -> Store:
    """
    Open `sqlite:///path` or `postgresql://user@host/name`; the schema is not looked at (see `db.migrations`).

    Raises:
        ValueError: another scheme.
    """
    scheme, _, path = url.partition("://")
    if scheme == "sqlite":
        return Store(_sqlite(path.removeprefix("/")))  # three slashes: relative, four: absolute
    if scheme == "postgresql":
        return Store(_postgresql(url, password))
    raise ValueError(f"database url {url!r}: sqlite:///path or postgresql://user@host/name would be right")


def _sqlite(path: str) -> pw.Database:
    # IMMEDIATE: a transaction that reads first and writes later would fail with "database is locked" at once
    return pw.SqliteDatabase(
        path, pragmas=SQLITE_PRAGMAS, timeout=BUSY_TIMEOUT_S, lock_type="IMMEDIATE", autoconnect=False
    )


def _postgresql(url: str, password: str) -> pw.Database:
    secret: dict[str, Any] = {"password": password} if password else {}
    return pw.PostgresqlDatabase(url, prefer_psycopg3=True, autoconnect=False, **secret)
