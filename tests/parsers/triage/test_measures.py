from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from parsers.triage.measures import FEWEST, accuracy, calibration_error, lower_bound, macro_f1, scores, threshold_for


def test_macro_f1_counts_each_label_alike() -> None:
    truth, said = ["a"] * 8 + ["b"] * 2, ["a"] * 10

    assert scores(truth, said, ["a", "b"])["b"].f1 == 0
    assert macro_f1(truth, said) == (16 / 18 + 0) / 2


def test_a_perfect_verdict_scores_one() -> None:
    assert macro_f1(["a", "b"], ["a", "b"]) == 1


def test_honest_confidence_has_no_calibration_error() -> None:
    assert abs(calibration_error([True] * 7 + [False] * 3, [0.7] * 10)) < 1e-9
    assert abs(calibration_error([False] * 10, [0.9] * 10) - 0.9) < 1e-9


def test_the_lower_bound_rises_with_what_was_seen() -> None:
    assert lower_bound(9, 10) < lower_bound(90, 100) < lower_bound(900, 1000) < 0.9
    assert lower_bound(0, 0) == 0


def test_the_threshold_is_the_lowest_that_holds() -> None:
    confidences = [0.9] * 60 + [0.6] * 60 + [0.3] * 60
    right = [True] * 120 + [False] * 60

    assert threshold_for(0.9, right, confidences) == 0.6


def test_a_few_lucky_verdicts_give_no_threshold() -> None:
    assert threshold_for(0.9, [True] * (FEWEST - 1), [0.9] * (FEWEST - 1)) is None


@given(st.integers(0, 10_000))
def test_verdicts_that_are_right_by_chance_give_no_threshold(seed: int) -> None:
    dice = random.Random(seed)
    right = [dice.random() < 0.4 for _ in range(300)]

    assert threshold_for(0.9, right, [dice.random() for _ in right]) is None


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=80))
def test_above_the_threshold_verdicts_are_at_least_as_good_as_wanted(verdicts: list[tuple[bool, float]]) -> None:
    right, confidences = [hit for hit, _ in verdicts], [confidence for _, confidence in verdicts]
    threshold = threshold_for(0.8, right, confidences)

    if threshold is not None:
        assert accuracy([hit for hit, confidence in verdicts if confidence >= threshold]) >= 0.8
