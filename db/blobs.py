"""Bytes of attachments, each stored once whatever it is called and however often it comes."""

from __future__ import annotations

from db.prepared import Param, Prepared, insertion
from db.rows import first
from db.schema import Blob as Row


def store(sha256: str, data: bytes) -> None:
    """Keep *data* under its own digest; nothing happens when it is there."""
    if not _KNOWN.first(sha256=sha256):
        _STORE.write(sha256=sha256, size=len(data), data=data)


def read(sha256: str) -> bytes | None:
    found = first(Row.select(Row.data).where(Row.sha256 == sha256))
    return bytes(found[0]) if found else None


def size_of(sha256: str) -> int | None:
    """In bytes; None when it is not there. The bytes are not read."""
    found = _KNOWN.first(sha256=sha256)
    return int(found[0]) if found else None


_KNOWN = Prepared(lambda: Row.select(Row.size).where(Row.sha256 == Param("sha256", Row.sha256)))
_STORE = insertion(Row, (Row.sha256, Row.size, Row.data), ignore=True)
