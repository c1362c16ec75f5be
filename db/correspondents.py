"""Addresses that have proven that they read their mail."""

from __future__ import annotations

from datetime import datetime

from db.rows import first
from db.schema import Correspondent as Row


def is_proven(addr: str) -> bool:
    return bool(first(Row.select(Row.addr).where(Row.addr == addr)))


def prove(addr: str, now: datetime) -> None:
    """Note the first proof; later ones change nothing."""
    Row.insert(addr=addr, proven_at=now).on_conflict_ignore().execute()
