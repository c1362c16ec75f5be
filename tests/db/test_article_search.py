"""How well people find what they look for, in a knowledge base of our own."""

from __future__ import annotations

from datetime import UTC, datetime

from support.kb_articles import samples
from support.kb_searches import searches

from db import articles
from db.article_ranking import indexed
from db.article_search import ask, fit, search
from db.articles import Content
from db.connection import Store
from parsers.search_terms import index_terms, query_terms

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIRST = 3
RECALL = 0.9


def content(title: str, problem: str, solution: str) -> Content:
    words = indexed(index_terms(title), index_terms(f"{problem}\n{solution}"))
    return Content(title=title, problem=problem, solution=solution, words=words)


def test_nine_of_ten_searches_have_the_right_article_among_the_first_three(store: Store) -> None:
    def fill() -> dict[str, str]:
        new = [(content(each.title, each.problem, each.solution), None) for each in samples()]
        numbers = articles.add_all(new, NOW)
        return dict(zip(numbers, (each.key for each in samples()), strict=True))

    keys = store.unit(fill)
    found = {
        text: [keys[each.article.number] for each in store.unit(lambda text=text: _search(text))]
        for text, _ in searches()
    }

    missed = {text: found[text] for text, right in searches() if not right & set(found[text])}
    recall = 1 - len(missed) / len(found)
    first = sum(found[text][:1] != [] and found[text][0] in right for text, right in searches()) / len(found)
    print(f"\nrecall@{FIRST} {recall:.3f}, first place {first:.3f}, of {len(found)} searches over {len(keys)} articles")
    print(*(f"missed: {text} → {keys}" for text, keys in missed.items()), sep="\n")
    assert len(keys) >= 80 and len(found) >= 60
    assert recall >= RECALL


def test_the_index_leads_to_what_a_look_at_every_article_would_find(store: Store) -> None:
    texts = [content(each.title, each.problem, each.solution) for each in samples()]
    store.unit(lambda: articles.add_all([(each, None) for each in texts], NOW))
    every = list(enumerate((each.words for each in texts), 1))

    for text, _ in searches():
        terms = query_terms(text)
        best = store.unit(lambda terms=terms: fit(ask(terms), every))[:FIRST]
        found = store.unit(lambda text=text: search(ask(query_terms(text)), FIRST, drafts=True))
        assert [each.article.title for each in found] == [texts[each.id - 1].title for each in best], text


def _search(text: str) -> list[object]:
    return list(search(ask(query_terms(text)), FIRST, drafts=True))
