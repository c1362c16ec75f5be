"""What each clause of an answer says, judged by weights that are learned from labelled answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from zlib import compress, decompress

from parsers.answer_clauses import Clause, form_of, yes_or_no
from parsers.answer_grams import grams_of, seen_of
from parsers.answer_kinds import DISPLEASED, FAILS, KINDS, PRAISE, WAITS, WORKS, Earlier

_FORMS = {"solved": WORKS, "unsolved": FAILS, "satisfied": PRAISE, "dissatisfied": DISPLEASED}

STEPS = 16  # a weight of 1 is so many steps; a stored weight is a letter, so many steps from that of weight 0
_ZERO, _MOST = ord("O"), 46  # the letter of weight 0, and the steps to the first and last letter, "!" and "}"
MOST_OF_A_QUESTION = 0.4  # the chance that one complains of what fails: "what has been solved?"
_LARGEST = 30.0  # of a sum of weights; beyond it a chance is 0 or 1 in all digits that matter

Chances = Mapping[str, float]  # by kind


@dataclass(frozen=True, slots=True)
class Model:
    """
    Attributes:
        weights: of each gram, a letter for each of KINDS; in this form 40,000 grams need 8 MB.
        bias: the same of every clause.
    """

    weights: Mapping[str, bytes]
    bias: bytes

    def judge(self, clauses: Sequence[Clause], signs: Sequence[Sequence[str]]) -> list[Chances]:
        """The chances of each clause, one after the other: what was said before counts."""
        seen = [seen_of(clause, own) for clause, own in zip(clauses, signs, strict=True)]
        found: list[Chances] = []
        earlier = Earlier()
        for at, clause in enumerate(clauses):
            form = _FORMS.get(form_of(clause)) or _bare_no(clause, earlier)
            if form:
                chances: Chances = {kind: float(kind == form) for kind in KINDS}
            else:
                chances = self._chances(grams_of(seen, at, earlier))
                if _asks(clause, signs[at]) or (clause.asked and chances[WAITS] > 0.5):
                    chances = {**chances, WORKS: 0.0, FAILS: min(chances[FAILS], MOST_OF_A_QUESTION)}
            found.append(chances)
            earlier = earlier.then(likely(chances))
        return found

    def _chances(self, grams: Mapping[str, float]) -> Chances:
        sums = [float(letter - _ZERO) for letter in self.bias]
        for gram, value in grams.items():
            row = self.weights.get(gram)
            if row:
                for at, letter in enumerate(row):
                    sums[at] += value * (letter - _ZERO)
        return {kind: _chance(total / STEPS) for kind, total in zip(KINDS, sums, strict=True)}


def _bare_no(clause: Clause, earlier: Earlier) -> str:
    """A no before anything else answers our first question."""
    return FAILS if not earlier.kinds and not clause.asked and yes_or_no(clause.text) is False else ""


def _asks(clause: Clause, signs: Sequence[str]) -> bool:
    """A question that names no trouble says neither that it works nor that it fails: "is it fixed?"."""
    return (clause.asked or "question" in signs) and not {"unsolved", "trouble", "thanks"}.intersection(signs)


def likely(chances: Chances) -> str:
    return "".join(kind for kind, chance in chances.items() if chance > 0.5)


def _chance(total: float) -> float:
    return 1 / (1 + exp(-max(-_LARGEST, min(_LARGEST, total))))


# ---------------------------------------------------------------- the file of weights


@cache
def shipped_model() -> Model:
    return read_model((Path(__file__).parent / "answer_weights.tsv.zz").read_bytes())


def read_model(stored: bytes) -> Model:
    """
    Args:
        stored: compressed by zlib: a line a gram, with a tab and its letters; the first is the bias and has no gram.
    """
    lines = decompress(stored).decode("utf-8").split("\n")
    rows = {gram: letters.encode("ascii") for gram, _, letters in (line.rpartition("\t") for line in lines)}
    return Model({gram: row for gram, row in rows.items() if gram}, rows[""])


def stored_model(model: Model) -> bytes:
    lines = (f"{gram}\t{row.decode('ascii')}" for gram, row in [("", model.bias), *sorted(model.weights.items())])
    return compress("\n".join(lines).encode("utf-8"), 9)


def letters_of(weights: Iterable[float]) -> bytes:
    """Weights as they are stored."""
    return bytes(_ZERO + max(-_MOST, min(_MOST, round(weight * STEPS))) for weight in weights)
