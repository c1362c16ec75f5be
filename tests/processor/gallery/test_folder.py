from __future__ import annotations

from pathlib import Path

import pytest

from processor.errors import ProcessorError
from processor.gallery.folder import MARK, write_gallery


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_gallery_takes_the_place_of_an_earlier_one_and_of_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "gallery"
    write_gallery(folder, [("index.html", b"1"), ("zh/gone.html", b"1")])
    (folder / "zh" / "notes.txt").write_text("mine", encoding="utf-8")

    assert write_gallery(folder, [("index.html", b"2")]) == 1

    assert names(folder) == {MARK, "index.html", "zh/notes.txt"}
    assert (folder / "index.html").read_bytes() == b"2"


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(ProcessorError, match="not empty, and holds no gallery"):
        write_gallery(tmp_path, [("index.html", b"1")])

    assert names(tmp_path) == {"thesis.txt"}


def test_a_list_that_was_tampered_with_takes_away_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    folder = tmp_path / "gallery"
    write_gallery(folder, [("index.html", b"1")])
    (folder / MARK).write_text(f"../thesis.txt\n{tmp_path}/thesis.txt\n.\n\nzh\n", encoding="utf-8")

    write_gallery(folder, [("index.html", b"1")])

    assert (tmp_path / "thesis.txt").exists()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(ProcessorError, match="is a file; name a folder"):
        write_gallery(file, [])
    with pytest.raises(ProcessorError, match="cannot be written"):
        write_gallery(file / "gallery", [])
    with pytest.raises(ProcessorError, match="cannot be written"):
        write_gallery(Path("/proc/gallery"), [])
