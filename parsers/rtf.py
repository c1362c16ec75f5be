"""Text of RTF, as Outlook puts it into winmail.dat: compressed, and often with HTML wrapped in it."""

from __future__ import annotations

import re
import struct

from parsers import charsets

MAX_CHARS = 1024 * 1024  # of RTF that is read and of text that comes out
MAX_GROUPS = 500  # open at a time

# The dictionary that compressed RTF begins with (MS-OXRTFCP §2.1.2.1).
_PRELOAD = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier"
    rb"{\colortbl\red0\green0\blue0" b"\r\n" rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)  # fmt: skip
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata", "datastore",
    "listtable",
})  # fmt: skip
_SPECIAL = {
    "par": "\n", "line": "\n", "row": "\n", "cell": " | ", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
}  # fmt: skip


def decompress(data: bytes) -> bytes:
    """Compressed RTF (MS-OXRTFCP): LZ with a window of 4 KiB, or stored as it is; b"" when it is neither."""
    if len(data) < 16:
        return b""
    _, raw_size, magic = struct.unpack_from("<III", data)
    if magic == 0x414C454D:  # "MELA"
        return data[16 : 16 + raw_size]
    if magic != 0x75465A4C:  # "LZFu"
        return b""
    out = bytearray(_PRELOAD)
    limit = len(_PRELOAD) + min(raw_size, MAX_CHARS)
    at = 16
    while at < len(data) and len(out) < limit:
        control = data[at]
        at += 1
        for bit in range(8):
            width = 2 if control >> bit & 1 else 1
            if at + width > len(data) or not _append(out, data[at : at + width]):
                return bytes(out[len(_PRELOAD) : limit])
            at += width
    return bytes(out[len(_PRELOAD) : limit])


def _append(out: bytearray, token: bytes) -> bool:
    """A literal byte, or a reference into the last 4 KiB; False at the end mark (one to the write position)."""
    if len(token) == 1:
        out += token
        return True
    offset, length = (token[0] << 4) | token[1] >> 4, (token[1] & 15) + 2
    back = (len(out) - offset) % 4096
    if back == 0:
        return False
    for _ in range(length):
        out.append(out[-back] if back <= len(out) else 0)
    return True


def to_text(data: bytes) -> str:
    """Words of RTF with its line ends; pictures, tables of fonts and hidden markup left out."""
    reader = _Reader()
    for token in _TOKEN.finditer(data[:MAX_CHARS].decode("latin-1")):
        reader.take(token)
    return re.sub(r"\n{3,}", "\n\n", charsets.clean(reader.text())).strip()


class _Reader:
    """State of the RTF machine: which groups are skipped, how many characters stand for a \\u."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._bytes = bytearray()
        self._charset = "cp1252"
        self._groups: list[tuple[bool, bool]] = []
        self._skipping = False  # in a destination that is no text
        self._hidden = False  # between \\htmlrtf and \\htmlrtf0: RTF for readers that know no HTML
        self._replacements = 0

    def take(self, token: re.Match[str]) -> None:
        word, number, code, symbol, brace, plain = token.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, number)
        elif code and not self._replaced():
            self._put_byte(int(code, 16))
        elif symbol == "*":
            self._skipping = True
        elif symbol and symbol in "{}\\~_-":
            self._put({"~": "\xa0", "_": "-", "-": ""}.get(symbol, symbol))
        elif plain:
            used = min(self._replacements, len(plain))
            self._replacements -= used
            self._put(plain[used:])

    def text(self) -> str:
        self._flush()
        return "".join(self._out)

    def _brace(self, brace: str) -> None:
        self._replacements = 0
        if brace == "{" and len(self._groups) < MAX_GROUPS:
            self._groups.append((self._skipping, self._hidden))
        elif brace == "}" and self._groups:
            self._skipping, self._hidden = self._groups.pop()

    def _word(self, word: str, number: str | None) -> None:
        if word == "htmlrtf":
            self._hidden = number != "0"
        elif word == "ansicpg" and number:
            self._charset = f"cp{number}"
        elif word in _SKIPPED:
            self._skipping = True
        elif word in _SPECIAL:
            self._put(_SPECIAL[word])
        elif word == "u" and number:
            self._put(chr(int(number) % 65536))
            self._replacements = 1

    def _replaced(self) -> bool:
        """Whether this character only stands in for the \\u before it."""
        if not self._replacements:
            return False
        self._replacements -= 1
        return True

    def _put(self, text: str) -> None:
        if self._skipping or self._hidden or not text:
            return
        self._flush()
        self._out.append(text)

    def _put_byte(self, byte: int) -> None:
        if not self._skipping and not self._hidden:
            self._bytes.append(byte)

    def _flush(self) -> None:
        if self._bytes:
            self._out.append(charsets.decode(bytes(self._bytes), self._charset)[0])
            self._bytes.clear()
