"""A short answer whose good news may be bad news with a slip of the pen: 每解决, 解没决, "nto solved"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from parsers.answer_clauses import Clause
from parsers.answer_grams import pieces_of
from parsers.phrases.answers import DENIALS, ENGLISH_DENIALS, MISTYPED, NO_LONGER

SHORT = 8  # characters of Han or words; in a longer answer the rest of it tells what is meant
FEW_WORDS = 3  # of an English answer; in more, nearly any word may stand beside "not"
_MISTYPED = re.compile(MISTYPED)
_NO_LONGER = re.compile(NO_LONGER)
_WORDS = frozenset(ENGLISH_DENIALS)
_DENIALS = _WORDS | frozenset(DENIALS)
_LETTERS = frozenset("".join(sorted(word)) for word in ENGLISH_DENIALS)


def may_be_slip(good: Sequence[Clause], known: Collection[str]) -> bool:
    """
    Whether no clause is good news beyond doubt.

    Args:
        good: the clauses that say so.
        known: the runs of two words or characters that answers are known to have; ^ and $ are the ends of a clause.
    """
    words = [pieces_of(clause) for clause in good]
    return sum(map(len, words)) <= SHORT and all(
        _MISTYPED.search(clause.text) or _is_odd(clause, own, known) for clause, own in zip(good, words, strict=True)
    )


def _is_odd(clause: Clause, pieces: Sequence[str], known: Collection[str]) -> bool:
    """A denial stands beside what it never stands beside, or a word has just the letters of one."""
    shuffled = (piece not in _WORDS and "".join(sorted(piece)) in _LETTERS for piece in pieces)
    beside = not _NO_LONGER.search(clause.text) and any(pair not in known for pair in _beside_denials(pieces))
    return beside or any(shuffled)


def _beside_denials(pieces: Sequence[str]) -> Iterator[str]:
    for one, other in pairwise(["^", *pieces, "$"]):
        latin = one.isascii() and other.isascii()
        if (one in _DENIALS or other in _DENIALS) and not (latin and len(pieces) > FEW_WORDS):
            yield f"{one} {other}" if latin else f"{one}{other}"
