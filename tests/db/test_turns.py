from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from db import turns
from db.connection import Store, open_store

NOW = datetime(2026, 11, 22, 9, 0, 0, 5, tzinfo=UTC)


def test_a_round_knows_who_had_the_last_turn(store: Store) -> None:
    def turn(name: str, person_id: int) -> int | None:
        last = turns.last_in(name)
        turns.take(name, person_id)
        return last

    seen = [store.unit(lambda p=p: turn("a", p)) for p in (3, 5, 4)]  # type: ignore[misc]
    assert [*seen, store.unit(lambda: turn("a", 9))] == [None, 3, 5, 4]
    assert store.unit(lambda: turn("b", 1)) is None


def test_when_somebody_was_given_something_is_remembered_to_the_microsecond(store: Store) -> None:
    def work() -> dict[int, datetime]:
        turns.remember(1, NOW - timedelta(days=1))
        turns.remember(1, NOW)
        turns.remember(2, NOW)
        return turns.last_given([1, 3])

    assert store.unit(work) == {1: NOW}
    assert store.unit(lambda: turns.last_given([])) == {}


def test_two_hosts_never_see_the_same_last_turn(database_url: str) -> None:
    store = open_store(database_url)
    seen: list[int | None] = []

    def give(own: int) -> None:
        for number in range(10):
            turn = own * 100 + number + 1

            def work(turn: int = turn) -> int | None:
                last = turns.last_in("a")
                turns.take("a", turn)
                return last

            seen.append(store.unit(work))
        store.close()

    threads = [threading.Thread(target=give, args=(own,)) for own in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == len(set(seen)) == 40
    store.close()
