"""Mailboxes in lines that are no list of RFC 5322: missing, doubled or foreign brackets, "mailto:", semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Apostrophes stand round addresses more often than in them; U+E000 and U+E001 mark an encoded word.
_ATOM = r"[^\s<>()\[\],:;@\"'\\＜＞（）\ue000\ue001\x00-\x1f\x7f]"
_ADDRESS = re.compile(rf"(?<!{_ATOM}){_ATOM}{{1,256}}@{_ATOM}{{1,256}}")
_QUOTED = re.compile(r"\"[^\"]*\"")
_PIECE = re.compile(r"(?:\"[^\"]*\"|[^,;\"]|\"(?![^\"]*\"))+")
_MAILTO = re.compile(r"\bmailto:", re.IGNORECASE)
_WIDE = re.compile(rf"[＜（]\s*({_ATOM}{{1,256}}@{_ATOM}{{1,256}})\s*[＞）]")
_MARKS = " \t<>()[]＜＞（）\"',;"


def with_ascii_brackets(line: str) -> str:
    """*line* with < > where a Chinese keyboard put ＜ ＞ or （ ） round its only address."""
    if line.count("@") != 1 or not ("＜" in line or "（" in line):
        return line
    return _WIDE.sub(r" <\1>", line)


def recovered(line: str) -> list[tuple[str, str]]:
    """
    (name, addr-spec) of each piece between commas and semicolons that holds one address.

    A piece with two different addresses outside quotation marks gives none: nobody can tell which one is meant.
    """
    return [found for piece in _PIECE.findall(_MAILTO.sub("", line)) for found in _of_piece(piece)]


def _of_piece(piece: str) -> Iterator[tuple[str, str]]:
    unquoted = _QUOTED.sub(lambda found: " " * len(found[0]), piece)
    text = unquoted if unquoted.strip(_MARKS) else piece  # what is quoted is a name, unless nothing else is there
    places = list(_ADDRESS.finditer(text))
    if len({place[0].lower() for place in places}) == 1:
        name = piece[: places[0].start()].strip(_MARKS) or piece[places[-1].end() :].strip(_MARKS)
        yield "" if "<" in name else name, places[0][0].rstrip(".")
