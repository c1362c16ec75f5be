"""Find the elements in which mail programs put what they quote, and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, create_tag

from parsers.introductions import ends_introduction
from parsers.phrases.html_marks import BREAKS, HINTS, HOLDERS, QUOTES, SIGNATURES
from parsers.phrases.tables import words

_MOST_MARKS = 500  # of each kind in one mail; a thread of years has some dozens
_MOST_STEPS = 200_000  # from marked elements to the root, all together: 50 ms
_INLINE = words("a b i u em strong span font small tt code")
# A tag with its attributes as HTML parsers read it: only a value in quotation marks may hold a ">".
_OPENING_TAG = re.compile(r"<[a-zA-Z][^>=]*(?:=\s*(?:\"[^\"]*\"|'[^']*')?[^>=]*)*")
_KINDS = {  # a later kind replaces an earlier one
    "plain": ("blockquote",),
    "signature": SIGNATURES,
    "quote": QUOTES,
    "break": BREAKS,
    "holder": HOLDERS,
}


@dataclass(slots=True)
class Marks:
    """Elements in the order of the mail, none inside another."""

    quotes: list[LexborNode] = field(default_factory=list)
    signatures: list[LexborNode] = field(default_factory=list)
    breaks: list[LexborNode] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.quotes or self.signatures or self.breaks)


def mark_hints(html: str) -> tuple[str, ...]:
    """What in the tags tells that there may be marks; much cheaper than parsing them."""
    tags = " ".join(set(_OPENING_TAG.findall(html))).lower()  # each once: most paragraphs begin alike
    return tuple([hint for hint in HINTS if hint in tags])


@lru_cache(maxsize=64)
def _selectors(hints: tuple[str, ...]) -> dict[str, str]:
    """For each kind of mark the selectors with one of the hints in them; "" for none."""
    return {
        kind: ", ".join(one for one in selectors if any(hint in one.lower() for hint in hints))
        for kind, selectors in _KINDS.items()
    }


def find_marks(tree: LexborHTMLParser, hints: tuple[str, ...]) -> Marks:
    """The outermost marked elements; blockquotes without a mark count when a quotation is all they can be."""
    marks, plain = Marks(), list[LexborNode]()
    for node, kind in _outermost(_kinds(tree, _selectors(hints))):
        if kind == "quote":
            marks.quotes.append(node)
        elif kind == "signature":
            marks.signatures.append(node)
        elif kind == "break":
            marks.breaks = marks.breaks or [node]
        else:
            plain.append(node)
    _sort_plain(marks, plain)
    return marks


def _kinds(tree: LexborHTMLParser, selectors: dict[str, str]) -> dict[int, tuple[LexborNode, str]]:
    """Marked elements by memory address, of each kind in the order of the mail; a stronger kind replaces a weaker."""
    kinds: dict[int, tuple[LexborNode, str]] = {}
    for kind, selector in selectors.items():
        for node in tree.css(selector)[:_MOST_MARKS] if selector else ():
            if kind != "holder":
                kinds[node.mem_id] = (node, kind)
            elif node.mem_id not in kinds and node.css_first("blockquote") is None:
                kinds[node.mem_id] = (node, "quote")
    return kinds


def _outermost(kinds: dict[int, tuple[LexborNode, str]]) -> Iterator[tuple[LexborNode, str]]:
    """Those that are inside no other; nesting is the sender's choice, so the steps upwards are counted."""
    steps = _MOST_STEPS
    for node, kind in kinds.values():
        above = node.parent
        while above is not None and above.mem_id not in kinds and steps > 0:
            above, steps = above.parent, steps - 1
        if above is None and steps > 0:
            yield node, kind


def _sort_plain(marks: Marks, plain: list[LexborNode]) -> None:
    """
    A blockquote without a mark is a quotation when an introduction stands above or in it, or when it comes last.

    Before such a quotation it is the sender's own indentation: Gmail's button "quote" writes one too.
    """
    introduced = [node for node in plain if _is_introduced(node)]
    chosen = introduced if introduced or marks.quotes or marks.breaks else plain[-1:]
    ids = {node.mem_id for node in chosen}
    marks.quotes += chosen
    for node in plain:
        if node.mem_id not in ids:
            block = create_tag("div")
            block.inner_html = node.inner_html or ""
            node.insert_before(block)
            node.decompose()


def _is_introduced(node: LexborNode) -> bool:
    """Is the text right above the element, or its first line, the line of an introduction?"""
    inner = (node.text(separator=" ") or "")[:2000].strip()
    first = re.split(r"\n\s*\n|(?<=[:：])\s", inner, maxsplit=1)[0]
    return ends_introduction(" ".join(first.split())) or ends_introduction(_text_above(node))


def _text_above(node: LexborNode) -> str:
    """The last line of text before the element, at most 600 characters."""
    above: LexborNode | None = node
    for _ in range(40):
        if above is None:
            return ""
        if above.prev is None:
            above = above.parent
            continue
        above = above.prev
        if above.is_element_node or above.is_text_node:
            text = (
                (above.text(separator="") or "").strip()
                if above.is_element_node
                else (above.text_content or "").strip()
            )
            if text:
                return _line_above(above, text)
    return ""


def _line_above(node: LexborNode, text: str) -> str:
    """Text of the element or of the run of inline nodes that ends with it."""
    pieces, current = [text], node.prev
    while current is not None and len(pieces) < 12 and (current.is_text_node or (current.tag or "") in _INLINE):
        pieces.append((current.text(separator="") if current.is_element_node else current.text_content) or "")
        current = current.prev
    line = " ".join("".join(reversed(pieces)).split())
    return line[-600:]
