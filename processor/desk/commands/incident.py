"""Tickets about the same outage become one incident, which one of them leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from db import events, incidents, tickets
from db.events import Event
from db.people import Person
from db.tickets import Ticket
from parsers.affirmation import read_consent, says_yes
from parsers.orders import is_off
from parsers.phrases.commands import COMMANDS
from processor.addresses import mailbox_key
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.order import named
from processor.desk.correspondence import Saying
from processor.desk.footprints import arrange, following
from processor.desk.lifecycle import ENDED, OPEN
from processor.desk.outages import EVENTS, INCIDENT, named_in
from processor.rules.matching import answered_directly
from processor.rules.permissions import may

PROPOSALS = frozenset(EVENTS)  # kinds of the mails that propose an incident
MOST = 100  # tickets of an incident: all of them hear in one transaction


def incident(case: Case, value: str) -> Result:
    """
    事件: the ticket and the named ones become one incident; without a value, with all that were proposed with it.

    The ticket of the mail leads; one of an incident that is there already brings the others into that. Who answers a
    proposal and leaves its first ticket out has the first named one lead.

    Raises:
        Refused: one that has ended, is another's, has nobody identified, or is of the same user as another of them.
    """
    if is_off(value):
        return _take_apart(case)
    members = _members(case, value)
    head = _head(case, members)
    joining = [ticket for ticket in members if ticket.parent != head.id]
    if not joining:
        raise Refused("nothing_similar")
    family = [ticket for ticket in incidents.led_by(head.id) if ticket.id not in {each.id for each in joining}]
    _require_fit(case, [*family, *joining])
    for ticket in sorted({ticket.id: ticket for ticket in (head, *joining)}.values(), key=lambda each: each.id):
        _enter(case, ticket, head, [each.number for each in joining if each.id != head.id])
    if head.parent != head.id:
        _tell_leading(case, head, [ticket for ticket in joining if ticket.id != head.id])
    _tell_holders(case, head, joining)
    arrange(case, *(ticket.id for ticket in (head, *joining) if ticket.id != case.ticket.id))
    case.given = tickets.get(case.ticket.id)
    others = [ticket.number for ticket in (*family, *joining) if ticket.id != head.id]
    return Result(new=f"{head.number} ← {', '.join(others)}", remark=_left_out(case, head))


def decide_on_proposal(case: Case) -> Result | None:
    """
    The plain answer to a mail that proposes an incident: yes makes it, no turns it down. Nothing of it goes to a user.

    Returns:
        None when the mail answers no such proposal.

    Raises:
        Refused: it is neither yes nor no, or not for this person to say.
    """
    if case.given is None or not answers_proposal(case):
        return None
    if not may("incident", case.actor.role, case.relation):
        raise Refused("not_allowed", role=case.word("role", case.actor.role))
    agreed = read_consent(case.words, case.person.name) == ("send", "")
    if not agreed and says_yes(case.words) is not False:
        raise Refused("incident_unclear")
    case.said = True
    if not agreed and case.ticket.parent is not None:
        return Result(remark=LEFT_ALONE[case.locale], command="incident")  # the incident that there is goes on
    with following(case, case.ticket.id):
        return replace(incident(case, "" if agreed else "off"), command="incident")


def answers_proposal(case: Case) -> bool:
    """The mail answers one in which an incident was proposed."""
    return any(mail.kind in PROPOSALS for mail in answered_directly(case.message))


def require_leads_nobody(case: Case) -> None:
    """
    Raises:
        Refused: others are led by the ticket, and would be left alone.
    """
    if others := _open_others(case.ticket):
        raise Refused("leads_others", count=len(others))


def hand_on(case: Case) -> None:
    """The user of the leading ticket needs no help any more: the oldest of the others leads from now on."""
    others = _open_others(case.ticket)
    if not others:
        return
    heir = others[0] if len(others) > 1 else None
    for ticket in others:
        _set(case, ticket, heir.id if heir else None, {"number": heir.number} if heir else {"off": True})
    case.change("incident", {"parent": None}, off=True)
    arrange(case, *(ticket.id for ticket in others))
    if heir:
        _tell_leading(case, tickets.get(heir.id), others[1:])


# ---------------------------------------------------------------- which


def _members(case: Case, value: str) -> list[Ticket]:
    """Locked, each once, in the order in which they were named; the ticket of the mail first, if it takes part."""
    given = case.ticket
    found = named(case, value) if value else _proposed(case)
    left_out = bool(value) and len(found) > 1 and (answers_proposal(case) or bool(case.message.subject.key))
    order = found if left_out or given.id in {ticket.id for ticket in found} else [given, *found]
    locked = {ticket_id: tickets.lock(ticket_id) for ticket_id in sorted({ticket.id for ticket in order})}
    members = [locked[ticket_id] for ticket_id in dict.fromkeys(ticket.id for ticket in order)]
    return members if left_out else sorted(members, key=lambda ticket: ticket.id != given.id)


def _proposed(case: Case) -> list[Ticket]:
    """
    Those that can join, one of each user, the oldest as far as there is room.

    Who answers a mail about a further ticket has decided on that one; what others were turned down stays outside.
    """
    given = case.ticket
    if given.cluster is None:
        raise Refused("value_missing", example=COMMANDS["incident"].told(case.locale).example)
    family = incidents.led_by(given.parent or given.id) or [given]
    answered = [mail for mail in answered_directly(case.message) if mail.kind in PROPOSALS]
    named = named_in(answered) if given.parent is not None else set()
    found = [ticket for ticket in _similar(given, family) if not named or ticket.number in named]
    if found and len(family) >= MOST:
        raise Refused("too_many_in_incident", most=MOST)
    return found[: MOST - len(family)]


def _left_out(case: Case, head: Ticket) -> str:
    """What to say of those for whom there is no room."""
    family = incidents.led_by(head.id)
    left = len(_similar(head, family)) if len(family) >= MOST else 0
    return FULL[case.locale].format(most=MOST, count=left) if left else ""


def _similar(given: Ticket, family: Sequence[Ticket]) -> list[Ticket]:
    """What is similar to *given*, open and part of no incident, one of each user who has none in *family*."""
    users = {mailbox_key(each.requester_addr) for each in family if each.status not in ENDED}
    users.add(mailbox_key(given.requester_addr))
    found = []
    for ticket in incidents.similar_to(given.cluster) if given.cluster is not None else ():
        user = mailbox_key(ticket.requester_addr)
        if ticket.status in OPEN - {"waiting_identity"} and ticket.parent is None and user not in users:
            users.add(user)
            found.append(ticket)
    return found


def _head(case: Case, members: Sequence[Ticket]) -> Ticket:
    """The ticket that leads the incident of any of *members*, else the first of them."""
    leading = {ticket.parent: None for ticket in members if ticket.parent is not None}
    locked = map(tickets.lock, sorted(leading))
    heads = [head for head in locked if head.status in OPEN and head.parent == head.id]  # others have led before
    if len(heads) > 1:
        raise Refused("two_incidents", numbers=", ".join(head.number for head in heads))
    head = heads[0] if heads else members[0]
    if head.status not in OPEN:
        raise Refused("cannot_lead", number=head.number, status=case.word("state", head.status))
    if len({head.id, *(ticket.id for ticket in members)}) < 2:
        raise Refused("nothing_similar")
    if not may("incident", case.actor.role, case.tools.teams.relation(case.actor, head)):
        raise Refused("not_allowed", role=case.word("role", case.actor.role))
    return head


def _require_fit(case: Case, family: Sequence[Ticket]) -> None:
    if len(family) > MOST:
        raise Refused("too_many_in_incident", most=MOST)
    known: dict[str, str] = {}
    for ticket in family:
        if ticket.status == "waiting_identity":
            raise Refused("cannot_join", number=ticket.number, status=case.word("state", ticket.status))
        if ticket.status not in OPEN and ticket.parent is None:
            raise Refused("cannot_join", number=ticket.number, status=case.word("state", ticket.status))
        if ticket.status in ENDED:  # who comes back in a new thread has one that is open
            continue
        other = known.setdefault(mailbox_key(ticket.requester_addr), ticket.number)
        if other != ticket.number:
            raise Refused("same_user", number=ticket.number, other=other)


def _open_others(ticket: Ticket) -> list[Ticket]:
    if ticket.parent != ticket.id:
        return []
    return [each for each in incidents.led_by(ticket.id) if each.id != ticket.id and each.status in OPEN]


# ---------------------------------------------------------------- join and leave


def _enter(case: Case, ticket: Ticket, head: Ticket, numbers: Sequence[str]) -> None:
    """A lead who makes an incident looks after it, where nobody does yet."""
    detail: dict[str, object] = {"numbers": list(numbers)} if ticket.id == head.id else {"number": head.number}
    _set(case, ticket, head.id, detail)
    if ticket.id == head.id and head.coordinator_id is None and case.person.role == "lead":
        with _followed(case, ticket):
            tickets.change(ticket.id, {"coordinator_id": case.person.id})


def _take_apart(case: Case) -> Result:
    """The incident that the ticket leads ends; one that follows leaves it. A proposal is turned down."""
    ticket = case.ticket
    if ticket.parent is None:
        if ticket.cluster is None:
            raise Refused("no_incident")
        case.record("incident", off=True)
        return Result(remark=TURNED_DOWN[case.locale])
    family = incidents.led_by(ticket.parent)
    alone = ticket.parent == ticket.id or len(family) == 2
    leaving = family if alone else [ticket]
    head = next((each for each in family if each.id == ticket.parent), ticket)
    if not may("incident", case.actor.role, case.tools.teams.relation(case.actor, head)):
        raise Refused("not_allowed", role=case.word("role", case.actor.role))
    for each in leaving:
        _set(case, tickets.lock(each.id), None, {"off": True, "number": head.number})
    arrange(case, *(each.id for each in family if each.id != ticket.id))
    case.given = tickets.get(ticket.id)
    return Result(old=f"{head.number} ← {', '.join(each.number for each in family if each.id != head.id)}")


def _set(case: Case, ticket: Ticket, parent: int | None, detail: dict[str, object]) -> None:
    with _followed(case, ticket):
        incidents.lead([ticket.id], parent)
        events.record(ticket.id, Event(case.now, case.actor.addr, INCIDENT, detail, case.filing.item_id))
        tickets.touch(ticket.id, case.now)


def _followed(case: Case, ticket: Ticket) -> AbstractContextManager[None]:
    """The ticket of the mail has a footprint by the command itself."""
    return nullcontext() if ticket.id == case.ticket.id else following(case, ticket.id)


def _tell_leading(case: Case, head: Ticket, others: Iterable[Ticket]) -> None:
    """Whoever has the ticket that leads from now on hears that what they write there goes to all."""
    actor_id = case.actor.person.id if case.actor.person else None
    person = case.tools.teams.roster().person(head.assignee_id) if head.assignee_id not in (None, actor_id) else None
    saying = Saying(by=case.actor.person, target=head.number, report=_listed(others))
    case.tools.correspondence.to_staff("incident_joined", [person] if person else [], head, saying, case.occasion)


def _listed(some: Iterable[Ticket]) -> tuple[str, ...]:
    return tuple(f"{each.number}  {each.title}" for each in some)


def _tell_holders(case: Case, head: Ticket, joining: Iterable[Ticket]) -> None:
    """Whoever has one of the tickets hears once who looks after it now."""
    holders: dict[int, list[Ticket]] = {}
    for ticket in joining:
        if ticket.assignee_id not in (None, case.person.id) and ticket.id != head.id:
            holders.setdefault(ticket.assignee_id or 0, []).append(ticket)
    roster = case.tools.teams.roster()
    for person_id, theirs in holders.items():
        person: Person | None = roster.person(person_id)
        saying = Saying(by=case.person, report=_listed(theirs))
        told = [person] if person else []
        case.tools.correspondence.to_staff("incident_joined", told, head, saying, case.occasion)


FULL = {
    "zh": "一个事件最多 {most} 张工单，另有 {count} 张类似工单未并入。",
    "en": "An incident has room for {most} tickets; {count} more that are similar were not added.",
}
LEFT_ALONE = {
    "zh": "未并入；原有的事件不变。",
    "en": "Not added; the incident stays as it is.",
}
TURNED_DOWN = {
    "zh": "已记下这不是同一事件；后续类似工单不再提示。",
    "en": "Noted that this is no incident; further tickets like these are not mentioned.",
}
