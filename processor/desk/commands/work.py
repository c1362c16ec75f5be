"""Who has a ticket, and what it is: accept, assign, take over, category, priority."""

from __future__ import annotations

from collections.abc import Sequence

from db import people
from db.people import Person
from parsers.phrases.commands import COMMANDS, read_category, read_priority
from processor.desk.case import Case, Refused, Result
from processor.desk.corrections import Kind
from processor.desk.correspondence import Saying
from processor.desk.escalations import withdraw_left
from processor.desk.lifecycle import NEW
from processor.desk.slips import with_nearest_code
from processor.rules.permissions import WORKERS

# By these somebody decides who has a ticket, or does something about it: then no category moves it to another team.
TAKING_UP = frozenset({
    "accept", "assign", "takeover", "progress", "ask", "answer", "escalate", "resolve", "close", "cancel", "spam",
    "merge", "incident",
})  # fmt: skip


def accept(case: Case, value: str) -> Result:
    """
    受理: the engineer takes the problem up; the user hears who looks after it.

    Raises:
        Refused: a colleague has it; to take it from them is another command, which they hear of.
    """
    require_unchanged(case, "assignee_id")
    if case.ticket.assignee_id not in (None, case.person.id):
        raise Refused("a_colleagues", mended="#takeover", who=_name(case, case.ticket.assignee_id))
    return _accept(case)


def _accept(case: Case) -> Result:
    old, status = case.ticket.status, case.status_after("accept")
    take_up(case, status)
    saying = Saying(by=case.person)
    case.tools.correspondence.to_requester("accepted", case.ticket, saying, case.occasion)
    return Result(case.word("status", old), case.word("status", status))


def take_over(case: Case, value: str) -> Result:
    """接手: the ticket becomes the actor's, whoever had it, and they hear of it."""
    former = case.ticket.assignee_id
    if case.ticket.status in NEW:
        _accept(case)
    else:
        case.status_after("takeover")
    team = case.tools.teams.team_of(case.person) or case.ticket.team
    case.change("takeover", {"assignee_id": case.person.id, "team": team})
    _handed_on(case, former)
    return Result(_name(case, former), case.person.name)


def assign(case: Case, value: str) -> Result:
    """指派: to a person, or to a team, in which nobody has it yet."""
    case.status_after("assign")
    require_unchanged(case, "assignee_id")
    former = case.ticket.assignee_id
    before = _name(case, former) or case.ticket.team
    if not value:
        example = "#指派=我" if case.locale == "zh" else "#assign=me"
        raise Refused("value_missing", mended=example, example=example)
    found = case.tools.teams.find_staff(value, case.person)
    if len(found) > 1:
        raise Refused("several_people", value=value, people=_names(found))
    if found:
        return _to_person(case, found[0], before)
    if not (team := case.tools.teams.name_of(value)):
        raise Refused("nobody_of_this_name", value=value)
    if not (members := case.tools.teams.members(team)):
        raise Refused("nobody_there", value=team)
    case.change("assign", {"assignee_id": None, "team": team}, text=case.words)
    _handed_on(case, former)
    saying = Saying(words=case.words, by=case.person, files=case.files)
    case.tools.correspondence.to_staff("assigned", members, case.ticket, saying, case.occasion)
    return Result(before, team)


def set_category(case: Case, value: str) -> Result:
    """类型: what the problem is about; triage learns from it."""
    code = read_category(value)
    if not code:
        raise _no_such(case, "category", value)
    return _correct(case, "category", code)


def set_priority(case: Case, value: str) -> Result:
    """优先级: how urgent it is; the deadlines move, and the user hears of a changed promise."""
    code = read_priority(value)
    if not code:
        raise _no_such(case, "priority", value)
    return _correct(case, "priority", code)


def _no_such(case: Case, kind: Kind, value: str) -> Refused:
    told = COMMANDS[kind].told(case.locale)
    if not value:
        return Refused("value_missing", example=told.example)
    return Refused(f"no_such_{kind}", mended=with_nearest_code(case, kind, value), value=value)


def take_up(case: Case, status: str) -> None:
    """
    The first engineer who does something with a new ticket is who accepted it (受理人), and has it.

    With what is said to a whole incident nobody takes the tickets of their colleagues.
    """
    holder = case.ticket.assignee_id if case.head else None
    changes: dict[str, object] = {"status": status, "assignee_id": holder or case.person.id}
    if case.ticket.accepted_at is None:
        changes |= {"accepted_by_id": case.person.id, "accepted_at": case.now}
    if not case.ticket.team:
        changes["team"] = case.tools.teams.team_of(case.person)
    case.change("accept", changes)


def require_worker(person: Person) -> None:
    """
    Raises:
        Refused: a manager, who may do nothing with a ticket that they have.
    """
    if person.role not in WORKERS:
        raise Refused("no_worker", who=person.name)


def tell_former(case: Case, former: int | None) -> None:
    """Whoever had the ticket hears who has it now."""
    person = people.find(former) if former not in (None, case.person.id, case.ticket.assignee_id) else None
    if person and person.active:
        target = _name(case, case.ticket.assignee_id) or case.ticket.team
        saying = Saying(by=case.person, target=target)
        case.tools.correspondence.to_staff("handed_on", [person], case.ticket, saying, case.occasion)


def require_unchanged(case: Case, *columns: str) -> None:
    """
    Nobody else has changed *columns* since the mail that the actor answers was written.

    Raises:
        Refused: with who did what, so that the actor can decide anew.
    """
    for change in case.meanwhile:
        if change.column in columns:
            raise Refused("changed_meanwhile", who=change.who, new=change.new, at=change.at)


def _correct(case: Case, kind: Kind, code: str) -> Result:
    case.status_after(kind)
    require_unchanged(case, kind)
    old = getattr(case.ticket, kind)
    case.given = case.tools.corrections.correct(case.ticket, kind, code, case.actor.addr, case.now)
    case.given = case.tools.newcomers.follow_correction(
        case.ticket,
        case.occasion,
        case.filing.item_id,
        stays=old == code or not TAKING_UP.isdisjoint(case.names),
    )
    case.record(kind, changes={kind: [old, code]} if old != code else {})
    return Result(case.word(kind, old), case.word(kind, code))


def _to_person(case: Case, person: Person, before: str) -> Result:
    require_worker(person)
    former = case.ticket.assignee_id
    team = case.tools.teams.team_of(person) or case.ticket.team
    case.change("assign", {"assignee_id": person.id, "team": team}, text=case.words)
    _handed_on(case, former)
    if person.id != case.person.id:
        saying = Saying(words=case.words, by=case.person, files=case.files)
        case.tools.correspondence.to_staff("assigned", [person], case.ticket, saying, case.occasion)
    return Result(before, person.name)


def _handed_on(case: Case, former: int | None) -> None:
    """Others have the ticket: escalations that it has left are withdrawn, and without one it is no longer escalated."""
    tell_former(case, former)
    escalated = withdraw_left(case)
    if case.ticket.status == "escalated" and not escalated:
        case.change("given_back", {"status": case.status_after("given_back")})


def _name(case: Case, person_id: int | None) -> str:
    return case.tools.teams.name_of_person(person_id)


def _names(found: Sequence[Person]) -> str:
    return ", ".join(f"{person.name} ({person.addresses[0]})" for person in found if person.addresses)
