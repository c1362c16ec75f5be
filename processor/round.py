"""One round of sending: the claimed rows over a few connections to one server."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random, SystemRandom

import structlog

from db.outbox import Claimed, Result
from processor.errors import DeliveryDeferred, DeliveryRefused, DeliveryUncertain
from processor.ledger import Ledger
from processor.mailer import Mailer, Maker, about_the_relay
from processor.redelivery import next_attempt

log = structlog.get_logger()

Trouble = DeliveryDeferred | DeliveryRefused | DeliveryUncertain


class Round:
    """
    Attributes:
        results: of the rows that were begun.
        trouble: what ended the round early: the server cannot be reached, refuses us, or went silent after a mail.
        rest: rows that were not begun.
    """

    def __init__(self, rows: Sequence[Claimed], make: Maker, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self.results: list[Result] = []
        self.trouble: Trouble | None = None
        self.rest = deque(rows)
        self._make = make
        self._ledger = ledger
        self._clock = clock
        self._random: Random = SystemRandom()
        self._broken = False

    async def run(self, connections: int, stopping: threading.Event) -> None:
        """
        Send all rows, or as many as go until trouble or a stop.

        The server is asked once whether it is there, before anything is begun.
        """
        first = self._make()
        try:
            await first.open()
        except (DeliveryDeferred, DeliveryRefused) as error:
            self.trouble = error
            return
        lines = [_Line(self._make, first), *(_Line(self._make) for _ in range(min(connections, len(self.rest)) - 1))]
        for _ in lines:
            self._ledger.join()
        ends = await asyncio.gather(*(self._work(line, stopping) for line in lines), return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                raise end

    async def _work(self, line: _Line, stopping: threading.Event) -> None:
        try:
            if await line.ready():
                await self._send(line, stopping)
        except BaseException:
            self._broken = True
            raise
        finally:
            self._ledger.leave()
            await line.close()

    async def _send(self, line: _Line, stopping: threading.Event) -> None:
        result: Result | None = None
        while self.rest and not (self.trouble or self._broken or stopping.is_set()):
            row = self.rest.popleft()
            ours = await self._ledger.write(result, row.id)
            result = await self._hand_over(line, row) if ours else None
        if result:
            await self._ledger.write(result, None)

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
