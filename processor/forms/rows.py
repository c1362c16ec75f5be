"""What stands in the forms: (label, value) line by line, in the order of the procedure; pure."""

from __future__ import annotations

from collections.abc import Iterator

from db.escalations import Escalation
from db.surveys import Survey
from processor.forms.case_file import CaseFile, Print
from processor.forms.words import ANSWERS, STANDING
from processor.labels import COMMA

Pair = tuple[str, str]
WAYS = ("contact", "phone", "email")  # to reach the user
# What belongs to the description; shown where something was written.
DESCRIBED = ("occurred_at", "steps", "error_text", "expected", "tried")
SURROUNDINGS = ("asset", "device", "system", "location", "account")


def registration_rows(case: CaseFile, out: Print) -> Iterator[Pair]:
    """问题登记表. What the procedure demands stands there even where nobody knows it, with an empty value."""
    ticket, fields = case.ticket, dict(case.form.fields) if case.form else {}
    person = case.person
    yield out.word("number"), ticket.number
    yield out.word("title"), ticket.title
    yield out.label("field", "name"), case.user
    yield out.label("field", "department"), fields.get("department") or (person.department if person else "")
    number = fields.get("employee_number") or (person.employee_number if person else "")
    yield out.label("field", "employee_number"), number
    yield out.label("field", "contact"), _ways(case, out)
    if case.form:
        yield out.word("standing"), STANDING[out.locale].get(case.form.standing, case.form.standing)
    yield out.word("category"), out.label("category", ticket.category)
    yield out.word("priority"), out.label("priority", ticket.priority)
    yield out.label("field", "description"), fields.get("description") or _first_words(case)
    yield from _written(fields, DESCRIBED, out)
    pictures = [fields.get("screenshot", ""), *_files(case)]
    if any(pictures):
        yield out.label("field", "screenshot"), COMMA[out.locale].join(filter(None, pictures))
    yield out.label("field", "affected"), fields.get("affected", "")
    yield from _written(fields, SURROUNDINGS, out)
    yield out.word("opened_at"), out.local(ticket.opened_at)
    yield out.word("accepted_by"), case.name_of(ticket.accepted_by_id)
    yield out.word("accepted_at"), out.local(ticket.accepted_at)
    yield out.word("responded_at"), out.local(ticket.responded_at)
    yield out.word("status"), out.label("state", ticket.status)


def escalation_rows(case: CaseFile, form: Escalation, out: Print) -> Iterator[Pair]:
    """问题升级表."""
    yield out.word("number"), case.ticket.number
    yield out.word("title"), case.ticket.title
    yield out.word("category"), out.label("category", case.ticket.category)
    yield out.word("priority"), out.label("priority", case.ticket.priority)
    yield out.word("by"), case.name_of(form.by_id)
    yield out.word("to"), form.target
    yield out.word("escalated_at"), out.local(form.at)
    yield out.word("reason"), form.reason
    yield out.word("tried"), form.tried
    yield out.word("feedback_at"), out.local(form.feedback_at)
    yield out.word("outcome"), f"{out.word(form.outcome)} {out.local(form.outcome_at)}".strip()


def progress_head(case: CaseFile, out: Print) -> Iterator[Pair]:
    """Above the rows of the 问题处理进度表: which ticket, and who has it."""
    ticket = case.ticket
    yield out.word("number"), ticket.number
    yield out.word("title"), ticket.title
    yield out.word("requester"), case.user
    yield out.word("category"), out.label("category", ticket.category)
    yield out.word("priority"), out.label("priority", ticket.priority)
    yield out.word("status"), out.label("state", ticket.status)
    yield out.word("assignee"), case.name_of(ticket.assignee_id)
    if ticket.coordinator_id is not None:
        yield out.word("coordinator"), case.name_of(ticket.coordinator_id)


def survey_rows(case: CaseFile, survey: Survey, out: Print) -> Iterator[Pair]:
    """What the user said to a solution; what nobody said is left out."""
    yes_or_no = {True: "yes", False: "no", None: ""}
    by = case.user if survey.by == case.ticket.requester_addr else survey.by
    rows = (
        (out.word("asked_at"), out.local(survey.asked_at)),
        (out.word("answer"), ANSWERS[out.locale][survey.outcome]),
        (out.word("answered_by"), by),
        (out.word("answered_at"), out.local(survey.outcome_at) if survey.by else ""),
        (out.label("verdict", "solved"), out.label("word", yes_or_no[survey.solved])),
        (out.label("verdict", "satisfied"), out.label("word", yes_or_no[survey.satisfied])),
        (out.label("verdict", "score"), f"{survey.score} / 5" if survey.score else ""),
        (out.label("verdict", "reason"), out.label("reason", survey.reason)),
        (out.word("words"), survey.words),
    )
    yield from ((name, value) for name, value in rows if value)


def _ways(case: CaseFile, out: Print) -> str:
    """How to reach the user: as written, what the directory has, and the address that they write from."""
    written = [case.form.fields.get(name, "") for name in WAYS] if case.form else []
    listed = [case.person.phone] if case.person else []
    found = dict.fromkeys(filter(None, (*written, *listed, case.ticket.requester_addr)))
    return COMMA[out.locale].join(found)


def _written(fields: dict[str, str], names: tuple[str, ...], out: Print) -> Iterator[Pair]:
    yield from ((out.label("field", name), fields[name]) for name in names if fields.get(name))


def _first_words(case: CaseFile) -> str:
    return next((entry.text for entry in case.entries if entry.kind == "user"), "")


def _files(case: CaseFile) -> Iterator[str]:
    """Names of what users have sent, each once: screenshots and logs."""
    yield from dict.fromkeys(name for entry in case.entries if entry.kind == "user" for name, _ in entry.files)
