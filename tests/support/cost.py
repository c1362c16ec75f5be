"""
What a piece of work costs the processor: the guard against scans that are quadratic, and worse.

A busy machine, a cold core or a full collection of garbage in the midst of the work must not look like a slow parser.
So the seconds are those of this thread, no garbage is collected meanwhile, and what was dear once is tried again. A
limit of these tests is generous: about ten times the usual, and far below what the attack takes if it succeeds.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
TRIES = 3  # what the machine adds, it hardly adds three times
FLOOR_S = 0.002  # less than that is the machine's, not the text's


def cost(work: Callable[[], object], enough_s: float = 0.0, tries: int = TRIES) -> float:
    """The least CPU seconds of *tries* tries; one that takes less than *enough_s* is the last."""
    least = _once(work)
    for _ in range(tries - 1):
        if least < enough_s:
            break
        least = min(least, _once(work))
    return least


def within(limit_s: float, work: Callable[[], T], tries: int = TRIES) -> T:
    """What *work* returned, which in one of *tries* tries took less than *limit_s* CPU seconds."""
    results: list[T] = []
    taken = cost(lambda: results.append(work()), limit_s, tries)
    assert taken < limit_s, f"{taken:.3f} s of the processor, and {limit_s:.3f} s were allowed"
    return results[-1]


def check_linear(work: Callable[[str], object], piece: str, length: int, times: int) -> None:
    """*work* on *piece*, over and over: *times* times *length* characters cost nearer *times* than its square."""
    short, long = (piece * (size // len(piece)) for size in (length, length * times))
    usual = max(cost(lambda: work(short), FLOOR_S), FLOOR_S)
    within(usual * times ** (5 / 3), lambda: work(long))


def _once(work: Callable[[], object]) -> float:
    with _no_collection():
        began = time.thread_time()
        work()
        return time.thread_time() - began


@contextmanager
def _no_collection() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
