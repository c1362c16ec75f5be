"""The user's word on a ticket that is closed: thanks are kept, good news counted, all else opens it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from db import surveys
from db.surveys import Survey
from db.tickets import Ticket
from processor.desk.archive import keep_forms
from processor.desk.consequences import CONFIRMED, Consequences, Word, named
from processor.desk.correspondence import Saying
from processor.desk.lifecycle import transition
from processor.rules.answers import is_confirmation, is_content, is_rejection, says_more

REOPENED = "user.reopened"


@dataclass(frozen=True, slots=True)
class LateWords:
    """Belongs in a unit of work."""

    consequences: Consequences

    def hear(self, word: Word) -> bool:
        """Thanks and good news are kept, and disturb nobody; all else is a reason to go on, if it is about this."""
        if word.elsewhere:
            return False
        survey, good = surveys.newest(word.ticket.id), is_confirmation(word.answer)
        more = good and says_more(word.arrival, word.ticket)
        if word.answer.new_problem and good and word.counts:
            self.consequences.split_off(word)
            more = False
        elif not more and not is_content(word.arrival, word.ticket):
            self._come_back(word, survey)
            return True
        told = self._confirm_late(word, survey) if word.counts and survey and good else False
        return told or not more

    def _come_back(self, word: Word, survey: Survey | None) -> None:
        if survey and survey.outcome == "unanswered" and word.counts and is_rejection(word.answer):
            self.consequences.reject(word)
            return
        ticket = self.consequences.change(word, REOPENED, self._begun_anew(word.ticket, word.filing.now))
        if survey:
            score = word.answer.score if word.counts else None
            surveys.replace(replace(survey, reopened_at=word.filing.now, score=score or survey.score))
        self.consequences.correspondence.to_requester("reopened", ticket, named(None), word.occasion)
        self.consequences.tell_staff("user_reopened", ticket, word)

    def _begun_anew(self, ticket: Ticket, now: datetime) -> dict[str, object]:
        """Who never got an answer is owed one as if they had just written; what nobody had accepted waits for that."""
        accepted, answered = ticket.accepted_at is not None, ticket.responded_at is not None
        changes: dict[str, object] = {"status": transition("reject" if accepted else "come_back", ticket.status)}
        if not answered and ticket.response_due_at is not None:
            changes["response_due_at"] = self.consequences.procedure.deadlines.response(ticket.priority, now).at
        return changes

    def _confirm_late(self, word: Word, survey: Survey) -> bool:
        """
        Whoever says so after the time has run out is counted and thanked; a score that comes later is kept.

        Returns:
            Whether the staff has been told.
        """
        if survey.outcome == "unanswered":
            ticket = self.consequences.change(word, CONFIRMED, {}, "confirmed")
            self.consequences.correspondence.to_requester("closed_thanks", ticket, Saying(), word.occasion)
            self.consequences.tell_staff("confirmed", ticket, word)
        elif survey.outcome == "confirmed" and word.answer.satisfied and not survey.satisfied:
            surveys.replace(replace(survey, satisfied=True, score=word.answer.score or survey.score))
        elif survey.outcome == "confirmed" and word.answer.score and not survey.score:
            surveys.replace(replace(survey, score=word.answer.score))
        else:
            return False
        desk = self.consequences.correspondence.config.desk
        keep_forms(word.ticket, desk, word.filing.now)  # those of the closing say nothing of it
        return survey.outcome == "unanswered"
