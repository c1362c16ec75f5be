"""Files that go with a mail: their bytes, as far as they fit; the others are only named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db import blobs
from db.tickets import File
from parsers.message import Attachment

# Together, in one mail. Mail servers take 20 to 50 MB as a rule, and base64 makes four bytes of three.
MAX_ATTACHED_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Enclosed:
    """left_out: names of files that are too large for the mail, or whose bytes are gone."""

    files: tuple[Attachment, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(file.name for file in self.files)


def enclose(files: Iterable[File]) -> Enclosed:
    """Load *files* in their order, each content under each name once. Reads the database."""
    room, taken, left_out = MAX_ATTACHED_BYTES, [], []
    for file in {(file.sha256, file.name): file for file in files}.values():
        size = blobs.size_of(file.sha256)
        data = blobs.read(file.sha256) if size is not None and size <= room else None
        if data is None:
            left_out.append(file.name)
            continue
        room -= len(data)
        taken.append(Attachment(file.name, file.content_type, data))
    return Enclosed(tuple(taken), tuple(left_out))
