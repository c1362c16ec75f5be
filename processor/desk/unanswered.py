"""Users who do not say whether a solution holds: reminded once, then closed without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db import events, surveys, tickets
from db.duties import Duty
from db.events import Event
from db.tickets import Ticket
from processor.desk.closing import Closing
from processor.desk.confirming import LAPSED, REMINDED, Patience, closing_after
from processor.desk.correspondence import Correspondence, Occasion, Saying
from processor.desk.lifecycle import transition

ACTOR = "desk"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Belongs in a unit of work."""

    patience: Patience
    correspondence: Correspondence
    closing: Closing

    def look_after(self, ticket: Ticket, duty: Duty, now: datetime) -> str:
        """Do what has fallen due for *ticket*, which is locked and resolved; the kind of the event."""
        return self._close(ticket, now) if duty.stage else self._remind(ticket, now)

    def _remind(self, ticket: Ticket, now: datetime) -> str:
        saying = Saying(moment=closing_after(self.patience, now))
        self.correspondence.to_requester("verification_reminder", ticket, saying, Occasion(now))
        events.record(ticket.id, Event(now, ACTOR, REMINDED, {}))
        return REMINDED

    def _close(self, ticket: Ticket, now: datetime) -> str:
        """Whoever answers later opens it again, or is counted as satisfied."""
        status = transition("lapse", ticket.status)
        tickets.change(ticket.id, {"status": status, "snoozed_until": None, "updated_at": now})
        surveys.end(ticket.id, "unanswered", now)
        changes = {"status": [ticket.status, status]}
        events.record(ticket.id, Event(now, ACTOR, LAPSED, {"changes": changes}))
        closed = tickets.get(ticket.id)
        self.correspondence.to_requester("closed_unanswered", closed, Saying(), Occasion(now))
        self.closing.follow(closed, Occasion(now))
        return LAPSED
