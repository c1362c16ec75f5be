"""Escalation: the form (问题升级表), the promise of a first feedback, and who of other departments helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from db import escalations as forms
from db import people
from db.escalations import Escalation
from db.people import Person
from parsers.forms import Form
from parsers.moments import read_moment
from parsers.orders import normalised, read_contact
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.escalation_form import (
    Target,
    addressed,
    answers_the_form,
    find_target,
    is_for_the_form,
    target_of,
    typed_form,
    unlabelled,
    with_words,
)
from processor.desk.commands.words import begin, enter, state, words_for_desk
from processor.desk.commands.work import require_unchanged
from processor.desk.correspondence import Saying, by_locale
from processor.desk.deadlines import add_working_time
from processor.desk.escalations import FIELDS, current_of, draft_of, end, missing_of
from processor.labels import COMMA, label
from processor.notices import local_time

# What whoever gets an escalation is likely to do next.
NEXT = ("takeover", "progress", "ask", "feedback", "resolve")
_ESCALATED = {"zh": "{state}（{target}）", "en": "{state} ({target})"}
_DONE_WITH = {
    "zh": "该升级表已处理完毕；您的来信已存为内部备注，没有发给用户。",
    "en": "This form is done with; your mail is kept as an internal note and was not sent to the user.",
}
NOT_YET = {"zh": "尚未升级（{target}）", "en": "not escalated yet ({target})"}
STILL_MISSING = {
    "zh": "尚缺：{fields}。升级表已发给您，直接回复补齐后才会升级。",
    "en": "Still missing: {fields}. The form is in your mailbox; it is escalated once you have answered it.",
}


def escalate(case: Case, value: str) -> Result:
    """升级: to a team or a person; what is missing in the form is asked for, and nobody is told before it is there."""
    case.status_after("escalate")
    require_unchanged(case, "status", "team", "assignee_id")
    return _fill(case, value)


def complete_form(case: Case) -> Result | None:
    """
    The answer to an escalation form that was sent back; it is never meant for the user.

    Returns:
        None when the mail is no such answer.

    Raises:
        Refused: it says nothing, or the ticket can be escalated no more.
    """
    if case.given is None or case.actor.person is None:
        return None
    draft = draft_of(case.given, case.actor.person)
    if draft is None:
        return _keep_aside(case) if answers_the_form(case) else None
    if not is_for_the_form(case, draft):
        return None
    if not case.words and not typed_form(case):
        raise Refused("nothing_said")
    case.status_after("escalate")
    return replace(_fill(case, ""), command="escalate")


def feedback(case: Case, value: str) -> Result:
    """反馈: by when the user hears from the specialist; the user is told."""
    if not value:
        raise Refused("value_missing", mended=_example(case), example=_example(case))
    at = _moment(case, value)
    shown = local_time(at, case.tools.config.desk.zone)
    if "escalate" in case.names:  # which has read the value, or will
        return Result(new=shown)
    current, draft = current_of(case.ticket), draft_of(case.ticket, case.person)
    if draft and case.ticket.status != "escalated":
        forms.replace(replace(draft, feedback_at=at))
        case.record("escalation_draft", escalation=draft.id, feedback_at=at.isoformat())
        return Result(new=shown)
    case.status_after("feedback")
    if current is None:
        raise Refused("not_in_status", status=state(case, case.ticket.status))
    before = current.feedback_at
    forms.replace(replace(current, feedback_at=at, outcome="open", outcome_at=None))  # a new promise is to be kept
    case.record("feedback", escalation=current.id, feedback_at=at.isoformat())
    _tell_user(case, target_of(case, current).shown, at)
    return Result(local_time(before, case.tools.config.desk.zone) if before else "", shown)


def contact(case: Case, value: str) -> Result:
    """
    协作: who of another department helps, and until when; it stands in the ticket's sheet.

    Raises:
        Refused: person, department or time are missing; the procedure wants all three written down.
    """
    case.status_after("contact")
    found = read_contact(value)
    until = read_moment(found.until, case.now, case.tools.config.desk.zone) if found and found.until else None
    if found is None or until is None:
        who = f"{found.person}@{found.department}" if found else _CONTACT[case.locale]
        raise Refused("no_contact", mended=_CONTACT_FORM[case.locale].format(who=who))
    shown = local_time(until, case.tools.config.desk.zone)
    detail = {"person": found.person, "department": found.department, "until": until.isoformat()}
    case.record("contact", **detail, text=case.words if case.names == ("contact",) else "")
    return Result(new=f"{found.person} @ {found.department}, {shown}")


_CONTACT = {"zh": "王芳@财务部", "en": "Wang@Finance"}
_CONTACT_FORM = {"zh": "#协作={who},周五17:00", "en": '#contact="{who}, Friday 17:00"'}


# ---------------------------------------------------------------- the form


def _fill(case: Case, value: str) -> Result:
    """Put what was typed into the form; hand the ticket over when nothing is missing, else ask for the rest."""
    typed = typed_form(case)
    rest = unlabelled(case)
    draft = draft_of(case.ticket, case.person)
    form = replace(draft or Escalation(case.ticket.id, case.person.id, case.now), at=case.now)
    alone = rest if draft and missing_of(draft) == ("escalate_to",) and not typed else ""
    if named := value or typed.get("escalate_to") or alone:
        form = addressed(form, find_target(case, named))
    form = replace(form, feedback_at=_promised(case, typed) or form.feedback_at)
    form = with_words(form, typed, rest)
    if not form.id:
        form = replace(form, id=forms.add(form))
    missing = missing_of(form)
    return _ask_for(case, form, missing) if missing else _hand_over(case, form)


def _promised(case: Case, typed: Form) -> datetime | None:
    """When the mail promises a first feedback, in another command of it or in the form."""
    values = [order.value for order in normalised(case.message.subject.commands) if order.name == "feedback"]
    said = next((value for value in values if value), typed.get("feedback"))
    return _moment(case, said) if said else None


def _ask_for(case: Case, form: Escalation, missing: tuple[str, ...]) -> Result:
    forms.replace(form)
    case.record("escalation_draft", escalation=form.id, missing=list(missing))
    case.say(public=False)
    filled = [(name, said) for name, said in _filled(form) if said]
    rows = tuple((label(case.locale, "blank", name), said) for name, said in filled)
    saying = Saying(by=case.person, moment=form.feedback_at, target=form.target, rows=rows, missing=missing)
    fields = COMMA[case.locale].join(label(case.locale, "blank", name) for name in missing)
    not_yet = NOT_YET[case.locale].format(target=form.target or "…")
    return Result(new=not_yet, remark=STILL_MISSING[case.locale].format(fields=fields), form=saying)


def _keep_aside(case: Case) -> Result:
    """A second answer to a form that is done with: kept as a note, for what is written to it is for no user."""
    words = words_for_desk(case, "")
    case.record("note", text=words.text)
    enter(case, words, public=False)
    return Result(remark=_DONE_WITH[case.locale])


def _filled(form: Escalation) -> Iterator[tuple[str, str]]:
    yield from zip(FIELDS, (form.target, form.reason, form.tried), strict=True)


# ---------------------------------------------------------------- handing over


def _hand_over(case: Case, form: Escalation) -> Result:
    """The specialist has the ticket now: they are told all, the lead too, the user only that and by when."""
    target = target_of(case, form)
    old = case.ticket.status
    begin(case)
    status = case.status_after("escalate")
    told = _whom_to_tell(case, target)
    end(case.ticket, "withdrawn", case.now)  # an earlier one; this form is written anew below
    at = form.feedback_at if form.feedback_at and form.feedback_at > case.now else _default(case)
    form = replace(form, feedback_at=at, outcome="open", outcome_at=None)
    forms.replace(form)
    changes: dict[str, object] = {
        "status": status,
        "team": target.team or case.ticket.team,
        "assignee_id": target.person.id if target.person else None,
    }
    detail = {"target": form.target, "shown": target.shown, "reason": form.reason, "tried": form.tried}
    case.change("escalate", changes, escalation=form.id, feedback_at=at.isoformat(), **detail)
    case.say(public=False)
    _tell_staff(case, form, told)
    _tell_user(case, target.shown, at)
    return Result(
        state(case, old),
        _ESCALATED[case.locale].format(state=state(case, status), target=form.target),
        _FIRST_FEEDBACK[case.locale].format(at=local_time(at, case.tools.config.desk.zone)),
    )


_FIRST_FEEDBACK = {"zh": "首次反馈期限：{at}", "en": "first feedback by {at}"}


def _whom_to_tell(case: Case, target: Target) -> list[Person]:
    """
    The specialists, the leads of the team that has had the ticket, its coordinator, and who has it until now.

    Raises:
        Refused: there would be nobody.
    """
    specialists = [target.person] if target.person else case.tools.teams.members(target.team)
    coordinator, holder = _found(case.ticket.coordinator_id), _found(case.ticket.assignee_id)
    others = [*case.tools.teams.leads(case.ticket.team), *coordinator]
    if not _others(case, (*specialists, *others)):
        raise Refused("nobody_there", value=target.name)
    return _others(case, (*specialists, *others, *holder))


def _others(case: Case, some: Iterable[Person]) -> list[Person]:
    """Active, each once, and not who escalates."""
    return list({person.id: person for person in some if person.active and person.id != case.person.id}.values())


def _found(person_id: int | None) -> list[Person]:
    person = people.find(person_id) if person_id is not None else None
    return [person] if person else []


def _tell_staff(case: Case, form: Escalation, told: Sequence[Person]) -> None:
    """All that is in the form, in the language of each reader."""
    zone, default = case.tools.config.desk.zone, case.tools.config.desk.locale
    at = local_time(form.feedback_at, zone) if form.feedback_at else ""
    for reader, group in by_locale(told, default):
        values = (*_filled(form), ("feedback", at))
        rows = tuple((label(reader, "blank", name), said) for name, said in values)
        saying = Saying(
            by=case.person, files=case.files, moment=form.feedback_at, target=form.target, rows=rows, commands=NEXT
        )
        case.tools.correspondence.to_staff("escalation", group, case.ticket, saying, case.occasion)


def _tell_user(case: Case, shown: str, at: datetime) -> None:
    """That a specialist has it, and by when they hear: never why, nor what was tried."""
    saying = Saying(by=case.person, moment=at, target=shown)
    case.tools.correspondence.to_requester("escalated", case.ticket, saying, case.occasion)


# ---------------------------------------------------------------- times, and what is answered


def _moment(case: Case, value: str) -> datetime:
    at = read_moment(value, case.now, case.tools.config.desk.zone)
    if at is None:
        raise Refused("no_such_moment", mended=_example(case), value=value)
    return at


def _example(case: Case) -> str:
    return "#反馈=4h" if case.locale == "zh" else "#feedback=4h"


def _default(case: Case) -> datetime:
    """The desk's own promise counts in working time, as all that it promises by itself; whole minutes."""
    calendar = case.tools.procedure.deadlines.calendars[case.ticket.priority]
    hours = timedelta(hours=case.tools.config.deadlines.feedback_h)
    return max(add_working_time(case.now, hours, calendar).at.replace(second=0, microsecond=0), case.now)
