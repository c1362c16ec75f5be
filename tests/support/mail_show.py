"""Mails in a browser, one after the other, as wide as a phone and as a window; what a reader would find of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from support.devtools import Tab

WIDTHS = (320, 640)  # CSS pixels, as in mail_show.js
GAP = 20
SMALLEST_PX = 12  # of letters
LEAST_CONTRAST = 4.5  # WCAG 2.2 §1.4.3
ROOM_PX = 8000  # in height: more than the longest mail, a digest, is on a phone
SCRIPT = (Path(__file__).parent / "mail_show.js").read_text(encoding="utf-8")
STYLE = f"body{{margin:0;display:flex;align-items:flex-start;gap:{GAP}px;background:#888}}iframe{{border:0;height:0}}"
IN_VIEW = ("fits", "stands out", "large enough", "loads nothing")  # what `Look.faults` looks for


@dataclass(frozen=True, slots=True)
class Look:
    """One mail at one width in one scheme, as mail_show.js measures it."""

    key: str
    width: int
    scheme: str
    found: Mapping[str, Any]

    def faults(self) -> Iterator[tuple[str, str]]:
        """(check, what is wrong)."""
        found, at = self.found, f"{self.key} at {self.width} px, {self.scheme}"
        if found["over"] > 0 or found["outside"]:
            yield "fits", f"{at}: {found['over']} px too wide, {found['outside']} elements reach out"
        ratio, text = found["faint"]
        if ratio < LEAST_CONTRAST:
            yield "stands out", f"{at}: contrast {ratio:.2f} of {text!r}"
        if found["smallest"] < SMALLEST_PX:
            yield "large enough", f"{at}: letters of {found['smallest']} px"
        if found["loaded"]:
            yield "loads nothing", f"{at}: {found['loaded']}"


class Show:
    """The stage in *tab*; pages: key → HTML."""

    def __init__(self, tab: Tab, folder: Path, pages: Mapping[str, str]) -> None:
        self._tab, self._keys = tab, list(pages)
        texts = json.dumps(list(pages.values()), ensure_ascii=False).replace("</", "<\\/")
        path = folder / "show.html"
        head = f"<!DOCTYPE html><meta charset=utf-8><style>{STYLE}</style><body>"
        path.write_text(f"{head}<script>const PAGES = {texts};\n{SCRIPT}</script>", encoding="utf-8")
        tab.resize(sum(WIDTHS) + GAP, ROOM_PX)
        tab.open(path.as_uri())

    def show(self, key: str) -> int:
        """Load *key* at all widths; the height of the taller one in pixels."""
        heights: list[int] = self._tab.evaluate(f"show({self._keys.index(key)})")
        assert max(heights) <= ROOM_PX, key
        return max(heights)

    def looks(self, key: str, scheme: Literal["light", "dark"]) -> list[Look]:
        """Of the mail that is shown, for a reader who prefers *scheme*."""
        self._tab.prefer(scheme)
        found = self._tab.evaluate("measure()")
        return [Look(key, width, scheme, one) for width, one in zip(WIDTHS, found, strict=True)]

    def picture(self, height: int) -> bytes:
        """PNG of what is shown, the widths side by side."""
        return self._tab.screenshot(0, 0, sum(WIDTHS) + GAP, height)

    def without_glyph(self, characters: str, font: str) -> list[str]:
        asked = f"withoutGlyph({json.dumps(characters)}, {json.dumps(font)})"
        missing: list[str] = self._tab.evaluate(asked)
        return missing
