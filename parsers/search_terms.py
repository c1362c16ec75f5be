"""
The terms of a text by which the knowledge base is searched: pairs of Chinese characters, words, numbers and codes.

A pair of neighbouring characters is nearly a Chinese word, and needs no dictionary: 打印机卡纸 is found by 打印, 印机,
机卡 and 卡纸. Traditional characters are read as simplified ones, so that each finds the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from parsers.phrases.search_noise import CHINESE, ENGLISH
from parsers.phrases.tables import alternatives
from parsers.phrases.traditional import SIMPLIFIED

MAX_CHARACTERS = 20_000  # of a text; what comes after six pages is a log
MAX_TERM = 40  # characters; longer "words" are encoded data, and an index has no room for them

HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# Chinese or Japanese characters, or letters and digits with what joins them in words and codes (e-mail, e3-02, c++).
_RUN = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+(?:[-_.'’](?:(?![{HAN}])[^\W_])+)*[+#]{{0,2}}")
_HAN = re.compile(f"[{HAN}]")
_JOINER = re.compile(r"[-_.]")
_NOISE = re.compile(alternatives(CHINESE))
_LETTERS_THEN_DIGITS = re.compile(r"([a-z]{2,})([0-9]{2,})")  # office365, win10, kb5012345


def index_terms(text: str) -> tuple[str, ...]:
    """All terms of *text*, each once, as they come; single Chinese characters among them."""
    return tuple(dict.fromkeys(_terms(text, every_character=True)))


def query_terms(text: str) -> tuple[str, ...]:
    """The terms of what somebody looks for, each once; a single character only where none stands beside it."""
    return tuple(dict.fromkeys(_terms(text, every_character=False)))


def _terms(text: str, every_character: bool) -> Iterator[str]:
    before = ""
    for run in _RUN.findall(_folded(text)):
        if _HAN.match(run):
            if len(before) == 1 and before.isascii():
                yield before + run[0]  # U盘, C盘
            for part in _NOISE.split(run):
                yield from _of_characters(part, every_character)
        else:
            yield from (term for term in _of_word(run) if len(term) <= MAX_TERM)
        before = run


def _folded(text: str) -> str:
    """NFKC makes full-width letters plain ones; twice, because letters in lower case may fold once more."""
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower()
    return unicodedata.normalize("NFKC", plain).translate(SIMPLIFIED)


def _of_characters(run: str, every_character: bool) -> Iterator[str]:
    if every_character or len(run) == 1:
        yield from run
    yield from (one + other for one, other in pairwise(run))


def _of_word(run: str) -> Iterator[str]:
    """The word itself, and the parts of a joined one: ora-01652 and 01652, e-mail and email, office365 and office."""
    bare = run.rstrip("+#")
    word = (run if len(bare) == 1 else bare).replace("’", "'").removesuffix("'s").replace("'", "")
    if run in ENGLISH or word in ENGLISH:
        return
    parts = _JOINER.split(word)
    yield word.removesuffix(parts[-1]) + _singular(parts[-1])
    if len(parts) > 1:
        if not any(char.isdigit() for char in word):
            yield _singular("".join(parts))
        yield from (_singular(part) for part in parts if _tells(part))
    elif together := _LETTERS_THEN_DIGITS.fullmatch(word):
        yield from together.groups()


def _tells(part: str) -> bool:
    """A part of a joined word that means something by itself; 10 of 10.0.0.1 and E3 of E3-02 do not."""
    return len(part) > (1 if part.isalpha() else 3) and part not in ENGLISH


def _singular(word: str) -> str:
    """printers → printer, mailboxes → mailbox; what only ends like a plural (access, status, analysis) stays."""
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word.removesuffix("s")
