"""HTML of mails: text that reads as the mail looks, and markup that is safe to show."""

from __future__ import annotations

import html as entities
import re

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.charsets import clean

MAX_HTML_CHARS = 1024 * 1024  # beyond it tags are only stripped; the longest newsletters have 500 KB
MAX_NODES = 100_000  # walked for text: about 0.1 s
MAX_NESTING = 3000  # open tags within tags: HTML parsers need time in its square (10,000: 0.15 s; 50,000: 8 s)
MAX_ATTRIBUTES = 2000  # of one tag, for the same reason
MAX_ENTITIES = 100_000  # html5ever takes 3 us for each at this number, 10 us at ten times as many
MAX_TAG_CHARS = 2 * MAX_ATTRIBUTES  # shorter ones cannot have so many
MAX_QUOTE_DEPTH = 20
MAX_LINK_CHARS = 300  # longer ones are trackers, nobody reads them
MAX_CELL_CHARS = 200  # a table whose cells are longer is layout

TAGS = frozenset(nh3.ALLOWED_TAGS) | {"font", "section", "article", "main", "header", "footer", "center", "s", "strike"}
UNSEEN = frozenset({"script", "style", "title", "object", "iframe", "template"})
SCHEMES = frozenset({"http", "https", "mailto", "tel", "cid"})

_HIDDEN = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "object",
        "iframe",
        "svg",
        "select",
        "textarea",
        "-comment",
    }
)
_BLOCKS = frozenset(
    "address article aside body center dd details div dl dt fieldset figcaption figure footer form header html legend li main nav "
    "section summary table tbody tfoot thead tr caption includetail".split()
)  # fmt: skip
_SPACED = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote".split())
_CELLS = frozenset({"td", "th"})
_RULE = "_" * 32  # as Outlook writes <hr> into text
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_REMOTE_IMAGE = re.compile(r"(<img(?: [a-z-]+=\"[^\"]*\")*?) src=\"(?!cid:)[^\"]*\"")
_UNSEEN = re.compile(r"<(script|style|head|title)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:!--.{0,20000}?-->|/?[a-zA-Z!][^<>]{0,20000}>)", re.DOTALL)
_LINE_TAG = re.compile(r"<(?:br|/p|/div|/tr|/h[1-6]|/li|/blockquote)\b[^<>]{0,200}>", re.IGNORECASE)
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Closed by what follows them or never to be closed: they do not nest.
_FLAT = frozenset("br img hr meta link input area base col embed source track wbr p li td tr th option dt dd".split())
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SEPARATOR = re.compile(r"[\s/=]+")


def to_text(html: str) -> str:
    """
    Text of HTML with its lines, lists ("- "), tables (cells " | "), links ("text <url>") and quotes ("> ").

    HTML too long or too deeply nested gives its text without that.
    """
    if not is_bounded(html):
        return strip_tags(html)
    tree = LexborHTMLParser(html)
    if tree.root is None:
        return ""
    writer = _Writer("display" in html and "none" in html)
    _walk(tree.root, writer)
    return writer.text()


def sanitise(html: str) -> str:
    """*html* without anything active or loaded from elsewhere: no scripts, styles, frames, forms, remote images."""
    if not is_bounded(html):
        return f"<pre>{entities.escape(strip_tags(html))}</pre>"
    safe = nh3.clean(html, tags=set(TAGS), clean_content_tags=set(UNSEEN), url_schemes=set(SCHEMES))
    if "<img" in safe:
        safe = _REMOTE_IMAGE.sub(r"\1", safe)
    return clean(safe)


def strip_tags(html: str) -> str:
    """Text of hopeless HTML in linear time: tags out, entities undone."""
    html = _UNSEEN.sub(" ", html[: 2 * MAX_HTML_CHARS])
    text = entities.unescape(_TAG.sub(" ", _LINE_TAG.sub("\n", html)))
    lines = (" ".join(line.split()) for line in text[:MAX_HTML_CHARS].split("\n"))
    return clean(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip())


def is_bounded(html: str) -> bool:
    """Whether HTML parsers stay linear on it."""
    if len(html) > MAX_HTML_CHARS or html.count("&") > MAX_ENTITIES:
        return False
    if len(html) > MAX_TAG_CHARS and _most_attributes(html) > MAX_ATTRIBUTES:
        return False
    return html.count("<") <= MAX_NESTING or _nesting(html) <= MAX_NESTING


def _most_attributes(html: str) -> int:
    """Of all tags, by the separators outside quotes (a data: URL may be long)."""
    long_tags = (tag for chunk in html.split("<") if len(tag := chunk.partition(">")[0]) > MAX_TAG_CHARS)
    return max((len(_SEPARATOR.findall(_QUOTED.sub("", tag))) for tag in long_tags), default=0)


def _nesting(html: str) -> int:
    depth = deepest = 0
    for closing, name in _OPEN_OR_CLOSE.findall(html):
        if name.lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Depth first without recursion: nesting is the sender's choice."""
    node: LexborNode | None = root
    for _ in range(MAX_NODES):
        if node is None:
            return
        tag = node.tag or ""
        if tag == "-text":
            writer.write(node.text_content or "")
        elif tag not in _HIDDEN and not writer.is_hidden(node):
            writer.open(tag, node)
            if node.child is not None:
                node = node.child
                continue
            writer.close(tag)
        node = _following(node, root, writer)


def _following(node: LexborNode, root: LexborNode, writer: _Writer) -> LexborNode | None:
    """The next node in order, closing the elements that end before it."""
    current: LexborNode | None = node
    while current is not None and current.mem_id != root.mem_id:
        if current.next is not None:
            return current.next
        current = current.parent
        if current is not None:
            writer.close(current.tag or "")
    return None


class _Writer:
    """Lines of text in the making."""

    def __init__(self, has_hidden: bool) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._has_hidden = has_hidden
        self._quotes = 0
        self._pre = 0
        self._lists: list[int | None] = []  # number of the last item, None for bullets
        self._links: list[tuple[str, int]] = []
        self._data_tables: list[bool] = []

    def is_hidden(self, node: LexborNode) -> bool:
        if not self._has_hidden:
            return False
        style = (node.attributes.get("style") or "").replace(" ", "").lower()
        return "display:none" in style

    def write(self, text: str) -> None:
        if self._pre:
            head, *rest = text.replace("\r\n", "\n").split("\n")
            self._line += head
            for line in rest:
                self._end_line()
                self._line = line
            return
        text = _SPACE.sub(" ", text)
        if not self._line or self._line[-1] == " ":
            text = text.lstrip(" ")
        self._line += text

    def open(self, tag: str, node: LexborNode) -> None:
        if tag == "br":
            self._end_line()
        elif tag in _CELLS:
            self._open_cell()
        elif tag == "table":
            self._block()
            self._data_tables.append(_is_data(node))
        elif tag == "tr":
            self._flush()
        elif tag in _BLOCKS or tag in _SPACED:
            self._open_block(tag)
        elif tag == "a":
            self._links.append((node.attributes.get("href") or "", len(self._line)))
        elif tag == "img":
            self._write_image(node.attributes.get("alt") or "")
        elif tag == "hr":
            self._block()
            self._line = _RULE
            self._block()

    def close(self, tag: str) -> None:
        if tag == "a" and self._links:
            self._close_link(*self._links.pop())
        elif tag == "table":
            self._flush()
            if self._data_tables:
                self._data_tables.pop()
        elif tag == "tr":
            self._flush()
        elif tag in _SPACED:
            self._space()
            self._pre -= tag == "pre"
            if tag == "blockquote":
                self._quotes = max(0, self._quotes - 1)
            elif tag in ("ul", "ol") and self._lists:
                self._lists.pop()
        elif tag in _BLOCKS:
            self._block()

    def text(self) -> str:
        self._flush()
        joined = "\n".join(line.rstrip() for line in self._lines)
        return clean(_BLANK_LINES.sub("\n\n", joined).strip("\n"))

    def _open_block(self, tag: str) -> None:
        if tag in _SPACED:
            self._space()
            self._pre += tag == "pre"
        else:
            self._block()
        if tag == "blockquote":
            self._quotes += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._line = "  " * (len(self._lists) - 1) + self._bullet()

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _open_cell(self) -> None:
        if not self._line.strip():
            return
        self._line = self._line.rstrip() + (" | " if self._in_data_table() else "  ")

    def _in_data_table(self) -> bool:
        return bool(self._data_tables) and self._data_tables[-1]

    def _write_image(self, alt: str) -> None:
        alt = " ".join(alt.split())[:200]
        if alt:
            self.write(alt if not alt[0].isalnum() else f"[{alt}]")

    def _close_link(self, href: str, start: int) -> None:
        shown = self._line[start:].strip()
        href = href.strip()
        if not href.lower().startswith(("http://", "https://")) or len(href) > MAX_LINK_CHARS or not shown:
            return
        if _bare(shown) not in _bare(href):
            self._line += f" <{href}>"

    def _block(self) -> None:
        """A new line, but not inside a cell of a table of data: Outlook puts a <p> into each."""
        if self._in_data_table() and self._line:
            self._line = self._line.rstrip(" ") + " "
            return
        self._flush()

    def _flush(self) -> None:
        if self._line.strip():
            self._end_line()
        self._line = ""

    def _space(self) -> None:
        if self._in_data_table():
            self._block()
            return
        self._block()
        if self._lines and self._lines[-1].strip("> ") and not self._lists:
            self._lines.append("> " * min(self._quotes, MAX_QUOTE_DEPTH))

    def _end_line(self) -> None:
        self._lines.append(
            "> " * min(self._quotes, MAX_QUOTE_DEPTH) + (self._line if self._pre else self._line.rstrip())
        )
        self._line = ""


def _bare(url: str) -> str:
    return url.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _is_data(table: LexborNode) -> bool:
    """A table of data, not of layout: no table in it, short cells, some row with two that say something."""
    cells = table.css("td, th")
    if len(cells) < 2 or len(cells) > 2000 or len(table.css("table")) > 1:
        return False
    texts = [(cell.text() or "").strip() for cell in cells]
    return max(map(len, texts)) <= MAX_CELL_CHARS and sum(map(bool, texts)) >= 2
