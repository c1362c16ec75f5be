from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from db import articles
from db.article_index import index
from db.article_ranking import indexed
from db.article_search import POSTINGS, ask, fit, search
from db.articles import Article, Content
from db.connection import Store
from db.people import Profile
from db.people import add as add_person
from db.rows import rows
from db.schema import Article as Row
from db.schema import ArticleWord
from parsers.search_terms import index_terms, query_terms

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def content(title: str, solution: str = "", **columns: Any) -> Content:
    words = indexed(index_terms(title), index_terms(solution))
    return Content(title=title, problem="", solution=solution, words=words, **columns)


def write(store: Store, *contents: Content, approved: bool = True) -> list[Article]:
    def work() -> list[Article]:
        numbers = articles.add_all([(each, None) for each in contents], NOW)
        found = [articles.require(number) for number in numbers[:100]]
        for article in found if approved else ():
            articles.approve(article.id, None, NOW)
        return found

    return store.unit(work)


def titles(store: Store, words: str, limit: int = 10, **options: Any) -> list[str]:
    return [found.article.title for found in store.unit(lambda: search(ask(query_terms(words)), limit, **options))]


def test_articles_are_numbered_one_after_the_other(store: Store) -> None:
    first = store.unit(lambda: articles.add(content("退款"), NOW))
    second, third = write(store, content("开票"), content("报销"))

    assert [each.number for each in (first, second, third)] == ["KB-0001", "KB-0002", "KB-0003"]


@pytest.mark.parametrize("written", ["KB-0001", "kb-1", "KB0001", "1", " #1 "])
def test_a_number_is_known_however_it_is_written(store: Store, written: str) -> None:
    write(store, content("退款"))

    found = store.unit(lambda: articles.find(written))
    assert found is not None and found.title == "退款"


@pytest.mark.parametrize("written", ["KB-0002", "退款", "", "1.0", "²"])
def test_what_is_no_number_finds_nothing(store: Store, written: str) -> None:
    write(store, content("退款"))

    assert store.unit(lambda: articles.find(written)) is None


def test_words_of_two_characters_codes_and_latin_words_are_found(store: Store) -> None:
    write(store, content("会员退款流程"), content("打印机报错 E3-02"), content("Outlook keeps asking", "0x80070005"))

    assert titles(store, "退款") == ["会员退款流程"]
    assert titles(store, "e3-02") == ["打印机报错 E3-02"]
    assert titles(store, "0X80070005") == ["Outlook keeps asking"]
    assert titles(store, "会") == ["会员退款流程"]
    assert titles(store, "退货") == [] == titles(store, "")


def test_only_what_is_approved_is_found_unless_drafts_are_asked_for(store: Store) -> None:
    write(store, content("退款流程"))
    (draft,) = write(store, content("退款失败"), approved=False)

    assert titles(store, "退款") == ["退款流程"]
    assert sorted(titles(store, "退款", drafts=True)) == ["退款失败", "退款流程"]

    store.unit(lambda: articles.approve(draft.id, None, LATER))
    assert sorted(titles(store, "退款")) == ["退款失败", "退款流程"]


def test_what_is_dropped_is_found_no_more_and_can_come_back(store: Store) -> None:
    (article,) = write(store, content("退款流程"))

    store.unit(lambda: articles.drop(article.id, LATER))
    assert titles(store, "退款", drafts=True) == []
    store.unit(lambda: articles.replace(article.id, content("退货流程"), LATER))
    assert titles(store, "退货", drafts=True) == []
    store.unit(lambda: articles.approve(article.id, None, LATER))
    assert titles(store, "退货") == ["退货流程"]


def test_a_replaced_article_is_found_by_its_new_words_alone(store: Store) -> None:
    (article,) = write(store, content("退款流程"))

    store.unit(lambda: articles.replace(article.id, content("开票流程", category="finance"), LATER))

    assert (titles(store, "退款"), titles(store, "开票")) == ([], ["开票流程"])
    changed = store.unit(lambda: articles.require("1"))
    assert (changed.category, changed.status, changed.changed_at) == ("finance", "approved", LATER)


def test_who_approved_and_when_is_kept(store: Store) -> None:
    han = store.unit(lambda: add_person(Profile(name="韩梅梅", addresses=("han@desk.example",))))
    article = store.unit(lambda: articles.add(content("退款"), NOW))

    store.unit(lambda: articles.approve(article.id, han.id, LATER))
    store.unit(lambda: articles.count_use(article.id))

    found = store.unit(lambda: articles.require(article.number))
    assert (found.status, found.approved_by_id, found.approved_at, found.used) == ("approved", han.id, LATER, 1)


def test_an_article_that_there_is_not_cannot_be_changed(store: Store) -> None:
    with pytest.raises(LookupError):
        store.unit(lambda: articles.approve(7, None, NOW))


def test_the_newest_stand_first(store: Store) -> None:
    write(store, content("退款"), content("开票"))
    write(store, content("报销"), approved=False)

    assert [each.title for each in store.unit(lambda: articles.newest())] == ["报销", "开票", "退款"]
    assert [each.title for each in store.unit(lambda: articles.newest(["approved"], 1))] == ["开票"]


def test_the_title_counts_more_than_the_text_and_rare_words_more_than_frequent_ones(store: Store) -> None:
    write(store, content("其他说明", "也可以退款"), content("退款说明"), *(content(f"打印机{n}") for n in range(20)))
    write(store, content("打印机清零"))

    assert titles(store, "退款")[0] == "退款说明"
    assert titles(store, "打印机 清零")[0] == "打印机清零"


def test_frequent_words_are_found_together_even_where_each_stands_in_too_many(store: Store) -> None:
    many = POSTINGS + 1
    frequent = [content("打印")] * many + [content("卡纸")] * many
    write(store, content("说明", "打印 卡纸"), *frequent, approved=False)

    assert titles(store, "打印 卡纸", drafts=True)[0] == "说明"
    assert titles(store, "打印 卡纸 墨盒", drafts=True)[0] == "说明"
    assert titles(store, "打印", drafts=True)[0] == "打印"


def test_texts_that_are_no_articles_are_ranked_alike(store: Store) -> None:
    write(store, content("退款流程"))
    texts = [(7, indexed(index_terms("退款"), ())), (8, indexed(index_terms("打印"), ()))]

    (only,) = store.unit(lambda: fit(ask(query_terms("退款")), texts))
    assert (only.id, only.score, only.share) == (7, 1.0, 1.0)


def test_the_counts_of_words_are_those_of_the_index_after_any_changes(store: Store) -> None:
    chance = random.Random(6)
    write(
        store, *(content(f"{chance.choice('甲乙丙丁')}打印 {chance.choice('abc')}") for _ in range(12)), approved=False
    )
    for step in range(40):
        article_id = chance.randrange(1, 13)
        new = content(f"{chance.choice('甲乙丙丁')}卡纸 {step}")
        work: Callable[[], None]
        match chance.randrange(3):
            case 0:
                work = partial(articles.approve, article_id, None, NOW)
            case 1:
                work = partial(articles.drop, article_id, NOW)
            case _:
                work = partial(articles.replace, article_id, new, NOW)
        store.unit(work)

    def counted() -> tuple[dict[str, int], Counter[str]]:
        held = dict(rows(ArticleWord.select(ArticleWord.word, ArticleWord.articles).where(ArticleWord.articles != 0)))
        listed = rows(Row.select(Row.words).where(Row.status != "dropped"))
        return held, Counter(word for (words,) in listed for word in words.split())

    held, listed = store.unit(counted)
    assert held == listed
    for word, count in held.items():
        assert len(store.unit(partial(index().with_all, [word], 100))) == count
