"""What the clocks of a ticket say: which reminders it still has before it, and when; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.duties import Duty
from processor.desk import hearing
from processor.desk.calendars import Calendar
from processor.desk.confirming import Patience, confirmation
from processor.desk.deadlines import WAITING, Deadlines, add_working_time, working_time_between
from processor.desk.dossier import FALLEN, RUNNING, Dossier


@dataclass(frozen=True, slots=True)
class Rhythm:
    """
    How often the user of an open ticket hears from us.

    Attributes:
        every: since they last heard.
        draft: after which whoever has the ticket gets a draft; less than *every*.
        calendars: by priority, in which both are counted.
    """

    every: timedelta
    draft: timedelta
    calendars: Mapping[str, Calendar]


@dataclass(frozen=True, slots=True)
class Pace:
    """
    Attributes:
        triage: working time from acceptance until something has to be done about a ticket, and once more until its
            lead hears of it.
        remind_at: share of the time until the response is due, 0 to 1, after which a reminder goes out.
        rhythm: None where the user hears only what people write.
        patience: None where solutions wait for ever to be confirmed.
    """

    deadlines: Deadlines
    triage: timedelta
    remind_at: float
    rhythm: Rhythm | None = None
    patience: Patience | None = None

    def after_question(self, priority: str, asked: datetime) -> datetime:
        """When the lead hears that nothing was done since the engineer was asked."""
        return add_working_time(asked, self.triage, self.deadlines.calendars[priority]).at


def remaining(pace: Pace, dossier: Dossier) -> dict[str, tuple[Duty, ...]]:
    """What each kind still has before it, in order, if nobody does anything; kinds that have nothing are left out."""
    if dossier.ticket.status == "resolved":
        word = tuple(_confirmation(pace, dossier))
        return {word[0].kind: word} if word else {}
    if dossier.ticket.status not in RUNNING:
        return {}
    first = () if dossier.carried else (_response(pace, dossier), _triage(pace, dossier))
    clocks = (*first, _feedback(dossier), _snooze(dossier), _due(dossier), _progress(pace, dossier))
    found = (tuple(clock) for clock in clocks)
    return {duties[0].kind: duties for duties in found if duties}


def wanted(pace: Pace, dossier: Dossier) -> dict[str, Duty]:
    """By kind, what falls due next."""
    return {kind: duties[0] for kind, duties in remaining(pace, dossier).items()}


def fallen(pace: Pace, dossier: Dossier) -> list[Duty]:
    """
    What has fallen due by the dossier's now and was not told yet, the gravest first.

    After a standstill that is more than one of a kind; who hears of the last need not hear of those before.
    """
    duties = (duty for each in remaining(pace, dossier).values() for duty in each if duty.due_at <= dossier.now)
    return sorted(duties, key=lambda duty: _RANK[duty.kind, duty.stage])


def response_due(pace: Pace, dossier: Dossier) -> datetime | None:
    """By when a person has to answer: as promised, or later by the time in which nothing was to be done since."""
    ticket = dossier.ticket
    if ticket.response_due_at is None or not dossier.waits:
        return ticket.response_due_at
    return max(ticket.response_due_at, pace.deadlines.response(ticket.priority, ticket.opened_at, dossier.waits).at)


def _response(pace: Pace, dossier: Dossier) -> Iterator[Duty]:
    ticket, due = dossier.ticket, min(_owed(pace, dossier), default=None)
    if due is None:
        return
    if dossier.told(("response", 1), due, due):
        return
    detail = {"due": due.isoformat()}
    nearly = _reminder(pace, dossier, due)
    remind = max(nearly, dossier.quiet_until)  # a snooze puts it off; what was told before is not told again for that
    if remind < due and not dossier.told(("response", 0), nearly, due):
        yield Duty(ticket.id, "response", remind, 0, detail)
    yield Duty(ticket.id, "response", due, 1, detail)


def _owed(pace: Pace, dossier: Dossier) -> Iterator[datetime]:
    """By when users are to hear from a person for the first time: its own, and those of the tickets that it leads."""
    ticket, due = dossier.ticket, response_due(pace, dossier)
    if due is not None and ticket.responded_at is None and ticket.status not in WAITING:
        yield due
    for child in dossier.children:
        waited_for = child.responded_at is None and child.status in RUNNING - WAITING
        if waited_for and child.response_due_at is not None:
            yield child.response_due_at


def _reminder(pace: Pace, dossier: Dossier, due: datetime) -> datetime:
    ticket, calendar = dossier.ticket, _calendar(pace, dossier)
    whole = working_time_between(ticket.opened_at, due, calendar, dossier.waits)
    return add_working_time(ticket.opened_at, max(whole, timedelta()) * pace.remind_at, calendar, dossier.waits).at


def _triage(pace: Pace, dossier: Dossier) -> Iterator[Duty]:
    ticket, taken_up = dossier.ticket, dossier.taken_up
    if taken_up is None or ticket.status in WAITING or dossier.triaged:
        return
    since = dossier.since_acceptance
    if any(event.kind == FALLEN["triage", 1] for event in since):
        return
    asked = [event.at for event in since if event.kind == FALLEN["triage", 0]]
    first = asked[-1] if asked else max(_triage_time(pace, dossier, taken_up), dossier.quiet_until)
    second = _triage_time(pace, dossier, first)
    if not asked:
        yield Duty(ticket.id, "triage", first)
    yield Duty(ticket.id, "triage", max(second, dossier.quiet_until), 1)


def _triage_time(pace: Pace, dossier: Dossier, start: datetime) -> datetime:
    return add_working_time(start, pace.triage, _calendar(pace, dossier), dossier.waits).at


def _feedback(dossier: Dossier) -> Iterator[Duty]:
    promised = ((each.feedback_at, each) for each in dossier.promised if each.feedback_at)
    told = [event.detail for event in dossier.happened if event.kind == FALLEN["feedback", 0]]
    for due, escalation in sorted(promised, key=lambda pair: (pair[0], pair[1].id)):
        detail = {"due": due.isoformat(), "escalation": escalation.id}
        if not any(detail.items() <= each.items() for each in told):
            yield Duty(dossier.ticket.id, "feedback", due, 0, detail)


def _snooze(dossier: Dossier) -> Iterator[Duty]:
    if dossier.ticket.snoozed_until is not None:
        yield Duty(dossier.ticket.id, "snooze", dossier.ticket.snoozed_until)


def _due(dossier: Dossier) -> Iterator[Duty]:
    due = dossier.ticket.due_at
    if due is not None and not dossier.due_reached:
        yield Duty(dossier.ticket.id, "due", due, 0, {"due": due.isoformat()})


def _progress(pace: Pace, dossier: Dossier) -> Iterator[Duty]:
    """
    A draft for whoever has the ticket, and then the desk's own word; both again from each mail to the user on.

    A snooze holds back the draft alone: the user is owed a word all the same. The draft of an incident is that of the
    ticket that leads it.
    """
    ticket, rhythm = dossier.ticket, pace.rhythm
    is_history = ticket.response_due_at is None and ticket.accepted_at is None
    if rhythm is None or is_history or ticket.status in hearing.SILENT:
        return
    since = hearing.since_heard(dossier.happened)
    if any(event.kind == hearing.UNHEARD for event in since):
        return
    heard, calendar = hearing.last_heard(ticket, dossier.happened, dossier.now), rhythm.calendars[ticket.priority]
    silences = hearing.silences(ticket, dossier.happened, dossier.now)
    due = add_working_time(heard, rhythm.every, calendar, silences).at
    draft = max(add_working_time(heard, rhythm.draft, calendar, silences).at, dossier.quiet_until)
    if draft < due and not dossier.drafted_for and not any(event.kind == hearing.DRAFTED for event in since):
        yield Duty(ticket.id, "progress", draft)
    yield Duty(ticket.id, "progress", due, 1)


def _confirmation(pace: Pace, dossier: Dossier) -> Iterator[Duty]:
    if pace.patience and dossier.asked:
        yield from confirmation(pace.patience, dossier.ticket.id, dossier.asked, dossier.happened)


def _calendar(pace: Pace, dossier: Dossier) -> Calendar:
    return pace.deadlines.calendars[dossier.ticket.priority]


_RANK = {stage: rank for rank, stage in enumerate(FALLEN)}
