"""Whether first responses came in time, and why not; pure. See "First response" in docs/figures.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from db.tickets import Ticket
from processor.desk.clocks import response_due
from processor.desk.deadlines import WAITING
from processor.desk.dossier import RUNNING
from processor.digest.life import Life
from processor.digest.result import Response, ResponseBreach, ResponseReason, Share
from processor.digest.view import View


class Responded(NamedTuple):
    """A first response that was decided in the period; breach: None where it came in time."""

    priority: str
    breach: ResponseBreach | None


def responded(life: Life, view: View) -> Responded | None:
    """
    What became of the first response of a ticket; None when that was decided at another time, or never.

    It is decided when somebody answers in time, else when it is due; so each ticket counts once and for all.
    """
    ticket, answered, promised = life.ticket, life.ticket.responded_at, life.ticket.response_due_at
    if promised is None or life.is_void:
        return None
    due = promised if _in_time(answered, promised) else response_due(view.pace, life.dossier) or promised
    if answered is not None and answered <= due:
        return Responded(ticket.priority, None) if view.period.holds(answered) else None
    if due >= view.end or not view.period.holds(due) or not _runs(life, due):
        return None
    return Responded(ticket.priority, _breach(life, due, view))


def response(found: Iterable[Responded]) -> Response:
    total, by_priority, breaches = Share(0, 0), dict[str, Share](), list[ResponseBreach]()
    for priority, breach in found:
        total = _counted(total, breach)
        by_priority[priority] = _counted(by_priority.get(priority, Share(0, 0)), breach)
        if breach:
            breaches.append(breach)
    return Response(total, by_priority, tuple(sorted(breaches, key=lambda each: (each.due_at, each.ticket.id))))


def _counted(share: Share, breach: ResponseBreach | None) -> Share:
    return Share(share.kept, share.broken + 1) if breach else Share(share.kept + 1, share.broken)


def _in_time(answered: datetime | None, promised: datetime) -> bool:
    """Waits for the user only move what was promised to a later time, and need not be looked for then."""
    return answered is not None and answered <= promised


def _runs(life: Life, due: datetime) -> bool:
    """When it was due the desk had the next word; who has ended before, or been asked, was owed no answer."""
    return life.status_before(due) in RUNNING - WAITING


def _breach(life: Life, due: datetime, view: View) -> ResponseBreach:
    ticket, holder = life.ticket, _id(life.value_before("assignee_id", due))
    answered = ticket.responded_at
    return ResponseBreach(
        ticket=view.ref(ticket),
        due_at=due,
        answered_at=answered,
        late=(answered or view.now) - due,
        reason=_reason(life, due, holder, view),
        who=view.name_of(holder),
        words=life.why,
    )


def _reason(life: Life, due: datetime, holder: int | None, view: View) -> ResponseReason:
    """What stood in the way when it was due; the first of these that holds."""
    ticket = life.ticket
    if holder is not None and view.is_away(holder, due):
        return "absent"
    if life.status_before(due) == "escalated":
        return "escalated"
    if _is_later(life.value_before("snoozed_until", due), due):
        return "on_hold"
    if _accepted_before(ticket, due):
        return "not_answered"
    if holder is not None:
        return "not_accepted"
    return "not_assigned" if life.value_before("team", due) else "not_routed"


def _accepted_before(ticket: Ticket, due: datetime) -> bool:
    return ticket.accepted_at is not None and ticket.accepted_at < due


def _is_later(value: object, moment: datetime) -> bool:
    """*value*: a moment, or one as JSON has it, or None."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return isinstance(at, datetime) and at > moment


def _id(value: object) -> int | None:
    return value if isinstance(value, int) else None
