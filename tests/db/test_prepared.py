"""Prepared queries do what the same queries of peewee do, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import peewee as pw
import pytest

from db.connection import Store
from db.fields import EPOCH
from db.prepared import Insertions, Param, Prepared, insertion
from db.schema import Correspondent, InboxItem, Lease

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ADD = insertion(Lease, (Lease.name, Lease.holder, Lease.until))
ADD_IGNORING = insertion(Lease, (Lease.name, Lease.holder, Lease.until), ignore=True)
FIND = Prepared(lambda: Lease.select(Lease.until, Lease.holder).where(Lease.name == Param("name", Lease.name)))
MOVE = Prepared(
    lambda: Lease.update({Lease.until: Param("until", Lease.until)}).where(Lease.name == Param("name", Lease.name))
)


def test_values_are_stored_and_read_as_their_fields_say(store: Store) -> None:
    store.unit(lambda: ADD.rows(name="a", holder="x\0y\ud800", until=NOW))

    assert store.unit(lambda: FIND.first(name="a")) == (NOW, "x\ufffdy\ufffd")
    assert store.unit(lambda: Lease.get_by_id("a").until) == NOW


def test_an_insertion_gives_the_key_that_the_row_got(store: Store) -> None:
    fields = (InboxItem.mailbox, InboxItem.folder, InboxItem.uidvalidity, InboxItem.uid)
    add = insertion(InboxItem, (*fields, InboxItem.received_at, InboxItem.collected_at, InboxItem.size))
    values = {"mailbox": "m", "folder": "f", "uidvalidity": 1, "received_at": NOW, "collected_at": NOW, "size": 0}
    first, second = (store.unit(lambda uid=uid: add.rows(uid=uid, **values))[0][0] for uid in (1, 2))

    assert (first, second) == tuple(
        row.id for row in store.unit(lambda: list(InboxItem.select().order_by(InboxItem.uid)))
    )


def test_fields_that_are_not_given_get_their_defaults(store: Store) -> None:
    fields = (InboxItem.mailbox, InboxItem.folder, InboxItem.uidvalidity, InboxItem.uid, InboxItem.received_at)
    add = insertion(InboxItem, (*fields, InboxItem.collected_at, InboxItem.size))
    times = {"received_at": NOW, "collected_at": NOW}
    store.unit(lambda: add.rows(mailbox="m", folder="f", uidvalidity=1, uid=1, size=0, **times))

    item = store.unit(InboxItem.get)
    assert (item.status, item.settled, item.lease_until, item.ticket) == ("new", False, EPOCH, None)


def test_many_rows_are_inserted_at_once_but_for_those_that_are_there(store: Store) -> None:
    several = Insertions(Lease, (Lease.name, Lease.holder, Lease.until))
    rows = [{"name": f"n{at}", "holder": str(at), "until": NOW} for at in range(200)]
    store.unit(lambda: ADD.rows(name="n7", holder="before", until=NOW))

    assert store.unit(lambda: several.write(rows[:101])) == 100
    assert store.unit(lambda: several.write(rows)) == 99
    assert store.unit(lambda: several.write([])) == 0
    found = {row.name: row.holder for row in store.unit(lambda: list(Lease.select()))}
    assert found == {row["name"]: row["holder"] for row in rows} | {"n7": "before"}


def test_writing_says_how_many_rows_changed(store: Store) -> None:
    assert store.unit(lambda: ADD_IGNORING.write(name="a", holder="x", until=NOW)) == 1
    assert store.unit(lambda: ADD_IGNORING.write(name="a", holder="y", until=NOW)) == 0
    assert store.unit(lambda: MOVE.write(name="a", until=NOW + timedelta(hours=1))) == 1
    assert store.unit(lambda: MOVE.write(name="b", until=NOW)) == 0
    assert store.unit(lambda: FIND.first(name="a")) == (NOW + timedelta(hours=1), "x")
    assert store.unit(lambda: FIND.first(name="b")) is None


def test_a_value_that_is_forgotten_is_an_error_and_not_null(store: Store) -> None:
    with pytest.raises(KeyError, match="until"):
        store.unit(lambda: ADD.rows(name="a", holder="x"))


def test_errors_are_those_of_peewee(store: Store) -> None:
    store.unit(lambda: ADD.rows(name="a", holder="x", until=NOW))

    with pytest.raises(pw.IntegrityError):
        store.unit(lambda: ADD.rows(name="a", holder="y", until=NOW))


def test_the_sql_is_written_once_for_an_engine(store: Store) -> None:
    built = []

    def build() -> object:
        built.append(1)
        return Correspondent.select(Correspondent.addr).where(Correspondent.addr == Param("addr", Correspondent.addr))

    find = Prepared(build)
    for _ in range(3):
        assert store.unit(lambda: find.rows(addr="li@example.org")) == []

    assert len(built) == 2  # once to see the table's database, once to write


def test_what_is_computed_comes_as_the_engine_gives_it(store: Store) -> None:
    field = Lease.holder
    count = Prepared(
        lambda: Lease.select(
            pw.fn.COUNT(Lease.name), pw.fn.COALESCE(pw.fn.MAX(Lease.name), "none").alias("last")
        ).where(field == Param("holder", field))
    )
    store.unit(lambda: [ADD.rows(name=name, holder="x", until=NOW) for name in ("a", "b")])

    found = store.unit(lambda: (count.first(holder="x"), count.first(holder="y")))
    assert [[type(value) for value in row or ()] for row in found] == [[int, str], [int, str]]
    assert found == ((2, "b"), (0, "none"))
