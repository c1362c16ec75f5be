"""
Measure: `PYTHONPATH=tests python -m bench`, or `make bench`.

The product and the floor take turns on the same Maildir; the ratio is taken pair by pair, since a machine's speed
changes with what else runs on it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from . import sink
from .generate import Expected, write_maildir
from .metered import Metered, metered
from .product import ROOT, engine, environment, run_product
from .report import Pair, report

NOTHING = Expected(0, 0, 0, 0)
OCTETS = 6000  # of a ready mail where the product has not shown yet how long its own are


def main() -> None:
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="ticketd-bench-"))
    folder.chmod(0o755)  # the server of PostgreSQL runs as its own user
    try:
        passed = _measure(options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if passed or not options.strict else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="CPU time a mail: the product beside the floor.")
    parser.add_argument("--mails", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--tickets", type=int, default=0, help="so many tickets are there before")
    parser.add_argument("--strict", action="store_true", help="exit status 1 when an aim is missed")
    return parser.parse_args()


def _measure(options: argparse.Namespace, folder: Path) -> bool:
    _say(f"{options.mails} mails, seed {options.seed}, {options.database}, {options.tickets} tickets before ...")
    box, empty = folder / "mails", folder / "empty"
    expected = write_maildir(box, options.mails, options.seed)
    write_maildir(empty, 0, options.seed)
    with sink.running_sink() as port, engine(options.database, folder, options.tickets) as databases:
        idle = [run_product(folder, empty, databases, port, NOTHING) for _ in range(options.rounds + 1)][1:]
        pairs = []
        for number in range(options.rounds):
            before = sink.taken(port)
            product = run_product(folder, box, databases, port, expected)
            sent = sink.taken(port) - before
            octets = sent.octets // sent.mails if sent.mails else OCTETS
            floor = _floor(folder, box, port, expected.tickets, octets)
            bare = _floor(folder, empty, port, 0, octets)
            pairs.append(Pair(product, idle[number % len(idle)], floor, bare))
            _say(f"round {number + 1}: {product.metered.cpu_s:.2f} s, floor {floor.cpu_s:.2f} s, {sent}")
    return report(pairs, expected, box)


def _floor(folder: Path, maildir: Path, port: int, handovers: int, octets: int) -> Metered:
    database = folder / "floor.sqlite3"
    for path in folder.glob("floor.sqlite3*"):
        path.unlink()
    program = str(Path(__file__).with_name("floor.py"))
    command = [sys.executable, program, str(maildir), str(database), str(port), str(handovers), str(octets)]
    return metered(command, ROOT, environment(folder))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
