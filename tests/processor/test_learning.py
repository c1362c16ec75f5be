from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from support.configs import make_config

from db.connection import Store
from processor.learning import Learned, train_at_night

NIGHT = datetime(2026, 11, 22, 19, 10, tzinfo=UTC)  # 03:10 in Shanghai


def test_it_is_learned_once_a_night(store: Store, database_url: str, tmp_path: Path) -> None:
    config = make_config(tmp_path, database={"url": database_url})
    moments = [NIGHT.replace(hour=18), NIGHT, NIGHT.replace(minute=20), NIGHT.replace(hour=20)]

    done = [train_at_night(store, config, {}, moment) for moment in moments]

    assert done == [False, True, False, False]
    assert train_at_night(store, config, {}, NIGHT.replace(day=23))


def test_a_desk_that_does_not_want_to_learn_does_not(store: Store, tmp_path: Path) -> None:
    assert not train_at_night(store, make_config(tmp_path, triage={"learn": False}), {}, NIGHT)


def test_what_was_put_to_use_is_loaded_when_it_changes(store: Store, tmp_path: Path) -> None:
    learned = Learned(store, make_config(tmp_path))
    before = learned.current()

    learned.refresh()
    loaded = learned.current()
    learned.refresh()

    assert before.category is None and learned.current() is loaded
