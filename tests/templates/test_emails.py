"""The files of templates/emails."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from processor.labels import LABELS
from processor.notices import NAMES, PARTS

FOLDER = Path(str(files("templates").joinpath("emails")))
DIGEST = ("digest.html.j2", "digest.txt.j2")  # of all languages
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.j2"))


def test_each_language_has_each_notice_in_each_part_and_nothing_else() -> None:
    notices = {f"{locale}/{name}.{part}.j2" for locale in LABELS for name in NAMES for part in PARTS}
    bases = {
        f"{locale}/{base}.{part}.j2"
        for locale in LABELS
        for base in ("base", "personal", "staff")
        for part in ("txt", "html")
    }
    bases |= {f"{locale}/words.j2" for locale in LABELS}
    bases |= {f"{locale}/{base}.subject.j2" for locale in LABELS for base in ("news", "staff")}

    assert set(FILES) == notices | bases | {"base.html.j2", "base.txt.j2", "parts.html.j2", *DIGEST}


def test_no_template_switches_escaping_off() -> None:
    assert [path for path in FILES if re.search(r"\|\s*safe|autoescape|Markup", source_of(path))] == []


def test_no_attribute_holds_a_word_without_quotes() -> None:
    pages = [path for path in FILES if path.endswith(".html.j2")]

    assert pages
    assert [path for path in pages if re.search(r"<[a-z][^<>]*=\s*{{", source_of(path))] == []


def source_of(path: str) -> str:
    return (FOLDER / path).read_text(encoding="utf-8")
