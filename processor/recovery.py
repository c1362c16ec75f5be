"""After a crash: take over at once what a dead process of this host held, instead of waiting for its leases to end."""

from __future__ import annotations

from datetime import datetime

import structlog

from db import inbox, leases, outbox
from db.connection import Store
from processor.holder import is_dead

log = structlog.get_logger()


def take_over_from_the_dead(store: Store, now: datetime) -> None:
    """Claims of dead processes are given back; a mail that one of them was handing over becomes uncertain."""
    freed = store.unit(_free_all)
    uncertain = store.unit(lambda: outbox.mark_uncertain(now))
    if freed or uncertain:
        log.warning("recovery.taken_over", freed=freed, uncertain=uncertain)


def acquire(name: str, holder: str, now: datetime, until: datetime) -> bool:
    """As `leases.acquire`, but a dead holder's lease counts as ended. Belongs in a unit of work."""
    other = leases.holder_of(name)
    if other and other != holder and is_dead(other):
        leases.release(name, other)
    return leases.acquire(name, holder, now, until)


def _free_all() -> int:
    dead = {holder for holder in (*inbox.holders(), *outbox.holders()) if is_dead(holder)}
    return sum(inbox.free(holder) + outbox.free(holder) for holder in sorted(dead))
