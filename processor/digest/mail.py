"""The state of the mail traffic. See "Mail traffic" in docs/figures.md. Reads the database."""

from __future__ import annotations

from datetime import timedelta

from db import figures, inbox, outbox
from db.figures import Failed
from processor.digest.result import Mail, MailboxState, Trouble
from processor.digest.view import View

STUCK = ("quarantined", "gap")
LOST = ("failed", "uncertain")
DIRECTORY = "directory.updated"
MOST = 50  # troubles that are listed; who has more of them looks into the lists of the command line
LATE = timedelta(minutes=15)  # a mail that waits for longer does not just wait for its turn


def mail(view: View) -> Mail:
    period = view.period
    stuck = figures.stuck_items(STUCK, period.start, period.end)
    lost = figures.failed_mails(LOST, period.start, period.end)
    troubles = sorted([*stuck, *lost], key=lambda each: each.at, reverse=True)
    overdue, since = figures.overdue_mails(view.now - LATE)
    folders = figures.folders()
    return Mail(
        inbox=inbox.counts(),
        outbox=outbox.counts(),
        written=figures.queued_between(period.start, period.end),
        overdue=overdue,
        overdue_since=since,
        mailboxes=tuple(MailboxState(each.mailbox, each.folder, each.succeeded_at) for each in folders),
        troubles=tuple(_trouble(each) for each in troubles[:MOST]),
        more_troubles=max(0, len(troubles) - MOST),
        directory_at=figures.last_at(DIRECTORY, view.now),
    )


def _trouble(each: Failed) -> Trouble:
    return Trouble(each.status, each.id, each.at, each.whom, each.subject, each.why)
