"""The clocks of a ticket in the database: set, moved and removed after anything that happens to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from db import duties, escalations, events, incidents, people, surveys, tickets
from db.duties import Duty
from db.tickets import Ticket
from processor.config_calendars import Deadlines as Section
from processor.desk.calendars import ALWAYS, Calendar, whole_days
from processor.desk.clocks import Pace, Rhythm, wanted
from processor.desk.confirming import Patience
from processor.desk.deadlines import Deadlines
from processor.desk.dossier import COUNTED, Dossier
from processor.rules.permissions import STAFF, WORKERS


def pace_of(section: Section, deadlines: Deadlines) -> Pace:
    triage, remind_at = timedelta(minutes=section.triage_min), section.remind_at_percent / 100
    return Pace(deadlines, triage, remind_at, _rhythm(section, deadlines), _patience(section))


def _patience(section: Section) -> Patience:
    reminder = timedelta(hours=section.confirm_reminder_h)
    return Patience(reminder, timedelta(hours=section.confirm_h) - reminder)


def _rhythm(section: Section, deadlines: Deadlines) -> Rhythm | None:
    if not section.progress_h:
        return None
    all_days = section.progress_days == "all"
    calendars = {
        priority: Calendar((ALWAYS,)) if all_days else whole_days(calendar)
        for priority, calendar in deadlines.calendars.items()
    }
    return Rhythm(timedelta(hours=section.progress_h), timedelta(hours=section.draft_h), calendars)


@dataclass(frozen=True, slots=True)
class Duties:
    """Belongs in a unit of work."""

    pace: Pace

    def arrange(self, ticket_id: int, now: datetime) -> None:
        """
        Make the duties of a ticket what they have to be as it is now in the database.

        They follow from the ticket, its events, its escalations and the configuration alone, so this may be called at
        any time and any number of times. Without anybody who could be reminded there are none.
        """
        current = tickets.get(ticket_id)
        self._arrange(current, now)
        leading = [current.parent] if current.parent not in (None, ticket_id) else []  # reminds of this one, too
        # which are reminded of by themselves when nobody works on this one
        children = [child.id for child in _children(current)]
        for other in (*leading, *children):
            self._arrange(tickets.lock(other), now)  # another host may be at it

    def is_arranged(self, ticket_id: int, now: datetime) -> bool:
        """To arrange it would change nothing."""
        return self._needed(tickets.get(ticket_id), now) == _stored(ticket_id)

    def _arrange(self, current: Ticket, now: datetime) -> None:
        ticket_id = current.id
        need, stored = self._needed(current, now), _stored(ticket_id)
        for kind, duty in need.items():
            if duty != stored.get(kind):
                duties.put(duty)
        if gone := stored.keys() - need.keys():
            duties.remove(ticket_id, gone)

    def _needed(self, current: Ticket, now: datetime) -> dict[str, Duty]:
        staffed = current.status in COUNTED and people.has_any(WORKERS)
        return wanted(self.pace, dossier_of(current, now)) if staffed else {}


def _stored(ticket_id: int) -> dict[str, Duty]:
    return {duty.kind: duty for duty in duties.of_ticket(ticket_id)}


def dossier_of(ticket: Ticket, now: datetime) -> Dossier:
    """All that the clocks of *ticket* go by. Reads the database."""
    survey = surveys.newest(ticket.id) if ticket.status == "resolved" else None
    asked = survey.asked_at if survey and survey.outcome == "open" else None
    parent = tickets.get(ticket.parent) if ticket.parent not in (None, ticket.id) else None
    happened, forms = events.of_ticket(ticket.id), escalations.of_ticket(ticket.id)
    deserted = ticket.snoozed_until is not None and _has_left(ticket.assignee_id)
    return Dossier(ticket, happened, forms, now, asked, parent, _children(ticket), deserted)


def _has_left(person_id: int | None) -> bool:
    """Somebody who is not of the staff any more; not nobody."""
    person = people.find(person_id) if person_id is not None else None
    return person is not None and not (person.active and person.role in STAFF)


def _children(ticket: Ticket) -> list[Ticket]:
    """The others of the incident that *ticket* leads."""
    if ticket.parent != ticket.id:
        return []
    return [other for other in incidents.led_by(ticket.id) if other.id != ticket.id]
