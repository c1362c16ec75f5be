"""A copy of an SQLite database as it stands between two commits, while others go on writing."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import peewee as pw

from db.connection import BUSY_TIMEOUT_S, Store
from db.errors import DatabaseError

PAGES = -1  # at one go: readers and writers of a write-ahead log do not wait for each other


def copy_to(store: Store, target: Path) -> int:
    """
    Write the database whole into the new file *target*, readable by its owner alone, and look it through.

    Until then it has a name of its own: what is left of a copy whose host has lost its power stands in nobody's way.

    Returns:
        Its size in bytes.

    Raises:
        FileExistsError, OSError: target cannot be made.
        DatabaseError: it is no SQLite database, or the copy is not sound; there is no target then.
    """
    if not isinstance(store.database, pw.SqliteDatabase):
        raise DatabaseError("this database is PostgreSQL's: pg_dump --format=custom --file=FILE URL makes a copy")
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    made, name = tempfile.mkstemp(suffix=".part", prefix=f"{target.name}.", dir=target.parent)
    os.close(made)
    unfinished = Path(name)
    try:
        _copy(Path(store.place), unfinished)
        unfinished.rename(target)
    except BaseException:
        unfinished.unlink()
        raise
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_open(source, "ro")) as here, closing(_open(target, "rw")) as there:
            here.backup(there, pages=PAGES)
            there.execute("PRAGMA journal_mode = delete")  # one file, with nothing beside it
            found = there.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseError(f"the database {source} could not be copied: {error}") from error
    if found != "ok":
        raise DatabaseError(f"the database {source} is damaged: {found}")
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _open(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_TIMEOUT_S)
