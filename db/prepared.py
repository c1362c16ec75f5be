"""
Queries whose SQL is written once.

peewee needs 60 to 150 us to write the SQL of a query, SQLite 10 us to carry it out, and a mail is a dozen queries
that are always the same but for their values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, TypeVar

import peewee as pw

Convert = Callable[[Any], Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Place:
    """Stands among the values for the one of this name."""

    name: str
    convert: Convert


class Param(pw.Node):
    """A value that is given with each run; *field* says how it is stored."""

    def __init__(self, name: str, field: Any) -> None:
        self._place = _Place(name, field.db_value)

    def __sql__(self, ctx: Any) -> Any:
        return ctx.value(self._place, converter=False)


@dataclass(frozen=True, slots=True)
class _Written:
    """values: constants and places in the order of the SQL; converters: of the columns that it returns."""

    sql: str
    values: tuple[Any, ...]
    converters: tuple[Convert | None, ...]


class Prepared:
    """
    A query with `Param`s for what changes.

    Args:
        build: makes the query; called once for each engine, when it is first needed.
    """

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._model: Any = None
        self._written: dict[type, _Written] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows that the query finds or returns, as plain tuples."""
        cursor, converters = self._execute(values)
        return [
            tuple(value if convert is None else convert(value) for value, convert in zip(row, converters, strict=True))
            for row in cursor.fetchall()
        ]

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or None; the query should have a limit."""
        found = self.rows(**values)
        return found[0] if found else None

    def write(self, **values: Any) -> int:
        """Run a query that returns no rows; how many rows it changed."""
        cursor, _ = self._execute(values)
        return int(cursor.rowcount)

    def _execute(self, values: dict[str, Any]) -> tuple[Any, tuple[Convert | None, ...]]:
        if self._model is None:
            self._model = self._build().model
        database = self._model._meta.database
        written = self._written.get(type(database))
        if written is None:
            written = self._written[type(database)] = self._write(database)
        given = [value.convert(values[value.name]) if type(value) is _Place else value for value in written.values]
        return database.execute_sql(written.sql, given), written.converters

    def _write(self, database: Any) -> _Written:
        query = self._build()
        sql, values = database.get_sql_context().sql(query).query()
        returned = query._returning or ()
        converters = tuple(map(_converter, returned))
        return _Written(sql, tuple(values), converters)


def _converter(column: Any) -> Convert | None:
    """None where what the driver gives is already what the field would make of it."""
    if not isinstance(column, pw.Field):
        return None
    field = column.rel_field if isinstance(column, pw.ForeignKeyField) else column
    as_given = isinstance(field, pw.TextField | pw.IntegerField) and type(field).python_value is pw.Field.python_value
    return None if as_given else column.python_value


STEP = 64  # a long list is filled up to a multiple of it, a short one to a power of two: few queries have to be written


def filled(values: Sequence[T]) -> Sequence[T]:
    """*values* with the last one again and again, up to a length for which there may be a query already."""
    step = min(STEP, 1 << (len(values) - 1).bit_length())
    return [*values, *repeat(values[-1], -len(values) % step)]


def among(field: Any, count: int) -> Any:
    """A condition: *field* is one of *count* values, which `each` names."""
    return field.in_([Param(f"{field.name}{at}", field) for at in range(count)])


def each(field: Any, values: Sequence[Any]) -> dict[str, Any]:
    """*values* under the names that `among` expects."""
    return {f"{field.name}{at}": value for at, value in enumerate(values)}


class Insertions:
    """
    INSERTs of many rows at once; those that are there already stay as they are.

    They go in chunks of 64, 32, 16 ...: for these few lengths SQL is written once, whatever comes.
    """

    def __init__(self, model: Any, fields: Sequence[Any]) -> None:
        self._model, self._fields = model, fields
        self._written: dict[int, Prepared] = {}

    def write(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Put in *rows*, values by the names of the fields; how many were not there."""
        start = added = 0
        while start < len(rows):
            count = min(STEP, 1 << (len(rows) - start).bit_length() - 1)
            chunk = enumerate(rows[start : start + count])
            values = {f"{name}{at}": value for at, row in chunk for name, value in row.items()}
            added += self._of(count).write(**values)
            start += count
        return added

    def _of(self, count: int) -> Prepared:
        if count not in self._written:
            rows = [{field: Param(f"{field.name}{at}", field) for field in self._fields} for at in range(count)]
            self._written[count] = Prepared(lambda: self._model.insert_many(rows).on_conflict_ignore())
        return self._written[count]


def insertion(model: Any, fields: Sequence[Any], *, ignore: bool = False) -> Prepared:
    """
    An INSERT of one row; each of *fields* is given under its own name, the others get their defaults.

    ignore: a row that is there already stays as it is, and `write` gives 0. Otherwise `rows` gives the primary key.
    """

    def build() -> Any:
        query = model.insert({field: Param(field.name, field) for field in fields})
        return query.on_conflict_ignore() if ignore else query.returning(model._meta.primary_key)

    return Prepared(build)
