"""All figures of a period together: what is read, and who counts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from db import absences, escalations, events, figures, people, surveys, tickets
from db.people import Person
from processor.desk.calendars import Calendar
from processor.desk.clocks import Pace
from processor.desk.dossier import Dossier
from processor.desk.footprints import FOOTPRINT
from processor.desk.lifecycle import OPEN
from processor.desk.teams import Teams
from processor.digest.classification import classification
from processor.digest.escalations import escalations as specialists
from processor.digest.forecast import forecast
from processor.digest.life import Life
from processor.digest.mail import mail
from processor.digest.period import Period, each_day, horizon
from processor.digest.progress import progress
from processor.digest.response import response
from processor.digest.result import Classification, Figures, Satisfaction, Unreachable
from processor.digest.satisfaction import Named, satisfaction
from processor.digest.standing import loads, open_now
from processor.digest.tally import Tally
from processor.digest.traffic import traffic, trend
from processor.digest.unreached import KINDS, misses, unreachable
from processor.digest.view import View
from processor.rules.permissions import STAFF

TREND_DAYS = 14
IN_CHUNK = 400  # tickets that are read at once; of each about a dozen events
UNFINISHED = sorted(OPEN | {"resolved"})


@dataclass(frozen=True, slots=True)
class Accounts:
    """Counts the figures. Belongs in a unit of work; reads the database and changes nothing."""

    pace: Pace
    teams: Teams
    zone: ZoneInfo

    @property
    def office(self) -> Calendar:
        """The working days: those on which general tickets are worked on."""
        return self.pace.deadlines.calendars["general"]

    def figures(self, period: Period, now: datetime, team: str = "") -> Figures:
        """Of the whole desk, or of the tickets that *team* (its name) has now; the mail traffic is always the whole."""
        view = self._view(period, now, team)
        days = [day for day in each_day(period, self.zone, TREND_DAYS) if day.start < now]
        tally = Tally(view, min(period.start, *(day.start for day in days)))
        for life in _lives(tally.since, view):
            tally.add(life)
        return _figures(tally, days)

    def _view(self, period: Period, now: datetime, team: str) -> View:
        roster, everybody = self.teams.roster(now), people.all_people(roles=STAFF)
        today = now.astimezone(self.zone).date()
        return View(
            period=period,
            now=now,
            team=team,
            until=horizon(self.office, now),
            pace=self.pace,
            zone=self.zone,
            staff={person.id: person for person in roster.staff},
            members=roster.members(team),
            ids={addr: person.id for person in everybody for addr in person.all_addresses},
            name_of=_names_of(everybody),
            absences=absences.between(min(period.first, today), max(period.last, today)),
        )


def _names_of(everybody: Sequence[Person]) -> Callable[[int | None], str]:
    """The staff is known by now; others are looked up, once each."""
    known = {person.id: person.name for person in everybody}
    look_up = cache(people.name_of)
    return lambda person_id: known[person_id] if person_id in known else look_up(person_id)


def _lives(since: datetime, view: View) -> Iterator[Life]:
    """
    The tickets that were open at some time from *since* to the end of the period, or are now; perhaps others.

    Never more than a chunk of them in memory.
    """
    ids = figures.alive(since, view.period.end, UNFINISHED, view.team)
    for start in range(0, len(ids), IN_CHUNK):
        chunk = ids[start : start + IN_CHUNK]
        happened, forms = events.of_tickets(chunk, without=(FOOTPRINT,)), escalations.of_tickets(chunk)
        for ticket in tickets.of_ids(chunk):
            yield Life(Dossier(ticket, happened.get(ticket.id, []), forms.get(ticket.id, []), view.now))


def _figures(tally: Tally, days: Sequence[Period]) -> Figures:
    view, course, named = tally.view, tally.course, _named(tally.view)
    return Figures(
        period=view.period,
        now=view.now,
        team=view.team,
        traffic=traffic(course, view.period),
        open=open_now(tally.standing, view),
        response=response(tally.responded),
        progress=progress(tally.heard),
        escalations=specialists(tally.escalated, view),
        forecast=forecast(tally.risks, view),
        satisfaction=_satisfaction(tally, named),
        load=loads(tally.standing, course.steps, view),
        trend=trend(course, days),
        classification=_classification(tally, named),
        unreachable=_unreachable(view),
        mail=mail(view),
    )


def _satisfaction(tally: Tally, named: Named) -> Satisfaction:
    period, team = tally.view.period, tally.view.team
    found = surveys.between(period.start, period.end, team)
    return satisfaction([each for each in found if each.ticket_id not in tally.void], period, named)


def _classification(tally: Tally, named: Named) -> Classification:
    view = tally.view
    start, end = view.period.start, view.period.end
    judged = [each for each in figures.judged(start, end, view.team) if each.ticket_id not in tally.void]
    changes = [each for each in figures.corrections(start, end, view.team) if each.ticket_id not in tally.void]
    return classification(judged, changes, view, named)


def _unreachable(view: View) -> tuple[Unreachable, ...]:
    start, end = view.period.start, view.period.end
    happened = figures.happened(KINDS, start, end, view.team)
    return unreachable(misses(happened, figures.failed_mails(("failed",), start, end, view.team)))


def _named(view: View) -> Named:
    """How a ticket is called, each read once."""
    return cache(lambda ticket_id: view.ref(tickets.get(ticket_id)))
