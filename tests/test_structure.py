"""The rules of the house that can be read off the source."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("parsers", "db", "processor")
MAY_IMPORT = {"parsers": {"parsers"}, "db": {"db"}, "processor": {"parsers", "db", "processor"}}
ONLY_IN = {
    "peewee": "db",
    "playhouse": "db",
    "mailparser": "parsers",
    "imapclient": "processor/mailbox",
    "ldap3": "processor/directory/ldap",
    "openpyxl": "processor/directory",
}
HEAVY = {"click", "pydantic", "jinja2", "peewee", "imapclient", "aiosmtplib", "rich", "schedule"}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Full names of the modules that *path* imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in imported(path)
        if name.partition(".")[0] in set(PACKAGES) - MAY_IMPORT[package]
    ]

    assert not wrong


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_a_library_is_known_in_one_place_only(library: str, place: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for package in PACKAGES
        for path in modules(package)
        for name in imported(path)
        if name.partition(".")[0] == library and not str(path.relative_to(ROOT)).startswith(place)
    ]

    assert not wrong


def test_the_parser_is_light_enough_for_a_child_process() -> None:
    code = f"import sys, parsers.mime; print(sorted({HEAVY!r} & set(sys.modules)))"

    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in modules(package)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not silent


def test_nothing_of_the_project_is_missing_from_an_installed_copy() -> None:
    for package in (*PACKAGES, "templates"):
        assert importlib.util.find_spec(package) is not None
