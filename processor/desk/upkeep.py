"""
Clocks that nothing has set: all open tickets are looked through every hour, and whenever the staff is another one.

Who has begun goes through to the end first: the newest would never be reached where all take longer than an hour.

What a ticket's clocks say changes with its events, and then they are arranged. But they hang on more: on a directory in
which there is anybody to remind, on who has left it, on the configuration, and on a clock that tells the right time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from db import events, registrations, tickets
from db.connection import Store
from db.errors import is_outage
from db.people import Person
from processor.desk.correspondence import Occasion
from processor.desk.dossier import COUNTED
from processor.desk.duties import Duties
from processor.desk.newcomers import ROUTED, Newcomers

log = structlog.get_logger()

EVERY = timedelta(hours=1)  # changes that nobody tells of: a restart with other settings looks at once anyway
CHUNK = 20  # tickets read in one transaction: on SQLite nobody writes meanwhile
MOST_CHUNKS = 10  # of one call, about 0.2 s; the next one goes on


@dataclass(slots=True)
class Upkeep:
    """
    Only looks while all is right. What it keeps is no more than how far it has come: a restart begins anew.

    Attributes:
        ahead: ids of the tickets that are still to be looked at.
        began: when it was begun to go through all of them; staff: the active staff then.
    """

    duties: Duties
    newcomers: Newcomers
    ahead: list[int] = field(default_factory=list)
    began: datetime | None = None
    staff: tuple[Person, ...] = ()

    def look_after(self, store: Store, now: datetime) -> int:
        """Go on, or begin anew when it is time; how many tickets were mended. Units of work of its own."""
        if not self.ahead:
            self._begin_if_due(store, now)
        chunks = min(MOST_CHUNKS, -(-len(self.ahead) // CHUNK))
        return sum(self._look_at(store, [self.ahead.pop() for _ in self.ahead[-CHUNK:]], now) for _ in range(chunks))

    def look_through(self, store: Store, now: datetime) -> int:
        """All of them in one go, for a process that ends then: the next one would begin with the oldest again."""
        mended = self.look_after(store, now)
        while self.ahead:
            mended += self.look_after(store, now)
        return mended

    def _begin_if_due(self, store: Store, now: datetime) -> None:
        staff = store.unit(lambda: self.newcomers.teams.roster().staff)
        if self.began is None or staff != self.staff or abs(now - self.began) >= EVERY:
            self.began, self.staff = now, staff
            self.ahead = store.unit(lambda: tickets.ids_in(sorted(COUNTED)))[::-1]

    def _look_at(self, store: Store, chunk: Sequence[int], now: datetime) -> int:
        wrong = store.unit(lambda: [each for each in chunk if self._is_wrong(each, now)])
        return sum(self._mend(store, each, now) for each in wrong)

    def _is_wrong(self, ticket_id: int, now: datetime) -> bool:
        """One that fails is, too: it is told in the log when it is to be mended, and keeps no other one waiting."""
        try:
            return self._is_unwelcomed(ticket_id) or not self.duties.is_arranged(ticket_id, now)
        except Exception as error:
            if is_outage(error):
                raise
            return True

    def _is_unwelcomed(self, ticket_id: int) -> bool:
        """It came in when there was no staff: nobody was told of it. One from before forms were kept stays as it is."""
        ticket = tickets.get(ticket_id)
        is_new = ticket.status == "registered" and ticket.response_due_at is not None and bool(self.staff)
        if not is_new or any(event.kind == ROUTED for event in events.of_ticket(ticket_id)):
            return False
        return registrations.find(ticket_id) is not None

    def _mend(self, store: Store, ticket_id: int, now: datetime) -> bool:
        """One ticket a transaction, which locks no other one first; one that fails is left for the next time."""
        try:
            store.unit(lambda: self._set_right(ticket_id, now))
        except Exception as error:
            if is_outage(error):
                raise
            log.exception("upkeep.failed", ticket=ticket_id)
            return False
        return True

    def _set_right(self, ticket_id: int, now: datetime) -> None:
        ticket = tickets.lock(ticket_id)
        if self._is_unwelcomed(ticket_id):
            self.newcomers.welcome(ticket, Occasion(now))
        self.duties.arrange(ticket_id, now)
        log.info("upkeep.arranged", ticket=ticket.number)
