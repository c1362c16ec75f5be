"""One round of sending: the claimed rows over a few connections to one server."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from random import Random, SystemRandom

import structlog

from db.outbox import Claimed, Result
from processor.errors import DeliveryDeferred, DeliveryRefused, DeliveryUncertain
from processor.ledger import Ledger
from processor.mailer import Mailer, Maker, about_the_relay
from processor.redelivery import next_attempt

log = structlog.get_logger()

LOOK_EVERY_S = 0.5  # for new rows, while another connection is busy

Trouble = DeliveryDeferred | DeliveryRefused | DeliveryUncertain


class Round:
    """
    Args:
        claim: takes further due rows.

    Attributes:
        results: of the rows that were begun.
        trouble: what ended the round early: the server cannot be reached, refuses us, or went silent after a mail.
        rest: rows that were not begun.
    """

    def __init__(
        self, make: Maker, ledger: Ledger, claim: Callable[[], list[Claimed]], clock: Callable[[], datetime]
    ) -> None:
        self.results: list[Result] = []
        self.trouble: Trouble | None = None
        self.rest: deque[Claimed] = deque()
        self._make = make
        self._ledger = ledger
        self._claim = claim
        self._clock = clock
        self._random: Random = SystemRandom()
        self._broken = False
        self._busy = 0
        self._quiet = asyncio.Event()

    async def run(self, rows: Sequence[Claimed], connections: int, stopping: threading.Event) -> None:
        """
        Send *rows* and what becomes due meanwhile, or as many as go until trouble or a stop.

        The server is asked once whether it is there, before anything is begun.
        """
        self.rest.extend(rows)
        first = self._make()
        try:
            await first.open()
        except (DeliveryDeferred, DeliveryRefused) as error:
            self.trouble = error
            return
        lines = [_Line(self._make, first), *(_Line(self._make) for _ in range(connections - 1))]
        ends = await asyncio.gather(*(self._work(line, stopping) for line in lines), return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                raise end

    async def _work(self, line: _Line, stopping: threading.Event) -> None:
        try:
            while await self._more(stopping) and await line.ready():
                await self._send(line, stopping)
        except BaseException:
            self._broken = True
            raise
        finally:
            await line.close()

    async def _more(self, stopping: threading.Event) -> bool:
        """
        Is there something to send?

        As long as another connection is busy we look for new rows: a mail that the server chews on for minutes must not
        hold up those that are queued after it.
        """
        while not self._ended(stopping):
            if self.rest:
                return True
            if not self._busy:
                return False
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), LOOK_EVERY_S)
            if self._busy and not self.rest and not self._ended(stopping):
                self.rest.extend(self._claim())
        return False

    def _ended(self, stopping: threading.Event) -> bool:
        return self.trouble is not None or self._broken or stopping.is_set()

    async def _send(self, line: _Line, stopping: threading.Event) -> None:
        result: Result | None = None
        self._busy += 1
        self._quiet.clear()
        self._ledger.join()
        try:
            while self.rest and not self._ended(stopping):
                row = self.rest.popleft()
                ours = await self._begin(row, result)
                result = await self._hand_over(line, row) if ours else None
            if result:
                await self._ledger.write(result, None)
        finally:
            self._ledger.leave()
            self._busy -= 1
            if not self._busy:
                self._quiet.set()

    async def _begin(self, row: Claimed, last: Result | None) -> bool:
        try:
            return await self._ledger.write(last, row.id)
        except BaseException:
            self.rest.append(row)
            raise

    async def _hand_over(self, line: _Line, row: Claimed) -> Result:
        try:
            answer = await line.hand_over(row)
            result = Result(row.id, "sent", int(answer[:3]), answer, self._clock())
        except DeliveryUncertain as error:
            self.trouble = error
            result = Result(row.id, "uncertain", 0, str(error), self._clock())
        except (DeliveryDeferred, DeliveryRefused) as error:
            result = self._refusal(row, error, line.up)
        self.results.append(result)
        level = log.info if result.status in ("sent", "queued") else log.error
        level("outbox." + result.status, row=row.id, kind=row.kind, attempts=row.attempts + 1, answer=result.answer)
        return result

    def _refusal(self, row: Claimed, error: DeliveryDeferred | DeliveryRefused, connected: bool) -> Result:
        """What a 4xx or 5xx means for *row*; trouble with the server itself never makes a mail fail."""
        now = self._clock()
        if about_the_relay(error):
            self.trouble = error
        elif isinstance(error, DeliveryRefused):
            return Result(row.id, "failed", error.code, str(error), now)
        due = next_attempt(row.attempts + 1, row.created_at, now, self._random)
        if due is None and not self.trouble:
            return Result(row.id, "failed", error.code, f"given up after 5 days: {error}", now)
        return Result(row.id, "queued", error.code, str(error), now, due or now, burned=connected)


class _Line:
    """A connection that is renewed when the server has ended it."""

    def __init__(self, make: Maker, mailer: Mailer | None = None) -> None:
        self.up = mailer is not None
        self._make = make
        self._mailer = mailer or make()
        self._used = False

    async def ready(self) -> bool:
        """Open it; False when the server takes no further connection."""
        if not self.up:
            try:
                await self._open()
            except (DeliveryDeferred, DeliveryRefused) as error:
                log.info("outbox.fewer_connections", reason=str(error))
        return self.up

    async def hand_over(self, row: Claimed) -> str:
        """
        Hand *row* over; once more on a new connection when an old one is found ended (servers do so after some mails).

        Raises:
            as `Mailer.open` and `Mailer.hand_over`.
        """
        if self._used:
            try:
                return await self._mailer.hand_over(row.sender, row.recipient, row.raw)
            except (DeliveryDeferred, DeliveryRefused) as error:
                if not about_the_relay(error):
                    raise
                log.info("outbox.reconnect", reason=str(error))
            await self._renew()
        elif not self._mailer.alive:
            await self._renew()
        self._used = True
        return await self._mailer.hand_over(row.sender, row.recipient, row.raw)

    async def close(self) -> None:
        await self._mailer.close()

    async def _renew(self) -> None:
        await self._mailer.close()
        self.up = self._used = False
        self._mailer = self._make()
        await self._open()

    async def _open(self) -> None:
        await self._mailer.open()
        self.up = True
