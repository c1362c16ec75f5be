"""Lists of people in files: CSV as Excel and others write it, and Excel's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from db.people import Profile
from processor.directory.listing import Listing
from processor.directory.rows import Row, as_cells, read_rows
from processor.directory.words import CHINESE, ENGLISH
from processor.errors import ProcessorError
from processor.workbooks import sheet_rows

MAX_FILE_BYTES = 64 * 1024 * 1024  # 20,000 people are 2 MB
DELIMITERS = ",;\t，；"
ZIP = b"PK\x03\x04"  # every .xlsx is one
OLE = b"\xd0\xcf\x11\xe0"  # Excel's format up to 2003

Watch = Callable[[int], object]


def read_directory(path: Path, watch: Watch = lambda _: None) -> Listing:
    """
    The people that *path* lists, whatever its name ends with.

    watch: called with the number of each row as it is read.

    Raises:
        ProcessorError: the file cannot be read or is no list of people; the message says what would be right.
    """
    data = _bytes_of(path)
    if data.startswith(OLE):
        raise ProcessorError(f"{path} is in Excel's old format; save it as .xlsx or as CSV UTF-8")
    rows = sheet_rows(path, data) if data.startswith(ZIP) else _csv_rows(path, _decoded(path, data))
    return read_rows(_watched(rows, watch))


def write_csv(people: Iterable[Profile], out: TextIO, *, chinese: bool) -> None:
    """All fields, with headings that `read_directory` knows."""
    headings = CHINESE if chinese else ENGLISH
    writer = csv.writer(out)
    writer.writerow(headings.values())
    writer.writerows(as_cells(person, headings) for person in people)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ProcessorError(f"{path} has more than {MAX_FILE_BYTES // 1024 // 1024} MB: that is no list of people")
        return path.read_bytes()
    except OSError as error:
        raise ProcessorError(f"{path} cannot be read: {error.strerror}") from error


def _watched(rows: Iterable[Row], watch: Watch) -> Iterator[Row]:
    for row in rows:
        watch(row[0])
        yield row


# ---------------------------------------------------------------- CSV


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8; UTF-16 with its mark ("Unicode text" of Excel); else GB 18030 (CSV of a Chinese Excel)."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ProcessorError(f"{path} is no text in UTF-8 or GB 18030; save it as CSV UTF-8")


def _csv_rows(path: Path, text: str) -> Iterator[Row]:
    """Rows with the number of the line in which each begins."""
    if "\0" in text:
        raise ProcessorError(f"{path} is no text: save it as .xlsx or as CSV UTF-8")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ProcessorError(f"{path}, line {line}: quotation marks or cells are broken ({error})") from error
        yield line, cells
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """The sign that divides the first lines most."""
    head = "\n".join(text.split("\n", 5)[:5])
    return max(DELIMITERS, key=head.count)
