"""What a ticket has to do with others, who reads along, and when it comes up again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from db import events, people, tickets, watchers
from db.events import Event
from db.people import Person, address_key
from db.tickets import Ticket
from parsers.moments import read_moment
from parsers.orders import is_off, read_list, read_numbers
from processor.addresses import is_own
from processor.config_values import ADDRESS
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.work import require_unchanged
from processor.desk.links import links_of
from processor.desk.register import MAX_PARTICIPANTS
from processor.notices import local_time

_COMMA = re.compile(r"[,，;；、]")
HOLD = timedelta(days=365)  # on hold without a date; the yearly look at what was forgotten


def link(case: Case, value: str) -> Result:
    """关联: tickets that have to do with each other; each shows the other."""
    case.status_after("link")
    others = named(case, value)
    if case.ticket.id in [other.id for other in others]:
        raise Refused("itself")
    known = set(links_of(case.ticket))
    new = [other for other in others if other.number not in known]
    first = next(iter(new), None)
    changes: Mapping[str, object] = {"linked_to": first.id} if first and not case.ticket.linked_to else {}
    if changes:
        tickets.change(case.ticket.id, changes)
        case.given = tickets.get(case.ticket.id)
    case.record("link", numbers=[other.number for other in new])
    for other in new:
        detail = {"numbers": [case.ticket.number]}
        events.record(other.id, Event(case.now, case.actor.addr, "command.link", detail, case.filing.item_id))
    return Result(new=", ".join(other.number for other in others))


def watch(case: Case, value: str) -> Result:
    """关注: the actor, or whom they name, reads along."""
    found = _staff(case, value)
    new = [person for person in found if watchers.add(case.ticket.id, person.id)]
    case.record("watch", people=[person.name for person in new])
    return Result(new=_names(found))


def unwatch(case: Case, value: str) -> Result:
    """取消关注."""
    found = _staff(case, value)
    gone = [person for person in found if watchers.remove(case.ticket.id, person.id)]
    case.record("unwatch", people=[person.name for person in gone])
    return Result(old=_names(found))


def cc(case: Case, value: str) -> Result:
    """抄送: who gets what the user gets; colleagues of the staff read along instead."""
    case.status_after("cc")
    addresses = [address_key(item.strip("<>")) for item in read_list(value)]
    if not addresses:
        raise Refused("value_missing", example="#cc=wang@example.com")
    _require_usable(case, addresses)
    staff = {addr: person for addr in addresses if (person := _of_the_staff(addr))}
    outside = [addr for addr in addresses if addr not in staff]
    require_room(case.ticket, outside)
    before = {addr for addr, _, _ in tickets.participants(case.ticket.id)}
    tickets.add_participants(case.ticket.id, [(addr, _name_of(addr), "copied") for addr in outside])
    for person in staff.values():
        watchers.add(case.ticket.id, person.id)
    case.record(
        "cc",
        addresses=[addr for addr in outside if addr not in before],
        people=[person.name for person in staff.values()],
    )
    remark = WATCHES[case.locale].format(people=_names(list(staff.values()))) if staff else ""
    return Result(new=", ".join(outside), remark=remark)


def set_due(case: Case, value: str) -> Result:
    """期限: by when the ticket is to be done; "off" takes the date away."""
    case.status_after("due")
    require_unchanged(case, "due_at")
    if is_off(value):
        return _unset(case, "due", "due_at")
    return _set_moment(case, "due", "due_at", _moment(case, value, "#due=17:30"))


def hold(case: Case, value: str) -> Result:
    """挂起: staff is not reminded before then, or before a word if what is said is a reason; "off" ends it."""
    case.status_after("hold")
    if is_off(value):
        return _unset(case, "hold", "snoozed_until")
    until = _read(case, value) if value else None
    reason = "" if until or not value else value
    return _set_moment(case, "hold", "snoozed_until", until or case.now + HOLD, reason=reason)


def snooze(case: Case, value: str) -> Result:
    """稍后: staff is reminded then, not before; "off" ends it; what users were promised stays."""
    case.status_after("snooze")
    if is_off(value):
        return _unset(case, "snooze", "snoozed_until")
    return _set_moment(case, "snooze", "snoozed_until", _moment(case, value, "#snooze=2h"))


WATCHES = {
    "zh": "{people} 是服务台人员，已改为关注该工单。",
    "en": "{people}: of the staff, reads along as a watcher instead.",
}


def _set_moment(case: Case, command: str, column: str, at: datetime, **detail: object) -> Result:
    zone = case.tools.config.desk.zone
    before: datetime | None = getattr(case.ticket, column)
    case.change(command, {column: at}, **detail)
    return Result(local_time(before, zone) if before else "", local_time(at, zone))


def _unset(case: Case, command: str, column: str) -> Result:
    before: datetime | None = getattr(case.ticket, column)
    case.change(command, {column: None}, off=True)
    return Result(old=local_time(before, case.tools.config.desk.zone) if before else "")


def _moment(case: Case, value: str, example: str) -> datetime:
    if not value:
        raise Refused("value_missing", mended=example, example=example)
    at = _read(case, value)
    if at is None:
        raise Refused("no_such_moment", mended=example, value=value)
    return at


def _read(case: Case, value: str) -> datetime | None:
    return read_moment(value, case.now, case.tools.config.desk.zone)


def named(case: Case, value: str) -> list[Ticket]:
    """
    Raises:
        Refused: a value that is no list of numbers, or a number that nobody has.
    """
    numbers = read_numbers(value, case.tools.config.desk.ticket_prefix)
    if not numbers:
        raise Refused("no_number", value=value)
    found = {number: tickets.find(number) for number in numbers}
    if missing := [number for number, ticket in found.items() if ticket is None]:
        raise Refused("no_such_ticket", value=", ".join(missing))
    return [ticket for ticket in found.values() if ticket]


def _staff(case: Case, value: str) -> list[Person]:
    """Whom a value means: names, which may have blanks, numbers and addresses; the actor without a value."""
    if not value:
        return [case.person]
    items = [item.strip() for item in _COMMA.split(value) if item.strip()]
    found = [person for item in items for person in _people(case, item)]
    return list({person.id: person for person in found}.values())


def _people(case: Case, item: str) -> list[Person]:
    """One person, whose name may have blanks, or several between blanks."""
    find = case.tools.teams.find_staff
    if item.count("@") < 2 and (found := find(item, case.person)):
        return [_only(found, item)]
    return [_only(find(part, case.person), part) for part in item.split()]


def _only(found: Sequence[Person], value: str) -> Person:
    if not found:
        raise Refused("nobody_of_this_name", value=value)
    if len(found) > 1:
        raise Refused("several_people", value=value, people=_names(found))
    return found[0]


def _names(found: Sequence[Person]) -> str:
    return ", ".join(person.name for person in found)


def _require_usable(case: Case, addresses: Sequence[str]) -> None:
    for addr in addresses:
        if not ADDRESS.fullmatch(addr):
            raise Refused("no_address", value=addr)
        if is_own(addr, case.tools.config.desk.own_addresses):
            raise Refused("own_address", value=addr)


def require_room(ticket: Ticket, addresses: Sequence[str]) -> None:
    """Beyond this it is a circular, not a conversation."""
    there = {addr for addr, _, _ in tickets.participants(ticket.id)}
    if len(there | set(addresses)) > MAX_PARTICIPANTS:
        raise Refused("too_many_copied", most=MAX_PARTICIPANTS)


def _of_the_staff(addr: str) -> Person | None:
    person = people.find_by_address(addr)
    return person if person and person.active and person.role != "user" else None


def _name_of(addr: str) -> str:
    person = people.find_by_address(addr)
    return person.name if person else ""
