"""Running queries: what peewee's types do not tell, and what the engines do differently, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee as pw


def rows(query: Any) -> list[tuple[Any, ...]]:
    """The rows of *query* as plain tuples, in the order of its columns."""
    return list(query.tuples())


def first(query: Any) -> tuple[Any, ...] | None:
    """The first row of *query*, or None."""
    found = rows(query.limit(1))
    return found[0] if found else None


def newest_rows(query: Any, statuses: Sequence[str], limit: int) -> list[tuple[Any, ...]]:
    """The rows of *query* with the highest ids, of the given statuses if any are given."""
    row = query.model
    if statuses:
        query = query.where(row.status.in_(list(statuses)))
    return rows(query.order_by(row.id.desc()).limit(limit))


def counts_by(column: Any) -> dict[str, int]:
    """How many rows of *column*'s table have each of its values."""
    return dict(column.model.select(column, pw.fn.COUNT(pw.SQL("*"))).group_by(column).tuples())


def locked(query: Any) -> Any:
    """Lock the rows of *query* until the transaction ends, after whoever has them now; SQLite has one writer anyway."""
    return query.for_update() if isinstance(query.model._meta.database, pw.PostgresqlDatabase) else query


def skip_locked(query: Any, of: Any = None) -> Any:
    """
    Lock the rows of *query* and pass over those that another host is taking; SQLite has one writer anyway.

    of: of a query over several tables, the one whose rows are locked; all by default.
    """
    if isinstance(query.model._meta.database, pw.PostgresqlDatabase):
        return query.for_update("FOR UPDATE", of=of, skip_locked=True)
    return query
