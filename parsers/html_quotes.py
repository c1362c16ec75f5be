"""Separate fresh text from quotes by the marks that mail programs leave in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, create_tag

from parsers import html_text
from parsers.html import UNSEEN, has_hidden, is_bounded, to_text, written
from parsers.introductions import ends_introduction
from parsers.message import Reply
from parsers.phrases.html_marks import BREAKS, HINTS, HOLDERS, QUOTES, SIGNATURES
from parsers.phrases.tables import words
from parsers.quotes import joined, split_reply, split_scan
from parsers.regions import Scan

_LINK = re.compile(r"<?\bhttps?://[^\s>]+>?")
_NO_LETTERS = re.compile(r"[\W_]+")
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
_TOKEN = "qx{}zq{}x"  # noqa: S105 no secret: stands in the text for what was cut out


@dataclass(slots=True)
class _Marks:
    """Elements in the order of the mail, none inside another."""

    quotes: list[LexborNode] = field(default_factory=list)
    signatures: list[LexborNode] = field(default_factory=list)
    breaks: list[LexborNode] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.quotes or self.signatures or self.breaks)


def split_html(html: str) -> Reply | None:
    """
    Fresh text, quotation and signature of an HTML body.

    Args:
        html: raw body, not yet sanitised.

    Returns:
        None when the HTML holds no marks that say more than its text, or nothing is left outside of them.
    """
    hints = _hints(html)
    if not hints or not is_bounded(html):
        return None
    tree = LexborHTMLParser(html)
    if tree.root is None:
        return None
    tree.strip_tags(list(UNSEEN))
    marks = _find_marks(tree, hints)
    if not marks:
        return None
    read = to_text if has_hidden(html) else html_text.to_text  # marked elements may be hidden: they go later
    reply = _split(tree, marks, _unused_token(html), read)
    return reply if reply.fresh.strip() else None


def split_body(scan: Scan, html: str) -> Reply:
    """
    The reply of a body that exists as text and as HTML: the text's, unless the HTML's marks say something else.

    An element that is marked as a quotation is one, and what is outside of it is none; of two readings without such
    an element the one that leaves less is taken.

    Args:
        scan: of the decoded text/plain, or of the text of the HTML where there is none.
        html: raw HTML that says the same; "" for none.
    """
    by_text = split_scan(scan)
    by_html = split_html(html) if html else None
    if by_html is None:
        return by_text
    if by_text.fresh == by_html.fresh:
        return by_text
    letters, letters_by_html = _letters(by_text.fresh), _letters(by_html.fresh)
    if letters == letters_by_html:
        return by_text
    return by_html if by_html.quoted or not letters or letters_by_html < letters else by_text


def _letters(text: str) -> int:
    """Letters and digits outside of links, of which HTML → text prints more than a text/plain has."""
    return len(_NO_LETTERS.sub("", _LINK.sub("", text) if "://" in text else text))


def _unused_token(html: str) -> str:
    number = 0
    while _TOKEN.format(number, "").removesuffix("x") in html:
        number += 1
    return _TOKEN.format(number, "{}")


# Finding the marks


def _hints(html: str) -> tuple[str, ...]:
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


def _find_marks(tree: LexborHTMLParser, hints: tuple[str, ...]) -> _Marks:
    """The outermost marked elements; blockquotes without a mark count when a quotation is all they can be."""
    marks, plain = _Marks(), list[LexborNode]()
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


def _sort_plain(marks: _Marks, plain: list[LexborNode]) -> None:
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


# Cutting


def _split(tree: LexborHTMLParser, marks: _Marks, token: str, read: Callable[[str], str]) -> Reply:
    """Put a token in the place of each marked element, and read the rest as text."""
    quoted = [read(node.html or "") for node in marks.quotes]
    signatures = [read(node.html or "") for node in marks.signatures]
    for letter, nodes in (("q", marks.quotes), ("s", marks.signatures)):
        for at, node in enumerate(nodes):
            node.insert_before(token.format(f"{letter}{at}"))
            node.decompose()
    for node in marks.breaks:
        node.insert_before(token.format("b"))
    # Each token on a line of its own: written into the source, for making elements costs ten times as much.
    html = re.sub(token.format(r"(?:[qs]\d+|b)"), r"<p>\g<0></p>", written(tree))
    lines = read(html).split("\n")
    above, below = _divide(lines, token.format("b"))
    reply = split_reply("\n".join(_with_quotes(above, quoted, token)))
    below = _with_quotes(below, quoted, token, "")
    return Reply(
        reply.fresh,
        joined([*reply.quoted.split("\n"), "", *below]),
        joined([*reply.signature.split("\n"), "", *"\n\n".join(signatures).split("\n")]),
    )


def _divide(lines: list[str], token: str) -> tuple[list[str], list[str]]:
    for at, line in enumerate(lines):
        if token in line:
            return lines[:at], lines[at + 1 :]
    return lines, []


def _with_quotes(lines: list[str], quoted: list[str], token: str, mark: str = "> ") -> list[str]:
    """The lines with the quotations back in their places, marked as RFC 3676 §4.5 has it; signatures left out."""
    found = re.compile(re.escape(token).replace(r"\{\}", "([qs])(\\d+)"))
    result: list[str] = []
    for line in lines:
        match = found.search(line)
        if not match:
            result.append(line)
        elif match.group(1) == "q":
            inner = _without_bare_marks(quoted[int(match.group(2))].split("\n"))
            marked = _all_marked(inner)
            result += [f"{'' if marked and text[:1] == '>' else mark}{text}".rstrip() for text in inner]
    return result


def _without_bare_marks(lines: list[str]) -> list[str]:
    """The lines without those at the ends that are blank or ">" alone."""
    filled = [at for at, line in enumerate(lines) if line.strip(" >")]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _all_marked(lines: list[str]) -> bool:
    return all(line[:1] == ">" for line in lines if line.strip())
