"""Files that are written into a text: uuencode and yEnc."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.transfer import uu_line

MAX_FILES = 100  # of one text
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,500})\r?\n", re.MULTILINE)
_Y_BEGIN = re.compile(
    rb"^=ybegin [^\r\n]{0,300}?name=([^\r\n]{1,500})\r?\n(?:=ypart [^\r\n]{0,300}\r?\n)?", re.MULTILINE
)
_Y_END = re.compile(rb"^=yend\b[^\r\n]*(?:\r?\n|\Z)", re.MULTILINE)
_Y_ESCAPE = re.compile(rb"=(.)", re.DOTALL)
_MIN_LINES = 3  # of a file that is cut off before its "end"

# yEnc 1.3: each byte plus 42; after "=" another 64.
_Y_PLAIN = bytes((byte - 42) & 0xFF for byte in range(256))


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A file found in a text; *name* as written there."""

    name: bytes
    data: bytes


def extract(text: bytes) -> tuple[bytes, tuple[EncodedFile, ...]]:
    """
    The text without the files encoded in it, and the files.

    A line such as "begin 644 words" with no encoded lines behind it is text and stays.
    """
    rest, files = _extract_yenc(text) if b"=ybegin " in text else (text, [])
    if b"begin" in rest:
        rest, more = _extract_uu(rest)
        files += more
    return rest, tuple(files)


def holds_files(text: bytes) -> bool:
    """Whether it is worth looking: a cheap test for every text of every mail."""
    return (b"begin " in text and _UU_BEGIN.search(text) is not None) or b"=ybegin " in text


def _extract_uu(text: bytes) -> tuple[bytes, list[EncodedFile]]:
    kept: list[bytes] = []
    files: list[EncodedFile] = []
    position = 0
    while len(files) < MAX_FILES and (begin := _UU_BEGIN.search(text, position)):
        data, end = _read_uu(text, begin.end())
        if data is None:
            kept.append(text[position : begin.end()])
        else:
            kept.append(text[position : begin.start()])
            files.append(EncodedFile(begin[1].strip(b' "'), data))
        position = max(end, begin.end())
    return b"".join((*kept, text[position:])), files


def _read_uu(text: bytes, start: int) -> tuple[bytes | None, int]:
    """(the file, offset behind its end); (None, start) when no encoded lines stand there."""
    out = bytearray()
    lines = 0
    position = start
    while position < len(text):
        newline = text.find(b"\n", position)
        end = len(text) if newline < 0 else newline + 1
        line = text[position:end].rstrip(b"\r\n")
        if line.strip() in (b"end", b"", b"`"):
            if line.strip() == b"end":
                return bytes(out), end
        elif not _is_uu(line):
            break
        else:
            out += uu_line(line)
            lines += 1
        position = end
    return (bytes(out), position) if lines >= _MIN_LINES else (None, start)


def _is_uu(line: bytes) -> bool:
    """The first character counts the bytes; the line is as long as they need (blanks at its end may be lost)."""
    if not 33 <= line[0] <= 96 or len(line) > 64 or max(line) > 96 or min(line) < 32:
        return False
    need = ((line[0] - 32) % 64 + 2) // 3 * 4
    return need - 4 <= len(line) - 1 <= need + 2


def _extract_yenc(text: bytes) -> tuple[bytes, list[EncodedFile]]:
    kept: list[bytes] = []
    files: list[EncodedFile] = []
    position = 0
    while len(files) < MAX_FILES and (begin := _Y_BEGIN.search(text, position)):
        end = _Y_END.search(text, begin.end())
        stop = end.start() if end else len(text)
        kept.append(text[position : begin.start()])
        files.append(EncodedFile(begin[1].strip(), _from_yenc(text[begin.end() : stop])))
        position = end.end() if end else len(text)
    return b"".join((*kept, text[position:])), files


def _from_yenc(lines: bytes) -> bytes:
    lines = lines.translate(None, b"\r\n")
    return _Y_ESCAPE.sub(lambda found: bytes(((found[1][0] - 64) & 0xFF,)), lines).translate(_Y_PLAIN)
