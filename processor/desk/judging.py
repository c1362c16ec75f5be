"""The judge of new problems: triage, with what the desk knows beside the mail's own words."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol

from db import tickets
from db.people import address_key
from parsers.forms import Form
from parsers.triage.judgement import Model, Verdict, judge
from parsers.triage.rules import Rules
from parsers.triage.signals import signals_of
from processor.config import Config, Desk
from processor.desk.procedure import Judge, Judgement
from processor.rules.arrival import Arrival

HOUR = timedelta(hours=1)
NEWEST = 50  # titles of the last hour that are compared; a wave of similar mails is among the newest
ALIKE = 0.5  # share of common pairs of characters (Dice); 打印机卡纸 and 打印机又卡纸了 have 0.67
URGENCY = ("urgent", "important", "general")


class Learned(Protocol):
    """Rules, and what was learned beside them; asked for each mail, because it is learned anew at night."""

    @property
    def rules(self) -> Rules: ...
    def current(self) -> Model: ...


def judge_by(learned: Learned, config: Config) -> Judge:
    """A judge by rules and what was learned; who is on the list of VIPs, or marked in the directory, counts more."""
    vips = frozenset(map(address_key, config.triage.vip))

    def give(arrival: Arrival, now: datetime) -> Judgement:
        person = arrival.identity.person
        vip = arrival.sender_key in vips or bool(person and person.vip)
        titles = tickets.titles_since(now - HOUR, NEWEST)
        similar = sum(alike(arrival.message.subject.root, title) for title in titles)
        signals = signals_of(arrival.message, vip=vip, form=_chosen(arrival.form), similar_count=similar)
        return _safe(judge(signals, learned.rules, learned.current(), config.triage.sure_from), config.desk)

    return give


def _chosen(form: Form) -> tuple[tuple[str, str], ...]:
    """What the sender filled in; what is only quoted is what we had written ourselves."""
    return tuple((name, value) for name, value in form.values.items() if name not in form.quoted)


def _safe(verdict: Verdict, desk: Desk) -> Judgement:
    """
    What is not sure enough is left at the desk's default, for an engineer to look at; its reasons stay.

    The safe side of a priority is the more urgent one: a false alarm costs a look, a missed outage costs hours.
    """
    urgent_first = sorted((verdict.priority, desk.priority), key=URGENCY.index)
    return Judgement(
        category=verdict.category if verdict.sure else desk.category,
        priority=verdict.priority if verdict.priority_sure else urgent_first[0],
        confidence=round(verdict.confidence, 3),
        priority_confidence=round(verdict.priority_confidence, 3),
        reasons=verdict.reasons,
        sure=verdict.sure and verdict.priority_sure,
        source=verdict.source,
    )


def alike(one: str, other: str) -> bool:
    """Two titles that say the same thing in nearly the same characters."""
    pairs, others = _pairs(one), _pairs(other)
    return bool(pairs and others) and 2 * len(pairs & others) >= ALIKE * (len(pairs) + len(others))


@lru_cache(maxsize=256)
def _pairs(title: str) -> frozenset[str]:
    text = "".join(title.lower().split())
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
