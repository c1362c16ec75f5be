"""Separate fresh text from quotes by the marks that mail programs leave in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from parsers import html_text
from parsers.html import UNSEEN, has_hidden, is_bounded, to_text, written
from parsers.html_marks import Marks, find_marks, mark_hints
from parsers.message import Reply
from parsers.quotes import joined, split_reply, split_scan
from parsers.regions import Scan

_LINK = re.compile(r"<?\bhttps?://[^\s>]+>?")
_NO_LETTERS = re.compile(r"[\W_]+")
_TOKEN = "qx{}zq{}x"  # noqa: S105 no secret: stands in the text for what was cut out


def split_html(html: str) -> Reply | None:
    """
    Fresh text, quotation and signature of an HTML body.

    Args:
        html: raw body, not yet sanitised.

    Returns:
        None when the HTML holds no marks that say more than its text, or nothing is left outside of them.
    """
    cut = _cut(html)
    reply = _reply(cut) if cut else None
    return reply if reply and reply.fresh.strip() else None


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
    cut = _cut(html) if html else None
    if cut is None or _leaves(cut, by_text):
        return by_text
    by_html = _reply(cut)
    if by_text.fresh == by_html.fresh or not by_html.fresh.strip():
        return by_text
    letters, letters_by_html = _letters(by_text.fresh), _letters(by_html.fresh)
    if letters == letters_by_html:
        return by_text
    return by_html if by_html.quoted or not letters or letters_by_html < letters else by_text


def _leaves(cut: _Cut, by_text: Reply) -> bool:
    """Is outside of the marks what the text says, with or without the signature, which needs its blank lines?"""
    outside = _filled(line for line in cut.above if cut.token.partition("{}")[0] not in line)
    fresh = _filled(by_text.fresh.split("\n"))
    return bool(fresh) and outside in (fresh, fresh + _filled(by_text.signature.split("\n")))


def _filled(lines: Iterable[str]) -> list[str]:
    return [stripped for line in lines if (stripped := line.strip())]


def _letters(text: str) -> int:
    """Letters and digits outside of links, of which HTML → text prints more than a text/plain has."""
    return len(_NO_LETTERS.sub("", _LINK.sub("", text) if "://" in text else text))


def _unused_token(html: str) -> str:
    number = 0
    while _TOKEN.format(number, "").removesuffix("x") in html:
        number += 1
    return _TOKEN.format(number, "{}")


# Cutting


@dataclass(frozen=True, slots=True)
class _Cut:
    """The text of an HTML body, *above* and *below* a break, with tokens in the place of what is marked."""

    above: list[str]
    below: list[str]
    quoted: list[str]
    signatures: list[str]
    token: str


def _cut(html: str) -> _Cut | None:
    """None when there are no marks."""
    hints = mark_hints(html)
    if not hints or not is_bounded(html):
        return None
    tree = LexborHTMLParser(html)
    if tree.root is None:
        return None
    tree.strip_tags(list(UNSEEN))
    marks = find_marks(tree, hints)
    if not marks:
        return None
    read = to_text if has_hidden(html) else html_text.to_text  # marked elements may be hidden: they go later
    return _without_marked(tree, marks, _unused_token(html), read)


def _without_marked(tree: LexborHTMLParser, marks: Marks, token: str, read: Callable[[str], str]) -> _Cut:
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
    above, below = _divide(read(html).split("\n"), token.format("b"))
    return _Cut(above, below, quoted, signatures, token)


def _reply(cut: _Cut) -> Reply:
    reply = split_reply("\n".join(_with_quotes(cut.above, cut.quoted, cut.token)))
    below = _with_quotes(cut.below, cut.quoted, cut.token, "")
    return Reply(
        reply.fresh,
        joined([*reply.quoted.split("\n"), "", *below]),
        joined([*reply.signature.split("\n"), "", *"\n\n".join(cut.signatures).split("\n")]),
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
