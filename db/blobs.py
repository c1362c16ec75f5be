"""Bytes of attachments, each stored once whatever it is called and however often it comes."""

from __future__ import annotations

from db.rows import first
from db.schema import Blob as Row


def store(sha256: str, data: bytes) -> None:
    """Keep *data* under its own digest; nothing happens when it is there."""
    if not first(Row.select(Row.sha256).where(Row.sha256 == sha256)):
        Row.insert(sha256=sha256, size=len(data), data=data).on_conflict_ignore().execute()


def read(sha256: str) -> bytes | None:
    found = first(Row.select(Row.data).where(Row.sha256 == sha256))
    return bytes(found[0]) if found else None
