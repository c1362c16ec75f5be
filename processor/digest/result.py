"""
The figures of a digest as plain values; what each of them counts, and what not, stands in docs/figures.md.

Codes (categories, priorities, reasons ...) are not translated here; times are aware UTC, shares whole percents or None
where there was nothing to count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from processor.digest.period import Period
from processor.digest.promises import Escalated as Escalated
from processor.digest.promises import EscalationOutcome as EscalationOutcome
from processor.digest.promises import Escalations as Escalations
from processor.digest.promises import Forecast as Forecast
from processor.digest.promises import Lapse as Lapse
from processor.digest.promises import Progress as Progress
from processor.digest.promises import ProgressBreach as ProgressBreach
from processor.digest.promises import ProgressReason as ProgressReason
from processor.digest.promises import Promise as Promise
from processor.digest.promises import Response as Response
from processor.digest.promises import ResponseBreach as ResponseBreach
from processor.digest.promises import ResponseReason as ResponseReason
from processor.digest.promises import Risk as Risk
from processor.digest.shares import Share as Share
from processor.digest.shares import TicketRef as TicketRef
from processor.digest.shares import percent as percent

# bounced: it came back; failed: no server took it; left_out: the desk has not written at all (such as "has left");
# capped: there were too many mails; unheard: the desk has given up writing progress mails.
Unreached = Literal["bounced", "failed", "left_out", "capped", "unheard"]


@dataclass(frozen=True, slots=True)
class Traffic:
    """
    What came in and what went out in the period, in moves: who is solved twice counts twice.

    open_after = open_before + came_in - went_out, always.

    Attributes:
        resolved: a solution went to the user. closed: ended for good, whether by the user, the staff or silence.
        closed_unresolved: those of closed that were open until then, so without a solution.
        spam: found to be no problem; they are in no other figure.
        open_before, open_after: when the period begins, and when it ends (or now, if that is earlier).
    """

    opened: int
    reopened: int
    resolved: int
    closed: int
    closed_unresolved: int
    cancelled: int
    merged: int
    spam: int
    open_before: int
    open_after: int

    @property
    def came_in(self) -> int:
        return self.opened + self.reopened

    @property
    def went_out(self) -> int:
        return self.resolved + self.closed_unresolved + self.cancelled + self.merged


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Open tickets that are *from_days* old or more, and less than *to_days* (None: no end), in whole days."""

    from_days: int
    to_days: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Aged:
    ticket: TicketRef
    opened_at: datetime
    age: timedelta


@dataclass(frozen=True, slots=True)
class Open:
    """
    The tickets that are open now.

    Attributes:
        by_kind: (category, priority) → tickets; pairs without any are left out.
        unassigned: of count, those that nobody still here has. waiting: of count, those where the user has to write.
        unconfirmed: beside count, resolved ones whose user has not said yet whether it is solved.
        oldest: at most five, the oldest first.
    """

    count: int
    by_kind: Mapping[tuple[str, str], int]
    unassigned: int
    waiting: int
    unconfirmed: int
    ages: tuple[AgeGroup, ...]
    oldest: tuple[Aged, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """
    A user who was not satisfied, or to whom the problem was not solved.

    reason: not_removed, too_slow, attitude, other, "". words: of the answer. assignee: in *ticket*.
    """

    ticket: TicketRef
    at: datetime
    solved: bool | None
    score: int | None
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """
    Attributes:
        asked: solutions sent in the period. answered, unanswered: questions that ended in it, by a word or by silence.
        satisfied, unsatisfied: of answered, as far as it was said.
        scores: 1 to 5 → how often. reasons: of the unsatisfied → how often.
        came_back: users who wrote again after their ticket was closed.
    """

    asked: int
    answered: int
    unanswered: int
    satisfied: int
    unsatisfied: int
    scores: Mapping[int, int]
    reasons: Mapping[str, int]
    complaints: tuple[Complaint, ...]
    came_back: int

    @property
    def answered_percent(self) -> int | None:
        return percent(self.answered, self.answered + self.unanswered)

    @property
    def satisfied_percent(self) -> int | None:
        return percent(self.satisfied, self.satisfied + self.unsatisfied)

    @property
    def average(self) -> float | None:
        """Of the scores, one place after the point, half up; None without any."""
        count = sum(self.scores.values())
        total = sum(score * times for score, times in self.scores.items())
        return (20 * total + count) // (2 * count) / 10 if count else None


@dataclass(frozen=True, slots=True)
class Load:
    """
    What one of the staff has to do; open tickets as they are now.

    Attributes:
        person_id: None for the line of what nobody still here has.
        waiting: of open, those where the user has to write. resolved: solutions they sent in the period.
        away: today.
    """

    person_id: int | None
    name: str
    team: str
    away: bool
    open: int
    waiting: int
    resolved: int


@dataclass(frozen=True, slots=True)
class TrendDay:
    """open: when the day ended, or now; came_in, went_out: as in `Traffic`."""

    day: date
    came_in: int
    went_out: int
    open: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """kind: category or priority. by: name, else address."""

    ticket: TicketRef
    kind: str
    old: str
    new: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Classification:
    """
    How well new problems were classified by the desk itself.

    Attributes:
        category, priority: tickets opened in the period, judged, and looked at by the staff: kept where what the desk
            had set still stands.
        unsure: tickets opened in the period of which the desk said that it was not sure.
        corrected: what the staff has changed in the period, the oldest first. confirmed: how often it said "so it is".
    """

    category: Share
    priority: Share
    unsure: int
    corrected: tuple[Corrected, ...]
    confirmed: int


@dataclass(frozen=True, slots=True)
class Unreachable:
    """
    An address that mails of the period have not reached.

    Attributes:
        how: each of them once. why: the last reason, such as a code of SMTP or "has left".
        tickets: numbers. last_at: of the last one.
    """

    addr: str
    how: tuple[Unreached, ...]
    count: int
    why: str
    tickets: tuple[str, ...]
    last_at: datetime


@dataclass(frozen=True, slots=True)
class MailboxState:
    """succeeded_at: when the folder was last read without an error."""

    mailbox: str
    folder: str
    succeeded_at: datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    One mail of the period with which something is wrong.

    what: quarantined, gap (of the inbox); failed, uncertain (of the outbox). whom: sender or recipient. why: as stored.
    """

    what: str
    id: int
    at: datetime
    whom: str
    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class Mail:
    """
    The mail traffic, always of the whole desk.

    Attributes:
        inbox, outbox: status → mails, as it is now (see `db.inbox`, `db.outbox`).
        written: mails that were queued in the period.
        overdue: queued ones that should have gone out; overdue_since: the oldest of them.
        troubles: of the period, the newest first, at most fifty. more_troubles: how many there are besides.
        directory_at: when a source last told who is in the directory; None where none does.
    """

    inbox: Mapping[str, int]
    outbox: Mapping[str, int]
    written: int
    overdue: int
    overdue_since: datetime | None
    mailboxes: tuple[MailboxState, ...]
    troubles: tuple[Trouble, ...]
    more_troubles: int
    directory_at: datetime | None


@dataclass(frozen=True, slots=True)
class Figures:
    """
    All figures of one digest.

    Attributes:
        now: as of which open tickets, loads, forecast and mail traffic are.
        team: name of the team that it is about; "" for the whole desk.
        unreachable: the last one first.
    """

    period: Period
    now: datetime
    team: str
    traffic: Traffic
    open: Open
    response: Response
    progress: Progress
    escalations: Escalations
    forecast: Forecast
    satisfaction: Satisfaction
    load: tuple[Load, ...]
    trend: tuple[TrendDay, ...]
    classification: Classification
    unreachable: tuple[Unreachable, ...]
    mail: Mail
