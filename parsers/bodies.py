"""Which parts are the body, and which are files: the MIME tree as a mail program would show it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parsers import calendar
from parsers.html import to_text
from parsers.limits import MAX_TEXT_CHARS
from parsers.parts import Part
from parsers.tree import ATTACHED_MAIL, OPENED_TNEF, Node

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
ENRICHED = frozenset({"text/enriched", "text/richtext"})
ENCRYPTED = "[no readable body: encrypted with {}]"
HIDDEN = frozenset({"text/x-amp-html", "text/watch-html"})  # other forms of the same body
_ENRICHED = re.compile(r"<(/?[a-zA-Z-]{1,60})>|<<")
_PARAM = re.compile(r"<(/?)param>", re.IGNORECASE)


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
        text: what can be read, or a note why it cannot (then *readable* is False); "" when nothing was written.
        events: invitations in it, as text.
        source: the HTML as it came; "" without one.
    """

    text: str
    readable: bool = True
    events: str = ""
    source: str = ""
    files: tuple[Part, ...] = ()


def read_body(root: Node) -> Body:
    """Text, HTML and files of a mail; a body that is encrypted says so in its text."""
    pieces = body_pieces(root)
    text = "\n".join(found for piece in pieces if (found := _text(piece)).strip())[:MAX_TEXT_CHARS]
    files = attached(root, frozenset[str]().union(*(piece.paths for piece in pieces)))
    events = "\n\n".join(
        filter(None, (calendar.to_text(part.text) for part in files if part.content_type == "text/calendar"))
    )
    return Body(
        text=text or ("" if events else _unreadable(root)),
        readable=bool(text),
        events=events,
        source=joined_html(pieces),
        files=files,
    )


def _text(piece: Piece) -> str:
    return piece.plain if piece.plain.strip() or not piece.html else to_text(piece.html)


def _unreadable(root: Node) -> str:
    """The note that stands for an encrypted body; "" when there is no body, only files or nothing at all."""
    kinds = {root.content_type} | {part.content_type for part in leaves(root)}
    if kinds & {"multipart/encrypted", "application/pgp-encrypted"}:
        return ENCRYPTED.format("PGP")
    if kinds & {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        return ENCRYPTED.format("S/MIME")
    return ""


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
    fallback = _last_resort(root)
    return (fallback,) if fallback else pieces


def _last_resort(root: Node) -> Piece | None:
    """A named text, a report's machine-readable part, or a text that calls itself an attachment and is all there is."""
    readable = [part for part in leaves(root) if part.text.strip()]
    for part in readable:
        if part.content_type in READABLE and part.disposition != "attachment":
            piece = _piece(part)
            return replace(piece, paths=frozenset()) if part.filename else piece  # named it stays a file, too
    for part in readable:
        if part.content_type.startswith("message/") or (part is root.part and part.content_type in READABLE):
            return replace(_piece(part), paths=frozenset())
    return None


def _pieces(node: Node) -> tuple[Piece, ...]:
    if node.part is not None:
        return (_piece(node.part),) if _is_body(node.part) else ()
    if node.content_type == "multipart/alternative":
        return _alternative(node)
    if node.content_type == "multipart/related":
        return _related(node)
    if node.content_type in ("multipart/report", "multipart/signed") and node.children:
        return _pieces(node.children[0])
    if node.content_type in ("multipart/digest", OPENED_TNEF):
        return ()
    return tuple(piece for child in node.children for piece in _pieces(child))


def _is_body(part: Part) -> bool:
    return part.content_type in READABLE and part.disposition != "attachment" and not part.filename


def _piece(part: Part) -> Piece:
    paths = frozenset({part.path})
    if part.content_type == "text/html":
        return Piece(html=part.text, paths=paths)
    if part.content_type in ENRICHED:
        return Piece(plain=_from_enriched(part.text), paths=paths)
    return Piece(plain=part.text, paths=paths)


def _alternative(node: Node) -> tuple[Piece, ...]:
    """One thing in several forms: the last HTML, the last plain text (RFC 2046 §5.1.4: the best is last)."""
    forms = [found for child in node.children if (found := _pieces(child))]
    if not forms:
        return ()
    rich = next((form for form in reversed(forms) if any(p.html.strip() for p in form)), ())
    plain = _plain_forms(node, forms)
    paths = frozenset[str]().union(*(p.paths for form in forms for p in form))
    if not plain:  # what is plain in it stands between the HTML
        return tuple(replace(p, paths=paths) for p in rich or forms[-1])
    return (Piece("\n".join(plain), "\n".join(_markup(p) for p in rich), paths),)


def _plain_forms(node: Node, forms: list[tuple[Piece, ...]]) -> list[str]:
    """The plain text; programs that mistake alternative for mixed put several in, of which none may be lost."""
    texts = [
        "\n".join(p.plain for p in form if p.plain)
        for form in forms
        if any(p.plain.strip() for p in form) and not any(p.html for p in form)
    ]
    if len(texts) > 1 and any(child.content_type in ENRICHED for child in node.children):
        return texts[:1]
    return list(dict.fromkeys(texts))


def _related(node: Node) -> tuple[Piece, ...]:
    """The root part (RFC 2387: named by start, else the first) is the body; without one, whatever can be read."""
    root = next((c for c in node.children if node.start and _cid(c) == node.start), None) or next(
        iter(node.children), None
    )
    found = _pieces(root) if root else ()
    return found or tuple(piece for child in node.children if child is not root for piece in _pieces(child))


def _cid(node: Node) -> str:
    return node.part.cid if node.part else node.headers.first("content-id").strip("<> ")


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
    return tuple(part for part in _files(root) if part.path not in used and _is_file(part))


def _files(node: Node) -> Iterator[Part]:
    if node.part is not None:
        yield node.part
    for child in node.children[1:] if node.content_type == OPENED_TNEF else node.children:
        yield from _files(child)


def _is_file(part: Part) -> bool:
    if part.content_type in HIDDEN:
        return False
    return bool(part.filename or part.content_type in ATTACHED_MAIL or part.data.strip())


def _from_enriched(text: str) -> str:
    """text/enriched (RFC 1896): commands away, single line ends are blanks, << is a <."""
    text = _ENRICHED.sub(lambda found: "<" if found[0] == "<<" else "", _without_params(text))
    return re.sub(r"\n(\n*)", lambda found: found[1] or " ", text)


def _without_params(text: str) -> str:
    """Without what stands between <param> and </param>."""
    tokens = _PARAM.split(text)
    kept = [tokens[0]] + [words for slash, words in zip(tokens[1::2], tokens[2::2], strict=True) if slash]
    return "".join(kept)
