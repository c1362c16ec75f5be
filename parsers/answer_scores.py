"""Scores in an answer: 5, 4分, 4/5, 五星, ★★★★☆, 8 out of 10."""

from __future__ import annotations

import re
from collections.abc import Iterable

BEST = 5
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "满": BEST}
_DIGITS |= {word: number for number, word in enumerate(("one", "two", "three", "four", "five"), 1)}
_NUMBER = r"(10|[0-9](?:\.[05])?)"
_UNIT = "(?:分(?!钟|之|公司|机|部|行|店|区|支|别|享|析|配)|颗?星|(?: ?-?stars?|points?)(?![a-z]))"
_SCORES = (
    re.compile(rf"(?<![\d./:-]){_NUMBER} ?(?:/|out of|of|分?之) ?(5|10)(?![\d/.])"),
    re.compile(rf"(?<![\d./:扣-]){_NUMBER} ?{_UNIT}"),
    re.compile(r"(?<![a-z])(one|two|three|four|five)[ -]stars?(?![a-z])"),
    re.compile("(?<!扣)(?<!扣了)([一二两三四五满])(?:颗?星|分(?!钟|之|公司|机|部|行|店|区|支|别|享|析|配|意))"),
    re.compile(
        r"(?:满意|satisfied|rating|score|rate|评分|打分|评价|满意度|给|打)[^0-9一-龥]{0,3}(?:了|个|为|是)?\s?([0-5])(?![\d.\w])"
    ),
)
_BARE = re.compile(r"([1-5])(?:\.0)?")
_STARS = re.compile("[★⭐🌟][️★⭐🌟☆]{0,14}")
_ALL_POINTS = re.compile("(?<!\\d)100 ?分|满分|满星")


def read_score(clauses: Iterable[str]) -> tuple[int, ...]:
    """All different scores that these clauses name, from 1 to 5, of 10 the half; 0 for one on another scale."""
    return tuple(dict.fromkeys(score for text in clauses for score in _scores(text)))


def _scores(text: str) -> tuple[int, ...]:
    if bare := _BARE.fullmatch(text):
        return (int(bare[1]),)
    if _ALL_POINTS.search(text):
        return (BEST,)
    if stars := _STARS.search(text):
        filled = sum(char in "★⭐🌟" for char in stars[0])
        return (filled if filled <= BEST else 0,)
    for pattern in _SCORES:
        if match := pattern.search(text):
            return (_step(match),)
    return ()


def _step(match: re.Match[str]) -> int:
    value = float(_DIGITS[match[1]] if match[1] in _DIGITS else match[1])
    best = int(match[2]) if match.re.groups == 2 else BEST
    if best == 2 * BEST:
        value = value / 2
    elif value != int(value):
        return 0
    step = int(value + 0.5)
    return step if 1 <= step <= BEST else 0
