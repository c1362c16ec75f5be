"""What may happen to a ticket in which status, and what it becomes: one pure table; what is not in it is refused."""

from __future__ import annotations

from typing import Literal

Status = Literal[
    "registered", "accepted", "in_progress", "waiting_user", "waiting_identity", "escalated", "resolved", "closed",
    "merged", "cancelled",
]  # fmt: skip

NEW: frozenset[Status] = frozenset({"registered", "waiting_identity"})
WORKED_ON: frozenset[Status] = frozenset({"accepted", "in_progress", "waiting_user", "escalated"})
OPEN: frozenset[Status] = NEW | WORKED_ON
ENDED: frozenset[Status] = frozenset({"closed", "merged", "cancelled"})

# command (or event) → statuses in which it may happen → what the ticket becomes; None: it stays as it is.
_TABLE: dict[str, tuple[frozenset[Status], Status | None]] = {
    "accept": (NEW, "accepted"),
    "takeover": (WORKED_ON | {"resolved"}, None),
    "assign": (OPEN | {"resolved"}, None),
    "category": (OPEN | {"resolved"}, None),
    "priority": (OPEN, None),
    "progress": (OPEN, "in_progress"),
    "note": (OPEN | ENDED | {"resolved"}, None),
    "answer": (OPEN | {"resolved", "closed"}, None),
    "ask": (OPEN, "waiting_user"),
    "escalate": (OPEN, "escalated"),
    "feedback": (WORKED_ON, None),  # a specialist may have asked the user meanwhile; the escalation goes on
    "contact": (OPEN, None),
    "resolve": (OPEN, "resolved"),
    "reopen": (frozenset({"resolved", "closed", "cancelled"}), "in_progress"),
    "close": (OPEN | {"resolved"}, "closed"),
    "cancel": (OPEN, "cancelled"),
    "spam": (OPEN, "cancelled"),
    "merge": (OPEN | {"resolved"}, "merged"),
    "incident": (OPEN, None),
    "split": (OPEN | {"resolved", "closed"}, None),
    "link": (OPEN | ENDED | {"resolved"}, None),
    "cc": (OPEN | {"resolved"}, None),
    "due": (OPEN, None),
    "hold": (OPEN, None),
    "snooze": (OPEN, None),
    "urge": (OPEN, None),
    "confirm": (frozenset({"resolved"}), "closed"),
    "reject": (frozenset({"resolved", "closed"}), "in_progress"),
    "come_back": (frozenset({"closed"}), "registered"),  # before anybody had accepted it
    "lapse": (frozenset({"resolved"}), "closed"),
    "offer_taken": (frozenset({"registered", "accepted", "in_progress"}), "closed"),  # an article has helped
    "publish": (OPEN | ENDED | {"resolved"}, None),  # an article outlives its ticket
    "discard": (OPEN | ENDED | {"resolved"}, None),
    "given_back": (frozenset({"escalated"}), "in_progress"),  # no specialist has it any more
    "user_replied": (frozenset({"waiting_user"}), "in_progress"),
}


class NotPossible(ValueError):
    """A command that does not go with the ticket's status."""

    def __init__(self, command: str, status: str) -> None:
        super().__init__(f"{command} does not go with a ticket that is {status}")
        self.command, self.status = command, status


def goes(command: str, status: str) -> bool:
    """Whether the table has *command* for a ticket in *status*."""
    return status in _TABLE[command][0]


def transition(command: str, status: str) -> str:
    """
    The status after *command*.

    Raises:
        NotPossible: the table does not have it; also when the ticket is already as the command would make it, except
            where a repetition says something new (progress, ask, escalate).
    """
    allowed, becomes = _TABLE[command]
    if status not in allowed:
        raise NotPossible(command, status)
    return becomes or status
