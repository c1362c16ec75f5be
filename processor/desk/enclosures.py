"""Files that go with a mail: their bytes, as far as they fit; the others are only named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from db import blobs, outbox
from db.tickets import File
from parsers.message import Attachment
from processor.notices import TO_STAFF

# Together, in one mail. Mail servers take 20 to 50 MB as a rule, and base64 makes four bytes of three.
MAX_ATTACHED_BYTES = 10 * 1024 * 1024
# In Message-ID and Reply-To of each mail of ours; .msg files have them in UTF-16, which is the same without NULs.
_TOKEN = re.compile(rb"ts\.([0-9a-f]{32})@")
MAX_TOKENS = 200  # in one file; a saved thread has as many as it has mails


@dataclass(frozen=True, slots=True)
class Enclosed:
    """
    Attributes:
        left_out: names of files that are too large for the mail, or whose bytes are gone.
        kept_in: names of files that hold a mail of ours to the staff.
    """

    files: tuple[Attachment, ...] = ()
    left_out: tuple[str, ...] = ()
    kept_in: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(file.name for file in self.files)


def enclose(files: Iterable[File], papers: Sequence[Attachment] = ()) -> Enclosed:
    """Load *files* in their order, each content under each name once; *papers* go before them. Reads the database."""
    room, taken, left_out = MAX_ATTACHED_BYTES, [], []
    for paper in papers:
        if paper.size > room:
            left_out.append(paper.name)
            continue
        room -= paper.size
        taken.append(paper)
    for file in {(file.sha256, file.name): file for file in files}.values():
        size = blobs.size_of(file.sha256)
        data = blobs.read(file.sha256) if size is not None and size <= room else None
        if data is None:
            left_out.append(file.name)
            continue
        room -= len(data)
        taken.append(Attachment(file.name, file.content_type, data))
    return Enclosed(tuple(taken), tuple(left_out))


def enclose_for_users(files: Iterable[File]) -> Enclosed:
    """
    As `enclose`, without mails of ours to the staff: Outlook can be set to attach the mail that is answered, and with
    it would go out notes for the desk, and the keys of its links.
    """
    enclosed = enclose(files)
    inside = tuple(file for file in enclosed.files if _is_for_staff(file.data))
    if not inside:
        return enclosed
    outside = tuple(file for file in enclosed.files if file not in inside)
    return replace(enclosed, files=outside, kept_in=tuple(file.name for file in inside))


def _is_for_staff(data: bytes) -> bool:
    tokens = dict.fromkeys(found.decode() for found in _TOKEN.findall(data.replace(b"\0", b"")))
    return any(mail.kind in TO_STAFF for mail in outbox.answered([], list(tokens)[:MAX_TOKENS]))
