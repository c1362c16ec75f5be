"""The clock: `schedule` only ticks; what is due is looked up in the database, so a restart forgets nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import schedule
import structlog

log = structlog.get_logger()

Clock = Callable[[], datetime]

JUMP_S = 30.0  # wall clock against monotonic clock; NTP slews far less


@dataclass(frozen=True, slots=True)
class Job:
    """Something to look after every so often; it only looks up and queues, and is quick."""

    name: str
    every_s: int
    run: Callable[[datetime], object]


class Ticker:
    """
    Runs jobs when they are due; one that raises neither stops nor delays the others.

    `schedule` reckons in naive local time, which stands still for an hour at the end of summer time, and moves whenever
    somebody sets the clock; so the plan is made anew whenever local time has not moved as the monotonic clock has.

    Args:
        clock: aware time, given to the jobs.
    """

    def __init__(self, jobs: Sequence[Job], clock: Clock, monotonic: Callable[[], float]) -> None:
        self._jobs = jobs
        self._clock = clock
        self._monotonic = monotonic
        self._plan = schedule.Scheduler()
        self._seen: tuple[datetime, float] | None = None
        self.failures = {job.name: 0 for job in jobs}

    def tick(self) -> None:
        """Run what is due."""
        now = datetime.now()  # the naive local time that schedule compares with
        if self._seen is None or self._jumped(now, *self._seen):
            self._make_plan()
        self._seen = now, self._monotonic()
        self._plan.run_pending()

    def _jumped(self, now: datetime, wall: datetime, monotonic: float) -> bool:
        drift = (now - wall).total_seconds() - (self._monotonic() - monotonic)
        if abs(drift) > JUMP_S:
            log.warning("clock.jumped", seconds=round(drift))
        return abs(drift) > JUMP_S

    def _make_plan(self) -> None:
        """All jobs run at once after a start or a jump: what came due meanwhile is found in the database."""
        self._plan.clear()
        for job in self._jobs:
            planned = self._plan.every(job.every_s).seconds.do(self._run, job)
            planned.next_run = datetime.min

    def _run(self, job: Job) -> None:
        try:
            job.run(self._clock())
            self.failures[job.name] = 0
        except Exception:
            self.failures[job.name] += 1
            log.exception("clock.job_failed", job=job.name, failures=self.failures[job.name])
