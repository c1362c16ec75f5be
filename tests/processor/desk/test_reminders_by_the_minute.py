"""Random histories of tickets, and a second reckoning of every reminder that counts minutes one after another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.minutes import Minutes
from support.watch import MORNING, Watch

from db import escalations
from db.connection import Store
from db.tickets import Ticket
from processor.desk.calendars import Interval

FIRST = MORNING - timedelta(hours=9)  # Monday, 00:00 in Shanghai
HOURS = ((9 * 60, 12 * 60), (13 * 60 + 30, 18 * 60))
OFFICE = Minutes(
    ZoneInfo("Asia/Shanghai"), (HOURS,) * 5 + ((),) * 2, dict[date, tuple[tuple[int, int], ...]](), FIRST, 60 * 24 * 60
)
GRAVEST_FIRST = (
    "response_breach", "triage_overdue", "feedback_due", "due_reached", "response_reminder", "triage_question",
    "snooze_over",
)  # fmt: skip
NEVER = -(10**9)


@dataclass
class Reckoning:
    """What a ticket of general priority (8 h) must be reminded of; all times are minutes since FIRST."""

    opened: int
    status: str = "registered"
    waits: list[list[int]] = field(default_factory=list)
    responded: bool = False
    reminded: bool = False
    breached: bool = False
    accepted: int | None = None
    triaged: bool = False
    asked: int | None = None
    overdue: bool = False
    promises: dict[int, int] = field(default_factory=dict)  # open escalations → when feedback is due
    due: int | None = None
    due_told: bool = False
    snoozed: int | None = None
    woken: int = NEVER

    def move(self, status: str, now: int) -> None:
        if self.status == "waiting_user" and status != "waiting_user":
            self.waits[-1][1] = now
        if status == "waiting_user" and self.status != "waiting_user":
            self.waits.append([now, 10**6])
        self.status = status

    def worked(self, start: int, end: int) -> int:
        """Office minutes, one by one, without those in which we waited for the user."""
        pauses = [Interval(OFFICE.at(a), OFFICE.at(min(b, OFFICE.count))) for a, b in self.waits]
        return sum(OFFICE.counting(start, end, pauses)) if start < end else 0

    def mail_at(self, now: int) -> list[str]:
        """The one mail that goes out when somebody looks at *now*, if any; it is taken for sent."""
        if self.status == "resolved":
            return []
        fallen: set[str] = set()
        quiet = self.woken if self.snoozed is None else self.snoozed
        if self.status != "waiting_user":
            fallen |= self._response(now, quiet) | self._triage(now, quiet)
        late = {number for number, promised in self.promises.items() if now >= promised}
        if late:
            fallen.add("feedback_due")
            self.promises = {number: at for number, at in self.promises.items() if number not in late}
        if self.due is not None and now >= self.due and not self.due_told:
            fallen.add("due_reached")
            self.due_told = True
        if self.snoozed is not None and now >= self.snoozed:
            fallen.add("snooze_over")
            self.snoozed, self.woken = None, max(now, self.woken)
        return [kind for kind in GRAVEST_FIRST if kind in fallen][:1]

    def _response(self, now: int, quiet: int) -> set[str]:
        if self.responded or self.breached:
            return set()
        gone = self.worked(self.opened, now)
        if gone >= 480:
            self.breached = True
            return {"response_breach"}
        if gone >= 360 and now >= quiet and not self.reminded:
            self.reminded = True
            return {"response_reminder"}
        return set()

    def _triage(self, now: int, quiet: int) -> set[str]:
        if self.accepted is None or self.triaged or self.overdue:
            return set()
        begun = self.asked
        if begun is None:
            minutes = range(self.accepted, now + 1)
            begun = next((at for at in minutes if at >= quiet and self.worked(self.accepted, at) >= 30), None)
            if begun is None:
                return set()
        if now >= quiet and self.worked(begun, now) >= 30:
            self.overdue = True
            return {"triage_overdue"}
        if self.asked is None:
            self.asked = now
            return {"triage_question"}
        return set()


class Story:
    """One ticket, in the database and in the reckoning; last: the latest minute at which somebody did something."""

    def __init__(self, watch: Watch, opened: int) -> None:
        self.watch, self.now, self.last = watch, opened, opened
        watch.now = OFFICE.at(opened)
        self.ticket: Ticket = watch.open()
        self.reckoning = Reckoning(opened)

    def tick(self) -> None:
        self.watch.now = OFFICE.at(self.now)
        before = len(self.watch.letters.kinds)
        self.watch.tick()
        told = self.watch.letters.kinds[before:]
        assert told == self.reckoning.mail_at(self.now), f"{self.watch.now}: {self.reckoning}"

    def pass_time(self, ticks: int, gap: int) -> None:
        for _ in range(ticks):
            self.now += gap
            self.tick()

    def set_clock_back(self, minutes: int) -> None:
        self.now = max(self.now - minutes, 0)
        self.tick()

    def do(self, action: str, number: int) -> None:
        """Somebody does something; nobody does while the clock shows what was before the last deed."""
        if self.now < self.last:
            self.now = self.last
        self.last, self.watch.now = self.now, OFFICE.at(self.now)
        getattr(self, f"_{action}")(number)

    def _act(self, command: str, status: str, *, responds: bool = False) -> None:
        changes: dict[str, object] = {"status": status} if status != self.reckoning.status else {}
        if responds and not self.reckoning.responded:
            changes["responded_at"] = self.watch.now
            self.reckoning.responded = True
        self.ticket = self.watch.act(self.ticket, command, **changes)
        self.reckoning.move(status, self.now)

    def _accept(self, _: int = 0) -> None:
        if self.reckoning.status == "registered":
            self.ticket = self.watch.accept(self.ticket)
            self.reckoning.accepted = self.now
            self.reckoning.move("accepted", self.now)

    def _progress(self, _: int) -> None:
        self._accept()
        if self.reckoning.status != "resolved":
            self._act("progress", "in_progress", responds=True)
            self.reckoning.triaged = True

    def _escalate(self, minutes: int) -> None:
        self._accept()
        if self.reckoning.status != "resolved":
            self.ticket = self.watch.escalate(self.ticket, self._in(minutes))
            self.reckoning.move("escalated", self.now)
            self.reckoning.triaged = True
            self.reckoning.promises[len(self._escalations())] = self.now + minutes

    def _promise(self, minutes: int) -> None:
        """Another time for the feedback of the first escalation."""
        if self.reckoning.status != "resolved" and (forms := self._escalations()) and forms[0].outcome == "open":
            if forms[0].feedback_at != self._in(minutes):
                self.reckoning.promises[1] = self.now + minutes
            moved = replace(forms[0], feedback_at=self._in(minutes))
            self.watch.store.unit(partial(escalations.replace, moved))
            self._act("feedback", self.reckoning.status)

    def _ask(self, number: int) -> None:
        """Of the even ones the user hears; the odd ones wait without an answer, as after a word by telephone."""
        if self.reckoning.status != "resolved":
            self._act("ask", "waiting_user", responds=number % 2 == 0)

    def _user_reply(self, _: int) -> None:
        if self.reckoning.status == "waiting_user":
            self._act("user_replied", "in_progress")

    def _resolve(self, _: int) -> None:
        if self.reckoning.status != "resolved":
            self._accept()
            for form in self._escalations():
                ended = replace(form, outcome="resolved")
                self.watch.store.unit(partial(escalations.replace, ended))
            self._act("resolve", "resolved", responds=True)
            self.reckoning.promises.clear()
            self.reckoning.triaged = True

    def _reopen(self, _: int) -> None:
        if self.reckoning.status == "resolved":
            self._act("reopen", "in_progress")

    def _snooze(self, minutes: int) -> None:
        if self.reckoning.status != "resolved":
            self.ticket = self.watch.act(self.ticket, "snooze", snoozed_until=self._in(minutes))
            self.reckoning.snoozed = self.now + minutes

    def _due(self, minutes: int) -> None:
        if self.reckoning.status != "resolved":
            self.ticket = self.watch.act(self.ticket, "due", due_at=self._in(minutes))
            self.reckoning.due_told &= self.reckoning.due == self.now + minutes  # the same again is nothing new
            self.reckoning.due = self.now + minutes

    def _in(self, minutes: int) -> datetime:
        return OFFICE.at(self.now + minutes)

    def _escalations(self) -> list[escalations.Escalation]:
        return self.watch.store.unit(lambda: escalations.of_ticket(self.ticket.id))


ACTIONS = (
    "accept", "progress", "escalate", "promise", "ask", "user_reply", "resolve", "reopen", "snooze", "due", "back",
    "nothing",
)  # fmt: skip
Step = tuple[str, int, int, int]  # an action, a number of minutes for it, then so many looks with this gap between
STEPS = st.tuples(
    st.sampled_from(ACTIONS),
    st.sampled_from([1, 20, 30, 45, 61, 90, 300, 601]),
    st.integers(0, 4),
    st.sampled_from([1, 7, 15, 30, 30, 60, 120, 3 * 24 * 60]),
)
OPENED = st.builds(lambda day, minute: day * 24 * 60 + minute, st.integers(0, 4), st.integers(8 * 60, 19 * 60))


@pytest.fixture
def watch(store: Store, tmp_path: Path) -> Watch:
    return Watch(store, tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(opened=OPENED, steps=st.lists(STEPS, min_size=5, max_size=20))
def test_each_promised_reminder_comes_once_and_in_time(watch: Watch, opened: int, steps: list[Step]) -> None:
    story = Story(watch, opened)
    try:
        for action, number, ticks, gap in steps:
            if action == "back":
                story.set_clock_back(number)
            elif action != "nothing":
                story.do(action, number)
            story.pass_time(ticks, gap)
        story.pass_time(3, 24 * 60)
    finally:
        watch.act(story.ticket, "cancel", status="cancelled")
    assert watch.set(story.ticket) == {}
