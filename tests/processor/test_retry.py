"""How long we wait: long enough for servers and accounts, short enough for people."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import DatabaseUnavailable
from processor.errors import DeliveryDeferred, DeliveryRefused, MailboxRefused, MailboxUnavailable
from processor.retry import FIRST_WAIT_S, LONGEST_WAIT_S, again

HOUR_S = 3600.0
PASSING = (MailboxUnavailable(), DeliveryDeferred(), DatabaseUnavailable(), OSError())


def attempts_within(seconds: float, error: Exception, seed: int) -> int:
    random = Random(seed)
    clock, attempts = 0.0, 0
    while clock < seconds:
        attempts += 1
        clock += again(error, attempts, random)
    return attempts


@given(st.integers())
def test_an_hour_of_refused_logins_locks_no_account(seed: int) -> None:
    assert attempts_within(600, MailboxRefused(), seed) <= 3
    assert attempts_within(HOUR_S, MailboxRefused(), seed) <= 5
    assert attempts_within(24 * HOUR_S, MailboxRefused(), seed) <= 28


@given(st.integers())
def test_an_outage_of_ten_minutes_is_over_five_minutes_later_at_most(seed: int) -> None:
    random = Random(seed)
    clock, failures = 0.0, 0
    while clock < 600:
        failures += 1
        clock += again(MailboxUnavailable(), failures, random)

    assert clock < 600 + LONGEST_WAIT_S
    assert failures <= 20


@pytest.mark.parametrize("error", PASSING)
@given(failures=st.integers(1, 10_000), seed=st.integers())
def test_what_passes_is_waited_for_between_half_a_second_and_five_minutes(
    error: Exception, failures: int, seed: int
) -> None:
    assert FIRST_WAIT_S / 2 <= again(error, failures, Random(seed)) <= LONGEST_WAIT_S


@pytest.mark.parametrize("error", [MailboxRefused(), DeliveryRefused()])
@given(failures=st.integers(1, 10_000), seed=st.integers())
def test_what_is_refused_waits_a_minute_at_least(error: Exception, failures: int, seed: int) -> None:
    assert 60 <= again(error, failures, Random(seed)) <= HOUR_S * 1.1


def test_a_hundred_clients_do_not_come_back_together() -> None:
    waits = sorted(again(MailboxUnavailable(), 9, Random(seed)) for seed in range(100))

    assert waits[-1] - waits[0] > 100
    assert len(set(waits)) == 100
