"""An engineer says what a ticket really is: its clocks move, triage learns, and the user hears of a new promise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from db import events, models, registrations, tickets
from db.events import Event
from db.models import Correction
from db.tickets import Ticket
from processor.desk.acknowledge import Acknowledger
from processor.desk.procedure import Procedure
from processor.desk.status_log import waits_of

Kind = Literal["category", "priority"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Belongs in a unit of work."""

    procedure: Procedure
    acknowledger: Acknowledger

    def correct(self, ticket: Ticket, kind: Kind, new: str, by: str, now: datetime) -> Ticket:
        """
        Set category or priority to *new*; the ticket as it is then.

        old = new confirms what triage said: an example to learn from, and nothing else.
        """
        old = ticket.category if kind == "category" else ticket.priority
        models.correct(Correction(ticket.id, kind, old, new, by, now))
        if old == new:
            return ticket
        changes: dict[str, object] = {kind: new, "updated_at": now}
        if kind == "priority" and ticket.response_due_at is not None:
            changes["response_due_at"] = self._due(ticket, new, now)
        tickets.change(ticket.id, changes)
        events.record(ticket.id, Event(now, by, f"{kind}.corrected", {"old": old, "new": new}))
        corrected = tickets.get(ticket.id)
        self._tell(ticket, corrected, now)
        return corrected

    def _due(self, ticket: Ticket, priority: str, now: datetime) -> datetime:
        """As if the ticket had been so from the first; waits for the user do not count."""
        waits = waits_of(ticket, events.of_ticket(ticket.id), now)
        return self.procedure.deadlines.response(priority, ticket.opened_at, waits).at

    def _tell(self, before: Ticket, after: Ticket, now: datetime) -> None:
        form = registrations.find(after.id)
        if form is None or before.response_due_at == after.response_due_at:
            return
        promised = replace(form, promised_at=after.response_due_at)
        registrations.replace(after.id, promised)
        self.acknowledger.tell_new_promise(after, promised, now)
