"""Addresses that have proven that they read their mail."""

from __future__ import annotations

from datetime import datetime

from db.prepared import Param, Prepared, insertion
from db.schema import Correspondent as Row


def is_proven(addr: str) -> bool:
    return _PROVEN.first(addr=addr) is not None


def prove(addr: str, now: datetime) -> None:
    """Note the first proof; later ones change nothing."""
    _PROVE.write(addr=addr, proven_at=now)


_PROVEN = Prepared(lambda: Row.select(Row.proven_at).where(Row.addr == Param("addr", Row.addr)))
_PROVE = insertion(Row, (Row.addr, Row.proven_at), ignore=True)
