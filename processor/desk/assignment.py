"""Who gets a new ticket, and who of the staff hears of what happens to one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import assert_never

from db import turns, workload
from db.fields import EPOCH
from db.people import Person, key
from db.registrations import Registration
from db.tickets import Ticket
from db.workload import Part
from processor.config_teams import Strategy
from processor.desk.lifecycle import OPEN
from processor.desk.teams import Roster

COORDINATED = frozenset({"urgent", "important"})  # priorities whose tickets a lead looks after from the first minute


@dataclass(frozen=True, slots=True)
class Routing:
    """team: "" for none; coordinator: only of urgent and important tickets."""

    team: str = ""
    assignee: Person | None = None
    coordinator: Person | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """tickets: how many open ones somebody has; last: when the desk gave them one, `EPOCH` for never."""

    person_id: int
    tickets: int
    last: datetime = EPOCH


def route(ticket: Ticket, form: Registration, roster: Roster, now: datetime) -> Routing:
    """
    Where a new ticket goes. Belongs in a unit of work: whoever is given the ticket has had their turn.

    Nobody is given what they have asked for themselves, unless nobody else is there.
    """
    team = ticket.team or roster.for_category(ticket.category)
    strategy = roster.strategy_of(team)
    candidates = _others(roster.present(roster.members(team)), form.person_id) if strategy != "manual" else []
    assignee = _chosen(candidates, strategy, team, now)
    return Routing(team, assignee, coordinator_of(ticket, team, assignee, roster))


def coordinator_of(ticket: Ticket, team: str, assignee: Person | None, roster: Roster) -> Person | None:
    """
    The present lead who looks after an urgent or important ticket, the team's before others; None for a general one.

    Of several the one with the fewest; another than the assignee, if there is one.
    """
    if ticket.priority not in COORDINATED:
        return None
    leads = roster.present(roster.leads(team)) or roster.present(roster.leads(""))
    candidates = _others(leads, assignee.id if assignee else None)
    return _person(candidates, least_loaded(_loads(candidates, "coordinator")))


def readers(ticket: Ticket, roster: Roster) -> list[Person]:
    """
    Who hears of a ticket that needs somebody: its assignee; or else the present members of its team; or else all leads;
    or else everybody who works on tickets.

    Who has a ticket and is away hears of it, but not alone. Somebody always does, as long as there is any staff.
    """
    holder = roster.person(ticket.assignee_id)
    assignee = [holder] if holder else []
    if roster.present(assignee):
        return assignee
    everybody = roster.members("")
    leads = [person for person in everybody if person.role == "lead"]
    members = roster.members(ticket.team) if ticket.team else []
    circles = (roster.present(members), roster.present(leads), roster.present(everybody), everybody)
    circle = next((circle for circle in circles if circle), [])
    return [*assignee, *(person for person in circle if person not in assignee)]


def leaders(ticket: Ticket, roster: Roster) -> list[Person]:
    """
    Who hears that a duty was not kept: its coordinator and the leads, each once; without any lead who has it.

    While all leads are away they hear of it, but not alone.
    """
    leads = roster.present(roster.leads(ticket.team)) or roster.present(roster.leads(""))
    if not leads:
        others = readers(ticket, roster)
        leads = [*roster.leads(""), *(roster.present(others) or others)]
    coordinator = roster.person(ticket.coordinator_id)
    found = [*([coordinator] if coordinator else []), *leads]
    return list({person.id: person for person in found}.values())


def least_loaded(loads: Iterable[Load]) -> int | None:
    """Who has the fewest open tickets; among equals who was given one longest ago, then who came first."""
    chosen = min(loads, key=attrgetter("tickets", "last", "person_id"), default=None)
    return chosen.person_id if chosen else None


def next_in_turn(person_ids: Iterable[int], last: int | None) -> int | None:
    """The one after *last* in the order of ids, and then from the start; so it stays fair as people come and go."""
    around = sorted(person_ids)
    return next((person_id for person_id in around if last is None or person_id > last), around[0] if around else None)


def _chosen(candidates: Sequence[Person], strategy: Strategy, team: str, now: datetime) -> Person | None:
    match strategy:
        case "manual":
            return None
        case "least_loaded":
            chosen = least_loaded(_loads(candidates, "assignee"))
        case "round_robin":
            chosen = next_in_turn((person.id for person in candidates), turns.last_in(key(team)))
            if chosen is not None:
                turns.take(key(team), chosen)
        case _ as never:
            assert_never(never)
    if chosen is not None:
        turns.remember(chosen, now)
    return _person(candidates, chosen)


def _loads(candidates: Sequence[Person], part: Part) -> list[Load]:
    ids = [person.id for person in candidates]
    if len(ids) < 2:
        return [Load(person_id, 0) for person_id in ids]  # there is nothing to weigh
    tickets = workload.counts(part, ids, sorted(OPEN))
    given = turns.last_given(ids)
    return [Load(person_id, tickets.get(person_id, 0), given.get(person_id, EPOCH)) for person_id in ids]


def _others(candidates: Sequence[Person], person_id: int | None) -> list[Person]:
    """*candidates* without one of them, unless that leaves nobody."""
    return [person for person in candidates if person.id != person_id] or list(candidates)


def _person(candidates: Iterable[Person], person_id: int | None) -> Person | None:
    return next((person for person in candidates if person.id == person_id), None)
