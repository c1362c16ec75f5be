"""Multinomial logistic regression with an offset, fitted by L-BFGS (Nocedal & Wright, algorithms 7.4 and 7.5)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from parsers.triage.matrix import Floats, Ints, Matrix, product, transposed

MEMORY = 8  # pairs that L-BFGS remembers; 5 to 10 are usual
FEWEST_STEPS, MOST_STEPS = 10, 80
ENOUGH = 5e-4  # of the loss: a smaller gain in a step ends the fitting
BIAS_L2 = 3.0  # keeps the labels' shares among a few corrections from drowning the rules

HALVINGS = tuple(0.5**step for step in range(20))

Objective = Callable[[Floats], tuple[float, Floats]]


@dataclass(frozen=True, slots=True)
class Fit:
    """weights: columns × labels; bias: labels."""

    weights: Floats
    bias: Floats


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def fit(matrix: Matrix, targets: Ints, offset: Floats, strength: float) -> Fit:
    """
    Weights under which *targets* are likely, on top of *offset*.

    Args:
        targets: the label of each row, as a number.
        offset: rows × labels: what is known before, as log-probabilities; its weight is 1.
        strength: how far the rows may move the weights (C, the inverse of L2).
    """
    labels = offset.shape[1]
    turned = transposed(matrix)
    truth = np.eye(labels, dtype=np.float32)[targets]
    penalty = np.full((matrix.width + 1, 1), 1 / strength, dtype=np.float32)
    penalty[-1] = BIAS_L2

    def objective(flat: Floats) -> tuple[float, Floats]:
        both = flat.reshape(-1, labels)
        chances = softmax(product(matrix, both[:-1]) + both[-1] + offset)
        loss = -np.log(np.maximum((chances * truth).sum(axis=1), 1e-12)).sum() + 0.5 * (penalty * both * both).sum()
        wrong = chances - truth
        slope = np.vstack([product(turned, wrong), wrong.sum(axis=0, keepdims=True)]) + penalty * both
        return float(loss), slope.ravel()

    best = minimise(objective, np.zeros((matrix.width + 1) * labels, dtype=np.float32)).reshape(-1, labels)
    return Fit(best[:-1], best[-1])


def minimise(objective: Objective, point: Floats) -> Floats:
    """The lowest point of a convex function."""
    pairs: deque[tuple[Floats, Floats]] = deque(maxlen=MEMORY)
    value, slope = objective(point)
    for done in range(MOST_STEPS):
        direction = -_newton(slope, pairs)
        if not pairs:  # nothing is known of the curvature yet
            direction = direction / np.float32(np.abs(direction).sum() + 1e-12)
        descent = float(slope @ direction)
        found = _lower(objective, (point, value), direction, descent)
        if found is None:
            break
        moved, lower, bend = found
        if (moved - point) @ (bend - slope) > 1e-10:
            pairs.append((moved - point, bend - slope))
        gain, point, value, slope = value - lower, moved, lower, bend
        if done >= FEWEST_STEPS and gain < ENOUGH * abs(value):
            break
    return point


def _newton(slope: Floats, pairs: deque[tuple[Floats, Floats]]) -> Floats:
    """The slope times the inverse curvature that the last steps have shown."""
    result = slope.copy()
    shares = []
    for step, bend in reversed(pairs):
        share = (step @ result) / (step @ bend)
        shares.append(share)
        result -= share * bend
    if pairs:
        step, bend = pairs[-1]
        result *= (step @ bend) / (bend @ bend)
    for (step, bend), share in zip(pairs, reversed(shares), strict=True):
        result += step * (share - (bend @ result) / (step @ bend))
    return result


def _lower(
    objective: Objective, at: tuple[Floats, float], direction: Floats, descent: float
) -> tuple[Floats, float, Floats] | None:
    """A point along *direction* that is lower by enough (Armijo), found by halving the step."""
    point, value = at
    for length in HALVINGS:
        moved = point + np.float32(length) * direction
        lower, slope = objective(moved)
        if lower <= value + 1e-4 * length * descent:
            return moved, lower, slope
    return None
