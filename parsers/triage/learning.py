"""Learning a model from labelled mails, and finding out on mails it has not seen how good it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from parsers.triage.classifier import Classifier, Figures
from parsers.triage.corpus import Corpus, Vocabulary, corpus_of, learn_vocabulary, rows_of, weighed
from parsers.triage.grams import grams_of
from parsers.triage.logistic import Fit, fit, softmax
from parsers.triage.matrix import Floats, Ints, Matrix, product
from parsers.triage.measures import accuracy, calibration_error, macro_f1, threshold_for

FEWEST_EXAMPLES = 20  # below it only the rules speak
STRENGTH_PER_EXAMPLE, MOST_STRENGTH = 1 / 20, 10.0  # C grows with what there is to learn from
LEANING = 0.4  # share of the labels' log-frequency that a choice makes up for: rare labels count as much in macro-F1
MANY = 2000  # examples, from which on three folds tell enough
ENOUGH_TO_DOUBT = 200  # examples, from which on the rules may be believed less
RARE = 0.25  # share of a label up to which what it costs to miss it is heeded
TOLERANCE = 0.02  # of macro-F1 below the rules' on the same examples: chance, among a few hundred
PRIOR_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
TEMPERATURES = tuple(1.12**step for step in range(-14, 22))  # 0.2 to 10.8
# With rules in it never below 1: whoever writes rules has such tickets in view, and so they do better on these.
DRIFT = 1.1  # further than these mails suggest: tomorrow's differ from them more than they do from each other


@dataclass(frozen=True, slots=True)
class Example:
    """A mail and its right label; prior: the rules' log-probabilities, {} when they do not know such labels."""

    subject: str
    text: str
    label: str
    prior: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Lesson:
    """The examples as numbers. offset: the rules' log-probabilities by their weight."""

    corpus: Corpus
    targets: Ints
    offset: Floats
    labels: tuple[str, ...]

    @property
    def strength(self) -> float:
        return min(MOST_STRENGTH, max(1.0, len(self.targets) * STRENGTH_PER_EXAMPLE))


def learn(
    examples: Sequence[Example], labels: Sequence[str], precision: float, costs: Mapping[str, float] | None = None
) -> Classifier | None:
    """
    Learn a model.

    Args:
        labels: all that may be given, also those that no example has.
        precision: how often verdicts above the threshold shall be right.
        costs: of missing a label, beside 1 for the others.

    Returns:
        None when there are too few examples or the rules alone do better.
    """
    if len(examples) < FEWEST_EXAMPLES or len({example.label for example in examples}) < 2:
        return None
    prior = _prior(examples, labels)
    targets = np.array([labels.index(example.label) for example in examples], dtype=np.int32)
    weight = _prior_weight(prior, targets)
    corpus = corpus_of(grams_of(example.subject, example.text) for example in examples)
    lesson = _Lesson(corpus, targets, weight * prior, tuple(labels))
    unseen = _out_of_fold(lesson, _folds(examples))
    with_rules = any(example.prior for example in examples)
    temperature = DRIFT * max(_temperature(unseen, targets), 1.0 if with_rules else 0.0)
    leaning = _leaning(targets, labels, costs or {})
    chances = softmax(unseen / np.float32(temperature))
    chosen = (np.log(np.maximum(chances, 1e-9)) + leaning).argmax(axis=1)
    figures = _figures(lesson, chances, chosen, prior if with_rules else None)
    if with_rules and not _helps(
        figures, _likelihood(unseen / np.float32(temperature), targets), _calm(prior, targets)
    ):
        return None
    threshold = threshold_for(precision, _right(chosen, targets), _confidences(chances, chosen))
    vocabulary, found = _fit(lesson, np.arange(len(examples)))
    return Classifier(
        labels=tuple(labels),
        columns=_columns(corpus, vocabulary),
        idf=vocabulary.idf,
        weights=found.weights,
        bias=found.bias,
        prior_weight=weight,
        temperature=temperature,
        leaning=leaning,
        threshold=threshold,
        figures=figures,
    )


def _columns(corpus: Corpus, vocabulary: Vocabulary) -> dict[str, int]:
    """Gram → column, in the order of the columns."""
    known = np.flatnonzero(vocabulary.columns >= 0)
    ordered = known[np.argsort(vocabulary.columns[known])]
    return {corpus.grams[number]: column for column, number in enumerate(ordered)}


def _prior(examples: Sequence[Example], labels: Sequence[str]) -> Floats:
    rows = [[example.prior.get(label, 0.0) for label in labels] for example in examples]
    return np.array(rows, dtype=np.float32)


def _prior_weight(prior: Floats, targets: Ints) -> float:
    """1 while examples are few; then the weight under which the examples are likeliest."""
    if len(targets) < ENOUGH_TO_DOUBT:
        return 1.0
    return max(
        PRIOR_WEIGHTS, key=lambda weight: _likelihood(weight * prior + _balance(weight * prior, targets), targets)
    )


def _balance(offset: Floats, targets: Ints) -> Floats:
    """A first guess at the bias: how much more often a label occurs than the rules expect."""
    real = np.bincount(targets, minlength=offset.shape[1]) + 1.0
    return np.asarray(np.log(real / (softmax(offset).sum(axis=0) + 1.0)), dtype=np.float32)


def _calm(prior: Floats, targets: Ints) -> float:
    """How likely the rules alone make the examples, at the temperature that suits them best."""
    return _likelihood(prior / np.float32(_temperature(prior, targets)), targets)


def _helps(figures: Figures, learned: float, ruled: float) -> bool:
    """What is right in one place by chance moves F1 by more than it moves the likelihood, so both are asked."""
    return learned > ruled and figures.macro_f1 >= figures.rules_f1 - TOLERANCE


def _likelihood(scores: Floats, targets: Ints) -> float:
    chances = softmax(scores)[np.arange(len(targets)), targets]
    return float(np.log(np.maximum(chances, 1e-9)).mean())


def _folds(examples: Sequence[Example]) -> NDArray[np.int64]:
    """The fold of each example: labels spread evenly, the same mail twice never on both sides."""
    count = 3 if len(examples) > MANY else 5
    given: dict[tuple[str, str], int] = {}
    next_of: Counter[str] = Counter()
    for example in examples:
        key = (example.subject, example.text)
        if key not in given:
            given[key] = next_of[example.label] % count
            next_of[example.label] += 1
    return np.array([given[(example.subject, example.text)] for example in examples])


def _fit(lesson: _Lesson, rows: NDArray[np.int64]) -> tuple[Vocabulary, Fit]:
    mails = rows_of(lesson.corpus.mails, rows)
    vocabulary = learn_vocabulary(mails)
    strength = min(lesson.strength, max(1.0, len(rows) * STRENGTH_PER_EXAMPLE))
    return vocabulary, fit(weighed(mails, vocabulary), lesson.targets[rows], lesson.offset[rows], strength)


def _out_of_fold(lesson: _Lesson, folds: NDArray[np.int64]) -> Floats:
    """The scores of each example by a model that has not seen it."""
    found = np.zeros((len(folds), len(lesson.labels)), dtype=np.float32)
    for fold in np.unique(folds):
        unseen = np.flatnonzero(folds == fold)
        vocabulary, model = _fit(lesson, np.flatnonzero(folds != fold))
        mails: Matrix = weighed(rows_of(lesson.corpus.mails, unseen), vocabulary)
        found[unseen] = product(mails, model.weights) + model.bias + lesson.offset[unseen]
    return found


def _temperature(scores: Floats, targets: Ints) -> float:
    return max(TEMPERATURES, key=lambda temperature: _likelihood(scores / np.float32(temperature), targets))


def _leaning(targets: Ints, labels: Sequence[str], costs: Mapping[str, float]) -> Floats:
    """Towards rare labels, and towards those that cost more to miss unless they are so frequent that none is missed."""
    shares = (np.bincount(targets, minlength=len(labels)) + 1.0) / (len(targets) + len(labels))
    dear = [log(costs.get(label, 1.0)) if share < RARE else 0.0 for label, share in zip(labels, shares, strict=True)]
    return np.asarray(-LEANING * np.log(shares) + dear, dtype=np.float32)


def _figures(lesson: _Lesson, chances: Floats, chosen: NDArray[np.int64], prior: Floats | None) -> Figures:
    truth, right = _named(lesson, lesson.targets), _right(chosen, lesson.targets)
    return Figures(
        size=len(truth),
        macro_f1=macro_f1(truth, _named(lesson, chosen)),
        accuracy=accuracy(right),
        ece=calibration_error(right, _confidences(chances, chosen)),
        rules_f1=-1.0 if prior is None else macro_f1(truth, _named(lesson, prior.argmax(axis=1))),
    )


def _named(lesson: _Lesson, numbers: Ints | NDArray[np.int64]) -> list[str]:
    return [lesson.labels[number] for number in numbers]


def _right(chosen: NDArray[np.int64], targets: Ints) -> list[bool]:
    return [bool(one == other) for one, other in zip(chosen, targets, strict=True)]


def _confidences(chances: Floats, chosen: NDArray[np.int64]) -> list[float]:
    return [float(chance) for chance in chances[np.arange(len(chosen)), chosen]]
