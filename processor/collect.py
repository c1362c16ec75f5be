"""From the mailbox into the inbox: raw mail is committed, together with the watermark, before a mailbox is touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from db import inbox, watermarks
from db.connection import Store
from db.fields import EPOCH
from db.inbox import Received, Source
from db.watermarks import Watermark
from processor.config import Limits
from processor.errors import MailboxRefused
from processor.mailbox.box import UNORDERED_MARK, Batch, Mailbox
from processor.mailbox.maildir import UIDVALIDITY

# The server's clock dates the mails, ours the first contact. A mail of the last minutes before is a ticket, then;
# the other way round it would be lost.
CLOCKS_APART = timedelta(minutes=5)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Collected:
    """
    What a step did: mails stored and not there before, mails skipped as older than the cut-over, new gaps.

    more: another step will find more at once.
    """

    stored: int = 0
    skipped: int = 0
    gaps: int = 0
    more: bool = False


def collect_batch(mailbox: Mailbox, store: Store, limits: Limits, since: datetime | None, now: datetime) -> Collected:
    """
    One step: fetch what is above the watermark, store it and move the mark in one unit of work, then settle.

    *since*: the configured cut-over; None: from the first contact on.

    Raises:
        MailboxUnavailable, MailboxRefused; DatabaseUnavailable (then the mailbox has not been touched).
    """
    source = _source(mailbox)
    mark = _current(store.unit(lambda: watermarks.read(source.mailbox, source.folder)), source, since, now)
    batch = mailbox.fetch_after(mark.last_uid, limits, mark.cut_over)
    moved = replace(mark, last_uid=batch.last_uid, succeeded_at=now)
    collected = store.unit(lambda: _keep(source, batch, moved, mailbox))
    _report(source, batch, collected)
    _settle(mailbox, store, source, limits)
    return collected


def reconcile(mailbox: Mailbox, store: Store, limits: Limits, now: datetime) -> Collected:
    """
    Compare every UID up to the watermark with the inbox, and fetch what it has not, gaps included.

    The watermark trusts that UIDs only grow and that a list is whole; this is for servers where that fails.
    Costs a list of all UIDs, so it is done now and then. Raises as `collect_batch` does.
    """
    source = _source(mailbox)
    mark = store.unit(lambda: watermarks.read(source.mailbox, source.folder))
    if mark is None or mark.uidvalidity != source.uidvalidity:
        return Collected()  # nothing has been collected yet that could be compared
    known = store.unit(lambda: inbox.all_uids(source))
    passed = [uid for uid in mailbox.uids() if uid <= mark.last_uid or mark.last_uid == UNORDERED_MARK]
    missing = [uid for uid in passed if uid not in known]
    total = _fetch_missing(mailbox, store, limits, replace(mark, reconciled_at=now), missing)
    if total.stored:
        log.warning("mailbox.missed_mails_found", mailbox=source.mailbox, folder=source.folder, mails=total.stored)
    _settle(mailbox, store, source, limits)
    return total


def known_to(store: Store, mailbox: str, folder: str) -> Callable[[list[int]], set[int]]:
    """For a Maildir: which of some UIDs the inbox has."""
    source = Source(mailbox, folder, UIDVALIDITY)
    return lambda uids: store.unit(lambda: inbox.known_uids(source, uids))


def _fetch_missing(
    mailbox: Mailbox, store: Store, limits: Limits, mark: Watermark, missing: Sequence[int]
) -> Collected:
    """Batch by batch; the mark says "reconciled" only with the last one."""
    source = _source(mailbox)
    total = Collected()
    while missing:
        batch = mailbox.fetch(missing, limits, mark.cut_over)
        missing = [uid for uid in missing if uid > batch.last_uid]
        part = store.unit(partial(_store, source, batch, mark.reconciled_at, mailbox))
        total = Collected(total.stored + part.stored, total.skipped + part.skipped, total.gaps + part.gaps)
    store.unit(lambda: watermarks.write(source.mailbox, source.folder, mark))
    return total


def _source(mailbox: Mailbox) -> Source:
    return Source(mailbox.name, mailbox.folder, mailbox.uidvalidity)


def _current(stored: Watermark | None, source: Source, since: datetime | None, now: datetime) -> Watermark:
    """The mark for this life of the folder; in a new life it begins at the bottom, and the inbox knows its mails."""
    where = {"mailbox": source.mailbox, "folder": source.folder}
    if stored is None:
        cut_over = since or now - CLOCKS_APART
        log.info("mailbox.first_contact", **where, older_mails_are_left_before=cut_over.isoformat())
        return Watermark(source.uidvalidity, 0, cut_over, EPOCH, EPOCH)
    mark = replace(stored, cut_over=since or stored.cut_over)
    if mark.uidvalidity == source.uidvalidity:
        return mark
    log.warning("mailbox.uidvalidity_changed", **where, before=mark.uidvalidity, now=source.uidvalidity)
    return replace(mark, uidvalidity=source.uidvalidity, last_uid=0, reconciled_at=EPOCH)


def _keep(source: Source, batch: Batch, mark: Watermark, mailbox: Mailbox) -> Collected:
    collected = _store(source, batch, mark.succeeded_at, mailbox)
    watermarks.write(source.mailbox, source.folder, mark)
    return collected


def _store(source: Source, batch: Batch, now: datetime, mailbox: Mailbox) -> Collected:
    """What is too large to be stored whole stays in a mailbox where it would be deleted: nobody else has its body."""
    mails = [
        Received(
            uid=mail.uid,
            size=mail.size,
            received_at=mail.received_at or now,
            raw=mail.raw,
            header_only=mail.header_only,
            settled=not mailbox.settles or (mail.header_only and mailbox.deletes),
        )
        for mail in batch.mails
    ]
    gaps = inbox.store_gaps(source, [(gap.uid, gap.reason) for gap in batch.gaps], now)
    return Collected(inbox.store(source, mails, now), batch.skipped, gaps, batch.more)


def _report(source: Source, batch: Batch, collected: Collected) -> None:
    where = {"mailbox": source.mailbox, "folder": source.folder}
    for gap in batch.gaps:
        log.error("mailbox.gap", **where, uid=gap.uid, reason=gap.reason)
    if collected.stored or collected.skipped:
        log.info("mailbox.collected", **where, mails=collected.stored, older=collected.skipped)


def _settle(mailbox: Mailbox, store: Store, source: Source, limits: Limits) -> None:
    """What is stored, this time or earlier, takes its place in the mailbox; a refusal holds nothing up."""
    if not mailbox.settles:
        return
    uids = store.unit(lambda: inbox.unsettled(source, limits.batch_count))
    if not uids:
        return
    try:
        mailbox.settle(uids)
    except MailboxRefused as error:
        log.warning("mailbox.not_settled", mailbox=source.mailbox, mails=len(uids), reason=str(error))
        return
    store.unit(lambda: inbox.mark_settled(source, uids))
