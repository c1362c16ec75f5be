"""Random histories, counted by the figures and reckoned anew the dumb way; in memory and on both engines."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.configs import make_config
from support.histories import HOURS, Story, at, reckon, stories, ticket_of

from db import events, inbox, people, tickets
from db.connection import Store
from db.events import Event
from db.inbox import Received, Source
from db.people import Profile
from db.tickets import NewTicket
from processor.desk.dossier import Dossier
from processor.desk.duties import pace_of
from processor.desk.teams import Teams
from processor.desk.timetable import deadlines_of
from processor.digest import Accounts, Figures, Period
from processor.digest.life import Life
from processor.digest.period import days
from processor.digest.result import Share
from processor.digest.traffic import Course, traffic, trend

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_DAY = date(2026, 11, 16)
LAST = HOURS // 24 - 1  # day of the stories, from 0
SPANS = st.tuples(st.integers(0, LAST), st.integers(0, LAST)).map(sorted)


def period_of(first: int, last: int) -> Period:
    return days(FIRST_DAY + timedelta(days=first), FIRST_DAY + timedelta(days=last), SHANGHAI)


@settings(max_examples=150)
@given(found=st.lists(stories((1, 2)), max_size=6), span=SPANS)
def test_in_and_out_and_the_trend_are_those_of_the_states(found: list[Story], span: list[int]) -> None:
    first, last = span
    lives = [Life(Dossier(ticket_of(each, n), each.events, (), at(HOURS))) for n, each in enumerate(found)]
    since = at(first * 24)
    steps = [step for life in lives for step in life.steps if step.at >= since]
    course = Course(sorted(steps, key=lambda step: step.at), sum(life.is_open_before(since) for life in lives))

    counted = traffic(course, period_of(first, last))

    wanted = reckon(found, first * 24, (last + 1) * 24, HOURS)
    assert {name: getattr(counted, name) for name in wanted.flows} == wanted.flows
    assert (counted.open_before, counted.open_after) == (wanted.open_before, wanted.open_after)
    assert counted.open_after == counted.open_before + counted.came_in - counted.went_out
    drawn = trend(course, [period_of(day, day) for day in range(first, last + 1)])
    assert [day.open for day in drawn] == [
        reckon(found, day * 24, (day + 1) * 24, HOURS).open_after for day in range(first, last + 1)
    ]


class Book:
    """An open database in which each example is a team of its own."""

    def __init__(self, store: Store, folder: Path) -> None:
        deadlines = {"progress_h": 24, "draft_h": 20, "progress_days": "all", "calendars": {"urgent": ["always"]}}
        config = make_config(folder, deadlines=deadlines)
        self.store, self.numbers = store, itertools.count(1)
        reckoned = deadlines_of(config)
        self.items = store.unit(self._mails)
        self.staff = tuple(self._hire(number) for number in range(2))
        pace = pace_of(config.deadlines, reckoned)
        self.accounts = Accounts(pace, Teams((), SHANGHAI), SHANGHAI)

    def _hire(self, number: int) -> int:
        profile = Profile(name=f"p{number}", role="engineer", addresses=(f"p{number}@desk.example",))
        return self.store.unit(lambda: people.add(profile)).id

    def _mails(self) -> tuple[int, ...]:
        source, mails = Source("support", "INBOX", 1), [Received(uid, 1, at(0), b"x") for uid in range(1, 11)]
        inbox.store(source, mails, at(0))
        return tuple(inbox.claim_uid(source, mail.uid).id for mail in mails)

    def count(self, found: list[Story], period: Period, now: int) -> Figures:
        team = f"team {next(self.numbers)}"
        return self.store.unit(lambda: self._count(found, period, now, team))

    def _count(self, found: list[Story], period: Period, now: int, team: str) -> Figures:
        for story in found:
            self._write(story, team)
        return self.accounts.figures(period, at(now), team)

    def _write(self, story: Story, team: str) -> None:
        made = ticket_of(story, next(self.numbers))
        words = (made.number, made.title, made.requester_addr, made.requester_name, made.category, made.priority, "zh")
        ticket_id = tickets.add(NewTicket(*words, made.opened_at, made.response_due_at, team=team))
        columns = ("status", "updated_at", "assignee_id", "accepted_at", "responded_at")
        tickets.change(ticket_id, {name: getattr(made, name) for name in columns})
        for event in story.events:
            events.record(ticket_id, self._with_item(event))

    def _with_item(self, event: Event) -> Event:
        """Its mail, and the one that it takes back, are of those in the inbox."""
        detail = {**event.detail, "undone": self.items[event.detail["undone"]]} if "undone" in event.detail else None
        item = None if event.item_id is None else self.items[event.item_id]
        return replace(event, detail=detail or event.detail, item_id=item)


@pytest.fixture
def book(store: Store, tmp_path: Path) -> Book:
    return Book(store, tmp_path)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), span=SPANS, more_hours=st.integers(0, 48))
def test_the_figures_of_a_team_are_those_of_its_tickets(
    book: Book, data: st.DataObject, span: list[int], more_hours: int
) -> None:
    found = data.draw(st.lists(stories(book.staff), max_size=5))
    first, end, now = span[0] * 24, (span[1] + 1) * 24, HOURS + more_hours

    counted = book.count(found, period_of(*span), now)

    wanted = reckon(found, first, end, now)
    assert {name: getattr(counted.traffic, name) for name in wanted.flows} == wanted.flows
    assert (counted.traffic.open_before, counted.traffic.open_after) == (wanted.open_before, wanted.open_after)
    assert counted.response.total == Share(wanted.kept, wanted.broken)
    assert sorted(breach.reason for breach in counted.response.breaches) == wanted.reasons
    assert counted.progress.total == Share(wanted.heard, wanted.unheard)
    loads = {line.person_id: line.open for line in counted.load if line.open}
    assert loads == wanted.loads and sum(loads.values()) == counted.open.count
    assert {line.person_id: line.resolved for line in counted.load if line.resolved} == wanted.solved
