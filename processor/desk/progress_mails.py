"""Until a ticket is resolved its user hears of it: by a draft of whoever has it, or else by the desk's own word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db import people
from db.duties import Duty
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from processor.desk import hearing
from processor.desk.assignment import leaders, readers
from processor.desk.clocks import Pace, remaining
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.deadlines import add_working_time, working_time_between
from processor.desk.dossier import Dossier
from processor.desk.progress import Reader
from processor.desk.progress_news import Hands, news_of, open_escalation
from processor.desk.silence import why_unheard, why_unreachable
from processor.desk.teams import Roster, Teams
from processor.languages import locale_for

ACTOR = "desk"
LAPSES_TOLD = 2  # of drafts in a row: once can happen to anybody, and the lead of a busy team is not to drown in them

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProgressMails:
    """Belongs in a unit of work."""

    pace: Pace
    teams: Teams
    correspondence: Correspondence

    def send(self, dossier: Dossier, due: Sequence[Duty]) -> Event:
        """
        Write what has fallen due of the duty "progress"; the event that has to be recorded of it.

        After a standstill both stages are due: then it is too late for a draft.
        """
        config, ticket = self.correspondence.config, dossier.ticket
        if reason := why_unheard(config, ticket) or why_unreachable(config, ticket.requester_addr, None):
            return Event(dossier.now, ACTOR, hearing.UNHEARD, {"reason": reason})
        return self._tell_user(dossier) if any(duty.stage for duty in due) else self._draft(dossier)

    def rows(self, dossier: Dossier) -> Rows:
        """What the user is told, in their language."""
        desk = self.correspondence.config.desk
        roster = self.teams.roster()
        names: dict[str | int, str] = {person.id: person.name for person in roster.staff}
        reader = Reader(locale_for(dossier.ticket.language, desk.locale), desk.zone, False, names)
        return news_of(dossier, self._hands(dossier, roster), reader)

    def next_word(self, ticket: Ticket, now: datetime) -> datetime | None:
        """By when the user hears again, having heard *now*; None when nothing is promised."""
        rhythm = self.pace.rhythm
        return add_working_time(now, rhythm.every, rhythm.calendars[ticket.priority]).at if rhythm else None

    def _draft(self, dossier: Dossier) -> Event:
        ticket, now = dossier.ticket, dossier.now
        rows, told = self.rows(dossier), readers(ticket, self.teams.roster(now))
        saying = Saying(rows=rows, moment=remaining(self.pace, dossier)["progress"][-1].due_at)
        self.correspondence.to_staff("progress_draft", told, ticket, saying, Occasion(now))
        detail = {"rows": [list(row) for row in rows], "told": [person.id for person in told]}
        return Event(now, ACTOR, hearing.DRAFTED, detail)

    def _tell_user(self, dossier: Dossier) -> Event:
        ticket, now = dossier.ticket, dossier.now
        rows = self.rows(dossier)
        saying = Saying(rows=rows, moment=self.next_word(ticket, now))
        self.correspondence.to_requester("progress_due", ticket, saying, Occasion(now))
        lapsed = [] if dossier.drafted_for else self._lapsed(dossier)
        told = self._tell_leads(dossier, lapsed) if lapsed else []
        detail = {"rows": [list(row) for row in rows], "lapsed": lapsed, "told": [person.id for person in told]}
        return Event(now, ACTOR, hearing.DUE, detail)

    def _lapsed(self, dossier: Dossier) -> list[int]:
        """Who got the draft that nobody has answered; nobody where it was too late for one."""
        drafts = [event for event in hearing.since_heard(dossier.happened) if event.kind == hearing.DRAFTED]
        return list(drafts[-1].detail["told"]) if drafts else []

    def _tell_leads(self, dossier: Dossier, lapsed: Sequence[int]) -> list[Person]:
        """Not of the first draft in a row, nor before there was working time to answer any of them."""
        drafts = hearing.unanswered_drafts(dossier.happened)
        calendar = self.pace.deadlines.calendars[dossier.ticket.priority]
        if len(drafts) < LAPSES_TOLD or working_time_between(drafts[0].at, dossier.now, calendar) < self.pace.triage:
            return []
        ticket, roster = dossier.ticket, self.teams.roster(dossier.now)
        leads = [person for person in leaders(ticket, roster) if person.id not in lapsed]
        names = ", ".join(self.teams.name_of_person(person_id) for person_id in lapsed)
        self.correspondence.to_staff("draft_lapsed", leads, ticket, Saying(target=names), Occasion(dossier.now))
        return leads

    def _hands(self, dossier: Dossier, roster: Roster) -> Hands:
        """Who has left is in charge of nothing."""
        ticket = dossier.ticket
        if dossier.carried and dossier.parent:
            ticket = dossier.parent
        escalation = open_escalation(dossier)
        specialist = people.find(escalation.person_id) if escalation and escalation.person_id is not None else None
        team = self.teams.team_of(specialist) if specialist else ""  # users hear of the team, and of nobody else
        target = (team or escalation.target) if escalation else ""
        assignee, coordinator = map(roster.person, (ticket.assignee_id, ticket.coordinator_id))
        desk = self.correspondence.config.desk.name
        return Hands(_name(assignee), ticket.team, _name(coordinator), desk, target)


def _name(person: Person | None) -> str:
    return person.name if person else ""
