from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from support.configs import make_config

from db.connection import Store
from processor.learning import Learned, train_at_night

NIGHT = datetime(2026, 11, 22, 19, 10, tzinfo=UTC)  # 03:10 in Shanghai


def test_it_is_learned_once_a_night(store: Store, tmp_path: Path) -> None:
    config = make_config(tmp_path)
    learned = Learned(store, config)

    moments = [NIGHT.replace(hour=18), NIGHT, NIGHT.replace(minute=20), NIGHT.replace(hour=20)]

    done = [train_at_night(store, config, learned.rules, moment) for moment in moments]

    assert done == [False, True, False, False]
    assert train_at_night(store, config, learned.rules, NIGHT.replace(day=23))


def test_what_was_put_to_use_is_loaded_when_it_changes(store: Store, tmp_path: Path) -> None:
    learned = Learned(store, make_config(tmp_path))
    before = learned.current()

    learned.refresh()
    loaded = learned.current()
    learned.refresh()

    assert before.category is None and learned.current() is loaded
