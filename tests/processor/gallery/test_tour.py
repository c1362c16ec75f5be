"""docs/mails.md is what the desk sends."""

from __future__ import annotations

from pathlib import Path

from processor.gallery.samples import SCENES
from processor.gallery.show import editions_of
from processor.gallery.tour import SKIPPED, tour

PAGE = Path(__file__).parents[3] / "docs" / "mails.md"


def test_the_page_of_all_mails_is_up_to_date() -> None:
    made = tour(editions_of(None, ""))

    assert PAGE.read_text(encoding="utf-8") == made, "ticketd preview --text > docs/mails.md"


def test_the_page_shows_every_mail_in_both_languages_and_no_key_of_a_link() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page.count("\n```text\n") == 2 * len([scene for scene in SCENES if scene.variant not in SKIPPED])
    assert "key=" not in page and "%23" not in page
