"""When the user of a ticket last heard from us, and when they need not hear; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from db.events import Event
from db.tickets import Ticket
from processor.desk.calendars import Interval
from processor.desk.deadlines import WAITING
from processor.desk.lifecycle import ENDED
from processor.desk.status_log import status_change, times_in
from processor.desk.undone import undone_items

DUE = "progress.due"  # the desk has written by itself
DRAFTED = "progress.drafted"  # whoever has the ticket got a draft
UNHEARD = "progress.unheard"  # nobody outside would get it, so the desk has given up until somebody writes
# What comes with a mail to the user, whoever writes it. A changed promise is not in here: it goes out under the caps of
# automatic answers and may have stayed behind.
_HEARD = frozenset({
    "ticket.opened", "identity.accepted", DUE,
    "command.accept", "command.answer", "command.progress", "command.ask", "command.escalate", "command.feedback",
    "command.resolve", "command.reopen", "user.rejected", "user.reopened",
})  # fmt: skip
# How much later than now an event may be before its time counts for nothing. Who sets a clock that was nearly right
# sets it by less; and a user may wait by so much longer for a word.
AHEAD = timedelta(days=2)
SILENT = WAITING | ENDED | {"resolved"}  # statuses in which the next word is the user's, or there is none


def heard(happened: Sequence[Event]) -> list[Event]:
    """What came with a mail to the user, oldest first; what was taken back was not said."""
    gone = undone_items(happened)
    return [event for event in happened if _is_heard(event, gone)]


def since_heard(happened: Sequence[Event]) -> Sequence[Event]:
    """What happened since the last mail to the user; all if there was none."""
    last = _last_heard(happened)
    return happened if last is None else happened[last + 1 :]


def last_heard(ticket: Ticket, happened: Sequence[Event], now: datetime) -> datetime:
    """
    When that mail was written; the acknowledgement counts whether or not it went out.

    Of a mail that a clock has dated which was far ahead nobody knows when it was: then the one before it counts.
    """
    return next((event.at for event in reversed(heard(happened)) if event.at <= now + AHEAD), ticket.opened_at)


def silences(ticket: Ticket, happened: Sequence[Event], now: datetime) -> tuple[Interval, ...]:
    """When the user needed not hear: we waited for them, or nothing was left to do; but for what is far ahead."""
    return tuple(pause for pause in times_in(SILENT, ticket, happened, now) if pause.end <= now + AHEAD)


def since_reopened(happened: Sequence[Event]) -> Sequence[Event]:
    """What belongs to the work that goes on: nothing from before the ticket was last resolved."""
    moves = ((at, status_change(event.detail)) for at, event in enumerate(happened))
    last = max((at for at, moved in moves if moved and moved[0] in ENDED | {"resolved"}), default=0)
    return happened[last:]


def unanswered_drafts(happened: Sequence[Event]) -> list[Event]:
    """The drafts of progress mails since somebody last wrote to the user, oldest first."""
    gone, found = undone_items(happened), list[Event]()
    for event in happened:
        if event.kind == DRAFTED:
            found.append(event)
        elif event.kind != DUE and _is_heard(event, gone):
            found = []
    return found


def _last_heard(happened: Sequence[Event]) -> int | None:
    """
    The number of the event with the last mail to the user.

    By the order of the events, so that a clock that is set back changes nothing. What was taken back was not said.
    """
    gone = undone_items(happened)
    return max((at for at, event in enumerate(happened) if _is_heard(event, gone)), default=None)


def _is_heard(event: Event, gone: frozenset[int]) -> bool:
    return event.kind in _HEARD and event.item_id not in gone
