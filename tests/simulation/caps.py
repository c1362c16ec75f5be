"""
So many mails of a kind one reader gets at most (docs/architecture.md); what is beyond is left out, an event says it.

Which of the mails of one moment were too many only the desk knows; that there were as many as it says is counted here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from .facts import Facts, Row
from .hours import HOUR

LEFT_OUT = "notice.capped"
DAY = 24 * HOUR
AHEAD = 26 * HOUR  # as far as the clock of the desk may have been set ahead: what was sent then counts, too
# (kinds, most, within what time).
CAPS = (
    (("receipt", "escalation_form"), 100, HOUR),
    (("identity_confirmation",), 2, DAY),
    (("identity_confirmation_again",), 2, DAY),
    (("command_confirmation",), 10, DAY),
    (("command_confirmation_user",), 1, DAY),
)
CAP_OF = {kind: cap for cap, (kinds, _, _) in enumerate(CAPS) for kind in kinds}


def left_out(facts: Facts) -> tuple[Counter[Row], list[tuple[int, str]]]:
    """The mails that were left out; and by ticket, what was left out too early, and what went out beyond."""
    found: Counter[Row] = Counter()
    sent, faults = _sent(facts), []
    for ticket, kind, to, at in _capped(facts):
        cap = CAP_OF.get(kind)
        if cap is None or not _is_full(sent[cap, to], cap, at):
            faults.append((ticket, f"{kind} to {to} was left out too early"))
        else:
            found[Row(kind, to, ticket, at)] += 1
    return found, [*faults, *_beyond(sent)]


def _capped(facts: Facts) -> Iterator[tuple[int, str, str, int]]:
    for case in facts.cases.values():
        for fact in case.facts:
            if fact.kind == LEFT_OUT:
                yield case.id, str(fact.detail["kind"]), str(fact.detail["recipient"]), fact.at


def _sent(facts: Facts) -> Mapping[tuple[int, str], list[int]]:
    """By cap and reader, when."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in facts.mails:
        if row.kind in CAP_OF:
            found[CAP_OF[row.kind], row.to].append(row.at)
    for moments in found.values():
        moments.sort()
    return found


def _is_full(moments: list[int], cap: int, at: int) -> bool:
    _, most, within = CAPS[cap]
    return bisect_right(moments, at + AHEAD) - bisect_left(moments, at - within) >= most


def _beyond(sent: Mapping[tuple[int, str], list[int]]) -> Iterator[tuple[int, str]]:
    for (cap, to), moments in sent.items():
        kinds, most, within = CAPS[cap]
        if any(last - first < within for first, last in zip(moments, moments[most:], strict=False)):
            yield 0, f"{to} got more than {most} {' and '.join(kinds)}"
