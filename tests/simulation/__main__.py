"""
Simulate: `PYTHONPATH=tests python -m simulation --tickets 500 --seed 7 --engine sqlite`.

Ends with 1 when a mail is missing, too much, or at another time than the oracle says.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import structlog
from support.postgres import Postgres
from support.quick import quick_folder

from db.connection import Store, open_store
from db.migrations import migrate

from .facts import read
from .places import PLACES
from .run import Ran, simulate
from .verdict import Verdict, judge


def main() -> None:
    options = _options()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    folder = quick_folder("ticketd-weeks-")
    folder.chmod(0o755)  # the server of PostgreSQL runs as its own user
    try:
        with _store(options.engine, folder) as store:
            began, busy = time.monotonic(), time.process_time()
            ran = simulate(store, folder, PLACES[options.place], options.tickets, options.seed)
            simulated = time.process_time() - busy
            verdict = judge(read(store, ran))
            seconds = {"the desk and its people": simulated, "the oracle": time.process_time() - busy - simulated}
            _report(ran, verdict, options.story, seconds | {"in all, by the wall clock": time.monotonic() - began})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if verdict.differences else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulation", description=__doc__)
    parser.add_argument("--tickets", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--story", type=int, default=3, help="of so many tickets the whole story is told")
    parser.add_argument("--place", choices=tuple(PLACES), default="shanghai")
    return parser.parse_args()


@contextmanager
def _store(engine: str, folder: Path) -> Iterator[Store]:
    server = Postgres(folder / "pg") if engine == "postgresql" else None
    if server:
        server.start()
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE weeks")
    store = open_store(server.url("weeks") if server else f"sqlite:///{folder}/ticketd.sqlite3")
    try:
        migrate(store)
        yield store
    finally:
        store.close()
        if server:
            server.stop()


def _report(ran: Ran, verdict: Verdict, stories: int, seconds: dict[str, float]) -> None:
    facts = verdict.facts
    print(
        f"{len(facts.cases)} tickets, {ran.days} days in {ran.place.zone.key}, {len(ran.desk.ticks)} looks of the clock"
    )
    print(f"{ran.standstills} standstills, {ran.jumps} times the clock was set wrong")
    print(f"{len(facts.items)} mails came in, {len(facts.mails)} went out, {verdict.judged} of them judged")
    for name, spent in seconds.items():
        print(f"{spent:8.1f} s  {name}")
    for kind, count in sorted(Counter(row.kind for row in facts.mails).items(), key=lambda pair: -pair[1]):
        print(f"{count:8d}  {kind}")
    print(f"{len(verdict.differences)} differences")
    if verdict.differences:
        print(verdict.story(stories))


if __name__ == "__main__":
    main()
