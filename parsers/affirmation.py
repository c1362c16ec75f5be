"""Yes or no: how people answer a question that has only these two answers."""

from __future__ import annotations

import re
import unicodedata

from parsers.phrases.affirmations import NO, YES

_WORD = re.compile(r"[a-z']*")
MAX_CHARS = 60  # of the first line; who writes more has more to say than yes or no


def says_yes(text: str) -> bool | None:
    """
    What the first line of *text* (without quotations) answers.

    Returns:
        True, False, or None when it is neither, or not surely one of them.
    """
    lines = (line.strip() for line in unicodedata.normalize("NFKC", text).lower().splitlines())
    first = next((line for line in lines if line), "").replace("\u2019", "'")
    if not first or len(first) > MAX_CHARS:
        return None
    if any(_begins_with(first, phrase) for phrase in NO):
        return False
    return True if any(_begins_with(first, phrase) for phrase in YES) else None


def _begins_with(line: str, phrase: str) -> bool:
    """Latin words whole: "no" is not the beginning of "now"."""
    if not line.startswith(phrase):
        return False
    return not phrase.isascii() or not _WORD.match(line[len(phrase) :])[0]  # type: ignore[index] # it matches anything
