"""What a mail fills into the escalation form (问题升级表), and whom a name in it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from db import people
from db.escalations import Escalation
from db.people import Person
from parsers.forms import ESCALATION, Form, read_form
from parsers.phrases.closings import REGARDS, THANKS
from processor.desk.case import Case, Refused
from processor.desk.commands.work import require_worker
from processor.desk.escalations import draft_of, missing_of
from processor.labels import COMMA, LABELS
from processor.rules.matching import answered_directly, is_about

_BLANK = r"^[>\s]*{}\s*[:：]\s*$"  # a line of the form with nothing behind its label
_SALUTATION = 20  # characters; a longer line that ends with a comma says something


@dataclass(frozen=True, slots=True)
class Target:
    """Who gets an escalation. shown: how the user hears of them."""

    name: str
    shown: str
    team: str
    person: Person | None = None


def typed_form(case: Case) -> Form:
    """
    The labelled lines that were typed.

    In an answer to our form also those below its quoted labels and behind them, where the form was blank.
    """
    asked = draft_of(case.ticket, case.person)
    blank = missing_of(asked) if asked and (answers_the_form(case) or _quotes_the_form(case, asked)) else ()
    form = read_form(case.message.text if blank else case.message.reply.fresh, ESCALATION)
    values = {name: said for name, said in form.values.items() if name not in form.quoted or name in blank}
    return replace(form, values=values)


def unlabelled(case: Case) -> str:
    """What was typed beside labelled lines, without the politeness of a letter."""
    fresh = case.message.reply.fresh
    used = read_form(fresh, ESCALATION).lines
    lines = (line.strip() for number, line in enumerate(fresh.split("\n")) if number not in used)
    return "\n".join(line for line in lines if line and not line.startswith(">") and not _is_polite(line))


def _is_polite(line: str) -> bool:
    """您好， · 谢谢！ · Kind regards: no reason to escalate."""
    bare = line.casefold().rstrip(",，.!！。、:：~; ")
    return bare in REGARDS or bare in THANKS or (len(line) <= _SALUTATION and line.endswith((",", "，", ":", "：")))


def with_words(form: Escalation, typed: Form, rest: str) -> Escalation:
    """Labelled lines first; free text is what is missing first: the reason, then what was tried."""
    form = replace(form, reason=typed.get("reason") or form.reason, tried=typed.get("tried") or form.tried)
    if rest and not form.reason:
        return replace(form, reason=rest)
    if rest and not form.tried and not typed and rest != form.target:
        return replace(form, tried=rest)
    return form


def is_for_the_form(case: Case, draft: Escalation) -> bool:
    """The mail answers the form, quotes it, or has a missing field as a labelled line."""
    if answers_the_form(case) or _quotes_the_form(case, draft):
        return True
    return any(name in missing_of(draft) for name in typed_form(case).values)


def answers_the_form(case: Case) -> bool:
    """
    The mail answers one of ours that asked for what is missing, by its id or its plus-tag; about this ticket, or one
    that was merged into it.
    """
    answered = answered_directly(case.message)
    return bool(answered) and answered[0].kind == "escalation_form" and is_about(answered[0], case.ticket.id)


def _quotes_the_form(case: Case, draft: Escalation) -> bool:
    """Where a mail program drops ids and tags, the blank lines of the form still tell; they are for no user."""
    quoted = case.message.reply.quoted
    return any(
        all(
            re.search(_BLANK.format(re.escape(labels["blank"][name])), quoted, re.MULTILINE)
            for name in missing_of(draft)
        )
        for labels in LABELS.values()
    )


def find_target(case: Case, named: str) -> Target:
    """
    Raises:
        Refused: the name is nobody's, or that of several, or the engineer's own.
    """
    found = case.tools.teams.find_staff(named, case.person)
    if len(found) > 1:
        people_named = COMMA[case.locale].join(
            f"{person.name} ({person.addresses[0]})" for person in found if person.addresses
        )
        raise Refused("several_people", value=named, people=people_named)
    if found:
        if found[0].id == case.person.id:
            raise Refused("escalated_to_oneself", mended="#takeover" if case.locale == "en" else "#接手")
        require_worker(found[0])
        return _to_person(case, found[0])
    if not (team := case.tools.teams.name_of(named)):
        raise Refused("nobody_of_this_name", value=named)
    return Target(team, team, team)


def _to_person(case: Case, person: Person) -> Target:
    """Users hear of the specialist's team; of the person only where there is none."""
    team = case.tools.teams.team_of(person)
    return Target(person.name, team or person.name, team, person)


def target_of(case: Case, form: Escalation) -> Target:
    """Whom a form has named before."""
    person = people.find(form.person_id) if form.person_id is not None else None
    return _to_person(case, person) if person else Target(form.target, form.target, form.team)


def addressed(form: Escalation, target: Target) -> Escalation:
    if target.person:
        return replace(form, target=target.name, team="", person_id=target.person.id)
    return replace(form, target=target.name, team=target.team, person_id=None)
