"""The mails to learn from, as numbers; a vocabulary is chosen anew for each part of them that is learned from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from parsers.triage.matrix import Floats, Ints, Matrix, row_numbers, rows_of, starts

N = TypeVar("N", np.int32, np.float32)
AT_LEAST = 2  # mails that a gram must occur in: what came once tells nothing of the next mail
AT_MOST = 60_000  # grams of a model: some 15 MB in memory with eight labels


@dataclass(frozen=True, slots=True)
class Corpus:
    """grams: every gram that occurs, by its number; mails: a row each, with the weights of its grams."""

    grams: list[str]
    mails: Matrix


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """columns: a gram's column by its number in the corpus, -1 without one; idf: what each column weighs."""

    columns: Ints
    idf: Floats


def corpus_of(mails: Iterable[Mapping[str, float]]) -> Corpus:
    numbers: dict[str, int] = {}
    columns: list[Ints] = []
    values: list[Floats] = []
    for mail in mails:
        columns.append(np.fromiter((numbers.setdefault(gram, len(numbers)) for gram in mail), np.int32, len(mail)))
        values.append(np.fromiter(mail.values(), np.float32, len(mail)))
    start = starts(np.array([len(row) for row in columns], dtype=np.int64))
    mails_as_rows = Matrix(start, _joined(columns, np.int32), _joined(values, np.float32), len(numbers))
    return Corpus(list(numbers), mails_as_rows)


def _joined(rows: list[NDArray[N]], kind: type[N]) -> NDArray[N]:
    return np.concatenate(rows) if rows else np.zeros(0, dtype=kind)


def learn_vocabulary(mails: Matrix) -> Vocabulary:
    """The grams of at least `AT_LEAST` of these mails; the most frequent, where there are too many."""
    frequency = np.bincount(mails.columns, minlength=mails.width)
    order = np.argsort(-frequency, kind="stable")[:AT_MOST]
    chosen = order[frequency[order] >= AT_LEAST]
    columns = np.full(mails.width, -1, dtype=np.int32)
    columns[chosen] = np.arange(len(chosen), dtype=np.int32)
    return Vocabulary(columns, inverse_frequency(frequency[chosen], len(mails)))


def inverse_frequency(frequency: NDArray[np.int64], mails: int) -> Floats:
    """Rare words say more than those that everybody writes (Spärck Jones 1972), smoothed by one mail with them all."""
    return np.asarray(1 + np.log((1 + mails) / (1 + frequency)), dtype=np.float32)


def weighed(mails: Matrix, vocabulary: Vocabulary) -> Matrix:
    """The mails over the vocabulary; each row of length 1."""
    columns = vocabulary.columns[mails.columns]
    known = columns >= 0
    rows = row_numbers(mails)[known]
    values = mails.values[known] * vocabulary.idf[columns[known]]
    norms = np.sqrt(np.bincount(rows, weights=values * values, minlength=len(mails)))
    start = starts(np.bincount(rows, minlength=len(mails)))
    return Matrix(start, columns[known], (values / norms[rows]).astype(np.float32), len(vocabulary.idf))


__all__ = ["Corpus", "Vocabulary", "corpus_of", "learn_vocabulary", "rows_of", "weighed"]
