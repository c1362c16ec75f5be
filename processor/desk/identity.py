"""How a sender stands to the directory; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from db.people import Person, key

Standing = Literal["known", "claimed", "unknown", "inactive", "unchecked"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says that they are, in a form or a signature; "" for what they do not say."""

    name: str = ""
    department: str = ""
    employee_number: str = ""

    @property
    def complete(self) -> bool:
        """Name or number, and department: as much as the desk has to know."""
        return bool(self.department and (self.name or self.employee_number))


@dataclass(frozen=True, slots=True)
class Identity:
    """
    Attributes:
        standing: known (the address is an active person's), claimed (what they say of themselves is one active person,
            but the address is not), inactive (the address is of somebody who has left), unknown; unchecked while the
            directory is empty.
        person: whom it is about; None for unknown and unchecked.
        proven: the mail's address is proven.
    """

    standing: Standing
    person: Person | None
    proven: bool

    @property
    def accepted(self) -> bool:
        """Their problem is registered without a question."""
        return self.standing in ("known", "claimed", "unchecked")


def identify(
    owner: Person | None, claim: Claim, candidates: Sequence[Person], proven: bool, directory_is_empty: bool
) -> Identity:
    """
    Judge a sender.

    Args:
        owner: who has the address in the directory.
        candidates: people whom the claim's number, or its name and department, may mean.
    """
    if directory_is_empty:
        return Identity("unchecked", None, proven)
    if owner is not None:
        return Identity("known" if owner.active else "inactive", owner, proven)
    fitting = [person for person in candidates if person.active and fits(claim, person)]
    if len({person.id for person in fitting}) == 1:
        return Identity("claimed", fitting[0], proven)
    return Identity("unknown", None, proven)


def fits(claim: Claim, person: Person) -> bool:
    """
    Everything that is claimed is true of *person*, and it is enough: name or number, and department.

    One wrong statement spoils the right ones: whoever guesses must not learn which part was right.
    """
    said = (
        (claim.name, person.name),
        (claim.department, person.department),
        (claim.employee_number, person.employee_number),
    )
    return claim.complete and all(key(stated) == key(true) for stated, true in said if stated)


def domain_is_in(addr: str, domains: Sequence[str]) -> bool:
    """The address's domain is one of *domains* or below one."""
    domain = addr.rpartition("@")[2].lower()
    return any(domain == listed or domain.endswith("." + listed) for listed in domains)
