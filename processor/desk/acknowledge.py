"""The sender hears that the problem is registered, unless there is a reason to say nothing (RFC 3834)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from db import events
from db.articles import Article
from db.events import Event
from db.people import Person
from db.registrations import Registration
from db.tickets import Ticket
from processor.config import Config
from processor.desk.advice import Advice
from processor.desk.guidance import Guidance
from processor.desk.notifier import Addressee, Notice, Notifier
from processor.desk.offering import MADE
from processor.desk.promises import promise
from processor.desk.register import Filing
from processor.desk.silence import why_unheard, why_unreachable
from processor.languages import locale_for
from processor.notices import TicketFacts, local_time
from processor.rules.arrival import Arrival


@dataclass(frozen=True, slots=True)
class Acknowledger:
    """Which notice goes out when a mail has been taken in."""

    config: Config
    notifier: Notifier
    guidance: Guidance

    def acknowledge(
        self, arrival: Arrival, ticket: Ticket, form: Registration, filing: Filing, advice: Advice
    ) -> Advice:
        """
        Tell the sender the number, what was understood, what is missing, and when to expect a response.

        Who has proven their address is offered the article that surely is about their problem, if there is one; but not
        who only says that they are somebody of the directory.

        Returns:
            The advice, without an offer where none was made.
        """
        welcome = addressee_of(arrival).verified and arrival.identity.standing != "claimed"
        article = advice.offer if welcome and not arrival.from_machine else None
        queued = self._answer("acknowledgement", arrival, ticket, form, filing, article)
        if article is None or not queued:
            return replace(advice, offer=None)
        events.record(ticket.id, Event(filing.now, "desk", MADE, {"number": article.number}))
        return advice

    def acknowledge_for(self, ticket: Ticket, form: Registration, filing: Filing) -> None:
        """Tell the user of a ticket that an engineer has opened for them what `acknowledge` tells."""
        self._tell_requester(ticket, form, filing.now, filing.item_id, by_staff=True)

    def acknowledge_later(self, ticket: Ticket, form: Registration, now: datetime) -> None:
        """Tell the user what `acknowledge` tells, when it is another mail that has made known who they are."""
        self._tell_requester(ticket, form, now)

    def confirm_follow_up(self, arrival: Arrival, ticket: Ticket, form: Registration, filing: Filing) -> None:
        """Tell the sender that the addition has arrived, if the desk wants that."""
        if self.config.acknowledgement.follow_ups:
            self._answer("follow_up", arrival, ticket, form, filing)

    def ask_identity(self, arrival: Arrival, ticket: Ticket, form: Registration, filing: Filing) -> None:
        """Ask who the sender is, the second time with the remark that what was said fits nobody."""
        kind = "identity_question" if form.questions <= 1 else "identity_question_again"
        self._answer(kind, arrival, ticket, form, filing)

    def refuse(self, arrival: Arrival, filing: Filing) -> None:
        """Say that the desk is not for the sender."""
        if arrival.reply_to and not arrival.history:
            facts = TicketFacts("", "", "", "", 0, "", self.config.desk.name, self.config.desk.signature)
            to = addressee_of(arrival)
            self.notifier.notify(Notice("identity_refused", to, None, facts, filing.now, filing.item_id))

    def ask_owner(  # noqa: PLR0913 - whom, about what, and the mail that has brought it about
        self,
        person: Person,
        arrival: Arrival,
        ticket: Ticket,
        form: Registration,
        filing: Filing,
        *,
        again: bool = False,
    ) -> None:
        """
        Ask the directory's address whether it was its owner who wrote from another one.

        Args:
            again: their answer was neither yes nor no.
        """
        if not person.addresses:
            return
        addr = person.addresses[0]
        to = Addressee(addr, addr, person.name, person.locale or arrival.message.language, verified=True)
        kind = "identity_confirmation_again" if again else "identity_confirmation"
        facts = self.facts(ticket, form, locale_for(to.language, self.config.desk.locale), filing.now)
        facts = replace(facts, claimed_address=ticket.requester_addr, requester_name=person.name)
        self.notifier.notify(Notice(kind, to, ticket, facts, filing.now, filing.item_id))

    def give_up(self, ticket: Ticket, form: Registration, now: datetime) -> None:
        """Say that the ticket is cancelled because nobody said who they are."""
        to = Addressee(ticket.requester_addr, ticket.requester_addr, "", ticket.language, verified=False)
        facts = self.facts(ticket, form, locale_for(to.language, self.config.desk.locale), now)
        self.notifier.notify(Notice("identity_given_up", to, ticket, facts, now))

    def tell_new_promise(self, ticket: Ticket, form: Registration, now: datetime) -> None:
        """Say that another category or priority has changed by when a response comes."""
        to = self._requester(ticket, form)
        facts = self.facts_of_new_promise(ticket, form, self.notifier.locale_of(to), now)
        self._tell(Notice("promise_changed", to, ticket, facts, now))

    def _tell(self, notice: Notice) -> None:
        """Mail that answers no mail of the user: a machine, or who has left, gets none, which is an event then."""
        to, ticket = notice.to, notice.ticket
        unheard = why_unheard(self.config, ticket) if ticket else ""
        if reason := unheard or why_unreachable(self.config, to.key, None):
            detail = {"kind": notice.kind, "recipient": to.key, "reason": reason}
            events.record(ticket.id if ticket else None, Event(notice.now, "desk", "notice.left_out", detail))
        else:
            self.notifier.notify(notice)

    def _answer(  # noqa: PLR0913 - what is answered, about what, and what is offered with it
        self,
        kind: str,
        arrival: Arrival,
        ticket: Ticket,
        form: Registration,
        filing: Filing,
        article: Article | None = None,
    ) -> bool:
        """Whether the mail is queued."""
        if arrival.history or not arrival.reply_to or not self.config.acknowledgement.enabled:
            return False
        to = addressee_of(arrival)
        facts = self.facts(ticket, form, self.notifier.locale_of(to), filing.now)
        if article:
            facts = replace(facts, article=article.number, article_title=article.title, solution=article.solution)
        return self.notifier.notify(Notice(kind, to, ticket, facts, filing.now, filing.item_id))

    def _tell_requester(
        self, ticket: Ticket, form: Registration, now: datetime, cause: int | None = None, *, by_staff: bool = False
    ) -> None:
        if self.config.acknowledgement.enabled:
            to = self._requester(ticket, form)
            facts = self.facts(ticket, form, self.notifier.locale_of(to), now)
            self._tell(Notice("acknowledgement", to, ticket, facts, now, cause, by_staff=by_staff))

    def _requester(self, ticket: Ticket, form: Registration) -> Addressee:
        addr = ticket.requester_addr
        return Addressee(addr, addr, ticket.requester_name, ticket.language, form.proven)

    def facts(self, ticket: Ticket, form: Registration, locale: str, now: datetime) -> TicketFacts:
        """What a notice about *ticket* may say."""
        desk, hours = self.config.desk, self.config.deadlines.response_hours
        due = ticket.response_due_at
        return TicketFacts(
            number=ticket.number,
            title=ticket.title,
            category=ticket.category,
            priority=ticket.priority,
            response_hours=getattr(hours, ticket.priority),
            registered_at=local_time(ticket.opened_at, desk.zone),
            desk_name=desk.name,
            signature=desk.signature,
            requester_name=form.fields.get("name", "") or ticket.requester_name,
            promise=promise(due, now, desk.zone, locale) if due else "",
            form=tuple(form.fields.items()),
            missing=form.asked,
            reasons=tuple(form.triage.get("reasons", ())),
            sure=bool(form.triage.get("sure", True)),
            self_checks=self.guidance.self_checks(ticket.category, locale),
            answer_by=local_time(form.answer_by, desk.zone) if form.answer_by else "",
        )

    def facts_of_new_promise(self, ticket: Ticket, form: Registration, locale: str, now: datetime) -> TicketFacts:
        """Without the reasons of triage: they speak for what has just been corrected."""
        return replace(self.facts(ticket, form, locale, now), reasons=())


def addressee_of(arrival: Arrival) -> Addressee:
    """The sender, or where the sender wants answers; proven only if that is the address that was proven."""
    message = arrival.message
    return Addressee(
        addr=arrival.reply_to,
        key=arrival.reply_key,
        name=message.sender.name,
        language=message.language,
        verified=arrival.verified and arrival.reply_key == arrival.sender_key,
        in_reply_to=message.message_id,
        references=message.references,
    )
