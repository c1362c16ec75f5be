"""A learned model as bytes and back: JSON under gzip with a version and nothing that could be run."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import asdict
from typing import Any

import numpy as np

from parsers.triage.classifier import Classifier, Figures

VERSION = 1
DIGITS = 4  # significant ones of a weight; more change no verdict


class UnreadableModel(ValueError):
    """The bytes are no model of this version; learn it anew."""


def packed(classifier: Classifier) -> bytes:
    """The same bytes for the same model, whenever it is packed."""
    tree = {
        "version": VERSION,
        "labels": classifier.labels,
        "grams": sorted(classifier.columns, key=lambda gram: classifier.columns[gram]),
        "idf": _short(classifier.idf),
        "weights": [_short(row) for row in classifier.weights.T],
        "bias": _short(classifier.bias),
        "prior_weight": classifier.prior_weight,
        "temperature": classifier.temperature,
        "leaning": _short(classifier.leaning),
        "threshold": classifier.threshold,
        "figures": asdict(classifier.figures),
    }
    return gzip.compress(json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)


def unpacked(packed_model: bytes) -> Classifier:
    """
    Raises:
        UnreadableModel
    """
    try:
        return _classifier(json.loads(gzip.decompress(packed_model)))
    except (OSError, EOFError, zlib.error, KeyError, TypeError, ValueError) as error:
        raise UnreadableModel(f"{type(error).__name__}: {error}") from error


def _classifier(tree: dict[str, Any]) -> Classifier:
    if tree["version"] != VERSION:
        raise ValueError(f"version {tree['version']}, not {VERSION}")
    labels, grams = tuple(tree["labels"]), tree["grams"]
    weights = np.ascontiguousarray(np.array(tree["weights"], dtype=np.float32).reshape(len(labels), len(grams)).T)
    idf, bias, leaning = (np.array(tree[name], dtype=np.float32) for name in ("idf", "bias", "leaning"))
    if idf.shape != (len(grams),) or bias.shape != (len(labels),) or leaning.shape != bias.shape:
        raise ValueError("its parts do not fit together")
    return Classifier(
        labels=labels,
        columns={str(gram): row for row, gram in enumerate(grams)},
        idf=idf,
        weights=weights,
        bias=bias,
        prior_weight=float(tree["prior_weight"]),
        temperature=float(tree["temperature"]),
        leaning=leaning,
        threshold=tree["threshold"] if tree["threshold"] is None else float(tree["threshold"]),
        figures=Figures(**tree["figures"]),
    )


def _short(numbers: np.ndarray[Any, np.dtype[np.float32]]) -> list[float]:
    return [float(f"{number:.{DIGITS}g}") for number in numbers.tolist()]
