"""What becomes of escalations: who has them, and how each ends. Belongs in a unit of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from db import escalations, people
from db.escalations import Escalation, Outcome
from db.people import Person, key
from db.tickets import Ticket
from processor.desk.case import Case

FIELDS = ("escalate_to", "reason", "tried")  # of the escalation form (问题升级表) that nobody but the engineer can fill


def missing_of(form: Escalation) -> tuple[str, ...]:
    """Codes of the fields that are still to be filled in."""
    values = (form.target, form.reason, form.tried)
    return tuple(name for name, value in zip(FIELDS, values, strict=True) if not value)


def draft_of(ticket: Ticket, person: Person) -> Escalation | None:
    """The form that *person* has begun for *ticket* and not yet filled in."""
    found = [form for form in escalations.of_ticket(ticket.id) if form.outcome == "draft" and form.by_id == person.id]
    return found[-1] if found else None


def current_of(ticket: Ticket) -> Escalation | None:
    """The last escalation that has not come to an end."""
    return next(reversed(running(ticket)), None)


def running(ticket: Ticket) -> list[Escalation]:
    """The escalations that have not come to an end, oldest first."""
    return [form for form in escalations.of_ticket(ticket.id) if form.outcome in ("open", "answered")]


def end(ticket: Ticket, outcome: Outcome, now: datetime) -> None:
    """The ticket is resolved, or needs no specialist any more; forms that were never filled in are put away."""
    for form in escalations.of_ticket(ticket.id):
        if form.outcome == "draft":
            _end(form, "withdrawn", now)
        elif form.outcome == "open" or (form.outcome == "answered" and outcome == "resolved"):
            _end(form, outcome, now)


def heard_from_specialist(case: Case) -> None:
    """An escalation is answered when somebody to whom it went, or of their team, first says something to the user."""
    for form in escalations.of_ticket(case.ticket.id):
        if form.outcome == "open" and form.by_id != case.person.id and _is_for(case, form):
            _end(form, "answered", case.now)


def withdraw_left(case: Case) -> bool:
    """Escalations that the ticket has left, as it was given to others, end; whether there is one that it has not."""
    there = False
    for form in escalations.of_ticket(case.ticket.id):
        if form.outcome in ("open", "answered") and _is_there(case, form):
            there = True
        elif form.outcome == "open":
            _end(form, "withdrawn", case.now)
    return there


def _is_for(case: Case, form: Escalation) -> bool:
    if form.person_id is None:
        return case.tools.teams.is_of(case.person, form.team)
    if form.person_id == case.person.id or _is_of_their_team(case, form.person_id, form.by_id):
        return True
    return case.ticket.assignee_id == case.person.id and _is_there(case, form)


def _is_of_their_team(case: Case, target_id: int, by_id: int | None) -> bool:
    """A colleague of the one to whom it was escalated, here or gone; who has escalated it is of another team."""
    target, by = people.find(target_id), people.find(by_id) if by_id is not None else None
    team = case.tools.teams.team_of(target) if target else ""
    return case.tools.teams.is_of(case.person, team) and not case.tools.teams.is_of(by, team)


def _is_there(case: Case, form: Escalation) -> bool:
    """Its target has the ticket; of a person, also a colleague of their team, but not who has escalated it to them."""
    ticket = case.ticket
    if form.person_id is None:
        return key(form.team) == key(ticket.team)
    if ticket.assignee_id in (form.person_id, form.by_id):
        return ticket.assignee_id == form.person_id
    person = people.find(form.person_id)
    team = case.tools.teams.team_of(person) if person else ""
    return bool(team) and key(team) == key(ticket.team)


def _end(form: Escalation, outcome: Outcome, now: datetime) -> None:
    escalations.replace(replace(form, outcome=outcome, outcome_at=now))
