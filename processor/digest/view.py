"""From where the figures are counted: period, moment, scope, clocks, and the names of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from db.absences import Absence
from db.people import Person
from db.tickets import Ticket
from processor.desk.clocks import Pace
from processor.digest.period import Period
from processor.digest.result import TicketRef


@dataclass(frozen=True, slots=True)
class View:
    """
    Attributes:
        period: what happened in it counts, as far as it is over at *now*.
        now: as of which everything is that is said of the present.
        team: its name; "" for the whole desk. until: the horizon of the forecast.
        staff: the active staff, by id. members: of it, those whose load is shown even if they have nothing.
        ids: of the staff, active or not, by their addresses.
        name_of: the name of a person by id, also of who has left; "" for nobody.
        absences: days on which people of the staff are or were away.
        zone: of the desk, in which absences are days.
    """

    period: Period
    now: datetime
    team: str
    until: datetime
    pace: Pace
    zone: tzinfo
    staff: Mapping[int, Person]
    members: Sequence[Person]
    ids: Mapping[str, int]
    name_of: Callable[[int | None], str]
    absences: Sequence[Absence]

    @property
    def end(self) -> datetime:
        """Until when anything can have happened in the period."""
        return min(self.period.end, self.now)

    def is_away(self, person_id: int | None, moment: datetime) -> bool:
        day = moment.astimezone(self.zone).date()
        return any(
            absence.person_id == person_id and absence.first_day <= day <= absence.last_day for absence in self.absences
        )

    def name_at(self, addr: str) -> str:
        """The name of who of the staff writes from *addr*, else the address itself."""
        return self.name_of(self.ids.get(addr)) or addr

    def ref(self, ticket: Ticket) -> TicketRef:
        return TicketRef(
            id=ticket.id,
            number=ticket.number,
            title=ticket.title,
            category=ticket.category,
            priority=ticket.priority,
            status=ticket.status,
            team=ticket.team,
            assignee=self.name_of(ticket.assignee_id),
            requester=ticket.requester_name or ticket.requester_addr,
        )
