"""Many similar tickets within a short time are proposed to the lead as one incident; what comes later is mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from db import events, incidents, tickets
from db.events import Event
from db.incidents import Recent
from db.outbox import Evidence
from db.tickets import Ticket
from parsers.outages import same_trouble, trouble_of
from processor.addresses import mailbox_key
from processor.config import Config
from processor.desk.assignment import leaders
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.lifecycle import OPEN
from processor.desk.teams import Teams
from processor.desk.undone import undone_items

ACTOR = "desk"
EVENTS = {"incident_proposed": "incident.proposed", "incident_similar": "incident.mentioned"}
INCIDENT = "command.incident"
MOST_COMPARED = 200  # of the newest tickets: more than anybody needs to see that something is wrong
MOST_NAMED = 40  # numbers in a link: mail programs cut URLs at 2,000 characters
COMPARED = OPEN - {"waiting_identity"}
_Numbered = Recent | Ticket


@dataclass(frozen=True, slots=True)
class Proposal:
    """Tickets that are proposed as one incident, oldest first, one of each user."""

    tickets: tuple[Recent, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A ticket that is like *near*, which was proposed, or is part of an incident, before."""

    near: Recent


def wave_of(new: Recent, others: Sequence[Recent], from_tickets: int, unsure: str) -> Proposal | Mention | None:
    """
    What *new* makes of the tickets that came in shortly before; pure. One user alone is no wave, whatever they send.

    Args:
        others: oldest first.
        unsure: the category of tickets of which triage is not sure; it goes with every other.
    """
    trouble = trouble_of(new.title, new.text)
    alike = [
        other
        for other in others
        if other.id != new.id
        and (other.category == new.category or unsure in (other.category, new.category))
        and same_trouble(trouble, trouble_of(other.title, other.text))
    ]
    user = mailbox_key(new.requester_addr)
    known = [other for other in alike if other.cluster is not None or other.parent is not None]
    if known:
        theirs = any(mailbox_key(other.requester_addr) == user for other in known)
        if theirs or new.cluster is not None or new.parent is not None:
            return None
        return Mention(next((other for other in known if other.parent is not None), known[-1]))
    first: dict[str, Recent] = {}
    for each in sorted((*alike, new), key=lambda each: each.id):
        first.setdefault(mailbox_key(each.requester_addr), each)
    found = tuple(first.values())
    return Proposal(found) if new in found and len(found) >= from_tickets else None


@dataclass(frozen=True, slots=True)
class Outages:
    """Belongs in a unit of work."""

    config: Config
    teams: Teams
    correspondence: Correspondence

    def watch(self, ticket: Ticket, text: str, occasion: Occasion) -> None:
        """
        Look whether the new *ticket*, of somebody identified, is one of many, and tell the leads.

        It may have waited for days to know who asks: it is compared with what came in shortly before and after it, and
        not with all since. text: of its first message. Costs nothing for what can be no outage, and else one statement,
        as long as nobody has heard of a similar one.
        """
        settings = self.config.incidents
        if not settings.from_tickets or not trouble_of(ticket.title, text).shared:
            return
        within, at = timedelta(minutes=settings.within_min), ticket.opened_at
        near = incidents.opened_between(at - within, at + within, sorted(COMPARED), MOST_COMPARED)
        new = next((each for each in near if each.id == ticket.id), None)
        if new is None:
            return
        match wave_of(new, _without_old(near), settings.from_tickets, self.config.desk.category):
            case Proposal(tickets=found):
                self._propose(new, found, occasion)
            case Mention(near=known):
                self._mention(new, known, occasion)

    def _propose(self, new: Recent, found: Sequence[Recent], occasion: Occasion) -> None:
        """Once: whoever else has just proposed the first of them holds its lock."""
        first = tickets.lock(found[0].id)
        if first.cluster is not None or first.parent is not None:
            self._mention(new, _as_it_is(found[0], first), occasion)
            return
        incidents.gather([each.id for each in found], first.id)
        self._tell("incident_proposed", first, found, found, occasion)

    def _mention(self, new: Recent, near: Recent, occasion: Occasion) -> None:
        """A proposal that was turned down, or an incident that is over, is not brought up again."""
        leading = _leading(near)
        incidents.gather([new.id], near.cluster or near.parent or near.id)
        if leading is None:
            return
        formed = leading.parent is not None
        found: Sequence[_Numbered] = [new] if formed else _open_members(leading)
        self._tell("incident_similar", leading, found, [new], occasion)

    def _tell(
        self, kind: str, first: Ticket, found: Sequence[_Numbered], shown: Sequence[Recent], occasion: Occasion
    ) -> None:
        """found: what the link makes one incident of. shown: what the mail lists."""
        told = leaders(first, self.teams.roster(occasion.now))
        saying = Saying(
            target=shown[-1].number,
            report=tuple(f"{each.number}  {each.title}  <{each.requester_addr}>" for each in shown),
            commands=_offered(first, found),
        )
        self.correspondence.to_staff(kind, told, first, saying, occasion)
        numbers = [each.number for each in shown]
        detail = {"numbers": numbers, "told": [person.id for person in told], "cause": occasion.cause}
        events.record(first.id, Event(occasion.now, ACTOR, EVENTS[kind], detail))


def _offered(first: Ticket, found: Sequence[_Numbered]) -> tuple[str, ...]:
    """What is an incident already is not ended by a slip of the finger."""
    command = command_for([each.number for each in found])
    return (command,) if first.parent is not None else (command, "incident=off")


def command_for(numbers: Sequence[str]) -> str:
    """The command of a link; without a value it means all that are similar."""
    return f"incident={','.join(numbers)}" if len(numbers) <= MOST_NAMED else "incident"


def is_turned_down(ticket: Ticket) -> bool:
    """The last word about an incident that *ticket* began was that it is none. Reads the database."""
    happened = events.of_ticket(ticket.id)
    gone = undone_items(happened)
    said = [event for event in happened if event.kind == INCIDENT and event.item_id not in gone]
    return bool(said and said[-1].detail.get("off"))


def named_in(mails: Iterable[Evidence]) -> set[str]:
    """Numbers of the tickets of which *mails*, proposals and mentions, tell. Reads the database."""
    told = {(EVENTS.get(mail.kind), mail.ticket_id, mail.cause) for mail in mails}
    about = {ticket_id for _, ticket_id, _ in told if ticket_id is not None}
    return {
        number
        for ticket_id in about
        for event in events.of_ticket(ticket_id)
        if event.detail.get("cause") is not None and (event.kind, ticket_id, event.detail["cause"]) in told
        for number in event.detail["numbers"]
    }


def _leading(near: Recent) -> Ticket | None:
    """
    The ticket that leads the incident of *near*, or began what was proposed: if that has ended, the oldest open one.

    Returns:
        None when the incident is over, or was turned down at that ticket or at one that stood there before.
    """
    first = tickets.get(near.parent or near.cluster or near.id)
    in_turn = [first] if first.status in OPEN or first.parent is not None else incidents.similar_to(first.id)
    for each in in_turn:
        if is_turned_down(each):
            return None
        if each.status in COMPARED:
            return each
    return None


def _without_old(near: Sequence[Recent]) -> list[Recent]:
    """
    Without what is left of an incident that is over: what breaks out again is a new one.

    What was only proposed, or turned down, is there as long as any of it is open.
    """
    firsts = {each.parent or each.cluster for each in near} - {None}
    found = tickets.of_ids([first for first in firsts if first is not None]) if firsts else []
    old = {first.id for first in found if first.status not in OPEN and first.parent is not None}
    return [each for each in near if (each.parent or each.cluster) not in old]


def _open_members(first: Ticket) -> list[Ticket]:
    return [each for each in incidents.similar_to(first.cluster or first.id) if each.status in COMPARED]


def _as_it_is(recent: Recent, ticket: Ticket) -> Recent:
    return Recent(
        recent.id, recent.number, recent.title, recent.requester_addr, recent.category, recent.text,
        ticket.parent, ticket.cluster,
    )  # fmt: skip
