"""Words of the samples in both languages, and the two kinds of braces in them; pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_BRACE = re.compile(r"\{([^{}]+)\}")


class T(NamedTuple):
    """A text in both languages; in braces a moment, `{23 10:05}`, or the key of a case, `{printer}`, for its number."""

    zh: str
    en: str


Text = T | str  # a str is the same in both


def put(text: Text, locale: str, known: Callable[[str], str] = str) -> str:
    """*text* in *locale*, "zh" or "en"; *known* says what stands for a pair of braces."""
    chosen = text if isinstance(text, str) else text.zh if locale == "zh" else text.en
    return _BRACE.sub(lambda found: known(found[1]), chosen)
