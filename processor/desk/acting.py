"""An answer to a digest: what its lines order about several tickets, each as if it had come in a mail of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from db import tickets
from db.tickets import Ticket
from parsers.acts import Act, Acts, read_acts
from parsers.message import Command
from processor.desk.case import Case, Refused
from processor.desk.meanwhile import changes_since, last_heard

Lock = Callable[[Ticket], Ticket]

EXAMPLE = {"zh": "{number} → 李雷", "en": "{number} → Li Lei"}
_WITHOUT_WORDS = {
    "escalate": {"zh": "管理者要求升级。", "en": "A manager has asked for it."},
    "urge": {"zh": "管理者催办，请尽快处理并告知进展。", "en": "A manager asks to hurry, and to hear how it goes."},
}
_TRIED = {"zh": "见问题处理进度表。", "en": "See the progress record."}
_FORM = {"zh": "升级原因：{reason}\n已尝试的操作：{tried}", "en": "Reason: {reason}\nTried: {tried}"}


def acts_of(case: Case, most: int) -> Acts:
    """
    Raises:
        Refused: nothing is ordered, or more than *most*.
    """
    prefix = case.tools.config.desk.ticket_prefix
    acts = read_acts(case.words, prefix)
    if not acts.acts:
        example = EXAMPLE[case.locale].format(number=f"{prefix}-20261122-004")
        raise Refused("no_act", example=example)
    if len(acts.acts) > most:
        raise Refused("too_many_commands", most=most)
    return acts


def lock_all(acts: Acts, lock: Lock) -> list[int]:
    """Lock the tickets of *acts* in one order, so that two such mails at once do not wait for each other; their ids."""
    found = (tickets.find(number) for number in dict.fromkeys(act.number for act in acts.acts))
    return [lock(ticket).id for ticket in sorted(filter(None, found), key=lambda ticket: ticket.id)]


def case_of(case: Case, act: Act, lock: Lock) -> tuple[Case, Command]:
    """
    The ticket of *act* with nothing but its words.

    Raises:
        Refused: there is no such ticket, or the line orders nothing.
    """
    found = tickets.find(act.number)
    if found is None:
        raise Refused("no_such_ticket", value=act.number)
    if act.order is None:
        raise Refused("no_act", example=EXAMPLE[case.locale].format(number=act.number))
    ticket = lock(found)
    order, words = _completed(case, ticket, act.order, act.words)
    heard = last_heard(case.message)
    reply = replace(case.message.reply, fresh=words, quoted="")
    subject = replace(case.message.subject, commands=())
    message = replace(case.message, text=words, source="", reply=reply, subject=subject)
    inner = replace(
        case,
        message=message,
        words=words,
        files=(),
        names=(order.name,),
        meanwhile=changes_since(case.tools, ticket, heard, case.actor.addr, case.locale) if heard else (),
        given=ticket,
        act=True,
        relation=case.tools.teams.relation(case.actor, ticket),
    )
    return inner, order


def _completed(case: Case, ticket: Ticket, order: Command, words: str) -> tuple[Command, str]:
    """What a manager may leave out: to whom to escalate (then the lead), and why."""
    if order.name == "urge":
        return order, words or order.value or _WITHOUT_WORDS["urge"][case.locale]
    if order.name != "escalate":
        return order, words
    target, reason = order.value, words
    if not target and words and _is_somebody(case, words):
        target, reason = words, ""
    target = target or next(_leads(case, ticket), "")
    if not target:
        raise Refused("value_missing", example=f"{ticket.number} #escalate=…")
    reason = reason or _WITHOUT_WORDS["escalate"][case.locale]
    return Command("escalate", target), _FORM[case.locale].format(reason=reason, tried=_TRIED[case.locale])


def _is_somebody(case: Case, words: str) -> bool:
    return bool(case.tools.teams.name_of(words) or case.tools.teams.find_staff(words, case.person))


def _leads(case: Case, ticket: Ticket) -> Iterator[str]:
    """Addresses of the leads of the team that has the ticket; of whom else could nobody be sure."""
    for lead in case.tools.teams.roster(case.now).leads(ticket.team):
        if lead.id != case.person.id and lead.addresses:
            yield lead.addresses[0]
