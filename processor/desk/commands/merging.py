"""Two tickets become one, or one becomes two."""

from __future__ import annotations

from collections.abc import Collection

from db import events, merges, people, search, surveys, tickets, watchers
from db.events import Event
from db.tickets import Ticket
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.incident import answers_proposal, incident, require_leads_nobody
from processor.desk.commands.order import named, require_room
from processor.desk.commands.work import require_unchanged
from processor.desk.correspondence import Saying, reporters_of
from processor.desk.escalations import end
from processor.desk.footprints import arrange, following
from processor.desk.lifecycle import ENDED
from processor.desk.moved import take_up
from processor.desk.since import since_resolved, solution_of
from processor.desk.splitting import Origin, Problem, open_beside, split_from
from processor.languages import locale_for


def merge(case: Case, value: str) -> Result:
    """
    合并: the ticket becomes part of the named one, whose thread answers lead to from now on.

    Whoever took part in it takes part in that one, and may read it; whose ticket it was hears how that one goes on, or
    how it was solved. In answer to a proposal, without a value, it means the incident that was proposed.

    Raises:
        Refused: not exactly one other ticket, or one that has ended; or nobody knows yet who asked.
    """
    if not value and answers_proposal(case):
        return incident(case, "")
    require_unchanged(case, "status")
    require_leads_nobody(case)
    case.status_after("merge")
    survivor = _survivor(case, value)
    for one in (case.ticket, survivor):
        _require_identified(one)
    knew = {addr for addr, _, _ in tickets.participants(survivor.id)}
    _bring_along(case, survivor)
    old = case.ticket.status
    _become_part_of(case, survivor)
    saying = Saying(_what_now(case, survivor), by=case.person, target=survivor.number)
    case.tools.correspondence.to_requester("merged", case.ticket, saying, case.occasion)
    if survivor.status == "resolved":
        _pass_on_solution(case, survivor, knew)
    new = f"{case.word('state', 'merged')} ({survivor.number})"
    return Result(case.word("state", old), new, _remark(case, survivor))


def split(case: Case, value: str) -> Result:
    """
    拆分: the text of the mail, else the user's last message, becomes a ticket of its own of the same user.

    Raises:
        Refused: there is nothing to make it of, or nobody knows yet who asked.
    """
    case.status_after("split")
    _require_identified(case.ticket)
    origin = Origin(case.actor.addr, case.filing.item_id, case.now, ordered=True)
    new, form = open_beside(case.tools.procedure, case.ticket, _problem(case, value.strip()), origin)
    case.record("split", number=new.number)
    detail = {"number": case.ticket.number}
    events.record(new.id, Event(case.now, case.actor.addr, "command.split_off", detail, case.filing.item_id))
    case.tools.newcomers.welcome(new, case.occasion)
    arrange(case, new.id)
    case.tools.corrections.acknowledger.acknowledge_for(new, form, case.filing)
    return Result(case.ticket.number, f"{new.number} {new.title}")


# ---------------------------------------------------------------- merge


def _survivor(case: Case, value: str) -> Ticket:
    found = named(case, value)
    if len(found) > 1:
        raise Refused("one_number", mended=f"#merge={found[0].number}")
    survivor = take_up(found[0].id, case.now)
    if survivor.id == case.ticket.id:
        raise Refused("itself")
    if survivor.status == "merged":
        last = merges.follow_merges(survivor).number
        raise Refused("merged_before", mended=f"#merge={last}", number=survivor.number, last=last)
    if survivor.status in ENDED and not (survivor.status == "closed" and _was_part_of(case.ticket, survivor)):
        raise Refused("target_ended", number=survivor.number, status=case.word("state", survivor.status))
    return survivor


def _bring_along(case: Case, survivor: Ticket) -> None:
    """Who took part in the ticket, and who read along with it."""
    joining = tickets.participants(case.ticket.id)
    require_room(survivor, [addr for addr, _, _ in joining])
    with following(case, survivor.id):
        tickets.add_participants(survivor.id, [(addr, name, "copied") for addr, name, _ in joining])
        for person_id in watchers.of_ticket(case.ticket.id):
            watchers.add(survivor.id, person_id)
        tickets.touch(survivor.id, case.now)
        detail = {"number": case.ticket.number, "people": [addr for addr, _, _ in joining]}
        events.record(survivor.id, Event(case.now, case.actor.addr, "command.merged_in", detail, case.filing.item_id))


def _become_part_of(case: Case, survivor: Ticket) -> None:
    """Nothing of its own goes on."""
    case.change("merge", {"status": "merged", "merged_into": survivor.id}, number=survivor.number)
    end(case.ticket, "withdrawn", case.now)
    surveys.end(case.ticket.id, "merged", case.now)
    arrange(case, case.ticket.id)


def _pass_on_solution(case: Case, survivor: Ticket, knew: Collection[str]) -> None:
    """It was told before they joined; knew: addresses of those who have read it."""
    since = since_resolved(events.of_ticket(survivor.id))
    if not since:
        return
    users = reporters_of(case.tools.config, survivor, case.now)
    told = [(addr, name) for addr, name in users.items() if addr not in knew]
    saying = Saying(words=solution_of(since), by=people.find_by_address(since[0].actor))
    case.tools.correspondence.to_users("resolved", survivor, told, saying, case.occasion)


def _was_part_of(ticket: Ticket, other: Ticket) -> bool:
    """It was split off by mistake."""
    origin = split_from(ticket)
    return origin is not None and origin.id == other.id


def _require_identified(ticket: Ticket) -> None:
    """A stranger must not get to read another ticket, nor have a second one, by a slip of ours."""
    if ticket.status == "waiting_identity":
        raise Refused("not_identified")


def _what_now(case: Case, survivor: Ticket) -> str:
    """For its user: a ticket that is closed has nobody who works on it."""
    locale = locale_for(case.ticket.language, case.tools.config.desk.locale)
    return _CLOSED[locale].format(number=survivor.number) if survivor.status == "closed" else ""


def _remark(case: Case, survivor: Ticket) -> str:
    return _STAYS_CLOSED[case.locale].format(number=survivor.number) if survivor.status == "closed" else ""


_CLOSED = {
    "zh": "工单 {number} 已关闭。如果问题仍未解决，请直接回复本邮件，我们会继续处理。",
    "en": "Ticket {number} is closed. If something is still wrong, please reply to this mail and we will go on.",
}
_STAYS_CLOSED = {
    "zh": "{number} 仍为已关闭；如需继续处理，请在该工单上使用 #重开",
    "en": "{number} stays closed; use #reopen on it if there is still something to do",
}


# ---------------------------------------------------------------- split


def _problem(case: Case, title: str) -> Problem:
    if case.words:
        case.said = True  # it stands in the new ticket
        by = (case.actor.addr, case.actor.name)
        return Problem("engineer", by, case.filing.received_at, case.words, case.files, title)
    last = search.last_said(case.ticket.id, "user")
    if last is None:
        raise Refused("nothing_said")
    return Problem("user", (last.author_addr, last.author_name), last.at, last.text, last.files, title)
