"""Read the tables of words in this folder."""

from __future__ import annotations


def words(table: str) -> frozenset[str]:
    """The words of a table that is divided by blanks."""
    return frozenset(table.split())


def phrases(table: str) -> frozenset[str]:
    """The phrases of a table that is divided by bars and line ends."""
    parts = (part.strip() for line in table.splitlines() for part in line.split("|"))
    return frozenset(part for part in parts if part)
