from __future__ import annotations

import hashlib
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import peewee as pw
import psycopg
import pytest
from support.postgres import Postgres, running_postgres

from db import correspondents
from db.connection import Store, open_store
from db.errors import DatabaseError, DatabaseUnavailable, is_outage
from db.migrations import migrate
from db.schema import Counter

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def count(store: Store) -> int:
    found = store.unit(lambda: Counter.get_or_none(Counter.name == "n"))
    return found.value if found else 0


def increment() -> None:
    row = Counter.get_or_none(Counter.name == "n")
    if row is None:
        Counter.insert(name="n", value=1).execute()
    else:
        Counter.update(value=row.value + 1).where(Counter.name == "n").execute()


def test_a_unit_that_raises_leaves_nothing_behind(store: Store) -> None:
    def work() -> None:
        increment()
        raise KeyError("stop")

    with pytest.raises(KeyError):
        store.unit(work)

    assert count(store) == 0


def test_a_savepoint_undoes_only_what_is_inside(store: Store) -> None:
    def work() -> None:
        increment()
        with pytest.raises(pw.IntegrityError), store.savepoint():
            increment()
            Counter.insert(name="n", value=7).execute()

    store.unit(work)

    assert count(store) == 1


def test_a_savepoint_that_fails_after_one_within_it_has_failed_is_undone_whole(store: Store) -> None:
    def work() -> None:
        increment()
        with suppress(LookupError), store.savepoint():
            increment()
            with suppress(KeyError), store.savepoint():
                increment()
                raise KeyError
            increment()
            raise LookupError

    store.unit(work)

    assert count(store) == 1


def test_a_savepoint_in_which_an_error_was_caught_is_not_left_open(store: Store) -> None:
    """PostgreSQL refuses all that follows the error, the release included; to SQLite it was one statement."""

    def work() -> None:
        increment()
        with suppress(LookupError, pw.DatabaseError), store.savepoint():
            increment()
            with store.savepoint(), suppress(pw.IntegrityError):
                Counter.insert(name="n", value=7).execute()
            raise LookupError

    store.unit(work)

    assert count(store) == 1


def test_a_unit_within_a_unit_is_refused(store: Store) -> None:
    with pytest.raises(DatabaseError):
        store.unit(lambda: store.unit(increment))


def test_writers_at_once_lose_no_update(database_url: str) -> None:
    """Four threads of thirty read-modify-writes each; on PostgreSQL the row is locked by the reader."""
    store = open_store(database_url)
    store.unit(lambda: Counter.insert(name="n", value=0).execute())

    def add_one() -> None:
        query = Counter.select().where(Counter.name == "n")
        row = (query.for_update() if store.engine == "postgresql" else query).get()
        Counter.update(value=row.value + 1).where(Counter.name == "n").execute()

    def write() -> None:
        for _ in range(30):
            store.unit(add_one)
        store.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert count(store) == 120
    store.close()


def test_a_connection_that_dies_within_a_unit_is_replaced_and_the_whole_unit_run_again(
    postgres: Postgres, postgres_url: str
) -> None:
    store = open_store(postgres_url)
    deaths = iter([True, True, False])

    def work() -> None:
        increment()
        if next(deaths):
            pid = store.database.execute_sql("SELECT pg_backend_pid()").fetchone()[0]
            with psycopg.connect(postgres.url("postgres"), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (pid,))
        increment()

    store.unit(work)

    assert count(store) == 2
    store.close()


@pytest.mark.usefixtures("postgres")  # is skipped where there is none
def test_a_server_that_was_restarted_is_found_again() -> None:
    """On a server of its own, for others work on that of all tests."""
    with running_postgres() as server:
        store = open_store(server.url("postgres"))
        migrate(store)
        store.unit(increment)

        server.restart()
        store.unit(increment)

        assert count(store) == 2
        store.close()


def test_more_than_an_index_can_hold_is_no_outage(postgres_url: str) -> None:
    """Taken for one, it would be tried again and again, and hold up all that was to be written with it."""
    store = open_store(postgres_url)
    long = "".join(hashlib.sha512(bytes([at])).hexdigest() for at in range(80))

    with pytest.raises(pw.OperationalError) as raised:
        store.unit(lambda: correspondents.prove(long, NOW))
    assert not is_outage(raised.value)
    assert store.unit(lambda: correspondents.is_proven("li@example.org")) is False
    store.close()


def test_a_database_that_is_away_is_a_clear_error(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3")

    with pytest.raises(DatabaseUnavailable, match="unable to open"):
        store.unit(increment)


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"this is a letter, not a database " * 100)
    store = open_store(f"sqlite:///{tmp_path}/x.sqlite3")

    with pytest.raises(DatabaseError, match="not a database"):
        store.unit(increment)


def test_a_full_disk_is_a_clear_error_and_work_goes_on_when_there_is_space(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/x.sqlite3")
    migrate(store)
    pages = store.unit(lambda: store.database.execute_sql("PRAGMA page_count").fetchone()[0])

    def write_much() -> None:
        store.database.execute_sql(f"PRAGMA max_page_count = {pages + 2}")
        Counter.insert(name="x" * 100_000, value=1).execute()

    with pytest.raises(DatabaseUnavailable, match="full"):
        store.unit(write_much)

    store.unit(increment)
    assert count(store) == 1
    store.close()


@pytest.mark.parametrize("url", ["mysql://x", "ticketd.sqlite3", ""])
def test_another_engine_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="would be right"):
        open_store(url)
