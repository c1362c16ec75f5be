"""winmail.dat files made by hand (MS-OXTNEF)."""

from __future__ import annotations

import struct

BODY, TITLE, DATA, RENDERING, PROPERTIES, ATTACHMENT, CODEPAGE = 0x800C, 0x8010, 0x800F, 0x9002, 0x9003, 0x9005, 0x9007


def attribute(name: int, value: bytes, level: int = 1) -> bytes:
    return struct.pack("<BHHI", level, name, 6, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*pairs: tuple[int, int, bytes]) -> bytes:
    """(id, type, value) each; variable types get their count and length."""
    out = struct.pack("<I", len(pairs))
    for name, kind, value in pairs:
        out += struct.pack("<HH", kind, name)
        if kind in (0x1E, 0x1F, 0x102, 0x0D):
            out += struct.pack("<II", 1, len(value))
        out += value + b"\0" * (-len(value) % 4)
    return out


def winmail(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


def compressed_rtf(rtf: bytes) -> bytes:
    """RTF as literals only, ended by the end mark (MS-OXRTFCP)."""
    out, write = bytearray(), 207
    for at in range(0, len(rtf), 8):
        out += b"\0" + rtf[at : at + 8]
    if len(rtf) % 8 == 0:
        out += b"\x01"
    else:
        out[-(len(rtf) % 8) - 1] = 1 << len(rtf) % 8
    end = (write + len(rtf)) % 4096
    out += bytes([end >> 4, (end & 15) << 4])
    return struct.pack("<II4sI", len(out) + 12, len(rtf), b"LZFu", 0) + out
