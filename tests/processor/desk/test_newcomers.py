from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.configs import make_config
from support.letters import Letters

from db import absences, events, people, registrations, tickets
from db.absences import Absence
from db.connection import Store
from db.people import Person, Profile
from db.registrations import Registration
from db.tickets import NewEntry, NewTicket, Ticket
from processor.config import Config
from processor.desk.correspondence import Occasion
from processor.desk.newcomers import FIRST_STEPS, Newcomers
from processor.desk.teams import Teams

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NET = {"name": "网络组", "categories": ["hardware"]}


class Hall:
    """Where new tickets arrive; a, b are engineers and c the lead of the team 网络组, d is of no team."""

    def __init__(self, store: Store, config: Config) -> None:
        self.store, self.letters, self._count = store, Letters(), 0
        self.newcomers = Newcomers(config.desk, Teams(config.team, config.desk.zone), self.letters.correspondence)

    def hire(self, name: str, role: Any = "engineer", team: str = "网络组", **more: Any) -> Person:
        profile = Profile(name=name, role=role, team=team, addresses=(f"{name}@desk.example",), **more)
        return self.store.unit(lambda: people.add(profile))

    def open(self, **columns: Any) -> Ticket:
        self._count += 1
        words = (f"TS-20261123-{self._count:03d}", "打印机卡纸", "li@example.org", "李雷", "hardware", "general", "zh")
        new = replace(NewTicket(*words, NOW, NOW + timedelta(hours=8)), **columns)

        def work() -> Ticket:
            ticket = tickets.get(tickets.add(new))
            registrations.add(ticket.id, Registration(None, "known", proven=True))
            tickets.add_entry(ticket.id, NewEntry("user", "li@example.org", "李雷", NOW, "三楼的打印机又卡纸了。"))
            return ticket

        return self.store.unit(work)

    def welcome(self, **columns: Any) -> Ticket:
        ticket = self.open(**columns)
        return self.store.unit(lambda: self.newcomers.welcome(ticket, Occasion(NOW, None)))


@pytest.fixture
def hall(store: Store, tmp_path: Path) -> Hall:
    return Hall(store, make_config(tmp_path, team=[NET]))


@pytest.fixture
def plain(store: Store, tmp_path: Path) -> Hall:
    """Without teams."""
    return Hall(store, make_config(tmp_path))


def test_the_assignee_hears_with_everything_needed_to_act(hall: Hall) -> None:
    lee = hall.hire("a")

    ticket = hall.welcome()

    assert (ticket.team, ticket.assignee_id, ticket.coordinator_id) == ("网络组", lee.id, None)
    (letter,) = hall.letters.all
    assert (letter.kind, letter.to) == ("new_ticket", ("a",))
    assert letter.ticket == ticket
    assert letter.saying.words == "三楼的打印机又卡纸了。"
    assert letter.saying.moment == ticket.response_due_at
    assert letter.saying.commands == FIRST_STEPS


def test_what_was_routed_is_recorded_as_old_and_new(hall: Hall) -> None:
    lee = hall.hire("a")

    ticket = hall.welcome()

    (event,) = hall.store.unit(lambda: events.of_ticket(ticket.id))
    assert (event.kind, event.actor) == ("ticket.routed", "desk")
    assert event.detail == {"changes": {"team": ["", "网络组"], "assignee_id": [None, lee.id]}}


def test_without_teams_the_leads_hear_and_without_leads_everybody_who_works(plain: Hall) -> None:
    plain.hire("a", team="")
    plain.hire("boss", "manager", team="")
    plain.hire("somebody", "user", team="")
    plain.welcome()
    assert plain.letters.told() == [("new_ticket", ("a",))]

    plain.hire("c", "lead")

    ticket = plain.welcome()
    assert plain.letters.told() == [("new_ticket", ("c",))]
    assert (ticket.team, ticket.assignee_id) == ("", None)


def test_a_team_that_shares_its_tickets_hears_together_but_for_who_is_away(store: Store, tmp_path: Path) -> None:
    hall = Hall(store, make_config(tmp_path, team=[{**NET, "strategy": "manual"}]))
    hall.hire("a")
    away = hall.hire("b")
    hall.hire("c", "lead")
    hall.hire("d", team="")
    store.unit(lambda: absences.replace(away.id, [Absence(away.id, date(2026, 11, 23), date(2026, 11, 23))]))

    hall.welcome()

    assert hall.letters.told() == [("new_ticket", ("a", "c"))]


def test_an_urgent_ticket_has_its_lead_from_the_first_minute_and_nobody_is_told_twice(hall: Hall) -> None:
    hall.hire("a")
    lead = hall.hire("c", "lead")
    busy = hall.open(assignee_id=lead.id)
    assert busy

    ticket = hall.welcome(priority="urgent")

    assert ticket.coordinator_id == lead.id
    assert hall.letters.told() == [("coordination", ("c",)), ("new_ticket", ("a",))]


def test_a_lead_who_is_both_is_told_once(hall: Hall) -> None:
    lead = hall.hire("c", "lead")

    ticket = hall.welcome(priority="important")

    assert (ticket.assignee_id, ticket.coordinator_id) == (lead.id, lead.id)
    assert hall.letters.told() == [("new_ticket", ("c",))]


def test_a_lead_who_would_hear_as_one_of_many_hears_as_coordinator_only(plain: Hall) -> None:
    for name in ("c", "e"):
        plain.hire(name, "lead", team="")

    plain.welcome(priority="urgent")

    assert plain.letters.told() == [("coordination", ("c",)), ("new_ticket", ("e",))]


def test_a_desk_without_staff_routes_nothing(hall: Hall) -> None:
    ticket = hall.welcome(priority="urgent")

    assert ticket.team == ""
    assert hall.letters.all == []


def test_each_reads_the_heading_of_similar_tickets_in_their_language(plain: Hall) -> None:
    plain.hire("a", team="")
    plain.hire("b", team="", locale="en")
    plain.open(status="closed", title="打印机又卡纸了")

    plain.welcome()

    reports = {letter.to: letter.saying.report for letter in plain.letters.all}
    assert reports == {
        ("a",): ("可参考的知识库文章和已解决工单：", "  TS-20261123-001  打印机又卡纸了"),
        ("b",): ("Articles and solved tickets that may help:", "  TS-20261123-001  打印机又卡纸了"),
    }


def test_similar_are_at_most_three_solved_ones_of_the_category_newest_first(plain: Hall) -> None:
    for number in range(5):
        plain.open(status="resolved", title=f"打印机卡纸{number}", opened_at=NOW + timedelta(minutes=number))
    for other in ({"status": "registered"}, {"category": "software", "status": "closed"}, {"status": "merged"}):
        plain.open(**other)
    plain.open(status="closed", title="显示器不亮")

    plain.hire("a", team="")

    plain.welcome()

    (letter,) = plain.letters.all
    numbers = [line.split()[0][-1] for line in letter.saying.report[1:]]
    assert numbers == ["5", "4", "3"]


def test_a_ticket_that_becomes_urgent_gets_a_coordinator_and_one_that_has_one_keeps_it(hall: Hall) -> None:
    hall.hire("a")
    lead = hall.hire("c", "lead")
    ticket = hall.open(priority="urgent", team="网络组")

    coordinate = lambda ticket: hall.store.unit(lambda: hall.newcomers.follow_correction(ticket, Occasion(NOW)))
    then = coordinate(ticket)

    assert then.coordinator_id == lead.id
    assert hall.letters.told() == [("coordination", ("c",))]
    assert coordinate(then) == then
    assert coordinate(hall.open(team="网络组")).coordinator_id is None
    assert hall.letters.told() == []


def test_who_was_given_a_ticket_by_hand_before_it_was_clear_who_asked_keeps_it(hall: Hall) -> None:
    hall.hire("a")
    by_hand = hall.hire("b")

    ticket = hall.welcome(assignee_id=by_hand.id, team="网络组")

    assert ticket.assignee_id == by_hand.id
    assert hall.letters.told() == [("new_ticket", ("b",))]
