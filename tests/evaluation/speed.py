"""How long `parse_message` takes, as a multiple of the standard library's parse alone."""

from __future__ import annotations

import email
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.generate import generate

from parsers.mime import parse_message

MAILS = 400  # of the benchmark's generator
SEED = 20261122  # that of the benchmark
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Speed:
    """Medians over the rounds: milliseconds of process time a mail, and the ratio taken round by round."""

    ours_ms: float
    floor_ms: float
    ratio: float


def measure(mails: Sequence[bytes], rounds: int = ROUNDS) -> Speed:
    """Both take turns on the same mails, because a machine's speed changes with what else runs on it."""
    pairs = []
    _seconds(parse_message, mails)  # compiled patterns and filled caches, as in a running desk
    for _ in range(rounds):
        floor = _seconds(email.message_from_bytes, mails)
        pairs.append((_seconds(parse_message, mails), floor))
    return Speed(
        ours_ms=statistics.median(ours for ours, _ in pairs) * 1000 / len(mails),
        floor_ms=statistics.median(floor for _, floor in pairs) * 1000 / len(mails),
        ratio=statistics.median(ours / floor for ours, floor in pairs),
    )


def _seconds(parse: Callable[[bytes], object], mails: Sequence[bytes]) -> float:
    before = time.process_time()
    for raw in mails:
        parse(raw)
    return time.process_time() - before


def benchmark_mails() -> list[bytes]:
    return [mail.raw for mail in generate(MAILS, SEED)]
