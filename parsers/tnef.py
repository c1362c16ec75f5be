"""
winmail.dat: what Outlook wraps into application/ms-tnef.

An own reader, because tnefparse takes counts in the file at their word: four bytes make it loop 4,294,967,295 times.
Source: MS-OXTNEF §2.1.3 (stream), §2.1.3.4 (message properties); MS-OXCDATA §2.11.1 (types).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers import charsets, rtf

SIGNATURE = b"\x78\x9f\x3e\x22"
MAX_OBJECTS = 20_000
MAX_PROPERTIES = 5_000  # of one object
MAX_FILES = 500

_BODY, _TITLE, _DATA, _RENDERING, _PROPERTIES, _ATTACHMENT, _CODEPAGE = (
    0x800C,
    0x8010,
    0x800F,
    0x9002,
    0x9003,
    0x9005,
    0x9007,
)
_TEXT, _RTF, _HTML, _INTERNET_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_DISPLAY_NAME, _DATA_OBJECT, _FILENAME, _LONG_FILENAME, _MIME_TYPE, _CONTENT_ID = (
    0x3001,
    0x3701,
    0x3704,
    0x3707,
    0x370E,
    0x3712,
)

_FIXED = {
    0x02: 2,
    0x03: 4,
    0x04: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x0A: 4,
    0x0B: 2,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}  # bytes by type
_VARIABLE = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_STRING8, _UNICODE = 0x1E, 0x1F


@dataclass(frozen=True, slots=True)
class TnefFile:
    name: str
    data: bytes
    content_type: str = ""
    cid: str = ""


@dataclass(frozen=True, slots=True)
class Winmail:
    """The body as text and as HTML ("" when absent), and the files."""

    text: str
    html: str
    files: tuple[TnefFile, ...]


@dataclass(slots=True)
class _Draft:
    """What has been read so far; *files* hold the properties of each attachment by number."""

    codepage: str = "cp1252"
    text: str = ""
    message: dict[int, str | bytes] = field(default_factory=dict)
    files: list[dict[int, str | bytes]] = field(default_factory=list)


def read(data: bytes) -> Winmail | None:
    """The content of a winmail.dat, as far as it is whole; None when it is none."""
    if not data.startswith(SIGNATURE):
        return None
    draft = _Draft()
    for name, value in _objects(data):
        _take(draft, name, value)
    html = draft.message.get(_HTML, "")
    packed = draft.message.get(_RTF, b"")
    text = _string(draft.message.get(_TEXT, ""), draft.codepage) or draft.text
    if not text and not html and isinstance(packed, bytes) and packed:
        text = rtf.to_text(rtf.decompress(packed))
    files = (_file(found, draft.codepage) for found in draft.files[:MAX_FILES])
    return Winmail(
        text.replace("\r\n", "\n"), _string(html, _internet_charset(draft)), tuple(f for f in files if f.data)
    )


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(attribute number, data) of each object: level, number, type, length, data, checksum."""
    at = 6
    for _ in range(MAX_OBJECTS):
        if at + 9 > len(data):
            return
        _, name, _, length = struct.unpack_from("<BHHI", data, at)
        yield name, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _take(draft: _Draft, name: int, value: bytes) -> None:
    if name == _CODEPAGE and len(value) >= 4:
        draft.codepage = f"cp{struct.unpack_from('<I', value)[0]}"
    elif name == _BODY:
        draft.text = _string(value, draft.codepage)
    elif name == _PROPERTIES:
        draft.message.update(_properties(value, draft.codepage))
    elif name == _RENDERING:
        draft.files.append({})
    elif draft.files and name == _TITLE:
        draft.files[-1].setdefault(_FILENAME, _string(value, draft.codepage))
    elif draft.files and name == _DATA:
        draft.files[-1][_DATA_OBJECT] = value
    elif draft.files and name == _ATTACHMENT:
        for key, found in _properties(value, draft.codepage):
            draft.files[-1].setdefault(key, found)


def _properties(data: bytes, codepage: str) -> list[tuple[int, str | bytes]]:
    """(property id, first value) of a list of MAPI properties, up to where it breaks off."""
    found: list[tuple[int, str | bytes]] = []
    try:
        count, at = struct.unpack_from("<I", data)[0], 4
        for _ in range(min(count, MAX_PROPERTIES)):
            kind, name = struct.unpack_from("<HH", data, at)
            at = _past_name(data, at + 4, named=name >= 0x8000)
            value, at = _value(data, at, kind)
            found.append((name, _typed(value, kind, codepage)))
    except struct.error:
        pass
    return found


def _past_name(data: bytes, at: int, *, named: bool) -> int:
    """Skip what identifies a named property: GUID, kind, and a number or a string."""
    if not named:
        return at
    kind, size = struct.unpack_from("<II", data, at + 16)
    return at + 24 + (_padded(size) if kind else 0)


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """(the first value, offset behind all values)."""
    plain, several = kind & 0xFFF, bool(kind & 0x1000)
    count = 1
    if several or plain in _VARIABLE:
        count, at = struct.unpack_from("<I", data, at)[0], at + 4
    if plain not in _VARIABLE and plain not in _FIXED:
        raise struct.error(f"unknown type {kind:#x}")
    first = b""
    for index in range(count):
        size = _FIXED.get(plain, 0)
        if plain in _VARIABLE:
            size, at = struct.unpack_from("<I", data, at)[0], at + 4
        if at + size > len(data):
            raise struct.error("beyond the end")
        first = first if index else data[at : at + size]
        at += _padded(size)
    return first, at


def _padded(size: int) -> int:
    return (size + 3) // 4 * 4


def _typed(value: bytes, kind: int, codepage: str) -> str | bytes:
    if kind & 0xFFF == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if kind & 0xFFF == _STRING8:
        return _string(value, codepage)
    return value


def _string(value: str | bytes, charset: str) -> str:
    if isinstance(value, str):
        return charsets.clean(value)
    return charsets.decode(value.rstrip(b"\0"), charset)[0]


def _internet_charset(draft: _Draft) -> str:
    """Charset of the HTML (PidTagInternetCodepage), "" when not given."""
    number = draft.message.get(_INTERNET_CODEPAGE, b"")
    if not isinstance(number, bytes) or len(number) < 4:
        return ""
    code = struct.unpack_from("<I", number)[0]
    return {65001: "utf-8", 28591: "iso-8859-1", 20127: "ascii", 20866: "koi8-r", 54936: "gb18030", 52936: "hz"}.get(
        code, f"cp{code}"
    )


def _file(found: dict[int, str | bytes], codepage: str) -> TnefFile:
    names = (_string(found.get(key, ""), codepage) for key in (_LONG_FILENAME, _FILENAME, _DISPLAY_NAME))
    data = found.get(_DATA_OBJECT, b"")
    return TnefFile(
        name=next((name for name in names if name), ""),
        data=data if isinstance(data, bytes) else data.encode(),
        content_type=_string(found.get(_MIME_TYPE, ""), codepage).lower(),
        cid=_string(found.get(_CONTENT_ID, ""), codepage).strip("<>"),
    )
