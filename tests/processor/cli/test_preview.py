"""`ticketd preview`: the gallery of a desk, or of one with defaults."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from support.configs import write_config
from support.images import png

from processor.cli import Exit, ticketd
from processor.gallery.samples import SCENES


def run(*words: object) -> Result:
    return CliRunner(env={"TICKETD_CONFIG": ""}).invoke(ticketd, ["preview", *map(str, words)])


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert str(folder / "index.html") in result.output
    return folder


class Targets(HTMLParser):
    """What a page points at and loads, without what stands in its frames."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def pages(folder: Path) -> Iterator[tuple[Path, str]]:
    yield from ((path, path.read_text(encoding="utf-8")) for path in folder.rglob("*.html"))


def test_every_sample_has_a_page_and_a_mail_in_both_languages(gallery: Path) -> None:
    for locale in ("zh", "en"):
        assert (
            len(list((gallery / locale).glob("*.html"))) == len(list((gallery / locale).glob("*.eml"))) == len(SCENES)
        )
    assert "发给用户" in (gallery / "index.html").read_text(encoding="utf-8")
    assert "To users" in (gallery / "index.en.html").read_text(encoding="utf-8")


def test_every_page_leads_only_to_files_of_the_gallery(gallery: Path) -> None:
    reached = set()
    for path, page in pages(gallery):
        for target in Targets(page).found:
            assert not urlsplit(target).scheme and (path.parent / target).is_file(), (path.name, target)
            reached.add((path.parent / target).resolve())

    assert {path.resolve() for path, _ in pages(gallery)} <= reached


def test_a_mail_in_a_frame_can_run_nothing_and_no_page_loads_anything_from_a_network(gallery: Path) -> None:
    for path, page in pages(gallery):
        assert (
            page.count("<iframe ") == page.count('sandbox="allow-same-origin" srcdoc=') == (path.parent != gallery) * 4
        )
        assert "default-src 'none'" in page and not re.search("https?://", page.replace("https://intranet.corp", ""))


def test_the_mails_are_those_of_the_desk_that_is_configured(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(120, 40))
    own = tmp_path / "own" / "ja"
    own.mkdir(parents=True)
    (own / "accepted.subject.j2").write_text("[{{ number }}] 受付いたしました\n", encoding="utf-8")
    path = write_config(
        tmp_path,
        desk={"name": "Acme Support", "locale": "en", "ticket_prefix": "ACME", "timezone": "Europe/Berlin"},
        templates={"logo": str(tmp_path / "logo.png"), "accent": "#7a1f5c", "override_dir": str(tmp_path / "own")},
    )

    result = run("--config", path, tmp_path / "gallery")

    assert result.exit_code == 0, result.output
    page = (tmp_path / "gallery" / "en" / "accepted.html").read_text(encoding="utf-8")
    for word in ("Acme Support", "ACME-20261123-001", "#7a1f5c", "data:image/png;base64,", "support@example.org"):
        assert word in page, word
    assert "受付いたしました" in (tmp_path / "gallery" / "ja" / "accepted.html").read_text(encoding="utf-8")
    assert (tmp_path / "gallery" / "index.zh.html").exists()


def test_one_language_alone_can_be_had(tmp_path: Path) -> None:
    assert run("--locale", "EN", tmp_path / "gallery").exit_code == 0

    assert {path.name for path in (tmp_path / "gallery").iterdir() if path.is_dir()} == {"en"}
    assert "To users" in (tmp_path / "gallery" / "index.html").read_text(encoding="utf-8")


def test_what_cannot_be_shown_is_said(tmp_path: Path) -> None:
    unknown, nowhere = run("--locale", "fr", tmp_path / "gallery"), run()

    assert unknown.exit_code == Exit.FAILED and "there are no mails in fr; there are en, zh" in unknown.output
    assert nowhere.exit_code == Exit.MISUSE and "the folder for the gallery" in nowhere.output
    assert not (tmp_path / "gallery").exists()


def test_open_shows_the_first_page_in_the_readers_browser(tmp_path: Path) -> None:
    browser, seen = tmp_path / "browser", tmp_path / "seen"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{seen}"\n', encoding="utf-8")
    browser.chmod(0o755)

    command = [sys.executable, "-m", "processor", "preview", "--locale", "en", "--open", str(tmp_path / "gallery")]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "BROWSER": str(browser)}, timeout=60)

    assert seen.read_text(encoding="utf-8") == (tmp_path / "gallery" / "index.html").as_uri()
