"""
The knowledge base: articles drafted from solved tickets, and what it has for a new one.

Approved articles are for everybody; drafts are for the staff until somebody of the staff has read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from db import articles, events, people, registrations, tickets, workload
from db.article_ranking import indexed
from db.article_search import Found, fit, search
from db.articles import Article, Content
from db.events import Event
from db.tickets import Ticket
from parsers.masking import Personal, mask, without_masks
from parsers.search_terms import index_terms, query_terms
from processor.desk.notifier import locale_for
from processor.desk.undone import undone_items
from processor.labels import label

NEWEST_SOLVED = 200  # tickets whose titles are compared: those that were solved before there were articles
TITLE_TIMES = 2  # how often a word of a ticket's title counts
SIMILAR_FROM = 0.12  # score from which something is worth a line to the staff
MOST_CHARACTERS = 0.6  # of the weight of single characters; fewer are found in anything (电子 for 量子)
# An offer is made only where it can hardly be wrong. Chosen on 40 tickets of our own, measured on 36 others.
TITLE_SHARE = 0.6  # of what the article's title says, that the ticket says too
TICKET_SHARE = 0.5  # of what the ticket says, that the article says too
AHEAD = 1.5  # times the score of the next best

# What a form tells about a problem beside its description and nothing about who has it.
ABOUT_THE_PROBLEM = ("error_text", "steps", "system")
# What a form tells about a person.
NAMES = ("name",)
NUMBERS = ("phone", "contact", "employee_number", "account")
TOOK = {"zh": "处理过程：", "en": "What was done:"}


@dataclass(frozen=True, slots=True)
class Similar:
    """
    Something that may help with a new ticket.

    Attributes:
        number: of an approved article (KB-0001), else of the solved ticket.
        approved: an article that users may read.
    """

    number: str
    title: str
    score: float
    approved: bool


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
    solution = _solution(happened, locale)
    if not solution:
        return None
    personal = _personal(ticket, happened)
    title, problem, solution = (
        _without_courtesies(mask(text, personal, locale)) for text in (ticket.title, _problem(ticket, locale), solution)
    )
    return content_of(title or ticket.number, problem, solution, category=ticket.category, language=locale)


def draft(ticket: Ticket, now: datetime, default_locale: str = "zh") -> Article | None:
    """Keep the draft of a solved ticket; one a ticket: a later one replaces it until it is approved or dropped."""
    content = draft_of(ticket, default_locale)
    if content is None:
        return None
    known = articles.of_ticket(ticket.id)
    if known is None:
        return articles.add(content, now, ticket.id)
    if known.status == "draft":
        articles.replace(known.id, content, now)
    return articles.require(known.number)


def look_up(words: str, limit: int, *, drafts: bool = False) -> list[Found]:
    """What fits the words that somebody looks for; if no pair of their characters is known, what has most of them."""
    if found := search(query_terms(words), limit, drafts=drafts):
        return found
    characters = [term for term in index_terms(words) if len(term) == 1]
    return [each for each in search(characters, limit, drafts=drafts) if each.share >= MOST_CHARACTERS]


def similar(ticket: Ticket, limit: int) -> list[Similar]:
    """For the staff: articles, drafts as the tickets that they came from, and older solved tickets; best first."""
    terms = _terms_of(ticket)
    found = {each.number: each for each in _similar_articles(terms, ticket, limit)}
    solved = dict(workload.solved(ticket.category, NEWEST_SOLVED))
    numbers = [number for number in solved if number not in found and number != ticket.number]
    texts = ((at, indexed(index_terms(solved[number]), ())) for at, number in enumerate(numbers))
    for ranked in fit(terms, texts):
        number = numbers[ranked.id]
        found[number] = Similar(number, solved[number], ranked.score, approved=False)
    worth = (each for each in found.values() if each.score >= SIMILAR_FROM)
    return sorted(worth, key=lambda each: (-each.score, not each.approved, each.number))[:limit]


def offer(ticket: Ticket) -> Article | None:
    """
    The approved article that plainly is about this ticket's problem, for its user; None in any doubt.

    It has to say most of what the ticket says, the ticket most of what its title says, and no other article may
    come near; it is of the ticket's category and language.
    """
    terms = _terms_of(ticket)
    best, *others = [*search(terms, 2), None]
    if best is None or not _is_of(best.article, ticket):
        return None
    said = indexed((), index_terms(_words_of(ticket)))
    title = fit(query_terms(without_masks(best.article.title)), [(0, said)])
    clear = not others or others[0] is None or best.score >= AHEAD * others[0].score
    covered = bool(title) and title[0].share >= TITLE_SHARE and best.share >= TICKET_SHARE
    return best.article if clear and covered else None


def _is_of(article: Article, ticket: Ticket) -> bool:
    same_language = not article.language or locale_for(ticket.language, article.language) == article.language
    return same_language and article.category in ("", ticket.category)


def _similar_articles(terms: Sequence[str], ticket: Ticket, limit: int) -> Iterator[Similar]:
    for each in search(terms, limit + 1, drafts=True):
        article = each.article
        if article.ticket_id == ticket.id and ticket.id:
            continue
        if article.status == "approved" or article.ticket_id is None:
            yield Similar(article.number, article.title, each.score, approved=article.status == "approved")
        else:
            yield Similar(tickets.get(article.ticket_id).number, article.title, each.score, approved=False)


def _terms_of(ticket: Ticket) -> list[str]:
    return [*query_terms(ticket.title) * (TITLE_TIMES - 1), *query_terms(_words_of(ticket))]


def _words_of(ticket: Ticket) -> str:
    """A ticket's title and what its user wrote first."""
    form = registrations.find(ticket.id)
    described = form.fields.get("description", "") if form else ""
    return f"{ticket.title}\n{described or _first_words(ticket)}\n{form.fields.get('error_text', '') if form else ''}"


def _first_words(ticket: Ticket) -> str:
    return next((entry.text for entry in tickets.entries(ticket.id) if entry.kind == "user"), "")


def _standing(happened: Sequence[Event]) -> list[Event]:
    """What was not taken back."""
    gone = undone_items(happened)
    return [event for event in happened if event.item_id is None or event.item_id not in gone]


def _problem(ticket: Ticket, locale: str) -> str:
    form = registrations.find(ticket.id)
    fields: Mapping[str, str] = form.fields if form else {}
    described = fields.get("description") or _first_words(ticket)
    colon = "：" if locale == "zh" else ": "
    told = (f"{label(locale, 'field', name)}{colon}{fields[name]}" for name in ABOUT_THE_PROBLEM if fields.get(name))
    return "\n".join([described, *(line for line in told if line.partition(colon)[2] not in described)])


def _solution(happened: Sequence[Event], locale: str) -> str:
    """The last solution, and the steps that led to it."""
    solved = [str(event.detail.get("solution") or "") for event in happened if event.kind == "command.resolve"]
    steps = [line for event in happened if event.kind == "command.progress" for line in _step(event)]
    took = "\n".join([TOOK[locale], *(f"{at}. {line}" for at, line in enumerate(steps, 1))]) if steps else ""
    return "\n\n".join(part for part in (solved[-1] if solved else "", took) if part)


def _step(event: Event) -> Iterator[str]:
    said = [" ".join(str(event.detail.get(name) or "").split()) for name in ("step", "result")]
    if any(said):
        yield " → ".join(part for part in said if part)


def _personal(ticket: Ticket, happened: Sequence[Event]) -> Personal:
    """Names and numbers of everybody who had to do with a ticket. Reads the database."""
    form = registrations.find(ticket.id)
    fields: Mapping[str, str] = form.fields if form else {}
    ids = {ticket.assignee_id, ticket.coordinator_id, ticket.accepted_by_id, form.person_id if form else None}
    known = [people.find(each) for each in ids if each is not None]
    known += [people.find_by_address(addr) for addr in {event.actor for event in happened} | _addresses(ticket)]
    staff = [person for person in known if person]
    names = {ticket.requester_name, *(person.name for person in staff), *(fields.get(name, "") for name in NAMES)}
    names |= {name for _, name, _ in tickets.participants(ticket.id)}
    names |= {entry.author_name for entry in tickets.entries(ticket.id)}
    numbers = {number for person in staff for number in (person.phone, person.employee_number)}
    numbers |= {fields.get(name, "") for name in NUMBERS}
    return Personal(tuple(sorted(filter(None, names))), tuple(sorted(filter(None, numbers))))


def _addresses(ticket: Ticket) -> set[str]:
    return {addr for addr, _, _ in tickets.participants(ticket.id)}


def _without_courtesies(text: str) -> str:
    """Without the lines that say nothing but a greeting or thanks."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for line in lines if not line or query_terms(without_masks(line))).strip()
