"""Parts that hold parts without MIME saying so: winmail.dat, opaque S/MIME signatures, uuencode, yEnc, inline PGP."""

from __future__ import annotations

from dataclasses import replace

from parsers import charsets, encoded_text, parameters, secured, tnef
from parsers.limits import within_limits
from parsers.parts import Headers, Part
from parsers.structure import parse_bytes
from parsers.tree import OPENED_TNEF, Node, read_text, read_tree

TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
MAX_OPENED = 4  # containers within containers


def opened(node: Node, defects: list[str], depth: int = 0) -> Node:
    """*node* with every container among its leaves replaced by what it holds; what cannot be opened stays a file."""
    if node.part is not None:
        return _open_leaf(node, node.part, defects, depth) or node
    children = tuple(opened(child, defects, depth) for child in node.children)
    if all(new is old for new, old in zip(children, node.children, strict=True)):
        return node
    return replace(node, children=children)


def _open_leaf(node: Node, part: Part, defects: list[str], depth: int) -> Node | None:
    if part.content_type.startswith("text/"):
        return _open_text(node, part) if part.content_type == "text/plain" else None
    if part.content_type in TNEF or part.data.startswith(tnef.SIGNATURE):
        return _open_tnef(part)
    if part.content_type in SMIME or part.filename.lower().endswith(".p7m"):
        return _open_signed(part, defects, depth)
    return None


def _open_text(node: Node, part: Part) -> Node | None:
    """Encoded files and PGP blocks taken out of a text."""
    if encoded_text.holds_files(part.data):
        rest, files = encoded_text.extract(part.data)
        if files:
            text, _ = read_text(rest, "text/plain", parameters.split(node.headers.first("content-type"))[1])
            inner = [_file(part, file.data, charsets.decode(file.name, "")[0]) for file in files]
            return _mixed(part, replace(part, data=rest, text=text), inner)
    if secured.has_armour(part.text):
        text, blocks = secured.without_armour(part.text)
        inner = [_file(part, block.text.encode(), block.name, block.content_type) for block in blocks]
        return _mixed(part, replace(part, text=text), inner)
    return None


def _open_tnef(part: Part) -> Node | None:
    found = tnef.read(part.data)
    if found is None or not (found.files or found.text or found.html):
        return None
    body = (
        Part("text/html", Headers(), found.html.encode(), found.html)
        if found.html
        else Part("text/plain", Headers(), found.text.encode(), found.text)
    )
    files = [replace(_file(part, file.data, file.name, file.content_type), cid=file.cid) for file in found.files]
    return replace(_mixed(part, body, files), content_type=OPENED_TNEF)


def _open_signed(part: Part, defects: list[str], depth: int) -> Node | None:
    content = secured.signed_content(part.data) if depth < MAX_OPENED else None
    if not content:
        return None
    raw, _, cuts = within_limits(content)
    defects += cuts
    inner = opened(read_tree(parse_bytes(raw, defects), defects, f"{part.path}.1"), defects, depth + 1)
    signature = Node(part.content_type, part.headers, part=replace(part, path=f"{part.path}.2"))
    return Node("multipart/signed", part.headers, (inner, signature))


def _mixed(outer: Part, body: Part, files: list[Part]) -> Node:
    parts = [body, *files]
    leaves = (
        Node(part.content_type, part.headers, part=replace(part, path=f"{outer.path}.{index}"))
        for index, part in enumerate(parts, 1)
    )
    return Node("multipart/mixed", outer.headers, tuple(leaves))


def _file(outer: Part, data: bytes, name: str, content_type: str = "") -> Part:
    return Part(
        content_type or "application/octet-stream", Headers(), data, filename=name or "file", disposition="attachment"
    )
