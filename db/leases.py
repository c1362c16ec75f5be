"""Who does what only one may do at a time."""

from __future__ import annotations

from datetime import datetime

from db.rows import first
from db.schema import Lease as Row


def acquire(name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take or prolong the lease *name* until *until*; False while somebody else's runs."""
    free = (Row.holder == holder) | (Row.until <= now)
    row = {Row.name: name, Row.holder: holder, Row.until: until}
    change = {Row.holder: holder, Row.until: until}
    query = Row.insert(row).on_conflict(conflict_target=[Row.name], update=change, where=free)
    return bool(query.as_rowcount().execute())


def release(name: str, holder: str) -> None:
    """Give the lease up, if *holder* has it."""
    Row.delete().where(Row.name == name, Row.holder == holder).execute()


def holder_of(name: str) -> str | None:
    """Who took the lease last and has not given it up, or None."""
    found = first(Row.select(Row.holder).where(Row.name == name))
    return found[0] if found else None
