"""What the clock does about duties that have fallen due: whoever has to act, or has to know, gets one mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from db import duties, events, people, tickets
from db.connection import Store
from db.duties import Duty
from db.errors import is_outage
from db.escalations import Escalation
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from processor.desk.assignment import leaders, readers
from processor.desk.clocks import fallen
from processor.desk.closing import Closing
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.dossier import FALLEN, RUNNING, Dossier
from processor.desk.duties import Duties, dossier_of
from processor.desk.moved import follow_person
from processor.desk.progress_mails import ProgressMails
from processor.desk.teams import Roster, Teams
from processor.desk.unanswered import Unanswered
from processor.rules.permissions import WORKERS

log = structlog.get_logger()

ACTOR = "desk"
BATCH = 20  # duties in one transaction: on SQLite nobody else writes meanwhile
MOST_BATCHES = 50  # of one call; the next one, half a minute later, goes on
RETRY_AFTER = timedelta(minutes=10)  # a ticket whose reminder could not be written

MAILS = {
    ("response", 0): "response_reminder",
    ("response", 1): "response_breach",
    ("triage", 0): "triage_question",
    ("triage", 1): "triage_overdue",
    ("feedback", 0): "feedback_due",
    ("due", 0): "due_reached",
    ("snooze", 0): "snooze_over",
    ("progress", 1): "progress_due",
    ("progress", 0): "progress_draft",
    ("verification", 1): "closed_unanswered",
    ("verification", 0): "verification_reminder",
}


@dataclass(frozen=True, slots=True)
class Reminders:
    duties: Duties
    teams: Teams
    correspondence: Correspondence
    closing: Closing

    def look_after(self, store: Store, now: datetime) -> int:
        """
        Act on all that has fallen due, each once, and set what falls due next; how many tickets it was about.

        In units of work of its own: the events, the mails in the outbox and the duties change together, so that a crash
        neither loses a reminder nor sends it twice. A ticket that fails waits a while, and the others go on.
        """
        total = 0
        for _ in range(MOST_BATCHES):
            found, lines = store.unit(lambda: self._batch(store, now))
            for line in lines:
                log.info("reminder.due", **line)
            total += found
            if not found:  # a batch of duties is fewer tickets where one has several, and still not the last
                break
        return total

    def _batch(self, store: Store, now: datetime) -> tuple[int, list[dict[str, object]]]:
        """How many tickets, and for each that was told of something a line for the log."""
        found = duties.due_tickets(now, BATCH)
        lines = [self._one(store, ticket_id, now) for ticket_id in found]
        return len(found), [line for line in lines if line]

    def _one(self, store: Store, ticket_id: int, now: datetime) -> dict[str, object]:
        try:
            with store.savepoint():
                return self._remind(tickets.get(ticket_id), now)
        except Exception as error:
            if is_outage(error):
                raise
            log.exception("reminder.failed", ticket=ticket_id)
            duties.postpone(ticket_id, now, now + RETRY_AFTER)
            return {}

    def _remind(self, ticket: Ticket, now: datetime) -> dict[str, object]:
        """
        One mail to the staff for all that has fallen due, about the gravest of it, and an event for each.

        What is due is found out anew: the ticket may have gone on since the duty was set. What the user is owed goes
        out besides.
        """
        ticket = follow_person(ticket, now)
        dossier = dossier_of(ticket, now)
        found = fallen(self.duties.pace, dossier) if people.has_any(WORKERS) else []
        if found and found[0].kind == "verification":  # alone: a solved ticket has no other
            return self._verify(ticket, found[0], now)
        progress = [duty for duty in found if duty.kind == "progress"]
        due = [duty for duty in found if duty.kind != "progress"]
        told = self._tell(dossier, due[0]) if due else []
        for duty in sorted(due, key=lambda duty: duty.due_at):
            self._record(duty, told if duty is due[0] else (), now)
            self._record_beside(dossier, duty)
        if any(duty.kind == "snooze" for duty in due):
            tickets.change(ticket.id, {"snoozed_until": None})
        kinds = [FALLEN[duty.kind, duty.stage] for duty in due]
        if progress:
            kinds.append(self._send_progress(dossier, progress))
        self.duties.arrange(ticket.id, now)
        return {"ticket": ticket.number, "fallen": kinds, "told": len(told)} if kinds else {}

    def _verify(self, ticket: Ticket, duty: Duty, now: datetime) -> dict[str, object]:
        patience = self.duties.pace.patience
        if patience is None:
            raise ValueError(f"{ticket.number}: nobody counts how long the user is silent")
        kind = Unanswered(patience, self.correspondence, self.closing).look_after(ticket, duty, now)
        self.duties.arrange(ticket.id, now)
        return {"ticket": ticket.number, "fallen": [kind], "told": 1}

    def _send_progress(self, dossier: Dossier, due: Sequence[Duty]) -> str:
        """The kind of the event."""
        event = ProgressMails(self.duties.pace, self.teams, self.correspondence).send(dossier, due)
        events.record(dossier.ticket.id, event)
        return event.kind

    def _record(self, duty: Duty, told: Sequence[Person], now: datetime) -> None:
        """An event with the ids of those who got a mail about it; nobody, if a graver one went out."""
        detail = {**duty.detail, "told": [person.id for person in told]}
        if duty.kind == "snooze":
            detail["changes"] = {"snoozed_until": [duty.due_at.isoformat(), None]}
        events.record(duty.ticket_id, Event(now, ACTOR, FALLEN[duty.kind, duty.stage], detail))

    def _record_beside(self, dossier: Dossier, duty: Duty) -> None:
        """What was told of the ticket that leads an incident was told of the others: once they are alone, not again."""
        for child in dossier.children if duty.kind == "response" else ():
            due = child.response_due_at
            if (
                child.responded_at is None
                and child.status in RUNNING
                and due
                and (due <= dossier.now or not duty.stage)
            ):
                detail = {"due": due.isoformat(), "told": [], "incident": dossier.ticket.number}
                events.record(child.id, Event(dossier.now, ACTOR, FALLEN[duty.kind, duty.stage], detail))

    def _tell(self, dossier: Dossier, duty: Duty) -> list[Person]:
        """Write to whom it concerns; who that was."""
        ticket, roster = dossier.ticket, self.teams.roster(dossier.now)
        current = (each for each in dossier.escalations if each.outcome == "open")
        escalation = next((each for each in current if each.id == duty.detail.get("escalation")), None)
        holder = roster.person(ticket.assignee_id)
        saying = Saying(
            by=roster.person(escalation.by_id) if escalation else None,
            moment=self._moment(ticket, duty, dossier.now),
            target=escalation.target if escalation else holder.name if holder else ticket.team,
        )
        told = _each_once(_concerned(ticket, duty, escalation, roster))
        self.correspondence.to_staff(MAILS[duty.kind, duty.stage], told, ticket, saying, Occasion(dossier.now))
        return told

    def _moment(self, ticket: Ticket, duty: Duty, now: datetime) -> datetime:
        """What is promised, or when the lead hears of it; else when it fell due."""
        if (duty.kind, duty.stage) == ("triage", 0):
            return self.duties.pace.after_question(ticket.priority, now)
        due = duty.detail.get("due")
        return datetime.fromisoformat(due) if due else duty.due_at


def _concerned(ticket: Ticket, duty: Duty, escalation: Escalation | None, roster: Roster) -> list[Person | None]:
    """Who has to act; the second time who leads them. There is always somebody, as long as anybody is there."""
    if duty.stage:
        return [*leaders(ticket, roster)]
    if escalation is None:
        return [*readers(ticket, roster)]
    person = roster.person(escalation.person_id)
    team = roster.members(escalation.team) if escalation.team else []
    targets = [person] if person else roster.present(team) or team
    return [*targets, roster.person(escalation.by_id)] if targets else [*readers(ticket, roster)]


def _each_once(found: Iterable[Person | None]) -> list[Person]:
    return list({person.id: person for person in found if person}.values())
