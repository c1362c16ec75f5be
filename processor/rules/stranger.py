"""New problems of people whom the directory does not know."""

from __future__ import annotations

from parsers.affirmation import says_yes
from parsers.quotes import own_words
from processor.rules.arrival import OWNER_ASKED, Arrival
from processor.rules.decision import Confirm, Hold, Record, Refuse


def blocked(arrival: Arrival) -> Record | None:
    """The sender's domain is blocked, or not among those that are allowed."""
    return Record("the sender's domain is not let in") if arrival.stranger == "blocked" else None


def confirmation(arrival: Arrival) -> Confirm | None:
    """
    The directory's address answers whether it was its owner who wrote from an unknown one.

    Without our token nothing but our mail server's word says that it is they who answer.
    """
    match = arrival.match
    if match is None or match.kind not in OWNER_ASKED or not (match.how == "token" or arrival.proven_now):
        return None
    agreed = says_yes(own_words(arrival.message.reply.fresh))
    if agreed is None and match.how != "token":
        return None
    return Confirm(match.ticket, agreed)


def held(arrival: Arrival) -> Hold | None:
    """The desk wants to look at strangers' mails first."""
    return Hold("the sender is not in the directory") if arrival.stranger == "hold" else None


def refused(arrival: Arrival) -> Refuse | None:
    """The desk is for its own people only."""
    return Refuse("the sender is not in the directory") if arrival.stranger == "refuse" else None
