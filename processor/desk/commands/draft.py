"""The answer to a draft of a progress mail: "ok" sends it, and other words are the engineer's own progress."""

from __future__ import annotations

from dataclasses import replace

from db import events, outbox
from db.events import Event
from parsers.affirmation import read_consent
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.dialogue import progress
from processor.desk.commands.words import Words, begin, enter, state
from processor.desk.correspondence import Saying
from processor.desk.escalations import heard_from_specialist
from processor.desk.footprints import following
from processor.desk.hearing import DRAFTED, since_heard
from processor.desk.lifecycle import OPEN
from processor.desk.notifier import locale_for
from processor.desk.progress_mails import ProgressMails
from processor.desk.steps import WHY, read_step
from processor.rules.matching import answered_directly

DRAFT = "progress_draft"


def answer_draft(case: Case) -> Result | None:
    """
    Do with a draft what its answer says. It leaves a footprint as #progress does, and is taken back like it.

    Returns:
        None when the mail answers no draft, or its words can be no progress; then it is a reply like any other.

    Raises:
        Refused: it is not clear what the answer wants, or the user has heard from us since.
    """
    drafts = _answered(case)
    if not drafts:
        return None
    consent, beside = read_consent(case.words, case.person.name)
    if consent == "words" or (not case.words and case.files):
        return _own_words(case)
    why = read_step(beside).why
    if consent == "unclear" or (beside and not (why and _is_all_labelled(beside))):
        raise Refused("draft_unclear")
    return _send(case, drafts, why)


def _answered(case: Case) -> list[outbox.Evidence]:
    """The drafts of this ticket that the mail answers."""
    if case.given is None or case.actor.person is None:
        return []
    ours = answered_directly(case.message)
    return [mail for mail in ours if mail.kind == DRAFT and mail.ticket_id == case.given.id]


def _is_all_labelled(text: str) -> bool:
    step = read_step(text)
    return not step.rest and step.labels == {"reason"}


def _own_words(case: Case) -> Result | None:
    """As #progress, where the ticket still goes on; files alone are no progress, but an answer."""
    if case.ticket.status not in OPEN or not case.words:
        return None
    with following(case, case.ticket.id):
        return replace(progress(case, ""), command="progress")


def _send(case: Case, drafts: list[outbox.Evidence], why: str) -> Result:
    """
    Raises:
        Refused: somebody else, or the clock, has written to the user since.
    """
    written = {draft.created_at for draft in drafts}
    happened = events.of_ticket(case.ticket.id)
    current = [event for event in since_heard(happened) if event.kind == DRAFTED and event.at in written]
    if not current or case.ticket.status not in OPEN:
        raise Refused("draft_over")
    old = case.ticket.status
    with following(case, case.ticket.id):
        _tell(case, _rows(case, current[-1], why), why)
    if case.ticket.status == old:
        return Result(command="progress")
    return Result(state(case, old), state(case, case.ticket.status), command="progress")


def _rows(case: Case, drafted: Event, why: str) -> tuple[tuple[str, str], ...]:
    """As they stood in the draft; with the reason that was written beside the ok, if there was one."""
    reason = WHY[locale_for(case.ticket.language, case.tools.config.desk.locale)]
    rows = tuple((str(name), str(said)) for name, said in drafted.detail["rows"])
    return (*(row for row in rows if row[0] != reason), (reason, why)) if why else rows


def _tell(case: Case, rows: tuple[tuple[str, str], ...], why: str) -> None:
    """The status stays as it is, but for a new ticket: to send what the desk has written is no step by itself."""
    begin(case)
    case.record("progress", step="", result="", plan="", why=why, draft=True)
    enter(case, Words("\n".join(f"{name}: {said}" for name, said in rows), case.files), public=True)
    case.respond()
    heard_from_specialist(case)
    moment = _mails(case).next_word(case.ticket, case.now)
    saying = Saying(by=case.person, rows=rows, moment=moment, files=case.files)
    case.tools.correspondence.to_requester("progress", case.ticket, saying, case.occasion)


def _mails(case: Case) -> ProgressMails:
    return ProgressMails(case.tools.duties.pace, case.tools.teams, case.tools.correspondence)
