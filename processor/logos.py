"""The desk's logo, which goes with each mail: a small PNG, JPEG or GIF."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

MAX_LOGO_BYTES = 100 * 1024  # it goes with each mail; 20 KB are plenty for what is shown
MAX_SIDE = 4000  # pixels: a mail program that opens a larger one needs more memory than a phone likes to give
SHOWN_HEIGHT, SHOWN_WIDTH = 40, 200  # pixels at most; a phone of 320 px has 270 for it

_PNG = b"\x89PNG\r\n\x1a\n"
# Start of frame: its segment has the size (ITU-T T.81 §B.2.2); C4, C8 and CC are no frames.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Logo:
    """width, height: in which it is shown, in pixels."""

    name: str
    content_type: str
    data: bytes
    width: int
    height: int


def read_logo(path: Path) -> Logo:
    """
    Raises:
        ValueError: it cannot be read, is too large, or no PNG, JPEG or GIF; in words for an administrator.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_LOGO_BYTES + 1)
            size_bytes = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > MAX_LOGO_BYTES:
        size_kb, most_kb = -(-size_bytes // 1024), MAX_LOGO_BYTES // 1024
        raise ValueError(f"{path} has {size_kb} KB and would go with each mail; {most_kb} KB are allowed")
    kind, size = _kind_and_size(data)
    if not kind:
        raise ValueError(f"{path} is no PNG, JPEG or GIF; mail programs show no other images")
    if not size or not all(0 < side <= MAX_SIDE for side in size):
        raise ValueError(f"{path} is damaged, or more than {MAX_SIDE} pixels wide or high")
    width, height = _shown(*size)
    return Logo(f"logo.{kind.replace('jpeg', 'jpg')}", f"image/{kind}", data, width, height)


def _kind_and_size(data: bytes) -> tuple[str, tuple[int, int] | None]:
    """png, jpeg, gif or "", and its width and height, None when they cannot be read."""
    if data.startswith(_PNG):
        return "png", struct.unpack(">II", data[16:24]) if len(data) > 24 and data[12:16] == b"IHDR" else None
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif", struct.unpack("<HH", data[6:10]) if len(data) > 10 else None
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg", _jpeg_size(data)
    return "", None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 + length  # FF may be repeated as filling
    return None


def _shown(width: int, height: int) -> tuple[int, int]:
    scale = min(SHOWN_WIDTH / width, SHOWN_HEIGHT / height, 1.0)
    return max(round(width * scale), 1), max(round(height * scale), 1)
