"""Which mails there are: UIDs in ranges that a reply can hold, and what the server says of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from processor.mailbox.box import Listed
from processor.mailbox.connection import Attributes, Connection, portions

# imaplib reads lines of at most 1,000,000 bytes; a UID takes up to 11. This leaves room for 30,000 mails that
# arrive while the folder is open.
MAILS_A_SEARCH = 60_000
LIST_ITEMS = "(UID RFC822.SIZE INTERNALDATE)"  # never ENVELOPE or BODYSTRUCTURE: servers break over bad mails


def uids_above(connection: Connection, mark: int, mails: int) -> list[int]:
    """
    UIDs greater than *mark*, ascending, in a folder that had *mails* mails when it was selected.

    Neither UIDNEXT nor the order of an answer is trusted, and `n:*` gives the last mail even when it is below n.
    """
    found: set[int] = set()
    for window in _windows(mails):
        found.update(connection.found(*window, "UID", f"{mark + 1}:*"))
    return sorted(uid for uid in found if uid > mark)


def _windows(mails: int) -> list[tuple[str, ...]]:
    """
    Sequence numbers by which a search is split, from the newest down: a mail that is deleted meanwhile moves others
    down into windows that are still to come, so none is missed. The first has no end, for what has just arrived.
    """
    if mails <= MAILS_A_SEARCH:
        return [()]
    starts = range(1, mails + 1, MAILS_A_SEARCH)
    bounded = [(f"{start}:{start + MAILS_A_SEARCH - 1}",) for start in starts[:-1]]
    return [(f"{starts[-1]}:*",), *reversed(bounded)]


def list_mails(connection: Connection, uids: Sequence[int]) -> dict[int, Listed]:
    """Size and date by UID; a mail whose size the server does not tell is not in it."""
    listed: dict[int, Listed] = {}
    for portion in portions(uids):
        for uid, attributes in connection.asked(portion, LIST_ITEMS).items():
            size = attributes.get(b"RFC822.SIZE")
            if isinstance(size, int):
                listed[uid] = Listed(uid, size, received_at(attributes))
    return {uid: listed[uid] for uid in uids if uid in listed}


def received_at(attributes: Attributes) -> datetime | None:
    """INTERNALDATE in UTC; None when it is absent or no date."""
    moment: Any = attributes.get(b"INTERNALDATE")
    if not isinstance(moment, datetime):
        return None
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # an offset of days, the year 1
        return None
