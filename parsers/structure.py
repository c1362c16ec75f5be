"""From bytes to a tree of compat32 messages: the standard library reads the headers, boundaries are searched for."""

from __future__ import annotations

import re
from email.errors import CloseBoundaryNotFoundDefect, NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect
from email.message import Message as StdlibMessage
from email.parser import HeaderParser

from parsers.limits import MAX_DEPTH, MAX_PARTS

_BLANK_LINE = re.compile(r"\n\r?\n")  # lines may end in CR LF or LF
_BOUNDARY_TAIL = re.compile(r"(--)?[ \t]*(?:\r?\n|\Z)")  # RFC 2046 §5.1.1: padding is allowed


class FlatMessage(StdlibMessage):
    """A compat32 message whose attached mails stay what they are: bytes, neither parsed nor descended into."""

    def raw_payload(self) -> str | list[FlatMessage]:
        """The parts, or the body as it was received (get_payload decodes 8-bit bodies by their label)."""
        found: str | list[FlatMessage] = getattr(self, "_payload", "") or ""
        return found


_HEADERS = HeaderParser(FlatMessage)


def parse_bytes(raw: bytes) -> FlatMessage:
    """
    The mail as a tree; raw bytes beyond ASCII are surrogate escapes, as the standard library has them.

    Its own parser looks at each line of a body in Python; searching for the boundaries takes a fifth of that.
    """
    text = raw.decode("ascii", "surrogateescape")
    if "\n" not in text:
        text = text.replace("\r", "\n")  # programs of the old Mac OS
    return _parse(text, 0)


def _parse(text: str, depth: int) -> FlatMessage:
    head, body = _halves(text)
    message = _HEADERS.parsestr(head)
    left = message.raw_payload()
    if left and isinstance(left, str):  # a line that is no header: all behind it is body
        body = left + text[len(head) :]
    message.set_payload(body)
    if depth <= MAX_DEPTH and message.get_content_maintype() == "multipart":
        _divide(message, body, depth)
    return message


def _halves(text: str) -> tuple[str, str]:
    """(header block, body); a part may begin with the blank line between them and have no headers."""
    if text.startswith(("\n", "\r\n")):
        return "", text.removeprefix("\r").removeprefix("\n")
    found = _BLANK_LINE.search(text)
    return (text[: found.start() + 1], text[found.end() :]) if found else (text, "")


def _divide(message: FlatMessage, body: str, depth: int) -> None:
    """Put the parts into a multipart; a body that cannot be divided stays text, with a defect."""
    boundary = message.get_boundary()
    if boundary is None:
        message.defects.append(NoBoundaryInMultipartDefect())
        return
    pieces, closed = _pieces(body, "--" + boundary)
    if pieces is None:
        message.defects.append(StartBoundaryNotFoundDefect())
        return
    if not closed:
        message.defects.append(CloseBoundaryNotFoundDefect())
    message.set_payload([])
    for piece in pieces:
        part = _parse(piece, depth + 1)
        if message.get_content_type() == "multipart/digest":
            part.set_default_type("message/rfc822")
        message.attach(part)


def _pieces(body: str, separator: str) -> tuple[list[str] | None, bool]:
    """(the texts between the boundary lines, whether the last one closes); None when there is no such line."""
    pieces: list[str] = []
    start = -1  # of the current piece
    at = body.find(separator)
    while at >= 0:
        tail = _BOUNDARY_TAIL.match(body, at + len(separator)) if at == 0 or body[at - 1] == "\n" else None
        if tail is None:
            at = body.find(separator, at + 1)
            continue
        if start >= 0 and at > start:
            pieces.append(_without_line_end(body[start:at]))
        if tail[1]:
            return (pieces, True) if start >= 0 else (None, False)
        start = tail.end()
        at = body.find(separator, start)
    if start < 0:
        return None, False
    if start < len(body):
        pieces.append(_without_line_end(body[start:]))
    return pieces[: MAX_PARTS + 1], False


def _without_line_end(piece: str) -> str:
    """The line end before a boundary belongs to it (RFC 2046 §5.1.1)."""
    return piece[:-2] if piece.endswith("\r\n") else piece.removesuffix("\n")
