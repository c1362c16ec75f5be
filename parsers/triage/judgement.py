"""The verdict on a mail: its category and its priority, how sure, and why in words that a person can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Literal

from parsers.triage.grams import grams_of
from parsers.triage.rules import Ground, Rules, chances, find_words, grounds_of, leading, log_chances
from parsers.triage.signals import Signals, chosen_in_form, facts_of

if TYPE_CHECKING:  # numpy comes with it, and is loaded only where there is a model
    from parsers.triage.classifier import Classifier

Source = Literal["form", "rules", "rules+model"]
SURE = 0.65  # confidence from which on the rules alone are believed; right in 9 of 10 real mails
SHOWN_WORDS = 5


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned from the desk's own tickets; None where it has not been worth using yet."""

    category: Classifier | None = None
    priority: Classifier | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    Attributes:
        confidence, priority_confidence: probabilities.
        reasons: such as "紧急：全部门、无法登录", in the language of the signals, for the labels given.
        source: who decided on the category: "form" when the user's own choice agrees with the verdict.
        sure, priority_sure: the verdict may stand without a look; else the safe default is to be taken.
    """

    category: str
    confidence: float
    priority: str
    priority_confidence: float
    reasons: tuple[str, ...]
    source: Source
    sure: bool
    priority_sure: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What rules and models are asked about: the grounds that the rules see, the grams that a model sees."""

    rules: Rules
    grounds: tuple[Ground, ...]
    grams: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Side:
    """The verdict on one kind of label."""

    label: str
    confidence: float
    sure: bool
    reason: str


def judge(signals: Signals, rules: Rules, model: Model | None = None, sure_from: float = SURE) -> Verdict:
    """
    Category and priority of a mail.

    Args:
        sure_from: confidence that the rules alone have to reach; a model brings its own threshold.
    """
    model = model or Model()
    grounds = grounds_of(find_words(signals.subject, signals.text, rules), rules, facts_of(signals, rules))
    words = grams_of(signals.subject, signals.text) if model.category or model.priority else {}
    known = Known(rules, grounds, words)
    category = judge_side("category", signals, known, model.category, sure_from)
    priority = judge_side("priority", signals, known, model.priority, sure_from)
    chosen = chosen_in_form(signals, "category", rules)
    learned: Source = "rules+model" if model.category or model.priority else "rules"
    return Verdict(
        category=category.label,
        confidence=category.confidence,
        priority=priority.label,
        priority_confidence=priority.confidence,
        reasons=tuple(side.reason for side in (category, priority) if side.reason),
        source="form" if chosen == category.label else learned,
        sure=category.sure,
        priority_sure=priority.sure,
    )


def judge_side(kind: str, signals: Signals, known: Known, model: Classifier | None, sure_from: float) -> Side:
    """The verdict on one kind of label, by the rules or by the model that was learned on top of them."""
    rules, grounds = known.rules, known.grounds
    ruled = chances(kind, rules, grounds)
    words: tuple[str, ...] = ()
    if model is None:
        found: Mapping[str, float] = ruled
        label, threshold = leading(found, rules.costs(kind)), sure_from
    else:
        from parsers.triage.classifier import opinion

        said = opinion(model, known.grams, log_chances(kind, rules, grounds))
        found, words = said.chances, said.words
        label, threshold = said.label, inf if model.threshold is None else model.threshold
    spoken = [
        word
        for ground in grounds
        if ground.label == label and ground.weight > 0
        for word in _shown(ground, signals, rules)
    ]
    reason = _reason(kind, label, [*spoken, *words], signals.language, rules)
    return Side(label, found[label], found[label] >= threshold, reason)


def _shown(ground: Ground, signals: Signals, rules: Rules) -> tuple[str, ...]:
    """Facts by their names in the reader's language, words as they are."""
    facts = {signal.fact: signal.names for signal in rules.signals}
    return tuple(facts[word].get(signals.language, word) if word in facts else word for word in ground.words)


def _reason(kind: str, label: str, words: list[str], language: str, rules: Rules) -> str:
    names = next((found.names for found in rules.labels[kind] if found.code == label), {})
    shown = [word for word in dict.fromkeys(words) if not any(word != other and word in other for other in words)]
    colon, comma = ("：", "、") if language == "zh" else (": ", ", ")
    return f"{names.get(language, label)}{colon}{comma.join(shown[:SHOWN_WORDS])}" if shown else ""
