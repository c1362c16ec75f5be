"""Looking for articles: candidates from the index of the engine, ranked by one pure function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db import articles
from db.article_index import index
from db.article_ranking import IN_TITLE, STATUS, TITLE, Ranked, rank, weights
from db.articles import Article

# What one search may look at, so that it costs about the same in a large knowledge base as in a small one.
POSTINGS = 4_000  # entries of the index that are added up, of the rarest words first
MOST_WORDS = 60  # of one sum; SQLite joins 500 SELECTs at most
FEW_TERMS = 8  # a search with more is a text: no article has all of it
CANDIDATES = 100  # articles that are ranked, of each way to find some
DRAFT, APPROVED = f"{STATUS}draft", f"{STATUS}approved"


@dataclass(frozen=True, slots=True)
class Found:
    """score, share: see `db.article_ranking.Ranked`."""

    article: Article
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Terms that are looked for, weighed once for several questions.

    Attributes:
        weights: of each term. held: in how many articles each stands, apart from it in how many titles (^term).
    """

    weights: Mapping[str, float]
    held: Mapping[str, int]


def ask(terms: Sequence[str]) -> Asked:
    """terms: what stands there twice counts double. Reads the database."""
    total = sum(articles.counts_of((DRAFT, APPROVED)).values())
    held = articles.counts_of(sorted({*terms, *(TITLE + term for term in terms)})) if total else {}
    return Asked(weights(terms, held, total), held)


def is_empty() -> bool:
    """There is no article that could be found."""
    return not articles.counts_of((DRAFT, APPROVED))


def search(asked: Asked, limit: int, *, drafts: bool = False) -> list[Found]:
    """
    The articles that fit best, best first.

    Args:
        drafts: those that nobody has approved yet as well.
    """
    ids = _candidates(asked.weights, asked.held, () if drafts else (APPROVED,))
    ranked = rank(asked.weights, articles.words_of(ids))[:limit]
    found = articles.by_ids([each.id for each in ranked])
    return [Found(found[each.id], each.score, each.share) for each in ranked]


def fit(asked: Asked, texts: Iterable[tuple[int, str]]) -> list[Ranked]:
    """How well other texts fit (any id, words as an index would hold them), their terms weighed as in articles."""
    return rank(asked.weights, texts)


def _candidates(weighed: Mapping[str, float], held: Mapping[str, int], required: Sequence[str]) -> list[int]:
    """
    Ids of the articles worth ranking, of each kind up to `CANDIDATES`, the newest of equals.

    Those that have all terms, in the title or anywhere; those that have most of the rare terms; where these are few,
    of the frequent ones, which are too many to be added up, those that have as many as any article has.
    """
    known = sorted((term for term in weighed if term in held), key=lambda term: (held[term], term))
    rare = _rarest(weighed, held)
    found: set[int] = set()
    if 0 < len(known) <= FEW_TERMS:
        for mark in (TITLE, ""):
            found |= set(index().with_all([*(mark + term for term in known), *required], CANDIDATES))
    if rare:
        found |= set(index().heaviest(rare, required, CANDIDATES))
    if len(found) < CANDIDATES:
        found |= _with_most([term for term in known if term not in rare], required)
    return sorted(found)


def _with_most(frequent: Sequence[str], required: Sequence[str]) -> set[int]:
    """Articles that have all of these terms; where there are none, without the most frequent one, and so on."""
    for count in range(min(len(frequent), FEW_TERMS), 0, -1):
        if found := index().with_all([*frequent[:count], *required], CANDIDATES):
            return set(found)
    return set()


def _rarest(weighed: Mapping[str, float], held: Mapping[str, int]) -> dict[str, float]:
    """As many of the rarest words of the index as may be added up, with what each adds to a score."""
    chosen: dict[str, float] = {}
    postings = 0
    for word in sorted(held, key=lambda word: (held[word], word)):
        postings += held[word]
        if postings > POSTINGS or len(chosen) == MOST_WORDS:
            break
        chosen[word] = weighed[word] if word in weighed else IN_TITLE * weighed[word.removeprefix(TITLE)]
    return chosen
