"""What the learned model sees of a mail: words, pairs of words, and runs of characters, each under a readable name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from math import log

MAX_CHARACTERS = 1500  # of a text; what a mail is about stands at its beginning, and 5 ms have to do for it
MAX_SUBJECT = 300  # characters; longer ones are texts in the wrong place
SUBJECT = "§"  # begins the name of a gram of the subject
CHARACTERS = "~"  # begins the name of a run of characters within a word
# How much they weigh beside the words of the text; measured on labelled tickets of several desks.
SUBJECT_WEIGHT, CHARACTERS_WEIGHT = 2.0, 0.3
# A word of letters and digits with what joins them inside names ("e-mail", "c#", "sap_user", "7.5"), a run of Chinese
# or Japanese characters, or a mark that tells questions and alarm.
_WORD = re.compile(r"[?!]|[^\W_]+(?:[-_.'’+#&][^\W_]+)*[+#]*|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")


def plain(text: str) -> str:
    """*text* as it is compared: NFKC (full-width letters and digits become plain ones), lower case, LF line ends."""
    return unicodedata.normalize("NFKC", text).lower().replace("\r\n", "\n")


def grams_of(subject: str, text: str) -> dict[str, float]:
    """The grams of a mail as it was written; of a long text only the beginning counts."""
    return grams(plain(subject[:MAX_SUBJECT]), plain(text[: 2 * MAX_CHARACTERS]))


def grams(subject: str, text: str) -> dict[str, float]:
    """
    The grams of a mail with their weights, which grow with the logarithm of how often each occurs.

    Args:
        subject, text: plain.
    """
    title = tokens(subject)
    words = [*title, *tokens(text[:MAX_CHARACTERS])]
    counted = Counter(_of_words(words))
    runs: Counter[str] = Counter()
    for word, count in Counter(words).items():
        if len(word) > 2 and not _CJK.match(word):
            for run in _runs(word):
                runs[run] += count
    found = {gram: 1 + log(count) for gram, count in counted.items()}
    found.update({gram: CHARACTERS_WEIGHT * (1 + log(count)) for gram, count in runs.items()})
    found.update(
        {SUBJECT + gram: SUBJECT_WEIGHT * (1 + log(count)) for gram, count in Counter(_of_words(title)).items()}
    )
    return found


def tokens(text: str) -> list[str]:
    """Latin words, and unbroken runs of Chinese and Japanese characters."""
    return [token for found in _WORD.findall(text) for token in _split(found)]


def _split(token: str) -> list[str]:
    """Mixed runs ("erp系统") at the borders of their scripts; a number of four digits and more is its length."""
    if token.isascii():
        return [_numbers(token)]
    return [_numbers(part) for part in re.split(f"({_CJK.pattern})", token) if part]


def _numbers(token: str) -> str:
    """Numbers of tickets, orders and people say nothing, that there is one does."""
    return "0" * min(len(token), 9) if len(token) > 3 and _NUMBER.fullmatch(token) else token


def _of_words(words: list[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if _CJK.match(word):
            found += word
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        else:
            found.append(word)
    found += [f"{one} {other}" for one, other in pairwise(words) if _is_short(one, other)]
    return found


def _is_short(one: str, other: str) -> bool:
    """Pairs of Chinese sentences repeat nowhere."""
    return len(one) + len(other) < 24 and (one.isascii() or len(one) < 5) and (other.isascii() or len(other) < 5)


def _runs(word: str) -> list[str]:
    """Runs of 3 to 5 characters of a word with its borders."""
    bordered = f"{CHARACTERS}{word[:30]}{CHARACTERS}"
    return [CHARACTERS + bordered[at : at + size] for size in (3, 4, 5) for at in range(len(bordered) - size + 1)]
