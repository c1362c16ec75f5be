"""What matters first in a digest: a sentence for each thing that somebody should do something about; pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from processor.digest.result import Figures
from processor.digest.sheet import Voice

UNREAD = timedelta(hours=1)  # a mailbox is read every few minutes at the least


def headline(figures: Figures, voice: Voice) -> tuple[str, ...]:
    """The gravest first; one sentence where there is nothing."""
    return tuple(_concerns(figures, voice)) or (voice.say("all_well"),)


def broken_now(figures: Figures) -> int:
    """How many promises are broken and wait."""
    return len(figures.forecast.broken)


def _concerns(figures: Figures, voice: Voice) -> Iterator[str]:
    ahead, until = len(figures.forecast.ahead), voice.at(figures.forecast.until)
    overdue = figures.escalations.by_outcome.get("overdue", 0)
    late = sum(figures.escalations.by_outcome.get(outcome, 0) for outcome in ("answered_late", "resolved_late"))
    duties = (("h_response", figures.response), ("h_progress", figures.progress))
    yield from _counted("h_broken", broken_now(figures), voice)
    yield from _counted("h_ahead", ahead, voice, until=until)
    for name, duty in duties:
        yield from _counted(name, duty.total.broken, voice, percent=voice.percent(duty.total))
    yield from _counted("h_escalation", overdue, voice)
    yield from _counted("h_feedback", late, voice)
    yield from _counted("h_complaints", len(figures.satisfaction.complaints), voice)
    yield from _counted("h_unassigned", figures.open.unassigned, voice)
    yield from _counted("h_unreachable", len(figures.unreachable), voice)
    yield from _of_mail(figures, voice)


def _of_mail(figures: Figures, voice: Voice) -> Iterator[str]:
    mail = figures.mail
    yield from _counted("h_trouble", len(mail.troubles) + mail.more_troubles, voice)
    if mail.overdue_since:
        yield from _counted("h_overdue", mail.overdue, voice, since=voice.at(mail.overdue_since))
    for box in mail.mailboxes:
        if figures.now - box.succeeded_at > UNREAD:
            yield voice.say("h_mailbox", mailbox=box.mailbox, since=voice.at(box.succeeded_at))


def _counted(name: str, count: int, voice: Voice, **facts: object) -> Iterator[str]:
    if count:
        yield voice.say(name, count=count, **facts)
