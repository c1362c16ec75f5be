"""
How long the managers' figures take beside a year of a busy desk: `PYTHONPATH=tests python -m bench.figures`.

Each is counted in a process of its own, as by `ticketd`, with the memory that it needs; and what the index for it costs
whoever writes events.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from support.configs import make_config
from support.postgres import Postgres

from db import events
from db.connection import Store, open_store
from db.events import Event
from db.migrations import migrate
from processor.desk.duties import pace_of
from processor.desk.teams import Teams
from processor.desk.timetable import deadlines_of
from processor.digest import Accounts, Figures, Period
from processor.digest.period import day, month, week

from .servers import server_cpu_s
from .year import COLUMNS, NOW, TEAMS, Row, staff, tickets

AIM_S = 5.0  # of CPU, with the server's: what other programs do meanwhile is not in it
IN_ONE_UNIT = 5_000  # tickets
ROUNDS = 3
WRITTEN = 20_000  # events, with the index and without
SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 11, 20)
WHAT: dict[str, Callable[[], tuple[Period, str]]] = {
    "a day": lambda: (day(FRIDAY, SHANGHAI), ""),
    "a day of one team": lambda: (day(FRIDAY, SHANGHAI), TEAMS["hardware"]),
    "a week": lambda: (week(FRIDAY, SHANGHAI), ""),
    "a month": lambda: (month(date(2026, 10, 1), SHANGHAI), ""),
    "a day half a year ago": lambda: (day(FRIDAY - timedelta(days=182), SHANGHAI), ""),
}


def main() -> None:
    options = _options()
    if options.count:
        print(json.dumps(_count(options.url, options.count)))
        return
    with tempfile.TemporaryDirectory(prefix="ticketd-figures-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server of PostgreSQL runs as its own user
        reached = [_measure(engine, folder, options) for engine in options.database]
    raise SystemExit(0 if all(reached) or not options.strict else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.figures", description="Seconds that the managers' figures take.")
    parser.add_argument("--tickets", type=int, default=107_600, help="about 9.3 events each")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--database", nargs="*", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    parser.add_argument("--strict", action="store_true", help="exit status 1 when the aim is missed")
    parser.add_argument("--count", choices=WHAT, help="in a process of its own: count this, at --url")
    parser.add_argument("--url", default="")
    return parser.parse_args()


def _measure(engine: str, folder: Path, options: argparse.Namespace) -> bool:
    with _database(engine, folder) as (store, url):
        began = time.perf_counter()
        written = _fill(store, options.tickets, options.seed)
        store.unit(lambda: store.database.execute_sql("ANALYZE"))
        filled = time.perf_counter() - began
        print(f"\n{engine}: {options.tickets} tickets, {written} events, filled in {filled:.0f} s")
        slowest = 0.0
        for what in WHAT:
            found = [_in_a_process(what, url, _server_cpu(engine, folder)) for _ in range(ROUNDS)]
            median = {name: statistics.median(each[name] for each in found) for name in found[0]}
            print(
                f"{what:<24} s: median {median['seconds']:5.2f}  most {max(each['seconds'] for each in found):5.2f}"
                f"  CPU {median['cpu']:5.2f}  MiB more than at rest: {median['mib']:.0f}"
                f"  ({found[0]['came_in']} in, {found[0]['open']} open)"
            )
            slowest = max(slowest, median["cpu"])
        _print_cost_of_index(store)
    print(
        f"{'reached' if slowest <= AIM_S else 'MISSED '}  the slowest, CPU by median: {slowest:.2f} s, aim {AIM_S:g} s"
    )
    return slowest <= AIM_S


def _server_cpu(engine: str, folder: Path) -> Callable[[], float]:
    return partial(server_cpu_s, folder / "pg" / "data") if engine == "postgresql" else lambda: 0.0


def _in_a_process(what: str, url: str, server_cpu: Callable[[], float]) -> dict[str, float]:
    """cpu: with what the server of PostgreSQL needs meanwhile."""
    before = server_cpu()
    command = [sys.executable, "-m", "bench.figures", "--count", what, "--url", url]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found["cpu"] += server_cpu() - before
    return found


def _count(url: str, what: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        config = make_config(Path(folder))
    deadlines = deadlines_of(config)
    pace = pace_of(config.deadlines, deadlines)
    accounts = Accounts(pace, Teams((), SHANGHAI), SHANGHAI)
    store = open_store(url)
    period, team = WHAT[what]()
    store.unit(lambda: None)
    rest, began, burnt = _peak_mib(), time.perf_counter(), time.process_time()
    found: Figures = store.unit(lambda: accounts.figures(period, NOW, team))
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - burnt,
        "mib": _peak_mib() - rest,
        "came_in": found.traffic.came_in,
        "open": found.open.count,
    }


def _peak_mib() -> float:
    """The most that this process ever had in memory, of its own program on (proc(5))."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


# ---------------------------------------------------------------- filling


def _fill(store: Store, count: int, seed: int) -> int:
    """How many events."""
    _write(store, [staff()])
    chunk: list[dict[str, list[Row]]] = []
    written = 0
    for rows in tickets(count, seed):
        chunk.append(rows)
        written += len(rows["event"])
        if len(chunk) == IN_ONE_UNIT:
            _write(store, chunk)
            chunk = []
    _write(store, chunk)
    return written


def _write(store: Store, chunk: Sequence[dict[str, list[Row]]]) -> None:
    for table, columns in COLUMNS.items():
        rows = [row for each in chunk for row in each.get(table, ())]
        if rows:
            store.unit(partial(_insert, store, table, columns, rows))


def _insert(store: Store, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """In bulk, as neither the product nor peewee does it: a year is to be there in a minute."""
    names = ", ".join(f'"{name}"' for name in columns)
    cursor = store.database.connection().cursor()
    if store.engine == "sqlite":
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        return
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


# ---------------------------------------------------------------- the index


def _print_cost_of_index(store: Store) -> None:
    """Events a second as the product writes them, a thousand in one transaction, by turns."""
    rates: dict[str, list[float]] = {"with": [], "without": []}
    (name,) = [
        index.name for index in store.unit(lambda: store.database.get_indexes("event")) if "kind" in index.columns
    ]
    for number in range(2 * ROUNDS):
        which = "without" if number % 2 else "with"
        if which == "without":
            store.unit(lambda: store.database.execute_sql(f"DROP INDEX {name}"))
        rates[which].append(_events_a_second(store))
        if which == "without":
            store.unit(lambda: store.database.execute_sql(f"CREATE INDEX {name} ON event (kind, at)"))
    shown = ", ".join(f"{which} it {statistics.median(found):.0f}" for which, found in rates.items())
    print(f"events written a second, with the index for periods and without: {shown}")


def _events_a_second(store: Store) -> float:
    detail = {"changes": {"status": ["accepted", "in_progress"]}}
    event = Event(NOW, "p1@desk.example", "command.progress", detail)

    def write() -> None:
        for ticket in range(1, 1001):
            events.record(ticket, event)

    began = time.perf_counter()
    for _ in range(WRITTEN // 1000):
        store.unit(write)
    return WRITTEN / (time.perf_counter() - began)


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[tuple[Store, str]]:
    server = Postgres(folder / "pg") if engine == "postgresql" else None
    if server:
        server.start()
    url = server.url("postgres") if server else f"sqlite:///{folder}/desk.sqlite3"
    store = open_store(url)
    try:
        migrate(store)
        yield store, url
    finally:
        store.close()
        if server:
            server.stop()


if __name__ == "__main__":
    main()
