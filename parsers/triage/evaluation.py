"""How good triage is on labelled mails: trained on some of them, measured on others, nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.quotes import split_reply
from parsers.triage.grams import grams_of
from parsers.triage.measures import accuracy, calibration_error, macro_f1, scores
from parsers.triage.rules import Rules, chances, find_words, grounds_of, leading, log_chances

if TYPE_CHECKING:
    from parsers.triage.classifier import Classifier

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mail and what it is. text: without quotes and signature."""

    subject: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class _Said:
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Task:
    """kind: "category", "priority", or anything else for labels that the rules do not know."""

    kind: str
    precision: float
    rules: Rules


def typed(text: str) -> str:
    """What the sender typed; all of it when nothing but quotes is there."""
    fresh = split_reply(text.replace("\r\n", "\n")).fresh
    return fresh if fresh.strip() else text


def evaluate(train: Sequence[Labelled], test: Sequence[Labelled], task: Task) -> dict[str, object]:
    """
    The figures of *test*, in the words of the command's output.

    Args:
        train: to learn from and to choose the threshold on; empty: the rules alone.
    """
    codes = set(task.rules.codes(task.kind))
    ruled = bool(codes) and {row.label for row in (*train, *test)} <= codes
    model = _learned(train, task, ruled) if train else None
    fallback = Counter(row.label for row in train).most_common(1)
    said = [_judged(row, task, model, ruled) or _Said(fallback[0][0], fallback[0][1] / len(train)) for row in test]
    threshold = model.threshold if model else _threshold_of_rules(train, task) if ruled else None
    return {"n_train": len(train), "n_test": len(test), "threshold": threshold, **_figures(test, said, threshold)}


def _learned(train: Sequence[Labelled], task: Task, ruled: bool) -> Classifier | None:
    from parsers.triage.learning import Example, learn

    examples = [Example(row.subject, row.text, row.label, _prior(row, task) if ruled else {}) for row in train]
    labels = task.rules.codes(task.kind) if ruled else tuple(sorted({row.label for row in train}))
    return learn(examples, labels, task.precision, task.rules.costs(task.kind) if ruled else None)


def _prior(row: Labelled, task: Task) -> dict[str, float]:
    return known_before(row.subject, row.text, task.kind, task.rules)


def known_before(subject: str, text: str, kind: str, rules: Rules) -> dict[str, float]:
    """What the rules say of a mail's words, as log-probabilities: what learning begins with."""
    return log_chances(kind, rules, grounds_of(find_words(subject, text, rules), rules, {}))


def _judged(row: Labelled, task: Task, model: Classifier | None, ruled: bool) -> _Said | None:
    """None when neither rules nor a model know such labels."""
    if model:
        from parsers.triage.classifier import opinion

        found = opinion(model, grams_of(row.subject, row.text), _prior(row, task) if ruled else {})
        return _Said(found.label, found.confidence)
    return _ruled(row, task) if ruled else None


def _ruled(row: Labelled, task: Task) -> _Said:
    found = chances(task.kind, task.rules, grounds_of(find_words(row.subject, row.text, task.rules), task.rules, {}))
    label = leading(found, task.rules.costs(task.kind))
    return _Said(label, found[label])


def _threshold_of_rules(train: Sequence[Labelled], task: Task) -> float | None:
    """Where no model was worth it, the rules are measured on the same mails."""
    from parsers.triage.measures import threshold_for

    said = [_ruled(row, task) for row in train]
    right = [one.label == row.label for one, row in zip(said, train, strict=True)]
    return threshold_for(task.precision, right, [one.confidence for one in said])


def _figures(test: Sequence[Labelled], said: Sequence[_Said], threshold: float | None) -> Mapping[str, object]:
    truth, labels = [row.label for row in test], [one.label for one in said]
    right = [one == other for one, other in zip(truth, labels, strict=True)]
    confidences = [one.confidence for one in said]
    auto = [hit for hit, one in zip(right, said, strict=True) if threshold is not None and one.confidence >= threshold]
    return {
        "macro_f1": round(macro_f1(truth, labels), DIGITS),
        "accuracy": round(accuracy(right), DIGITS),
        "ece": round(calibration_error(right, confidences), DIGITS),
        "auto_share": round(len(auto) / len(test), DIGITS) if test else 0.0,
        "auto_precision": round(accuracy(auto), DIGITS) if auto else None,
        "per_label": {
            label: {
                "precision": round(score.precision, DIGITS),
                "recall": round(score.recall, DIGITS),
                "f1": round(score.f1, DIGITS),
                "n": score.support,
            }
            for label, score in scores(truth, labels, sorted(set(truth))).items()
        },
    }
