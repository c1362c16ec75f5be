"""Which articles fit a search best: weights of its terms and the scores of articles; pure, the same on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

TITLE = "^"  # begins a word of an index that tells that a term stands in the title
STATUS = "="  # begins the word that tells an article's status
IN_TITLE = 1.5  # what a term counts more where the title has it; 1 to 3 rank the test set alike
USUAL_WORDS = 200  # of an article's index: half a page
LENGTH = 0.25  # how far an article of twice the usual length falls behind: 0 not at all, 1 to the half


@dataclass(frozen=True, slots=True)
class Ranked:
    """
    Attributes:
        score: 0 for nothing in common, 1 for an article whose title has all terms.
        share: of the weight of the terms, how much the article has at all; 0 to 1.
    """

    id: int
    score: float
    share: float


def indexed(title: Sequence[str], text: Sequence[str]) -> str:
    """The words that an index holds for the terms of a title, and of the text below it; sorted, each once."""
    return " ".join(sorted({*title, *text, *(TITLE + term for term in title)}))


def weights(terms: Iterable[str], articles: Mapping[str, int], total: int) -> dict[str, float]:
    """
    How much each term tells: the rarer, the more (the idf of BM25); as often as it is asked for.

    Args:
        articles: in how many articles each word stands; total: how many there are.
    """
    counted = Counter(terms)
    return {term: times * idf(articles.get(term, 0), total) for term, times in counted.items()}


def idf(articles: int, total: int) -> float:
    return log(1 + (max(total - articles, 0) + 0.5) / (articles + 0.5))


def rank(weighed: Mapping[str, float], candidates: Iterable[tuple[int, str]]) -> list[Ranked]:
    """
    The *candidates* (id, words) that have any of the terms, best first; of equals the newest first.

    Args:
        weighed: of `weights`.
    """
    total = sum(weighed.values())
    if not total:
        return []
    found = [_ranked(weighed, total, article, words) for article, words in candidates]
    return sorted((each for each in found if each.score > 0), key=lambda each: (-each.score, -each.id))


def _ranked(weighed: Mapping[str, float], total: float, article: int, words: str) -> Ranked:
    """The terms of a title stand among all terms, too, so that only those that are there have to be looked for."""
    held = set(words.split())
    there = [term for term in weighed if term in held]
    anywhere = sum(weighed[term] for term in there)
    titled = sum(weighed[term] for term in there if TITLE + term in held)
    share = anywhere / total
    score = (anywhere + IN_TITLE * titled) / (total * (1 + IN_TITLE))
    return Ranked(article, round(score / _length(len(held)), 6), round(share, 6))


def _length(words: int) -> float:
    """Long articles have every word."""
    return 1 + LENGTH * (max(words, USUAL_WORDS) / USUAL_WORDS - 1)
