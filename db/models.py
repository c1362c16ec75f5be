"""What triage has learned, and the corrections that it learns from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import peewee as pw

from db.rows import first, rows
from db.schema import Correction as CorrectionRow
from db.schema import Entry, Ticket
from db.schema import TriageModel as Row

KEPT = 3  # models of a kind: the one in use, the one before, and one more to compare


@dataclass(frozen=True, slots=True)
class NewModel:
    """kind: "category" or "priority"; figures: of the cross-validation; size: tickets learned from."""

    kind: str
    content: bytes
    labels: tuple[str, ...]
    threshold: float | None
    figures: Mapping[str, float]
    size: int
    learned_at: datetime


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A stored model without its content."""

    id: int
    kind: str
    learned_at: datetime
    size: int
    labels: tuple[str, ...]
    threshold: float | None
    figures: Mapping[str, float]
    sha256: str
    in_use: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody of the desk has made of a ticket's category or priority; old = new confirms it."""

    ticket_id: int
    kind: str
    old: str
    new: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lesson:
    """A corrected ticket: its title, the first words of its user, and what it is."""

    title: str
    text: str
    label: str


class DamagedModel(ValueError):
    """A stored model is not the one that was stored: its hash differs."""


def store(model: NewModel) -> int:
    """Keep a model, not yet in use; the oldest beyond `KEPT` of its kind go, but for the one in use."""
    row = Row.create(
        kind=model.kind,
        learned_at=model.learned_at,
        size=model.size,
        labels=json.dumps(list(model.labels), ensure_ascii=False),
        threshold=model.threshold,
        figures=json.dumps(dict(model.figures), sort_keys=True),
        sha256=hashlib.sha256(model.content).hexdigest(),
        content=model.content,
    )
    kept = [id for (id,) in rows(_newest(model.kind).limit(KEPT))]
    Row.delete().where((Row.kind == model.kind) & Row.id.not_in(kept) & ~Row.in_use).execute()
    return int(row.id)


def use(kind: str, model_id: int | None) -> None:
    """From now on this model judges, or none."""
    Row.update(in_use=False).where((Row.kind == kind) & Row.in_use).execute()
    if model_id is not None:
        Row.update(in_use=True).where((Row.kind == kind) & (Row.id == model_id)).execute()


def listed(kind: str) -> list[ModelInfo]:
    """The models that are kept, newest first."""
    columns = (
        Row.id,
        Row.kind,
        Row.learned_at,
        Row.size,
        Row.labels,
        Row.threshold,
        Row.figures,
        Row.sha256,
        Row.in_use,
    )
    query = Row.select(*columns).where(Row.kind == kind).order_by(Row.id.desc())
    return [
        ModelInfo(id, kind, at, size, tuple(json.loads(labels)), threshold, json.loads(figures), digest, bool(used))
        for id, kind, at, size, labels, threshold, figures, digest, used in rows(query)
    ]


def in_use(kind: str) -> ModelInfo | None:
    return next((model for model in listed(kind) if model.in_use), None)


def content(model_id: int) -> bytes:
    """
    Raises:
        DamagedModel: it is gone or its bytes have changed.
    """
    found = first(Row.select(Row.content, Row.sha256).where(Row.id == model_id))
    if found is None or hashlib.sha256(bytes(found[0])).hexdigest() != found[1]:
        raise DamagedModel(f"model {model_id} is not what was stored")
    return bytes(found[0])


def correct(correction: Correction) -> None:
    """Keep what a ticket really is, to learn from it."""
    CorrectionRow.create(
        ticket=correction.ticket_id,
        kind=correction.kind,
        old=correction.old,
        new=correction.new,
        by=correction.by,
        at=correction.at,
    )


def lessons(kind: str, limit: int) -> list[Lesson]:
    """The tickets corrected last, each once with its last correction; oldest first."""
    last = (
        CorrectionRow.select(pw.fn.MAX(CorrectionRow.id))
        .where(CorrectionRow.kind == kind)
        .group_by(CorrectionRow.ticket)
    )
    opening = Entry.alias()
    first_words = opening.select(pw.fn.MIN(opening.id)).where((opening.ticket == Ticket.id) & (opening.kind == "user"))
    query = (
        CorrectionRow.select(Ticket.title, Entry.text, CorrectionRow.new)
        .join(Ticket, on=(CorrectionRow.ticket == Ticket.id))
        .join(Entry, pw.JOIN.LEFT_OUTER, on=(Entry.id == first_words))
        .where(CorrectionRow.id.in_(last))
        .order_by(CorrectionRow.id.desc())
        .limit(limit)
    )
    return [Lesson(title, text or "", label) for title, text, label in reversed(rows(query))]


def _newest(kind: str) -> Any:
    return Row.select(Row.id).where(Row.kind == kind).order_by(Row.id.desc())
