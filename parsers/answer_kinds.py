"""What a clause of an answer may say, and what the clauses before one have said."""

from __future__ import annotations

from dataclasses import dataclass

# Several at a time; the letters are those of the labelled answers and of the stored weights.
WORKS, FAILS, FURTHER, THANKS, PRAISE = "G", "B", "F", "T", "S"
DISPLEASED, SLOW, MANNERS, GRIEVANCE, WAITS = "D", "Y", "A", "O", "W"
KINDS = WORKS + FAILS + FURTHER + THANKS + PRAISE + DISPLEASED + SLOW + MANNERS + GRIEVANCE + WAITS


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the clauses before one have said; last: the one just before, None at the beginning."""

    kinds: str = ""
    last: str | None = None

    def then(self, said: str) -> Earlier:
        return Earlier("".join(sorted({*self.kinds, *said})), said)

    @property
    def news(self) -> str:
        """Good news before, else bad news, else none: what a clause means may turn on it."""
        return "+" if WORKS in self.kinds else "-" if FAILS in self.kinds else "0"
