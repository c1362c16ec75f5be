"""What the clocks of a ticket go by: the ticket, what happened to it, whose incident it belongs to; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from db.escalations import Escalation
from db.events import Event
from db.tickets import Ticket
from processor.desk import hearing
from processor.desk.calendars import Interval
from processor.desk.confirming import LAPSED, REMINDED
from processor.desk.lifecycle import OPEN
from processor.desk.status_log import waits_of
from processor.desk.undone import undone_items

# Where somebody of the desk has something to do; who has not said who they are yet has no clock.
RUNNING = OPEN - {"waiting_identity"}
COUNTED = RUNNING | {"resolved"}  # where the user has something to say
LONG_AGO = datetime.min.replace(tzinfo=UTC)

# (kind, stage) of what has fallen due → the event that tells so; the gravest first, because only one mail goes out to
# the staff. Progress is no reminder but what the user is owed, and has mails of its own; so has verification, for which
# the user is waited for.
FALLEN: dict[tuple[str, int], str] = {
    ("response", 1): "response.breached",
    ("triage", 1): "triage.overdue",
    ("feedback", 0): "feedback.due",
    ("due", 0): "due.reached",
    ("response", 0): "response.due_soon",
    ("triage", 0): "triage.due",
    ("snooze", 0): "snooze.over",
    ("progress", 1): hearing.DUE,
    ("progress", 0): hearing.DRAFTED,
    ("verification", 1): LAPSED,
    ("verification", 0): REMINDED,
}
CAME_BACK = frozenset({"user.rejected", "user.reopened"})  # somebody has to look again, as at a ticket just accepted
TRIAGED = frozenset({"command.resolve", "command.progress", "command.escalate"})  # events after which nobody asks


@dataclass(frozen=True)
class Dossier:
    """
    A ticket with all that its clocks go by.

    Attributes:
        happened: its events, oldest first.
        now: a wait for the user that goes on ends here.
        asked: when the user was asked whether it is solved; None when nobody waits for their word.
        parent: the ticket that leads its incident, where that is another one; or has led it, before it joined another.
        children: the others of the incident that it leads.
        deserted: it is put off, and who has it is not of the staff any more.
    """

    ticket: Ticket
    happened: Sequence[Event]
    escalations: Sequence[Escalation]
    now: datetime
    asked: datetime | None = None
    parent: Ticket | None = None
    children: Sequence[Ticket] = ()
    deserted: bool = False

    @property
    def carried(self) -> bool:
        """Its leading ticket is worked on, which reminds the staff of all of the incident at once."""
        parent = self.parent
        if parent is None or parent.parent != parent.id:  # which has become part of another incident since
            return False
        return parent.status in RUNNING and self.ticket.status in RUNNING

    @property
    def drafted_for(self) -> bool:
        """The draft of its leading ticket is one for its user, too; while we wait for that one's user there is none."""
        return self.carried and self.parent is not None and self.parent.status not in hearing.SILENT

    @cached_property
    def waits(self) -> tuple[Interval, ...]:
        return waits_of(self.ticket, self.happened, self.now)

    @cached_property
    def quiet_until(self) -> datetime:
        """
        Until when the staff is not reminded of what it has to do; the end of the last snooze, over or not.

        What somebody has put off who is not there any more, others have to hear of.
        """
        if self.deserted:
            return LONG_AGO
        if self.ticket.snoozed_until is not None:
            return self.ticket.snoozed_until
        woken = (event.at for event in self.happened if changed(event, "snoozed_until")[1:] == (None,))
        return max(woken, default=LONG_AGO)

    @cached_property
    def since_acceptance(self) -> Sequence[Event]:
        """
        What happened from the acceptance on, or from when the user came back, and was not taken back.

        By the order of the events, not by their times: a clock that is set back must not change it.
        """
        gone = undone_items(self.happened)
        last = max((at for at, event in enumerate(self.happened) if _begins(event)), default=0)
        return [event for event in self.happened[last:] if event.item_id is None or event.item_id not in gone]

    @cached_property
    def taken_up(self) -> datetime | None:
        """When it was accepted, or the user came back since; the later of the two."""
        if self.ticket.accepted_at is None:
            return None
        back = (event.at for event in self.since_acceptance if event.kind in CAME_BACK)
        return next(back, self.ticket.accepted_at)

    @cached_property
    def triaged(self) -> bool:
        """Resolved, escalated or described since it was accepted."""
        return any(event.kind in TRIAGED for event in self.since_acceptance)

    @cached_property
    def due_reached(self) -> bool:
        """That the date that was set by hand has come was told, also if another one was set since and taken back."""
        due = self.ticket.due_at.isoformat() if self.ticket.due_at else ""
        return any(event.kind == FALLEN["due", 0] and event.detail.get("due") == due for event in self.happened)

    @cached_property
    def promised(self) -> Sequence[Escalation]:
        """
        Escalations whose first feedback the user still waits for, each with its feedback_at.

        Also those that the ticket has left before the user heard any more: the promise holds, whoever has the ticket.
        """
        words = (event.at for event in hearing.heard(self.happened) if event.kind != hearing.DUE)
        heard = max(words, default=LONG_AGO)
        return [each for each in self.escalations if each.feedback_at and _is_owed(each, heard)]

    def told(self, stage: tuple[str, int], moment: datetime, promise: datetime) -> bool:
        """It was told about this very promise, or not before *moment*: one promise is told once, a later one anew."""
        return any(
            event.kind == FALLEN[stage] and (event.at >= moment or event.detail.get("due") == promise.isoformat())
            for event in self.happened
        )


def changed(event: Event, column: str) -> tuple[object, ...]:
    """(old, new) of a column that *event* changed, else ()."""
    changes = event.detail.get("changes")
    return tuple(changes.get(column) or ()) if isinstance(changes, dict) else ()


def _is_owed(each: Escalation, heard: datetime) -> bool:
    """heard: when somebody last wrote to the user. Who never filled a form in has promised nothing."""
    if each.outcome != "withdrawn" or each.outcome_at is None:
        return each.outcome == "open"
    return each.handed_over and heard < each.outcome_at


def _begins(event: Event) -> bool:
    return bool(changed(event, "accepted_at")) or event.kind in CAME_BACK
