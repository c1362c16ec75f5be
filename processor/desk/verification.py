"""The user's word on a solution: closed, opened again, asked back; and a further problem gets a ticket of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from db import articles, events, surveys, tickets
from db.articles import Article
from db.events import Event
from db.surveys import Outcome, Survey
from db.tickets import Ticket
from parsers.answers import Answer
from parsers.authentication import refutes_sender
from processor.desk import escalations, offering
from processor.desk.acknowledge import Acknowledger
from processor.desk.advice import advise
from processor.desk.archive import keep_forms
from processor.desk.closing import Closing
from processor.desk.conversation import audience, files_of
from processor.desk.correspondence import Correspondence, Occasion, Saying, by_locale
from processor.desk.duties import Duties
from processor.desk.lifecycle import goes, transition
from processor.desk.newcomers import Newcomers
from processor.desk.procedure import Procedure
from processor.desk.register import Filing
from processor.desk.since import REJECTED, since_resolved
from processor.desk.splitting import Origin, Problem, open_beside, split_before
from processor.desk.survey_words import answered, reason_of, rows_of
from processor.desk.teams import Teams
from processor.rules.answers import (
    answer_of,
    is_confirmation,
    is_content,
    is_for_another_question,
    is_rejection,
    is_requester,
    says_more,
)  # fmt: skip
from processor.rules.arrival import Arrival

ASKED_BACK = "verification.asked_back"  # once a solution
CONFIRMED, REOPENED = "user.confirmed", "user.reopened"
BY_USER = {"confirmed": CONFIRMED, "rejected": REJECTED}


@dataclass(frozen=True, slots=True)
class _Word:
    """
    What somebody who takes part has answered, and the mail that it stands in.

    Attributes:
        ticket: as it was then.
        counts: it is of the user who has the problem, and nobody says that it is forged.
        elsewhere: a mere yes or no, which may answer another question than ours.
    """

    ticket: Ticket
    answer: Answer
    arrival: Arrival
    filing: Filing
    counts: bool
    elsewhere: bool = False

    @property
    def occasion(self) -> Occasion:
        message_id = self.arrival.message.message_id
        return Occasion(self.filing.now, self.filing.item_id, message_id, self.arrival.sender_key)


@dataclass(frozen=True, slots=True)
class Verification:
    """Belongs in a unit of work."""

    procedure: Procedure
    teams: Teams
    correspondence: Correspondence
    newcomers: Newcomers
    acknowledger: Acknowledger
    duties: Duties
    closing: Closing

    def hear(self, ticket: Ticket, arrival: Arrival, filing: Filing) -> bool:
        """
        Somebody has answered about a ticket that is resolved or closed, or to the offer of an article, and it is in
        the thread by now.

        Closed by nothing but a sure word of the user who has the problem. That it is not solved counts from everybody
        who takes part: to go on costs a look, to stop costs the user.

        Returns:
            False: it says nothing of that; it goes the way of any further mail.
        """
        if not _is_word(arrival) or not _waits(ticket):
            return False
        current = tickets.lock(ticket.id)
        forged = refutes_sender(arrival.message.authentication, self.correspondence.config.trust.authserv_id)
        counts = not forged and is_requester(arrival, current)
        elsewhere = is_for_another_question(arrival, _since_solved(current))
        word = _Word(current, answer_of(arrival, current), arrival, filing, counts, elsewhere)
        if current.status == "resolved":
            return self._on_solution(word, forged)
        if goes("offer_taken", current.status):
            return counts and self._on_offer(word)
        return current.status == "closed" and not forged and self._after_closing(word)

    # ---------------------------------------------------------------- before anybody has solved it

    def _on_offer(self, word: _Word) -> bool:
        """
        The article that was offered in the acknowledgement has helped, and all is done; or it has not.

        Of a ticket that leads an incident its engineer decides: others would be left alone.
        """
        ticket, takes = word.ticket, offering.takes(word.answer)
        if not (takes or offering.refuses(word.answer)) or ticket.parent == ticket.id:
            return False
        number = offering.standing_offer(events.of_ticket(ticket.id))
        article = articles.find(number) if number else None
        if article is None:
            return False
        kind = offering.ACCEPTED if takes else offering.REFUSED
        events.record(ticket.id, Event(word.filing.now, word.arrival.sender_key, kind, {"number": number}))
        if not takes:
            return False  # who works on it reads it as any further mail
        articles.count_use(article.id)
        escalations.end(ticket, "resolved", word.filing.now)
        self._close(word, self._split_off(word), "offer_taken", article)
        return True

    # ---------------------------------------------------------------- while we wait for the word

    def _on_solution(self, word: _Word, forged: bool) -> bool:
        heard = not (forged or word.elsewhere)
        if heard and is_rejection(word.answer) and (word.counts or word.answer.solved is False):
            self._reject(word, self._split_off(word))
            return True
        if heard and word.counts and is_confirmation(word.answer):
            self._close(word, self._split_off(word))
            return True
        if is_requester(word.arrival, word.ticket):
            self._ask_back(word)
        return False

    def _close(self, word: _Word, new: Ticket | None, command: str = "confirm", article: Article | None = None) -> None:
        """article: that has solved it."""
        ticket = self._move(word, command, "confirmed")
        self.correspondence.to_requester("closed_thanks", ticket, _named(new), word.occasion)
        self._tell_staff("confirmed", ticket, word, article)
        self.closing.follow(ticket, word.occasion)

    def _reject(self, word: _Word, new: Ticket | None) -> None:
        ticket = self._move(word, "reject", "rejected")
        self.correspondence.to_requester("reopened", ticket, _named(new), word.occasion)
        self._tell_staff("rejected", ticket, word)

    def _ask_back(self, word: _Word) -> None:
        """Once: who is asked again and again does not answer at all. An engineer reads each mail anyway."""
        ticket = word.ticket
        if any(event.kind == ASKED_BACK for event in since_resolved(events.of_ticket(ticket.id))):
            return
        if self.correspondence.to_requester("verification_question", ticket, Saying(), word.occasion):
            events.record(ticket.id, Event(word.filing.now, "desk", ASKED_BACK, {}))

    # ---------------------------------------------------------------- when it is closed

    def _after_closing(self, word: _Word) -> bool:
        """Thanks and good news are kept, and disturb nobody; all else is a reason to go on, if it is about this."""
        if word.elsewhere:
            return False
        survey, good = surveys.newest(word.ticket.id), is_confirmation(word.answer)
        more = good and says_more(word.arrival, word.ticket)
        if word.answer.new_problem and good and word.counts:
            self._split_off(word)
            more = False
        elif not more and not is_content(word.arrival, word.ticket):
            self._come_back(word, survey)
            return True
        told = self._confirm_late(word, survey) if word.counts and survey and good else False
        return told or not more

    def _come_back(self, word: _Word, survey: Survey | None) -> None:
        if survey and survey.outcome == "unanswered" and word.counts and is_rejection(word.answer):
            self._reject(word, self._split_off(word))
            return
        ticket = self._change(word, REOPENED, self._begun_anew(word.ticket, word.filing.now))
        if survey:
            score = word.answer.score if word.counts else None
            surveys.replace(replace(survey, reopened_at=word.filing.now, score=score or survey.score))
        self.correspondence.to_requester("reopened", ticket, _named(None), word.occasion)
        self._tell_staff("user_reopened", ticket, word)

    def _begun_anew(self, ticket: Ticket, now: datetime) -> dict[str, object]:
        """Who never got an answer is owed one as if they had just written; what nobody had accepted waits for that."""
        accepted, answered = ticket.accepted_at is not None, ticket.responded_at is not None
        changes: dict[str, object] = {"status": transition("reject" if accepted else "come_back", ticket.status)}
        if not answered and ticket.response_due_at is not None:
            changes["response_due_at"] = self.procedure.deadlines.response(ticket.priority, now).at
        return changes

    def _confirm_late(self, word: _Word, survey: Survey) -> bool:
        """
        Whoever says so after the time has run out is counted and thanked; a score that comes later is kept.

        Returns:
            Whether the staff has been told.
        """
        if survey.outcome == "unanswered":
            ticket = self._change(word, CONFIRMED, {}, "confirmed")
            self.correspondence.to_requester("closed_thanks", ticket, Saying(), word.occasion)
            self._tell_staff("confirmed", ticket, word)
        elif survey.outcome == "confirmed" and word.answer.satisfied and not survey.satisfied:
            surveys.replace(replace(survey, satisfied=True, score=word.answer.score or survey.score))
        elif survey.outcome == "confirmed" and word.answer.score and not survey.score:
            surveys.replace(replace(survey, score=word.answer.score))
        else:
            return False
        keep_forms(word.ticket, self.closing.desk, word.filing.now)  # those of the closing say nothing of it
        return survey.outcome == "unanswered"

    # ---------------------------------------------------------------- what all of it does

    def _move(self, word: _Word, command: str, outcome: Outcome) -> Ticket:
        status = transition(command, word.ticket.status)
        return self._change(word, BY_USER[outcome], {"status": status}, outcome)

    def _change(self, word: _Word, kind: str, changes: dict[str, object], outcome: Outcome | None = None) -> Ticket:
        """The ticket as it is then. A snooze ends with each word of the user."""
        ticket, answer, now = word.ticket, word.answer, word.filing.now
        if ticket.snoozed_until is not None:
            changes = {**changes, "snoozed_until": None}
        if changes:
            tickets.change(ticket.id, {**changes, "updated_at": now})
        if outcome:
            surveys.replace(answered(_asked(ticket, word), answer, outcome, word.arrival.sender_key, now))
        detail: dict[str, object] = {
            "changes": {name: [_plain(getattr(ticket, name)), _plain(new)] for name, new in changes.items()}
        }
        if outcome:
            said = {
                "solved": answer.solved, "satisfied": answer.satisfied, "score": answer.score,
                "reason": reason_of(answer),
            }  # fmt: skip
            detail |= {name: value for name, value in said.items() if value not in (None, "")}
        events.record(ticket.id, Event(now, word.arrival.sender_key, kind, detail))
        return tickets.get(ticket.id)

    def _split_off(self, word: _Word) -> Ticket | None:
        """The further problem as a ticket of its own, routed and acknowledged; None when there is none."""
        if not (word.counts and word.answer.new_problem):
            return None
        arrival, filing, old = word.arrival, word.filing, word.ticket
        text = word.answer.new_problem
        if before := split_before(old, text):
            return before
        problem = Problem("user", (arrival.sender_key, arrival.message.sender.name), filing.received_at, text)
        alone = _with_only(arrival, problem.called, text)
        problem = replace(problem, files=files_of(arrival.message), judgement=self.procedure.judge(alone, filing.now))
        origin = Origin(arrival.sender_key, filing.item_id, filing.now, ordered=False)
        new, form = open_beside(self.procedure, old, problem, origin)
        beside = {"number": new.number}
        events.record(old.id, Event(filing.now, arrival.sender_key, "user.split", beside))
        advice = self.acknowledger.acknowledge(arrival, new, form, filing, advise(new, form))
        new = self.newcomers.welcome(new, Occasion(filing.now, filing.item_id), advice)
        self.duties.arrange(new.id, filing.now)
        return new

    def _tell_staff(self, kind: str, ticket: Ticket, word: _Word, article: Article | None = None) -> None:
        """Who has the ticket and who reads along; when it goes on, the leads as well."""
        roster, desk = self.teams.roster(word.filing.now), self.correspondence.config.desk
        told = list(audience(ticket, roster))
        if kind != "confirmed":
            leads = roster.leads(ticket.team)
            coordinator = [person for person in (roster.person(ticket.coordinator_id),) if person]
            told = list(dict.fromkeys((*told, *coordinator, *(roster.present(leads) or leads))))
        author = word.arrival.sender_key
        heard = [person for person in told if author not in person.all_addresses]
        for locale, group in by_locale(heard, desk.locale):
            saying = Saying(
                words=word.answer.words,
                author=word.arrival.message.sender.name or author,
                files=files_of(word.arrival.message),
                rows=rows_of(word.answer, locale, article) if kind != "user_reopened" else (),
            )
            self.correspondence.to_staff(kind, group, ticket, saying, word.occasion)


def _is_word(arrival: Arrival) -> bool:
    """Of a person, who is still here, and not of a machine: what is sent automatically answers nothing."""
    automatic = arrival.message.automation.kind != "none" or arrival.from_machine
    return not (automatic or arrival.history or arrival.identity.standing == "inactive") and bool(arrival.sender_key)


def _waits(ticket: Ticket) -> bool:
    """Somebody's word would mean something: most mails need not be read for it. Reads the database."""
    if goes("offer_taken", ticket.status):
        return bool(offering.standing_offer(events.of_ticket(ticket.id)))
    return ticket.status in ("resolved", "closed")


def _since_solved(ticket: Ticket) -> Sequence[Event]:
    """What happened since the last solution; all if there was none."""
    happened = events.of_ticket(ticket.id)
    return since_resolved(happened) or happened


def _asked(ticket: Ticket, word: _Word) -> Survey:
    """What was asked; of a solution from before answers were kept, it counts as asked when the ticket last changed."""
    survey = surveys.newest(ticket.id)
    if survey is None:
        surveys.ask(ticket.id, ticket.updated_at)
        survey = surveys.newest(ticket.id)
    if survey is None:
        raise LookupError(f"the survey of {ticket.number} is not there")
    return survey


def _with_only(arrival: Arrival, title: str, text: str) -> Arrival:
    """The mail as if nothing stood in it but the further problem."""
    message = arrival.message
    subject = replace(message.subject, root=title, title=title)
    return replace(arrival, message=replace(message, subject=subject, reply=replace(message.reply, fresh=text)))


def _named(new: Ticket | None) -> Saying:
    return Saying(target=new.number if new else "")


def _plain(value: object) -> object:
    """As it stands in JSON: moments as ISO 8601."""
    return value.isoformat() if isinstance(value, datetime) else value
