"""The rules of the house that can be read off the source."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
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
    "openpyxl": "processor/workbooks",
    "authlib": "processor/oauth/endpoint",
    "requests": "processor/oauth/endpoint",
}
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_ARGUMENTS = 7
# Folders of one machine and addresses of package registries: what stands here has to hold everywhere.
OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:work|root)/|index-url +\S|find-links +\S|https?://\S+\.(?:whl|tgz|deb)\b")
HEAVY = {"click", "pydantic", "jinja2", "peewee", "imapclient", "aiosmtplib", "rich", "schedule"}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Of the whole module, itself first; the rules that are asked here look at few kinds of them."""
    kinds = ast.Module | ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef
    return tuple(node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds))


def imported(path: Path) -> Iterator[str]:
    """Full names of the modules that *path* imports."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def own_files() -> Iterator[Path]:
    """All text of the project: what the packages hold, and what stands around them."""
    for place in (*PACKAGES, "templates", "tests", "docs", "deploy", ".ci"):
        yield from (path for path in (ROOT / place).rglob("*") if path.is_file() and path.suffix != ".pyc")
    yield from (path for path in ROOT.glob("*") if path.suffix in {".md", ".toml", ".lock"} or path.name == "Makefile")


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
        if not ast.get_docstring(nodes(path)[0])
    ]

    assert not silent


def test_nothing_of_the_project_is_missing_from_an_installed_copy() -> None:
    for package in (*PACKAGES, "templates"):
        assert importlib.util.find_spec(package) is not None


def test_modules_and_functions_are_short_enough_to_be_read_at_once() -> None:
    long = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in modules(package)
        if len(path.read_text(encoding="utf-8").splitlines()) > MAX_MODULE_LINES
    ]
    long += [
        f"{path.relative_to(ROOT)}: {function.name}"
        for package in PACKAGES
        for path in modules(package)
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > MAX_FUNCTION_LINES
    ]

    assert not long


def test_functions_take_few_arguments() -> None:
    greedy = [
        f"{path.relative_to(ROOT)}: {function.name}"
        for package in PACKAGES
        for path in modules(package)
        for function in functions(path)
        if len(function.args.args) + len(function.args.kwonlyargs) > MAX_ARGUMENTS
    ]

    assert not greedy


def test_nothing_holds_on_one_machine_only() -> None:
    told = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in own_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if path != Path(__file__) and OF_A_MACHINE.search(line)
    ]

    assert not told
