"""Content-Transfer-Encoding undone, and judged: labels are wrong often enough."""

from __future__ import annotations

import binascii
import re

from parsers.encoded_words import from_base64

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_JUNK = re.compile(rb"[^A-Za-z0-9+/=\s]")
_PADDED = re.compile(rb"[A-Za-z0-9+/\s]+={1,2}\s*")
_SPACES = b" \t\r\n\0"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*\r?\n", re.MULTILINE)
_IDENTITY = frozenset({"", "7bit", "8bit", "binary"})


def decode(payload: str, encoding: str) -> tuple[bytes, str]:
    """
    Bytes of a part's body.

    Args:
        payload: as compat32 keeps it: ASCII with surrogate escapes.
        encoding: value of Content-Transfer-Encoding.

    Returns:
        (bytes, note): note says what was wrong, "" when nothing was.
    """
    data = payload.encode("ascii", "surrogateescape")
    encoding = encoding.strip(" \t\r\n\"';").lower().partition(";")[0].partition(" ")[0]
    if encoding in _IDENTITY:
        return data, ""
    if encoding in ("quoted-printable", "quoted_printable", "qp"):
        return binascii.a2b_qp(data), ""
    if encoding in ("base64", "base-64", "b64"):
        return _base64(data)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return uudecode(data), ""
    return data, f"unknown transfer encoding {encoding[:40]}"


def _base64(data: bytes) -> tuple[bytes, str]:
    digits = data.replace(b"\n", b"").replace(b"\r", b"")
    try:  # as nearly all programs write it
        return binascii.a2b_base64(digits, strict_mode=True), ""
    except binascii.Error:
        digits = digits.translate(None, _SPACES).rstrip(b"=")
    try:
        return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4), strict_mode=True), ""
    except binascii.Error:
        pass
    if len(digits) % 4 == 1 and not digits.translate(None, _ALPHABET):
        return from_base64(digits), ""  # cut off
    if b"=" not in digits and _is_plain(data):
        return data, "declared base64, but it is plain text"
    head = _PADDED.match(data)
    if head and _is_plain(data[head.end() :]):
        # A list or a virus scanner has put its lines behind the encoded text.
        return from_base64(_digits(head[0])) + b"\n" + data[head.end() :], "plain text behind base64"
    return b"".join(
        from_base64(_digits(piece)) for piece in re.split(rb"=+", data)
    ), "broken base64, read as far as it goes"


def _digits(data: bytes) -> bytes:
    return _NOT_BASE64.sub(b"", data)


def _is_plain(data: bytes) -> bool:
    """Text has blanks within its lines and signs that base64 has not."""
    sample = data[:2000].strip()
    return len(_JUNK.findall(sample)) + sample.count(b" ") > len(sample) // 20 + 2


def uudecode(data: bytes) -> bytes:
    """The first file of a uuencoded text, as far as its lines are sound."""
    begin = _UU_BEGIN.search(data)
    out = bytearray()
    for line in data[begin.end() if begin else 0 :].splitlines():
        if line.strip() in (b"end", b"`", b""):
            break
        out += uu_line(line)
    return bytes(out)


def uu_line(line: bytes) -> bytes:
    """One uuencoded line; programs strip trailing blanks, which stand for zeros, or add checksums."""
    if not line:
        return b""
    size = (line[0] - 32) & 63
    need = (size + 2) // 3 * 4
    body = line[1 : 1 + need].ljust(need, b" ")
    try:
        return binascii.a2b_uu(line[:1] + body)
    except binascii.Error:
        return b""
