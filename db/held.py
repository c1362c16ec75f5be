"""Mails whose orders wait for a word of the person in whose name they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.fields import EPOCH
from db.rows import rows, skip_locked
from db.schema import HeldMail as Row
from db.schema import InboxItem


@dataclass(frozen=True, slots=True)
class Held:
    """person_id: None for a user who is not in the directory. orders: the commands as they are shown."""

    item_id: int
    person_id: int | None
    ticket_id: int | None
    orders: str
    created_at: datetime
    expires_at: datetime
    confirmed_at: datetime | None = None


def add(held: Held) -> None:
    """The item's status becomes "held" when intake concludes it."""
    Row.insert(
        item=held.item_id,
        person=held.person_id,
        ticket=held.ticket_id,
        orders=held.orders,
        created_at=held.created_at,
        expires_at=held.expires_at,
    ).execute()


def find(item_id: int) -> Held | None:
    return next(iter(_found(_select().where(Row.item == item_id))), None)


def confirm(item_id: int, now: datetime) -> bool:
    """
    Put the item back in line to be taken in, once; False when it is too late or was decided before.

    The item first: of two answers at once the second one waits for its row, and then finds it held no more.
    """
    waiting = Row.item == item_id, Row.confirmed_at.is_null(), Row.expires_at > now
    again = InboxItem.update(status="new", reason="", attempts=0, holder="", lease_until=EPOCH)
    still = InboxItem.id == item_id, InboxItem.status == "held", InboxItem.id.in_(Row.select(Row.item).where(*waiting))
    if not again.where(*still).execute():
        return False
    Row.update(confirmed_at=now).where(Row.item == item_id).execute()
    return True


def reject(item_id: int, reason: str) -> bool:
    """Never carry it out: the person did not send it, or said nothing in time. False when it was decided before."""
    query = InboxItem.update(status="ignored", reason=reason)
    return bool(query.where(InboxItem.id == item_id, InboxItem.status == "held").execute())


def expired(now: datetime, limit: int) -> list[Held]:
    """Those that nobody has confirmed in time and that are still held."""
    query = _select().join(InboxItem).where(Row.expires_at <= now, InboxItem.status == "held")
    return _found(skip_locked(query.order_by(Row.expires_at).limit(limit)))


def _select() -> Any:
    return Row.select(Row.item, Row.person, Row.ticket, Row.orders, Row.created_at, Row.expires_at, Row.confirmed_at)


def _found(query: Any) -> list[Held]:
    return [Held(*row) for row in rows(query)]
