"""When a deferred mail is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.redelivery import GIVE_UP_AFTER, next_attempt

BORN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (6, 240), (7, 240), (99, 240)])
def test_waits_grow_to_four_hours(attempts: int, minutes: int) -> None:
    due = next_attempt(attempts, BORN, BORN, Random(1))

    assert due is not None
    assert timedelta(minutes=minutes) <= due - BORN <= timedelta(minutes=minutes * 1.25)


def test_mails_deferred_together_do_not_come_back_together() -> None:
    random = Random(1)

    assert len({next_attempt(3, BORN, BORN, random) for _ in range(50)}) == 50


@given(st.integers(0, 2**32))
def test_it_is_tried_for_five_days_and_then_given_up(seed: int) -> None:
    random, now, attempts = Random(seed), BORN, 0
    while True:
        attempts += 1
        due = next_attempt(attempts, BORN, now, random)
        if due is None:
            break
        assert now < due <= BORN + GIVE_UP_AFTER
        now = due

    assert now == BORN + GIVE_UP_AFTER
    assert 25 <= attempts <= 45
