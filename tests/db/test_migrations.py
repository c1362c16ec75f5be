from __future__ import annotations

import threading
from pathlib import Path

import peewee as pw
import pytest

from db import schema
from db.connection import Store, open_store
from db.errors import SchemaMismatch
from db.migrations import migrate, pending, require_current


def shape(database: pw.Database) -> dict[str, object]:
    """Columns and indexes of every table, as the engine tells them."""
    database.connect(reuse_if_open=True)
    return {
        table: (
            sorted((c.name, c.data_type, c.null, c.primary_key) for c in database.get_columns(table)),
            sorted((tuple(i.columns), i.unique) for i in database.get_indexes(table)),
            sorted((k.column, k.dest_table, k.dest_column) for k in database.get_foreign_keys(table)),
        )
        for table in database.get_tables()
        if table != "schema_migration"
    }


def test_the_migrations_lead_to_the_schema_of_the_code(store: Store, tmp_path: Path) -> None:
    migrated = shape(store.database)

    store.database.drop_tables(schema.TABLES)
    store.database.create_tables(schema.TABLES)

    assert shape(store.database) == migrated


def test_migrating_twice_changes_nothing(store: Store) -> None:
    assert migrate(store) == []
    require_current(store)


def test_an_old_schema_is_refused_with_the_remedy(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/x.sqlite3")

    assert pending(store)[0] == "0001_first_schema"
    with pytest.raises(SchemaMismatch, match="ticketd migrate"):
        require_current(store)
    store.close()


def test_a_schema_of_a_newer_ticketd_is_refused(store: Store) -> None:
    add = "INSERT INTO schema_migration (name, applied) VALUES ('9999_from_the_future', '2030-01-01')"
    store.unit(lambda: store.database.execute_sql(add))

    with pytest.raises(SchemaMismatch, match="newer ticketd"):
        require_current(store)
    with pytest.raises(SchemaMismatch, match="newer ticketd"):
        migrate(store)


def test_two_that_migrate_at_once_do_it_once(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/x.sqlite3")
    applied: list[list[str]] = []

    def work() -> None:
        applied.append(migrate(store))
        store.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(len, applied)) == [0, len(max(applied, key=len))]
