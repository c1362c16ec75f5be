"""Whom mails have not reached; pure. See "Unreachable users" in docs/figures.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from db.figures import Failed, Happening
from processor.desk.hearing import UNHEARD
from processor.digest.result import Unreachable, Unreached

# Events that tell of it.
BOUNCED, LEFT_OUT, CAPPED = "machine.noted", "notice.left_out", "notice.capped"
KINDS = (BOUNCED, LEFT_OUT, CAPPED, UNHEARD)
# Why the desk has not written to somebody who should have heard. To its own address, to machines, junk and history it
# never writes, and who did something need not be told.
NOBODY_THERE = frozenset({"no address", "has left"})


class Miss(NamedTuple):
    """One mail that has not arrived; ticket: its number."""

    addr: str
    how: Unreached
    why: str
    ticket: str
    at: datetime


def misses(happened: Iterable[Happening], failed: Iterable[Failed]) -> Iterator[Miss]:
    for each in happened:
        yield from _told(each)
    for mail in failed:
        yield Miss(mail.whom.casefold(), "failed", mail.why, mail.ticket, mail.at)


def unreachable(found: Iterable[Miss]) -> tuple[Unreachable, ...]:
    by_addr: dict[str, list[Miss]] = {}
    for miss in sorted(found, key=lambda miss: miss.at):
        by_addr.setdefault(miss.addr, []).append(miss)
    lines = (_line(addr, some) for addr, some in by_addr.items())
    return tuple(sorted(lines, key=lambda line: (line.last_at, line.addr), reverse=True))


def _told(each: Happening) -> Iterator[Miss]:
    event, detail = each.event, each.event.detail
    if event.kind == BOUNCED:
        for addr in detail.get("recipients", ()):
            yield Miss(str(addr).casefold(), "bounced", str(detail.get("status") or ""), each.number, event.at)
    elif event.kind == CAPPED:
        yield Miss(str(detail["recipient"]), "capped", str(detail["cap"]), each.number, event.at)
    elif detail.get("reason") in NOBODY_THERE:
        how: Unreached = "unheard" if event.kind == UNHEARD else "left_out"
        yield Miss(str(detail.get("recipient") or ""), how, str(detail["reason"]), each.number, event.at)


def _line(addr: str, some: Sequence[Miss]) -> Unreachable:
    """some: at least one, oldest first."""
    return Unreachable(
        addr=addr,
        how=tuple(dict.fromkeys(miss.how for miss in some)),
        count=len(some),
        why=some[-1].why,
        tickets=tuple(dict.fromkeys(miss.ticket for miss in some if miss.ticket)),
        last_at=some[-1].at,
    )
