"""Whose mail is it? What proves that the address in From is its sender's, and that commands are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from db import correspondents, held, inbox, keys, merges, tickets
from db.held import Held
from db.keys import QuickKey
from db.outbox import Evidence
from db.people import Person
from db.tickets import Ticket
from parsers.authentication import proves_sender, refutes_sender
from parsers.message import Message
from parsers.orders import normalised
from parsers.subjects import read_subject
from processor.config import Trust
from processor.rules.actors import Actor, Proof
from processor.rules.arrival import Delivery, Match
from processor.rules.permissions import STAFF

CONFIRMATION = "command_confirmation"  # our question to staff whether commands are theirs
CONFIRMATION_USER = "command_confirmation_user"
CONFIRMATIONS = frozenset({CONFIRMATION, CONFIRMATION_USER})
# Of the key of a quick link: longer than the holidays over which a mail lies unread; what is older has been forgotten
# in folders that others may see.
KEY_AGE = timedelta(days=30)
_KEY = re.compile(r"(?: |\+|%20)?(?:#|%23)key(?:=|%3D)[a-z2-7]{26}", re.IGNORECASE)  # as typed, and in a URL
_TOKEN = re.compile(r"(?:\+|%2B)ts\.[0-9a-f]{32}@", re.IGNORECASE)
MOST_SUBJECTS = 2000  # different ones of a ticket's mails, that a reply can have its own from; read in .1 s


@dataclass(frozen=True, slots=True)
class Grounds:
    """
    What speaks for a mail beside the word of our mail server.

    Attributes:
        confirmed: it was held, and the person in whose name it came has said that it is theirs.
        key: it carries the key of a quick link, valid, of its sender, for this ticket.
        token: it answers a mail that we sent to the very address that it comes from.
        inherited: its commands may be those of the mail that it answers.
    """

    confirmed: bool = False
    key: bool = False
    token: bool = False
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """
    A mail and whom it says it is of.

    Attributes:
        addr: compared form; "" for nobody or several.
        person: active, whose address it is.
        answered: our mail that this very address answers with its token.
    """

    message: Message
    addr: str
    person: Person | None
    match: Match | None
    answered: Evidence | None


def actor_of(sender: Sender, delivery: Delivery, trust: Trust) -> tuple[Actor, str]:
    """
    Who orders, if anything is ordered. Reads the database; belongs in a unit of work.

    Returns:
        The actor, and the key of a quick link if the mail has one that is valid ("" otherwise).
    """
    message, person = sender.message, sender.person
    role = person.role if person else "user"
    key = _valid_key(sender, delivery.now)
    has_orders = bool(message.subject.commands)
    confirmed = (has_orders or role in STAFF) and is_confirmed(held.find(delivery.item_id), person)
    inherited = has_orders and _are_inherited(sender)
    grounds = Grounds(confirmed, bool(key), sender.answered is not None, inherited)
    actor = Actor(
        addr=sender.addr,
        name=person.name if person else message.sender.name,
        language=(person.locale if person else "") or message.language,
        person=person,
        role=role,
        proof=proof_of(message, sender.addr, grounds, trust),
    )
    return actor, key


def _are_inherited(sender: Sender) -> bool:
    """
    A reply keeps the subject of what it answers: a user who writes "#close" into theirs must not order in the name of
    the engineer who answers all.

    Only names are compared: programs cut long subjects, and that changes a value. Many mail programs drop In-Reply-To,
    so a mail that answers nothing is compared, too; but not one of a quick link, which begins anew, nor an answer to
    our own mail to this sender, whose subject holds no commands.
    """
    message, match = sender.message, sender.match
    received = tickets.by_thread(message.in_reply_to)
    if message.in_reply_to and not received:
        return not _answers_ours(sender)
    if match is None or (message.subject.key and not message.in_reply_to):
        return False
    own = sender.person.all_addresses if sender.person else (sender.addr,)
    subjects = inbox.subjects_of(match.ticket.id, own, MOST_SUBJECTS)
    names = {order.name for order in normalised(message.subject.commands)}
    theirs = {order.name for text in subjects for order in normalised(read_subject(text).commands)}
    # as many as are read: one may be buried beneath the others
    return len(subjects) == MOST_SUBJECTS or not theirs.isdisjoint(names)


def _answers_ours(sender: Sender) -> bool:
    """
    Else nobody knows whose subject it is: somebody has written to an engineer alone, with the desk in Reply-To. To
    whom a mail of ours went counts, for everybody can give theirs the id of one that they have got.
    """
    return sender.answered is not None


def _valid_key(sender: Sender, now: datetime) -> str:
    code = sender.message.subject.key
    found = keys.lock(code) if code else None
    if found is None:
        return ""
    current = replace(found, ticket_id=merges.follow_merges(tickets.get(found.ticket_id)).id)
    return code if is_valid(current, sender.person, sender.match.ticket if sender.match else None, now) else ""


def proof_of(message: Message, sender_key: str, grounds: Grounds, trust: Trust) -> Proof:
    """
    By what this very mail is known to be its sender's; an earlier proof is none, for a forger can wait for it.

    Where our mail server says that the mail does not come from where it says, key and token are nothing: whoever was
    copied on an answer has seen them. Only the sender's own confirmation is stronger.
    """
    if grounds.confirmed:
        return "confirmed"
    doubtful = grounds.inherited or message.automation.kind != "none"
    if doubtful or refutes_sender(message.authentication, trust.authserv_id):
        return ""
    if grounds.key:
        return "key"
    if grounds.token:
        return "token"
    return "server" if _vouched_for(message, sender_key, trust) else ""


def proves_now(message: Message, sender_key: str, answered: Evidence | None, trust: Trust) -> bool:
    """
    This very mail proves its address: by our own mail server's word, or a token of a mail that we sent to it.

    A token in an automatic mail proves nothing: delivery reports come from anybody, and a victim's machine says that it
    is out of office to the first mail that a forger has caused. Nor does one when our mail server says that the mail
    is forged, unless the mail that it answers has been seen by nobody else.
    """
    answers_us = answered is not None and message.automation.kind == "none"
    if refutes_sender(message.authentication, trust.authserv_id):
        return answers_us and answered is not None and answered.kind in CONFIRMATIONS
    return answers_us or _vouched_for(message, sender_key, trust)


def has_proven(sender_key: str) -> bool:
    """An earlier mail was the proof. Reads the database; belongs in a unit of work."""
    return bool(sender_key) and correspondents.is_proven(sender_key)


def is_valid(key: QuickKey, person: Person | None, ticket: Ticket | None, now: datetime) -> bool:
    """
    *key* has not been used, is not old, and is for this person and this ticket.

    Args:
        ticket: that the mail names; merges followed, as those of the key have to be.
    """
    theirs = person is not None and ticket is not None and (key.person_id, key.ticket_id) == (person.id, ticket.id)
    return theirs and key.used_at is None and now - key.created_at <= KEY_AGE


def is_confirmed(waiting: Held | None, person: Person | None) -> bool:
    """The mail was held, and its owner has answered; nobody else has got the address since."""
    owner = person.id if person else None
    return waiting is not None and waiting.confirmed_at is not None and waiting.person_id == owner


def _vouched_for(message: Message, sender_key: str, trust: Trust) -> bool:
    return proves_sender(message.authentication, trust.authserv_id, sender_key.rpartition("@")[2])


def without_proofs(text: str) -> str:
    """
    *text* without keys of quick links and tokens in our addresses.

    They stand in what staff quotes, where a program marks no quotation; with them a user could order in the name of
    staff.
    """
    return _TOKEN.sub("@", _KEY.sub("", text))
