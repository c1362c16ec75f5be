"""The answer to a draft of a progress mail: "ok" sends it, and other words are the engineer's own progress."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from db import events, tickets
from db.events import Event
from db.tickets import Ticket
from parsers.affirmation import read_consent
from processor.desk.case import Case, Refused, Result
from processor.desk.commands.broadcast import each_beside, followers, own_files, require_discreet
from processor.desk.commands.dialogue import progress
from processor.desk.commands.words import Words, begin, enter, state
from processor.desk.correspondence import Saying
from processor.desk.duties import dossier_of
from processor.desk.escalations import heard_from_specialist
from processor.desk.footprints import following
from processor.desk.hearing import DRAFTED, since_heard
from processor.desk.lifecycle import OPEN
from processor.desk.progress_mails import ProgressMails, Rows
from processor.desk.steps import WHY, read_step
from processor.languages import locale_for
from processor.rules.matching import answered_directly, is_about

DRAFT = "progress_draft"
ADDED = "message.added"
MERGED_IN = "command.merged_in"


@dataclass(frozen=True, slots=True)
class ProgressDraft:
    """
    It leaves a footprint as #progress does, and is taken back like it.

    written: when the drafts of the ticket itself were; those of one that was merged into it go to nobody any more.
    """

    case: Case
    written: frozenset[datetime]
    unclear: str = "draft_unclear"

    def take(self, beside: str) -> Result:
        """
        Send it to the user, with the reason that was written beside the ok, if there was one.

        Raises:
            Refused: something else was written there; or somebody else, or the clock, has written to the user since.
        """
        why = read_step(beside).why
        if beside and not (why and _is_all_labelled(beside)):
            raise Refused(self.unclear)
        return self._send(why)

    def replace(self) -> Result | None:
        """As #progress, where the ticket still goes on; files alone are no progress, but an answer."""
        case = self.case
        if case.ticket.status not in OPEN or not case.words:
            return None
        with following(case, case.ticket.id):
            return replace(progress(case, ""), command="progress")

    def drop(self) -> Result:
        """
        Raises:
            Refused: the user is owed a word; unsent, the desk writes it.
        """
        raise Refused(self.unclear)

    def _send(self, why: str) -> Result:
        case = self.case
        happened = events.of_ticket(case.ticket.id)
        current = [event for event in since_heard(happened) if event.kind == DRAFTED and event.at in self.written]
        if not current or case.ticket.status not in OPEN:
            raise Refused("draft_over")
        old = case.ticket.status
        others = followers(case)
        require_discreet(case, why, others)
        for beside in each_beside(case, others):
            _tell(beside, _news(beside, why), why)
        case.files = own_files(case)
        with following(case, case.ticket.id):  # the last one, by which the whole is known
            _tell(case, _drafted(case, current[-1], why), why)
        if case.ticket.status == old:
            return Result(command="progress")
        return Result(state(case, old), state(case, case.ticket.status), command="progress")


def progress_draft(case: Case) -> ProgressDraft | None:
    """The drafts of this ticket, or of one that was merged into it, that the mail answers; None for none."""
    if case.given is None or case.actor.person is None:
        return None
    ours = answered_directly(case.message)
    mails = [mail for mail in ours if mail.kind == DRAFT and is_about(mail, case.given.id)]
    written = [(mail.ticket_id, mail.created_at) for mail in mails if mail.created_at]
    written = written or _without_thread(case, case.given)
    return ProgressDraft(case, frozenset(at for of, at in written if of == case.given.id)) if written else None


def _without_thread(case: Case, ticket: Ticket) -> list[tuple[int | None, datetime]]:
    """
    (ticket, when) of what a mere "ok" is about that answers no mail at all: many programs, above all Chinese ones, send
    no In-Reply-To.

    It is about the draft that its author was last sent, whether or not that has gone out by now, unless the user has
    written since: it may be for them.
    """
    message = case.message
    if message.in_reply_to or message.references or read_consent(case.words, case.person.name)[0] != "send":
        return []
    happened = events.of_ticket(ticket.id)
    merged = (tickets.find(event.detail["number"]) for event in happened if event.kind == MERGED_IN)
    found: list[tuple[int | None, datetime]] = []
    for each in (ticket, *(one for one in merged if one)):
        standing = [event for event in events.of_ticket(each.id) if event.kind in (DRAFTED, ADDED)][-1:]
        told = (event for event in standing if event.kind == DRAFTED and case.person.id in event.detail["told"])
        found += [(each.id, event.at) for event in told]
    return found


def _is_all_labelled(text: str) -> bool:
    step = read_step(text)
    return not step.rest and step.labels == {"reason"}


def _drafted(case: Case, drafted: Event, why: str) -> Rows:
    """As it stood in the draft."""
    return _with_reason(case, tuple((str(name), str(said)) for name, said in drafted.detail["rows"]), why)


def _news(case: Case, why: str) -> Rows:
    """Of another ticket of the incident, in the language of its user: nothing of the one that was drafted for."""
    return _with_reason(case, _mails(case).rows(dossier_of(case.ticket, case.now)), why)


def _with_reason(case: Case, rows: Rows, why: str) -> Rows:
    """With the one that was written beside the ok, if there was one."""
    reason = WHY[locale_for(case.ticket.language, case.tools.config.desk.locale)]
    return (*(row for row in rows if row[0] != reason), (reason, why)) if why else rows


def _tell(case: Case, rows: Rows, why: str) -> None:
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
