"""Commands that may be anybody's wait until the person in whose name they came says that they are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from db import events, held
from db.events import Event
from db.held import Held
from db.inbox import Outcome, Status
from db.people import Person
from parsers.authentication import refutes_sender
from parsers.message import Command, Message
from parsers.phrases.commands import COMMANDS
from parsers.subjects import canonical
from processor.addresses import mailbox_key
from processor.desk.caps import forged_cap_reached
from processor.desk.correspondence import Correspondence, Line, Occasion, Saying
from processor.desk.refusals import words_of_refusal
from processor.desk.register import Filing, note
from processor.languages import locale_for
from processor.notices import local_time
from processor.rules.arrival import Arrival
from processor.rules.decision import Challenge, Release
from processor.rules.trust import CONFIRMATION, CONFIRMATION_USER

log = structlog.get_logger()

# A day: who is asked in the evening answers in the morning; older commands may no longer be what anybody wants.
TIME_TO_CONFIRM = timedelta(hours=24)
TOO_LATE, NOT_UNDERSTOOD = "confirmed_too_late", "neither_yes_nor_no"  # codes of refusals
MOST_SHOWN = 20  # commands in one question; more than anybody types
MAX_VALUE_CHARS = 40  # of a value in it


@dataclass(frozen=True, slots=True)
class Holding:
    """Belongs in a unit of work."""

    correspondence: Correspondence

    def hold(self, challenge: Challenge, arrival: Arrival, filing: Filing) -> Outcome:
        """
        Keep a mail aside and ask whose it is: staff at the first address of the directory, users at their own.

        Returns:
            Its outcome; without identity, for it is still to be taken in, and a second copy is no duplicate before.
        """
        if held.find(filing.item_id) is not None:
            return _outcome("ignored", "the sender's address has gone to somebody else", challenge, arrival)
        until = filing.now + TIME_TO_CONFIRM
        self._record(challenge, arrival, filing, until)
        self._ask(challenge, arrival, filing, until)
        return _outcome("held", f"waits for the sender's word until {until:%Y-%m-%d %H:%M} UTC", challenge, arrival)

    def release(self, release: Release, arrival: Arrival, filing: Filing) -> str:
        """
        The person has answered: their mail is taken in again, this time as theirs, or never.

        Returns:
            What became of it, for the outcome of the answer.
        """
        item_id = release.item_id
        if release.agreed is None:
            return self._ask_for_a_word(release, arrival, filing)
        if release.agreed:
            done, kind, reason = held.confirm(item_id, filing.now), "command.confirmed", "confirms"
        else:
            done, kind, reason = held.reject(item_id, "not the sender's, they say"), "security.command_denied", "denies"
        detail = {"item": item_id, "agreed": release.agreed}
        event = Event(filing.now, arrival.sender_key, kind if done else "command.answered_late", detail)
        events.record(release.ticket.id if release.ticket else None, event)
        log.warning(event.kind, item=item_id, by=arrival.sender_key)
        if release.agreed and not done:
            self._tell(TOO_LATE, release, arrival, filing)
        return f"{reason} inbox item {item_id}" if done else f"inbox item {item_id} is held no more"

    def _ask_for_a_word(self, release: Release, arrival: Arrival, filing: Filing) -> str:
        """Whoever answers something else may think that all is said; what they have written is kept."""
        if release.ticket:
            note(self.correspondence.config.desk, release.ticket, arrival, filing)
        self._tell(NOT_UNDERSTOOD, release, arrival, filing)
        return f"neither yes nor no about inbox item {release.item_id}"

    def _tell(self, code: str, release: Release, arrival: Arrival, filing: Filing) -> None:
        """Staff has to know that nothing will happen; but a further word about what has been done needs no answer."""
        waiting, actor = held.find(release.item_id), arrival.actor
        if waiting is None or waiting.confirmed_at is not None or not actor.is_staff or actor.person is None:
            return
        remark = words_of_refusal(locale_for(actor.language, self.correspondence.config.desk.locale), code, {})
        saying = Saying(lines=(Line(False, waiting.orders, remark=remark),))
        occasion = Occasion(filing.now, filing.item_id)
        self.correspondence.to_staff("refusal", [actor.person], release.ticket, saying, occasion)

    def _record(self, challenge: Challenge, arrival: Arrival, filing: Filing, until: datetime) -> None:
        actor, ticket = challenge.actor, challenge.ticket
        ticket_id, person_id = ticket.id if ticket else None, actor.person.id if actor.person else None
        shown = " ".join(as_shown(arrival.message, challenge.orders))
        held.add(Held(filing.item_id, person_id, ticket_id, shown, filing.now, until))
        detail = {"commands": [order.name for order in challenge.orders], "role": actor.role}
        events.record(ticket_id, Event(filing.now, actor.addr, "command.held", detail))
        log.warning("command.held", item=filing.item_id, sender=actor.addr, ticket=ticket.number if ticket else "")

    def _ask(self, challenge: Challenge, arrival: Arrival, filing: Filing, until: datetime) -> None:
        """
        Not a word of the mail's text: whoever forged it would have us bring it to its reader. But when it came: who
        has sent commands, too, can tell theirs from others by that.
        """
        actor, ticket = challenge.actor, challenge.ticket
        occasion = Occasion(filing.now, filing.item_id)
        if actor.is_staff and actor.person:
            if self._is_one_forgery_too_many(arrival, actor.person, filing.now):
                detail = {"kind": CONFIRMATION, "recipient": actor.addr, "cap": "questions_for_forged"}
                events.record(ticket.id if ticket else None, Event(filing.now, "desk", "notice.capped", detail))
                return
            came = local_time(filing.received_at, self.correspondence.config.desk.zone)
            head = f"[{ticket.number}] {came}" if ticket else came
            saying = Saying(moment=until, report=(head, *as_shown(arrival.message, challenge.orders)))
            self.correspondence.to_staff(CONFIRMATION, [actor.person], ticket, saying, occasion)
            return
        saying = Saying(moment=until, commands=tuple(order.name for order in challenge.orders))
        if ticket:
            self.correspondence.to_requester(CONFIRMATION_USER, ticket, saying, occasion)
        else:
            self.correspondence.to_sender(CONFIRMATION_USER, arrival.message, None, saying, occasion)

    def _is_one_forgery_too_many(self, arrival: Arrival, person: Person, now: datetime) -> bool:
        forged = refutes_sender(arrival.message.authentication, self.correspondence.config.trust.authserv_id)
        return forged and any(forged_cap_reached(CONFIRMATION, mailbox_key(addr), now) for addr in person.addresses[:1])


def as_shown(message: Message, orders: Sequence[Command]) -> tuple[str, ...]:
    """
    The commands of a mail that may be anybody's, for the one who is asked: as typed, but no sentence stands in them.

    *orders*: as understood, where nothing was typed (an answer to a user).
    """
    typed = [f"#{order.name}{_value(order)}" for order in message.subject.commands]
    unknown = [f"#{word}" for word in message.subject.unknown]
    return (*typed, *unknown)[:MOST_SHOWN] or tuple(f"#{order.name}" for order in orders)


def _value(order: Command) -> str:
    """Of free words only that there are some; of all others as much as names a person, a team or a moment."""
    if not order.value:
        return ""
    if COMMANDS[canonical(order.name)].value == "words":
        return "=…"
    return f"={order.value}" if len(order.value) <= MAX_VALUE_CHARS else f"={order.value[:MAX_VALUE_CHARS]}…"


def _outcome(status: Status, reason: str, challenge: Challenge, arrival: Arrival) -> Outcome:
    ticket_id = challenge.ticket.id if challenge.ticket else None
    return Outcome(status, reason, ticket_id, None, arrival.message.sender.addr, arrival.message.subject.text)
