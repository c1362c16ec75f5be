"""The refresh token of an account in a file, which always holds the newest one."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from processor.errors import TokenRefused, TokenUnavailable
from processor.oauth.tokens import Granted
from processor.passwords import password_of_file

PRIVATE_MODE = 0o600


@dataclass(frozen=True, slots=True)
class _Unwritten:
    """A token that could not be written in the place of *old*."""

    old: str = field(repr=False)
    new: str = field(repr=False)


class RefreshFile:
    """
    Redeems what is in *path*. Some servers give a new refresh token each time and take the old one never again, so a
    new one is on the disk before anything is done with what came with it.

    Args:
        remedy: what a person can do when there is no token or it is refused.
    """

    def __init__(self, path: Path, remedy: str = "") -> None:
        self._path = path
        self._remedy = remedy
        self._unwritten: _Unwritten | None = None

    def redeem(self, refresh: Callable[[str], Granted]) -> Granted:
        """
        An access token for the refresh token. One process does it at a time: two would show the same token twice.

        Raises:
            TokenRefused: there is none, or the server does not want it.
            TokenUnavailable: the server is away, or the new one cannot be written; it is then written first next time.
        """
        with _locked(self._path):
            token = self._current()
            try:
                granted = refresh(token)
            except TokenRefused as error:
                raise TokenRefused(f"{error}; {self._remedy}", error.code) from error
            if granted.refresh_token not in ("", token):
                self._keep(token, granted.refresh_token)
            return granted

    def replace(self, token: str) -> None:
        """Put *token* there, after whoever redeems the old one now: else what that brings would lie over it."""
        with _locked(self._path):
            write_private(self._path, token)

    def _current(self) -> str:
        try:
            stored = password_of_file(self._path, "refresh_token")
        except ValueError as error:
            raise TokenRefused(f"{error}; {self._remedy}") from error
        unwritten, self._unwritten = self._unwritten, None
        if unwritten is None or unwritten.old != stored:  # a person has put another one there
            return stored
        self._keep(stored, unwritten.new)
        return unwritten.new

    def _keep(self, old: str, new: str) -> None:
        try:
            write_private(self._path, new)
        except OSError as error:
            self._unwritten = _Unwritten(old, new)
            raise TokenUnavailable(
                f"the new refresh token cannot be written to {self._path}: {error.strerror}; "
                f"let the account of ticketd (uid {os.geteuid()}) write in {self._path.parent}"
            ) from error


def write_private(path: Path, text: str) -> None:
    """
    *text* as the one line of *path*: whole or not at all, whatever happens meanwhile.

    Rights and owner stay; a new file is its owner's alone.
    """
    target = path.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            _like_before(file.fileno(), target)
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _like_before(handle: int, target: Path) -> None:
    if not target.exists():
        os.fchmod(handle, PRIVATE_MODE)
        return
    before = target.stat()
    with suppress(PermissionError):  # only root gives files away; then it is ours, and ours alone
        os.fchown(handle, before.st_uid, before.st_gid)
        os.fchmod(handle, before.st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """
    No other process of this host redeems the token of *path*, or another of its folder, meanwhile.

    The folder itself is locked: the file is replaced, and a lock file of one account would be closed to another. It is
    that of the file, not that of a link to it.
    """
    folder = path.resolve().parent
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise TokenUnavailable(f"{folder} cannot be opened: {error.strerror}") from error
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
