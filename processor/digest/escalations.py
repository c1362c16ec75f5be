"""What was handed to specialists, and what came of it; pure. See "Escalations" in docs/figures.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from db.escalations import Escalation
from processor.desk.dossier import FALLEN
from processor.desk.escalations import missing_of
from processor.digest.life import Life
from processor.digest.result import Escalated, EscalationOutcome, Escalations
from processor.digest.view import View


def escalated(life: Life, view: View) -> Iterator[Escalated]:
    """The escalations of a ticket that are of the period, or still open; forms that nobody filled in are none."""
    for form in life.dossier.escalations:
        ended = view.period.holds(form.outcome_at) and form.outcome not in ("draft", "open")
        of_period = view.period.holds(form.at) or ended or form.outcome == "open"
        if of_period and not _never_sent(form) and not life.is_void:
            yield Escalated(
                ticket=view.ref(life.ticket),
                at=form.at,
                by=view.name_of(form.by_id),
                target=form.target,
                reason=form.reason,
                feedback_at=form.feedback_at,
                outcome=_outcome(form, life, view),
                outcome_at=form.outcome_at,
            )


def escalations(found: Iterable[Escalated], view: View) -> Escalations:
    lines = tuple(sorted(found, key=lambda line: (line.at, line.ticket.id)))
    counts: Counter[EscalationOutcome] = Counter(line.outcome for line in lines)
    return Escalations(sum(view.period.holds(line.at) for line in lines), dict(counts), lines)


def _never_sent(form: Escalation) -> bool:
    """A draft, or one that was put away before it was filled in."""
    return form.outcome == "draft" or (form.outcome == "withdrawn" and bool(missing_of(form)))


def _outcome(form: Escalation, life: Life, view: View) -> EscalationOutcome:
    match form.outcome:
        case "answered":
            return "answered_late" if _is_late(form, life) else "answered"
        case "resolved":
            return "resolved_late" if _is_late(form, life) else "resolved"
        case "withdrawn":
            return "withdrawn"
    return "overdue" if form.feedback_at is not None and form.feedback_at <= view.now else "open"


def _is_late(form: Escalation, life: Life) -> bool:
    """
    It ended after the promised time, and the clock had told that nobody had given feedback by then.

    A solution that came later, too, may have been answered in time: the form keeps only when it ended.
    """
    if form.feedback_at is None or form.outcome_at is None or form.outcome_at <= form.feedback_at:
        return False
    promise = {"escalation": form.id, "due": form.feedback_at.isoformat()}
    told = (event.detail for event in life.counted if event.kind == FALLEN["feedback", 0])
    return form.outcome == "answered" or any(promise.items() <= detail.items() for detail in told)
