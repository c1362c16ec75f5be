"""Which commands a mail to staff offers as links; pure."""

from __future__ import annotations

from collections.abc import Sequence

from db.people import Person
from db.tickets import Ticket
from processor.desk.lifecycle import goes
from processor.desk.sayings import Line

# What the reader is likely to do next, where who writes the mail has named nothing.
OFFERS: dict[str, tuple[str, ...]] = {
    "new_ticket": ("accept", "takeover", "assign", "ask", "escalate", "resolve"),
    "coordination": ("accept", "takeover", "assign", "ask", "escalate", "resolve"),
    "assigned": ("accept", "progress", "ask", "escalate", "resolve", "assign"),
    "escalation": ("takeover", "progress", "ask", "resolve", "assign"),
    "escalation_resolved": ("reopen", "note"),
    "answer_copy": ("progress", "ask", "escalate", "resolve"),
    "user_wrote": ("progress", "ask", "escalate", "resolve"),
    "identity_denied": ("ask", "cancel"),
    "triage_question": ("resolve", "progress", "escalate"),
    "triage_overdue": ("takeover", "assign", "escalate"),
    "response_reminder": ("accept", "ask", "progress", "resolve"),
    "response_breach": ("accept", "takeover", "assign", "escalate"),
    "feedback_due": ("progress", "feedback", "resolve"),
    "due_reached": ("progress", "resolve", "ask"),
    "snooze_over": ("progress", "resolve", "snooze"),
    "progress_draft": ("progress", "resolve", "ask", "escalate"),
    "article_draft": ("publish", "discard"),
    "draft_lapsed": ("takeover", "assign", "progress", "escalate"),
    "urged": ("accept", "takeover", "progress", "priority=urgent", "escalate"),
    "user_cancelled": (),
    "confirmed": ("reopen",),
    "rejected": ("progress", "ask", "escalate", "resolve", "assign"),
    "user_reopened": ("progress", "ask", "resolve", "close"),
}
# Which of the codes is right, is for the reader to say when triage is not sure.
CODES = {
    "category": ("hardware", "software", "business", "consultation"),
    "priority": ("urgent", "important", "general"),
}


def offers(kind: str, person: Person, ticket: Ticket | None, named: Sequence[str]) -> tuple[str, ...]:
    """Commands, as `processor.quick_links.link_to` takes them: those *named*, else the usual ones that can be done."""
    if named or ticket is None:
        return tuple(dict.fromkeys(named))
    return tuple(command for command in OFFERS.get(kind, ()) if _can_be_done(command, person, ticket))


def corrections(ticket: Ticket) -> tuple[str, ...]:
    """`category=…` and `priority=…` for every code; the first of each confirms what triage said."""
    now = {"category": ticket.category, "priority": ticket.priority}
    return tuple(
        f"{kind}={code}" for kind, codes in CODES.items() for code in sorted(codes, key=lambda code: code != now[kind])
    )


def mended_commands(lines: Sequence[Line]) -> str:
    """
    All commands of a refused mail as they would be right; "" when nobody can tell any.

    What is beyond mending is left out, so that the others can still be carried out.
    """
    if not any(line.mended for line in lines if not line.done):
        return ""
    return " ".join(dict.fromkeys(_quoted(line.command if line.done else line.mended) for line in lines)).strip()


def _quoted(command: str) -> str:
    """A value with blanks in quotes, without which it would end at the first."""
    name, equals, value = command.partition("=")
    return f'{name}="{value}"' if " " in value and not value.startswith(_QUOTES) else f"{name}{equals}{value}"


_QUOTES = ('"', "'", "“", "‘", "「", "『", "《")


def _can_be_done(command: str, person: Person, ticket: Ticket) -> bool:
    name, _, value = command.partition("=")
    if name == "takeover" and ticket.assignee_id in (None, person.id) and ticket.accepted_at is not None:
        return ticket.assignee_id is None
    if name == "priority" and ticket.priority == value:
        return False
    return goes(name, ticket.status)
