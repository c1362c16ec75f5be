"""The loops of the daemon, each supervised; a collector wakes intake, and intake wakes dispatch."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import structlog

from db import inbox, leases
from processor.app import App
from processor.clock import Ticker
from processor.collector import Collector, lease_name
from processor.config import Mailbox as MailboxSection
from processor.directory.sync import Synchroniser
from processor.dispatch import dispatcher_of
from processor.intake import take_in
from processor.jobs import jobs_of
from processor.learning import train_at_night
from processor.loops import Loop
from processor.recovery import take_over_from_the_dead
from processor.retry import again

log = structlog.get_logger()

INTAKE_EVERY_S = 5.0  # besides being woken by a collector: other hosts collect too
TICK_EVERY_S = 1.0
NIGHT_EVERY_S = 600.0  # a look at the clock; on a loop of its own, because learning may take minutes
STOP_WITHIN_S = 2.0

Step = Callable[[], float]
Act = Callable[[], None]


def _nothing() -> None:
    pass


class Daemon:
    """
    All loops of one process.

        daemon = Daemon(app)
        daemon.start()
        ...
        daemon.stop()
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._ticker = Ticker(jobs_of(app), app.clock, time.monotonic)
        self._dispatcher = dispatcher_of(app)
        self.dispatch = self._loop("dispatch", self._dispatch, self._dispatcher.stop)
        self.intake = self._loop("intake", self._take_in)
        self.clock = self._loop("clock", self._tick)
        self.night = self._loop("night", self._learn)
        self.collectors = [self._collector(section) for section in app.config.mailbox]
        self.directory = self._synchronisers()

    @property
    def loops(self) -> list[Loop]:
        return [*self.collectors, self.intake, self.dispatch, self.clock, self.night, *self.directory]

    def start(self) -> None:
        take_over_from_the_dead(self._app.store, self._app.clock())
        for loop in self.loops:
            loop.start()
        log.info("daemon.started", holder=self._app.holder, mailboxes=[box.name for box in self._app.config.mailbox])

    def stop(self) -> None:
        """End every loop after the step that it is in, give up what this process holds; takes under 2 s."""
        for loop in self.loops:
            loop.stop()
        ends = time.monotonic() + STOP_WITHIN_S
        for loop in self.loops:
            loop.join(max(0.0, ends - time.monotonic()))
        late = [loop.name for loop in self.loops if loop.is_alive()]
        self._app.store.unit(self._release_leases)
        log.info("daemon.stopped", late=late)

    def _collector(self, section: MailboxSection) -> Loop:
        collector = Collector(self._app, section, news=self.intake.wake)
        return self._loop(lease_name(section), collector.step, collector.box.interrupt, collector.close)

    def _synchronisers(self) -> list[Loop]:
        """One, where an LDAP server is to be asked by itself."""
        section = self._app.config.directory.ldap
        if not section.url or not section.every_h:
            return []
        synchroniser = Synchroniser(self._app.store, section, self._app.environ, self._app.holder)
        return [self._loop("directory", lambda: synchroniser.step(self._app.clock()))]

    def _loop(self, name: str, step: Step, interrupt: Act = _nothing, close: Act = _nothing) -> Loop:
        def end() -> None:
            close()
            self._app.store.close()  # connections belong to threads

        return Loop(name, step, _pause_after, interrupt, end)

    def _take_in(self) -> float:
        if self.intake.pulse.failures:  # what the failed batch had claimed would wait until its lease ends
            self._app.store.unit(lambda: inbox.free(self._app.holder))
        taken = take_in(self._app.intake, self._app.clock())
        if taken:
            self.dispatch.wake()
        return 0.0 if taken else INTAKE_EVERY_S

    def _dispatch(self) -> float:
        return self._dispatcher.dispatch_due().pause_s

    def _learn(self) -> float:
        train_at_night(self._app.store, self._app.config, self._app.environ, self._app.clock())
        return NIGHT_EVERY_S

    def _tick(self) -> float:
        self._ticker.tick()
        return TICK_EVERY_S

    def _release_leases(self) -> None:
        for section in self._app.config.mailbox:
            leases.release(lease_name(section), self._app.holder)


def _pause_after(failures: int, error: Exception) -> float:
    return again(error, failures, random.SystemRandom())
