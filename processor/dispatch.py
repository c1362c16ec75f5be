"""
Sending: due rows of the outbox → the mail server, one recipient at a time, over a few connections.

For each row, in this order: claimed under a lease → "sending" committed → handed over → result committed. A process
that dies between the second and the fourth leaves a row that nobody sends again without a person's word.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random, SystemRandom

import structlog

from db import outbox
from db.connection import Store
from db.outbox import Claimed, Result
from processor.app import App
from processor.config import Smtp
from processor.ledger import Ledger
from processor.mailer import Maker, mailers
from processor.retry import again
from processor.round import Round, Trouble

log = structlog.get_logger()

BATCH = 100  # rows claimed at once: a connection is paid for by many mails, a stop waits for few
IDLE_S = 5.0  # when nothing is due and nobody wakes us; other hosts queue mails too
MARGIN_S = 60  # of a lease, over all time-outs of one hand-over
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Dispatched:
    """
    What a round did; each row counts once.

    Attributes:
        deferred: stay in the queue, with a later due time.
        pause_s: seconds until the next round makes sense; 0: more may be due now.
    """

    sent: int = 0
    deferred: int = 0
    failed: int = 0
    uncertain: int = 0
    pause_s: float = 0.0


class Dispatcher:
    """One account at a mail server. Keeps what must outlast a round: the pause after trouble and the rate."""

    def __init__(self, store: Store, section: Smtp, make: Maker, holder: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._section = section
        self._make = make
        self._holder = holder
        self._clock = clock
        self._random: Random = SystemRandom()
        self._stopping = threading.Event()
        self._failures = 0
        self._resume_at: datetime | None = None
        self._begun: deque[datetime] = deque()
        self._unwritten: list[Result] = []  # of a round that lost the database
        self._stranded: list[int] = []  # rows that it had claimed
        seconds = section.data_timeout_s + 4 * section.timeout_s + MARGIN_S
        self._lease = timedelta(seconds=seconds)

    def stop(self) -> None:
        """Begin no further mail; from any thread."""
        self._stopping.set()

    def dispatch_due(self) -> Dispatched:
        """
        One round: claim what is due, send it, write the results.

        Raises:
            DatabaseUnavailable: what had been sent is written in the next round.
        """
        pause = self._pause(self._clock())
        if pause > 0:
            return Dispatched(pause_s=pause)
        rows = self._claim()
        if not rows:
            return Dispatched(pause_s=IDLE_S)
        ledger = Ledger(self._store, self._holder, self._lease, self._clock)
        round_ = Round(self._make, ledger, self._claim, self._clock)
        try:
            asyncio.run(round_.run(rows, self._section.connections, self._stopping))
        except BaseException:
            self._unwritten += ledger.unwritten
            self._stranded += [row.id for row in round_.rest]
            raise
        return self._conclude(round_)

    def _claim(self) -> list[Claimed]:
        """What is due, as many rows as the account's rate leaves for this minute."""
        now = self._clock()
        limit = min(BATCH, self._allowance(now))
        rows = self._store.unit(lambda: self._claim_within(now, limit))
        self._unwritten.clear()
        self._stranded.clear()
        self._begun.extend([now] * len(rows))
        return rows

    def _claim_within(self, now: datetime, limit: int) -> list[Claimed]:
        for result in self._unwritten:
            outbox.record(result)
        if self._stranded:
            outbox.release(self._stranded)
        lost = outbox.mark_uncertain(now)
        if lost:
            log.warning("outbox.uncertain", rows=lost, reason="a process ended during the hand-over")
        return outbox.claim(self._holder, now, now + self._lease, limit) if limit > 0 else []

    def _conclude(self, round_: Round) -> Dispatched:
        """Give back what was not begun, and pause when the server is in trouble."""
        counts = Counter(result.status for result in round_.results)
        if counts["sent"]:
            self._failures = 0
        rest = [row.id for row in round_.rest]
        pause = 0.0 if round_.results else IDLE_S
        if round_.trouble:
            pause = self._rest_after(round_.trouble, rest)
        elif rest:
            self._store.unit(lambda: outbox.release(rest))
        later = counts["queued"] + (len(rest) if round_.trouble else 0)
        return Dispatched(counts["sent"], later, counts["failed"], counts["uncertain"], pause)

    def _rest_after(self, trouble: Trouble, rest: list[int]) -> float:
        self._failures += 1
        pause = again(trouble, self._failures, self._random)
        self._resume_at = resume_at = self._clock() + timedelta(seconds=pause)
        code = getattr(trouble, "code", 0)
        log.error("relay.trouble", error=str(trouble), failures=self._failures, pause_s=round(pause, 1))
        if rest:
            self._store.unit(lambda: outbox.delay(self._holder, rest, code, str(trouble), resume_at))
        return pause

    def _pause(self, now: datetime) -> float:
        """Seconds until the server may be asked again: after trouble, or because of the rate."""
        after_trouble = (self._resume_at - now).total_seconds() if self._resume_at else 0.0
        if self._allowance(now) > 0:
            return max(after_trouble, 0.0)
        return max(after_trouble, (self._begun[0] + MINUTE - now).total_seconds())

    def _allowance(self, now: datetime) -> int:
        """How many mails the account's rate leaves for this minute."""
        while self._begun and self._begun[0] <= now - MINUTE:
            self._begun.popleft()
        rate = self._section.per_minute
        return rate - len(self._begun) if rate else BATCH


def dispatcher_of(app: App) -> Dispatcher:
    """The configured account's."""
    section = app.config.smtp
    make = mailers(section, app.sign_in.of_smtp(section))
    return Dispatcher(app.store, section, make, app.holder, app.clock)


def dispatch_all(app: App) -> Dispatched:
    """Send until nothing more can be sent now; the sum."""
    dispatcher = dispatcher_of(app)
    total = Dispatched()
    while True:
        done = dispatcher.dispatch_due()
        total = Dispatched(
            total.sent + done.sent,
            total.deferred + done.deferred,
            total.failed + done.failed,
            total.uncertain + done.uncertain,
            done.pause_s,
        )
        if done.pause_s > 0:
            return total
