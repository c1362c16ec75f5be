"""The knowledge base of `support.kb_articles` in a store, and tickets beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from db import articles, tickets
from db.connection import Store
from db.tickets import NewEntry, NewTicket, Ticket
from processor.desk.knowledge import content_of
from support.kb_articles import samples
from support.kb_tickets import Case

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def shelve(store: Store) -> dict[str, str]:
    """All samples as approved articles; number → key."""

    def fill() -> dict[str, str]:
        made = [
            content_of(each.title, each.problem, each.solution, category=each.category, language=each.language)
            for each in samples()
        ]
        numbers = articles.add_all([(content, None) for content in made], NOW)
        for number in numbers:
            articles.approve(articles.require(number).id, None, NOW)
        return dict(zip(numbers, (each.key for each in samples()), strict=True))

    return store.unit(fill)


def open_ticket(case: Case, number: str, status: str = "registered") -> Ticket:
    """Inside a unit of work."""
    language = "en" if (case.title + case.text).isascii() else "zh"
    new = NewTicket(
        number, case.title, "wang@corp.example", "王芳", case.category, "general", language, NOW, None, status=status
    )
    ticket_id = tickets.add(new)
    tickets.add_entry(ticket_id, NewEntry("user", "wang@corp.example", "王芳", NOW, case.text))
    return tickets.get(ticket_id)
