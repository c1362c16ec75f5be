"""Sparse matrices in plain numpy: as much of them as logistic regression over words needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
CHUNK = 1 << 17  # values multiplied at once: what is gathered for one label then fits a processor's cache (512 KB)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Compressed sparse rows: row i has values[start[i]:start[i+1]] in the columns of the same places."""

    start: NDArray[np.int64]
    columns: Ints
    values: Floats
    width: int

    def __len__(self) -> int:
        return len(self.start) - 1


def starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where rows of these lengths begin, and where the last one ends."""
    found = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=found[1:])
    return found


def row_numbers(matrix: Matrix) -> Ints:
    """The row of each value."""
    return np.repeat(np.arange(len(matrix), dtype=np.int32), np.diff(matrix.start))


def transposed(matrix: Matrix) -> Matrix:
    order = np.argsort(matrix.columns, kind="stable")
    start = starts(np.bincount(matrix.columns, minlength=matrix.width))
    return Matrix(start, row_numbers(matrix)[order], matrix.values[order], len(matrix))


def rows_of(matrix: Matrix, chosen: NDArray[np.int64]) -> Matrix:
    """Some rows, in the order of *chosen*."""
    lengths = np.diff(matrix.start)[chosen]
    start = starts(lengths)
    places = np.arange(start[-1]) + np.repeat(matrix.start[chosen] - start[:-1], lengths)
    return Matrix(start, matrix.columns[places], matrix.values[places], matrix.width)


def product(matrix: Matrix, dense: Floats) -> Floats:
    """matrix · dense, label by label and some rows at a time."""
    by_label = np.ascontiguousarray(dense.T)
    result = np.zeros((len(by_label), len(matrix)), dtype=np.float32)
    filled = np.flatnonzero(np.diff(matrix.start))  # reduceat takes an empty row for the first value of the next one
    borders = np.flatnonzero(np.diff(matrix.start[filled] // CHUNK)) + 1
    for rows in np.split(filled, borders) if len(filled) else ():
        span = slice(matrix.start[rows[0]], matrix.start[rows[-1] + 1])
        columns, values, begins = matrix.columns[span], matrix.values[span], matrix.start[rows] - span.start
        for label, weights in enumerate(by_label):
            result[label, rows] = np.add.reduceat(weights.take(columns) * values, begins)
    return result.T
