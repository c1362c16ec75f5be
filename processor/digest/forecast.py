"""Which promises are broken next, and which are already; pure. See "Forecast" in docs/figures.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from db.escalations import Escalation
from processor.desk.clocks import remaining, response_due
from processor.desk.deadlines import WAITING
from processor.desk.dossier import RUNNING, Dossier
from processor.digest.progress import GRACE
from processor.digest.result import Forecast, Promise, Risk
from processor.digest.view import View

# (kind, stage) of the clocks at which a promise is broken; what comes before are reminders.
BREAKS: dict[tuple[str, int], Promise] = {
    ("response", 1): "response",
    ("feedback", 0): "feedback",
    ("due", 0): "due",
    ("progress", 1): "progress",
}


def risks(dossier: Dossier, view: View) -> Iterator[Risk]:
    """Promises of a ticket that fall due until the horizon if nobody acts, and those that are broken already."""
    yield from _broken(dossier, view)
    for duties in remaining(view.pace, dossier).values():
        for duty in duties:
            promise = BREAKS.get((duty.kind, duty.stage))
            if promise and _is_ahead(promise, duty.due_at, view):
                target = _target(dossier, duty.detail.get("escalation"))
                yield Risk(view.ref(dossier.ticket), promise, duty.due_at, target)


def forecast(found: Iterable[Risk], view: View) -> Forecast:
    ordered = sorted(found, key=lambda risk: (risk.due_at, risk.ticket.id, risk.promise))
    ahead = tuple(risk for risk in ordered if _is_ahead(risk.promise, risk.due_at, view))
    return Forecast(view.until, ahead, tuple(risk for risk in ordered if risk not in ahead))


def _is_ahead(promise: Promise, due: datetime, view: View) -> bool:
    """The desk writes by itself shortly after the 24 hours, so that promise is broken later."""
    late = due + GRACE if promise == "progress" else due
    return late > view.now and due <= view.until


def _broken(dossier: Dossier, view: View) -> Iterator[Risk]:
    """By the ticket itself: the clocks are silent about what they have told."""
    ticket, ref, now = dossier.ticket, view.ref(dossier.ticket), view.now
    if ticket.status not in RUNNING:
        return
    due = response_due(view.pace, dossier)
    if due is not None and due <= now and ticket.responded_at is None and ticket.status not in WAITING:
        yield Risk(ref, "response", due)
    for escalation in dossier.escalations:
        if escalation.outcome == "open" and escalation.feedback_at and escalation.feedback_at <= now:
            yield Risk(ref, "feedback", escalation.feedback_at, escalation.target)
    if ticket.due_at is not None and ticket.due_at <= now:
        yield Risk(ref, "due", ticket.due_at)
    for duty in remaining(view.pace, dossier).get("progress", ()):
        if duty.stage and duty.due_at + GRACE <= now:
            yield Risk(ref, "progress", duty.due_at)


def _target(dossier: Dossier, escalation_id: object) -> str:
    found: Iterable[Escalation] = (each for each in dossier.escalations if each.id == escalation_id)
    return next((each.target for each in found), "")
