"""Collecting one mailbox for as long as the process lives: the connection outlives the steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day

import structlog

from processor.app import App
from processor.collect import Collected, collect_batch, known_to, reconcile
from processor.config import Mailbox as MailboxSection
from processor.errors import SessionOver
from processor.mailbox.boxes import open_box
from processor.recovery import acquire

LEASE = timedelta(minutes=2)  # of a mailbox; prolonged at each step
LONGEST_STEP_S = 60.0  # that a step waits for news: half the lease, so that it never runs out under a living collector
RECONCILE_EVERY_S = 6 * 3600.0  # it lists all UIDs of the folder: a megabyte for 140,000 mails
log = structlog.get_logger(__name__)


def lease_name(section: MailboxSection) -> str:
    return f"collect:{section.name}"


class Collector:
    """
    Collects one mailbox, as long as no other host does.

    Args:
        news: called when something was stored.
    """

    def __init__(self, app: App, section: MailboxSection, news: Callable[[], None]) -> None:
        self._app = app
        self._section = section
        self._news = news
        self._open = False
        self._reconciled: float | None = None
        folder = section.folder
        self.box = open_box(section, app.sign_in.of_mailbox(section), known_to(app.store, section.name, folder))

    def step(self) -> float:
        """Fetch a batch, or wait for news; seconds until the next step, 0 as long as the mailbox is ours."""
        now = self._app.clock()
        if not self._app.store.unit(lambda: acquire(lease_name(self._section), self._app.holder, now, now + LEASE)):
            self.close()
            return min(self._section.poll_every_s, LONGEST_STEP_S)
        try:
            if not self.collect(now).more:
                self.box.wait(min(self._section.poll_every_s, LONGEST_STEP_S))
        except SessionOver as error:
            self.close()
            log.info("mailbox.login_again", mailbox=self._section.name, reason=str(error))
        except Exception:
            self.close()
            raise
        return 0.0

    def collect(self, now: datetime) -> Collected:
        """One batch, on an open mailbox."""
        if not self._open:
            self.box.open()
            self._open = True
        store, limits = self._app.store, self._app.config.limits
        if self._reconciled is None or time.monotonic() - self._reconciled > RECONCILE_EVERY_S:
            if reconcile(self.box, store, limits, now).stored:
                self._news()
            self._reconciled = time.monotonic()
        collected = collect_batch(self.box, store, limits, self._since(), now)
        if collected.stored:
            self._news()
        return collected

    def close(self) -> None:
        """Log out; the next step opens again."""
        self._open = False
        self.box.close()

    def _since(self) -> datetime | None:
        """The configured date begins at midnight in the desk's zone."""
        day = self._section.since
        zone = self._app.config.desk.zone
        return datetime.combine(day, time_of_day(), zone).astimezone(UTC) if day else None
