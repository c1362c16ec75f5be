"""What the knowledge base has for a new ticket: for its engineer, and for its user where it is surely the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from db import tickets, workload
from db.article_ranking import indexed
from db.article_search import Asked, Found, ask, fit, is_empty, search
from db.articles import Article
from db.registrations import Registration
from db.tickets import Ticket
from parsers.masking import without_masks
from parsers.search_terms import index_terms, query_terms
from processor.desk.knowledge import first_words
from processor.languages import locale_for

MOST_SIMILAR = 3  # lines to the staff
RANKED = 12  # articles that are read, drafts among them, to find these and to see whether another comes near
NEWEST_SOLVED = 200  # tickets whose titles are compared: those that were solved before there were articles
MAX_CHARACTERS = 4_000  # of what the user wrote: a page; what follows is a log
TITLE_TIMES = 2  # how often a word of a ticket's title counts
SIMILAR_FROM = 0.12  # score from which something is worth a line to the staff
# An offer is made only where it can hardly be wrong. Chosen on 40 tickets of our own, measured on 36 others.
TITLE_SHARE = 0.6  # of what the article's title says, that the ticket says too
TICKET_SHARE = 0.5  # of what the ticket says, that the article says too
MOST_OFFERED = 2_000  # characters of a solution: a page; half of one helps nobody, and an engineer can send the whole
AHEAD = 1.5  # times the score of the next best


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


@dataclass(frozen=True, slots=True)
class Advice:
    """
    Attributes:
        similar: articles, drafts as the tickets that they came from, and older solved tickets; best first.
        offer: the approved article that plainly is about this ticket's problem; None in any doubt.
    """

    similar: tuple[Similar, ...] = ()
    offer: Article | None = None


def advise(ticket: Ticket, form: Registration | None) -> Advice:
    """All that the knowledge base has for *ticket*, by one search. Reads the database."""
    solved = dict(workload.solved(ticket.category, NEWEST_SOLVED))
    if not solved and is_empty():
        return Advice()
    words = _words_of(ticket, form)
    asked = ask([*query_terms(ticket.title) * (TITLE_TIMES - 1), *query_terms(words)])
    found = [each for each in search(asked, RANKED, drafts=True) if each.article.ticket_id != ticket.id]
    return Advice(tuple(_similar(asked, found, solved, ticket.number)), _offer(found, ticket, words))


def _words_of(ticket: Ticket, form: Registration | None) -> str:
    """A ticket's title, what its user wrote first, and the error."""
    fields = form.fields if form else {}
    described = (fields.get("description") or first_words(ticket))[:MAX_CHARACTERS]
    return f"{ticket.title}\n{described}\n{fields.get('error_text', '')[:MAX_CHARACTERS]}"


# ---------------------------------------------------------------- for the staff


def _similar(asked: Asked, found: Sequence[Found], solved: Mapping[str, str], but: str) -> list[Similar]:
    """solved: titles by number, newest first. but: number of the ticket itself."""
    best = {each.number: each for each in _of_articles(found)}
    numbers = [number for number in solved if number not in best and number != but]
    titles = ((-at, *_indexed(solved[number])) for at, number in enumerate(numbers))
    texts = [(at, words) for at, terms, words in titles if not terms.isdisjoint(asked.weights)]
    for ranked in fit(asked, texts):  # of equals the newest first
        number = numbers[-ranked.id]
        best[number] = Similar(number, solved[number], ranked.score, approved=False)
    worth = (each for each in best.values() if each.score >= SIMILAR_FROM)
    return sorted(worth, key=lambda each: (-each.score, not each.approved))[:MOST_SIMILAR]


@lru_cache(maxsize=8 * NEWEST_SOLVED)  # the same titles are compared with each new ticket
def _indexed(title: str) -> tuple[frozenset[str], str]:
    """The terms of a title, and the words that an index would hold of it."""
    terms = index_terms(title)
    return frozenset(terms), indexed(terms, ())


def _of_articles(found: Sequence[Found]) -> Iterator[Similar]:
    for each in [each for each in found if each.score >= SIMILAR_FROM][: MOST_SIMILAR + 1]:
        article = each.article
        if article.status == "approved" or article.ticket_id is None:
            yield Similar(article.number, article.title, each.score, approved=article.status == "approved")
        else:
            yield Similar(tickets.get(article.ticket_id).number, article.title, each.score, approved=False)


# ---------------------------------------------------------------- for the user


def _offer(found: Sequence[Found], ticket: Ticket, words: str) -> Article | None:
    """
    It has to say most of what the ticket says, the ticket most of what its title says, and no other approved article
    may come near; it is of the ticket's category and language.
    """
    approved = [each for each in found if each.article.status == "approved"]
    if not approved or not _is_of(approved[0].article, ticket):
        return None
    best = approved[0]
    # Of those that were not read none has a better score than the last that was.
    others = approved[1:2] or (found[-1:] if len(found) >= RANKED else [])
    if others and best.score < AHEAD * others[0].score:
        return None
    said = indexed((), index_terms(words))
    title = fit(ask(query_terms(without_masks(best.article.title))), [(0, said)])
    covered = bool(title) and title[0].share >= TITLE_SHARE and best.share >= TICKET_SHARE
    return best.article if covered and len(best.article.solution) <= MOST_OFFERED else None


def _is_of(article: Article, ticket: Ticket) -> bool:
    same_language = not article.language or locale_for(ticket.language, article.language) == article.language
    return same_language and article.category in ("", ticket.category)
