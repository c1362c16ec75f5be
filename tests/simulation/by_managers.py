"""
What has to follow from the answer to a digest: each line is an order about its ticket, all of them or none are carried
out, and one receipt says which. That one was refused is taken from the events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf

from .facts import Case, Deed, Facts, Row
from .scene import Reckoned
from .town import ACTS

ORDERS = frozenset({"command.assign", "command.urge", "command.escalate"})


def of_line(deed: Deed, case: Case) -> Deed:
    """What was done to a ticket, or by then to one that is part of it, as if its line had come in a mail of its own."""
    written = deed.written
    if written is None or written.meaning != ACTS:
        return deed
    merged = [fact for fact in case.facts if fact.kind == "command.merged_in" and fact.id < deed.facts[0].id]
    numbers = {case.number, *(fact.detail["number"] for fact in merged)}
    meant = next((text for number, text in written.acts if number in numbers), "")
    return replace(deed, written=replace(written, meaning=meant, orders=(meant.partition("=")[0].removeprefix("#"),)))


def answered(facts: Facts) -> Reckoned:
    """The receipts; and of what was carried out that each line was, and nothing beside them."""
    found = Reckoned()
    numbers, carried_out = {case.number: case.id for case in facts.cases.values()}, _carried_out(facts)
    merged = list(_merged(facts, numbers))
    for item, written in facts.written.items():
        if written.meaning != ACTS:
            continue
        became = facts.answered.get(item)
        if became is None:
            found.faults.append((0, f"nothing became of an answer to a digest: {facts.items[item]}"))
            continue
        found.expected.append(Row("receipt", written.sender, 0, became.at))
        survivors = {ticket: survivor for ticket, survivor, since, until in merged if since < became.id < until}
        wanted = {_of(survivors, numbers[number]): meant.partition("=")[0] for number, meant in written.acts}
        wanted = wanted if became.kind == "command.act" else {}
        done = carried_out[item]
        if wanted != done:
            found.faults.append((0, f"the lines of an answer to a digest are {wanted}, and {done} was done"))
    return found


def _merged(facts: Facts, numbers: Mapping[str, int]) -> Iterator[tuple[int, int, int, float]]:
    """(ticket, the one that it has become part of, the event of that, the event by which that was taken back)."""
    for case in facts.cases.values():
        for fact in case.facts:
            if fact.kind == "command.merged_in":
                yield numbers[fact.detail["number"]], case.id, fact.id, facts.undone.get(fact.item, inf)


def _of(survivors: Mapping[int, int], ticket: int) -> int:
    while ticket in survivors:
        ticket = survivors[ticket]
    return ticket


def _carried_out(facts: Facts) -> dict[int, dict[int, str]]:
    """By item of an answer, what was done to which tickets."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for case in facts.cases.values():
        for fact in case.facts:
            if fact.item in facts.answered and fact.kind in ORDERS:
                found[fact.item][case.id] = "#" + fact.kind.partition(".")[2]
    return found
