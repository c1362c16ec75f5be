"""Text of regular HTML: lines, lists, tables, links and quotes as a reader sees them."""

from __future__ import annotations

import re
from html import unescape

from parsers.charsets import clean

MAX_QUOTE_DEPTH = 20
MAX_LINK_CHARS = 300  # longer ones are trackers, nobody reads them
MAX_CELL_CHARS = 200  # a table whose cells are longer is layout
MAX_LINE_CHARS = 10_000  # a longer line is broken; looking at its end for each cell would take time in its square
MAX_TABLE_TOKENS = 20_000  # looked at to tell data from layout

_BLOCKS = frozenset({
    "address", "article", "aside", "center", "dd", "details", "div", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "header", "legend", "main", "nav", "section", "summary", "tbody", "tfoot", "thead", "caption",
    "includetail",
})  # fmt: skip
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote"})
_CELLS = frozenset({"td", "th"})
_READ = _BLOCKS | _SPACED | _CELLS | {"br", "hr", "li", "a", "img", "table", "tr"}
_RULE = "_" * 32  # as Outlook writes <hr> into text

# A parser's output is regular: names in lower case, values in double quotes, < and > only round tags.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_ATTRIBUTE = re.compile(r" (href|alt)=\"([^\"]*)\"")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]{2,}|[\t\r\n\f\xa0]")  # a single blank is right already
_BLANK_LINES = re.compile(r"\n{3,}")


def to_text(html: str) -> str:
    """
    Text of HTML that a parser has made regular.

    *html* must be what a parser writes, without scripts and the like (`parsers.html.visible_tree`): the tags are read
    by a pattern.
    """
    tokens = _TAG.split(_COMMENT.sub("", html) if "<!--" in html else html)
    writer = _Writer()
    for at in range(0, len(tokens), 4):
        if tokens[at]:
            writer.write(tokens[at])
        if at + 2 < len(tokens) and (tag := tokens[at + 2]) in _READ:
            if tokens[at + 1]:
                writer.close(tag)
            elif tag == "table":
                writer.open_table(_is_data(tokens, at + 4))
            else:
                writer.open(tag, tokens[at + 3])
    return writer.text()


def _is_data(tokens: list[str], start: int) -> bool:
    """Whether the table that begins there is no layout: no table in it, short cells, two that say something."""
    filled, chars = 0, -1
    for at in range(start, min(len(tokens) - 3, start + MAX_TABLE_TOKENS), 4):
        chars += len(tokens[at].strip())
        tag = tokens[at + 2]
        if tag in _CELLS or tag in ("table", "tr"):
            filled += chars > 0
            if chars > MAX_CELL_CHARS or (tag == "table" and not tokens[at + 1]):
                return False
            chars = 0
            if tag == "table":
                return filled >= 2
    return False


class _Writer:
    """Lines of text in the making."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._prefix = ""  # "> " for each quotation
        self._pre = 0
        self._lists: list[int | None] = []  # number of the last item, None for bullets
        self._links: list[tuple[str, int]] = []
        self._tables: list[bool] = []  # of data?
        self._in_data = False
        self._held_open = False  # by &nbsp;: a line of nothing else is a blank one, and not none

    def write(self, text: str) -> None:
        if len(self._line) > MAX_LINE_CHARS:
            self._end_line()
        if text.isspace() and not self._pre:
            if self._line and self._line[-1] != " ":
                self._line += " "
            return
        if "&" in text:
            text = unescape(text)
        if self._pre:
            head, *rest = text.split("\n")
            self._line += head
            for line in rest:
                self._end_line()
                self._line = line
            return
        text = _SPACE.sub(" ", text)
        if not self._line or self._line[-1] == " ":
            text = text.lstrip(" ")
            self._held_open = not text
        self._line += text

    def open(self, tag: str, attributes: str) -> None:
        if tag == "br":
            self._end_line()
        elif tag in _CELLS:
            if self._line and not self._line.isspace():
                self._line = self._line.rstrip() + (" | " if self._in_data else "  ")
        elif tag == "tr":
            self._flush()
        elif tag == "a":
            self._links.append((_attribute(attributes, "href"), len(self._line)))
        elif tag == "img":
            self._write_image(_attribute(attributes, "alt"))
        elif tag == "hr":
            self._flush()
            self._line = _RULE
            self._end_line()
        else:
            self._open_block(tag)

    def open_table(self, of_data: bool) -> None:
        self._block()
        self._tables.append(of_data)
        self._in_data = of_data

    def close(self, tag: str) -> None:
        if tag == "a":
            if self._links:
                self._close_link(*self._links.pop())
        elif tag == "table":
            self._flush()
            self._tables = self._tables[:-1]
            self._in_data = bool(self._tables) and self._tables[-1]
        elif tag == "tr":
            self._flush()
        elif tag in _SPACED:
            self._close_spaced(tag)
        elif tag in _BLOCKS or tag == "li":
            if self._held_open and not self._line and not self._in_data:
                self._end_line()
            self._block()

    def text(self) -> str:
        self._flush()
        joined = "\n".join(line.rstrip() for line in self._lines)
        return clean(_BLANK_LINES.sub("\n\n", joined).strip("\n"))

    def _open_block(self, tag: str) -> None:
        if tag in _SPACED:
            self._space()
        else:
            self._block()
        if tag == "blockquote":
            self._prefix = (self._prefix + "> ")[: 2 * MAX_QUOTE_DEPTH]
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._line = "  " * (min(len(self._lists), MAX_QUOTE_DEPTH) - 1) + self._bullet()
        elif tag == "pre":
            self._pre += 1

    def _close_spaced(self, tag: str) -> None:
        self._block()
        if tag == "blockquote":
            self._prefix = self._prefix[:-2]
        self._space()
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def _bullet(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number + 1}. "

    def _write_image(self, alt: str) -> None:
        alt = " ".join(alt.split())[:MAX_CELL_CHARS]
        if alt:
            self._line += alt if not alt[0].isalnum() else f"[{alt}]"

    def _close_link(self, href: str, start: int) -> None:
        shown = self._line[start:].strip()
        if not shown or len(href) > MAX_LINK_CHARS or not href.lower().startswith(("http://", "https://")):
            return
        if _bare(shown) not in _bare(href) and href.isprintable():
            self._line += f" <{href}>"

    def _block(self) -> None:
        """A new line, but not inside a cell of a table of data: Outlook puts a <p> into each."""
        if self._in_data and self._line:
            self._line = self._line.rstrip(" ") + " "
        else:
            self._flush()

    def _flush(self) -> None:
        if self._line and not self._line.isspace():
            self._end_line()
        self._line = ""

    def _space(self) -> None:
        self._block()
        if self._in_data or self._lists or not self._lines:
            return
        if self._lines[-1].strip("> "):
            self._lines.append(self._prefix)
        else:
            self._lines[-1] = min(self._lines[-1], self._prefix, key=len)

    def _end_line(self) -> None:
        self._lines.append(self._prefix + (self._line if self._pre else self._line.rstrip()))
        self._line = ""
        self._held_open = False


def _attribute(attributes: str, name: str) -> str:
    return next((unescape(value).strip() for key, value in _ATTRIBUTE.findall(attributes) if key == name), "")


def _bare(url: str) -> str:
    return url.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
