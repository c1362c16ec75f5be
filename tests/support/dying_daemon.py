"""
The real daemon, run as a process of its own and made to die by SIGKILL at a chosen moment.

    python -m support.dying_daemon CONFIG [before|after|within NUMBER]

before N, after N: around the Nth transaction of the process, whichever loop it is of; that is every moment between two
lasting effects. within N: inside a transaction, when the Nth mail is to be answered.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from db.connection import Store
from db.registrations import Registration
from db.tickets import Ticket
from processor.app import open_app
from processor.config import load
from processor.daemon import Daemon
from processor.desk.acknowledge import Acknowledger
from processor.desk.advice import Advice
from processor.desk.register import Filing
from processor.logs import configure, secrets_of
from processor.rules.arrival import Arrival

T = TypeVar("T")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    threading.Event().wait()  # the signal is on its way


class DyingStore(Store):
    """Counts the units of work of the whole process."""

    def __init__(self, store: Store, moment: str, number: int) -> None:
        super().__init__(store.database)
        self._moment, self._number, self._count = moment, number, itertools.count(1)

    def unit(self, work: Callable[[], T]) -> T:
        mine = next(self._count) == self._number
        if mine and self._moment == "before":
            die()
        result = super().unit(work)
        if mine and self._moment == "after":
            die()
        return result


class DyingAcknowledger(Acknowledger):
    """Dies in the middle of a transaction, before its Nth answer is queued."""

    def acknowledge(
        self, arrival: Arrival, ticket: Ticket, form: Registration, filing: Filing, advice: Advice
    ) -> Advice:
        if next(COUNT) == LAST:
            die()
        return super().acknowledge(arrival, ticket, form, filing, advice)


COUNT = itertools.count(1)
LAST = int(sys.argv[3]) if sys.argv[2:3] == ["within"] else 0


def main(path: Path, moment: str = "", number: int = 0) -> None:
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: ended.set())
    config = load(path, os.environ)
    configure(config.log, secrets_of(config, os.environ))
    with open_app(config, os.environ) as app:
        store = DyingStore(app.store, moment, number)
        effects = app.intake.effects
        original = effects.acknowledger
        dying = DyingAcknowledger(original.config, original.notifier, original.guidance)
        effects = replace(effects, acknowledger=dying, carrying=replace(effects.carrying, store=store))
        daemon = Daemon(replace(app, store=store, intake=replace(app.intake, store=store, effects=effects)))
        daemon.start()
        print("started", flush=True)
        while not ended.wait(60):
            pass
        daemon.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3], *map(int, sys.argv[3:4]))
