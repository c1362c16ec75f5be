"""
What the answers of tests/parsers/answers/learning/answers come to, as their writers meant it.

A code is `ok` (solved), `ok+` (and satisfied), `ok-slow`, `ok-rude`, `ok-other` (solved, with a complaint), `no` (not
solved), `no-slow`, `no-rude` (and mainly a complaint), `-slow`, `-rude`, `-other` (a complaint alone), or `?` (nothing
sure); with `!` behind `no` when they say that they are dissatisfied, and with the score that they give.
"""

from __future__ import annotations

import re

from parsers.answer_clauses import clauses_of, signs_of
from parsers.answer_kinds import KINDS
from parsers.answer_verdict import Verdict, statements_of, verdict_of
from support.answer_samples import Sample

REASONS = {"slow": "too_slow", "rude": "attitude", "other": "other"}
UNSURE = "?"
_CODE = re.compile(r"(?P<solved>ok|no|\?)?(?P<praise>\+?)(?:-(?P<reason>\w+?))?(?P<displeased>!?)(?P<score>[1-5]?)")

Said = tuple[bool | None, bool | None, str, int | None]


def said_by(code: str) -> Said | None:
    """Solved, satisfied, reason and score; None when nothing is sure."""
    parts = _CODE.fullmatch(code)
    if not parts:
        raise ValueError(f"{code!r} is no code of an answer, such as ok+ or no-slow")
    if parts["solved"] == UNSURE:
        return None
    score = int(parts["score"]) if parts["score"] else None
    solved = {"ok": True, "no": False}.get(parts["solved"] or "")
    reason = REASONS.get(parts["reason"] or "", "not_removed" if solved is False else "")
    complains = bool(parts["displeased"] or (score or 5) <= 2 or (reason and solved is not False))
    praises = bool(parts["praise"] or (solved and (score or 0) >= 4))
    return solved, False if complains else True if praises else None, reason, score


def verdict_by_marks(sample: Sample) -> Verdict:
    """What its clauses come to when each says just what it is marked with."""
    clauses = clauses_of(sample.text)
    certain = [{kind: float(kind in said) for kind in KINDS} for said in sample.said]
    read = [(clause, signs_of(clause)) for clause in clauses]
    return verdict_of(statements_of(read, certain), sample.said)


def comes_to(sample: Sample) -> Said | None:
    verdict = verdict_by_marks(sample)
    return (verdict.solved, verdict.satisfied, verdict.reason, verdict.score) if verdict.sure else None
