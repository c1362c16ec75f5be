"""Read the tables of words in this folder."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(table: str) -> frozenset[str]:
    """The words of a table that is divided by blanks."""
    return frozenset(table.split())


def phrases(table: str) -> frozenset[str]:
    """The phrases of a table that is divided by bars and line ends."""
    parts = (part.strip() for line in table.splitlines() for part in line.split("|"))
    return frozenset(part for part in parts if part)


def least(found: Iterable[str]) -> tuple[str, ...]:
    """The phrases without those that hold another: enough to tell whether a text has any of them."""
    kept: list[str] = []
    for phrase in sorted(found, key=len):
        if not any(one in phrase for one in kept):
            kept.append(phrase)
    return tuple(kept)


def alternatives(found: Iterable[str]) -> str:
    """The phrases as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))
