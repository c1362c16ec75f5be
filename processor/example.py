"""The commented example of a configuration, and how a new configuration is made from it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

NAME = "config.example.toml"
_TABLE = re.compile(r"#?\[+([a-z_.]+)\]+")
_KEY = re.compile(r"#?([a-z_]+) = ")


def example() -> str:
    """The text of config.example.toml: shipped inside the package, or at the top of a source tree."""
    shipped = files("processor") / NAME
    return (shipped if shipped.is_file() else Path(__file__).parent.parent / NAME).read_text(encoding="utf-8")


def filled(text: str, answers: Mapping[str, str | int | bool | None]) -> str:
    """
    *text* (laid out as the example is) with its keys set to *answers*, and all remarks kept.

    Args:
        answers: "smtp.port" → value; None turns the key into a remark.

    Raises:
        KeyError: *text* has no such key.
    """
    lines, table, open_answers = text.split("\n"), "", dict(answers)
    for number, line in enumerate(lines):
        if found := _TABLE.match(line):
            table = found[1]
        elif (found := _KEY.match(line)) and (path := f"{table}.{found[1]}") in open_answers:
            value = open_answers.pop(path)
            lines[number] = f"#{line.lstrip('#')}" if value is None else f"{found[1]} = {as_toml(value)}"
    if open_answers:
        raise KeyError(", ".join(open_answers))
    return "\n".join(lines)


def as_toml(value: str | int | bool) -> str:
    """A TOML value; JSON's strings are TOML's basic strings, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
