"""The files that the demo leaves behind."""

from __future__ import annotations

from pathlib import Path

from support.mails import make_mail

from processor.demo.archive import Archive, html_of
from processor.demo.trace import Envelope

DESK, LI = "support@desk.example", "li@example.org"


def test_a_mail_of_the_desk_is_kept_as_it_was_and_as_a_page(tmp_path: Path) -> None:
    raw = make_mail(html="<p>已登记</p>")
    archive = Archive(tmp_path, DESK)

    archive.keep(Envelope("", LI, DESK, raw))

    (kept,) = archive.sent
    assert kept.eml == tmp_path / "01-to-li.eml" and kept.eml.read_bytes() == raw
    assert kept.html is not None
    assert archive.find(kept.message_id, LI) is kept
    assert archive.find(kept.message_id, "other@example.org") is None
    assert kept.html.read_text(encoding="utf-8-sig").strip() == "<p>已登记</p>"


def test_a_mail_without_html_has_no_page(tmp_path: Path) -> None:
    archive = Archive(tmp_path, DESK)

    archive.keep(Envelope("", LI, DESK, make_mail()))

    assert archive.sent[0].html is None
    assert html_of(make_mail()) is None


def test_mails_to_the_desk_lie_apart(tmp_path: Path) -> None:
    archive = Archive(tmp_path, DESK)

    archive.keep(Envelope(LI, DESK, LI, make_mail()))
    archive.keep(Envelope("", DESK, "", b"nobody"))

    assert archive.sent == []
    assert (tmp_path / "received" / "01-li.eml").read_bytes() == make_mail()
    assert (tmp_path / "received" / "02-.eml").read_bytes() == b"nobody"


def test_an_address_is_never_a_way_out_of_the_folder(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "out", DESK)

    archive.keep(Envelope("", "../../etc/x@example.org", DESK, make_mail()))

    assert archive.sent[0].eml.parent == tmp_path / "out"


def test_mails_of_an_earlier_play_are_taken_away_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "received").mkdir()
    for name in ("01-to-li.eml", "01-to-li.html", "received/07-li.eml", "notes.html", "2026.txt"):
        (tmp_path / name).write_text("x")

    Archive(tmp_path, DESK)

    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["2026.txt", "notes.html"]
