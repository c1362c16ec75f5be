"""What a word on a solution does: to the ticket and its survey, to who works on it, to the problem beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from db import events, surveys, tickets
from db.articles import Article
from db.events import Event
from db.surveys import Outcome, Survey
from db.tickets import Ticket
from parsers.answers import Answer
from processor.desk.acknowledge import Acknowledger
from processor.desk.advice import advise
from processor.desk.conversation import audience, files_of
from processor.desk.correspondence import Correspondence, Occasion, Saying, by_locale
from processor.desk.duties import Duties
from processor.desk.lifecycle import transition
from processor.desk.newcomers import Newcomers
from processor.desk.procedure import Procedure
from processor.desk.register import Filing
from processor.desk.since import REJECTED
from processor.desk.splitting import Origin, Problem, open_beside, split_before
from processor.desk.survey_words import answered, reason_of, rows_of
from processor.desk.teams import Teams
from processor.rules.arrival import Arrival

CONFIRMED = "user.confirmed"
BY_USER = {"confirmed": CONFIRMED, "rejected": REJECTED}


@dataclass(frozen=True, slots=True)
class Word:
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
class Consequences:
    """Belongs in a unit of work."""

    procedure: Procedure
    teams: Teams
    correspondence: Correspondence
    newcomers: Newcomers
    acknowledger: Acknowledger
    duties: Duties

    def reject(self, word: Word) -> None:
        """It goes on, and a further problem in the same words gets its ticket."""
        new = self.split_off(word)
        ticket = self.move(word, "reject", "rejected")
        self.correspondence.to_requester("reopened", ticket, named(new), word.occasion)
        self.tell_staff("rejected", ticket, word)

    def move(self, word: Word, command: str, outcome: Outcome) -> Ticket:
        status = transition(command, word.ticket.status)
        return self.change(word, BY_USER[outcome], {"status": status}, outcome)

    def change(self, word: Word, kind: str, changes: dict[str, object], outcome: Outcome | None = None) -> Ticket:
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

    def split_off(self, word: Word) -> Ticket | None:
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

    def tell_staff(self, kind: str, ticket: Ticket, word: Word, article: Article | None = None) -> None:
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


def _asked(ticket: Ticket, word: Word) -> Survey:
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


def named(new: Ticket | None) -> Saying:
    return Saying(target=new.number if new else "")


def _plain(value: object) -> object:
    """As it stands in JSON: moments as ISO 8601."""
    return value.isoformat() if isinstance(value, datetime) else value
