"""Waiting until a person has let us in (RFC 8628 §3.5)."""

from __future__ import annotations

from collections.abc import Callable

from processor.errors import TokenRefused, TokenUnavailable
from processor.oauth.endpoint import DeviceCode
from processor.oauth.tokens import Granted

SLOWER_S = 5.0  # RFC 8628 §3.5: what "slow_down" adds to the interval
LONGEST_INTERVAL_S = 60.0
USUAL_LIFETIME_S = 900.0  # of a code that does not say it; Microsoft's live 15 min
ENDS = {
    "access_denied": "the request was declined at the provider",
    "expired_token": "nobody has entered the code in time; begin anew",
}


def wait_for_person(
    asked: DeviceCode,
    redeem: Callable[[str], Granted],
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> Granted:
    """
    What *redeem* gives once the person has said yes.

    Args:
        clock: seconds that only go forward.

    Raises:
        TokenRefused: the person has said no, or nothing as long as the code was good.
    """
    interval = asked.interval_s
    ends = clock() + (asked.lifetime_s or USUAL_LIFETIME_S)
    while clock() < ends:
        sleep(interval)
        try:
            return redeem(asked.code)
        except TokenUnavailable:
            interval = min(interval * 2, LONGEST_INTERVAL_S)
        except TokenRefused as error:
            if error.code == "slow_down":
                interval += SLOWER_S
            elif error.code != "authorization_pending":
                raise TokenRefused(ENDS.get(error.code, str(error)), error.code) from error
    raise TokenRefused(ENDS["expired_token"], "expired_token")
