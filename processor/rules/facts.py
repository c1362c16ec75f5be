"""Gather what the rules need to know about a parsed mail."""

from __future__ import annotations

import hashlib

from db import inbox, outbox, tickets
from parsers.message import Message
from processor.config import Desk, Trust
from processor.rules.arrival import Arrival, Match, address_key
from processor.rules.matching import find_match
from processor.rules.trust import is_verified


def gather(message: Message, history: bool, desk: Desk, trust: Trust) -> Arrival:
    """Reads the database, writes nothing; belongs in a unit of work."""
    sender_key = address_key(message.sender.addr)
    identity = identity_of(message)
    match = _bounced(message) if message.bounce else find_match(message, sender_key)
    reply_to = _reply_address(message, desk)
    return Arrival(
        message=message,
        sender_key=sender_key,
        reply_key=address_key(reply_to),
        reply_to=reply_to,
        verified=is_verified(message, sender_key, match, trust),
        history=history,
        first=inbox.find_identity(identity) if identity else None,
        match=match,
        from_machine=sender_key in {address_key(addr) for addr in trust.machines},
    )


def identity_of(message: Message) -> str | None:
    """
    The same for each delivery of one mail, different for any other; None when nothing tells two mails apart.

    Message-ID *and* content: programs exist that repeat a Message-ID, and that is no duplicate.
    """
    if not message.message_id and message.date is None:
        return None
    return hashlib.sha256(f"{message.message_id}\n{message.fingerprint}".encode("utf-8", "replace")).hexdigest()


def _bounced(message: Message) -> Match | None:
    """A report belongs to the ticket of the mail that it returns, if that mail is ours; a forged one names none."""
    original = message.bounce.original_message_id if message.bounce else ""
    found = outbox.answered([original], []) if original else []
    if not found:
        return None
    return Match(tickets.follow_merges(tickets.get(found[0].ticket_id)), "token", belongs=True)


def _reply_address(message: Message, desk: Desk) -> str:
    """Reply-To if it is one mailbox, else From; "" if that is nobody, or ourselves."""
    wanted = message.reply_to[0].addr if len(message.reply_to) == 1 else message.sender.addr
    return "" if "@" not in wanted or address_key(wanted) in desk.own_addresses else wanted
