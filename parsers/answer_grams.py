"""What the learned model sees of a clause of an answer: runs of characters, words and classes of words, neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.answer_clauses import Clause
from parsers.answer_kinds import Earlier
from parsers.answer_words import THING, classes_of, things_of, words_of

MOST_PIECES = 60  # characters of Han or Latin words of a clause; what it says stands within them
LONGEST = 4  # characters, words or classes of a run
NEIGHBOUR_WEIGHT = 0.4
AFTER_NEWS_WEIGHT = 0.7
FLAG_WEIGHT = 1.0
_PIECE = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[\u3400-\u9fff]|[^\s\w,.。，:：'\"“”()（）]")
_TURNED = ("?but", "?asked", "?paragraph", "?same sentence", "?announced")  # flags that mean more behind news


@dataclass(frozen=True, slots=True)
class Seen:
    """
    A clause, taken apart once.

    Attributes:
        signs: the kinds of phrases in it.
        pieces: Han characters, Latin words, and 0 for a number.
        classes: its words, those of a class as its name.
        things: what it talks of.
    """

    clause: Clause
    signs: Sequence[str]
    pieces: Sequence[str]
    classes: Sequence[str]
    things: frozenset[str]


def seen_of(clause: Clause, signs: Sequence[str]) -> Seen:
    words = list(words_of(clause.text))
    return Seen(clause, signs, pieces_of(clause), classes_of(words), things_of(words))


def grams_of(seen: Sequence[Seen], at: int, earlier: Earlier) -> dict[str, float]:
    """The grams of a clause among its neighbours, behind what was said *earlier*, with their weights."""
    one = seen[at]
    flags = [*_flags([each.clause for each in seen], at), *_talk(seen, at)]
    found = dict.fromkeys((*_runs(one.pieces), *_class_runs(one.classes), *flags), FLAG_WEIGHT)
    for name, neighbour in (("<", at - 1), (">", at + 1)):
        if 0 <= neighbour < len(seen):
            found.update(dict.fromkeys(_beside(name, seen[neighbour]), NEIGHBOUR_WEIGHT))
    found.update(dict.fromkeys((f"={sign}" for sign in one.signs), FLAG_WEIGHT))
    if one.signs:
        found[f"=1{one.signs[0]}"] = found[f"=9{one.signs[-1]}"] = FLAG_WEIGHT
    found.update(_after(one, flags, earlier))
    return found


def pieces_of(clause: Clause) -> list[str]:
    """Han characters, Latin words, and 0 for a number."""
    pieces = _PIECE.findall(clause.text[: 4 * MOST_PIECES])[:MOST_PIECES]
    return ["0" if piece.isdigit() else piece for piece in pieces]


def _runs(pieces: Sequence[str]) -> Iterator[str]:
    for run in _windows(["^", *pieces, "$"], range(1, LONGEST + 1)):
        yield _joined(run)
    for piece in pieces:
        if len(piece) > 3:
            for start in range(len(piece) - 2):
                yield f"~{piece[start : start + 4]}"


def _class_runs(classes: Sequence[str]) -> Iterator[str]:
    """Runs with a class in them; the same again without what it is about: "no more @errs"."""
    for run in _windows(["^", *classes, "$"], range(1, LONGEST + 1)):
        if any(word[0] == "@" for word in run):
            yield "%" + " ".join(run)
    if THING in classes:
        for run in _windows(["^", *(word for word in classes if word != THING), "$"], range(2, LONGEST + 1)):
            yield "%-" + " ".join(run)


def _windows(pieces: Sequence[str], sizes: Iterable[int]) -> Iterator[Sequence[str]]:
    for size in sizes:
        for start in range(len(pieces) - size + 1):
            yield pieces[start : start + size]


def _beside(name: str, neighbour: Seen) -> Iterator[str]:
    for run in _windows(neighbour.pieces, (1, 2)):
        yield name + _joined(run)
    for sign in neighbour.signs:
        yield f"{name}={sign}"


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


def _talk(seen: Sequence[Seen], at: int) -> Iterator[str]:
    """Whether it talks of something else than the clauses before."""
    before = frozenset[str]().union(*(one.things for one in seen[:at]))
    if not seen[at].things:
        yield "@nothing"
    elif seen[at].things <= before:
        yield "@same"
    else:
        yield "@new"
        if before:
            yield "@another"


def _after(one: Seen, flags: Sequence[str], earlier: Earlier) -> Iterator[tuple[str, float]]:
    """What was said before, and how the words of this clause stand to it: "works. @thing @errs" is another problem."""
    for kind in earlier.kinds:
        yield f"!{kind}", FLAG_WEIGHT
    for run in _windows(["^", *one.classes, "$"], (1, 2)):
        yield f"{earlier.news}|{' '.join(run)}", AFTER_NEWS_WEIGHT
    talk = [flag for flag in flags if flag[0] == "@"]
    for flag in (*talk, *(flag for flag in flags if flag in _TURNED)):
        yield f"{earlier.news}|{flag}", FLAG_WEIGHT
    if earlier.last is not None:
        for kind in earlier.last or "-":
            yield f"!1{kind}", FLAG_WEIGHT
        for flag in (*talk, *(flag for flag in flags if flag == "?but")):
            yield f"l{earlier.last}|{flag}", FLAG_WEIGHT
