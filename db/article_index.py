"""The full-text index of articles on each engine: which articles have which words, without any order of merit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol
from zlib import crc32

import peewee as pw

from db.schema import Article

WHOLE_WEIGHT = 1000  # weights are added up as whole numbers, so that both engines find the same sums


class Index(Protocol):
    """words: as `db.article_ranking.indexed` makes them, divided by blanks."""

    def put(self, added: Iterable[tuple[int, str]]) -> None:
        """Take in the words of articles that have none in the index."""

    def remove(self, article_id: int, words: str) -> None:
        """Forget an article; *words* are those that it was put in with."""

    def with_all(self, words: Sequence[str], limit: int) -> list[int]:
        """The newest articles that have each of *words*."""

    def heaviest(self, words: Mapping[str, float], required: Sequence[str], limit: int) -> list[int]:
        """The articles with all *required* whose weights of *words* add up to most; of equals the newest."""


def index_of(database: Any) -> Index:
    return _Postgres(database) if isinstance(database, pw.PostgresqlDatabase) else _Sqlite(database)


def index() -> Index:
    """Of the database in use."""
    return index_of(Article._meta.database)


class _Sqlite:
    def __init__(self, database: Any) -> None:
        self._database = database

    def put(self, added: Iterable[tuple[int, str]]) -> None:
        for article_id, words in added:
            self._database.execute_sql("INSERT INTO article_index (rowid, words) VALUES (?, ?)", (article_id, words))

    def remove(self, article_id: int, words: str) -> None:
        """An index without content has to be told what it forgets (FTS5 documentation §6.3)."""
        sql = "INSERT INTO article_index (article_index, rowid, words) VALUES ('delete', ?, ?)"
        self._database.execute_sql(sql, (article_id, words))

    def with_all(self, words: Sequence[str], limit: int) -> list[int]:
        sql = "SELECT rowid FROM article_index WHERE article_index MATCH ? ORDER BY rowid DESC LIMIT ?"
        return _ids(self._database.execute_sql(sql, (_match(words), limit)))

    def heaviest(self, words: Mapping[str, float], required: Sequence[str], limit: int) -> list[int]:
        one = "SELECT rowid AS id, CAST(? AS INTEGER) AS weight FROM article_index WHERE article_index MATCH ?"
        sql = (
            f"SELECT id FROM ({' UNION ALL '.join([one] * len(words))}) AS found GROUP BY id "  # noqa: S608 - constants
            "ORDER BY SUM(weight) DESC, id DESC LIMIT ?"
        )
        pairs = ((_whole(weight), _match([word, *required])) for word, weight in words.items())
        return _ids(self._database.execute_sql(sql, [*(value for pair in pairs for value in pair), limit]))


class _Postgres:
    def __init__(self, database: Any) -> None:
        self._database = database

    def put(self, added: Iterable[tuple[int, str]]) -> None:
        for article_id, words in added:
            sql = "INSERT INTO article_index (article_id, words) VALUES (%s, %s::integer[])"
            self._database.execute_sql(sql, (article_id, _numbers(words.split())))

    def remove(self, article_id: int, words: str) -> None:
        self._database.execute_sql("DELETE FROM article_index WHERE article_id = %s", (article_id,))

    def with_all(self, words: Sequence[str], limit: int) -> list[int]:
        return _ids(self._database.execute_sql("SELECT articles_with_all(%s::integer[], %s)", (_numbers(words), limit)))

    def heaviest(self, words: Mapping[str, float], required: Sequence[str], limit: int) -> list[int]:
        sql = "SELECT articles_with_most(%s::integer[], %s::bigint[], %s::integer[], %s)"
        weights = [_whole(weight) for weight in words.values()]
        return _ids(self._database.execute_sql(sql, (_numbers(words), weights, _numbers(required), limit)))


def _numbers(words: Iterable[str]) -> list[int]:
    """CRC-32 of each word, as the engine's signed 32 bits; few words share one, which ranking tells apart."""
    return [crc32(word.encode()) - (1 << 31) for word in words]


def _match(words: Sequence[str]) -> str:
    """Each word as an FTS5 string, all of them required."""
    return " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)


def _whole(weight: float) -> int:
    return round(weight * WHOLE_WEIGHT)


def _ids(cursor: Any) -> list[int]:
    return [int(row[0]) for row in cursor.fetchall()]
