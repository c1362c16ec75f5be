"""Signed and encrypted mail: what is signed is read, what is encrypted is shown as such; nothing is verified here."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_NESTING = 16  # of BER elements; signatures have about 8
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2 (RFC 5652 §5.1)
_CONSTRUCTED = 0x20

_PGP_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]+:[^\n]*\n)*[ \t]*\n", re.MULTILINE)
_PGP_SIGNATURE = re.compile(r"^-----BEGIN PGP SIGNATURE-----[ \t]*$", re.MULTILINE)
_PGP_SIGNATURE_END = re.compile(r"^-----END PGP SIGNATURE-----[ \t]*\n?", re.MULTILINE)
_PGP_MESSAGE = re.compile(r"^-----BEGIN PGP MESSAGE(?:, PART [^\n-]*)?-----[ \t]*$", re.MULTILINE)
_PGP_MESSAGE_END = re.compile(r"^-----END PGP MESSAGE(?:, PART [^\n-]*)?-----[ \t]*\n?", re.MULTILINE)
_DASHED = re.compile(r"^- ", re.MULTILINE)

PGP_NOTE = "[encrypted with PGP]"
MAX_BLOCKS = 20  # PGP blocks of one text


@dataclass(frozen=True, slots=True)
class Armour:
    """A PGP block taken out of a text."""

    name: str
    content_type: str
    text: str


def has_armour(text: str) -> bool:
    return "-----BEGIN PGP " in text


def without_armour(text: str) -> tuple[str, tuple[Armour, ...]]:
    """
    Text signed or encrypted inline (RFC 9580 §6.2, §7): signed text bare, encrypted blocks replaced by a note.

    Returns:
        (text for people, the blocks taken out).
    """
    blocks: list[Armour] = []
    for _ in range(MAX_BLOCKS):
        changed = _unsigned(text, blocks)
        if changed is None:
            break
        text = changed
    for _ in range(MAX_BLOCKS):
        begin = _PGP_MESSAGE.search(text)
        end = _PGP_MESSAGE_END.search(text, begin.end()) if begin else None
        if begin is None:
            break
        stop = end.end() if end else len(text)
        blocks.append(Armour("encrypted.asc", "application/pgp-encrypted", text[begin.start() : stop]))
        text = f"{text[: begin.start()]}{PGP_NOTE}\n{text[stop:]}"
    return text, tuple(blocks)


def _unsigned(text: str, blocks: list[Armour]) -> str | None:
    """The text with its first signed stretch bare; None when there is none. Dashes are unescaped (RFC 9580 §7.1)."""
    begin = _PGP_SIGNED.search(text)
    if begin is None:
        return None
    signature = _PGP_SIGNATURE.search(text, begin.end())
    inner = text[begin.end() : signature.start() if signature else len(text)]
    rest = ""
    if signature:
        end = _PGP_SIGNATURE_END.search(text, signature.end())
        stop = end.end() if end else len(text)
        blocks.append(Armour("signature.asc", "application/pgp-signature", text[signature.start() : stop]))
        rest = text[stop:]
    return text[: begin.start()] + _DASHED.sub("", inner) + rest


def signed_content(data: bytes) -> bytes | None:
    """
    The MIME entity inside an S/MIME opaque signature; None when *data* is none (encrypted, compressed, broken).

    Source: RFC 8551 §3.5.2, RFC 5652 §5.1: ContentInfo { signedData, [0] SignedData { version, digests,
    { data, [0] OCTET STRING }, ... } }.
    """
    try:
        kind, explicit = _children(data, _element(data, 0))[:2]
        if _bytes(data, kind) != _SIGNED_DATA:
            return None
        signed = _children(data, _children(data, explicit)[0])
        _, content = _children(data, signed[2])[:2]
        return _octets(data, _children(data, content)[0])
    except (IndexError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Element:
    """A BER element: its tag, where its content lies, where the next element begins."""

    tag: int
    start: int
    end: int
    after: int


def _element(data: bytes, at: int, depth: int = 0) -> _Element:
    """The element at *at*; indefinite lengths (0x80), as Outlook and OpenSSL write them, end at two zero bytes."""
    if depth > MAX_NESTING:
        raise ValueError("nested too deeply")
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:
        end = start
        while data[end : end + 2] != b"\0\0":
            end = _element(data, end, depth + 1).after
        return _Element(tag, start, end, end + 2)
    if length > 0x80:
        size = length & 0x7F
        start += size
        length = int.from_bytes(data[at + 2 : start], "big")
    end = min(start + length, len(data))  # a mail cut off keeps what has come
    return _Element(tag, start, end, end)


def _children(data: bytes, parent: _Element) -> list[_Element]:
    """The first elements in *parent*; what is needed stands among the first three."""
    found: list[_Element] = []
    at = parent.start
    while at < parent.end and len(found) < 3:
        found.append(_element(data, at))
        at = found[-1].after
    return found


def _bytes(data: bytes, element: _Element) -> bytes:
    return data[element.start : element.end]


def _octets(data: bytes, string: _Element, depth: int = 0) -> bytes:
    """An OCTET STRING, which BER may cut into pieces."""
    if not string.tag & _CONSTRUCTED or depth > MAX_NESTING:
        return _bytes(data, string)
    out = bytearray()
    at = string.start
    while at < string.end:
        piece = _element(data, at)
        out += _octets(data, piece, depth + 1)
        at = piece.after
    return bytes(out)
