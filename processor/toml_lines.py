"""On which line of a TOML file a key stands; pure. tomllib does not tell."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]
_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_ARRAY_TABLE = re.compile(rf"[ \t]*\[\[[ \t]*({_DOTTED})[ \t]*\]\]")
_TABLE = re.compile(rf"[ \t]*\[[ \t]*({_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=(.*)")
_LONG_QUOTE = re.compile(r'"""|' + r"'''")


def lines_of_keys(text: str) -> dict[Path, int]:
    """
    Path of each table and key → line number from 1, such as ("mailbox", 0, "url") → 7.

    Keys inside inline tables are not found; ask for the table they stand in. *text* is valid TOML.
    """
    lines: dict[Path, int] = {}
    tables: Counter[Path] = Counter()
    here: Path = ()
    inside = ""  # the quote of a multi-line string that is open
    for number, line in enumerate(text.split("\n"), start=1):  # not splitlines: only LF ends a line of TOML
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        if found := _ARRAY_TABLE.match(line):
            path = _path(found[1])
            here = (*path, tables[path])
            tables[path] += 1
            lines.setdefault(path, number)
        elif found := _TABLE.match(line):
            here = _path(found[1])
        elif found := _ASSIGNMENT.match(line):
            lines.setdefault((*here, *_path(found[1])), number)
            inside = _opened(found[2])
            continue
        lines.setdefault(here, number)
    lines.pop((), None)
    return lines


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """The line of *path*, or of the innermost table around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _path(dotted: str) -> Path:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, dotted))


def _opened(value: str) -> str:
    found = _LONG_QUOTE.search(value)
    return found[0] if found and value.count(found[0]) % 2 else ""
