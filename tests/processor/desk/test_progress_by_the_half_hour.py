"""Random histories of tickets, and a second reckoning of what their users are owed that counts half hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.quick import examples
from support.watch import MORNING, Watch

from db import events, tickets
from db.connection import Store
from db.events import Event
from db.tickets import Ticket

STEP = timedelta(minutes=30)
EVERY, DRAFT = 48, 40  # steps
OPEN = frozenset({"accepted", "in_progress", "escalated"})
HEARD = {"answer": "", "progress": "in_progress", "ask": "waiting_user", "feedback": "", "escalate": "escalated"}
SILENT = {"note": "", "urge": "", "cc": ""}
MOVES = {
    "user_replied": ("waiting_user", "in_progress"),
    "reopen": ("resolved", "in_progress"),
    "user_rejected": ("resolved", "in_progress"),
}


@dataclass
class Reckoning:
    """
    What the user of one ticket is owed, step by step.

    Attributes:
        waited: steps that count since the user last heard.
        gaps: waited, at each mail of the desk to the user.
    """

    status: str = "accepted"
    waited: int = 0
    drafted: bool = False
    quiet: int = -1
    gaps: list[int] = field(default_factory=list)

    def pass_step(self) -> None:
        if self.status in OPEN:
            self.waited += 1

    def heard(self) -> None:
        self.waited, self.drafted = 0, False

    def mails_at(self, now: int) -> list[str]:
        """What goes out when somebody looks at *now*."""
        if self.status not in OPEN:
            return []
        if self.waited >= EVERY:
            self.gaps.append(self.waited)
            self.heard()
            return ["progress_due"]
        if self.waited >= DRAFT and now >= self.quiet and not self.drafted:
            self.drafted = True
            return ["progress_draft"]
        return []


class Story:
    """One ticket in the database and in the reckoning; now: steps since the beginning."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.now, self.reckoning = watch, 0, Reckoning()
        watch.now = MORNING
        self.ticket: Ticket = watch.accept(watch.open(response_due_at=MORNING + timedelta(days=900)))
        self.ticket = watch.act(self.ticket, "progress", responded_at=watch.now)

    def pass_time(self, steps: int, *, down: bool = False) -> None:
        """down: nobody looks before the end."""
        for step in range(steps):
            self.now += 1
            self.reckoning.pass_step()
            if not down or step == steps - 1:
                self.look()

    def look(self) -> None:
        self.watch.now = MORNING + self.now * STEP
        before = len(self.watch.letters.kinds)
        self.watch.tick()
        told = [kind for kind in self.watch.letters.kinds[before:] if kind not in ("draft_lapsed", "snooze_over")]
        assert told == self.reckoning.mails_at(self.now), f"{self.watch.now}: {self.reckoning}"

    def do(self, action: str) -> None:
        if action in HEARD and self.reckoning.status in OPEN | {"waiting_user"}:
            self._act(action, HEARD[action] or self.reckoning.status)
            self.reckoning.heard()
        elif action in SILENT:
            self._act(action, self.reckoning.status)
        elif action == "resolve" and self.reckoning.status in OPEN | {"waiting_user"}:
            self._act("resolve", "resolved")
            self.reckoning.heard()
        elif action in MOVES and self.reckoning.status == MOVES[action][0]:
            self._act(action, MOVES[action][1])
            if action == "reopen":
                self.reckoning.heard()
        elif action == "hold" and self.reckoning.status in OPEN:
            self._hold(60)

    def _act(self, command: str, status: str) -> None:
        changes = {"status": status} if status != self.reckoning.status else {}
        self.ticket = self.watch.act(self.ticket, command, **changes)
        self.reckoning.status = status

    def _hold(self, steps: int) -> None:
        until = MORNING + (self.now + steps) * STEP
        self.ticket = self.watch.act(self.ticket, "hold", snoozed_until=until)
        self.reckoning.quiet = self.now + steps


ACTIONS = st.sampled_from([*HEARD, *SILENT, *MOVES, "resolve", "hold", "down", "nothing"])
STEPS = st.lists(
    st.tuples(ACTIONS, st.sampled_from([1, 3, 20, 39, 40, 41, 47, 48, 49, 100, 250])), min_size=3, max_size=12
)


@pytest.fixture
def watch(store: Store, tmp_path: Path) -> Watch:
    return Watch(store, tmp_path, deadlines={"progress_h": 24, "draft_h": 20})


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_user_of_an_open_ticket_hears_every_day_and_never_twice_for_it(
    watch: Watch, steps: list[tuple[str, int]]
) -> None:
    story = Story(watch)
    try:
        for action, number in steps:
            if action != "down":
                story.do(action)
            story.pass_time(number, down=action == "down")
            if action != "down":
                assert all(gap == EVERY for gap in story.reckoning.gaps)
            story.reckoning.gaps.clear()
    finally:
        close = partial(tickets.change, story.ticket.id, {"status": "cancelled"})
        watch.store.unit(close)
        watch.store.unit(partial(events.record, story.ticket.id, Event(watch.now, "x", "command.cancel", {})))
        watch.store.unit(lambda: watch.duties.arrange(story.ticket.id, watch.now))
    assert watch.set(story.ticket) == {}
