"""Separate fresh text from quotes by the marks that mail programs leave in HTML."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from parsers.message import Reply

_MARKS = "blockquote, .gmail_quote, #divRplyFwdMsg, .foxdiv, includetail, #appendonsend"


def split_html(html: str) -> Reply | None:
    """Fresh, quoted and signature of an HTML body; None when it holds no marks that say more than its text would."""
    from parsers.html import to_text
    from parsers.quotes import split_reply

    tree = LexborHTMLParser(html)
    marked = tree.css(_MARKS)
    if not marked:
        return None
    quoted = "\n".join(to_text(node.html or "") for node in marked)
    for node in marked:
        node.decompose()
    rest = split_reply(to_text(tree.html or ""))
    return Reply(rest.fresh, rest.quoted + quoted, rest.signature)
