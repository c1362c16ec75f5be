"""Learn the weights of parsers.answer_model from labelled answers, and measure on sets that were left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

import parsers
from parsers.answer_clauses import clauses_of, signs_of
from parsers.answer_grams import grams_of, seen_of
from parsers.answer_kinds import KINDS, Earlier
from parsers.answer_model import STEPS, Model, letters_of
from parsers.triage.logistic import minimise
from parsers.triage.matrix import Floats, Matrix, product, starts, transposed
from support.answer_samples import LEARNING, SETS, Sample, own_samples, samples_of_set, set_names

WEIGHTS = Path(parsers.__file__).parent / "answer_weights.tsv.zz"
LEARNED_FROM = LEARNING / "learned_from.sha256"
FEWEST = 2  # clauses that a gram must stand in
STRENGTH = 2.0  # the inverse of L2; with 1 less is read, with 3 more of it is wrong, on answers left out
LIGHTEST = 0.5 / STEPS  # a gram whose weights all round to nothing is left out
BIAS_L2 = 0.01
Row = dict[str, float]


def samples(without: str = "") -> list[Sample]:
    """All that there is to learn from, but for one set."""
    return [*own_samples(), *(one for name in set_names() if name != without for one in samples_of_set(name))]


def digest_of_samples() -> str:
    """SHA-256 over all files that are learned from."""
    paths = [*SETS.glob("*.toml"), *LEARNING.rglob("*.txt"), *LEARNING.rglob("*.toml")]
    found = sha256()
    for path in sorted(paths, key=lambda path: path.relative_to(SETS).as_posix()):
        found.update(path.read_bytes())
    return found.hexdigest()


def learned(some: Iterable[Sample]) -> Model:
    """Weights for each kind against all others, as they are stored."""
    rows, truth, counts = _rows(some)
    counted = Counter(gram for row in rows for gram in row)
    grams = sorted(gram for gram, count in counted.items() if count >= FEWEST)
    weights = _fitted(_matrix(rows, grams), truth, counts)
    heavy = {gram: row for gram, row in zip(grams, weights[:-1].tolist(), strict=True) if _weighs(row)}
    return Model({gram: letters_of(row) for gram, row in heavy.items()}, letters_of(weights[-1].tolist()))


def _weighs(row: Sequence[float]) -> bool:
    return max(map(abs, row)) > LIGHTEST


def _rows(some: Iterable[Sample]) -> tuple[list[Row], Floats, Floats]:
    """A row a clause, what it says, and how much it counts."""
    rows: list[Row] = []
    truth: list[list[bool]] = []
    counts: list[float] = []
    for sample in some:
        clauses = clauses_of(sample.text)
        if len(clauses) != len(sample.said):
            raise ValueError(f"{len(clauses)} clauses, {len(sample.said)} labels: {sample.text!r}")
        seen = [seen_of(clause, signs_of(clause)) for clause in clauses]
        earlier = Earlier()
        for at, said in enumerate(sample.said):
            rows.append(grams_of(seen, at, earlier))
            truth.append([kind in said for kind in KINDS])
            counts.append(sample.weight)
            earlier = earlier.then(said)
    return rows, np.array(truth, dtype=np.float32), np.array(counts, dtype=np.float32)[:, None]


def _matrix(rows: Sequence[Row], grams: Sequence[str]) -> Matrix:
    columns = {gram: at for at, gram in enumerate(grams)}
    known = [[(columns[gram], value) for gram, value in row.items() if gram in columns] for row in rows]
    flat = [pair for row in known for pair in row]
    return Matrix(
        starts(np.array([len(row) for row in known])),
        np.array([column for column, _ in flat], dtype=np.int32),
        np.array([value for _, value in flat], dtype=np.float32),
        len(grams),
    )


def _fitted(matrix: Matrix, truth: Floats, counts: Floats) -> Floats:
    """Logistic regression, each kind by itself; the last row is the bias."""
    turned = transposed(matrix)
    penalty = np.full((matrix.width + 1, 1), 1 / STRENGTH, dtype=np.float32)
    penalty[-1] = BIAS_L2
    kinds = truth.shape[1]

    def objective(flat: Floats) -> tuple[float, Floats]:
        both = flat.reshape(-1, kinds)
        sums = np.clip(product(matrix, both[:-1]) + both[-1], -30, 30)
        chances = 1 / (1 + np.exp(-sums))
        loss = (
            -(counts * np.log(np.where(truth > 0, chances, 1 - chances) + 1e-12)).sum()
            + 0.5 * (penalty * both * both).sum()
        )
        wrong = (counts * (chances - truth)).astype(np.float32)
        slope = np.vstack([product(turned, wrong), wrong.sum(axis=0, keepdims=True)]) + penalty * both
        return float(loss), slope.ravel()

    return minimise(objective, np.zeros((matrix.width + 1) * kinds, dtype=np.float32)).reshape(-1, kinds)
