"""Teams: who is in them, who leads them, and whom a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from db import absences, people
from db.people import Person, address_key, key
from db.tickets import Ticket
from parsers.orders import is_me
from processor.config_teams import Strategy, Team
from processor.rules.actors import Actor, relation_of
from processor.rules.permissions import STAFF, WORKERS, Relation

_ADDRESS = re.compile(r"[^\s<>(),;:：（），；\"]+@[^\s<>(),;:：（），；\"]+")


_ENDING = re.compile(r"(?<=.)(?:小组|组|團隊|团队|組|team)$")


def _stem(name: str) -> str:
    return _ENDING.sub("", name).strip()


@dataclass(frozen=True, slots=True)
class Roster:
    """
    The active staff at a moment, and the teams of the configuration; pure.

    Attributes:
        staff: in the order in which they came to the directory.
        away: ids of people who get no new work today.
    """

    configured: tuple[Team, ...]
    staff: tuple[Person, ...]
    away: frozenset[int] = frozenset()

    def name_of(self, text: str) -> str:
        """The team that *text* means; one of the configuration before one that only the directory knows."""
        wanted = key(text)
        if not wanted:
            return ""
        for team in self.configured:
            if wanted in map(key, (team.name, *team.aliases)):
                return team.name
        known = next((person.team for person in self.staff if key(person.team) == wanted), "")
        return known or self._without_ending(wanted)

    def _without_ending(self, wanted: str) -> str:
        """硬件 for 硬件组, “Hardware Team” for Hardware: the one team of the configuration that is called so."""
        found = [team.name for team in self.configured if _stem(key(team.name)) == _stem(wanted)]
        return found[0] if len(found) == 1 else ""

    def team_of(self, person: Person) -> str:
        return self.name_of(person.team) or person.team

    def members(self, team: str) -> list[Person]:
        """Active engineers, specialists and leads; "" for no team: of the whole staff."""
        workers = [person for person in self.staff if person.role in WORKERS]
        wanted = key(self.name_of(team) or team)
        return [person for person in workers if not wanted or key(self.team_of(person)) == wanted]

    def leads(self, team: str) -> list[Person]:
        """Of the team, else all leads, else nobody."""
        everywhere = [person for person in self.members("") if person.role == "lead"]
        return [person for person in self.members(team) if person.role == "lead"] or everywhere

    def is_of(self, person: Person, team: str) -> bool:
        """*person* is in *team*, by whichever of its names; of no team is nobody."""
        return bool(team) and key(self.name_of(team) or team) == key(self.team_of(person))

    def for_category(self, category: str) -> str:
        """The team that takes tickets of *category*; "" for none."""
        return next((team.name for team in self.configured if category in team.categories), "")

    def strategy_of(self, team: str) -> Strategy:
        """Who of a team gets its next ticket: nobody, where the configuration says nothing of the team."""
        return next((known.strategy for known in self.configured if known.name == team), "manual")

    def person(self, person_id: int | None) -> Person | None:
        """None for nobody, and for who is not of the active staff."""
        return next((person for person in self.staff if person.id == person_id), None)

    def present(self, some: Iterable[Person]) -> list[Person]:
        return [person for person in some if person.id not in self.away]

    def find(self, text: str, actor: Person) -> list[Person]:
        """Whom of the staff *text* means: a name, an employee number, an address (perhaps beside a name), "me"."""
        wanted = key(text.lstrip("@＠"))
        if is_me(text) or wanted == "!":  # as Debbugs has it
            return [person for person in self.staff if person.id == actor.id]
        addr = _ADDRESS.search(text)
        if addr:
            return [person for person in self.staff if address_key(addr[0]) in person.all_addresses]
        return [person for person in self.staff if wanted and wanted in (key(person.name), key(person.employee_number))]


@dataclass(frozen=True, slots=True)
class Teams:
    """
    The teams of the configuration, filled with the people of the directory. Reads the database.

    zone: of the desk, in which absences are days.
    """

    configured: tuple[Team, ...] = ()
    zone: tzinfo = UTC

    def roster(self, now: datetime | None = None) -> Roster:
        """The staff as it is; with *now* it knows who is away that day. For several questions at once."""
        staff = people.all_people(roles=STAFF, active_only=True)
        away = absences.away_on(now.astimezone(self.zone).date()) if now and staff else set()
        return Roster(self.configured, tuple(staff), frozenset(away))

    def name_of(self, text: str) -> str:
        """The team that *text* (a name or an alias, as typed) means; "" for none."""
        return self.roster().name_of(text)

    def team_of(self, person: Person) -> str:
        """The name of a person's team as tickets have it; "" for none."""
        return self.roster().team_of(person) if person.team else ""

    def is_of(self, person: Person | None, team: str) -> bool:
        """
        *person* is in *team*, by whichever of its names: a ticket keeps the one that its team had before.

        Of no team is nobody.
        """
        return person is not None and bool(person.team and team) and self.roster().is_of(person, team)

    def relation(self, actor: Actor, ticket: Ticket | None) -> Relation:
        """How *actor* stands to *ticket*."""
        return relation_of(actor, ticket, is_their_team=ticket is not None and self.is_of(actor.person, ticket.team))

    def members(self, team: str) -> list[Person]:
        """Active engineers, specialists and leads of a team; "" for no team: of the whole staff."""
        return self.roster().members(team)

    def leads(self, team: str) -> list[Person]:
        """The leads of a team, else all leads, else nobody."""
        return self.roster().leads(team)

    def for_category(self, category: str) -> str:
        """The team that takes tickets of *category*; "" for none."""
        return Roster(self.configured, ()).for_category(category)

    def find_staff(self, text: str, actor: Person) -> Sequence[Person]:
        """Whom of the active staff a value means: name, employee number, address, "me"/"我"; several: not told who."""
        return self.roster().find(text, actor)

    def name_of_person(self, person_id: int | None) -> str:
        """The name of a person of the directory, also of one who has left; "" for none."""
        return people.name_of(person_id)
