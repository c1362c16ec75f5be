"""The figures of several rounds, for people and for the record."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .generate import Expected
from .metered import Metered
from .product import Run

MAX_RATIO = 3.0  # aims: times the floor, milliseconds of CPU a mail, MiB of all processes together
MAX_MS = 4.0
MAX_MB = 200.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One round: each on the mails, and on an empty mailbox, which tells what starting costs."""

    product: Run
    product_idle: Run
    floor: Metered
    floor_idle: Metered


def report(pairs: Sequence[Pair], expected: Expected, maildir: Path) -> bool:
    """Print the figures; whether every aim was reached, by the medians."""
    mails = expected.mails
    sizes = sorted(path.stat().st_size for path in (maildir / "new").iterdir())
    print(
        f"{mails} mails, median {statistics.median(sizes) / 1000:.1f} KB, mean {statistics.mean(sizes) / 1000:.1f} KB: "
        f"{expected.tickets} acknowledged tickets, {expected.follow_ups} follow-ups, {expected.ignored} automatic"
    )
    gross = _row("CPU ms a mail, all of it", [_ms(pair.product.metered.cpu_s, mails) for pair in pairs])
    _row(
        "CPU ms a mail, without starting",
        [_ms(pair.product.metered.cpu_s - pair.product_idle.metered.cpu_s, mails) for pair in pairs],
    )
    _row("mails per CPU-second", [mails / pair.product.metered.cpu_s for pair in pairs])
    _row("mails per second of wall time", [mails / pair.product.metered.wall_s for pair in pairs])
    _row("start: CPU ms on an empty mailbox", [_ms(pair.product_idle.metered.cpu_s, 1) for pair in pairs])
    if any(pair.product.server_cpu_s for pair in pairs):
        _row("database server: CPU ms a mail, beside it", [_ms(pair.product.server_cpu_s, mails) for pair in pairs])
    _row("floor: CPU ms a mail", [_ms(pair.floor.cpu_s, mails) for pair in pairs])
    _row("floor, without starting", [_ms(pair.floor.cpu_s - pair.floor_idle.cpu_s, mails) for pair in pairs])
    ratio = _row("times the floor", [pair.product.metered.cpu_s / pair.floor.cpu_s for pair in pairs])
    _row("times the floor, both without starting", [_net_ratio(pair) for pair in pairs])
    memory = _row("peak memory, MiB (PSS of all processes)", [pair.product.metered.pss_mb for pair in pairs])
    _row("the same as RSS, shared pages counted twice", [pair.product.metered.rss_mb for pair in pairs])
    _row("processes", [float(pair.product.metered.processes) for pair in pairs])
    aims = [("times the floor", ratio, MAX_RATIO), ("CPU ms a mail", gross, MAX_MS), ("memory, MiB", memory, MAX_MB)]
    for name, found, aim in aims:
        print(f"{'reached' if found <= aim else 'MISSED '}  {name}: {found:.2f}, aim {aim:g} at most")
    return all(found <= aim for _, found, aim in aims)


def _row(name: str, values: Sequence[float]) -> float:
    """Print least, median and most; the median."""
    middle = statistics.median(values)
    print(f"{name:<46}{min(values):>9.2f}{middle:>9.2f}{max(values):>9.2f}")
    return middle


def _ms(seconds: float, mails: int) -> float:
    return seconds * 1000 / mails


def _net_ratio(pair: Pair) -> float:
    product = pair.product.metered.cpu_s - pair.product_idle.metered.cpu_s
    return product / (pair.floor.cpu_s - pair.floor_idle.cpu_s)
