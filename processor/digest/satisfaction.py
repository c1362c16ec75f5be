"""What users said to the solutions; pure. See "Satisfaction" in docs/figures.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from db.surveys import Survey
from processor.digest.period import Period
from processor.digest.result import Complaint, Satisfaction, TicketRef

BY_USER = frozenset({"confirmed", "rejected"})
Named = Callable[[int], TicketRef]


def satisfaction(surveys: Sequence[Survey], period: Period, named: Named) -> Satisfaction:
    """
    Args:
        surveys: asked, answered or taken up again in the period, without those of void tickets.
        named: how a ticket of one of them is called, by its id.
    """
    ended = [each for each in surveys if period.holds(each.outcome_at)]
    answered = [each for each in ended if each.outcome in BY_USER]
    unhappy = [each for each in answered if is_unhappy(each)]
    return Satisfaction(
        asked=sum(period.holds(each.asked_at) for each in surveys),
        answered=len(answered),
        unanswered=sum(each.outcome == "unanswered" for each in ended),
        satisfied=sum(each.satisfied is True for each in answered),
        unsatisfied=sum(each.satisfied is False for each in answered),
        scores=dict(Counter(each.score for each in answered if each.score is not None)),
        reasons=dict(Counter(each.reason for each in unhappy)),
        complaints=tuple(_complaint(each, named) for each in sorted(unhappy, key=_when)),
        came_back=sum(period.holds(each.reopened_at) for each in surveys),
    )


def is_unhappy(survey: Survey) -> bool:
    """Whoever says that it is not solved has a reason to be, said or not."""
    return survey.outcome == "rejected" or survey.satisfied is False


def _complaint(survey: Survey, named: Named) -> Complaint:
    ticket = named(survey.ticket_id)
    return Complaint(ticket, _when(survey), survey.solved, survey.score, survey.reason, survey.words)


def _when(survey: Survey) -> datetime:
    return survey.outcome_at or survey.asked_at
