"""Yes or no: how people answer a question that has only these two answers."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from parsers.phrases.affirmations import (
    DO_NOT_SEND,
    DOUBTS_EN,
    DOUBTS_ZH,
    DROP,
    GREETING,
    NO,
    NOT_MINE,
    ONLY_NOTED,
    SEND,
    YES,
    YES_GOES_ON,
)  # fmt: skip
from parsers.phrases.closings import REGARDS, THANKS
from parsers.phrases.tables import alternatives

_YES = sorted(YES, key=len, reverse=True)  # the longest first
_GREETING = re.compile(rf"(?:{GREETING})*")
_WORD = re.compile(r"[a-z']*")
_WORDS = re.compile(r"[a-z']+")
_CLAUSE = re.compile(r"[^\s,;.!:~…，。；！：、—-]*")
_PURE_YES = re.compile(rf"(?:{alternatives((*YES, *YES_GOES_ON))})++")  # possessive, or it is tried in all ways
MAX_CHARS = 60  # of the first line; who writes more has more to say than yes or no


def says_yes(text: str) -> bool | None:
    """
    What the first line of *text* (without quotations) answers that is more than a greeting.

    Returns:
        True, False, or None when it is neither, or not surely one of them.
    """
    lines = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'").splitlines()
    first = next((said for line in lines if (said := _without_greeting(line.strip()))), "")
    if not first or len(first) > MAX_CHARS:
        return None
    if any(_begins_with(first, phrase) for phrase in NO):
        return False
    said = next((phrase for phrase in _YES if _begins_with(first, phrase)), "")
    if "?" not in first and "是不是" not in first and any(phrase in first for phrase in NOT_MINE):
        return False
    return True if said and _is_sure(first, said) else None


def _without_greeting(line: str) -> str:
    return line[_GREETING.match(line).end() :]  # type: ignore[union-attr] # it matches anything


def _is_sure(line: str, said: str) -> bool:
    """Who begins with a yes may go on with a no or a question: 对方不是我, 是谁发的, "ok, but who are you"."""
    behind = line[len(said) :]
    words = _WORDS.findall(behind)
    if any(sign in behind for sign in DOUBTS_ZH) or any(word in DOUBTS_EN or word.endswith("n't") for word in words):
        return False
    return said.isascii() or _PURE_YES.fullmatch(_CLAUSE.match(line)[0]) is not None  # type: ignore[index] # as above


Consent = Literal["send", "drop", "unclear", "words"]
_PAUSE = re.compile(r"\s*[,;.!:…，。；！：、—-]|\s+(?:but|然后|但|不过)\b|(?<=[\u4e00-\u9fff])\s")
_ENDS = ".!。~ ,;:…"
_QUOTES = " \"'“”「」"
_SALUTATION = 20  # characters; a longer line that ends with a comma says something


def read_consent(text: str, author: str = "") -> tuple[Consent, str]:
    """
    What *text* (without quotations) answers to "reply ok to send this draft, or write your own".

    Args:
        author: name of who wrote it, with which they may have signed.

    Returns:
        send, and what else was written below the yes; drop: it is not wanted at all; words: they have written their
        own; unclear: none of it is sure, such as "ok, but …".
    """
    said = without_courtesies(text, author)
    first = _plain(said[0]) if said else ""
    if not first:
        return "unclear", ""
    if _bare(first) in SEND:
        return "send", "\n".join(said[1:])
    if _bare(first) in DROP and len(said) == 1:
        return "drop", ""
    if (_bare(first) in ONLY_NOTED and len(said) == 1) or first.startswith(DO_NOT_SEND) or _hesitates(first):
        return "unclear", ""
    return "words", ""


def without_courtesies(text: str, author: str = "") -> list[str]:
    """The lines of *text* that say something: no salutation, thanks, regards, nor the name of who wrote it."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not _is_polite(_plain(line), _plain(author))]


def _plain(line: str) -> str:
    return unicodedata.normalize("NFKC", line).casefold().replace("\u2019", "'").strip()


def _hesitates(line: str) -> bool:
    """A yes or no with more behind it: "ok, but …"; "yes we changed it" and 可以正常打印 say something else."""
    answers = (phrase for phrase in (*SEND, *ONLY_NOTED) if line.startswith(phrase))
    return any(_PAUSE.match(line, len(phrase)) for phrase in answers)


def _is_polite(line: str, author: str) -> bool:
    bare = _bare(line)
    if bare in SEND:
        return False
    named = bool(author) and bare == author
    return named or bare in REGARDS or bare in THANKS or (len(line) <= _SALUTATION and line.endswith((",", ":")))


def _bare(line: str) -> str:
    return line.rstrip(_ENDS).strip(_QUOTES) or line


def _begins_with(line: str, phrase: str) -> bool:
    """Latin words whole: "no" is not the beginning of "now"."""
    if not line.startswith(phrase):
        return False
    return not phrase.isascii() or not _WORD.match(line[len(phrase) :])[0]  # type: ignore[index] # it matches anything
