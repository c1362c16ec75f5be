"""Evidence that a mail belongs to a ticket: our token, an id of its thread, its number; in this order."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from db import articles, merges, outbox, tickets
from db.articles import Article
from db.outbox import Evidence
from db.tickets import Ticket
from parsers.message import Message, Subject
from processor.addresses import mailbox_key
from processor.rules.arrival import Match

NEWEST_IDS = 20  # of In-Reply-To and References that are looked up; long threads repeat themselves
# The subject of our mail has the number; many mail programs send nothing else back by which it could be known.
_ARTICLE = re.compile(r"(?<![\w-])KB-[0-9]{4,}(?![\w-])", re.IGNORECASE)
TOKEN = re.compile(r"\+ts\.([0-9a-f]{32})@")  # plus-tag of our Reply-To


@dataclass(frozen=True, slots=True)
class _Sender:
    """key: the address in From; mailboxes: as of `find_match`."""

    key: str
    mailboxes: Collection[str]

    def takes_part_in(self, ticket_id: int) -> bool:
        """At the very address; who has proven it, at each of theirs."""
        if tickets.is_participant(ticket_id, self.key):
            return True
        return bool(self.mailboxes) and any(
            mailbox_key(addr) in self.mailboxes for addr, _, _ in tickets.participants(ticket_id)
        )


def ours_in(message: Message) -> list[Evidence]:
    """Our mails that *message* answers, newest first, whoever got them. Reads the database."""
    return outbox.answered(_newest_ids(message), _tokens(message))


def is_about(mail: Evidence, ticket_id: int) -> bool:
    """Our mail is about that ticket, or about one that has become part of it. Reads the database."""
    theirs = mail.ticket_id
    return theirs is not None and (theirs == ticket_id or merges.follow_merges(tickets.get(theirs)).id == ticket_id)


def answered_directly(message: Message) -> list[Evidence]:
    """Those that it answers itself, by In-Reply-To or a plus-tag; not what else stands in its thread."""
    return outbox.answered(message.in_reply_to, _tokens(message))


def answered_by(sender_key: str, ours: Sequence[Evidence]) -> Evidence | None:
    """The newest of *ours* that went to this very sender."""
    mailbox = mailbox_key(sender_key)
    return next((each for each in ours if sender_key and mailbox_key(each.recipient_key) == mailbox), None)


def named_article(subject: Subject, ticket: Ticket) -> Article | None:
    """
    The article whose number stands in *subject* beside the title, drafted from *ticket* or one merged into it.

    Reads the database.
    """
    number = next((found[0] for found in _ARTICLE.finditer(subject.root) if found[0] not in ticket.title), None)
    article = articles.find(number) if number else None
    if article is None or article.ticket_id is None:
        return None
    return article if _current(article.ticket_id).id == ticket.id else None


def find_match(
    message: Message, sender_key: str, ours: Sequence[Evidence], mailboxes: Collection[str] = ()
) -> Match | None:
    """
    Reads the database; belongs in a unit of work.

    Args:
        ours: our mails that *message* answers.
        mailboxes: of a sender who has proven their address: keys of all that are theirs.

    Returns:
        The best evidence that holds: a mail of ours to this very sender, an id of the thread and a participant, the
        number and a participant. If none holds but a ticket is named: that, with belongs=False.
    """
    numbered = tickets.find(message.subject.ticket) if message.subject.ticket else None
    numbered = merges.follow_merges(numbered) if numbered else None
    if token := _token(sender_key, ours, numbered):
        return replace(token, conflict=_differs(message, numbered, [token.ticket]))
    ids = (each.ticket_id for each in ours if each.ticket_id is not None)
    threads = [_current(ticket_id) for ticket_id in dict.fromkeys((*ids, *tickets.by_thread(_newest_ids(message))))]
    match = _by_participation(_Sender(sender_key, mailboxes), numbered, threads)
    return replace(match, conflict=_differs(message, numbered, threads)) if match else None


def _token(sender_key: str, ours: Sequence[Evidence], numbered: Ticket | None) -> Match | None:
    """The newest mail to this sender; of several, one about the ticket that the subject names."""
    found = [
        Match(_current(each.ticket_id), "token", belongs=True, kind=each.kind, cause=each.cause, about=each.ticket_id)
        for each in ours
        if each.ticket_id is not None and answered_by(sender_key, [each])
    ]
    named = [match for match in found if numbered and match.ticket.id == numbered.id]
    return next(iter((*named, *found)), None)


def _by_participation(sender: _Sender, numbered: Ticket | None, threads: Sequence[Ticket]) -> Match | None:
    for ticket in threads:
        if sender.takes_part_in(ticket.id):
            return Match(ticket, "thread", belongs=True)
    if numbered:
        return Match(numbered, "number", belongs=sender.takes_part_in(numbered.id))
    return Match(threads[0], "thread", belongs=False) if threads else None


def _differs(message: Message, numbered: Ticket | None, answered: Sequence[Ticket]) -> bool:
    """The subject names a ticket, and the mail answers others."""
    if not message.subject.ticket or not answered:
        return False
    return numbered is None or numbered.id not in {ticket.id for ticket in answered}


def _current(ticket_id: int) -> Ticket:
    return merges.follow_merges(tickets.get(ticket_id))


def _newest_ids(message: Message) -> list[str]:
    """In-Reply-To first, then References from the newest back."""
    return list(dict.fromkeys((*message.in_reply_to, *reversed(message.references))))[:NEWEST_IDS]


def _tokens(message: Message) -> list[str]:
    """Tokens in the plus-tags of the addresses that the mail was sent to."""
    written = (address.addr.lower() for address in (*message.to, *message.cc))
    return [found[1] for addr in (*message.delivered_to, *written) if (found := TOKEN.search(addr))]
