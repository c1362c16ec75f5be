"""What the learned model sees of a clause of an answer: runs of characters, words, neighbours, and our phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.answer_clauses import Clause

MOST_PIECES = 60  # characters of Han or Latin words of a clause; what it says stands within them
LONGEST = 4  # characters of a run
NEIGHBOUR_WEIGHT = 0.4
FLAG_WEIGHT = 1.0
_PIECE = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[\u3400-\u9fff]|[^\s\w,.。，:：'\"“”()（）]")


def grams_of(clauses: Sequence[Clause], signs: Sequence[Sequence[str]], at: int) -> dict[str, float]:
    """The grams of a clause among its neighbours, with their weights."""
    own = pieces_of(clauses[at])
    found = dict.fromkeys(_runs(own), 1.0)
    for name, neighbour in (("<", at - 1), (">", at + 1)):
        if 0 <= neighbour < len(clauses):
            found.update(
                dict.fromkeys((name + run for run in _short_runs(pieces_of(clauses[neighbour]))), NEIGHBOUR_WEIGHT)
            )
            found.update(dict.fromkeys((f"{name}={sign}" for sign in signs[neighbour]), NEIGHBOUR_WEIGHT))
    found.update(dict.fromkeys((f"={sign}" for sign in signs[at]), FLAG_WEIGHT))
    if signs[at]:
        found[f"=1{signs[at][0]}"] = found[f"=9{signs[at][-1]}"] = FLAG_WEIGHT
    found.update(dict.fromkeys(_flags(clauses, at), FLAG_WEIGHT))
    return found


def pieces_of(clause: Clause) -> list[str]:
    """Han characters, Latin words, and 0 for a number."""
    pieces = _PIECE.findall(clause.text[: 4 * MOST_PIECES])[:MOST_PIECES]
    return ["0" if piece.isdigit() else piece for piece in pieces]


def _runs(pieces: Sequence[str]) -> Iterator[str]:
    bordered = ["^", *pieces, "$"]
    for size in range(1, LONGEST + 1):
        for start in range(len(bordered) - size + 1):
            yield _joined(bordered[start : start + size])
    for piece in pieces:
        if len(piece) > 3:
            for start in range(len(piece) - 2):
                yield f"~{piece[start : start + 4]}"


def _short_runs(pieces: Sequence[str]) -> Iterator[str]:
    for size in (1, 2):
        for start in range(len(pieces) - size + 1):
            yield _joined(pieces[start : start + size])


def _joined(pieces: Sequence[str]) -> str:
    """Latin words with a space between, Han characters without."""
    text = pieces[0]
    for before, piece in pairwise(pieces):
        text += f" {piece}" if before.isascii() and piece.isascii() else piece
    return text


def _flags(clauses: Sequence[Clause], at: int) -> Iterator[str]:
    clause = clauses[at]
    if clause.asked:
        yield "?asked"
    if clause.contrast:
        yield "?but"
    if clause.further:
        yield "?further"
    elif any(one.further for one in clauses[:at]):
        yield "?announced"
    if any(one.contrast for one in clauses[:at]):
        yield "?after but"
    if at == 0:
        yield "?first"
    if len(clauses) == 1:
        yield "?alone"
    if at and clause.sentence == clauses[at - 1].sentence:
        yield "?same sentence"
    if at and clause.paragraph != clauses[at - 1].paragraph:
        yield "?paragraph"
