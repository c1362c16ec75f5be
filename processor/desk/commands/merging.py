"""Two tickets become one, or one becomes two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from db import events, registrations, search, tickets, watchers
from db.events import Event
from db.registrations import Registration
from db.tickets import File, NewEntry, NewTicket, Ticket
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.order import named, require_room
from processor.desk.commands.work import require_unchanged
from processor.desk.correspondence import Saying
from processor.desk.escalations import end
from processor.desk.footprints import arrange, following
from processor.desk.lifecycle import ENDED
from processor.desk.newcomers import Newcomers
from processor.desk.register import MAX_TITLE_CHARS

# What the form of a ticket tells of the person, and so of the next ticket, too.
OF_THE_PERSON = ("name", "department", "employee_number", "contact", "phone", "email", "location")


def merge(case: Case, value: str) -> Result:
    """
    合并: the ticket becomes part of the named one, whose thread answers lead to from now on.

    Whoever took part in it takes part in that one, and may read it.

    Raises:
        Refused: not exactly one other ticket, or one that has ended; or nobody knows yet who asked.
    """
    require_unchanged(case, "status")
    case.status_after("merge")
    survivor = _survivor(case, value)
    for one in (case.ticket, survivor):
        _require_identified(one)
    people = tickets.participants(case.ticket.id)
    require_room(survivor, [addr for addr, _, _ in people])
    with following(case, survivor.id):
        tickets.add_participants(survivor.id, [(addr, name, "copied") for addr, name, _ in people])
        for person_id in watchers.of_ticket(case.ticket.id):
            watchers.add(survivor.id, person_id)
        tickets.touch(survivor.id, case.now)
        detail = {"number": case.ticket.number, "people": [addr for addr, _, _ in people]}
        events.record(survivor.id, Event(case.now, case.actor.addr, "command.merged_in", detail, case.filing.item_id))
    old = case.ticket.status
    changes = {"status": "merged", "merged_into": survivor.id}
    case.change("merge", changes, number=survivor.number)
    end(case.ticket, "withdrawn", case.now)
    arrange(case, case.ticket.id)
    saying = Saying(by=case.person, target=survivor.number)
    case.tools.correspondence.to_requester("merged", case.ticket, saying, case.occasion)
    return Result(case.word("state", old), f"{case.word('state', 'merged')} ({survivor.number})")


def split(case: Case, value: str) -> Result:
    """
    拆分: the text of the mail, else the user's last message, becomes a ticket of its own of the same user.

    Raises:
        Refused: there is nothing to make it of, or nobody knows yet who asked.
    """
    case.status_after("split")
    _require_identified(case.ticket)
    problem = _problem(case)
    title = value.strip() or next((line.strip() for line in problem.text.splitlines() if line.strip()), "")
    new, form = _open(case, title[:MAX_TITLE_CHARS], problem)
    case.record("split", number=new.number)
    detail = {"number": case.ticket.number}
    events.record(new.id, Event(case.now, case.actor.addr, "command.split_off", detail, case.filing.item_id))
    Newcomers(case.tools.config.desk, case.tools.teams, case.tools.correspondence).welcome(new, case.occasion)
    arrange(case, new.id)
    case.tools.corrections.acknowledger.acknowledge_for(new, form, case.filing)
    return Result(case.ticket.number, f"{new.number} {new.title}")


# ---------------------------------------------------------------- merge


def _survivor(case: Case, value: str) -> Ticket:
    found = named(case, value)
    if len(found) > 1:
        raise Refused("one_number", mended=f"#merge={found[0].number}")
    survivor = tickets.lock(found[0].id)
    if survivor.id == case.ticket.id:
        raise Refused("itself")
    if survivor.status == "merged":
        last = tickets.follow_merges(survivor).number
        raise Refused("merged_before", mended=f"#merge={last}", number=survivor.number, last=last)
    if survivor.status in ENDED:
        raise Refused("target_ended", number=survivor.number, status=case.word("state", survivor.status))
    return survivor


def _require_identified(ticket: Ticket) -> None:
    """A stranger must not get to read another ticket, nor have a second one, by a slip of ours."""
    if ticket.status == "waiting_identity":
        raise Refused("not_identified")


# ---------------------------------------------------------------- split


@dataclass(frozen=True, slots=True)
class _Problem:
    """What a new ticket begins with; kind: of the entry. by: address and name of its author."""

    kind: str
    by: tuple[str, str]
    at: datetime
    text: str
    files: tuple[File, ...]


def _problem(case: Case) -> _Problem:
    if case.words:
        case.said = True  # it stands in the new ticket
        by = (case.actor.addr, case.actor.name)
        return _Problem("engineer", by, case.filing.received_at, case.words, case.files)
    last = search.last_said(case.ticket.id, "user")
    if last is None:
        raise Refused("nothing_said")
    return _Problem("user", (last.author_addr, last.author_name), last.at, last.text, last.files)


def _open(case: Case, title: str, problem: _Problem) -> tuple[Ticket, Registration]:
    old, now, desk = case.ticket, case.now, case.tools.config.desk
    due = case.tools.procedure.deadlines.response(old.priority, now).at
    new = NewTicket(
        number=tickets.next_number(desk.ticket_prefix, now.astimezone(desk.zone).date()),
        title=title,
        requester_addr=old.requester_addr,
        requester_name=old.requester_name,
        category=old.category,
        priority=old.priority,
        language=old.language,
        opened_at=now,
        response_due_at=due,
        linked_to=old.id,
        team=old.team,
        coordinator_id=old.coordinator_id,
    )
    ticket_id = tickets.add(new)
    tickets.add_participants(ticket_id, [(old.requester_addr, old.requester_name, "requester")])
    addr, name = problem.by
    entry = NewEntry(problem.kind, addr, name, problem.at, problem.text, True, case.filing.item_id, problem.files)
    tickets.add_entry(ticket_id, entry)
    form = _form(registrations.find(old.id), title, problem.text, due)
    registrations.add(ticket_id, form)
    opened = {"linked_to": old.number, "standing": form.standing}
    events.record(ticket_id, Event(now, case.actor.addr, "ticket.opened", opened, case.filing.item_id))
    return tickets.get(ticket_id), form


def _form(old: Registration | None, title: str, text: str, due: datetime) -> Registration:
    """What was asked of the other problem is not asked again of this one."""
    before = old or Registration(None, "unchecked", False)
    known = {name: value for name, value in before.fields.items() if name in OF_THE_PERSON}
    fields = known | {"title": title, "description": text}
    return replace(before, fields=fields, asked=(), triage={}, promised_at=due, questions=0, answer_by=None)
