"""Keys of the links in mails to staff: each bound to a person and a ticket, and good for one mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.rows import first, locked, rows
from db.schema import QuickKey as Row


@dataclass(frozen=True, slots=True)
class QuickKey:
    key: str
    person_id: int
    ticket_id: int
    created_at: datetime
    used_at: datetime | None = None


def add(keys: Iterable[QuickKey]) -> None:
    new = [
        {"key": each.key, "person": each.person_id, "ticket": each.ticket_id, "created_at": each.created_at}
        for each in keys
    ]
    if new:
        Row.insert_many(new).execute()


def find(key: str) -> QuickKey | None:
    found = first(Row.select(Row.key, Row.person, Row.ticket, Row.created_at, Row.used_at).where(Row.key == key))
    return QuickKey(*found) if found else None


def lock(key: str) -> QuickKey | None:
    """As `find`; on PostgreSQL nobody else uses it until the transaction ends."""
    rows(locked(Row.select(Row.key).where(Row.key == key)))
    return find(key)


def use(key: str, now: datetime) -> bool:
    """Whoever uses it first has it; False when it has been used."""
    return bool(Row.update(used_at=now).where(Row.key == key, Row.used_at.is_null()).execute())


def purge(before: datetime) -> int:
    """Forget keys made before; how many."""
    return int(Row.delete().where(Row.created_at < before).execute())
