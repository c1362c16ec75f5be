"""Triage at the desk: its rules, what it has learned so far, and learning more from its own corrected tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

from db import models
from db.connection import Store
from db.models import DamagedModel, Lesson, ModelInfo, NewModel
from parsers.triage import Model, RuleError, Rules, read_rules, shipped_rules
from processor.config import Triage
from processor.errors import ConfigError
from processor.toml_files import text_of

if TYPE_CHECKING:
    from parsers.triage.classifier import Classifier

KINDS = ("category", "priority")
MOST_LESSONS = 5000  # tickets learned from: 20 s of work and up to 350 MB while it lasts
FALL = 0.02  # of macro-F1 below the model in use, beyond which a new one stays aside: more than chance

Outcome = Literal["adopted", "too few", "rules are better", "not as good"]


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of learning one kind of label. figures: out-of-fold, {} when no model was made."""

    kind: str
    size: int
    outcome: Outcome
    figures: Mapping[str, float]
    threshold: float | None = None


def desk_rules(settings: Triage) -> Rules:
    """
    The shipped rules with the desk's own.

    Raises:
        ConfigError: the desk's file cannot be used; it says which entry is wrong.
    """
    if settings.rules_file is None:
        return shipped_rules()
    try:
        return read_rules(text_of(settings.rules_file))
    except RuleError as error:
        raise ConfigError(f"{settings.rules_file}: {error}") from error


def versions(store: Store) -> tuple[int, ...]:
    """Which models judge now; when it changes, `learned_model` gives another one."""
    found = store.unit(lambda: [models.in_use(kind) for kind in KINDS])
    return tuple(model.id if model else 0 for model in found)


def learned_model(store: Store, settings: Triage) -> Model:
    """What judges now, beside the rules; a model that cannot be read is as good as none."""
    if not settings.learn:
        return Model()
    category, priority = (store.unit(partial(_content, kind)) for kind in KINDS)
    return Model(_readable(category), _readable(priority))


def _content(kind: str) -> bytes | None:
    try:
        return models.content(found.id) if (found := models.in_use(kind)) else None
    except DamagedModel:
        return None


def _readable(content: bytes | None) -> Classifier | None:
    if content is None:
        return None
    from parsers.triage.archive import UnreadableModel, unpacked

    try:
        return unpacked(content)
    except UnreadableModel:  # of another version: the next training makes one of this
        return None


def train(store: Store, settings: Triage, rules: Rules, now: datetime) -> list[Trained]:
    """Learn both kinds anew from the corrected tickets; what is better than before is put to use."""
    return [_train(kind, store, settings, rules, now) for kind in KINDS]


def _train(kind: str, store: Store, settings: Triage, rules: Rules, now: datetime) -> Trained:
    from parsers.triage.archive import packed
    from parsers.triage.learning import FEWEST_EXAMPLES

    lessons = [
        lesson for lesson in store.unit(lambda: models.lessons(kind, MOST_LESSONS)) if lesson.label in rules.codes(kind)
    ]
    learned = _learned(kind, lessons, settings, rules)
    if learned is None:
        few = len(lessons) < FEWEST_EXAMPLES
        if not few:
            store.unit(lambda: models.use(kind, None))
        return Trained(kind, len(lessons), "too few" if few else "rules are better", {})
    figures = asdict(learned.figures)
    new = NewModel(kind, packed(learned), learned.labels, learned.threshold, figures, len(lessons), now)
    adopted = store.unit(lambda: _adopt(new))
    return Trained(kind, len(lessons), "adopted" if adopted else "not as good", figures, learned.threshold)


def _learned(kind: str, lessons: list[Lesson], settings: Triage, rules: Rules) -> Classifier | None:
    from parsers.triage.evaluation import known_before
    from parsers.triage.learning import Example, learn

    examples = [
        Example(lesson.title, lesson.text, lesson.label, known_before(lesson.title, lesson.text, kind, rules))
        for lesson in lessons
    ]
    return learn(examples, rules.codes(kind), settings.precision, rules.costs(kind))


def _adopt(new: NewModel) -> bool:
    """The new model judges, unless it is worse than the one before beyond chance; both are kept."""
    before = models.in_use(new.kind)
    id = models.store(new)
    if before is not None and _is_worse(new, before):
        return False
    models.use(new.kind, id)
    return True


def _is_worse(new: NewModel, before: ModelInfo) -> bool:
    return new.figures["macro_f1"] < before.figures["macro_f1"] - FALL
