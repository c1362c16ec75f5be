"""The user's word on a solution, or on an article that was offered: closed, opened again, asked back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import articles, events
from db.articles import Article
from db.events import Event
from db.tickets import Ticket
from parsers.authentication import refutes_sender
from processor.desk import escalations, offering
from processor.desk.closing import Closing
from processor.desk.consequences import Consequences, Word, named
from processor.desk.correspondence import Saying
from processor.desk.late_words import LateWords
from processor.desk.lifecycle import goes
from processor.desk.moved import take_up
from processor.desk.register import Filing
from processor.desk.since import since_resolved
from processor.rules.answers import answer_of, is_confirmation, is_for_another_question, is_rejection, is_requester
from processor.rules.arrival import Arrival

ASKED_BACK = "verification.asked_back"  # once a solution


@dataclass(frozen=True, slots=True)
class Verification:
    """Belongs in a unit of work."""

    consequences: Consequences
    late: LateWords
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
        current = take_up(ticket.id, filing.now)
        trust = self.consequences.correspondence.config.trust
        forged = refutes_sender(arrival.message.authentication, trust.authserv_id)
        counts = not forged and is_requester(arrival, current)
        elsewhere = is_for_another_question(arrival, _since_solved(current))
        word = Word(current, answer_of(arrival, current), arrival, filing, counts, elsewhere)
        if current.status == "resolved":
            return self._on_solution(word, forged)
        if goes("offer_taken", current.status):
            return counts and self._on_offer(word)
        return current.status == "closed" and not forged and self.late.hear(word)

    # ---------------------------------------------------------------- before anybody has solved it

    def _on_offer(self, word: Word) -> bool:
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
        self._close(word, "offer_taken", article)
        return True

    # ---------------------------------------------------------------- while we wait for the word

    def _on_solution(self, word: Word, forged: bool) -> bool:
        heard = not (forged or word.elsewhere)
        if heard and is_rejection(word.answer) and (word.counts or word.answer.solved is False):
            self.consequences.reject(word)
            return True
        if heard and word.counts and is_confirmation(word.answer):
            self._close(word)
            return True
        if is_requester(word.arrival, word.ticket):
            self._ask_back(word)
        return False

    def _close(self, word: Word, command: str = "confirm", article: Article | None = None) -> None:
        """article: that has solved it."""
        new = self.consequences.split_off(word)
        ticket = self.consequences.move(word, command, "confirmed")
        self.consequences.correspondence.to_requester("closed_thanks", ticket, named(new), word.occasion)
        self.consequences.tell_staff("confirmed", ticket, word, article)
        self.closing.follow(ticket, word.occasion)

    def _ask_back(self, word: Word) -> None:
        """Once: who is asked again and again does not answer at all. An engineer reads each mail anyway."""
        ticket = word.ticket
        if any(event.kind == ASKED_BACK for event in since_resolved(events.of_ticket(ticket.id))):
            return
        if self.consequences.correspondence.to_requester("verification_question", ticket, Saying(), word.occasion):
            events.record(ticket.id, Event(word.filing.now, "desk", ASKED_BACK, {}))


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
