"""From bytes to a tree of entities: headers read by one pattern, boundaries searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message as StdlibMessage
from email.parser import HeaderParser
from itertools import chain

from parsers import parameters
from parsers.limits import MAX_DEPTH, MAX_PARTS
from parsers.parts import Headers

Fields = dict[str, list[str]]  # lower-case name → values as received, topmost first

_BLANK_LINE = re.compile(r"\n\r?\n")  # lines may end in CR LF or LF
_BOUNDARY_TAIL = re.compile(r"(--)?[ \t]*(?:\r?\n|\Z)")  # RFC 2046 §5.1.1: padding is allowed
_FIELD = re.compile(r"^([!-9;-~]+):([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_HEADERS = HeaderParser()
_HEAD = 4096  # characters of a part in which its boundary is told


@dataclass(slots=True)
class Entity:
    """
    A mail or a part of one (RFC 2045 §2.4): attached mails stay what they are, neither parsed nor descended into.

    Attributes:
        fields: raw values; bytes beyond ASCII are surrogate escapes, as the standard library has them.
        kind: content type without parameters, lower case, as given; "" without one.
        body: the parts, or the text as it was received.
        defects: what was wrong with its form.
        in_digest: where no type is given it is an attached mail (RFC 2046 §5.1.5).
    """

    fields: Fields
    headers: Headers
    kind: str
    parameters: dict[str, str]
    body: str | list[Entity]
    defects: list[str] = field(default_factory=list)
    in_digest: bool = False


def parse_bytes(raw: bytes, defects: list[str], hint: str = "") -> Entity:
    """
    The mail as a tree, without what goes over MAX_DEPTH and MAX_PARTS.

    Args:
        defects: takes a note of what is left out.
        hint: charset for raw 8-bit header values that are no UTF-8; the body's, as a rule.

    The standard library's parser looks at each line of a body in Python; searching for the boundaries and reading
    regular headers by a pattern takes a fifth of that.
    """
    text = raw.decode("ascii", "surrogateescape")
    if "\n" not in text:
        text = text.replace("\r", "\n")  # programs of the old Mac OS
    return _Parser(defects, hint).entity(text, 0)


class _Parser:
    def __init__(self, defects: list[str], hint: str) -> None:
        self._defects = defects
        self._hint = hint
        self._room = MAX_PARTS

    def entity(self, text: str, depth: int) -> Entity:
        head, body = _halves(text)
        fields, left, defects = _read_fields(head)
        if left:  # a line that is no header: all behind it is body
            body = left + text[len(head) :]
        headers = Headers(fields, self._hint)
        kind, values = parameters.split(headers.first("content-type"))
        entity = Entity(fields, headers, kind, values, body, defects)
        if kind.startswith("multipart/") and kind.count("/") == 1:
            self._divide(entity, body, depth)
        return entity

    def _divide(self, entity: Entity, body: str, depth: int) -> None:
        """Put the parts into a multipart; a body that cannot be divided stays text, with a defect."""
        if depth >= MAX_DEPTH:
            entity.body = ""
            self._defects.append(f"structure: nested deeper than {MAX_DEPTH} levels, the rest left out")
            return
        boundary = entity.parameters.get("boundary")
        if boundary is None:
            entity.defects.append("NoBoundaryInMultipart")
            return
        pieces = _pieces(body, "--" + boundary.rstrip(), self._room + 1)
        if pieces is None and "\n" in (folded := _boundary_as_given(entity, body)):
            pieces = _pieces(body, "--" + folded, self._room + 1)
        if pieces is None:
            entity.defects.append("StartBoundaryNotFound")
            return
        if not pieces.closed:
            entity.defects.append("CloseBoundaryNotFound")
        entity.body = [self.entity(text, depth + 1) for text in self._within_room(pieces.texts)]
        if entity.kind == "multipart/digest":
            for part in entity.body:
                part.in_digest = True

    def _within_room(self, texts: list[str]) -> Iterator[str]:
        for text in texts:
            if self._room == 0:
                self._defects.append(f"structure: more than {MAX_PARTS} parts, the rest left out")
                return
            self._room -= 1
            yield text


def _halves(text: str) -> tuple[str, str]:
    """(header block, body); a part may begin with the blank line between them and have no headers."""
    if text.startswith(("\n", "\r\n")):
        return "", text.removeprefix("\r").removeprefix("\n")
    found = _BLANK_LINE.search(text)
    return (text[: found.start() + 1], text[found.end() :]) if found else (text, "")


def _read_fields(head: str) -> tuple[Fields, str, list[str]]:
    """(fields, what of *head* is no header, defects); the standard library reads what is irregular."""
    if not head:
        return {}, "", []
    block = head.replace("\r\n", "\n") if "\r" in head else head
    found = _FIELD.findall(block)
    if not _is_all(found, block):
        return _read_irregular(head)
    fields: Fields = {}
    for name, value in found:
        fields.setdefault(name.lower(), []).append(value.lstrip(" \t"))
    return fields, "", []


def _is_all(found: list[tuple[str, str]], block: str) -> bool:
    """Whether the fields *found*, each with its colon and line end, are the whole block."""
    length = sum(map(len, chain.from_iterable(found))) + 2 * len(found)
    return length == len(block) + (not block.endswith("\n")) and "\r" not in block


def _read_irregular(head: str) -> tuple[Fields, str, list[str]]:
    message: StdlibMessage = _HEADERS.parsestr(head)
    fields: Fields = {}
    for name, value in message.raw_items():
        fields.setdefault(name.lower(), []).append(str(value))
    left = getattr(message, "_payload", "")  # get_payload decodes 8-bit bodies by their label
    defects = [type(defect).__name__.removesuffix("Defect") for defect in message.defects]
    return fields, left if isinstance(left, str) else "", defects


def _boundary_as_given(entity: Entity, body: str) -> str:
    """With its folds, which a few programs write in the value and in the body alike."""
    given = parameters.split(entity.fields["content-type"][0])[1].get("boundary", "").rstrip()
    return given.replace("\n", "\r\n") if "\r\n" in body else given


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The texts between the boundary lines of a multipart, and whether the last line closes it."""

    texts: list[str]
    closed: bool


def _pieces(body: str, separator: str, most: int) -> _Pieces | None:
    """At most *most* pieces; None when there is no boundary line."""
    texts: list[str] = []
    start = -1  # of the current piece
    for at in _line_starts(body, separator):
        tail = _BOUNDARY_TAIL.match(body, at + len(separator))
        if tail is None or (tail[1] and start >= 0 and _opens(body[start : min(at, start + _HEAD)], separator + "--")):
            continue
        if start >= 0 and at > start:
            texts.append(_without_line_end(body[start:at]))
        if tail[1] or len(texts) == most:
            return _Pieces(texts, True) if start >= 0 else None
        start = tail.end()
    if start < 0:
        return None
    if start < len(body):
        texts.append(_without_line_end(body[start:]))
    return _Pieces(texts, False)


def _opens(head: str, separator: str) -> bool:
    """Whether a part begins there with *separator* as its own: what seems to close the outer multipart opens it."""
    if separator[2:] not in head:
        return False
    fields, _, _ = _read_fields(_halves(head)[0])
    return any(parameters.split(value)[1].get("boundary") == separator[2:] for value in fields.get("content-type", ()))


def _line_starts(body: str, beginning: str) -> Iterator[int]:
    """Where the lines start that begin so."""
    if body.startswith(beginning):
        yield 0
    at = body.find("\n" + beginning)
    while at >= 0:
        yield at + 1
        at = body.find("\n" + beginning, at + 1)


def _without_line_end(piece: str) -> str:
    """The line end before a boundary belongs to it (RFC 2046 §5.1.1)."""
    return piece[:-2] if piece.endswith("\r\n") else piece.removesuffix("\n")
