from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import people, tickets
from db.connection import Store
from db.fields import EPOCH
from db.people import Person, Profile
from db.registrations import Registration
from db.tickets import NewTicket, Ticket
from processor.config_teams import Strategy, Team
from processor.desk.assignment import Load, coordinator_of, least_loaded, next_in_turn, readers, route
from processor.desk.teams import Roster

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ROLES: tuple[Any, ...] = ("engineer", "specialist", "lead", "manager")
PEOPLE = st.builds(
    lambda roles: tuple(
        Person(id=id, name=f"p{id}", role=role, team=team) for id, (role, team) in enumerate(roles, start=1)
    ),
    st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from(["网络组", "应用组", ""])), max_size=6),
)
AWAY = st.frozensets(st.integers(1, 6))


def ticket(
    priority: str = "general", team: str = "", assignee: int | None = None, category: str = "hardware"
) -> Ticket:
    words = ("TS-20261122-001", "打印机卡纸", "li@example.org", "李雷", category, priority, "registered", "zh")
    return Ticket(1, *words, NOW, NOW, None, None, "", team, assignee)


def form(person_id: int | None = None) -> Registration:
    return Registration(person_id, "known", proven=True)


# who is next


@given(st.sets(st.integers(1, 50), min_size=1), st.integers(0, 60), st.integers(1, 200))
def test_in_turns_nobody_gets_more_than_one_above_another(ids: set[int], last: int, count: int) -> None:
    given_to: Counter[int] = Counter(dict.fromkeys(ids, 0))
    for _ in range(count):
        chosen = next_in_turn(ids, last)
        assert chosen is not None
        given_to[chosen] += 1
        last = chosen

    assert max(given_to.values()) - min(given_to.values()) <= 1


@given(st.lists(st.frozensets(st.integers(1, 5), min_size=1), min_size=1, max_size=60))
def test_while_others_come_and_go_nobody_gets_two_turns_before_who_stays(present: list[frozenset[int]]) -> None:
    turns: list[int] = []
    for ids in present:
        chosen = next_in_turn(ids, turns[-1] if turns else None)
        assert chosen in ids
        turns.append(chosen)

    for first, second in itertools.combinations(range(len(turns)), 2):
        if turns[first] == turns[second]:
            stayed = frozenset.intersection(*present[first : second + 1])
            assert stayed <= set(turns[first : second + 1])


def test_nobody_is_next_of_nobody() -> None:
    assert next_in_turn([], 3) is None
    assert least_loaded([]) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_the_least_loaded_gets_it_and_among_equals_who_waited_longest(loads: list[tuple[int, int]]) -> None:
    given = [Load(id, count, EPOCH + timedelta(days=last)) for id, (count, last) in enumerate(loads)]

    chosen = given[least_loaded(given) or 0]

    assert all((chosen.tickets, chosen.last) <= (other.tickets, other.last) for other in given)


@given(st.integers(2, 6), st.integers(1, 60))
def test_while_nothing_is_solved_loads_stay_within_one(size: int, count: int) -> None:
    loads = [Load(id, 0) for id in range(size)]
    for number in range(count):
        chosen = least_loaded(loads)
        assert chosen is not None
        loads[chosen] = Load(chosen, loads[chosen].tickets + 1, EPOCH + timedelta(minutes=number))

    open_ones = [load.tickets for load in loads]
    assert max(open_ones) - min(open_ones) <= 1


# who coordinates and who hears


@given(PEOPLE, AWAY, st.sampled_from(["urgent", "important", "general"]), st.sampled_from(["网络组", ""]))
def test_a_coordinator_is_a_present_lead_of_what_is_urgent_or_important(
    staff: tuple[Person, ...], away: frozenset[int], priority: str, team: str
) -> None:
    roster = Roster((), staff, away)
    present = [person for person in staff if person.role == "lead" and person.id not in away]

    # the database is only asked when there are several to choose from
    found = coordinator_of(ticket(priority), team, None, roster) if len(present) < 2 else None

    if found is not None:
        assert found in present
        assert priority != "general"
    elif len(present) == 1:
        assert priority == "general"


@given(PEOPLE, AWAY, st.sampled_from(["网络组", "应用组", "gone", ""]), st.none() | st.integers(1, 7))
def test_somebody_always_hears_of_a_ticket_each_once_and_those_who_are_there_before_others(
    staff: tuple[Person, ...], away: frozenset[int], team: str, assignee: int | None
) -> None:
    roster = Roster((), staff, away)
    workers = [person for person in staff if person.role != "manager"]
    present = [person for person in workers if person.id not in away]

    heard = readers(ticket(team=team, assignee=assignee), roster)

    assert len(heard) == len(set(heard))
    assert bool(heard) >= bool(workers)
    has_it = [person for person in staff if person.id == assignee]
    if has_it and has_it[0].id not in away:
        assert heard == has_it
    elif present:
        assert set(heard) - set(has_it) <= set(present)
        assert set(heard) & set(present)


def test_the_circle_widens_from_team_to_leads_to_everybody() -> None:
    one = Person(id=1, name="a", role="engineer", team="网络组")
    lead = Person(id=2, name="b", role="lead", team="应用组")
    two = Person(id=3, name="c", role="specialist")
    staff = (one, lead, two)

    assert readers(ticket(team="网络组", assignee=3), Roster((), staff)) == [two]
    assert readers(ticket(team="网络组"), Roster((), staff)) == [one]
    assert readers(ticket(team="网络组"), Roster((), staff, frozenset({1}))) == [lead]
    assert readers(ticket(), Roster((), staff)) == [lead]
    assert readers(ticket(), Roster((), staff, frozenset({2}))) == [one, two]
    assert readers(ticket(), Roster((), staff, frozenset({1, 2, 3}))) == [one, lead, two]
    assert readers(ticket(team="网络组", assignee=3), Roster((), staff, frozenset({3}))) == [two, one]


# routing, with the database


def crew(strategy: Strategy, *profiles: Profile) -> tuple[Team, list[Person]]:
    team = Team(name="网络组", categories=("hardware",), strategy=strategy)
    return team, [people.add(profile) for profile in profiles]


def worker(name: str, role: Any = "engineer", **more: Any) -> Profile:
    return Profile(name=name, role=role, team=more.pop("team", "网络组"), **more)


def open_ticket(number: int, routing_team: str, assignee: Person | None) -> None:
    words = (f"TS-20261122-{number:03d}", "x", "li@example.org", "", "hardware", "general", "zh", NOW, None)
    tickets.add(NewTicket(*words, team=routing_team, assignee_id=assignee.id if assignee else None))


@pytest.mark.parametrize("strategy", ["least_loaded", "round_robin"])
def test_tickets_spread_evenly_over_those_who_are_there(store: Store, strategy: Strategy) -> None:
    def work() -> tuple[Counter[str], set[str]]:
        team, staff = crew(strategy, *(worker(name) for name in "abcd"), worker("e", team="应用组"))
        roster = Roster((team,), tuple(staff), frozenset({staff[1].id}))
        got: Counter[str] = Counter()
        teams = set()
        for number in range(10):
            routing = route(ticket(), form(), roster, NOW)
            open_ticket(number, routing.team, routing.assignee)
            got[routing.assignee.name if routing.assignee else ""] += 1
            teams.add(routing.team)
        return got, teams

    got, teams = store.unit(work)
    assert got == {"a": 4, "c": 3, "d": 3}
    assert teams == {"网络组"}


def test_who_has_less_to_do_gets_more(store: Store) -> None:
    def work() -> list[str]:
        team, staff = crew("least_loaded", worker("a"), worker("b"))
        for number in range(3):
            open_ticket(number, "网络组", staff[0])
        roster, names = Roster((team,), tuple(staff)), []
        for number in range(3, 8):
            routing = route(ticket(), form(), roster, NOW + timedelta(minutes=number))
            open_ticket(number, routing.team, routing.assignee)
            names.append(routing.assignee.name if routing.assignee else "")
        return names

    assert store.unit(work) == ["b", "b", "b", "a", "b"]


def test_who_solves_at_once_is_not_given_everything(store: Store) -> None:
    def work() -> list[str]:
        team, staff = crew("least_loaded", worker("a"), worker("b"), worker("c"))
        roster, names = Roster((team,), tuple(staff)), []
        for minute in range(5):
            assignee = route(ticket(), form(), roster, NOW + timedelta(minutes=minute)).assignee
            names.append(assignee.name if assignee else "")  # and it is solved before the next one comes
        return names

    assert store.unit(work) == ["a", "b", "c", "a", "b"]


@pytest.mark.parametrize(
    ("category", "strategy", "team", "assigned"),
    [
        ("hardware", "manual", "网络组", False),
        ("hardware", "round_robin", "网络组", True),
        ("software", "round_robin", "", False),
    ],
)
def test_a_category_finds_its_team_and_the_team_says_whether_somebody_is_assigned(
    store: Store, category: str, strategy: Strategy, team: str, assigned: bool
) -> None:
    def work() -> tuple[str, bool]:
        configured, staff = crew(strategy, worker("a"))
        routing = route(ticket(category=category), form(), Roster((configured,), tuple(staff)), NOW)
        return routing.team, routing.assignee is not None

    assert store.unit(work) == (team, assigned)


def test_without_teams_nobody_is_assigned_by_itself(store: Store) -> None:
    def work() -> tuple[str, Person | None, str]:
        _, staff = crew("manual", worker("a"), worker("b", "lead"))
        routing = route(ticket("urgent"), form(), Roster((), tuple(staff)), NOW)
        return routing.team, routing.assignee, routing.coordinator.name if routing.coordinator else ""

    assert store.unit(work) == ("", None, "b")


def test_who_asks_is_not_given_their_own_ticket_unless_nobody_else_is_there(store: Store) -> None:
    def work() -> list[str]:
        team, staff = crew("round_robin", worker("a"), worker("b"))
        found = []
        for away in (frozenset[int](), frozenset({staff[1].id})):
            assignee = route(ticket(), form(staff[0].id), Roster((team,), tuple(staff), away), NOW).assignee
            found.append(assignee.name if assignee else "")
        return found

    assert store.unit(work) == ["b", "a"]


def test_the_lead_of_the_team_coordinates_before_others_and_who_coordinates_less_before_who_does_more(
    store: Store,
) -> None:
    def work() -> list[str]:
        team, staff = crew(
            "manual", worker("x", "lead", team="应用组"), worker("a", "lead"), worker("b", "lead"), worker("c")
        )
        names = []
        for number, away in enumerate([(), (), (), (1, 2), (0, 1, 2)]):
            roster = Roster((team,), tuple(staff), frozenset(staff[at].id for at in away))
            lead = route(ticket("important"), form(), roster, NOW).coordinator
            words = (f"TS-20261122-{number:03d}", "x", "li@example.org", "", "hardware", "general", "zh", NOW, None)
            tickets.add(NewTicket(*words, coordinator_id=lead.id if lead else None))
            names.append(lead.name if lead else "")
        return names

    assert store.unit(work) == ["a", "b", "a", "x", ""]


def test_a_lead_who_has_the_ticket_leaves_the_coordination_to_another_if_there_is_one(store: Store) -> None:
    def work() -> list[str | None]:
        _, (lee, han) = crew("manual", worker("lee", "lead"), worker("han", "lead"))
        both, alone = Roster((), (lee, han)), Roster((), (lee,))
        found = [coordinator_of(ticket("urgent"), "网络组", lee, roster) for roster in (both, alone)]
        return [person.name if person else None for person in found]

    assert store.unit(work) == ["han", "lee"]
