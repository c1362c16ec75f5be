"""Which parts are the body, and which are files: the MIME tree as a mail program would show it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.html import is_bounded, sanitise, to_text
from parsers.limits import MAX_TEXT_CHARS
from parsers.parts import Part
from parsers.tree import ATTACHED_MAIL, Node

# Read as text when nothing says that they are files; others of text/* (calendar, vcard, csv, rtf ...) are files.
READABLE = frozenset(
    {
        "text/plain",
        "text/html",
        "text/enriched",
        "text/richtext",
        "text/markdown",
        "text/x-markdown",
        "text/x-plain",
        "text/text",
    }
)
NO_BODY = "[no readable body]"
HIDDEN = frozenset({"text/x-amp-html", "text/watch-html"})  # other forms of the same body
_ENRICHED = re.compile(r"<(/?[a-zA-Z-]{1,60})>|<<")
_PARAM = re.compile(r"<param>.*?</param>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the body: its plain text, its HTML, or the same thing as both; "" for absent."""

    plain: str = ""
    html: str = ""
    paths: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Body:
    """
    What a mail says, and the parts that it does not need for that.

    Attributes:
        source: the HTML as it came, where it is harmless to parse; "" otherwise.
        html: sanitised; None without HTML.
    """

    text: str
    source: str = ""
    html: str | None = None
    files: tuple[Part, ...] = ()


def read_body(root: Node) -> Body:
    """Text, HTML and files of a mail; a mail that cannot be read says so in its text."""
    pieces = body_pieces(root)
    source = joined_html(pieces)
    text = "\n".join(found for piece in pieces if (found := _text(piece)))[:MAX_TEXT_CHARS]
    files = attached(root, frozenset[str]().union(*(piece.paths for piece in pieces)))
    return Body(
        text=text if text.strip() else NO_BODY,
        source=source if source and is_bounded(source) else "",
        html=sanitise(source) if source else None,
        files=files,
    )


def _text(piece: Piece) -> str:
    return piece.plain if piece.plain.strip() or not piece.html else to_text(piece.html)


def leaves(node: Node) -> Iterator[Part]:
    """All leaves in the order of the mail."""
    if node.part is not None:
        yield node.part
    for child in node.children:
        yield from leaves(child)


def body_pieces(root: Node) -> tuple[Piece, ...]:
    """The body's pieces in order; a text that only its name makes a file counts when there is no other."""
    pieces = _pieces(root)
    if any(piece.plain.strip() or piece.html.strip() for piece in pieces):
        return pieces
    for part in leaves(root):
        if part.content_type in READABLE and part.disposition != "attachment" and part.text.strip():
            return (_piece(part),)
    if root.part is not None and root.content_type in READABLE:
        return (_piece(root.part),)
    return pieces


def _pieces(node: Node) -> tuple[Piece, ...]:
    if node.part is not None:
        return (_piece(node.part),) if _is_body(node.part) else ()
    if node.content_type == "multipart/alternative":
        return _alternative(node)
    if node.content_type == "multipart/related":
        return _related(node)
    if node.content_type in ("multipart/report", "multipart/signed") and node.children:
        return _pieces(node.children[0])
    if node.content_type == "multipart/digest":
        return ()
    return tuple(piece for child in node.children for piece in _pieces(child))


def _is_body(part: Part) -> bool:
    return part.content_type in READABLE and part.disposition != "attachment" and not part.filename


def _piece(part: Part) -> Piece:
    paths = frozenset({part.path})
    if part.content_type == "text/html":
        return Piece(html=part.text, paths=paths)
    if part.content_type in ("text/enriched", "text/richtext"):
        return Piece(plain=_from_enriched(part.text), paths=paths)
    return Piece(plain=part.text, paths=paths)


def _alternative(node: Node) -> tuple[Piece, ...]:
    """One thing in several forms: the last HTML, the last plain text (RFC 2046 §5.1.4: the best is last)."""
    forms = [found for child in node.children if (found := _pieces(child))]
    if not forms:
        return ()
    plain = next((form for form in reversed(forms) if any(p.plain.strip() and not p.html for p in form)), ())
    rich = next((form for form in reversed(forms) if any(p.html.strip() for p in form)), ())
    paths = frozenset[str]().union(*(p.paths for form in forms for p in form))
    if plain is rich:  # both kinds in one form only: that form as it stands
        return rich or forms[-1]
    return (Piece(_join(p.plain for p in plain), "\n".join(_markup(p) for p in rich), paths),)


def _related(node: Node) -> tuple[Piece, ...]:
    """The root part (RFC 2387: named by start, else the first) is the body; without one, whatever can be read."""
    root = next((c for c in node.children if node.start and _cid(c) == node.start), None) or next(
        iter(node.children), None
    )
    found = _pieces(root) if root else ()
    return found or tuple(piece for child in node.children if child is not root for piece in _pieces(child))


def _cid(node: Node) -> str:
    return node.part.cid if node.part else node.headers.first("content-id").strip("<> ")


def _join(texts: Iterator[str]) -> str:
    return "\n".join(text for text in texts if text)


def _markup(piece: Piece) -> str:
    """HTML of a piece; plain text as it would be shown."""
    if piece.html or not piece.plain:
        return piece.html
    return f"<pre>{entities.escape(piece.plain)}</pre>"


def joined_html(pieces: tuple[Piece, ...]) -> str:
    """The whole body as HTML; "" when no piece is HTML."""
    if not any(piece.html.strip() for piece in pieces):
        return ""
    return "\n".join(_markup(piece) for piece in pieces)[: 2 * MAX_TEXT_CHARS]


def attached(root: Node, used: frozenset[str]) -> tuple[Part, ...]:
    """The parts that are files: what the body did not use, but for empty unnamed texts and other forms of the body."""
    return tuple(
        part
        for part in leaves(root)
        if part.path not in used
        and part.content_type not in HIDDEN
        and (part.data.strip() or part.filename or part.content_type in ATTACHED_MAIL)
    )


def _from_enriched(text: str) -> str:
    """text/enriched (RFC 1896): commands away, single line ends are blanks, << is a <."""
    text = _ENRICHED.sub(lambda found: "<" if found[0] == "<<" else "", _PARAM.sub("", text))
    return re.sub(r"\n(\n*)", lambda found: found[1] or " ", text)
