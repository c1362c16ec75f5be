"""What all figures are made of: shares, and tickets as lines name them. Pure."""

from __future__ import annotations

from dataclasses import dataclass


def percent(part: int, whole: int) -> int | None:
    """*part* of *whole*, half up; 100 only when it is all of it, 0 only when it is nothing; None of nothing."""
    if not whole:
        return None
    rounded = (200 * part + whole) // (2 * whole)
    return rounded if part in (0, whole) else min(max(rounded, 1), 99)


@dataclass(frozen=True, slots=True)
class TicketRef:
    """
    A ticket as the lines of a digest name it; all as it is now.

    Attributes:
        team, assignee: names; "" for none. requester: name, else address.
    """

    id: int
    number: str
    title: str
    category: str
    priority: str
    status: str
    team: str
    assignee: str
    requester: str


@dataclass(frozen=True, slots=True)
class Share:
    """Of something owed: how often it was kept and how often it was broken."""

    kept: int
    broken: int

    @property
    def percent(self) -> int | None:
        """Kept of all."""
        return percent(self.kept, self.kept + self.broken)
