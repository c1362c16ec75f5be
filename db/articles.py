"""
Articles of the knowledge base; looking for them is `db.article_search`.

Which terms a text has is not decided here: whoever stores an article says by which it is found
(`db.article_ranking.indexed`). The index follows in the same transaction.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, Literal, cast

import peewee as pw

from db.article_index import index
from db.article_ranking import STATUS
from db.prepared import Param, Prepared, among, each, filled
from db.rows import locked, newest_rows, rows
from db.schema import Article as Row
from db.schema import ArticleWord, Counter

Status = Literal["draft", "approved", "dropped"]
NUMBER = "KB"
IN_CHUNK = 512  # rows of one INSERT, values of one IN (...): SQLite takes 32,766 values


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an article tells. words: by which it is found, see `db.article_ranking.indexed`."""

    title: str
    problem: str
    solution: str
    category: str = ""
    language: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """ticket_id: that it was drafted from. approved_by_id: a person of the directory. used: how often it helped."""

    id: int
    number: str
    title: str
    problem: str
    solution: str
    category: str
    language: str
    status: Status
    ticket_id: int | None
    created_at: datetime
    changed_at: datetime
    approved_at: datetime | None
    approved_by_id: int | None
    used: int


def add(content: Content, now: datetime, ticket_id: int | None = None) -> Article:
    """A new draft under the next number."""
    (number,) = add_all([(content, ticket_id)], now)
    return require(number)


def add_all(new: Sequence[tuple[Content, int | None]], now: datetime) -> list[str]:
    """New drafts, each with its ticket or None; their numbers, in the same order."""
    ((last,),) = _COUNT.rows(name=NUMBER, value=len(new))
    numbers = [f"{NUMBER}-{value:04d}" for value in range(last - len(new) + 1, last + 1)]
    values = [
        {**_values(content), "words": _words(content, "draft"), "number": number, "ticket": ticket_id,
         "status": "draft", "created_at": now, "changed_at": now}
        for number, (content, ticket_id) in zip(numbers, new, strict=True)
    ]  # fmt: skip
    for chunk in _chunks(values):
        added = rows(Row.insert_many(chunk).returning(Row.id, Row.words))
        index().put(added)
        _count(Tally(word for _, words in added for word in words.split()))
    return numbers


def find(number: str) -> Article | None:
    """By its number, however it is written: KB-0001, kb-1, 1."""
    return next(iter(_articles(_select().where(Row.number == number_of(number)))), None)


def require(number: str) -> Article:
    """
    Raises:
        LookupError: there is no such article.
    """
    found = find(number)
    if found is None:
        raise LookupError(f"no article {number}")
    return found


def number_of(written: str) -> str:
    """`kb-1`, `KB0001` and `1` are KB-0001; anything else stays as it is."""
    digits = written.strip().upper().removeprefix(NUMBER).lstrip("#- ")
    return f"{NUMBER}-{int(digits):04d}" if digits.isdecimal() and digits.isascii() else written.strip()


def of_ticket(ticket_id: int) -> Article | None:
    """The newest article that was drafted from a ticket."""
    return next(iter(_articles(_select().where(Row.ticket == ticket_id).order_by(Row.id.desc()).limit(1))), None)


def tickets_with(statuses: Sequence[Status], ticket_ids: Sequence[int]) -> set[int]:
    """Which of these tickets have an article of one of *statuses*."""
    query = Row.select(Row.ticket).where(Row.status.in_(list(statuses)))
    return {ticket for chunk in _chunks(ticket_ids) for (ticket,) in rows(query.where(Row.ticket.in_(list(chunk))))}


def newest(statuses: Sequence[Status] = (), limit: int = 50) -> list[Article]:
    """The articles written last, of the given statuses if any are given."""
    return [_article(row) for row in newest_rows(_select(), statuses, limit)]


def by_ids(ids: Sequence[int]) -> dict[int, Article]:
    """Those of *ids* that there are."""
    return {each.id: each for chunk in _chunks(ids) for each in _articles(_select().where(Row.id.in_(list(chunk))))}


def words_of(ids: Sequence[int]) -> list[tuple[int, str]]:
    """(id, what the index holds) of articles."""
    query = Row.select(Row.id, Row.words)
    return [(each, words) for chunk in _chunks(ids) for each, words in rows(query.where(Row.id.in_(list(chunk))))]


def counts_of(words: Sequence[str]) -> dict[str, int]:
    """In how many articles of the index each of *words* stands; words that are in none are left out."""
    found: dict[str, int] = {}
    for chunk in _chunks(words):
        wanted = filled(chunk)
        found.update(_counts(len(wanted)).rows(**each(ArticleWord.word, wanted)))
    return found


def replace(article_id: int, content: Content, now: datetime) -> None:
    """Another title, problem or solution; the status stays."""
    old, status = _lock(article_id)
    words = _words(content, status)
    Row.update(**{**_values(content), "words": words, "changed_at": now}).where(Row.id == article_id).execute()
    _reindex(article_id, old, _held(words, status))


def approve(article_id: int, person_id: int | None, now: datetime) -> None:
    """It may be shown to users from now on. person_id: who says so."""
    _set_status(article_id, "approved", {"approved_at": now, "approved_by": person_id, "changed_at": now})


def drop(article_id: int, now: datetime) -> None:
    """It is found no more; it stays under its number."""
    _set_status(article_id, "dropped", {"changed_at": now})


def restore(article_id: int, values: Mapping[str, object]) -> None:
    """Make an article what it was; values: by column, its words and its status among them."""
    old, _ = _lock(article_id)
    Row.update(**values).where(Row.id == article_id).execute()
    _reindex(article_id, old, _held(str(values["words"]), cast(Status, values["status"])))


def remove(article_id: int) -> None:
    """As if it had never been; its number is not given again."""
    old, _ = _lock(article_id)
    _reindex(article_id, old, "")
    Row.delete().where(Row.id == article_id).execute()


def count_use(article_id: int) -> None:
    """It has helped somebody."""
    Row.update(used=Row.used + 1).where(Row.id == article_id).execute()


def _set_status(article_id: int, status: Status, values: Mapping[str, object]) -> None:
    old, _ = _lock(article_id)
    ((content,),) = rows(Row.select(Row.words).where(Row.id == article_id))
    words = " ".join([*_without_status(content), f"{STATUS}{status}"])
    Row.update(status=status, words=words, **values).where(Row.id == article_id).execute()
    _reindex(article_id, old, _held(words, status))


def _lock(article_id: int) -> tuple[str, Status]:
    """What the index holds of an article, and its status; on PostgreSQL nobody else changes it meanwhile."""
    found = rows(locked(Row.select(Row.words, Row.status).where(Row.id == article_id)))
    if not found:
        raise LookupError(f"no article with id {article_id}")
    words, status = found[0]
    return _held(words, status), status


def _held(words: str, status: Status) -> str:
    """What the index holds of an article with these words: nothing once it is dropped."""
    return "" if status == "dropped" else words


def _reindex(article_id: int, old: str, new: str) -> None:
    """Bring the index and the counts of words from *old* to *new*; "" is nothing."""
    if old:
        index().remove(article_id, old)
    if new:
        index().put([(article_id, new)])
    changes = Tally(new.split())
    changes.subtract(old.split())
    _count(changes)


def _count(changes: Mapping[str, int]) -> None:
    """Sorted, so that two who do this at once wait for each other instead of both for the other."""
    new = [{"word": word, "articles": change} for word, change in sorted(changes.items()) if change]
    for chunk in _chunks(new):
        more = {ArticleWord.articles: ArticleWord.articles + pw.EXCLUDED.articles}
        ArticleWord.insert_many(chunk).on_conflict(conflict_target=[ArticleWord.word], update=more).execute()


def _words(content: Content, status: Status) -> str:
    return " ".join([*_without_status(content.words), f"{STATUS}{status}"])


def _without_status(words: str) -> list[str]:
    return [word for word in words.split() if not word.startswith(STATUS)]


def _values(content: Content) -> dict[str, str]:
    return {field.name: getattr(content, field.name) for field in fields(content) if field.name != "words"}


def _chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + IN_CHUNK] for start in range(0, len(items), IN_CHUNK))


def _select() -> Any:
    return Row.select(*(getattr(Row, name) for name in _COLUMNS))


def _articles(query: Any) -> list[Article]:
    return [_article(row) for row in rows(query)]


def _article(row: Sequence[Any]) -> Article:
    return Article(**dict(zip(_NAMES, row, strict=True)))


@cache
def _counts(count: int) -> Prepared:
    known = ArticleWord.articles > 0, among(ArticleWord.word, count)
    return Prepared(lambda: ArticleWord.select(ArticleWord.word, ArticleWord.articles).where(*known))


_NAMES = tuple(field.name for field in fields(Article))
_COLUMNS = tuple({"ticket_id": "ticket", "approved_by_id": "approved_by"}.get(name, name) for name in _NAMES)
_COUNT = Prepared(
    lambda: (
        Counter.insert({Counter.name: Param("name", Counter.name), Counter.value: Param("value", Counter.value)})
        .on_conflict(conflict_target=[Counter.name], update={Counter.value: Counter.value + pw.EXCLUDED.value})
        .returning(Counter.value)
    )
)
