"""The charset of header values that are raw bytes: what the body declares, else what all of them look like together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers import charsets

_DECLARED = re.compile(rb"charset\s*=\s*\"?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 65536  # bytes from the beginning in which a part names its charset
_SAYS_NOTHING = frozenset({"", "ascii", "utf-8"})  # values that are UTF-8 are read as that in any case


def charset_hint(raw: bytes, end: int) -> str:
    """
    A label for the values in raw[:end] that are neither ASCII nor UTF-8; "" for none.

    Programs write headers in the charset of the body; without a label three characters of a name are too few to tell
    by, so the values and the beginning of the body are judged as one.
    """
    found = _DECLARED.search(raw[:_DECLARED_WITHIN])
    declared = found[1].decode("ascii") if found else ""
    if charsets.normal(declared) not in _SAYS_NOTHING:
        return declared
    return charsets.guess(b"\n".join(_raw_texts(raw, end)))


def _raw_texts(raw: bytes, end: int) -> Iterator[bytes]:
    """The header lines and lines of the body that have bytes which are no UTF-8."""
    for line in raw[:end].splitlines():
        if not charsets.is_utf8(line):
            yield line.partition(b":")[2] or line
    for line in raw[end : end + charsets.DETECT_BYTES].split(b"\n"):
        if not charsets.is_utf8(line):
            yield line
