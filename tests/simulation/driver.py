"""Time of the simulation: what happens when, a clock that people set wrong, a desk that stands still."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from db.outbox import Claimed

from .desk import SimulatedDesk

LOOKS_EVERY_S = 20 * 60  # about so often the clock ticks between due times, too
LAGS_S = (0, 0, 1, 7, 18, 29, 30, 95, 600)  # after a due time until the clock looks
STANDSTILLS_H = (0.2, 1, 3, 9, 20, 50, 75)
JUMPS_MIN = (-180, -45, -2, 3, 50, 400, 1500)
JUMP_LASTS_MIN = (20, 90, 300)


@dataclass(slots=True)
class Driver:
    """
    now: true time; the desk's clock may differ by *off*.

    Attributes:
        deliver: called with what the desk has sent, and when.
        settles: called with a mail's UID once it was taken in, and what the sender has kept beside it.
        trouble_every: about so often something is wrong with the machine or its clock; None for never.
    """

    desk: SimulatedDesk
    rng: Random
    now: datetime
    ends: datetime
    deliver: Callable[[list[Claimed]], None]
    settles: Callable[[int, object], None]
    trouble_every: timedelta | None = timedelta(days=4)
    off: timedelta = timedelta()
    standstills: int = 0
    jumps: int = 0
    _queue: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _order: itertools.count[int] = field(default_factory=itertools.count)
    _down_until: datetime | None = None
    _waiting: list[tuple[datetime, bytes, object]] = field(default_factory=list)
    _look: datetime | None = None
    _pending: datetime | None = None

    @property
    def clock(self) -> datetime:
        """The desk's."""
        return self.now + self.off

    def after(self, seconds: float, deed: Callable[[], None]) -> None:
        """*deed* is done in so many seconds."""
        self.at(self.now + timedelta(seconds=max(1, int(seconds))), deed)

    def at(self, moment: datetime, deed: Callable[[], None]) -> None:
        """People act at whole seconds."""
        whole = max(moment.astimezone(UTC), self.now).replace(microsecond=0) + timedelta(seconds=1)
        heapq.heappush(self._queue, (whole, next(self._order), deed))

    def post(self, raw: bytes, kept: object) -> None:
        """Somebody sends a mail to the desk."""
        self._waiting.append((self.clock, raw, kept))
        if self._down_until is None:
            self._take_in()

    def run(self) -> None:
        """Until the end."""
        if self.trouble_every:
            self.after(self._some_time(self.trouble_every), self._trouble)
        while True:
            coming = self._queue[0][0] if self._queue else self.ends
            tick = self._next_tick()
            if min(coming, tick) >= self.ends:
                break
            if tick < coming:
                self.now = max(self.now, tick)
                self._look_now()
                continue
            moment, _, deed = heapq.heappop(self._queue)
            self.now = max(self.now, moment)
            deed()
        self.now = self.ends
        self._down_until = None
        self._take_in()
        self._tick()

    # ---------------------------------------------------------------- the desk at work

    def _take_in(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            uids = self.desk.receive([(at, raw) for at, raw, _ in waiting], self.clock)
            for uid, (_, _, kept) in zip(uids, waiting, strict=True):
                self.settles(uid, kept)
        self._send()

    def _tick(self) -> None:
        self.desk.tick(self.clock)
        self._send()

    def _send(self) -> None:
        if sent := self.desk.send(self.clock):
            self.deliver(sent)
        self._pending = None

    # ---------------------------------------------------------------- when the clock looks

    def _next_tick(self) -> datetime:
        if self._look is None:
            self._look = self.now + timedelta(seconds=int(self.rng.expovariate(1 / LOOKS_EVERY_S)) + 1)
        if self._down_until is not None:
            return max(self._down_until, self.now)
        if self._pending is None:
            due = self.desk.next_due()
            self._pending = self._look_at(due - self.off) if due else self.ends
        return min(self._look, self._pending)

    def _look_at(self, due: datetime) -> datetime:
        """Often at the very second; what is overdue already is looked at a little later."""
        lag = self.rng.choice(LAGS_S)
        return due + timedelta(seconds=lag) if due > self.now else self.now + timedelta(seconds=max(lag, 1))

    def _look_now(self) -> None:
        if self._down_until is not None and self.now >= self._down_until:
            self._down_until = None
            if self.rng.random() < 0.5:  # which of its threads is first is chance
                self._tick()
            self._take_in()
        self._look = None
        self._tick()

    # ---------------------------------------------------------------- trouble

    def _trouble(self) -> None:
        assert self.trouble_every is not None
        self.after(self._some_time(self.trouble_every), self._trouble)
        if self._down_until is not None:
            return
        if self.rng.random() < 0.6:
            self.standstills += 1
            self._down_until = self.now + timedelta(hours=self.rng.choice(STANDSTILLS_H))
        elif not self.off:
            self.jumps += 1
            self.off = timedelta(minutes=self.rng.choice(JUMPS_MIN))
            self._pending = self._look = None
            self.after(self.rng.choice(JUMP_LASTS_MIN) * 60, self._set_right)

    def _set_right(self) -> None:
        self.off = timedelta()
        self._pending = self._look = None

    def _some_time(self, about: timedelta) -> float:
        return about.total_seconds() * self.rng.uniform(0.4, 1.6)
