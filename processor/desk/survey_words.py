"""What a user's answer comes to: the row of the survey, a reason, and lines for the staff; pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from db.articles import Article
from db.surveys import Outcome, Survey
from parsers.answers import Answer
from processor.labels import label


def answered(survey: Survey, answer: Answer, outcome: Outcome, by: str, now: datetime) -> Survey:
    """by: the address from which the answer came."""
    return replace(
        survey,
        outcome=outcome,
        outcome_at=now,
        by=by,
        solved=answer.solved,
        satisfied=answer.satisfied,
        score=answer.score,
        reason=reason_of(answer) if outcome == "rejected" else "",
        words=answer.words,
    )


def reason_of(answer: Answer) -> str:
    """Who is not satisfied has a reason, named or not."""
    if answer.reason:
        return answer.reason
    return "other" if answer.satisfied is False else ""


def rows_of(answer: Answer, locale: str, article: Article | None) -> tuple[tuple[str, str], ...]:
    """(label, value) of what was said; article: that has solved it."""
    yes_or_no = {True: "yes", False: "no", None: ""}
    score = f"{answer.score} / 5" if answer.score else ""
    found = (
        ("solved", label(locale, "word", yes_or_no[answer.solved])),
        ("satisfied", label(locale, "word", yes_or_no[answer.satisfied])),
        ("score", score),
        ("reason", label(locale, "reason", reason_of(answer))),
        ("article", f"{article.number} {article.title}" if article else ""),
    )
    return tuple((label(locale, "verdict", code), value) for code, value in found if value)
