"""Colours as `#rrggbb`: how well one reads on another, and the nearest that does; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

MIN_CONTRAST = 4.5  # of text and its background (WCAG 2.1, success criterion 1.4.3, level AA)
MIN_SHAPE_CONTRAST = 3.0  # of bars and other shapes that mean something (success criterion 1.4.11)
WHITE, BLACK = "#ffffff", "#000000"
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_STEPS = 255  # from a colour to black or white: finer than what a screen shows
_Rgb = tuple[int, int, int]


def colour(text: str) -> str:
    """
    *text* (`#1d4f91`, or short `#15a`) with six digits, in lower case.

    Raises:
        ValueError: it is no such colour.
    """
    found = text.strip().lower()
    if not _HEX.fullmatch(found):
        raise ValueError(f'"{text}" is no colour; write it as in "#1d4f91": red, green and blue, two digits each')
    return found if len(found) == 7 else "#" + "".join(digit * 2 for digit in found[1:])


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), as WCAG 2.1 reckons it."""
    darker, lighter = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (lighter + 0.05) / (darker + 0.05)


def reads_on(text: str, *backgrounds: str) -> bool:
    return all(contrast(text, background) >= MIN_CONTRAST for background in backgrounds)


def plain_on(background: str) -> str:
    """White or black, whichever reads better; one of them always has a contrast of at least 4.58."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, background))


def nearest_on(text: str, *backgrounds: str, least: float = MIN_CONTRAST) -> str:
    """The colour nearest to *text*, on the way to black or white, that shows on all *backgrounds*; "" for none."""
    return next((shade for shade in _shades(text) if all(contrast(shade, each) >= least for each in backgrounds)), "")


def _shades(text: str) -> Iterator[str]:
    """*text*, then step by step lighter and darker ones."""
    start = _rgb(text)
    for step in range(_STEPS + 1):
        for goal in (0, 255):
            yield "#" + "".join(f"{round(part + (goal - part) * step / _STEPS):02x}" for part in start)


def _rgb(text: str) -> _Rgb:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _luminance(rgb: _Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
