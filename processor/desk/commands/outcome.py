"""How a ticket ends, and how it begins again: resolve, close, cancel, spam, reopen."""

from __future__ import annotations

from db import people, surveys, watchers
from db.people import Person
from processor.desk import escalations
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.broadcast import to_all
from processor.desk.commands.incident import hand_on, require_leads_nobody
from processor.desk.commands.words import begin, enter, reason_of, state, words_for_user
from processor.desk.commands.work import require_unchanged, take_up
from processor.desk.correspondence import Saying
from processor.rules.permissions import may


@to_all
def resolve(case: Case, value: str) -> Result:
    """解决: the text is the solution; the user gets it and is asked to confirm."""
    words = words_for_user(case, value)
    require_unchanged(case, "status")
    old = case.ticket.status
    begin(case)
    status = case.status_after("resolve")
    case.change("resolve", {"status": status}, solution=words.text)
    enter(case, words, public=True)
    case.respond()
    escalated = _escalated_by_others(case)
    escalations.end(case.ticket, "resolved", case.now)
    surveys.ask(case.ticket.id, case.now)
    saying = Saying(words=words.text, by=case.person, files=words.files)
    case.tools.correspondence.to_participants("resolved", case.ticket, saying, case.occasion, case.apart)
    case.tools.correspondence.to_staff("escalation_resolved", escalated, case.ticket, saying, case.occasion)
    return Result(state(case, old), state(case, status))


def reopen(case: Case, value: str) -> Result:
    """重开: work goes on, which the user hears; why, is for the desk alone. What had put it off counts no more."""
    old, status = case.ticket.status, case.status_after("reopen")
    if may("accept", case.actor.role, "own") and case.ticket.accepted_at is None:
        take_up(case, status)  # it had ended before anybody accepted it
    changes: dict[str, object] = {"status": status, "snoozed_until": None}
    if case.ticket.assignee_id is None and case.actor.role != "manager":
        changes["assignee_id"] = case.person.id
    case.change("reopen", changes, text=reason_of(case, value))
    surveys.end(case.ticket.id, "reopened", case.now)
    case.tools.correspondence.to_requester("reopened", case.ticket, Saying(by=case.person), case.occasion)
    return Result(state(case, old), state(case, status))


def close(case: Case, value: str) -> Result:
    """
    关闭: without waiting for the user's word, so the user is told why.

    Raises:
        Refused: there is no reason, and the ticket is not resolved either.
    """
    require_unchanged(case, "status")
    require_leads_nobody(case)
    old, status = case.ticket.status, case.status_after("close")
    reason = reason_of(case, value)
    if not reason and old != "resolved":
        raise Refused("no_reason_to_close", mended='#close="…"' if case.locale == "en" else "#关闭=…")
    case.change("close", {"status": status}, reason=reason)
    _say_reason(case, reason)
    if reason:
        case.respond()
    escalations.end(case.ticket, "resolved" if old == "resolved" else "withdrawn", case.now)
    surveys.end(case.ticket.id, "closed", case.now)
    saying = Saying(words=reason, by=case.person)
    case.tools.correspondence.to_requester("closed", case.ticket, saying, case.occasion)
    case.tools.closing.follow(case.ticket, case.occasion)
    return Result(state(case, old), state(case, status))


def cancel(case: Case, value: str) -> Result:
    """
    取消: users their own tickets; engineers with a reason, which the user hears.

    Raises:
        Refused: an engineer gives no reason.
    """
    old, status = case.ticket.status, case.status_after("cancel")
    by_user = case.tools.teams.relation(case.actor, case.ticket) == "requester"
    reason = reason_of(case, value)
    if not reason and not by_user:
        raise Refused("no_reason_to_cancel", mended='#cancel="…"' if case.locale == "en" else "#取消=…")
    if not by_user:
        require_leads_nobody(case)
    case.change("cancel", {"status": status}, reason=reason)
    _say_reason(case, reason)
    escalations.end(case.ticket, "withdrawn", case.now)
    if by_user:
        hand_on(case)
        case.tools.correspondence.to_staff(
            "user_cancelled", _concerned(case), case.ticket, Saying(words=reason), case.occasion
        )
        case.tools.correspondence.to_merged("cancelled", case.ticket, Saying(), case.occasion)
    else:
        saying = Saying(words=reason, by=case.person)
        case.tools.correspondence.to_requester("cancelled", case.ticket, saying, case.occasion)
    return Result(state(case, old), state(case, status))


def spam(case: Case, value: str) -> Result:
    """垃圾: cancelled, and nobody outside hears of this ticket any more."""
    require_leads_nobody(case)
    old, status = case.ticket.status, case.status_after("spam")
    case.change("spam", {"status": status}, spam=True)
    escalations.end(case.ticket, "withdrawn", case.now)
    return Result(state(case, old), state(case, status))


def _say_reason(case: Case, reason: str) -> None:
    """The reason stands in the thread when it is the text of the mail; a value stands in the progress record."""
    if reason and reason == case.words:
        case.say(public=True)


def _escalated_by_others(case: Case) -> list[Person]:
    """Who has handed the ticket to a specialist and waits for what comes of it."""
    ids = dict.fromkeys(form.by_id for form in escalations.running(case.ticket))
    found = (people.find(person_id) for person_id in ids if person_id not in (None, case.person.id))
    return [person for person in found if person and person.active]


def _concerned(case: Case) -> list[Person]:
    """Who works on the ticket or reads along, each once, and not who has just written."""
    ticket = case.ticket
    ids = dict.fromkeys([ticket.assignee_id, ticket.coordinator_id, *watchers.of_ticket(ticket.id)])
    found = (people.find(person_id) for person_id in ids if person_id is not None)
    actor_id = case.actor.person.id if case.actor.person else None
    return [person for person in found if person and person.active and person.id != actor_id]
