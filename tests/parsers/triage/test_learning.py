from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tickets_to_learn import TOPICS, examples

from parsers.triage.archive import UnreadableModel, packed, unpacked
from parsers.triage.classifier import opinion
from parsers.triage.corpus import corpus_of
from parsers.triage.grams import grams_of
from parsers.triage.learning import FEWEST_EXAMPLES, Example, learn
from parsers.triage.logistic import fit, softmax
from parsers.triage.matrix import Matrix, product, rows_of, transposed

LABELS = tuple(TOPICS)


def dense(matrix: Matrix) -> np.ndarray:
    found = np.zeros((len(matrix), matrix.width), dtype=np.float32)
    for row in range(len(matrix)):
        span = slice(matrix.start[row], matrix.start[row + 1])
        np.add.at(found[row], matrix.columns[span], matrix.values[span])
    return found


mails = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.5, 3), max_size=6), min_size=1, max_size=12)


@given(mails, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_sparse_products_are_the_dense_ones(rows: list[dict[str, float]], dice: random.Random) -> None:
    matrix = corpus_of(rows).mails
    weights = np.array([[dice.random() for _ in range(3)] for _ in range(matrix.width)], dtype=np.float32).reshape(
        -1, 3
    )
    chosen = np.array([dice.randrange(len(rows)) for _ in range(4)])

    np.testing.assert_allclose(product(matrix, weights), dense(matrix) @ weights, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(dense(transposed(matrix)), dense(matrix).T)
    np.testing.assert_allclose(dense(rows_of(matrix, chosen)), dense(matrix)[chosen])


def test_the_fit_is_where_the_slope_is_flat() -> None:
    dice = np.random.default_rng(7)
    rows = [{f"g{column}": float(value) for column, value in enumerate(dice.random(6))} for _ in range(40)]
    matrix, targets = corpus_of(rows).mails, dice.integers(0, 3, 40).astype(np.int32)
    offset = dice.normal(size=(40, 3)).astype(np.float32)
    found = fit(matrix, targets, offset, 2.0)
    chances = softmax(product(matrix, found.weights) + found.bias + offset)
    slope = dense(matrix).T @ (chances - np.eye(3)[targets]) + found.weights / 2.0

    assert np.abs(slope).max() < 0.25  # it is some 5 at the start


def test_mails_like_those_learned_are_told_apart() -> None:
    learned = examples()
    model = learn(learned[::2], LABELS, 0.9)

    assert model is not None
    for one in learned[1::2]:
        assert opinion(model, grams_of(one.subject, one.text), {}).label == one.label


def test_the_words_that_decided_are_told() -> None:
    model = learn(examples(), LABELS, 0.9)

    assert model is not None
    words = opinion(model, grams_of("Quillpad asks for a key", ""), {}).words
    assert words
    assert all(word in "quillpad asks for a key" for word in words)


def test_labels_without_examples_stay_possible_through_the_rules() -> None:
    labels = (*LABELS, "consultation")
    even = {label: float(np.log(0.25)) for label in labels}
    model = learn([replace(one, prior=even) for one in examples()], labels, 0.9)

    assert model is not None
    sure = dict.fromkeys(LABELS, -6.0) | {"consultation": -0.01}
    assert opinion(model, grams_of("where is the manual", ""), sure).label == "consultation"


def test_too_few_or_all_alike_teach_nothing() -> None:
    few = examples()[: FEWEST_EXAMPLES - 1]
    alike = [replace(one, label="hardware") for one in examples()]

    assert learn(few, LABELS, 0.9) is None
    assert learn(alike, LABELS, 0.9) is None


def test_where_the_rules_are_always_right_nothing_is_put_in_their_place() -> None:
    """Labels that follow from nothing in the words, only the rules know them."""
    dice = random.Random(3)
    lessons = []
    for one in examples():
        label = dice.choice(LABELS)
        prior = {other: -0.01 if other == label else -5.0 for other in LABELS}
        lessons.append(Example(one.subject, one.text, label, prior))
    model = learn(lessons, LABELS, 0.9)

    assert model is None or model.figures.macro_f1 >= model.figures.rules_f1 - 0.02


def test_noise_is_never_labelled_by_itself() -> None:
    for seed in range(5):
        dice = random.Random(seed)
        model = learn([replace(one, label=dice.choice(LABELS)) for one in examples()], LABELS, 0.9)
        assert model is None or model.threshold is None


def test_the_same_mail_twice_does_not_flatter_the_figures() -> None:
    dice = random.Random(5)
    noise = [replace(one, label=dice.choice(LABELS)) for one in examples()]
    model = learn([one for one in noise for _ in range(4)], LABELS, 0.9)

    assert model is not None
    assert model.figures.accuracy < 0.7
    assert model.threshold is None


def test_a_packed_model_says_the_same() -> None:
    model = learn(examples(), LABELS, 0.9)
    assert model is not None
    again = unpacked(packed(model))
    one = opinion(model, grams_of("Nimbus client quits", "it quits"), {})
    other = opinion(again, grams_of("Nimbus client quits", "it quits"), {})

    assert (one.label, one.words) == (other.label, other.words)
    assert one.confidence == pytest.approx(other.confidence, abs=1e-3)
    assert (again.labels, again.threshold, again.figures) == (model.labels, model.threshold, model.figures)
    assert packed(again) == packed(model)


@pytest.mark.parametrize("broken", [b"", b"no gzip", b"\x1f\x8b\x08", b"cos\nsystem\n(S'true'\ntR."])
def test_bytes_that_are_no_model_are_refused(broken: bytes) -> None:
    with pytest.raises(UnreadableModel):
        unpacked(broken)


def test_a_model_of_another_version_is_refused() -> None:
    import gzip

    with pytest.raises(UnreadableModel, match="version 99"):
        unpacked(gzip.compress(b'{"version": 99}'))
