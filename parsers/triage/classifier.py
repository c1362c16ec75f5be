"""A learned model of one kind of label: what it holds, what it says of a mail, and by which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from parsers.triage.grams import CHARACTERS, SUBJECT
from parsers.triage.logistic import softmax
from parsers.triage.matrix import Floats

SHOWN_WORDS = 3
SHARE = 0.1  # of what speaks for the label, that a word must make up to be shown


@dataclass(frozen=True, slots=True)
class Figures:
    """
    Out-of-fold figures of a model on the tickets it was learned from.

    rules_f1: macro-F1 of the rules alone on the same tickets; -1 for labels that the rules do not know.
    """

    size: int
    macro_f1: float
    accuracy: float
    ece: float
    rules_f1: float = -1.0


@dataclass(frozen=True, slots=True)
class Classifier:
    """
    Attributes:
        columns: gram → row of *weights*; idf: the weight of its occurrence.
        weights: grams × labels; bias: labels.
        prior_weight: how far the rules' log-probabilities are followed: 1, or less where they are known to mislead.
        temperature: by which scores are divided to be honest probabilities.
        leaning: added to the log-probabilities when a label is chosen, in favour of rare ones; not in the confidence.
        threshold: the confidence from which on a verdict is sure; None: never.
    """

    labels: tuple[str, ...]
    columns: Mapping[str, int]
    idf: Floats
    weights: Floats
    bias: Floats
    prior_weight: float
    temperature: float
    leaning: Floats
    threshold: float | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Opinion:
    """chances: of each label; words: which of the mail's words speak most for *label*."""

    label: str
    chances: Mapping[str, float]
    words: tuple[str, ...]

    @property
    def confidence(self) -> float:
        return self.chances[self.label]


def opinion(classifier: Classifier, found: Mapping[str, float], prior: Mapping[str, float]) -> Opinion:
    """
    What the model says.

    Args:
        found: the grams of the mail.
        prior: the rules' log-probabilities; {} without rules for these labels.
    """
    known = [gram for gram in found if gram in classifier.columns]
    rows = np.array([classifier.columns[gram] for gram in known], dtype=np.int64)
    values = np.array([found[gram] for gram in known], dtype=np.float32) * classifier.idf[rows]
    values /= float(np.sqrt(values @ values)) or 1.0
    terms = classifier.weights[rows] * values[:, None]
    before = np.array([prior.get(label, 0.0) for label in classifier.labels], dtype=np.float32)
    scores = terms.sum(axis=0) + classifier.bias + classifier.prior_weight * before
    chances = softmax(scores / classifier.temperature)
    best = int(np.argmax(np.log(np.maximum(chances, 1e-9)) + classifier.leaning))
    named = dict(zip(classifier.labels, map(float, chances), strict=True))
    return Opinion(classifier.labels[best], named, _telling(known, terms[:, best] - terms.mean(axis=1)))


def _telling(known: list[str], shares: Floats) -> tuple[str, ...]:
    """The words that say most; runs of characters help to decide but would not be understood."""
    enough = SHARE * float(np.maximum(shares, 0).sum())
    found: dict[str, None] = {}
    for place in np.argsort(-shares, kind="stable"):
        word = known[place].removeprefix(SUBJECT)
        if shares[place] < enough / SHOWN_WORDS or len(found) == SHOWN_WORDS:
            break
        if not word.startswith(CHARACTERS) and (len(word) > 1 or not word.isascii()):
            found[word] = None
    return tuple(found)
