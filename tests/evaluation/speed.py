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
    """
    Medians over the rounds: milliseconds of process time a mail, and the ratios taken round by round.

    shown_ratio: with the safe HTML, which a Message makes only when it is asked for.
    """

    ours_ms: float
    floor_ms: float
    ratio: float
    shown_ratio: float


def measure(mails: Sequence[bytes], rounds: int = ROUNDS) -> Speed:
    """All take turns on the same mails, because a machine's speed changes with what else runs on it."""
    _seconds(_parse_and_show, mails)  # compiled patterns and filled caches, as in a running desk
    found = [
        (_seconds(email.message_from_bytes, mails), _seconds(parse_message, mails), _seconds(_parse_and_show, mails))
        for _ in range(rounds)
    ]
    return Speed(
        ours_ms=statistics.median(ours for _, ours, _ in found) * 1000 / len(mails),
        floor_ms=statistics.median(floor for floor, _, _ in found) * 1000 / len(mails),
        ratio=statistics.median(ours / floor for floor, ours, _ in found),
        shown_ratio=statistics.median(shown / floor for floor, _, shown in found),
    )


def _parse_and_show(raw: bytes) -> str | None:
    return parse_message(raw).html


def _seconds(parse: Callable[[bytes], object], mails: Sequence[bytes]) -> float:
    before = time.process_time()
    for raw in mails:
        parse(raw)
    return time.process_time() - before


def benchmark_mails() -> list[bytes]:
    return [mail.raw for mail in generate(MAILS, SEED)]
