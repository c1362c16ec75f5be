"""The MIME tree of a mail: one walk, every leaf decoded once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers import charsets, parameters, transfer
from parsers.flowed import unflow
from parsers.headers import DECEPTIVE
from parsers.limits import MAX_DEPTH, MAX_TEXT_CHARS, within_limits
from parsers.parts import Headers, Part
from parsers.structure import Entity, parse_bytes

OPENED_TNEF = "multipart/x-opened-tnef"  # a winmail.dat: its body first, then its files
ATTACHED_MAIL = frozenset({"message/rfc822", "message/global", "message/news"})
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")
_GUESSED_BOUNDARY = re.compile(
    r"^--([^\s\r\n][^\r\n]{0,199}?)[ \t]*\r?\n(?=content-[a-z-]+:)", re.MULTILINE | re.IGNORECASE
)
_MARKUP_START = re.compile(r"\s*(?:<!doctype html|<html\b|<head\b|<body\b)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&[a-z]{2,8};|&#")


@dataclass(frozen=True, slots=True)
class Node:
    """
    A node of the tree: a multipart with *children*, or a leaf with its *part*.

    Attributes:
        content_type: of a leaf the same as its part's.
        start: Content-ID of the root of a multipart/related, without < >.
    """

    content_type: str
    headers: Headers
    children: tuple[Node, ...] = ()
    part: Part | None = None
    start: str = ""


def read_tree(mail: Entity, defects: list[str], path: str = "1") -> Node:
    """The tree of *mail*; what is wrong with a part goes to *defects* as "part 1.2: what"."""
    return _Walk(defects).node(mail, path)


class _Walk:
    def __init__(self, defects: list[str]) -> None:
        self.defects = defects
        self.depth = 0

    def node(self, entity: Entity, path: str) -> Node:
        kind = entity.kind
        self._note(path, entity.defects)
        if isinstance(entity.body, list):
            return self._multipart(entity, entity.body, path)
        if kind.startswith("multipart/"):
            return self._unbounded(entity, entity.body, path)
        if not _TYPE.fullmatch(kind):
            kind = "message/rfc822" if entity.in_digest else "text/plain"
        return self._leaf(entity, entity.body, kind, path)

    def _multipart(self, entity: Entity, parts: list[Entity], path: str) -> Node:
        self.depth += 1
        children = tuple(self.node(part, f"{path}.{index}") for index, part in enumerate(parts, 1))
        self.depth -= 1
        start = entity.parameters.get("start", "").strip("<> ")
        return Node(entity.kind, entity.headers, children, start=start)

    def _unbounded(self, entity: Entity, body: str, path: str) -> Node:
        """A multipart whose boundary is missing or not the one in use: guess it by the headers behind it."""
        guess = _GUESSED_BOUNDARY.search(body)
        if guess and self.depth < MAX_DEPTH:
            kind = entity.kind if entity.kind.isascii() and _TYPE.fullmatch(entity.kind) else "multipart/mixed"
            name = re.sub(r"([\"\\])", r"\\\1", guess[1])
            source = f'Content-Type: {kind}; boundary="{name}"\n\n{body}'
            raw, _, cuts = within_limits(source.encode("ascii", "surrogateescape"))
            self.defects += cuts
            again = parse_bytes(raw, self.defects)
            if isinstance(again.body, list):
                self.defects.append(f"part {path}: boundary guessed")
                return self._multipart(entity, again.body, path)
        return self._leaf(entity, body, "text/plain", path)

    def _leaf(self, entity: Entity, body: str, kind: str, path: str) -> Node:
        part, notes = read_leaf(entity, body, kind, path)
        self._note(path, notes)
        return Node(part.content_type, entity.headers, part=part)

    def _note(self, path: str, found: list[str]) -> None:
        self.defects += (f"part {path}: {note}" for note in found)


def read_leaf(entity: Entity, body: str, kind: str, path: str) -> tuple[Part, list[str]]:
    """A leaf with everything decoded, and notes of what was wrong."""
    headers = entity.headers
    data, note = transfer.decode(body, headers.first("content-transfer-encoding"))
    notes = [note] if note else []
    values = {} if kind != entity.kind and entity.kind.startswith("multipart/") else entity.parameters
    text = ""
    if kind.startswith("text/") or (kind.startswith("message/") and kind not in ATTACHED_MAIL):
        text, note = read_text(data, kind, values)
        if note:
            notes.append(note)
        kind = _true_text_type(kind, text)
    disposition, more = parameters.split(headers.first("content-disposition"))
    named = more.get("filename", "")
    if disposition not in ("inline", "attachment"):
        disposition = "attachment" if named else ""
    name = _filename(named or values.get("name") or _odd_name(more, values))
    cid = headers.first("content-id").strip("<> \t")[:500]
    return Part(kind, headers, data, text, name, disposition, cid, path), notes


def read_text(data: bytes, kind: str, values: dict[str, str]) -> tuple[str, str]:
    """Text of a part with LF line ends, and how its charset label was overruled."""
    declared = values.get("charset", "")
    text, note = charsets.decode(data[: 4 * MAX_TEXT_CHARS], declared)
    if not declared and kind == "text/html":
        text, note = _html_charset(data, text, note)
    text = text[:MAX_TEXT_CHARS]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if kind == "text/plain" and values.get("format", "").lower() == "flowed":
        text = unflow(text, delsp=values.get("delsp", "").lower() == "yes")
    return text, note


def _html_charset(data: bytes, text: str, note: str) -> tuple[str, str]:
    """HTML may name its charset itself (HTML §4.2.5.4), where the part's header is silent."""
    if data.isascii():
        return text, note
    found = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", data[:2048], re.IGNORECASE)
    return charsets.decode(data[: 4 * MAX_TEXT_CHARS], found[1].decode("ascii")) if found else (text, note)


def _true_text_type(kind: str, text: str) -> str:
    """HTML under a text/plain label and plain text under text/html, as broken programs send them."""
    if kind == "text/plain" and _MARKUP_START.match(text):
        return "text/html"
    if kind == "text/html" and text.strip() and not _TAG.search(text):
        return "text/plain"
    return kind


def _odd_name(disposition: dict[str, str], kind: dict[str, str]) -> str:
    """The name where only few programs put it."""
    return disposition.get("name") or kind.get("filename") or kind.get("file") or ""


def _filename(given: str) -> str:
    """The name as given, encoded words decoded, on one line."""
    if not given:
        return ""
    return DECEPTIVE.sub("", " ".join(parameters.text(given).split()))[:1000]
