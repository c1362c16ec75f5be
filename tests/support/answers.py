"""
Measure how answers are read: sets of labelled answers, and what of them is right.

`PYTHONPATH=.:tests python -m support.answers` measures the shipped weights on all sets and prints each miss; with
`--train` it learns the weights anew, with `--cross` it measures each set by weights that were learned without it, with
`--figures FILE` another file of answers, of which it shows nothing.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from parsers.answer_model import stored_model
from parsers.answers import Answer, read_answer, read_by
from support.answer_learning import LEARNED_FROM, WEIGHTS, digest_of_samples, learned, samples
from support.answer_samples import SETS, set_names

FIELDS = ("solved", "satisfied", "score", "reason")
_SIGNS = re.compile(r"[\W_]+")
SAME = 0.75  # of the longer text that the other one has in one piece


@dataclass(frozen=True)
class Labelled:
    """
    An answer and what it says.

    None for both questions, or unsure: nothing sure. unsure_allowed: to ask back is right, too.
    """

    text: str
    solved: bool | None = None
    satisfied: bool | None = None
    score: int | None = None
    reason: str = ""
    new_problem: str = ""
    unsure: bool = False
    unsure_allowed: bool = False

    @property
    def is_sure(self) -> bool:
        return not self.unsure and (self.solved is not None or self.satisfied is not None)


@dataclass(frozen=True)
class Judged:
    """right: sure of just this, or unsure where it may be. wrong: sure of what was not said."""

    labelled: Labelled
    answer: Answer
    differs: tuple[str, ...]

    @property
    def right(self) -> bool:
        if not self.answer.sure:
            return not self.labelled.is_sure or self.labelled.unsure_allowed
        return self.labelled.is_sure and not self.differs

    @property
    def wrong(self) -> bool:
        """Sure of what was not said, or deaf to a complaint or to another problem."""
        if not self.answer.sure:
            return False
        said = [field for field in self.differs if getattr(self.answer, field) not in (None, "")]
        deaf = self.labelled.satisfied is False and self.labelled.solved and self.answer.satisfied is not False
        return not self.labelled.is_sure or bool(said) or deaf or "new_problem" in self.differs


def read_set(name: str) -> list[Labelled]:
    return _labelled(SETS / name)


def _labelled(path: Path) -> list[Labelled]:
    tables: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["answer"]
    return [Labelled(**{name: value for name, value in table.items() if name != "says"}) for table in tables]


def judge(labelled: Labelled) -> Judged:
    return compare(labelled, read_answer(labelled.text))


def compare(labelled: Labelled, answer: Answer) -> Judged:
    differs = [field for field in FIELDS if getattr(answer, field) != getattr(labelled, field)]
    if not _same(answer.new_problem, labelled.new_problem):
        differs.append("new_problem")
    return Judged(labelled, answer, tuple(differs))


def _same(found: str, expected: str) -> bool:
    """Nearly the same words, or one with an announcement or a closing that the other leaves out."""
    a, b = (_SIGNS.sub("", one).lower() for one in (found, expected))
    common = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    longer = max(len(a), len(b))
    return a == b or common >= SAME * longer or (common == min(len(a), len(b)) >= longer / 2)


def figures(judged: list[Judged]) -> str:
    """One line: how many, how many right, sure and wrong; then the other problems."""
    sure = sum(one.answer.sure for one in judged)
    problems = [one for one in judged if one.labelled.new_problem]
    found = sum("new_problem" not in one.differs for one in problems)
    right = sum(one.right for one in judged)
    return (
        f"{len(judged)} answers, right {right} ({right / len(judged):.1%}), sure {sure}, wrong among the sure "
        f"{sum(one.wrong for one in judged)}, other problems {found} of {len(problems)}"
    )


def _show(judged: list[Judged]) -> None:
    for one in judged:
        if not one.right:
            a = one.answer
            print(
                f"  {'WRONG' if one.wrong else 'missed'} {one.labelled.text!r}\n     {one.differs} sure={a.sure} "
                f"{a.solved} {a.satisfied} {a.score} {a.reason!r} {a.new_problem!r}"
            )


def _main(arguments: list[str]) -> None:
    if arguments == ["--train"]:
        WEIGHTS.write_bytes(stored_model(learned(samples())))
        LEARNED_FROM.write_text(f"{digest_of_samples()}\n")
    elif arguments == ["--cross"]:
        for name in set_names():
            model = learned(samples(without=name))
            judged = [compare(one, read_by(model, one.text)) for one in read_set(f"{name}.toml")]
            print(f"{name}, learned without it: {figures(judged)}")
            _show(judged)
    elif arguments[:1] == ["--figures"]:
        print(figures([judge(one) for one in _labelled(Path(arguments[1]))]))
    else:
        for name in set_names():
            judged = [judge(one) for one in read_set(f"{name}.toml")]
            print(f"{name}: {figures(judged)}")
            _show(judged)


if __name__ == "__main__":
    _main(sys.argv[1:])
