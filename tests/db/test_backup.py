"""Copies of the database."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest
from support.desk import START

from db import inbox
from db.backup import copy_to
from db.connection import Store, open_store
from db.errors import DatabaseError
from db.inbox import Received, Source
from db.migrations import migrate, require_current

SUPPORT = Source("support", "INBOX", 1)


def opened(file: Path) -> Store:
    store = open_store(f"sqlite:///{file}")
    migrate(store)
    return store


def receive(store: Store, uid: int) -> None:
    store.unit(lambda: inbox.store(SUPPORT, [Received(uid, 9, START, b"x" * 5_000)], START))


def test_a_copy_made_while_mails_come_in_is_a_database_of_some_moment(tmp_path: Path) -> None:
    store, ended, underway = opened(tmp_path / "desk #1.sqlite3"), Event(), Event()

    def collect() -> None:
        for uid in range(1, 100_000):
            receive(store, uid)
            underway.set()
            if ended.is_set():
                break
        store.close()

    collecting = Thread(target=collect)
    collecting.start()
    underway.wait()
    size = copy_to(store, tmp_path / "copy")
    ended.set()
    collecting.join()

    copy = open_store(f"sqlite:///{tmp_path / 'copy'}")
    require_current(copy)
    uids = copy.unit(lambda: inbox.all_uids(SUPPORT))
    assert uids and uids == set(range(1, max(uids) + 1)) < store.unit(lambda: inbox.all_uids(SUPPORT))
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600 and size > 5_000
    for each in (copy, store):
        each.close()


def test_what_is_left_of_a_copy_that_was_cut_off_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    store = opened(tmp_path / "desk.sqlite3")
    (tmp_path / "copy.part").write_bytes(b"half")

    copy_to(store, tmp_path / "copy")
    store.close()

    assert {file.name for file in tmp_path.glob("copy*")} == {"copy", "copy.part"}


def test_no_file_is_overwritten_and_none_is_left_half_done(tmp_path: Path) -> None:
    store = opened(tmp_path / "desk.sqlite3")
    store.close()
    (tmp_path / "kept").write_text("mine")
    raw = bytearray((tmp_path / "desk.sqlite3").read_bytes())
    raw[4096 * 3 : 4096 * 40] = b"\xff" * 4096 * 37
    (tmp_path / "damaged.sqlite3").write_bytes(raw)

    with pytest.raises(FileExistsError):
        copy_to(store, tmp_path / "kept")
    with pytest.raises(DatabaseError, match=r"damaged\.sqlite3"):
        copy_to(open_store(f"sqlite:///{tmp_path / 'damaged.sqlite3'}"), tmp_path / "copy")

    assert (tmp_path / "kept").read_text() == "mine"
    assert not list(tmp_path.glob("copy*"))
