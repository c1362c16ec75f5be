"""The printed page: complete, valid, without anything from elsewhere, and one sheet of A4."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from parsers.phrases.commands import COMMANDS
from processor.desk.cheat_sheet import cheat_sheet
from processor.desk.manual import entries
from processor.rules.permissions import MAY

DOCS = Path(__file__).resolve().parents[3] / "docs"
BOTH = ("zh", "en")
VOID = {"meta", "br", "img", "link"}


class Outline(HTMLParser):
    """Tags in balance, and the text without them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("locale", BOTH)
def test_the_page_in_the_docs_is_the_one_that_is_made(locale: str) -> None:
    made = (DOCS / f"cheat-sheet.{locale}.html").read_text(encoding="utf-8")

    assert made == cheat_sheet(locale), f"ticketd commands --format html --locale {locale}"


@pytest.mark.parametrize("locale", BOTH)
def test_the_page_has_every_command_and_needs_nothing_else(locale: str) -> None:
    page = cheat_sheet(locale)
    outline = Outline(page)

    assert not outline.open and not outline.links
    assert not re.search(r"url\(|@import|https?:|<script", page)
    assert all(f"{entry.shown} {entry.other}" in outline.text for entry in entries(locale))
    assert all(word.told(locale).meaning in outline.text for word in COMMANDS.values())


def test_a_page_for_a_role_has_only_its_commands() -> None:
    text = Outline(cheat_sheet("en", "user")).text

    assert {name for name in COMMANDS if re.search(rf"#{name}\b[\[ ]", text)} == {
        name for name in COMMANDS if MAY[name]["user"]
    }


@pytest.mark.parametrize("locale", BOTH)
def test_the_page_fits_on_one_sheet(locale: str, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium to print with")
    page, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(cheat_sheet(locale), encoding="utf-8")
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=90)

    assert len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) == 1
