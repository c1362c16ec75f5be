"""An engineer's plain reply: its words go to the user, from the desk's address and under the engineer's name."""

from __future__ import annotations

from db import outbox, people, tickets, watchers
from db.people import Person
from processor.addresses import mailbox_key
from processor.desk.caps import ANSWERS_PER_HOUR, HOUR
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.article import article_draft
from processor.desk.commands.draft import answer_draft
from processor.desk.commands.escalation import complete_form
from processor.desk.commands.incident import decide_on_proposal
from processor.desk.commands.progress_draft import progress_draft
from processor.desk.commands.words import begin
from processor.desk.correspondence import Saying
from processor.desk.escalations import heard_from_specialist
from processor.desk.register import copied, join
from processor.rules.permissions import STAFF


def answer(case: Case, value: str) -> Result:
    """
    The user and everybody copied in get the words and files; colleagues who read along get a copy of their own.

    A reply that fills in an escalation form which was sent back escalates, and the user does not get a word of it; one
    that answers the draft of a progress mail sends that, or is one itself; one that answers the draft of an article, or
    the proposal of an incident, is about that alone.

    Raises:
        Refused: the mail has neither words nor files.
    """
    if (decided := answer_draft(case, article_draft(case))) is not None:
        return decided
    if (made := decide_on_proposal(case)) is not None:
        return made
    if (escalated := complete_form(case)) is not None:
        return escalated
    if (progressed := answer_draft(case, progress_draft(case))) is not None:
        return progressed
    if not (case.words or case.files):
        raise Refused("nothing_said")
    case.status_after("answer")
    _require_calm(case)
    given_to = case.ticket.assignee_id
    begin(case, copied=True)
    case.record("answer", text=case.words, files=[file.name for file in case.files])
    case.say(public=True)
    tickets.touch(case.ticket.id, case.now)
    case.respond()
    heard_from_specialist(case)
    colleagues = _colleagues(case, given_to)
    _join(case)
    saying = Saying(words=case.words, by=case.person, files=case.files)
    case.tools.correspondence.to_participants("answer", case.ticket, saying, case.occasion)
    case.tools.correspondence.to_staff("answer_copy", colleagues, case.ticket, saying, case.occasion)
    return Result()


def _require_calm(case: Case) -> None:
    """
    An absence note that no header tells from a person's words is an answer; with another at the user's end they would
    answer each other for ever.

    Raises:
        Refused: nobody writes that often.
    """
    mailbox = mailbox_key(case.ticket.requester_addr)
    if outbox.of_kinds_to(("answer",), mailbox, case.now - HOUR) >= ANSWERS_PER_HOUR:
        raise Refused("too_many_answers", most=ANSWERS_PER_HOUR)


def _colleagues(case: Case, given_to: int | None) -> list[Person]:
    """Whose ticket it is or was until now, and who reads along, each once; not who has just written."""
    ids = dict.fromkeys((given_to, case.ticket.assignee_id, *watchers.of_ticket(case.ticket.id)))
    found = (people.find(person_id) for person_id in ids if person_id not in (None, case.person.id))
    return [person for person in found if person and _is_staff(person)]


def _join(case: Case) -> None:
    """Whom the engineer has copied in takes part from now on; colleagues of the staff read along instead."""
    message = case.message
    if message.message_id:
        tickets.add_thread_id(case.ticket.id, message.message_id)  # who answers all answers the engineer's own mail
    outside = []
    for addr, name, role in copied(case.tools.config.desk, message):
        person = people.find_by_address(addr)
        if person is None or not _is_staff(person):
            outside.append((addr, name, role))
        elif person.id != case.person.id:
            watchers.add(case.ticket.id, person.id)
    join(case.ticket.id, outside)


def _is_staff(person: Person) -> bool:
    return person.active and person.role in STAFF
