"""The mails that went out beside those that had to: what is missing, what is too much, and a ticket's story for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .by_users import HOWEVER_LATE, REOPEN_WINDOW
from .caps import left_out
from .facts import Case, Fact, Facts, Item, Row, joined_by, shown
from .oracle import reckon
from .town import FORGED, Written
from .words import VOUCHING, WHOSE

# Kinds of mail that the oracle says nothing about, and why. A kind that is neither here nor foretold is a difference.
NOT_JUDGED: Mapping[str, str] = {}
FIRST_TICKETS = 3  # whose story is told
MOST_KINDS = 40
TAKEN = ("ticket", "follow_up", "command")
NEVER_DONE = ("held", "ignored")  # what becomes of orders that are nobody's


@dataclass(frozen=True, slots=True)
class Difference:
    ticket: int
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    facts: Facts
    differences: tuple[Difference, ...]
    judged: int
    unjudged: Mapping[str, int]

    def story(self, most: int = FIRST_TICKETS) -> str:
        """The first differences, each beside the events and mails of its ticket."""
        tickets = list(dict.fromkeys(one.ticket for one in self.differences))[:most]
        kinds = Counter(one.text.partition(" to ")[0] for one in self.differences)
        counted = "\n".join(f"{count:8d}  {kind}" for kind, count in kinds.most_common(MOST_KINDS))
        return "\n\n".join([counted, *(line for ticket in tickets for line in self._one(ticket))])

    def _one(self, ticket: int) -> Iterator[str]:
        case = self.facts.cases.get(ticket)
        theirs = [one for one in self.differences if one.ticket == ticket]
        yield "\n".join(f"{shown(one.at) if one.at else '':18} {one.text}" for one in theirs)
        if case:
            yield "\n".join(_story(self.facts, case))


def judge(facts: Facts) -> Verdict:
    """What went out against what had to."""
    reckoned, (capped, beyond) = reckon(facts), left_out(facts)
    wanted = Counter(reckoned.expected) - capped
    judged = Counter(row for row in facts.mails if row.kind not in NOT_JUDGED)
    found = [*_differences(judged - wanted, "too much"), *_differences(wanted - judged, "missing")]
    found += [Difference(ticket, 0, f"WRONG    {text}") for ticket, text in (*reckoned.faults, *beyond)]
    found += list(_unread(facts))
    unjudged = Counter(row.kind for row in facts.mails if row.kind in NOT_JUDGED)
    order = sorted(found, key=lambda one: (one.ticket, one.at))
    return Verdict(facts, tuple(order), sum(judged.values()), unjudged)


def _differences(rows: Counter[Row], word: str) -> Iterator[Difference]:
    for row, times in rows.items():
        more = f" ({times} times)" if times > 1 else ""
        yield Difference(row.ticket or 0, row.at, f"{word.upper():8} {row.kind} to {row.to}{more}")


def _unread(facts: Facts) -> Iterator[Difference]:
    """Mails of people that nobody has taken up, or that were taken for something else."""
    orders = _orders(facts)
    for item in facts.items.values():
        written = facts.written.get(item.id)
        before = {sender for at, sender in orders[item.ticket or 0] if at < item.id}
        if wrong := _wrong(facts, item, written, before):
            meant = written.meaning if written else "?"
            yield Difference(item.ticket or 0, 0, f"WRONG    “{meant}” became {item.status} ({item.reason}){wrong}")


def _wrong(facts: Facts, item: Item, written: Written | None, before: set[str]) -> str:
    """What is wrong with what became of a mail; "" for nothing. before: who has ordered something about its ticket."""
    meant = written.meaning if written else ""
    right = _right(written, before)
    if meant == FORGED and _is_bystander(facts, item, written):
        right = (*right, "follow_up")
    if item.status not in right:
        return f": {' or '.join(right)} would be right"
    if item.status == "ticket" and meant not in ("", "new", WHOSE) and not (written and written.forged):
        return f": {why}" if (why := _not_over(facts, item)) else ""
    return ""


def _is_bystander(facts: Facts, item: Item, written: Written | None) -> bool:
    """Who takes part in another's ticket orders nothing there, forged or not: it is read as a mail."""
    case, sender = facts.cases.get(item.ticket or 0), written.sender if written else ""
    return case is not None and sender != case.requester and facts.at_address(sender) is None


def _right(written: Written | None, before: set[str]) -> tuple[str, ...]:
    """What may become of it; a reply may only have kept the orders that somebody else has written into its subject."""
    if written and written.meaning == FORGED:
        return NEVER_DONE
    if written and written.meaning == WHOSE:
        return ("ignored",) if written.about else ("ticket",)  # by no thread, somebody asks something
    if written and written.forged and written.meaning in VOUCHING:
        return ("ticket",)
    if written and written.orders and before - {written.sender}:
        return (*TAKEN, *NEVER_DONE)
    return TAKEN


def _orders(facts: Facts) -> dict[int, list[tuple[int, str]]]:
    """By ticket: the items in whose subjects somebody has ordered something, and who."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for item in facts.items.values():
        written = facts.written.get(item.id)
        if written and (written.orders or (written.meaning == FORGED and written.forged)):  # a forged one, too
            found[item.ticket or 0].append((item.id, written.sender))
    return found


def _not_over(facts: Facts, item: Item) -> str:
    """Why what somebody wrote about a ticket of theirs should not have opened another one; "" when it should."""
    case = facts.cases[item.ticket or 0]
    old, at = facts.cases.get(case.linked_to or 0), case.facts[0].at
    if old is None:
        return "it is linked to none"
    # by the order in which they happened: the clock that tells their times may have been set wrong in between
    before = [fact for fact in old.facts if fact.id < case.facts[0].id]
    if facts.written[item.id].sender not in _people(facts, old, before):
        return ""
    moves = [(fact.at, fact.changes["status"][1]) for fact in before if "status" in fact.changes]
    moves += [(fact.at, "cancelled") for fact in before if fact.kind == "identity.given_up"]
    since, status = moves[-1] if moves else (at, "registered")
    written = facts.written[item.id]
    answers = written.meaning in HOWEVER_LATE and written.sender == old.requester
    if status == "cancelled" or (status == "closed" and at - since > REOPEN_WINDOW and not answers):
        return ""
    return f"the old one was {status} since {shown(since)}"


def _people(facts: Facts, case: Case, before: list[Fact]) -> set[str]:
    """Who takes part; not who was brought by a merge that was taken back."""
    gone = {item for item, event in facts.undone.items() if before and event <= before[-1].id}
    return {case.requester, *case.copied, *joined_by(fact for fact in before if fact.item not in gone)}


def _story(facts: Facts, case: Case) -> Iterator[str]:
    yield f"  {case.number} {case.title} · {case.first_priority} · opened {shown(case.opened_at)}"
    written = {fact.id: deed.written for deed in facts.deeds[case.id] for fact in deed.facts[:1]}
    lines = []
    for fact in case.facts:
        meant = written.get(fact.id)
        detail = {key: value for key, value in fact.detail.items() if key not in ("rows", "difference")}
        said = f"  ← {meant.sender} “{meant.meaning}”" if meant else ""
        lines.append((fact.at, fact.id, f"    {shown(fact.at)} {fact.kind} {fact.actor} {str(detail)[:160]}{said}"))
    for row in facts.mails:
        if row.ticket == case.id:
            lines.append((row.at, 1 << 60, f"    {shown(row.at)}     → {row.kind} to {row.to}"))
    yield from (line for _, _, line in sorted(lines))
