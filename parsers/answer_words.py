"""Words of answers by class: what is learned of one thing that works or fails holds for its like."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

LONGEST = 6  # Han characters of a word
MOST_CHARACTERS = 240  # of a clause that are looked at
Word = tuple[str, str]  # an English one by its stem, and its class, or itself where it has none
THING = "@t"  # what people talk of: printers, mails, meeting rooms
_PIECE = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+(?:\.\d+)?|[\u3400-\u9fff]+|[^\s\w,.。，:：'\"“”()（）]")


@cache
def _classes() -> Mapping[str, str]:
    """By word, English ones by their stem: @ and the first letters of its classes."""
    tables: dict[str, str] = tomllib.loads((Path(__file__).parent / "answer_words.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for name, words in tables.items():
        for stem in dict.fromkeys(map(stem_of, words.split())):
            found[stem] = found.get(stem, "@") + name[0]
    return found


def stem_of(word: str) -> str:
    """An English word without its usual endings, any other as it is: prints, printing, printed are one."""
    if not word.isascii():
        return word
    for ending, least in (("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if len(word) >= least and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def classes_of(words: Iterable[Word]) -> list[str]:
    """The class of each, or the word itself where it has none; several things in a row are one."""
    found: list[str] = []
    for _, kind in words:
        if not (kind == THING and found and found[-1] == THING):
            found.append(kind)
    return found


def things_of(words: Iterable[Word]) -> frozenset[str]:
    """What is talked of."""
    return frozenset(word for word, kind in words if kind[0] == "@" and THING[1] in kind)


def words_of(text: str) -> Iterator[Word]:
    """The words of a clause."""
    for piece in _PIECE.findall(text[:MOST_CHARACTERS]):
        if piece[0].isdigit():
            yield "0", "0"
        elif piece.isascii():
            stem = stem_of(piece)
            yield stem, _classes().get(stem, piece)
        else:
            yield from _han_words(piece)


def _han_words(run: str) -> Iterator[Word]:
    """The longest known word at each place; a character that begins none stands for itself."""
    at = 0
    while at < len(run):
        size = next((size for size in range(LONGEST, 1, -1) if run[at : at + size] in _classes()), 1)
        word = run[at : at + size]
        yield word, _classes().get(word, word)
        at += len(word)
