"""Field types that mean the same on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import peewee as pw

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(pw.BigIntegerField):
    """
    An aware moment, stored as whole microseconds since 1970 UTC.

    SQLite compares datetimes as text, so an offset would decide the order; a number has one form on both engines.
    """

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


def storable(text: str) -> str:
    """*text* without what an engine refuses: NUL (PostgreSQL) and lone surrogates (both); each becomes U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class Text(pw.TextField):
    """Text of any length; the one place where what an engine refuses is taken out."""

    def db_value(self, value: Any) -> Any:
        return storable(value) if isinstance(value, str) else value
