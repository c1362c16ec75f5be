"""
How long a search in a large knowledge base takes: `PYTHONPATH=tests python -m bench.knowledge`.

Beside it, on the same articles, what a desk without an index would do: SELECT ... LIKE for each word. A time is
that of the caller, with what the server of PostgreSQL needs meanwhile.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from support.kb_articles import samples
from support.kb_searches import searches
from support.kb_tickets import FRESH, KNOWN, cases
from support.postgres import Postgres

from db import articles
from db.article_search import ask, search
from db.articles import Content
from db.connection import Store, open_store
from db.migrations import migrate
from db.rows import rows
from db.schema import Article
from parsers.search_terms import query_terms
from processor.desk.knowledge import content_of

from .servers import server_cpu_s

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AIM_MS = 50.0  # of a search, in 100,000 articles
IN_ONE_UNIT = 2_000
FIRST = 10  # articles of an answer
WITH_CODE = 0.3  # of the articles name an error or a device of their own


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds."""

    median: float
    p95: float
    most: float


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="ticketd-kb-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server of PostgreSQL runs as its own user
        reached = [_measure(engine, folder, options) for engine in options.database]
    raise SystemExit(0 if all(reached) or not options.strict else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.knowledge", description="Milliseconds a search, beside LIKE.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--database", nargs="*", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    parser.add_argument("--strict", action="store_true", help="exit status 1 when the aim is missed")
    return parser.parse_args()


def _measure(engine: str, folder: Path, options: argparse.Namespace) -> bool:
    with _store(engine, folder) as store:
        began = time.perf_counter()
        for start in range(0, options.articles, IN_ONE_UNIT):
            chunk = generate(min(IN_ONE_UNIT, options.articles - start), options.seed + start)
            store.unit(partial(_add, chunk))
        filled = time.perf_counter() - began
        store.database.execute_sql("ANALYZE")  # as autovacuum and PRAGMA optimize do after a while
        words = [text for text, _ in searches()]
        tickets = [f"{case.title}\n{case.text}" for case in (*cases(KNOWN), *cases(FRESH))]
        store.unit(lambda: [_find(text) for text in words[:5]])
        short, like, long = [], [], []
        began = _cpu_s(engine, folder)
        short += [_time(store, partial(_find, text)) for text in words]
        burnt = (_cpu_s(engine, folder) - began) * 1000 / len(words)
        for text in words:
            like.append(_time(store, partial(_with_like, text)))
        for text in tickets:
            long.append(_time(store, partial(_find, text)))
    print(f"\n{engine}: {options.articles} articles, written at {options.articles / filled:.0f} a second")
    found = _row(f"{len(short)} searches, ms", short)
    print(f"CPU of a search, on the average, with the server's   {burnt:.1f} ms")
    _row(f"{len(long)} whole tickets searched for, ms", long)
    beside = _row("SELECT ... LIKE for the words of the searches, ms", like)
    print(f"LIKE takes {beside.median / found.median:.1f} times as long, by the medians")
    print(
        f"{'reached' if found.most <= AIM_MS else 'MISSED '}  the slowest search: {found.most:.1f} ms, aim {AIM_MS:g}"
    )
    return found.most <= AIM_MS


def generate(count: int, seed: int) -> Iterator[Content]:
    """
    Articles of mixed sentences of the small knowledge base: titles, problems and solutions of any of them.

    Few words in many articles are the hard case: a term of the base stands in about a hundredth of all.
    """
    chance = random.Random(seed)
    base = samples()
    for _ in range(count):
        one, other, third = chance.choices(base, k=3)
        code = f" {chance.choice('ABCDEFGH')}{chance.randrange(10)}-{chance.randrange(10_000):04d}"
        title = chance.choice((one.title, f"{one.title}：{other.title}", f"{chance.randrange(2, 40)}楼 {one.title}"))
        title += code if chance.random() < WITH_CODE else ""
        yield content_of(title, f"{one.problem}{third.problem}", f"{one.solution}{other.solution}")


def _add(chunk: Iterator[Content]) -> None:
    numbers = articles.add_all([(content, None) for content in chunk], NOW)
    assert numbers


def _find(text: str) -> list[int]:
    return [found.article.id for found in search(ask(query_terms(text)), FIRST, drafts=True)]


def _with_like(text: str) -> list[int]:
    query = Article.select(Article.id)
    for word in text.split():
        query = query.where(
            Article.title.contains(word) | Article.problem.contains(word) | Article.solution.contains(word)
        )
    return [row[0] for row in rows(query.order_by(Article.id.desc()).limit(FIRST))]


def _time(store: Store, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    store.unit(work)
    return (time.perf_counter() - began) * 1000


def _cpu_s(engine: str, folder: Path) -> float:
    """What other programs do meanwhile is not in it."""
    return time.process_time() + (server_cpu_s(folder / "pg" / "data") if engine == "postgresql" else 0.0)


def _row(name: str, times: Sequence[float]) -> Times:
    found = Times(statistics.median(times), statistics.quantiles(times, n=20)[-1], max(times))
    print(f"{name:<52} median {found.median:8.1f}   95 % {found.p95:8.1f}   most {found.most:8.1f}")
    return found


@contextmanager
def _store(engine: str, folder: Path) -> Iterator[Store]:
    server = Postgres(folder / "pg") if engine == "postgresql" else None
    if server:
        server.start()
    store = open_store(server.url("postgres") if server else f"sqlite:///{folder}/kb.sqlite3")
    try:
        migrate(store)
        yield store
    finally:
        store.close()
        if server:
            server.stop()


if __name__ == "__main__":
    main()
