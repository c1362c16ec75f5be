"""Old tickets, so that a run shows what a desk costs that is in use: rows in every table that grows with them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from db import blobs, events, inbox, outbox, tickets
from db.connection import Store
from db.events import Event
from db.inbox import Outcome, Received, Source
from db.outbox import Queued, Result
from db.tickets import NewEntry, NewTicket

from .generate import generate
from .people import Person, population

SEED = 7
IN_ONE_UNIT = 500
MAILS = 50  # different ones; the rest repeat them
EVERY = timedelta(minutes=3)  # between two old tickets
LEASE = timedelta(hours=1)
MANY_BYTES = 1 << 40
HOLDER = "filler"
SOURCE = Source("archive", "INBOX", 1)


def fill(store: Store, count: int, before: datetime) -> None:
    """*count* tickets with their mail, participants, events and acknowledgements, from *before* backwards."""
    people = population(random.Random(SEED))
    raws = [mail.raw for mail in generate(MAILS, SEED)]
    for start in range(0, count, IN_ONE_UNIT):
        numbers = range(start, min(start + IN_ONE_UNIT, count))
        store.unit(partial(_fill_some, people, raws, before, numbers))


def _fill_some(people: Sequence[Person], raws: Sequence[bytes], before: datetime, numbers: range) -> None:
    opened = [before - EVERY * number for number in numbers]
    mails = [(number + 1, raws[number % len(raws)], at) for number, at in zip(numbers, opened, strict=True)]
    inbox.store(SOURCE, [Received(uid, len(raw), at, raw, settled=True) for uid, raw, at in mails], before)
    items = inbox.claim(HOLDER, before, before + LEASE, len(numbers), MANY_BYTES)
    for number, at, item in zip(numbers, opened, items, strict=True):
        person = people[number % len(people)]
        ticket = _ticket(number, person, at, item.id)
        outcome = Outcome("ticket", "newcomer", ticket, f"{number:064x}", person.addr, f"旧工单 {number}")
        inbox.conclude(item.id, outcome)
        _acknowledge(number, person, at, ticket, item.raw[:5000])
    for row in outbox.claim(HOLDER, before, before + LEASE, len(numbers)):
        outbox.record(Result(row.id, "sent", 250, "2.0.0 ok", row.created_at))


def _ticket(number: int, person: Person, at: datetime, item_id: int) -> int:
    form = NewTicket(
        f"OLD-{number:06d}", f"旧工单 {number}", person.addr, person.name, "hardware", "general", "zh", at, None
    )
    ticket = tickets.add(form)
    tickets.add_participants(ticket, [(person.addr, person.name, "requester")])
    words = NewEntry("user", person.addr, person.name, at, "打印机卡纸。" * 20, inbox_item_id=item_id)
    tickets.add_entry(ticket, words)
    tickets.add_thread_id(ticket, f"old-{number}@{person.domain}")
    events.record(ticket, Event(at, person.addr, "ticket.opened", {"linked_to": "", "verified": True}))
    if number % 5 == 0:
        blobs.store(f"{number:064x}", bytes(8000))
    return ticket


def _acknowledge(number: int, person: Person, at: datetime, ticket: int, raw: bytes) -> None:
    token = f"{number:032x}"
    kind, addr, message_id = "acknowledgement", person.addr, f"{token}@desk.example"
    outbox.queue(Queued(kind, addr, addr, message_id, token, raw, ticket_id=ticket), at)
