"""Evidence that a mail belongs to a ticket: our token, an id of its thread, its number; in this order."""

from __future__ import annotations

import re

from db import outbox, tickets
from db.tickets import Ticket
from parsers.message import Message
from processor.addresses import mailbox_key
from processor.rules.arrival import Match

NEWEST_IDS = 20  # of In-Reply-To and References that are looked up; long threads repeat themselves
TOKEN = re.compile(r"\+ts\.([0-9a-f]{32})@")  # plus-tag of our Reply-To


def find_match(message: Message, sender_key: str) -> Match | None:
    """
    Reads the database; belongs in a unit of work.

    Returns:
        The best evidence that holds: a mail of ours to this very sender, an id of the thread and a participant, the
        number and a participant. If none holds but a ticket is named: that, with belongs=False.
    """
    ids = _newest_ids(message)
    ours = outbox.answered(ids, _tokens(message))
    for evidence in ours:
        if sender_key and mailbox_key(evidence.recipient_key) == mailbox_key(sender_key):
            return Match(_current(evidence.ticket_id), "token", belongs=True, kind=evidence.kind)
    threads = dict.fromkeys((*(evidence.ticket_id for evidence in ours), *tickets.by_thread(ids)))
    return _by_participation(message, sender_key, [_current(ticket_id) for ticket_id in threads])


def _by_participation(message: Message, sender_key: str, threads: list[Ticket]) -> Match | None:
    for ticket in threads:
        if tickets.is_participant(ticket.id, sender_key):
            return Match(ticket, "thread", belongs=True)
    numbered = tickets.find(message.subject.ticket) if message.subject.ticket else None
    if numbered:
        numbered = tickets.follow_merges(numbered)
        return Match(numbered, "number", belongs=tickets.is_participant(numbered.id, sender_key))
    return Match(threads[0], "thread", belongs=False) if threads else None


def _current(ticket_id: int) -> Ticket:
    return tickets.follow_merges(tickets.get(ticket_id))


def _newest_ids(message: Message) -> list[str]:
    """In-Reply-To first, then References from the newest back."""
    return list(dict.fromkeys((*message.in_reply_to, *reversed(message.references))))[:NEWEST_IDS]


def _tokens(message: Message) -> list[str]:
    """Tokens in the plus-tags of the addresses that the mail was sent to."""
    written = (address.addr.lower() for address in (*message.to, *message.cc))
    return [found[1] for addr in (*message.delivered_to, *written) if (found := TOKEN.search(addr))]
