"""Mails that only thank, or say that ours has arrived."""

from __future__ import annotations

from parsers.answer_clauses import Clause, clauses_of, signs_of
from parsers.phrases.closings import REGARDS

POLITE = frozenset({"thanks", "acknowledged", "praise", "satisfied"})
MAX_CHARS = 200  # who writes more has something to say


def is_only_gratitude(text: str) -> bool:
    """Each clause thanks, praises, acknowledges or wishes well, and none asks."""
    clauses = [one for one in (clauses_of(text) if len(text) <= MAX_CHARS else ()) if one.text not in REGARDS]
    return bool(clauses) and all(map(_is_polite, clauses))


def _is_polite(clause: Clause) -> bool:
    signs = signs_of(clause)
    return bool(signs) and not clause.asked and POLITE.issuperset(signs)
