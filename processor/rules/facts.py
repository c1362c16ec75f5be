"""Gather what the rules need to know about a parsed mail."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from db import events, inbox, merges, outbox, people, tickets
from db.people import address_key
from db.tickets import Ticket
from parsers.authentication import refutes_sender
from parsers.forms import Contact, Form, read_contact, read_form
from parsers.message import Message
from parsers.orders import normalised
from parsers.subjects import read_subject
from processor.addresses import is_own, is_usable, mailbox_key
from processor.config import Config, Desk
from processor.config import Identity as Section
from processor.desk.identity import Claim, Identity, domain_is_in, identify
from processor.desk.moved import part_in
from processor.rules.answers import is_over
from processor.rules.arrival import IDENTITY_CONFIRMATION, OWNER_ASKED, Arrival, Delivery, Match, Stranger
from processor.rules.matching import answered_by, find_match, named_article, ours_in
from processor.rules.orders import ARTICLE_DRAFT
from processor.rules.permissions import STAFF
from processor.rules.trust import Sender, actor_of, has_proven, proves_now


def gather(message: Message, delivery: Delivery, config: Config) -> Arrival:
    """Reads the database, writes nothing; belongs in a unit of work."""
    trust = config.trust
    sender_key = address_key(message.sender.addr) if is_usable(message.sender.addr) else ""
    code = identity_of(message)
    ours = [] if message.bounce else ours_in(message)
    answered = answered_by(sender_key, ours)
    proven_now = proves_now(message, sender_key, answered, trust)
    verified = proven_now or has_proven(sender_key)
    form, contact = _filled_in(message)
    identity = look_up(sender_key, claim_of(form, contact), verified)
    sure = verified and not refutes_sender(message.authentication, trust.authserv_id)
    mailboxes = _mailboxes(sender_key, identity) if sure else frozenset()
    found = _bounced(message) if message.bounce else find_match(message, sender_key, ours, mailboxes)
    match = found if message.bounce else _part_in(found, identity, sender_key, sure)
    if match and match.how == "number" and answered is None:
        match = _by_subject(match, message, identity)
    person = identity.person if identity.standing == "known" else None
    actor, key = actor_of(Sender(message, sender_key, person, match, answered), delivery, trust)
    reply_to = _reply_address(message, config.desk)
    return Arrival(
        message=message,
        sender_key=sender_key,
        reply_key=address_key(reply_to),
        reply_to=reply_to,
        verified=verified,
        proven_now=proven_now,
        history=delivery.history,
        first=inbox.find_identity(code) if code else None,
        match=match,
        answered=answered,
        actor=actor,
        orders=normalised(message.subject.commands),
        key=key,
        from_machine=sender_key in {address_key(addr) for addr in trust.machines},
        identity=identity,
        stranger="" if delivery.history else _stranger(sender_key, identity, config.identity),
        form=form,
        contact=contact,
        late=match is not None and _is_over(match.ticket, config.deadlines.reopen_days, delivery.now),
    )


def _mailboxes(sender_key: str, identity: Identity) -> frozenset[str]:
    """A person of the directory is themself at each of their addresses; a claim to be somebody makes nobody so."""
    person = identity.person if identity.standing == "known" else None
    return frozenset(map(mailbox_key, (sender_key, *(person.all_addresses if person else ()))))


def _is_over(ticket: Ticket, days: float, now: datetime) -> bool:
    return ticket.status == "closed" and is_over(ticket, events.of_ticket(ticket.id), timedelta(days=days), now)


def _filled_in(message: Message) -> tuple[Form, Contact]:
    """Machines fill in no forms, and to look for them takes as long as all the evidence."""
    if message.automation.kind in ("own", "bounce", "reply"):
        return Form(), Contact()
    return read_form(words_of(message)), read_contact(message.reply.signature)


def words_of(message: Message) -> str:
    """What was typed; the whole body when nothing is left after the quotation."""
    return message.reply.fresh if message.reply.fresh.strip() else message.text


def claim_of(form: Form, contact: Contact) -> Claim:
    """Who the sender says that they are; what stands in a form counts before what stands in a signature."""
    return Claim(
        form.get("name") or contact.name,
        form.get("department") or contact.department,
        form.get("employee_number") or contact.employee_number,
    )


def look_up(sender_key: str, claim: Claim, proven: bool) -> Identity:
    """How a sender with this claim stands to the directory. Reads the database."""
    if people.is_empty():
        return identify(None, claim, (), proven, directory_is_empty=True)
    owner = people.find_by_address(sender_key) if sender_key else None
    candidates = _candidates(claim) if owner is None and claim.complete else ()
    return identify(owner, claim, candidates, proven, directory_is_empty=False)


def _candidates(claim: Claim) -> tuple[people.Person, ...]:
    numbered = people.find_by_employee_number(claim.employee_number)
    named = people.find_by_name_and_department(claim.name, claim.department)
    return (*named, numbered) if numbered else named


def _stranger(sender_key: str, identity: Identity, section: Section) -> Stranger:
    allowed = not section.allow_domains or domain_is_in(sender_key, section.allow_domains)
    if not allowed or domain_is_in(sender_key, section.block_domains):
        return "blocked"
    if identity.accepted or section.unknown == "register":
        return ""
    return section.unknown


def identity_of(message: Message) -> str | None:
    """
    The same for each delivery of one mail, different for any other; None when nothing tells two mails apart.

    Message-ID *and* content: programs exist that repeat a Message-ID, and that is no duplicate.
    """
    if not message.message_id and message.date is None:
        return None
    return hashlib.sha256(f"{message.message_id}\n{message.fingerprint}".encode("utf-8", "replace")).hexdigest()


def _part_in(match: Match | None, identity: Identity, sender_key: str, proven: bool) -> Match | None:
    """Who has left has a part in their own tickets only, whatever mails of ours they have kept."""
    if match is None or identity.standing not in ("known", "inactive") or identity.person is None:
        return match
    return part_in(match, identity.person, sender_key, proven=proven)


def _by_subject(match: Match, message: Message, identity: Identity) -> Match:
    """Which mail of ours is answered, where a program sends nothing of it back but the subject."""
    if not match.belongs:
        return _asked_whose(match, message, identity)
    of_staff = identity.person is not None and identity.person.role in STAFF
    article = named_article(message.subject, match.ticket) if of_staff else None
    return replace(match, kind=ARTICLE_DRAFT, about=article.ticket_id) if article else match


def _asked_whose(match: Match, message: Message, identity: Identity) -> Match:
    """
    Who is asked whether it was they who wrote may answer from a program that sends no ids back.

    The number is known to whoever wrote, who may have others answer "ok" to a mail of their own, with the desk in
    Reply-To: so it answers no other mail, and its subject is that of our question.
    """
    numbered, person, subject = tickets.find(message.subject.ticket), identity.person, message.subject
    says_more = message.in_reply_to or subject.forward or subject.commands or subject.unknown or subject.key
    if numbered is None or person is None or identity.standing != "known" or says_more:
        return match
    mailboxes = [mailbox_key(addr) for addr in person.all_addresses]
    asked = outbox.subjects_of(OWNER_ASKED, numbered.id, mailboxes)
    if subject.root not in {read_subject(text).root for text in asked}:
        return match
    return replace(match, kind=IDENTITY_CONFIRMATION, about=numbered.id)


def _bounced(message: Message) -> Match | None:
    """A report belongs to the ticket of the mail that it returns, if that mail is ours; a forged one names none."""
    original = message.bounce.original_message_id if message.bounce else ""
    found = outbox.answered([original], []) if original else []
    if not found or found[0].ticket_id is None:
        return None
    return Match(merges.follow_merges(tickets.get(found[0].ticket_id)), "token", belongs=True)


def _reply_address(message: Message, desk: Desk) -> str:
    """Reply-To if it is one mailbox, else From; "" if that is nobody, or ourselves."""
    wanted = message.reply_to[0].addr if len(message.reply_to) == 1 else message.sender.addr
    return "" if not is_usable(wanted) or is_own(address_key(wanted), desk.own_addresses) else wanted
