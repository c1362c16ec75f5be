"""Commands and answers of the staff: whose they are, and about which ticket; what they may is judged later."""

from __future__ import annotations

from parsers.affirmation import says_yes
from parsers.message import Command
from parsers.quotes import own_words
from parsers.subjects import beyond_title
from processor.rules.actors import Actor
from processor.rules.arrival import Arrival
from processor.rules.decision import Append, Carry, Challenge, Decision, Open, Release
from processor.rules.permissions import MAY
from processor.rules.trust import CONFIRMATIONS

ANSWER = (Command("answer"),)  # a reply of the staff without a command: its words go to the user
ARTICLE_DRAFT = "article_draft"  # our question to staff what becomes of an article; no answer to it is for the user
ACTS = (Command("act"),)  # an answer to a digest: its lines order something about several tickets
DIGEST = "digest"
RECEIPT = "receipt"
FOR_USERS = frozenset(name for name, reaches in MAY.items() if reaches["user"])
WITHOUT_TICKET = frozenset({"status", "help"})  # what users may ask about no ticket
# A mail with the subject "#help" and more than a greeting in it is somebody's problem, not a question for the manual.
MOST_CHARS_BESIDE = 60


def released(arrival: Arrival) -> Release | None:
    """Whoever was asked whether commands are theirs answers from the address that was asked."""
    asked = arrival.answered
    if asked is None or asked.kind not in CONFIRMATIONS or _may_order_nothing(arrival):
        return None
    ticket = arrival.match.ticket if arrival.match else None
    agreed = says_yes(own_words(arrival.message.reply.fresh))
    if asked.cause is None or (agreed is None and arrival.orders):
        return None  # the old question lies somewhere in the thread, and this mail is about something else
    return Release(asked.cause, ticket, agreed)


def order(arrival: Arrival) -> Carry | Challenge | None:
    """Commands, and what the staff writes about tickets: carried out if it is proven whose they are, else held."""
    if _may_order_nothing(arrival):
        return None
    orders = _of_staff(arrival) if arrival.actor.is_staff else _of_user(arrival)
    if orders is None:
        return None
    conflict = arrival.match is not None and arrival.match.conflict
    ticket = arrival.match.ticket if arrival.match and not conflict else None
    if arrival.actor.proof or _is_harmless(arrival.actor, orders):
        return Carry(arrival.actor, orders, ticket, conflict, arrival.key)
    return Challenge(arrival.actor, orders, ticket)


def has_ignored_orders(arrival: Arrival, decision: Decision) -> bool:
    """Somebody without the right to order has a command in their subject, and the mail is taken as any other."""
    return bool(arrival.orders) and not arrival.history and isinstance(decision, Open | Append)


def is_of_ex_employee(arrival: Arrival) -> bool:
    """Somebody who has left orders something, or writes as if they had a part in another's ticket."""
    if arrival.identity.standing != "inactive" or arrival.history:
        return False
    tried = bool(arrival.orders or arrival.message.subject.key)
    return tried or (arrival.match is not None and not arrival.match.belongs)


def _may_order_nothing(arrival: Arrival) -> bool:
    """History is only kept; who has left orders nothing, and neither does anybody without one address."""
    return arrival.history or arrival.identity.standing == "inactive" or not arrival.sender_key


def _of_staff(arrival: Arrival) -> tuple[Command, ...] | None:
    """
    Their commands; () if all that was typed like one is none, and is about a ticket; None for a mail like any other.

    What they pass on without a command is a new case, as everybody's: its words are not theirs.
    """
    subject = arrival.message.subject
    if arrival.orders:
        return arrival.orders
    if subject.forward:
        return None
    if arrival.match is None and _orders_by_line(arrival):
        return ACTS
    title = arrival.match.ticket.title if arrival.match else ""
    if (arrival.match or subject.key) and beyond_title(subject, title):
        return ()
    if arrival.match and (not _is_requester(arrival) or arrival.match.kind == ARTICLE_DRAFT):
        return ANSWER
    return None


def _orders_by_line(arrival: Arrival) -> bool:
    """An answer to a digest; or of who may answer one, to the receipt about several tickets: what was mended."""
    asked = arrival.answered
    return asked is not None and (
        asked.kind == DIGEST or (asked.kind == RECEIPT and bool(MAY["act"][arrival.actor.role]))
    )


def _of_user(arrival: Arrival) -> tuple[Command, ...] | None:
    """Their commands, if users have all of them; else a word in a subject, such as what is left of an engineer's."""
    subject, orders = arrival.message.subject, arrival.orders
    names = {command.name for command in orders}
    if not orders or subject.forward or not names <= FOR_USERS:
        return None
    if arrival.match:
        return orders if _is_requester(arrival) and not arrival.match.conflict else None
    welcome = arrival.stranger in ("", "ask")
    alone = names <= WITHOUT_TICKET and not subject.root and not _says_more(arrival)
    return orders if welcome and alone else None


def _is_requester(arrival: Arrival) -> bool:
    """Of the ticket that the mail names; a person is so at each of their addresses."""
    return arrival.match is not None and arrival.match.ticket.requester_addr in arrival.actor.addresses


def _says_more(arrival: Arrival) -> bool:
    return len(arrival.message.reply.fresh.strip()) > MOST_CHARS_BESIDE


def _is_harmless(actor: Actor, orders: tuple[Command, ...]) -> bool:
    """The manual holds nothing of anybody's; to users it goes as any automatic answer does, under the same caps."""
    return not actor.is_staff and {command.name for command in orders} == {"help"}
