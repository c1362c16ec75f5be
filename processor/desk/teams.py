"""Teams: who is in them, who leads them, and who gets the next ticket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.people import Person


@dataclass(frozen=True, slots=True)
class Teams:
    """The teams of the configuration, filled with the people of the directory. Reads the database."""

    def name_of(self, text: str) -> str:
        """The team that *text* (a name or an alias, as typed) means; "" for none."""
        raise NotImplementedError

    def team_of(self, person: Person) -> str:
        """The name of a person's team as tickets have it; "" for none."""
        raise NotImplementedError

    def members(self, team: str) -> list[Person]:
        """Active engineers, specialists and leads of a team; "" for no team: of the whole staff."""
        raise NotImplementedError

    def leads(self, team: str) -> list[Person]:
        """The leads of a team, else all leads, else nobody."""
        raise NotImplementedError

    def for_category(self, category: str) -> str:
        """The team that takes tickets of *category*; "" for none."""
        raise NotImplementedError

    def find_staff(self, text: str, actor: Person) -> Sequence[Person]:
        """Whom of the active staff a value means: name, employee number, address, "me"/"我"; several: not told who."""
        raise NotImplementedError

    def name_of_person(self, person_id: int | None) -> str:
        """The name of a person of the directory, also of one who has left; "" for none."""
        raise NotImplementedError

    def name_of_address(self, addr: str) -> str:
        """The name of the person who has this address, else the address."""
        raise NotImplementedError
