"""Mail that a person wrote."""

from __future__ import annotations

from processor.rules.answers import is_about_solution
from processor.rules.arrival import Arrival
from processor.rules.decision import Append, Open, Record

RECALL_CHARS = 300  # Outlook's sentence with a name and a subject in it


def recall(arrival: Arrival) -> Record | None:
    """
    Outlook's request to take a mail back: it has been read, so it is noted where it belongs.

    Outlook writes one sentence that says so itself; whoever writes more, or something else, has something to say.
    """
    words = arrival.message.reply.fresh.strip().lower()
    asks = len(words) <= RECALL_CHARS and any(sign in words for sign in ("撤回", "收回", "recall"))
    if arrival.message.subject.recall and (asks or not words):
        return Record("the sender recalls a mail", arrival.ticket)
    return None


def forward(arrival: Arrival) -> Open | None:
    """A mail passed on begins a case of its own, linked to the one that it came out of."""
    if arrival.message.subject.forward and arrival.ticket:
        return Open(linked_to=arrival.ticket, provisional=_must_ask(arrival))
    return None


def reply(arrival: Arrival) -> Append | Open | None:
    """
    The evidence says that it belongs to a ticket; to a cancelled one nothing is added, for nobody would read it.

    What comes long after a ticket was closed is a new case, linked, unless it only thanks, or answers what was asked.
    """
    ticket = arrival.ticket
    if ticket is None or ticket.status == "cancelled":
        return None
    if arrival.late and not arrival.history and not is_about_solution(arrival, ticket):
        return Open(linked_to=ticket, provisional=_must_ask(arrival))
    return Append(ticket)


def mention(arrival: Arrival) -> Open | None:
    """
    Somebody names a ticket that they have no part in: a new one, linked, and nothing of the other is shown.

    So it is with a part in one that has been cancelled.
    """
    return Open(linked_to=arrival.match.ticket, provisional=_must_ask(arrival)) if arrival.match else None


def newcomer(arrival: Arrival) -> Open:
    """Everything else is a new problem."""
    return Open(provisional=_must_ask(arrival))


def _must_ask(arrival: Arrival) -> bool:
    return arrival.stranger == "ask"
