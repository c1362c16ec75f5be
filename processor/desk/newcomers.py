"""A new ticket finds its team, engineer and coordinator, and those hear of it with all that they need to act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db import events, registrations, tickets, workload
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from processor.config import Desk
from processor.desk.assignment import Routing, coordinator_of, readers, route
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.judging import alike
from processor.desk.notifier import locale_for
from processor.desk.teams import Roster, Teams

FIRST_STEPS = ("accept", "takeover", "assign", "ask", "escalate", "resolve")
NEWEST_SOLVED = 200  # of each status that are compared: some weeks of a middling desk
MOST_SIMILAR = 3
SIMILAR = {"zh": "相似的已解决工单：", "en": "Similar tickets that were solved:"}


@dataclass(frozen=True, slots=True)
class _News:
    """What everybody reads who hears of a ticket: the user's first words, and solved tickets like it."""

    words: str
    similar: Sequence[str]


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Belongs in a unit of work."""

    desk: Desk
    teams: Teams
    correspondence: Correspondence

    def welcome(self, ticket: Ticket, occasion: Occasion) -> Ticket:
        """Route a ticket whose sender is known, unless somebody has it already, and tell the staff; the ticket then."""
        roster = self.teams.roster(occasion.now)
        form = registrations.find(ticket.id) if roster.staff else None
        if form is None:
            return ticket
        holder = roster.person(ticket.assignee_id)  # given by hand before it was clear who asked
        if holder:
            routing = Routing(ticket.team, holder, coordinator_of(ticket, ticket.team, holder, roster))
        else:
            routing = route(ticket, form, roster, occasion.now)
        ticket = _routed(ticket, routing, occasion)
        self._tell(ticket, roster, occasion)
        return ticket

    def coordinate(self, ticket: Ticket, occasion: Occasion) -> Ticket:
        """A ticket that has become urgent or important gets a coordinator as well; the ticket as it is then."""
        roster = self.teams.roster(occasion.now)
        assignee = roster.person(ticket.assignee_id)
        lead = coordinator_of(ticket, ticket.team, assignee, roster)
        if lead is None or ticket.coordinator_id is not None:
            return ticket
        ticket = _routed(ticket, Routing(ticket.team, assignee, lead), occasion)
        if lead != assignee:
            self._say("coordination", [lead], ticket, _news(ticket), occasion)
        return ticket

    def _tell(self, ticket: Ticket, roster: Roster, occasion: Occasion) -> None:
        """Who coordinates hears of that alone, unless the ticket is theirs."""
        lead = roster.person(ticket.coordinator_id)
        heard, news = readers(ticket, roster), _news(ticket)
        if lead and lead.id != ticket.assignee_id:
            self._say("coordination", [lead], ticket, news, occasion)
            heard = [person for person in heard if person != lead]
        self._say("new_ticket", heard, ticket, news, occasion)

    def _say(self, kind: str, some: Sequence[Person], ticket: Ticket, news: _News, occasion: Occasion) -> None:
        saying = Saying(words=news.words, moment=ticket.response_due_at, target=ticket.team, commands=FIRST_STEPS)
        similar = news.similar
        for locale, group in _by_locale(some, self.desk.locale).items():
            report = (SIMILAR[locale], *(f"  {line}" for line in similar)) if similar else ()
            self.correspondence.to_staff(kind, group, ticket, replace(saying, report=report), occasion)


def _news(ticket: Ticket) -> _News:
    words = next((entry.text for entry in tickets.entries(ticket.id) if entry.kind == "user"), "")
    return _News(words, similar_to(ticket))


def similar_to(ticket: Ticket) -> list[str]:
    """Number and title of the newest solved tickets that are called nearly the same. Reads the database."""
    solved = workload.solved(ticket.category, NEWEST_SOLVED)
    found = (f"{number}  {title}" for number, title in solved if alike(ticket.title, title))
    return [line for line, _ in zip(found, range(MOST_SIMILAR), strict=False)]


def _routed(ticket: Ticket, routing: Routing, occasion: Occasion) -> Ticket:
    """What changes is recorded as commands record it, so that one reader understands both."""
    wanted: Mapping[str, object] = {
        "team": routing.team,
        "assignee_id": routing.assignee.id if routing.assignee else None,
        "coordinator_id": routing.coordinator.id if routing.coordinator else None,
    }
    changes = {name: [getattr(ticket, name), value] for name, value in wanted.items() if getattr(ticket, name) != value}
    if changes:
        tickets.change(ticket.id, {name: new for name, (_, new) in changes.items()})
    events.record(ticket.id, Event(occasion.now, "desk", "ticket.routed", {"changes": changes}))
    return tickets.get(ticket.id)


def _by_locale(some: Sequence[Person], default: str) -> dict[str, list[Person]]:
    groups: dict[str, list[Person]] = {}
    for person in some:
        groups.setdefault(locale_for(person.locale, default), []).append(person)
    return groups
