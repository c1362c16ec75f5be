"""A subject taken apart: reply prefixes, the ticket tag, commands."""

from __future__ import annotations

import re

from parsers.message import Subject

_PREFIX = re.compile(r"\s*(re|aw|sv|回复|答复|(fwd?|wg|tr|转发|轉寄))(?:[\[^]?\d+\]?)?\s*[:：]\s*", re.IGNORECASE)


def read_subject(text: str, prefix: str = "TS") -> Subject:
    """Take a decoded subject apart; *prefix* is the desk's own in `[TS-20261122-001]`."""
    text = " ".join(text.split())
    tag = re.compile(rf"[\[【［]\s*({re.escape(prefix)}-\d{{8}}-\d{{3,9}})\s*[\]】］]", re.IGNORECASE)
    found = tag.search(text)
    root, forward, at = " ".join(tag.sub(" ", text).split()), False, 0
    while match := _PREFIX.match(root, at):
        forward = forward or (at == 0 and bool(match[2]))
        at = match.end()
    return Subject(text, root[at:], found[1].upper() if found else "", (), forward)
