"""A Maildir that a mail server on this machine (or its NFS client) delivers into."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from time import monotonic

from processor.config import Limits
from processor.config import Mailbox as Section
from processor.errors import MailboxRefused, MailboxUnavailable
from processor.mailbox.box import Batch, Fetched, Gap
from processor.mailbox.wake import WakePipe

UIDVALIDITY = 1  # a unique name is never used again (maildir(5)), so there is only one life
LOOK_EVERY_S = 1.0  # looking at the time of new/ costs one stat
HEADER_BYTES = 1024 * 1024  # at most so much of a mail that is too large
Known = Callable[[list[int]], set[int]]


@dataclass(frozen=True, slots=True)
class File:
    """A mail by its place: subfolder (new, cur), name, and the UID that we make of its unique part."""

    subfolder: str
    name: str
    uid: int

    @property
    def age(self) -> tuple[int, str]:
        """Oldest first: a unique name begins with the second of delivery."""
        second = self.name.split(".", 1)[0]
        return (int(second) if second.isascii() and second.isdigit() else 0, self.name)


class MaildirBox:
    """
    See Mailbox. There is no order in the UIDs and no watermark: what the database does not know is new.

    *known* says which of some UIDs are in the database. It is asked about each name once, so a folder with ten
    thousand done mails costs a list of names at each poll.
    """

    uidvalidity = UIDVALIDITY

    def __init__(self, section: Section, known: Known) -> None:
        self.name = section.name
        self.folder = section.folder
        self.settles = section.after != "keep"
        self.deletes = section.after == "delete"
        self._section = section
        self._path = folder_path(section, section.folder)
        self._known = known
        self._wake = WakePipe()
        self._files: dict[int, File] = {}
        self._done: set[int] = set()  # in the database, before the cut-over, or not readable
        self._old: set[int] = set()  # before the cut-over
        self._ahead: list[File] = []  # new ones of the last list, still to be fetched
        self._changed = 0  # when new/ had changed last, before it was listed

    def open(self) -> int:
        for part in ("new", "cur"):
            if not os.access(self._path / part, os.R_OK | os.X_OK, effective_ids=True):
                if (self._path / part).is_dir():
                    raise MailboxRefused(f"{self.name}: {self._path / part} may not be read")
                raise MailboxUnavailable(f"{self.name}: {self._path} is no Maildir: {part}/ is missing")
        return UIDVALIDITY

    def fetch_after(self, uid: int, limits: Limits, since: datetime | None) -> Batch:
        """*uid* has no meaning here."""
        with self._translated("fetch"):
            if not self._ahead:
                self._ahead = self._unknown()
            batch, self._ahead = self._take(self._ahead, limits, since)
            return batch

    def uids(self) -> list[int]:
        with self._translated("list"):
            self._list()
            return sorted(self._files)

    def fetch(self, uids: Sequence[int], limits: Limits, since: datetime | None = None) -> Batch:
        with self._translated("fetch"):
            self._list()
            files = [self._files[uid] for uid in sorted(set(uids) - self._old) if uid in self._files]
            batch, left = self._take(files, limits, since)
            last = left[0].uid - 1 if left else max(uids, default=0)
            return Batch(UIDVALIDITY, batch.mails, batch.gaps, batch.skipped, last, bool(left))

    def settle(self, uids: Sequence[int]) -> None:
        with self._translated("settle"):
            for uid in uids:
                self._settle_one(uid)

    def wait(self, seconds: float) -> None:
        with self._translated("wait"):
            end = monotonic() + seconds
            while (left := end - monotonic()) > 0:
                if self._change_time() != self._changed or self._wake.wait(min(left, LOOK_EVERY_S)):
                    break
            self._wake.clear()

    def wake(self) -> None:
        self._wake.set()

    def interrupt(self) -> None:
        self._wake.set()

    def close(self) -> None:
        self._ahead = []

    def _unknown(self) -> list[File]:
        self._list()
        candidates = [uid for uid in self._files if uid not in self._done]
        if candidates:
            self._done |= self._known(candidates)
        return sorted((self._files[uid] for uid in candidates if uid not in self._done), key=lambda file: file.age)

    def _list(self) -> None:
        self._changed = self._change_time()
        self._files = {file.uid: file for part in ("new", "cur") for file in _files_in(self._path / part, part)}

    def _change_time(self) -> int:
        return (self._path / "new").stat().st_mtime_ns

    def _take(self, files: list[File], limits: Limits, since: datetime | None) -> tuple[Batch, list[File]]:
        """What fits into a batch from the front of *files*, and the rest."""
        mails: list[Fetched] = []
        gaps: list[Gap] = []
        skipped = 0
        budget = limits.batch_bytes
        for position, file in enumerate(files):
            if len(mails) == limits.batch_count or budget <= 0:
                return Batch(UIDVALIDITY, tuple(mails), tuple(gaps), skipped, more=True), files[position:]
            match self._read(file, limits.max_message_bytes, since):
                case Fetched() as mail:
                    mails.append(mail)
                    budget -= len(mail.raw)
                case Gap() as gap:
                    gaps.append(gap)
                    self._done.add(file.uid)
                case None:
                    skipped += file.uid in self._old
        return Batch(UIDVALIDITY, tuple(mails), tuple(gaps), skipped), []

    def _read(self, file: File, most: int, since: datetime | None) -> Fetched | Gap | None:
        """None: it is older than *since*, has gone, or is no mail."""
        try:
            return self._read_at(file, most, since)
        except FileNotFoundError:  # a mail program has marked it as read meanwhile: another name
            self._list()
            moved = self._files.get(file.uid)
        except OSError as error:
            return Gap(file.uid, f"{file.name}: {error.strerror}")
        try:
            return self._read_at(moved, most, since) if moved else None
        except FileNotFoundError:
            return None
        except OSError as error:
            return Gap(file.uid, f"{file.name}: {error.strerror}")

    def _read_at(self, file: File, most: int, since: datetime | None) -> Fetched | None:
        path = self._path / file.subfolder / file.name
        state = path.lstat()
        received_at = datetime.fromtimestamp(state.st_mtime, UTC)
        if since and received_at < since:
            self._old.add(file.uid)
        if file.uid in self._old or not stat.S_ISREG(state.st_mode):
            self._done.add(file.uid)
            return None
        with path.open("rb") as opened:
            if state.st_size <= most:
                return Fetched(file.uid, state.st_size, received_at, opened.read())
            return Fetched(file.uid, state.st_size, received_at, _header(opened.read(HEADER_BYTES)), True)

    def _settle_one(self, uid: int) -> None:
        """A file that has gone is settled; one that has another name by now is looked up once."""
        for attempt in (1, 2):
            file = self._files.get(uid)
            if file is None or attempt == 2:
                self._list()
                file = self._files.get(uid)
            if file is None:
                return
            with suppress(FileNotFoundError):
                self._carry_out(file)
                return

    def _carry_out(self, file: File) -> None:
        path = self._path / file.subfolder / file.name
        if self._section.after == "delete":
            path.unlink()
        elif self._section.after == "flag":
            seen = with_flag(file.name, "S")
            path.rename(self._path / "cur" / seen)
            self._files[file.uid] = File("cur", seen, file.uid)
        elif self._section.after == "move":
            target = make_maildir(folder_path(self._section, self._section.move_to))
            path.rename(target / file.subfolder / file.name)

    @contextmanager
    def _translated(self, doing: str) -> Iterator[None]:
        try:
            yield
        except PermissionError as error:
            raise MailboxRefused(f"{self.name}: {doing}: {error}") from error
        except OSError as error:
            raise MailboxUnavailable(f"{self.name}: {doing}: {error}") from error


def folder_path(section: Section, folder: str) -> Path:
    """INBOX is the Maildir itself; others lie in it as Maildir++ has them: Archive/2026 is .Archive.2026."""
    root = Path(section.url.removeprefix("maildir:"))
    return root if folder.upper() == "INBOX" else root / f".{folder.strip('.').replace('/', '.')}"


def make_maildir(path: Path) -> Path:
    for part in ("tmp", "new", "cur"):
        (path / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def uid_of(name: str) -> int:
    """A UID from the unique part of a name, which stays when flags change; 63 bits, never 0."""
    unique = os.fsencode(name.split(":", 1)[0])
    return int.from_bytes(blake2b(unique, digest_size=8).digest()) >> 1 or 1


def with_flag(name: str, flag: str) -> str:
    """*name* with *flag* among its flags, which stand in the order of their letters (maildir(5))."""
    unique, _, info = name.partition(":")
    flags = info.removeprefix("2,") if info.startswith("2,") else ""
    return f"{unique}:2,{''.join(sorted({*flags, flag}))}"


def _files_in(folder: Path, part: str) -> Iterator[File]:
    """Names only: no file is looked at."""
    for name in os.listdir(folder):  # noqa: PTH208 - names are all that is needed, and it is three times as fast
        if not name.startswith("."):
            yield File(part, name, uid_of(name))


def _header(beginning: bytes) -> bytes:
    ends = [beginning.find(blank) + len(blank) for blank in (b"\r\n\r\n", b"\n\n") if blank in beginning]
    return beginning[: min(ends)] if ends else beginning
