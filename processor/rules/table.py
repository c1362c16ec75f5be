"""The policy, readable from top to bottom: the first rule that has something to say decides."""

from __future__ import annotations

from collections.abc import Callable

from processor.rules.arrival import Arrival
from processor.rules.automatic import automatic_reply, bounce, bulk, machine, own
from processor.rules.decision import Decision, Verdict
from processor.rules.duplicate import duplicate
from processor.rules.orders import order, released
from processor.rules.person import forward, mention, newcomer, recall, reply
from processor.rules.stranger import blocked, confirmation, held, refused

Rule = Callable[[Arrival], Decision | None]

RULES: tuple[Rule, ...] = (
    duplicate,
    own,
    bounce,
    automatic_reply,
    machine,
    bulk,
    blocked,
    recall,
    confirmation,
    released,
    order,
    forward,
    reply,
    held,
    refused,
    mention,
    newcomer,
)


def decide(arrival: Arrival) -> Verdict:
    """The first decision of `RULES`; the last rule always has one."""
    for rule in RULES:
        decision = rule(arrival)
        if decision is not None:
            return Verdict(rule.__name__, decision)
    raise AssertionError("the last rule takes everything")
