"""How good verdicts are; plain figures that need no numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

BINS = 10  # of the calibration error, as usual since Naeini et al. 2015
SURENESS = 1.6449  # standard deviations: the bound holds in 95 of 100 cases
FEWEST = 20  # verdicts above a threshold before it is believed


@dataclass(frozen=True, slots=True)
class Score:
    """Of one label. support: how many really have it."""

    precision: float
    recall: float
    f1: float
    support: int


def scores(truth: Sequence[str], said: Sequence[str], labels: Sequence[str]) -> dict[str, Score]:
    pairs = list(zip(truth, said, strict=True))
    found = {}
    for label in labels:
        right = sum(one == other == label for one, other in pairs)
        real, claimed = sum(one == label for one, _ in pairs), sum(other == label for _, other in pairs)
        precision, recall = right / claimed if claimed else 0.0, right / real if real else 0.0
        found[label] = Score(precision, recall, 2 * right / (real + claimed) if right else 0.0, real)
    return found


def macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    """The mean F1 of the labels that really occur or were given."""
    labels = sorted({*truth, *said})
    found = scores(truth, said, labels)
    return sum(score.f1 for score in found.values()) / len(found) if found else 0.0


def accuracy(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def calibration_error(right: Sequence[bool], confidences: Sequence[float]) -> float:
    """How far confidence and the share of right verdicts are apart, on average over `BINS` bins."""
    gaps = [0.0] * BINS
    for was_right, confidence in zip(right, confidences, strict=True):
        gaps[min(int(confidence * BINS), BINS - 1)] += confidence - was_right
    return sum(map(abs, gaps)) / len(right) if right else 0.0


def lower_bound(right: int, total: int) -> float:
    """What the share of right verdicts is at least (Wilson 1927, one-sided)."""
    if not total:
        return 0.0
    share, square = right / total, SURENESS**2
    spread = SURENESS * sqrt(share * (1 - share) / total + square / (4 * total**2))
    return (share + square / (2 * total) - spread) / (1 + square / total)


def threshold_for(precision: float, right: Sequence[bool], confidences: Sequence[float]) -> float | None:
    """
    The lowest confidence from which on verdicts are right as often as wanted, as far as these verdicts tell.

    Returns:
        None when there is none: then no verdict is to be believed without a look.
    """
    order = sorted(zip(confidences, right, strict=True), reverse=True)
    found, hits = None, 0
    for count, (confidence, was_right) in enumerate(order, 1):
        hits += was_right
        is_border = count == len(order) or order[count][0] < confidence
        if is_border and count >= FEWEST and lower_bound(hits, count) >= precision:
            found = confidence
    return found
