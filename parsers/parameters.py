"""Parameters of Content-Type and Content-Disposition: RFC 2045, RFC 2231, and what programs write instead."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from parsers import charsets, encoded_words

# name = "quoted" or anything up to the next semicolon: names with blanks and raw characters are often unquoted.
_PARAMETER = re.compile(r";\s*([^\s=;\"]{1,80})\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|\"?([^;]*))", re.DOTALL)
_PAIR = re.compile(r"\\([\"\\])")
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
MAX_SECTIONS = 200  # of one continued parameter


def split(value: str) -> tuple[str, dict[str, str]]:
    """
    A header such as `text/plain; charset=utf-8; name*0*=utf-8''a%20b` as (lower-case first word, parameters).

    Args:
        value: unfolded; raw 8-bit decoded or as surrogate escapes. Of a repeated parameter the first counts.
    """
    head, semicolon, _ = value.partition(";")
    kind = head.strip().lower()
    if not semicolon:
        return kind, {}
    found: dict[str, str] = {}
    for name, quoted, bare in _PARAMETER.findall(value[len(head) :]):
        found.setdefault(name.lower(), _unescaped(quoted) if quoted else bare.strip())
    return kind, _joined(found) if any("*" in name for name in found) else found


def _unescaped(quoted: str) -> str:
    return _PAIR.sub(r"\1", quoted) if "\\" in quoted else quoted


def text(value: str) -> str:
    """A parameter for people to read: encoded words (illegal here, RFC 2047 §5, and everywhere) decoded."""
    if "=?" in value:
        return encoded_words.decode(value)
    return value


def _joined(found: dict[str, str]) -> dict[str, str]:
    """Continuations and charsets of RFC 2231 §3, §4 put together; they win over the plain form beside them."""
    plain = {name: value for name, value in found.items() if "*" not in name}
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    for name, value in found.items():
        match = _SECTION.fullmatch(name)
        if match and "*" in name:
            sections.setdefault(match[1], []).append((int(match[2] or 0), bool(match[3]), value))
    for name, pieces in sections.items():
        plain[name] = _decoded(sorted(pieces)[:MAX_SECTIONS])
    return plain


def _decoded(pieces: list[tuple[int, bool, str]]) -> str:
    charset, data = "", bytearray()
    for position, (_, encoded, value) in enumerate(pieces):
        if encoded and position == 0 and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        if encoded:
            data += unquote_to_bytes(value.encode("utf-8", "surrogateescape"))
        elif charset:
            data += value.encode(charsets.normal(charset) or "utf-8", "replace")
        else:
            data += value.encode("utf-8", "replace")
    return charsets.decode(bytes(data), charset)[0]
