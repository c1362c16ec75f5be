"""Whether two people complain about the same outage, in whatever words and in either language; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from parsers.phrases.outages import FAILING, GENERAL, GENERAL_WORDS, OWN, THINGS, WEAK
from parsers.phrases.tables import alternatives
from parsers.triage.grams import plain

MAX_TITLE = 120  # characters
MAX_TEXT = 400  # characters of a message; what has failed stands in its first lines


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    What a ticket says has failed.

    Attributes:
        things: names of shared things. weak: of what people name beside any of them, such as the login.
        terms: words and pairs of characters of the title that stand for nothing else, such as the name of a system.
        shared: it can be an outage: something fails, and it is not one person's own.
    """

    things: frozenset[str]
    weak: frozenset[str]
    terms: frozenset[str]
    shared: bool


NO_TROUBLE = Trouble(frozenset(), frozenset(), frozenset(), shared=False)


@lru_cache(maxsize=1024)
def trouble_of(title: str, text: str) -> Trouble:
    """
    Read the title and the first message of a ticket.

    What the title names counts before the text, in which people also tell what does work. Of what can be no outage
    nothing more is read.
    """
    head, body = plain(title[:MAX_TITLE]), plain(text[:MAX_TEXT])
    both = f"{head}\n{body}"
    if not _FAILING.search(both) or _OWN.search(both):
        return NO_TROUBLE
    things = _named(_THINGS, head) or _named(_THINGS, body)
    return Trouble(things, _named(_WEAK, both), _terms(head), shared=True)


def same_trouble(one: Trouble, other: Trouble) -> bool:
    """Both tell of the same shared thing; where neither names a known one, of something called the same."""
    if not (one.shared and other.shared):
        return False
    if one.things or other.things:
        return bool(one.things & other.things)
    if one.terms and other.terms:
        return bool(one.terms & other.terms)
    return bool(one.weak & other.weak)


def _named(patterns: Mapping[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in patterns.items() if pattern.search(text))


def _terms(title: str) -> frozenset[str]:
    runs = _RUN.findall(_NOISE.sub(" ", title))
    pairs = (one + other for run in runs if _HAN.match(run) for one, other in pairwise(run))
    words = (run for run in runs if not _HAN.match(run) and len(run) > 1 and run not in GENERAL_WORDS)
    return frozenset((*pairs, *words))


_CHARACTERS = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{_CHARACTERS}]")
_RUN = re.compile(rf"[{_CHARACTERS}]+|[a-z][a-z0-9+#]*")


def _pattern(found: Iterable[str]) -> re.Pattern[str]:
    """Chinese phrases anywhere; others not within a longer word."""
    chinese = [phrase for phrase in found if _HAN.search(phrase)]
    others = [phrase for phrase in found if not _HAN.search(phrase)]
    parts = [alternatives(chinese)] if chinese else []
    if others:
        parts.append(rf"(?<![a-z0-9])(?:{alternatives(others)})(?![a-z0-9])")
    return re.compile("|".join(parts))


def _patterns(named: Mapping[str, frozenset[str]]) -> dict[str, re.Pattern[str]]:
    return {name: _pattern(found) for name, found in named.items()}


_THINGS, _WEAK = _patterns(THINGS), _patterns(WEAK)
_FAILING, _OWN = _pattern(FAILING), _pattern(OWN)
_NOISE = _pattern(FAILING.union(GENERAL, *WEAK.values()))
