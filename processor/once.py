"""One round of everything, for `ticketd once`."""

from __future__ import annotations

from dataclasses import dataclass

from processor.app import App
from processor.clock import Job
from processor.collector import Collector
from processor.config import Mailbox as MailboxSection
from processor.dispatch import dispatch_all
from processor.errors import ProcessorError
from processor.intake import take_in
from processor.jobs import jobs_of


@dataclass(frozen=True, slots=True)
class Done:
    """How many mails were collected, taken in and sent; errors: of mailboxes that could not be read, and of jobs."""

    collected: int
    taken_in: int
    sent: int
    errors: tuple[str, ...]


def run_once(app: App) -> Done:
    """Collect every mailbox, take everything in, send what is due. One mailbox's failure leaves the others alone."""
    failed = [error for job in jobs_of(app, once=True) if (error := _run(job, app))]
    results = [_collect(app, section) for section in app.config.mailbox]
    return Done(
        collected=sum(stored for stored, _ in results),
        taken_in=_take_in_all(app),
        sent=dispatch_all(app).sent,
        errors=(*failed, *(error for _, error in results if error)),
    )


def _run(job: Job, app: App) -> str:
    """What went wrong; the daemon's clock goes on with the other jobs, too."""
    try:
        job.run(app.clock())
    except ProcessorError as error:
        return f"{job.name}: {error}"
    return ""


def _collect(app: App, section: MailboxSection) -> tuple[int, str]:
    collector = Collector(app, section, news=lambda: None)
    stored, more = 0, True
    try:
        while more:
            collected = collector.collect(app.clock())
            stored, more = stored + collected.stored, collected.more
    except ProcessorError as error:
        return stored, f"mailbox {section.name}: {error}"
    finally:
        collector.close()
    return stored, ""


def _take_in_all(app: App) -> int:
    total = 0
    while taken := take_in(app.intake, app.clock()):
        total += taken
    return total
