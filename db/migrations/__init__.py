"""
Bring a database to today's schema, one ordered step after the other, one process at a time.

The steps are the files beside this one; peewee's runner applies them and keeps the history in `schema_migration`.
"""

from __future__ import annotations

from pathlib import Path

import peewee as pw
from playhouse.migrations import Migration, Runner

from db.connection import Store
from db.errors import SchemaMismatch

LOCK = 0x7469636B65746400  # "ticketd\0": PostgreSQL advisory lock that only migrations take


def migrate(store: Store) -> list[str]:
    """
    Apply what is missing, all in one transaction under a lock; the names of the steps applied.

    Raises:
        SchemaMismatch: the database has been used by a newer ticketd.
    """
    return store.unit(lambda: _up(store.database))


def pending(store: Store) -> list[str]:
    """Names of the steps that this database still lacks."""
    return [step.name for step in _status(store) if step.path and not step.applied]


def require_current(store: Store) -> None:
    """
    Refuse to work on a schema that this ticketd does not know.

    Raises:
        SchemaMismatch: too old (run `ticketd migrate`) or too new (run the newer ticketd).
    """
    _refuse_newer(_status(store))
    if missing := pending(store):
        raise SchemaMismatch(f"the database lacks {', '.join(missing)}: run `ticketd migrate`")


def _runner(database: pw.Database) -> Runner:
    return Runner(database, directory=str(Path(__file__).parent))


def _status(store: Store) -> list[Migration]:
    found: list[Migration] = store.unit(lambda: _runner(store.database).status())
    return found


def _up(database: pw.Database) -> list[str]:
    if isinstance(database, pw.PostgresqlDatabase):  # SQLite's unit of work is exclusive by itself (IMMEDIATE)
        database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))  # type: ignore[no-untyped-call] # peewee's stub
    runner = _runner(database)
    _refuse_newer(runner.status())
    applied: list[str] = runner.up()
    return applied


def _refuse_newer(status: list[Migration]) -> None:
    if unknown := [step.name for step in status if not step.path]:
        raise SchemaMismatch(f"the database has been changed by a newer ticketd ({', '.join(unknown)}): run that one")
