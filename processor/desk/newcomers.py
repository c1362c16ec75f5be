"""A new ticket finds its team, engineer and coordinator, and those hear of it with all that they need to act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from db import events, registrations, threads, tickets
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from processor.config import Desk
from processor.desk.advice import Advice, advise
from processor.desk.assignment import COORDINATED, Routing, coordinator_of, readers, route
from processor.desk.correspondence import Correspondence, Occasion, Saying, by_locale
from processor.desk.knowledge import first_words
from processor.desk.lifecycle import OPEN
from processor.desk.teams import Roster, Teams
from processor.desk.undone import undone_items

ROUTED = "ticket.routed"
FIRST_STEPS = ("accept", "takeover", "assign", "ask", "escalate", "resolve")
SIMILAR = {"zh": "可参考的知识库文章和已解决工单：", "en": "Articles and solved tickets that may help:"}
OFFERED = {"zh": "（已推荐给用户）", "en": " (offered to the user)"}


@dataclass(frozen=True, slots=True)
class _News:
    """What everybody reads who hears of a ticket: the user's first words, and what may help."""

    words: str
    advice: Advice


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Belongs in a unit of work."""

    desk: Desk
    teams: Teams
    correspondence: Correspondence

    def welcome(self, ticket: Ticket, occasion: Occasion, advice: Advice | None = None) -> Ticket:
        """
        Route a ticket whose sender is known, unless somebody has it already, and tell the staff; the ticket then.

        advice: what the knowledge base has for it, where that is known already.
        """
        roster = self.teams.roster(occasion.now)
        form = registrations.find(ticket.id) if roster.staff else None
        if form is None:
            return ticket
        holder = roster.person(ticket.assignee_id)  # given by hand before it was clear who asked
        if holder:
            routing = Routing(ticket.team, holder, coordinator_of(ticket, ticket.team, holder, roster))
        else:
            routing = route(ticket, form, roster, occasion.now)
        ticket = _routed(ticket, routing, occasion.now)
        self._tell(ticket, roster, occasion, advice)
        return ticket

    def follow_correction(
        self, ticket: Ticket, occasion: Occasion, item_id: int | None = None, *, stays: bool = False
    ) -> Ticket:
        """
        What a corrected category or priority asks for: another team, a coordinator; the ticket as it is then.

        item_id: of the command mail that corrects it; what follows is taken back with it. stays: somebody takes the
        ticket up by the same mail, so it is no matter of routing any more.
        """
        if ticket.status not in OPEN or threads.is_history(ticket.id):
            return ticket
        roster = self.teams.roster(occasion.now)
        if not stays:
            ticket = self._reroute(ticket, roster, occasion, item_id)
        return self._coordinate(ticket, roster, occasion, item_id)

    def _reroute(self, ticket: Ticket, roster: Roster, occasion: Occasion, item_id: int | None) -> Ticket:
        """To the team of its category, as long as nobody has accepted it, nor given it to anybody by hand."""
        team, form = roster.for_category(ticket.category), registrations.find(ticket.id)
        if ticket.team == team or not (team and form and _is_unclaimed(ticket)):
            return ticket
        former = roster.person(ticket.assignee_id)
        routing = route(replace(ticket, team=team), form, roster, occasion.now)
        ticket = _routed(ticket, routing, occasion.now, item_id)
        if former and former != routing.assignee:
            target = routing.assignee.name if routing.assignee else team
            self.correspondence.to_staff("handed_on", [former], ticket, Saying(target=target), occasion)
        self._tell(ticket, roster, occasion)
        return ticket

    def _coordinate(self, ticket: Ticket, roster: Roster, occasion: Occasion, item_id: int | None) -> Ticket:
        """Who is urgent or important gets a coordinator; who no longer is loses the one that the desk has given it."""
        assignee = roster.person(ticket.assignee_id)
        if ticket.priority not in COORDINATED and _is_coordinated_by_desk(ticket):
            return _routed(ticket, Routing(ticket.team, assignee), occasion.now, item_id)
        lead = coordinator_of(ticket, ticket.team, assignee, roster)
        if lead is None or ticket.coordinator_id is not None:
            return ticket
        ticket = _routed(ticket, Routing(ticket.team, assignee, lead), occasion.now, item_id)
        if lead != assignee:
            self._say("coordination", [lead], ticket, _news(ticket), occasion)
        return ticket

    def _tell(self, ticket: Ticket, roster: Roster, occasion: Occasion, advice: Advice | None = None) -> None:
        """Who coordinates hears of that alone, unless the ticket is theirs."""
        lead = roster.person(ticket.coordinator_id)
        heard, news = readers(ticket, roster), _news(ticket, advice)
        if lead and lead.id != ticket.assignee_id:
            self._say("coordination", [lead], ticket, news, occasion)
            heard = [person for person in heard if person != lead]
        self._say("new_ticket", heard, ticket, news, occasion)

    def _say(self, kind: str, some: Sequence[Person], ticket: Ticket, news: _News, occasion: Occasion) -> None:
        saying = Saying(words=news.words, moment=ticket.response_due_at, target=ticket.team, commands=FIRST_STEPS)
        for locale, group in by_locale(some, self.desk.locale):
            report = _lines(news.advice, locale)
            self.correspondence.to_staff(kind, group, ticket, replace(saying, report=report), occasion)


def _is_coordinated_by_desk(ticket: Ticket) -> bool:
    """It was routing that has chosen the coordinator, and nobody another since. Reads the database."""
    happened = events.of_ticket(ticket.id)
    gone = undone_items(happened)
    routed = (event.detail["changes"] for event in happened if event.kind == ROUTED and event.item_id not in gone)
    given = [changes["coordinator_id"][1] for changes in routed if "coordinator_id" in changes]
    return ticket.coordinator_id is not None and given[-1:] == [ticket.coordinator_id]


def _is_unclaimed(ticket: Ticket) -> bool:
    """The desk has routed it, and nobody has decided anything since. Reads the database."""
    happened = events.of_ticket(ticket.id)
    gone = undone_items(happened)
    by_hand = any(event.kind == "command.assign" and event.item_id not in gone for event in happened)
    routed = any(event.kind == ROUTED for event in happened)
    return ticket.status == "registered" and ticket.parent is None and routed and not by_hand


def _news(ticket: Ticket, advice: Advice | None = None) -> _News:
    return _News(first_words(ticket), advice or advise(ticket, registrations.find(ticket.id)))


def _lines(advice: Advice, locale: str) -> tuple[str, ...]:
    """Numbers and titles of what may help; what has been offered to the user is marked."""
    offered = advice.offer.number if advice.offer else ""
    found = [
        f"  {each.number}  {each.title}{OFFERED[locale] if each.number == offered else ''}" for each in advice.similar
    ]
    return (SIMILAR[locale], *found) if found else ()


def _routed(ticket: Ticket, routing: Routing, now: datetime, item_id: int | None = None) -> Ticket:
    """
    What changes is recorded as commands record it, so that one reader understands both.

    item_id: of the command mail that it follows from, if any.
    """
    wanted: Mapping[str, object] = {
        "team": routing.team,
        "assignee_id": routing.assignee.id if routing.assignee else None,
        "coordinator_id": routing.coordinator.id if routing.coordinator else None,
    }
    changes = {name: [getattr(ticket, name), value] for name, value in wanted.items() if getattr(ticket, name) != value}
    if changes:
        tickets.change(ticket.id, {name: new for name, (_, new) in changes.items()})
    events.record(ticket.id, Event(now, "desk", ROUTED, {"changes": changes}, item_id))
    return tickets.get(ticket.id)
