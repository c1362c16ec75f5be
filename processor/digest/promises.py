"""
What was promised, and whether it was kept: figures as plain values, which docs/figures.md defines.

Times are aware UTC, shares whole percents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from processor.digest.shares import Share, TicketRef

# Why a first response was not there in time, as the ticket stood when it was due.
# not_routed: neither a team nor an engineer had it; not_assigned: a team had it, and nobody of it; not_accepted: an
# engineer had it and had not accepted it; absent: whoever had it was away; on_hold: it was put off; escalated: a
# specialist had it; not_answered: it was accepted, and nobody wrote to the user.
ResponseReason = Literal[
    "not_routed", "not_assigned", "not_accepted", "absent", "on_hold", "escalated", "not_answered"
]  # fmt: skip
# standstill: the desk itself wrote too late, so it did not run; not_written: it has not written at all.
ProgressReason = Literal["standstill", "not_written"]
# overdue: nobody has given feedback yet, and the promised time is over. "_late": after the promised time.
EscalationOutcome = Literal[
    "open", "overdue", "answered", "answered_late", "resolved", "resolved_late", "withdrawn"
]  # fmt: skip
# response: the first one; feedback: of a specialist; due: a date set by hand; progress: a word every 24 hours, which
# the desk writes by itself when nobody else does.
Promise = Literal["response", "feedback", "due", "progress"]


@dataclass(frozen=True, slots=True)
class ResponseBreach:
    """
    Attributes:
        answered_at: None while nobody has answered, or for ever when the ticket has ended without.
        late: wall-clock time from due_at to the answer, or to now.
        who: name of whoever had it when it was due; "" for nobody.
        words: the last reason that an engineer has written of why it takes long, for the staff; "" for none.
    """

    ticket: TicketRef
    due_at: datetime
    answered_at: datetime | None
    late: timedelta
    reason: ResponseReason
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Response:
    """First responses that were decided in the period: given in time, or not there when they were due."""

    total: Share
    by_priority: Mapping[str, Share]
    breaches: tuple[ResponseBreach, ...]


@dataclass(frozen=True, slots=True)
class ProgressBreach:
    """
    Attributes:
        due_at: when the user should have heard at the latest.
        heard_at: when they then heard; None while they have not.
        words: as of a `ResponseBreach`.
    """

    ticket: TicketRef
    due_at: datetime
    heard_at: datetime | None
    late: timedelta
    reason: ProgressReason
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Lapse:
    """
    The desk wrote by itself, because nobody of the staff had.

    who: names of those who had a draft and did not answer it; () where there was no draft. words: as above.
    """

    ticket: TicketRef
    at: datetime
    who: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Progress:
    """
    Tickets whose users were owed a word within 24 hours at some time of the period, each once.

    Attributes:
        total: kept where they never waited longer. lapses: words that the desk wrote by itself; they are kept duties.
    """

    total: Share
    breaches: tuple[ProgressBreach, ...]
    lapses: tuple[Lapse, ...]


@dataclass(frozen=True, slots=True)
class Escalated:
    """by, target: names. reason: in the engineer's words, for the staff alone."""

    ticket: TicketRef
    at: datetime
    by: str
    target: str
    reason: str
    feedback_at: datetime | None
    outcome: EscalationOutcome
    outcome_at: datetime | None


@dataclass(frozen=True, slots=True)
class Escalations:
    """
    Attributes:
        begun: in the period.
        by_outcome: those of lines, as they are now; outcomes without any are left out.
        lines: begun or ended in the period, or still open; the oldest first.
    """

    begun: int
    by_outcome: Mapping[EscalationOutcome, int]
    lines: tuple[Escalated, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """A promise that is broken at *due_at* if nobody acts; target: of an escalation, "" for other promises."""

    ticket: TicketRef
    promise: Promise
    due_at: datetime
    target: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    Attributes:
        until: when the office closes on the working day that goes on, or on the next one.
        ahead: promises of open tickets that fall due from now until then; the first due first.
        broken: those that are broken already and not kept since; the longest due first.
    """

    until: datetime
    ahead: tuple[Risk, ...]
    broken: tuple[Risk, ...]
