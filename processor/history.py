"""Bringing old mail in: every mail becomes part of a ticket, nobody is written to, no clock starts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import islice

from db import inbox
from db.connection import Store
from db.inbox import Received, Source

SOURCE = Source("import", "", 1)
BATCH = 100  # mails a transaction
UID_BYTES = 7  # of the digest that serves as UID: 56 bits, within a signed 64-bit column


def bring_in(store: Store, raws: Iterable[bytes], now: datetime) -> Iterator[int]:
    """
    Put *raws* into the inbox as history, a batch a transaction; yields the size of each batch.

    Bringing the same mail in again changes nothing.
    """
    pending = iter(raws)
    while batch := [_received(raw, now) for raw in islice(pending, BATCH)]:
        store.unit(partial(inbox.store, SOURCE, batch, now))
        yield len(batch)


def _received(raw: bytes, now: datetime) -> Received:
    uid = int.from_bytes(hashlib.sha256(raw).digest()[:UID_BYTES], "big")
    return Received(uid, len(raw), sent_at(raw, now), raw, history=True)


def sent_at(raw: bytes, now: datetime) -> datetime:
    """When the mail says that it was sent; *now* if it says nothing usable, or something later."""
    header = str(BytesHeaderParser().parsebytes(raw).get("Date", ""))
    try:
        sent = parsedate_to_datetime(header)
        aware = (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # the last hours of the year 9999, west of Greenwich, are beyond the calendar
        return now
    return min(aware, now) if aware.year > 1970 else now
