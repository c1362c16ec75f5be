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
    """The examples as numbers. prior: the rules' log-probabilities, examples × labels."""

    corpus: Corpus
    targets: Ints
    prior: Floats
    prior_weight: float
    labels: tuple[str, ...]

    @property
    def ruled(self) -> bool:
        return bool(self.prior.any())

    @property
    def offset(self) -> Floats:
        return np.asarray(self.prior_weight * self.prior, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What models say of examples that they have not seen. chances: examples × labels; chosen: label numbers."""

    temperature: float
    leaning: Floats
    chances: Floats
    chosen: NDArray[np.int64]


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
    lesson = _lesson(examples, labels)
    trial = _trial(lesson, _folds(examples), costs or {})
    if lesson.ruled and not _helps(lesson, trial):
        return None
    vocabulary, found = _fit(lesson, np.arange(len(examples)))
    return Classifier(
        labels=lesson.labels,
        columns=_columns(lesson.corpus, vocabulary),
        idf=vocabulary.idf,
        weights=found.weights,
        bias=found.bias,
        prior_weight=lesson.prior_weight,
        temperature=trial.temperature,
        leaning=trial.leaning,
        threshold=threshold_for(precision, _right(trial.chosen, lesson.targets), _confidences(trial)),
        figures=_figures(lesson, trial),
    )


def _lesson(examples: Sequence[Example], labels: Sequence[str]) -> _Lesson:
    prior = np.array([[example.prior.get(label, 0.0) for label in labels] for example in examples], dtype=np.float32)
    targets = np.array([labels.index(example.label) for example in examples], dtype=np.int32)
    corpus = corpus_of(grams_of(example.subject, example.text) for example in examples)
    return _Lesson(corpus, targets, prior, _prior_weight(prior, targets), tuple(labels))


def _trial(lesson: _Lesson, folds: NDArray[np.int64], costs: Mapping[str, float]) -> _Trial:
    scores = _out_of_fold(lesson, folds)
    temperature = max(DRIFT * _temperature(scores, lesson.targets), 1.0 if lesson.ruled else 0.0)
    leaning = _leaning(lesson.targets, lesson.labels, costs)
    chances = softmax(scores / np.float32(temperature))
    chosen = (np.log(np.maximum(chances, 1e-9)) + leaning).argmax(axis=1)
    return _Trial(temperature, leaning, chances, chosen)


def _columns(corpus: Corpus, vocabulary: Vocabulary) -> dict[str, int]:
    """Gram → column, in the order of the columns."""
    known = np.flatnonzero(vocabulary.columns >= 0)
    ordered = known[np.argsort(vocabulary.columns[known])]
    return {corpus.grams[number]: column for column, number in enumerate(ordered)}


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


def _helps(lesson: _Lesson, trial: _Trial) -> bool:
    """
    Does what was learned do better than the rules alone?

    A few verdicts that are right by chance move F1 by more than they move the likelihood, so both are asked.
    """
    ruled = lesson.prior / np.float32(_temperature(lesson.prior, lesson.targets))
    figures = _figures(lesson, trial)
    likelier = _likelihood(np.log(np.maximum(trial.chances, 1e-9)), lesson.targets) > _likelihood(ruled, lesson.targets)
    return likelier and figures.macro_f1 >= figures.rules_f1 - TOLERANCE


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
    strength = min(MOST_STRENGTH, max(1.0, len(rows) * STRENGTH_PER_EXAMPLE))
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


def _figures(lesson: _Lesson, trial: _Trial) -> Figures:
    truth, right = _named(lesson, lesson.targets), _right(trial.chosen, lesson.targets)
    return Figures(
        size=len(truth),
        macro_f1=macro_f1(truth, _named(lesson, trial.chosen)),
        accuracy=accuracy(right),
        ece=calibration_error(right, _confidences(trial)),
        rules_f1=macro_f1(truth, _named(lesson, lesson.prior.argmax(axis=1))) if lesson.ruled else -1.0,
    )


def _named(lesson: _Lesson, numbers: Ints | NDArray[np.int64]) -> list[str]:
    return [lesson.labels[number] for number in numbers]


def _right(chosen: NDArray[np.int64], targets: Ints) -> list[bool]:
    return [bool(one == other) for one, other in zip(chosen, targets, strict=True)]


def _confidences(trial: _Trial) -> list[float]:
    return [float(chance) for chance in trial.chances[np.arange(len(trial.chosen)), trial.chosen]]
