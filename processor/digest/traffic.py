"""What came in and what went out, in a period and day by day; pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from operator import attrgetter

from processor.digest.life import COMES_IN, GOES_OUT, Flow, Step
from processor.digest.period import Period
from processor.digest.result import Traffic, TrendDay


@dataclass(frozen=True)
class Course:
    """
    The steps of all tickets from a moment on, in the order of time.

    open_first: how many tickets were open just before that moment.
    """

    steps: Sequence[Step]
    open_first: int

    def open_before(self, moment: datetime) -> int:
        """How many tickets were open just before *moment*, which is not before the first."""
        return self._open[self._number_of(moment)]

    def within(self, period: Period) -> Sequence[Step]:
        return self.steps[self._number_of(period.start) : self._number_of(period.end)]

    def _number_of(self, moment: datetime) -> int:
        """Of the first step that is not before *moment*."""
        return bisect_left(self.steps, moment, key=attrgetter("at"))

    @cached_property
    def _open(self) -> Sequence[int]:
        """How many tickets were open before each step, and after the last."""
        return list(accumulate((_change(step.flow) for step in self.steps), initial=self.open_first))


def traffic(course: Course, period: Period) -> Traffic:
    """See "In and out" in docs/figures.md."""
    counts: Counter[Flow] = Counter(step.flow for step in course.within(period))
    return Traffic(
        opened=counts["opened"],
        reopened=counts["reopened"],
        resolved=counts["resolved"],
        closed=counts["closed"],
        closed_unresolved=counts["closed_unresolved"],
        cancelled=counts["cancelled"],
        merged=counts["merged"],
        spam=counts["spam"],
        open_before=course.open_before(period.start),
        open_after=course.open_before(period.end),
    )


def trend(course: Course, days: Sequence[Period]) -> tuple[TrendDay, ...]:
    """See "Trend" in docs/figures.md."""
    found = (traffic(course, day) for day in days)
    return tuple(
        TrendDay(day.first, each.came_in, each.went_out, each.open_after) for day, each in zip(days, found, strict=True)
    )


def _change(flow: Flow) -> int:
    return (flow in COMES_IN) - (flow in GOES_OUT)
