"""Rules from TOML: the ones shipped beside this file, and the desk's own on top of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from parsers.triage.grams import plain
from parsers.triage.rules import GAP, Label, Phrase, Rule, Rules, Signal

WEIGHTS = {"strong": 2.0, "weak": 0.7}
SECTIONS = frozenset({"labels", "words", "rule", "signal", "negation", "sharpness", "glossary", "without"})
_ANYTHING = rf"[^.!?;。！？；]{{0,{GAP}}}?"  # within a sentence
_LATIN_END = re.compile(r"[a-z0-9]$")

Tree = Mapping[str, Any]


class RuleError(ValueError):
    """The rules cannot be used; the message says which entry is wrong and what would be right."""


@cache
def shipped_rules() -> Rules:
    return build_rules((_shipped(),))


def read_rules(*texts: str) -> Rules:
    """
    The shipped rules with those of the desk.

    Args:
        texts: TOML. Words join the group of the same name, rules and signals are added, labels are replaced;
            [glossary] lists words for a label; [without] takes phrases out of groups.

    Raises:
        RuleError
    """
    return build_rules((_shipped(), *(_tree(text) for text in texts)))


def _shipped() -> Tree:
    return _tree((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))


def _tree(text: str) -> Tree:
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"is no TOML: {error}") from error
    if unknown := sorted(set(tree) - SECTIONS):
        raise RuleError(f"has an unknown section {unknown[0]!r}; there are {', '.join(sorted(SECTIONS))}")
    return tree


def build_rules(trees: Sequence[Tree]) -> Rules:
    labels = _labels(trees)
    known = {label.code for found in labels.values() for label in found}
    groups = _groups(trees)
    rules = [_rule(entry, known, groups) for tree in trees for entry in tree.get("rule", ())]
    rules += [Rule(label, (_glossary_group(label),), WEIGHTS["strong"]) for label in _glossary(trees, known)]
    negation = _merged(trees, "negation")
    return Rules(
        labels=labels,
        phrases=_index(groups),
        rules=tuple(rules),
        signals=tuple(_signal(entry, known) for tree in trees for entry in tree.get("signal", ())),
        negation=_negation(negation.get("before", ()), negation.get("fillers", ())),
        negatable=frozenset(negation.get("of", ())),
        sharpness={kind: float(value) for kind, value in _merged(trees, "sharpness").items()},
    )


def _merged(trees: Sequence[Tree], section: str) -> dict[str, Any]:
    return {key: value for tree in trees for key, value in tree.get(section, {}).items()}


def _labels(trees: Sequence[Tree]) -> dict[str, tuple[Label, ...]]:
    found: dict[str, dict[str, Label]] = {}
    for tree in trees:
        for kind, labels in tree.get("labels", {}).items():
            found.setdefault(kind, {}).update({code: _label(code, entry) for code, entry in labels.items()})
    return {kind: tuple(labels.values()) for kind, labels in found.items()}


def _label(code: str, entry: Tree) -> Label:
    names = {locale: str(name) for locale, name in entry.get("names", {}).items()}
    called = (code, *names.values(), *_strings(entry.get("aliases", []), f"labels.{code}.aliases"))
    return Label(code, names, frozenset(map(plain, called)), float(entry.get("start", 0)), float(entry.get("cost", 1)))


def _groups(trees: Sequence[Tree]) -> dict[str, list[str]]:
    """Group → its phrases, without doublets and without what the desk has taken out."""
    found: dict[str, dict[str, None]] = {}
    for tree in trees:
        for group, phrases in tree.get("words", {}).items():
            found.setdefault(group, {}).update(dict.fromkeys(_strings(phrases, f"words.{group}")))
        for label, phrases in tree.get("glossary", {}).items():
            found.setdefault(_glossary_group(label), {}).update(dict.fromkeys(_strings(phrases, f"glossary.{label}")))
        for group, phrases in tree.get("without", {}).items():
            for phrase in _strings(phrases, f"without.{group}"):
                found.get(group, {}).pop(phrase, None)
    return {group: list(phrases) for group, phrases in found.items()}


def _glossary(trees: Sequence[Tree], known: set[str]) -> list[str]:
    labels = dict.fromkeys(label for tree in trees for label in tree.get("glossary", {}))
    for label in labels:
        _require(label, known, "glossary names the label")
    return list(labels)


def _glossary_group(label: str) -> str:
    return f"glossary of {label}"


def _rule(entry: Tree, known: set[str], groups: Mapping[str, list[str]]) -> Rule:
    label = str(entry.get("label"))
    _require(label, known, "a rule names the label")
    words, unless = (_strings(_listed(entry.get(key, [])), f"rule for {label}") for key in ("if", "unless"))
    for group in (*words, *unless):
        _require(group, groups, f"a rule for {label} names the words")
    if not words:
        raise RuleError(f'a rule for {label} has no `if`; write if = ["…"] with the name of words')
    return Rule(label, words, _weight(entry.get("weight", "weak"), label), unless)


def _signal(entry: Tree, known: set[str]) -> Signal:
    label = str(entry.get("label"))
    _require(label, known, "a signal names the label")
    return Signal(str(entry.get("fact")), label, _weight(entry.get("weight"), label), dict(entry.get("names", {})))


def _weight(value: object, label: str) -> float:
    if isinstance(value, str) and value in WEIGHTS:
        return WEIGHTS[value]
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 10:
        return float(value)
    raise RuleError(f'the weight {value!r} for {label} is neither "strong", "weak" nor a number from -10 to 10')


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _strings(value: object, place: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise RuleError(f'{place} must be a list of texts, like ["…", "…"]')


def _require(name: str, known: Iterable[str], saying: str) -> None:
    if name not in known:
        raise RuleError(f"{saying} {name!r}, which is not there; there are {', '.join(sorted(known))}")


def _index(groups: Mapping[str, list[str]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for group, phrases in groups.items():
        for phrase in phrases:
            found.setdefault(_key(phrase, group), []).append(_phrase(phrase, group))
    return {key: tuple(phrases) for key, phrases in found.items()}


def _key(phrase: str, group: str) -> str:
    key = plain(phrase)[:2]
    if len(key) < 2 or "*" in key or key[0] == " ":
        raise RuleError(f"the phrase {phrase!r} of {group} must begin with two characters of a word")
    return key


def _phrase(text: str, group: str) -> Phrase:
    bare = plain(text)
    whole = _LATIN_END.search(bare) is not None
    return Phrase(text, group, bare, whole, _pattern(bare, whole) if "*" in bare else None)


def _pattern(bare: str, whole: bool) -> re.Pattern[str]:
    """ " * " stands for a few words, "*" at a word's end for any ending; Latin words are matched whole."""
    parts = [re.escape(part).replace(r"\*", r"[^\W_]*") for part in re.split(r" \* |(?<=[^\x00-\x7f])\*(?=.)", bare)]
    end = r"(?![a-z0-9])" if whole else ""
    return re.compile(_ANYTHING.join(parts).replace(r"\ ", " ") + end)


def _negation(before: Sequence[str], fillers: Sequence[str]) -> re.Pattern[str]:
    """A negating word at the end of what stands before a phrase, with at most two fillers between."""
    no, filler = ("|".join(re.escape(plain(word)) for word in words) for words in (before, fillers))
    return re.compile(rf"(?:(?<![a-z])(?:{no}))\s?(?:(?:{filler})\s?){{0,2}}$") if before else re.compile(r"(?!)")
