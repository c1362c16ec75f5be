"""Mails that only thank, or say that ours has arrived."""

from __future__ import annotations

import re

from parsers.answer_clauses import Clause, clauses_of, signs_of
from parsers.phrases.acknowledgements import BESIDE_EN, BESIDE_ZH
from parsers.phrases.answers import CHINESE, EMOJI, ENGLISH
from parsers.phrases.closings import REGARDS

POLITE = frozenset({"thanks", "acknowledged", "praise", "satisfied"})
MAX_CHARS = 200  # who writes more has something to say

_ACKNOWLEDGED = "acknowledged"
_ZH = "|".join((*CHINESE[_ACKNOWLEDGED], *BESIDE_ZH))
_EN = "|".join((*ENGLISH[_ACKNOWLEDGED], *BESIDE_EN))
_ALONE = re.compile(rf"(?:{_ZH}|(?<![a-z])(?:{_EN})(?![a-z])|[{EMOJI[_ACKNOWLEDGED]}\s])+")


def is_only_gratitude(text: str) -> bool:
    """Each clause thanks, praises, acknowledges or wishes well, and none asks."""
    clauses = [one for one in (clauses_of(text) if len(text) <= MAX_CHARS else ()) if one.text not in REGARDS]
    return bool(clauses) and all(map(_is_polite, clauses))


def _is_polite(clause: Clause) -> bool:
    """An acknowledgement has to be all of it: 是, 行 and "good" stand in sentences that say something (行政部也有)."""
    signs = signs_of(clause)
    if not signs or clause.asked or not POLITE.issuperset(signs):
        return False
    return set(signs) != {_ACKNOWLEDGED} or bool(_ALONE.fullmatch(clause.text))
