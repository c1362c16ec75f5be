"""Rules that weigh phrases for labels: what they are, and what they find in a mail. The rules themselves are data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log

from parsers.triage.grams import MAX_SUBJECT, plain

MOST_READ = 3000  # characters of a text; phrases are found faster than grams are made
SUBJECT_FACTOR = 1.5  # a phrase counts more in the subject
FURTHER_PHRASE = 0.25  # of a rule's weight for each further phrase of a group, twice at most
GAP = 24  # characters that " * " in a phrase may stand for
_IN_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_SPACE = re.compile(r"\s+")
_PLACE = re.compile(r"[a-z0-9à-öø-ÿ]+|[\u3040-\u30ff\u3400-\u9fff]")  # where a phrase may begin


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    A phrase of a group of words.

    Attributes:
        text: as the rules' author wrote it. plain: as it stands in a plain text.
        whole: it ends like a Latin word, so that word must end there.
        pattern: how it is found where some of it may be anything; None where it is not.
    """

    text: str
    group: str
    plain: str
    whole: bool
    pattern: re.Pattern[str] | None = None

    def at(self, text: str, start: int) -> str:
        """What stands at *start* of the plain *text* if it is this phrase, else ""."""
        if self.pattern is not None:
            hit = self.pattern.match(text, start)
            return hit[0] if hit else ""
        end = start + len(self.plain)
        found = text.startswith(self.plain, start) and not (self.whole and text[end : end + 1] in _IN_WORDS)
        return self.text if found else ""


@dataclass(frozen=True, slots=True)
class Label:
    """
    A category or a priority.

    Attributes:
        names: by locale.
        aliases: what users write for it, plain.
        start: its score before anything is read.
        cost: of missing it, beside 1 for the others: it is chosen already when it is as much less likely.
    """

    code: str
    names: Mapping[str, str]
    aliases: frozenset[str] = frozenset()
    start: float = 0.0
    cost: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """If every group of *words* occurs and none of *unless*, *label* gains *weight*."""

    label: str
    words: tuple[str, ...]
    weight: float
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """A fact about the mail, such as "importance_high", that adds *weight* to *label*; names: its words by locale."""

    fact: str
    label: str
    weight: float
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """
    All that the desk knows before it has learned anything.

    Attributes:
        labels: of each kind ("category", "priority").
        phrases: by their first two characters.
        negation: what in front of a phrase says its opposite; negatable: the groups it is looked for at.
    """

    labels: Mapping[str, tuple[Label, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    rules: tuple[Rule, ...]
    signals: tuple[Signal, ...]
    negation: re.Pattern[str]
    negatable: frozenset[str]
    sharpness: Mapping[str, float]

    def codes(self, kind: str) -> tuple[str, ...]:
        return tuple(label.code for label in self.labels.get(kind, ()))

    def costs(self, kind: str) -> dict[str, float]:
        return {label.code: label.cost for label in self.labels.get(kind, ())}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a label gained: the words that say so."""

    label: str
    weight: float
    words: tuple[str, ...]


Found = dict[str, dict[str, bool]]  # group → phrase as shown → does it stand in the subject


def find_words(subject: str, text: str, rules: Rules) -> Found:
    """The groups that occur in a mail."""
    found: Found = {}
    for place, in_subject in ((subject[:MAX_SUBJECT], True), (text[:MOST_READ], False)):
        for phrase, shown in _occurrences(_SPACE.sub(" ", plain(place)).replace("’", "'"), rules):
            seen = found.setdefault(phrase.group, {})
            seen[shown] = seen.get(shown, False) or in_subject
    return found


def _occurrences(text: str, rules: Rules) -> Iterator[tuple[Phrase, str]]:
    """Phrases from left to right; one within another ("urgent" in "not urgent") only when it begins elsewhere."""
    for place in _PLACE.finditer(text):
        at = place.start()
        for phrase in rules.phrases.get(text[at : at + 2], ()):
            shown = phrase.at(text, at)
            if shown and not (phrase.group in rules.negatable and rules.negation.search(text[max(0, at - GAP) : at])):
                yield phrase, shown


def grounds_of(found: Found, rules: Rules, facts: Mapping[str, bool]) -> tuple[Ground, ...]:
    """Everything that speaks for one label or another, of whatever kind."""
    spoken = [
        Ground(rule.label, rule.weight * _emphasis(rule, found), tuple(_shown(rule, found)))
        for rule in rules.rules
        if all(map(found.__contains__, rule.words)) and not any(map(found.__contains__, rule.unless))
    ]
    return (*spoken, *(_ground_of(signal) for signal in rules.signals if facts.get(signal.fact)))


def _ground_of(signal: Signal) -> Ground:
    return Ground(signal.label, signal.weight, (signal.fact,))


def _emphasis(rule: Rule, found: Found) -> float:
    hits = [found[group] for group in rule.words]
    further = min(2, max(len(hit) for hit in hits) - 1)
    return (SUBJECT_FACTOR if any(any(hit.values()) for hit in hits) else 1.0) * (1 + FURTHER_PHRASE * further)


def _shown(rule: Rule, found: Found) -> Iterator[str]:
    """Two phrases a group are enough to understand."""
    for group in rule.words:
        yield from list(found[group])[:2]


def chances(kind: str, rules: Rules, grounds: tuple[Ground, ...]) -> dict[str, float]:
    """The probability of each label of *kind*: softmax of what speaks for it."""
    scores = {label.code: label.start for label in rules.labels[kind]}
    for ground in grounds:
        if ground.label in scores:
            scores[ground.label] += ground.weight
    sharpness = rules.sharpness.get(kind, 1.0)
    top = max(scores.values())
    raised = {code: exp(sharpness * (score - top)) for code, score in scores.items()}
    total = sum(raised.values())
    return {code: value / total for code, value in raised.items()}


def leading(found: Mapping[str, float], costs: Mapping[str, float]) -> str:
    """The label whose miss would cost most."""
    return max(found, key=lambda label: found[label] * costs.get(label, 1.0))


def log_chances(kind: str, rules: Rules, grounds: tuple[Ground, ...]) -> dict[str, float]:
    return {code: log(max(chance, 1e-6)) for code, chance in chances(kind, rules, grounds).items()}
