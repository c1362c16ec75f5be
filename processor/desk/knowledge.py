"""
The knowledge base: articles drafted from solved tickets, and looked up.

Approved articles are for everybody; drafts are for the staff until somebody of the staff has read them. What it has for
a new ticket says `processor.desk.advice`; what becomes of a draft `processor.desk.publishing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import articles, events, people, registrations, tickets
from db.article_ranking import indexed
from db.article_search import Found, ask, search
from db.articles import Article, Content
from db.events import Event
from db.tickets import Ticket
from parsers.masking import Personal, mask, without_masks
from parsers.phrases.empty_solutions import CHINESE, ENGLISH
from parsers.phrases.tables import alternatives
from parsers.search_terms import index_terms, query_terms
from processor.desk.since import solution_of
from processor.desk.undone import undone_items
from processor.labels import label
from processor.languages import locale_for

MAX_CHARACTERS = 10_000  # of each part of a draft: some pages; what follows is a log
MOST_CHARACTERS = 0.6  # of the weight of single characters; fewer are found in anything (电子 for 量子)
_EMPTY = re.compile(rf"{alternatives(CHINESE)}|(?<![a-z])(?:{alternatives(ENGLISH)})(?![a-z])", re.IGNORECASE)

# What a form tells about a problem beside its description and nothing about who has it.
ABOUT_THE_PROBLEM = ("error_text", "steps", "system")
# What a form tells about a person.
NAMES = ("name",)
NUMBERS = ("phone", "contact", "employee_number", "account")
# Events of a ticket. An event of an article has its number.
DRAFTED, APPROVED, EDITED, DROPPED = "article.drafted", "article.approved", "article.edited", "article.dropped"
DECISIONS = frozenset({APPROVED, EDITED, DROPPED})
TOOK = {"zh": "处理过程：", "en": "What was done:"}


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What a solved ticket has to teach, for somebody of the staff to decide about.

    Attributes:
        article: as it stands in the knowledge base.
        content: what may be published: what the article says, or a newer text where somebody has decided about that.
    """

    article: Article
    content: Content

    @property
    def newer(self) -> bool:
        article = self.article
        return (article.title, article.problem, article.solution) != _texts(self.content)


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A draft that somebody of the staff was asked about.

    Attributes:
        at: when; the mails about it were written in the same moment.
        detail: of the event: number, title, problem, solution, newer.
        decided: somebody has published, edited or dropped it since.
    """

    at: datetime
    detail: Mapping[str, Any]
    decided: bool

    @property
    def texts(self) -> tuple[str, str, str]:
        detail = self.detail
        return str(detail["title"]), str(detail["problem"]), str(detail["solution"])


def content_of(title: str, problem: str, solution: str, *, category: str = "", language: str = "") -> Content:
    """An article with the words by which it is found."""
    text = without_masks(f"{problem}\n{solution}")
    words = indexed(index_terms(without_masks(title)), index_terms(text))
    return Content(
        title=title, problem=problem, solution=solution, category=category, language=language, words=words
    )  # fmt: skip


def draft_of(ticket: Ticket, default_locale: str = "zh") -> Content | None:
    """
    What a solved ticket has to teach, with personal data masked; None when nobody wrote how it was solved.

    From its form and first mail, and from what the user was told of progress and solution: internal notes stay out.
    Reads the database.
    """
    happened = _standing(events.of_ticket(ticket.id))
    locale = locale_for(ticket.language, default_locale)
    said = (ticket.title, _problem(ticket, locale), _solution(happened, locale))
    personal = _personal(ticket, happened)
    masked_texts = (mask(text[:MAX_CHARACTERS], personal, locale) for text in said)
    title, problem, solution = map(_without_courtesies, masked_texts)
    if not is_of_substance(solution.replace(TOOK[locale], "")):
        return None
    return content_of(title or ticket.number, problem, solution, category=ticket.category, language=locale)


def draft(ticket: Ticket, now: datetime, default_locale: str = "zh") -> Draft | None:
    """
    Keep what a solved ticket has to teach as a draft, one a ticket; a later one takes the place of an undecided one.

    Returns:
        None where there is nothing (new) to decide: no solution of substance, it was proposed before, or was dropped.
    """
    content = draft_of(ticket, default_locale)
    if content is None:
        return None
    known = articles.of_ticket(ticket.id)
    if known is None:
        return Draft(articles.add(content, now, ticket.id), content)
    proposed = proposal(ticket.id)
    if known.status == "dropped" or (proposed and proposed.texts == _texts(content)):
        return None
    if known.status == "draft" and not (proposed and proposed.decided):
        articles.replace(known.id, content, now)
        known = articles.require(known.number)
    return Draft(known, content)


def proposal(ticket_id: int) -> Proposal | None:
    """The last draft that somebody of the staff was asked about, unless it was taken back. Reads the database."""
    happened = _standing(events.of_ticket(ticket_id))
    at = max((at for at, event in enumerate(happened) if event.kind == DRAFTED), default=None)
    if at is None:
        return None
    drafted, since = happened[at], happened[at + 1 :]
    return Proposal(drafted.at, drafted.detail, any(event.kind in DECISIONS for event in since))


def is_of_substance(solution: str) -> bool:
    """Something is left of it that another could do, beside that it is solved, thanks, and where to ask."""
    return bool(query_terms(without_masks(_EMPTY.sub(" ", solution))))


def masked(ticket: Ticket, text: str, default_locale: str = "zh") -> str:
    """*text* without what is personal of anybody who had to do with *ticket*. Reads the database."""
    return mask(text, _personal(ticket, events.of_ticket(ticket.id)), locale_for(ticket.language, default_locale))


def look_up(words: str, limit: int, *, drafts: bool = False) -> list[Found]:
    """What fits the words that somebody looks for; if no pair of their characters is known, what has most of them."""
    if found := search(ask(query_terms(words)), limit, drafts=drafts):
        return found
    characters = [term for term in index_terms(words) if len(term) == 1]
    return [each for each in search(ask(characters), limit, drafts=drafts) if each.share >= MOST_CHARACTERS]


def _texts(content: Content) -> tuple[str, str, str]:
    return content.title, content.problem, content.solution


def first_words(ticket: Ticket) -> str:
    """What its user wrote first. Reads the database."""
    return next((entry.text for entry in tickets.entries(ticket.id) if entry.kind == "user"), "")


def _standing(happened: Sequence[Event]) -> list[Event]:
    """What was not taken back."""
    gone = undone_items(happened)
    return [event for event in happened if event.item_id is None or event.item_id not in gone]


def _problem(ticket: Ticket, locale: str) -> str:
    form = registrations.find(ticket.id)
    fields: Mapping[str, str] = form.fields if form else {}
    described = fields.get("description") or first_words(ticket)
    colon = "：" if locale == "zh" else ": "
    told = (f"{label(locale, 'field', name)}{colon}{fields[name]}" for name in ABOUT_THE_PROBLEM if fields.get(name))
    return "\n".join([described, *(line for line in told if line.partition(colon)[2] not in described)])


def _solution(happened: Sequence[Event], locale: str) -> str:
    """The last solution, and the steps that led to it."""
    steps = [line for event in happened if event.kind == "command.progress" for line in _step(event)]
    took = "\n".join([TOOK[locale], *(f"{at}. {line}" for at, line in enumerate(steps, 1))]) if steps else ""
    return "\n\n".join(part for part in (solution_of(happened), took) if part)


def _step(event: Event) -> Iterator[str]:
    said = [" ".join(str(event.detail.get(name) or "").split()) for name in ("step", "result")]
    if any(said):
        yield " → ".join(part for part in said if part)


def _personal(ticket: Ticket, happened: Sequence[Event]) -> Personal:
    """Names and numbers of everybody who had to do with a ticket; whole names of all others. Reads the database."""
    form = registrations.find(ticket.id)
    fields: Mapping[str, str] = form.fields if form else {}
    ids = {ticket.assignee_id, ticket.coordinator_id, ticket.accepted_by_id, form.person_id if form else None}
    known = [people.find(each) for each in ids if each is not None]
    known += [people.find_by_address(addr) for addr in {event.actor for event in happened} | _addresses(ticket)]
    found = [person for person in known if person]
    names = {ticket.requester_name, *(person.name for person in found), *(fields.get(name, "") for name in NAMES)}
    names |= {name for _, name, _ in tickets.participants(ticket.id)}
    names |= {entry.author_name for entry in tickets.entries(ticket.id)}
    numbers = {number for person in found for number in (person.phone, person.employee_number)}
    numbers |= {fields.get(name, "") for name in NUMBERS}
    addresses = {addr for person in found for addr in person.all_addresses} | _addresses(ticket)
    logins = {addr.partition("@")[0] for addr in addresses}
    others = people.all_names()
    return Personal(*(tuple(sorted(filter(None, each))) for each in (names, numbers, logins, others)))


def _addresses(ticket: Ticket) -> set[str]:
    return {addr for addr, _, _ in tickets.participants(ticket.id)}


def _without_courtesies(text: str) -> str:
    """Without the lines that say nothing but a greeting or thanks."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for line in lines if not line or query_terms(without_masks(line))).strip()
