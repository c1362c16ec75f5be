"""Every figure has its definition in docs/figures.md, and nothing is defined there that is none."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

from processor.digest import result
from processor.digest.result import Figures

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
GENERAL = {"Figures", "Period", "Share", "TicketRef"}  # what all of it is made of
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")[1:]}


def named(section: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", section))


def test_every_kind_of_figure_has_a_heading_of_its_own() -> None:
    kinds = {
        name
        for name, kind in vars(result).items()
        if is_dataclass(kind) and kind.__module__.startswith("processor.digest.")
    }
    at_the_head = {name for part in SECTIONS.values() for name in named(part.split("\n", 2)[2].split(". ", 1)[0])}

    assert kinds - GENERAL == at_the_head & kinds
    assert len([field for field in fields(Figures) if field.name not in ("period", "now", "team")]) == 12


def test_every_figure_of_these_is_explained_where_its_kind_is() -> None:
    missing = [
        f"{kind}.{field.name}"
        for kind in ("Traffic", "Open", "Response", "Progress", "Escalations", "Forecast", "Satisfaction", "Load",
                     "TrendDay", "Classification", "Unreachable", "Mail")
        for field in fields(getattr(result, kind))
        if field.name not in named(next(part for part in SECTIONS.values() if f"`{kind}`" in part))
    ]  # fmt: skip

    assert missing == []


def test_the_code_names_headings_that_are_there() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "processor" / "digest").glob("*.py")]
    cited = {name for page in pages for name in re.findall(r'"([^"]+)"(?: and "([^"]+)")? in docs/figures\.md', page)}

    assert len(cited) >= 10 and {name for pair in cited for name in pair if name} <= set(SECTIONS)
