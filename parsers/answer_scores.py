"""Scores in an answer: 5, 4分, 4/5, 五星, ★★★★☆, 8 out of 10."""

from __future__ import annotations

import re
from collections.abc import Iterable

BEST = 5
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "满": BEST}
_DIGITS |= {word: number for number, word in enumerate(("one", "two", "three", "four", "five"), 1)}
_NUMBER = r"(10|[0-9](?:\.[05])?)"
_WORD = "(one|two|three|four|five)"
# What stands behind the sign of something that is counted or named so.
_NO_POINTS = (
    "钟|多钟|钱|[0-9一二三四五]?十?[0-9一二三四五六七八九]?秒|之|公司|机|部|行|店|区|支|别|享|析|配|厂|院|校|局|所|不差"
)
_NO_STARS = "期|级|酒店|巴克"
_UNIT = rf"(?:分(?!{_NO_POINTS})|颗?星(?!{_NO_STARS})|(?: ?-?stars?|points?)(?![a-z]))"
# What is counted where no score is meant: "5 out of 5 test pages".
_COUNTED = (
    "(?! (?:of|the|our|test|attempts?|calls?|computers?|days?|devices?|documents?|doors?|e?mails?|files?|free|items?|"
    "laptops?|lines?|machines?|pages?|pcs?|people|phones?|printers?|prints?|reports?|rooms?|screens?|times?|tries|units?|users?)"
    "(?![a-z]))"
)
_SCORES = (
    re.compile(rf"(?<![\d./:-]){_NUMBER} ?(?:/|out of|分?之) ?(5|10)(?![\d/.]){_COUNTED}"),
    re.compile(rf"(?<![\d./:-]){_NUMBER} of (5|10)(?![\d/.])(?! [a-z])"),
    re.compile(rf"(?<![a-z]){_WORD} (?:out )?of five(?![a-z]){_COUNTED}"),
    re.compile(rf"(?<![\d./扣-])(?<!\d:){_NUMBER} ?{_UNIT}"),
    re.compile(rf"(?<![a-z]){_WORD}[ -]stars?(?![a-z])"),
    re.compile(rf"(?<!扣)(?<!扣了)([一二两三四五满])(?:颗?星(?!{_NO_STARS})|分(?!{_NO_POINTS}|意))"),
    re.compile(
        r"(?:满意|satisfied|rating|score|rate|评分|打分|评价|满意度|给|打|(?<![a-z])give)[^0-9一-龥a-z]{0,3}"
        r"(?:了|个|为|是|(?:it |you )?an? )?\s?([0-5一二三四五])(?![\d.\w])"
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
