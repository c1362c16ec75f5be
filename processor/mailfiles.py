"""Mails in files: .eml, folders of them, Maildirs and mboxes of any size."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

# A line that begins a mail in an mbox (RFC 4155): an address, then a time as asctime writes it ...
_FROM_LINE = re.compile(rb"^From [^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)
_HEADER = re.compile(rb"[!-9;-~]+:")  # ... with a header behind it: bodies have lines with "From " too
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mails(path: Path) -> Iterator[tuple[str, bytes]]:
    """
    (id, raw mail) of an .eml file, of each file below a folder, or of each mail of an mbox.

    The id is the file's name (below the folder), for an mbox of several mails the mail's index in it.
    """
    if path.is_dir():
        for file in sorted(found for found in path.rglob("*") if found.is_file()):
            for mark, raw in _mails_in(file):
                yield f"{file.relative_to(path)}{mark}", raw
        return
    for mark, raw in _mails_in(path):
        yield mark[1:] or path.name, raw


def count_mails(path: Path) -> int:
    """How many mails `read_mails` will give, for a progress bar; the mails are not kept."""
    return sum(1 for _ in read_mails(path))


def _mails_in(file: Path) -> Iterator[tuple[str, bytes]]:
    """The mails of a file, with "#index" for those of an mbox of several."""
    with file.open("rb") as opened:
        if opened.read(5) != b"From ":
            yield "", file.read_bytes()
            return
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as view:
            yield from _mails_of_mbox(view)


def _mails_of_mbox(view: mmap.mmap) -> Iterator[tuple[str, bytes]]:
    starts = [found.start() for found in _FROM_LINE.finditer(view) if _begins_a_mail(view, found)]
    if not starts:  # no mbox after all, or one that begins in its own way: whatever it is, it is not lost
        yield "", view[:]
        return
    ends = [*starts[1:], len(view)]
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        raw = _QUOTED_FROM.sub(rb"\1", view[start:end].partition(b"\n")[2])
        yield (f"#{index}" if len(starts) > 1 else ""), raw


def _begins_a_mail(view: mmap.mmap, found: re.Match[bytes]) -> bool:
    before = view[max(0, found.start() - 3) : found.start()]
    blank = not before or before.endswith((b"\n\n", b"\n\r\n"))
    return blank and _HEADER.match(view[found.end() : found.end() + 80]) is not None
