"""Again, and when? Pure: waits are counted from the number of failures in a row."""

from __future__ import annotations

from random import Random

from processor.errors import PermanentError

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 300.0  # an outage is over at most this long before we notice
# Waits after refused logins. Accounts are locked after 5 to 10 wrong passwords in 10 to 30 min (Active Directory
# counts 10 in 10 min, and a locked account locks the people out too); this makes 5 in the first hour, then 1 an hour.
REFUSED_WAITS_S = (60.0, 300.0, 900.0, 1800.0, 3600.0)


def again(error: BaseException, failures: int, random: Random) -> float:
    """
    Seconds to wait after *error*, which was failure number *failures* (1 ...) since the last success.

    What is refused waits by a schedule of its own; everything else doubles up to LONGEST_WAIT_S.
    """
    if isinstance(error, PermanentError):
        return spread(REFUSED_WAITS_S[min(failures, len(REFUSED_WAITS_S)) - 1], random)
    return jittered(FIRST_WAIT_S, LONGEST_WAIT_S, failures, random)


def jittered(first_s: float, longest_s: float, failures: int, random: Random) -> float:
    """Twice as long each time, and between half of it and all of it: many clients must not come back together."""
    doubled = first_s * 2.0 ** min(failures - 1, 30)
    return min(longest_s, doubled) * random.uniform(0.5, 1.0)


def spread(seconds: float, random: Random) -> float:
    """Up to a tenth longer, never shorter."""
    return seconds * random.uniform(1.0, 1.1)
