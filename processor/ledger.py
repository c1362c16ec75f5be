"""What parallel connections write about their mails, in as few commits as possible."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import outbox
from db.connection import Store
from db.outbox import Result

GATHER_S = 0.005  # a commit costs 1 to 10 ms on a disk: so long the first waits for the others


@dataclass(frozen=True, slots=True)
class Note:
    """What one connection has to write: how the last mail ended, and which it hands over next."""

    result: Result | None
    next_id: int | None
    written: asyncio.Future[bool]


class Ledger:
    """
    Group commit: nobody hands a mail over before "sending" is on the disk.

    Args:
        lease: from the begin of a hand-over until somebody else may call it uncertain.
    """

    def __init__(self, store: Store, holder: str, lease: timedelta, clock: Callable[[], datetime]) -> None:
        self.unwritten: list[Result] = []
        self._store = store
        self._holder = holder
        self._lease = lease
        self._clock = clock
        self._writers = 0
        self._notes: list[Note] = []
        self._timer: asyncio.TimerHandle | None = None

    def join(self) -> None:
        """One more connection writes."""
        self._writers += 1

    def leave(self) -> None:
        """A connection has written its last."""
        self._writers -= 1
        if self._notes and len(self._notes) >= self._writers:
            self._flush()

    async def write(self, result: Result | None, next_id: int | None) -> bool:
        """
        Commit both; True when *next_id* may be handed over now, False when it is not ours any more.

        Raises:
            DatabaseUnavailable: nothing was written; *result* is kept in `unwritten`.
        """
        loop = asyncio.get_running_loop()
        note = Note(result, next_id, loop.create_future())
        self._notes.append(note)
        if len(self._notes) >= self._writers:
            self._flush()
        elif self._timer is None:
            self._timer = loop.call_later(GATHER_S, self._flush)
        return await note.written

    def _flush(self) -> None:
        notes, self._notes = self._notes, []
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        try:
            begun = self._commit(notes)
        except Exception as error:  # whatever it is, it belongs to those who wait, not to the timer that called
            self.unwritten += [note.result for note in notes if note.result]
            for note in notes:
                if not note.written.done():  # done: whoever wrote it was cancelled
                    note.written.set_exception(error)
            return
        for note in notes:
            if not note.written.done():
                note.written.set_result(note.next_id in begun)

    def _commit(self, notes: list[Note]) -> frozenset[int]:
        results = [note.result for note in notes if note.result]
        ids = [note.next_id for note in notes if note.next_id is not None]
        until = self._clock() + self._lease

        def work() -> frozenset[int]:
            for result in results:
                outbox.record(result)
            return frozenset(outbox.begin(self._holder, ids, until) if ids else ())

        return self._store.unit(work)
