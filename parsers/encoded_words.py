"""Encoded words of RFC 2047, as they are meant to be and as mail programs really write them."""

from __future__ import annotations

import binascii
import re

from parsers import charsets

# Blanks and line ends inside the text are illegal and common (Outlook, old PHP mailers): the text runs to "?=".
WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?((?:[^?]|\?(?!=))*)(?:\?=|$)")
_SINGLE = re.compile(r"=\?([A-Za-z0-9-]{1,60})\?[bB]\?([A-Za-z0-9+/]*)={0,2}\?=")  # what most values are
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
MAX_WORDS = 2000  # of one header; the rest stays as it is written


def decode(value: str) -> str:
    """
    *value* with its encoded words decoded.

    Neighbours in the same charset are joined as bytes before decoding: programs cut inside a character
    (RFC 2047 §5 forbids it). White space between neighbours vanishes (§6.2).
    """
    if single := _SINGLE.fullmatch(value):
        return charsets.decode(from_base64(single[2]), single[1])[0]
    out: list[str] = []
    run: list[tuple[str, str, str]] = []
    position = 0
    for count, word in enumerate(WORD.finditer(value)):
        if count >= MAX_WORDS:
            break
        between = value[position : word.start()]
        if between and not (run and not between.strip(" \t\r\n")):
            out += (_join(run), between)
            run = []
        run.append((word[1], word[2], word[3]))
        position = word.end()
    return "".join((*out, _join(run), value[position:]))


def _join(run: list[tuple[str, str, str]]) -> str:
    """The text of neighbouring encoded words."""
    out = []
    start = 0
    for end in range(1, len(run) + 1):
        if end == len(run) or charsets.normal(run[end][0]) != charsets.normal(run[start][0]):
            out.append(charsets.decode(_bytes(run[start:end]), run[start][0])[0])
            start = end
    return "".join(out)


def _bytes(words: list[tuple[str, str, str]]) -> bytes:
    out = bytearray()
    open_base64 = ""
    for _, encoding, text in words:
        if encoding in "bB":
            # A base64 text cut anywhere goes on in the next word; "=" ends it.
            open_base64 += _NOT_BASE64.sub("", text.partition("=")[0])
            if "=" not in text and len(open_base64) % 4:
                continue
            out += from_base64(open_base64)
            open_base64 = ""
            continue
        out += from_base64(open_base64) + _from_q(text)
        open_base64 = ""
    return bytes(out + from_base64(open_base64))


def from_base64(digits: bytes | str) -> bytes:
    """Base64 digits without padding; a lonely last digit carries no byte and is left out."""
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    padding = "=" * (-len(digits) % 4)
    return binascii.a2b_base64(digits + padding if isinstance(digits, str) else digits + padding.encode())


def _from_q(text: str) -> bytes:
    return binascii.a2b_qp(text.encode("utf-8", "surrogateescape"), header=True)
