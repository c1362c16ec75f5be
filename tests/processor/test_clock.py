from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import time_machine

from processor.clock import Job, Ticker

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Bench:
    """A ticker with both clocks in the test's hand."""

    def __init__(self, *jobs: Callable[[datetime], object]) -> None:
        self.monotonic = 1000.0
        self.traveller = time_machine.travel(NOON, tick=False)
        self.time = self.traveller.start()
        made = [Job(f"job{n}", 60, run) for n, run in enumerate(jobs)]
        self.ticker = Ticker(made, lambda: datetime.now(UTC), lambda: self.monotonic)

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *exc: object) -> None:
        self.traveller.stop()

    def run(self, seconds: int, step: int = 1) -> None:
        for _ in range(0, seconds, step):
            self.pass_time(step)
            self.ticker.tick()

    def pass_time(self, seconds: float) -> None:
        self.monotonic += seconds
        self.time.shift(timedelta(seconds=seconds))


def test_a_job_runs_at_once_and_then_in_its_interval() -> None:
    ran: list[datetime] = []
    with Bench(ran.append) as bench:
        bench.run(181)

    assert [round((moment - NOON).total_seconds()) for moment in ran] == [1, 61, 121, 181]


def test_a_job_that_raises_neither_stops_nor_delays_the_next() -> None:
    ran: list[datetime] = []

    def broken(now: datetime) -> None:
        raise ValueError("always")

    with Bench(broken, ran.append) as bench:
        bench.run(121)

        assert len(ran) == 3
        assert bench.ticker.failures == {"job0": 3, "job1": 0}


def test_a_clock_that_is_set_back_or_forward_two_hours_stops_no_job() -> None:
    for hours in (-2, 2):
        ran: list[datetime] = []
        with Bench(ran.append) as bench:
            bench.run(5)
            bench.time.shift(timedelta(hours=hours))
            bench.run(65)

        assert len(ran) == 3, hours
