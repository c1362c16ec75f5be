"""Mails as bytes, as a Maildir has them: headers in the writer's charset, transfer encodings, multiparts."""

from __future__ import annotations

import quopri
import random
from base64 import b64encode, encodebytes
from collections.abc import Iterable
from dataclasses import dataclass

SEVEN_BIT = "7bit"
QUOTED = "quoted-printable"
BASE64 = "base64"


@dataclass(frozen=True, slots=True)
class Entity:
    """A part: its header lines and its encoded body."""

    head: str
    body: bytes

    def __bytes__(self) -> bytes:
        return self.head.encode("ascii") + b"\n" + self.body


def text_part(subtype: str, text: str, charset: str, encoding: str) -> Entity:
    head = f'Content-Type: text/{subtype}; charset="{charset}"\nContent-Transfer-Encoding: {encoding}\n'
    return Entity(head, _encoded(text.encode(charset, "xmlcharrefreplace"), encoding))


def file_part(name: str, kind: str, data: bytes, charset: str, cid: str = "") -> Entity:
    """An attachment, or with *cid* a picture of the HTML; the name as Outlook and the Chinese programs write it."""
    shown = name if name.isascii() else encoded_word(name, charset)
    disposition = f'inline; filename="{shown}"\nContent-ID: <{cid}>' if cid else f'attachment; filename="{shown}"'
    head = f'Content-Type: {kind};\n\tname="{shown}"\nContent-Transfer-Encoding: base64\n'
    return Entity(f"{head}Content-Disposition: {disposition}\n", encodebytes(data))


def multipart(subtype: str, parts: Iterable[Entity], boundary: str) -> Entity:
    border = b"--" + boundary.encode("ascii")
    body = b"".join(border + b"\n" + bytes(part) + b"\n" for part in parts) + border + b"--\n"
    preamble = b"This is a multi-part message in MIME format.\n\n"
    return Entity(f'Content-Type: multipart/{subtype};\n\tboundary="{boundary}"\n', preamble + body)


def boundary(rng: random.Random, program: str) -> str:
    if program == "outlook":
        return f"_{rng.randrange(1000):03d}_{rng.getrandbits(128):032X}prod{rng.randrange(10**6)}_"
    if program in ("qq", "foxmail"):
        return f"----=_NextPart_{rng.getrandbits(32):08X}_{rng.getrandbits(32):08X}_{rng.getrandbits(32):08X}"
    if program == "iphone":
        return f"Apple-Mail-{rng.getrandbits(128):032X}"
    return f"{rng.getrandbits(96):028x}"


def encoded_word(text: str, charset: str) -> str:
    """RFC 2047, base64, a word for each 12 characters; plain when it is ASCII."""
    if text.isascii():
        return text
    chunks = [text[at : at + 12] for at in range(0, len(text), 12)]
    octets = (b64encode(chunk.encode(charset, "replace")).decode("ascii") for chunk in chunks)
    return "\n ".join(f"=?{charset}?B?{chunk}?=" for chunk in octets)


def mailbox(name: str, addr: str, charset: str) -> str:
    shown = f'"{name}"' if name.isascii() else encoded_word(name, charset)
    return f"{shown} <{addr}>"


def _encoded(octets: bytes, encoding: str) -> bytes:
    if encoding == BASE64:
        return encodebytes(octets)
    if encoding == QUOTED:
        return quopri.encodestring(octets)
    return octets
