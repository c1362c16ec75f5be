"""A user's further mail reaches those who work on the ticket, and wakes the ticket up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db import events, tickets, watchers
from db.events import Event
from db.people import Person
from db.tickets import File, Ticket
from parsers.message import Message
from processor.desk.assignment import readers
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.lifecycle import goes, transition
from processor.desk.register import Filing, left_behind
from processor.desk.splitting import split_from
from processor.desk.teams import Roster, Teams
from processor.rules.arrival import Arrival
from processor.rules.facts import words_of

# Offered to who reads it, as far as the ticket's status has them.
NEXT_STEPS = ("accept", "progress", "ask", "resolve", "escalate", "reopen")


@dataclass(frozen=True, slots=True)
class Conversation:
    """Belongs in a unit of work."""

    teams: Teams
    correspondence: Correspondence

    def hear_user(self, ticket: Ticket, arrival: Arrival, filing: Filing) -> Ticket:
        """
        Somebody who takes part has written, and it is in the thread by now; the ticket as it is then.

        A wait for the user and a snooze end. Whatever the status is, the staff hears of it.
        """
        current = _woken(tickets.lock(ticket.id), arrival, filing)
        roster = self.teams.roster(filing.now)
        if not roster.staff:
            return current
        author = arrival.sender_key
        heard = [person for person in audience(current, roster) if author not in person.all_addresses]
        saying = Saying(
            words=self._words(arrival.message, filing),
            author=arrival.message.sender.name or author,
            files=files_of(arrival.message),
            commands=_next_steps(current),
        )
        occasion = Occasion(filing.now, filing.item_id)
        self.correspondence.to_staff("user_wrote", heard, current, saying, occasion)
        return current

    def warn(self, ticket: Ticket, arrival: Arrival, filing: Filing) -> None:
        """Whose name the user bears says that it was not they who wrote: who works for the user has to know."""
        saying = Saying(words=self._words(arrival.message, filing), author=arrival.message.sender.name)
        heard = list(audience(ticket, self.teams.roster(filing.now)))
        self.correspondence.to_staff("identity_denied", heard, ticket, saying, Occasion(filing.now, filing.item_id))

    def _words(self, message: Message, filing: Filing) -> str:
        return left_behind(self.correspondence.config.desk, message, filing) if filing.too_large else words_of(message)


def _next_steps(ticket: Ticket) -> tuple[str, ...]:
    """What its reader may do; of a part of another ticket a user often says that it is the same matter."""
    origin = split_from(ticket)
    again = (f"merge={origin.number}",) if origin and goes("merge", ticket.status) else ()
    return (*(step for step in NEXT_STEPS if goes(step, ticket.status)), *again)


def files_of(message: Message) -> tuple[File, ...]:
    """The files of a mail that is in a thread: their bytes are stored by now."""
    return tuple(File(file.sha256, file.name, file.content_type, file.cid, file.inline) for file in message.attachments)


def _woken(ticket: Ticket, arrival: Arrival, filing: Filing) -> Ticket:
    changes: dict[str, list[str | None]] = {}
    if goes("user_replied", ticket.status):
        changes["status"] = [ticket.status, transition("user_replied", ticket.status)]
    if ticket.snoozed_until is not None:
        changes["snoozed_until"] = [ticket.snoozed_until.isoformat(), None]
    if not changes:
        return ticket
    tickets.change(ticket.id, {name: new for name, (_, new) in changes.items()})
    events.record(ticket.id, Event(filing.now, arrival.sender_key, "user.replied", {"changes": changes}))
    return tickets.get(ticket.id)


def audience(ticket: Ticket, roster: Roster) -> Iterable[Person]:
    """Who has the ticket, else those who should; and who reads along."""
    watching = (roster.person(person_id) for person_id in watchers.of_ticket(ticket.id))
    return dict.fromkeys((*readers(ticket, roster), *(person for person in watching if person)))
