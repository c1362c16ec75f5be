"""What an engineer says about a ticket: progress, internal notes, questions to the user."""

from __future__ import annotations

from processor.desk.case import Case, Result
from processor.desk.commands.broadcast import to_all
from processor.desk.commands.words import begin, enter, state, words_for_desk, words_for_user
from processor.desk.correspondence import Saying
from processor.desk.escalations import heard_from_specialist
from processor.desk.steps import read_step
from processor.languages import locale_for


@to_all
def progress(case: Case, value: str) -> Result:
    """进展: a row of the progress record (问题处理进度表), which the user gets as a mail."""
    words = words_for_user(case, value)
    old = case.ticket.status
    begin(case)
    status = case.status_after("progress")
    step = read_step(words.text)
    case.change("progress", {"status": status}, **step.detail())
    enter(case, words, public=True)
    case.respond()
    heard_from_specialist(case)
    rows = step.rows(locale_for(case.ticket.language, case.tools.config.desk.locale))
    saying = Saying(words=step.rest, by=case.person, files=words.files, rows=rows)
    case.tools.correspondence.to_requester("progress", case.ticket, saying, case.occasion)
    return _moved(case, old)


def note(case: Case, value: str) -> Result:
    """备注: for the desk alone. No mail to a user, no sheet of a user's, no quotation ever shows it."""
    words = words_for_desk(case, value)
    case.status_after("note")
    case.record("note", text=words.text)
    enter(case, words, public=False)
    return Result()


def ask(case: Case, value: str) -> Result:
    """询问: a question to the user; until they answer, the ticket waits for them."""
    words = words_for_user(case, value)
    old = case.ticket.status
    begin(case)
    status = case.status_after("ask")
    case.change("ask", {"status": status}, question=words.text)
    enter(case, words, public=True)
    case.respond()
    heard_from_specialist(case)
    saying = Saying(words=words.text, by=case.person, files=words.files)
    case.tools.correspondence.to_participants("question", case.ticket, saying, case.occasion)
    return _moved(case, old)


def _moved(case: Case, old: str) -> Result:
    new = case.ticket.status
    return Result(state(case, old), state(case, new)) if new != old else Result()
