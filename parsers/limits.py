"""What a mail may cost: limits with their units and origins, and the cuts made before a mail is parsed."""

from __future__ import annotations

import re

MAX_HEADER_BYTES = 512 * 1024  # of the top header block; real ones with ARC and long To lists reach 100 KB
MAX_FIELD_BYTES = 128 * 1024  # of one field; a To of 2,000 people takes about 80 KB
MAX_FIELDS = 2000  # of one header block; real mails have up to 200
MAX_VALUE_CHARS = 128 * 1024  # of a decoded value: the same limit after decoding
MAX_ADDRESSES = 2000  # of one header
MAX_IDS = 500  # of References; the newest are kept
MAX_SUBJECT_CHARS = 2000  # RFC 5322 allows 998 a line; nobody types more
MAX_PARTS = 1000  # digests of lists have up to 200
MAX_DEPTH = 32  # of multiparts; mails forwarded again and again reach 10
MAX_LINES = 1_500_000  # 100 MB of base64; stdlib needs about 0.5 s for a million lines
MAX_DEFECTS = 50  # kept of a mail
MAX_TEXT_CHARS = 1024 * 1024  # of a body that is read; the whole mail stays in the store

_SHORTEST_FIELD = 3  # bytes: a name, a colon, a line end
_BLANK_LINE = re.compile(rb"\n\r?\n")
_FIELD_START = re.compile(rb"^(?=[^ \t\r\n])", re.MULTILINE)


def within_limits(raw: bytes) -> tuple[bytes, int, list[str]]:
    """
    *raw* cut where it goes over a limit of lines or headers, where its top header block ends, a defect for each cut.

    Cheap for ordinary mails: a few counts; only suspicious ones are looked at line by line.
    """
    defects: list[str] = []
    end = header_end(raw)
    if end > MAX_HEADER_BYTES or (end > MAX_FIELDS * _SHORTEST_FIELD and _lines(raw[:end]) > MAX_FIELDS):
        raw = _trimmed_header(raw, end, defects)
        end = header_end(raw)
    if len(raw) > MAX_LINES and _lines(raw) > MAX_LINES:
        raw = _first_lines(raw, defects)
        end = header_end(raw)
    return raw, end, defects


def _lines(raw: bytes) -> int:
    return max(raw.count(b"\n"), raw.count(b"\r"))


def header_end(raw: bytes) -> int:
    """Offset of the blank line that ends the top header block; the length of *raw* without one."""
    found = _BLANK_LINE.search(raw)
    if found is None and b"\n" not in raw:
        return raw.find(b"\r\r") if b"\r\r" in raw else len(raw)
    return found.start() if found else len(raw)


def _trimmed_header(raw: bytes, end: int, defects: list[str]) -> bytes:
    """Over-long fields cut at a line end, too many dropped: From and Subject survive a 1 MB To before them."""
    kept: list[bytes] = []
    room = MAX_HEADER_BYTES
    fields = [field for field in _FIELD_START.split(raw[:end]) if field]
    for field in fields:
        if len(field) > MAX_FIELD_BYTES:
            defects.append(f"headers: {_name(field)} has {len(field)} bytes, cut")
            field = field[:MAX_FIELD_BYTES].rpartition(b"\n")[0] or field[:MAX_FIELD_BYTES]
        if len(kept) >= MAX_FIELDS or len(field) > room:
            defects.append(f"headers: {len(fields)} fields in {end} bytes, the rest left out")
            break
        kept.append(field.rstrip(b"\r\n") + b"\n")
        room -= len(field)
    return b"".join(kept) + raw[end:].removeprefix(b"\r").removeprefix(b"\n")


def _name(field: bytes) -> str:
    return field.partition(b":")[0][:60].decode("ascii", "replace")


def _first_lines(raw: bytes, defects: list[str]) -> bytes:
    defects.append(f"structure: more than {MAX_LINES} lines, the rest left out")
    mark = b"\n" if raw.count(b"\n") > MAX_LINES else b"\r"
    return mark.join(raw.split(mark, MAX_LINES)[:MAX_LINES])
