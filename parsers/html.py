"""HTML of mails: what is safe to show, and when HTML is too much for a parser."""

from __future__ import annotations

import html as entities
import re

import nh3
from selectolax.lexbor import LexborHTMLParser

from parsers import html_text
from parsers.charsets import clean

MAX_HTML_CHARS = 1024 * 1024  # beyond it tags are only stripped; the longest newsletters have 500 KB
MAX_NESTING = 3000  # open tags within tags: HTML parsers need time in its square (10,000: 0.15 s; 50,000: 8 s)
MAX_ATTRIBUTES = 2000  # of one tag, for the same reason
MAX_ENTITIES = 100_000  # html5ever takes 3 us for each at this number, 10 us at ten times as many

TAGS = frozenset(nh3.ALLOWED_TAGS) | {
    "font", "section", "main", "address", "fieldset", "legend", "form", "tfoot", "includetail",
}  # fmt: skip
UNSEEN = frozenset({"script", "style", "title", "object", "iframe", "template", "svg", "math", "noscript", "select"})
SCHEMES = frozenset({"http", "https", "mailto", "tel", "cid"})

_TAG_CHARS = 2 * MAX_ATTRIBUTES  # shorter tags cannot have so many attributes
_LONG_TAG = re.compile(rf"<[^<>]{{{_TAG_CHARS}}}[^<>]*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SEPARATOR = re.compile(r"[\s/=]+")
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Closed by what follows them or never to be closed: they do not nest.
_FLAT = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr",
     "p", "li", "td", "tr", "th", "option", "dt", "dd"}
)  # fmt: skip
_REMOTE_IMAGE = re.compile(r"(<img(?: [a-z-]+=\"[^\"]*\")*?) src=\"(?!cid:)[^\"]*\"")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_HIDDEN_NODES = (
    '[style*="display:none" i], [style*="display: none" i], [style*="mso-hide:all" i], [style*="mso-hide: all" i]'
)
_UNSEEN = re.compile(r"<(script|style|head|title)\b.*?(?:</\1[^<>]{0,100}>?|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,20000}>")
_LINE_TAG = re.compile(r"<(?:br|/p|/div|/tr|/h[1-6]|/li|/blockquote)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{3,}")


def sanitise(html: str) -> str:
    """*html* without anything active, loaded from elsewhere or hidden: no scripts, styles, frames, remote images."""
    if not is_bounded(html):
        return f"<pre>{entities.escape(strip_tags(html))}</pre>"
    if has_hidden(html):
        html = written(visible_tree(html))
    safe = nh3.clean(html, tags=set(TAGS), clean_content_tags=set(UNSEEN), url_schemes=set(SCHEMES))
    if "<img" in safe:
        safe = _REMOTE_IMAGE.sub(r"\1", safe)
    return clean(safe)


def to_text(html: str) -> str:
    """
    Text of HTML with its lines, lists ("- "), tables (cells " | "), links ("text <url>") and quotes ("> ").

    HTML too long or too deeply nested gives its text without that.
    """
    return html_text.to_text(written(visible_tree(html))) if is_bounded(html) else strip_tags(html)


def visible_tree(html: str) -> LexborHTMLParser:
    """The tree of bounded *html* without the elements that are not shown."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(list(UNSEEN))
    if has_hidden(html):
        for node in tree.css(_HIDDEN_NODES):
            node.decompose()
    return tree


def written(tree: LexborHTMLParser) -> str:
    """The tree as HTML, without a document type."""
    return (tree.root.html if tree.root else "") or ""


def has_hidden(html: str) -> bool:
    """Whether a style hides elements in it."""
    return ("isplay" in html or "mso-hide" in html or "DISPLAY" in html) and bool(_HIDDEN.search(html))


def strip_tags(html: str) -> str:
    """Text of hopeless HTML in linear time: tags out, entities undone."""
    html = _UNSEEN.sub(" ", _without_comments(html[: 2 * MAX_HTML_CHARS]))
    text = entities.unescape(_TAG.sub(" ", _LINE_TAG.sub("\n", html)))
    lines = (" ".join(line.split()) for line in text[:MAX_HTML_CHARS].split("\n"))
    return clean(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip())


def _without_comments(html: str) -> str:
    head, *rest = html.split("<!--")
    return head + "".join(piece.partition("-->")[2] if "-->" in piece else piece for piece in rest)


def is_bounded(html: str) -> bool:
    """Whether HTML parsers stay linear on it."""
    if len(html) > MAX_HTML_CHARS or html.count("&") > MAX_ENTITIES:
        return False
    if len(html) > _TAG_CHARS and _most_attributes(html) > MAX_ATTRIBUTES:
        return False
    return html.count("<") <= MAX_NESTING or _nesting(html) <= MAX_NESTING


def _most_attributes(html: str) -> int:
    """Of all long tags, by the separators outside quotes (a data: URL may be long)."""
    return max((len(_SEPARATOR.findall(_QUOTED.sub("", tag))) for tag in _LONG_TAG.findall(html)), default=0)


def _nesting(html: str) -> int:
    depth = deepest = 0
    for closing, name in _OPEN_OR_CLOSE.findall(html):
        if name.lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest
