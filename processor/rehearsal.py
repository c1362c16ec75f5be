"""What would happen to a mail: everything is done as in earnest, looked at, and undone before anybody sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db import inbox, outbox
from db.inbox import Received, Source
from processor.intake import Intake, carry_out_one

SOURCE = Source("rehearsal", "", 1)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """
    Attributes:
        line: status, rule and reason, as the log would have them.
        ticket: number of the ticket that the mail would open or join, "" for none.
        mails: what would go out, whole, CRLF.
    """

    line: dict[str, object]
    ticket: str
    mails: tuple[bytes, ...]


class _Undo(Exception):
    """Ends the rehearsal's transaction without a commit."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        self.rehearsal = rehearsal


def rehearse(intake: Intake, raw: bytes, now: datetime) -> Rehearsal:
    """Nothing is written or sent; ticket numbers given here are given again."""
    (parsed,) = intake.parser.parse([raw])

    def work() -> None:
        inbox.store(SOURCE, [Received(1, len(raw), now, raw)], now)
        item = inbox.claim_uid(SOURCE, 1)
        line = carry_out_one(intake, item, parsed, now)
        shown = next(found for found in inbox.summaries(limit=1) if found.id == item.id)
        mails = tuple(outbox.raw_of_cause(item.id))
        raise _Undo(Rehearsal({key: value for key, value in line.items() if key != "item"}, shown.ticket, mails))

    try:
        intake.store.unit(work)
    except _Undo as undo:
        return undo.rehearsal
    raise AssertionError("the work ends by raising")
