"""What a mail must have whatever its template says, because the desk or its readers depend on it; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from parsers.phrases.reply_line import REPLY_LINE
from processor.plain_words import Rendered

MAX_PAGE_BYTES = 100 * 1024  # Gmail cuts a page of more than 102 KB and hides the rest behind a link
# What a page would load, or what works in no mail program; a link that a reader may click on is none of it.
_LOADED = re.compile(
    r"<(?:link|script|iframe|object|embed|video|audio)\b"
    r"|\b(?:src|background|poster)\s*=\s*[\"']?\s*(?!cid:|[\"']?\s*>)[^\"'\s>]+"
    r"|url\(|@import",
    re.IGNORECASE,
)


def fits(page: str) -> bool:
    """Whether mail programs show all of *page*."""
    return len(page) * 4 <= MAX_PAGE_BYTES or len(page.encode("utf-8")) <= MAX_PAGE_BYTES


def form_faults(
    mail: Rendered, number: str, must_say: str = "", signs: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """
    What is wrong with *mail*: the part that it is in ("subject", "txt" or "html") and the reason.

    Args:
        number: of its ticket; "" for none.
        must_say: words that it must not leave out; "" for none.
        signs: words of others with a < in them, which must not be part of the page as they are.
    """
    if number and f"[{number}]" not in mail.subject:
        yield "subject", "has no [{{ number }}]: answers would not find their ticket"
    if REPLY_LINE not in mail.text:
        yield "txt", "has no {{ reply_line }}: what an answer quotes would be taken for new"
    if must_say and must_say not in mail.text:
        yield "txt", "leaves out {{ words }}: nobody would read what was written"
    if mail.html is not None:
        yield from (("html", fault) for fault in _page_faults(mail.html, must_say))
        if any(sign in mail.html for sign in signs):
            yield "html", "takes words of others as HTML (| safe?): whoever writes to the desk could forge its mails"


def _page_faults(page: str, must_say: str) -> Iterator[str]:
    if escape(REPLY_LINE) not in page:
        yield "has no {{ reply_line }}: what an answer quotes would be taken for new"
    if must_say and escape(must_say) not in page:
        yield "leaves out {{ words }}: nobody would read what was written"
    if loaded := _LOADED.search(page):
        yield f"loads something ({loaded[0][:60]}): mail programs do not show it, or it tells others who reads the mail"
    if not fits(page):
        yield f"makes a page of more than {MAX_PAGE_BYTES // 1024} KB: Gmail would cut it off, so the text goes alone"
