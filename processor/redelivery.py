"""A mail that could not be handed over: again, and when? Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

# Greylisting lets a mail through after 1 to 15 min; later waits are those of mail servers (Postfix, Exim).
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240))
GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321 §4.5.4.1: "at least 4-5 days"


def next_attempt(attempts: int, created_at: datetime, now: datetime, random: Random) -> datetime | None:
    """
    When to try again after attempt number *attempts* (1 ...) has been deferred; None: give up.

    Waits are up to a quarter longer, so that a hundred mails deferred together do not come back together.
    """
    last = created_at + GIVE_UP_AFTER
    if now >= last:
        return None
    wait = WAITS[min(attempts, len(WAITS)) - 1] * random.uniform(1.0, 1.25)
    return min(now + wait, last)  # the last attempt falls on the end of the time
