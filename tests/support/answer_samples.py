"""
Answers whose clauses are labelled, for learning: the sets, own lines, and what combines out of them.

In the sets, `says` has the kinds of each clause, divided by spaces, "." for none. In lines to learn from a mark behind
a clause, such as /G, has its kinds: in training.txt, in tails.txt (what stands behind a good beginning), and in
learning/answers, where a code of what the answer comes to stands before it (support.answer_codes).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from parsers.answer_clauses import clauses_of
from parsers.answer_kinds import FAILS, FURTHER, GRIEVANCE, KINDS, MANNERS, SLOW

SETS = Path(__file__).parent.parent / "parsers" / "answers"
LEARNING = SETS / "learning"
_MARK = re.compile(rf"/([{KINDS}]{{1,3}}|\.)(?![A-Za-z0-9/])")
_STILL = re.compile("还|仍|照|依旧|又|一样|still|again|same")
NONE = "."
# How much an answer counts. The sets are as mixed as what a desk gets; the inventive answers are broad on purpose, and
# have far more complaints and further problems.
WEIGHTS = {"sets": 6.0, "own": 0.5, "ordinary": 0.4, "inventive": 0.1}


@dataclass(frozen=True, slots=True)
class Sample:
    """
    An answer and the kinds of its clauses.

    Attributes:
        weight: how much it counts when it is learned from.
    """

    text: str
    said: tuple[str, ...]
    weight: float = 1.0


def set_names() -> list[str]:
    return sorted(path.stem for path in SETS.glob("*.toml"))


def samples_of_set(name: str) -> list[Sample]:
    tables: list[dict[str, Any]] = tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))["answer"]
    return [Sample(table["text"].strip(), _kinds(table["says"]), WEIGHTS["sets"]) for table in tables]


def _kinds(says: str) -> tuple[str, ...]:
    return tuple(kinds.strip(NONE) for kinds in says.split())


def coded_lines() -> list[tuple[str, Sample]]:
    """What an answer comes to, in short, and the answer; of all who have written some."""
    paths = sorted((LEARNING / "answers").glob("*/*.txt"))
    lines = [(WEIGHTS[path.parent.name], line) for path in paths for line in _lines(path.relative_to(LEARNING))]
    parted = [(weight, *line.partition("\t")) for weight, line in lines]
    return [(code, replace(marked(text), weight=weight)) for weight, code, _, text in parted]


def own_samples() -> list[Sample]:
    lines, tails = _lines("training.txt"), _lines("tails.txt")
    failing = [line for line in lines if _STILL.search(line) and set("".join(_MARK.findall(line))) <= {FAILS, NONE}]
    own = [
        *(marked(line) for line in lines),
        *(sample for at, tail in enumerate(tails) for sample in _with_heads(tail, at)),
        *(_half_failed(line, at) for at, line in enumerate(failing) if FAILS in "".join(_MARK.findall(line))),
    ]
    return [*(sample for _, sample in coded_lines()), *(replace(sample, weight=WEIGHTS["own"]) for sample in own)]


@cache
def _heads() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By kind and language: how good news and half a success begin, and what stands before the rest."""
    return tomllib.loads((LEARNING / "heads.toml").read_text(encoding="utf-8"))


def _lines(name: str | Path) -> list[str]:
    lines = (LEARNING / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


def marked(line: str) -> Sample:
    """A line with its marks taken out; a mark counts for the clause before it, several letters for as many clauses."""
    text = ""
    spans: list[tuple[int, int, str]] = []
    last = 0
    for mark in _MARK.finditer(line):
        piece = line[last : mark.start()]
        spans.append((len(text), len(text) + len(piece), mark[1].strip(NONE)))
        text += piece
        last = mark.end()
    text = (text + line[last:]).strip()
    return Sample(text, _spread(text, spans))


def _spread(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    clauses = clauses_of(text)
    said = ["" for _ in clauses]
    for start, end, kinds in spans:
        inside = [at for at, clause in enumerate(clauses) if clause.end > start and clause.start < end]
        if len(inside) == len(kinds) > 1:
            for at, kind in zip(inside, kinds, strict=True):
                said[at] += kind
        elif inside:
            said[inside[-1]] += kinds
    return tuple(said)


def _with_heads(tail: str, at: int) -> Iterator[Sample]:
    """A tail behind two beginnings; a complaint also alone."""
    kind = _MARK.findall(tail)[-1]
    bare = _MARK.sub("", tail)
    between = _heads()["before_further" if kind == FURTHER else "before_complaint"][_language(tail)]
    for turn in (0, 1):
        head = _turning(_heads()["good"][_language(tail)], 5 * at + 7 * turn) + _turning(between, 3 * at + 5 * turn)
        begun = len(_MARK.sub("", head))
        sample = marked(head + bare)
        ends = [clause.end for clause in clauses_of(sample.text)]
        yield Sample(
            sample.text, tuple(kind if end > begun else kinds for end, kinds in zip(ends, sample.said, strict=True))
        )
    if kind in (SLOW, MANNERS, GRIEVANCE):
        yield Sample(bare, tuple(kind for _ in clauses_of(bare)))


def _half_failed(line: str, at: int) -> Sample:
    """Something that works now, or an effort, and then what still does not."""
    language = _language(line)
    return marked(_turning(_heads()["half"][language], at) + _turning(_heads()["before_failure"][language], at) + line)


def _turning(choices: Sequence[str], at: int) -> str:
    return choices[at % len(choices)]


def _language(line: str) -> str:
    return "en" if line.isascii() else "zh"
