"""Guess the language of a text by script and stop-words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from parsers.phrases.stop_words import LETTERS, SIMPLIFIED, STOP_WORDS, TRADITIONAL

_SAMPLE = 1500  # characters that are looked at; a language shows in the first lines
_NOISY = re.compile(r"[@/\\_]")
_NOISE = re.compile(r"https?://\S+|\S{1,64}@\S+|\S{0,40}[\\/_]\S{0,60}")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# Anything but Latin, Chinese, punctuation and full-width forms.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u3040-\u30ff\uac00-\ud7a3\uff66-\uff9f]")
_WORDS_A_CHARACTER = 0.5  # two Chinese characters say about as much as one English word

# Scripts of one language, or of few that letters tell apart.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")),
    ("ko", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэёЫЭЁ]")
_PERSIAN = re.compile(r"[پچژگ]")


def guess_language(text: str) -> str:
    """
    ISO 639-1 code of the language of *text*; "zh-Hant" for Chinese in traditional characters.

    "" when there is nothing to go by. Product names and addresses in Latin letters do not make a Chinese mail
    English.
    """
    sample = _sample(text)
    if sample.isascii():
        return _by_words(sample)
    latin = len(_LATIN.findall(sample))
    code, strength = _by_script(sample)
    if strength > latin * 0.3:
        return code
    return _by_words(sample) or (code if strength >= 1 else "")


def _sample(text: str) -> str:
    """The first lines that the sender typed, without links, addresses and paths."""
    sample = text[:_SAMPLE]
    if ">" in sample:
        sample = "\n".join([line for line in sample.split("\n") if line.lstrip()[:1] != ">"])
    return _NOISE.sub(" ", sample) if _NOISY.search(sample) else sample


def _by_script(sample: str) -> tuple[str, float]:
    """The language of the most frequent script beside Latin, and its weight in words."""
    han = len(_HAN.findall(sample))
    if not _OTHER_SCRIPT.search(sample):
        return (_chinese(sample) if han else ""), han * _WORDS_A_CHARACTER
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    kana = counts.pop("ja")
    best = max(counts, key=lambda code: counts[code])
    if counts[best] > han + kana:
        return _refined(best, sample), counts[best] / 5
    if kana and kana * 8 >= han:
        return "ja", (kana + han) * _WORDS_A_CHARACTER
    return (_chinese(sample) if han else ""), han * _WORDS_A_CHARACTER


def _refined(code: str, sample: str) -> str:
    if code == "ru" and len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)):
        return "uk"
    return "fa" if code == "ar" and _PERSIAN.search(sample) else code


def _chinese(sample: str) -> str:
    """Traditional only when its own characters clearly outnumber the simplified ones."""
    traditional = len(_ONLY_TRADITIONAL.findall(sample))
    return "zh-Hant" if traditional >= 2 and traditional > 2 * len(_ONLY_SIMPLIFIED.findall(sample)) else "zh"


def _by_words(sample: str) -> str:
    words = _WORD.findall(sample.lower().replace("’", "'"))
    scores = dict.fromkeys(STOP_WORDS, 0.0)
    for codes in filter(None, map(_CODES.get, words)):
        for code in codes:
            scores[code] += 1
    if not sample.isascii():
        for letter, count in Counter(sample.lower()).items():
            for code in _CODES_OF_LETTERS.get(letter, ()):
                scores[code] += count / 3
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= 1 and scores[best] * 20 >= len(words) else ""


def _by_entry(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Words (or letters) → the languages that have them."""
    found: dict[str, tuple[str, ...]] = {}
    for code, entries in table.items():
        for entry in entries:
            found[entry] = (*found.get(entry, ()), code)
    return found


_CODES = _by_entry(STOP_WORDS)
_CODES_OF_LETTERS = _by_entry(LETTERS)
_ONLY_SIMPLIFIED = re.compile(f"[{''.join(SIMPLIFIED - TRADITIONAL)}]")
_ONLY_TRADITIONAL = re.compile(f"[{''.join(TRADITIONAL - SIMPLIFIED)}]")
