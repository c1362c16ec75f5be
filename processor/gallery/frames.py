"""A mail's page as a reader sees it whose program is light or dark, whatever the viewer of the gallery has; pure."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Literal

from processor.compose import Letter

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# Media features that hold always, and never: they can stand wherever the feature stood that they replace.
_ALWAYS, _NEVER = "(min-width: 0px)", "(max-width: 0px) and (min-width: 1px)"
_PREFERS = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)")
_BOTH = re.compile(r'(color-scheme(?:"\s+content="|\s*:\s*))light dark')


def page_of(letter: Letter) -> str:
    """The HTML part with its images inside, as a mail program shows it; "" for a mail of text alone."""
    page = letter.html or ""
    for image in letter.inline:
        data = f"data:{image.content_type};base64,{b64encode(image.data).decode('ascii')}"
        page = page.replace(f"cid:{image.cid}", data)
    return page


def in_scheme(page: str, scheme: Scheme) -> str:
    """
    *page* as if the reader preferred *scheme*.

    Its own rules are what is shown, and nothing is added: each condition on the preference becomes one that always or
    never holds, and what the page says of supporting both becomes support of this one.
    """
    chosen = _PREFERS.sub(lambda found: _ALWAYS if found[1] == scheme else _NEVER, page)
    return _BOTH.sub(rf"\g<1>{scheme}", chosen)
