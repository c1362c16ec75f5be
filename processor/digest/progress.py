"""Whether users of open tickets heard every day; pure. See "A word every 24 hours" in docs/figures.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.events import Event
from processor.desk import hearing
from processor.desk.calendars import Interval
from processor.desk.deadlines import add_working_time
from processor.desk.dossier import RUNNING
from processor.digest.life import Life
from processor.digest.result import Lapse, Progress, ProgressBreach, Share
from processor.digest.view import View

# The clock looks twice a minute, and once more after ten minutes where a mail could not be written.
GRACE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Silence:
    """
    Time in which the user waits for the next word.

    Attributes:
        since: when they last heard. next: with which they hear again; None while they do not.
        until: when they hear again, or now.
        given_up: nobody outside would get it, so the desk does not write.
    """

    since: datetime
    next: Event | None
    until: datetime
    given_up: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A ticket whose user was owed a word in the period."""

    breach: ProgressBreach | None
    lapses: tuple[Lapse, ...]


def heard(life: Life, view: View) -> Heard | None:
    """None when nothing was owed to the user in the period."""
    if view.pace.rhythm is None or life.is_void or _is_history(life):
        return None
    times = life.times_in(RUNNING - hearing.SILENT, view.now)
    owed = [each for each in _silences(life, view) if _is_owed(each, times, view)]
    if not owed:
        return None
    breaches = (_breach(life, each, view) for each in owed)
    return Heard(next((breach for breach in breaches if breach), None), tuple(_lapses(life, view)))


def progress(found: Iterable[Heard]) -> Progress:
    tickets = list(found)
    breaches = [each.breach for each in tickets if each.breach]
    lapses = [lapse for each in tickets for lapse in each.lapses]
    return Progress(
        total=Share(len(tickets) - len(breaches), len(breaches)),
        breaches=tuple(sorted(breaches, key=lambda each: (each.due_at, each.ticket.id))),
        lapses=tuple(sorted(lapses, key=lambda each: (each.at, each.ticket.id))),
    )


def _is_history(life: Life) -> bool:
    """Brought along from before the desk began, and never taken up: nothing was promised."""
    return life.ticket.response_due_at is None and life.ticket.accepted_at is None


def _silences(life: Life, view: View) -> Iterator[Silence]:
    """Those that touch the period."""
    words = hearing.heard(life.dossier.happened)
    gave_up = [event.at for event in life.counted if event.kind == hearing.UNHEARD]
    begins = [event.at for event in words] or [life.ticket.opened_at]
    for number, since in enumerate(begins):
        following = words[number + 1] if number + 1 < len(words) else None
        until = following.at if following else view.now
        if until > view.period.start and since < view.end:
            yield Silence(since, following, until, any(since <= at < until for at in gave_up))


def _is_owed(silence: Silence, times: Sequence[Interval], view: View) -> bool:
    """Somewhere in it, and in the period, the desk had to do something, and somebody would have got its mail."""
    start, end = max(silence.since, view.period.start), min(silence.until, view.end)
    return not silence.given_up and any(time.start < end and time.end > start for time in times)


def _breach(life: Life, silence: Silence, view: View) -> ProgressBreach | None:
    """What was broken already when the period began, and still was, is broken in it."""
    rhythm, ticket = view.pace.rhythm, life.ticket
    if rhythm is None or silence.until - silence.since <= rhythm.every:
        return None
    pauses = life.times_in(hearing.SILENT, view.now)
    due = add_working_time(silence.since, rhythm.every, rhythm.calendars[ticket.priority], pauses).at
    over = min((pause.start for pause in pauses if pause.start >= due), default=silence.until)
    over = min(over, silence.until)
    if not (due + GRACE < over and due + GRACE < view.end and over > view.period.start):
        return None
    heard_at = silence.next.at if silence.next else None
    return ProgressBreach(
        ticket=view.ref(ticket),
        due_at=due,
        heard_at=heard_at,
        late=over - due,
        reason="standstill" if silence.next and silence.next.kind == hearing.DUE else "not_written",
        who=view.name_of(ticket.assignee_id),
        words=life.why,
    )


def _lapses(life: Life, view: View) -> Iterator[Lapse]:
    for event in life.counted:
        if event.kind == hearing.DUE and view.period.holds(event.at):
            who = tuple(view.name_of(person_id) for person_id in event.detail.get("lapsed", ()))
            yield Lapse(view.ref(life.ticket), event.at, who, life.why)
