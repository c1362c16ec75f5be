from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from db import absences, people
from db.absences import Absence
from db.connection import Store
from db.people import Person, Profile
from processor.config_teams import Team
from processor.desk.teams import Roster, Teams

NET = Team(name="网络组", aliases=("network", "IT-NET"), categories=("hardware",))
APPS = Team(name="应用组", categories=("software", "business"))


def person(id: int, name: str, role: Any = "engineer", team: str = "", **more: Any) -> Person:
    return Person(id=id, name=name, role=role, team=team, addresses=(f"p{id}@desk.example",), **more)


LEE = person(1, "李 雷", team="Network", employee_number="A-17")
HAN = person(2, "韩梅梅", "lead", "网络组")
SUN = person(3, "孙悟空", "specialist", "数据库 组")
TANG = person(4, "唐僧", "manager", "网络组")
ROSTER = Roster((NET, APPS), (LEE, HAN, SUN, TANG))


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("网络组", "网络组"), ("网络 组", "网络组"), ("NETWORK", "网络组"), ("ｉｔ-net", "网络组"),
        ("应用组", "应用组"), ("数据库组", "数据库 组"), ("数据", ""), ("", ""), ("  ", ""),
    ],
)  # fmt: skip
def test_a_team_is_found_by_name_alias_or_as_the_directory_writes_it(text: str, team: str) -> None:
    assert ROSTER.name_of(text) == team


def test_who_is_in_a_team_by_an_alias_is_in_the_team() -> None:
    assert ROSTER.team_of(LEE) == "网络组"
    assert ROSTER.members("网络组") == ROSTER.members("network") == [LEE, HAN]
    assert ROSTER.members("应用组") == []


def test_a_ticket_with_the_former_name_of_a_team_is_still_with_the_team() -> None:
    assert ROSTER.is_of(HAN, "IT-NET") and ROSTER.is_of(LEE, "网络组")
    assert not ROSTER.is_of(SUN, "IT-NET") and not ROSTER.is_of(HAN, "")


def test_no_team_means_everybody_who_works_on_tickets() -> None:
    assert ROSTER.members("") == [LEE, HAN, SUN]


def test_a_team_without_a_lead_turns_to_all_leads() -> None:
    assert ROSTER.leads("网络组") == ROSTER.leads("数据库组") == ROSTER.leads("") == [HAN]
    assert Roster((), (LEE,)).leads("") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("李雷", [LEE]), ("@李　雷", [LEE]), ("a-17", [LEE]), ("Ａ-17", [LEE]), ("P1@desk.example", [LEE]),
        ("李雷 <p1@desk.example>", [LEE]), ("李雷 (p1@desk.example)", [LEE]), ("李雷（p1@desk.example）", [LEE]),
        ("me", [HAN]), ("我", [HAN]), ("！", [HAN]), ("Me", [HAN]),
        ("唐僧", [TANG]), ("李", []), ("", []), (" ", []), ("@", []), ("nobody@desk.example", []),
    ],
)  # fmt: skip
def test_a_person_is_found_by_name_number_address_or_as_oneself(text: str, found: list[Person]) -> None:
    assert ROSTER.find(text, HAN) == found


def test_of_two_people_of_one_name_both_are_found() -> None:
    twin = person(9, "李雷")

    assert Roster((), (LEE, twin)).find("李雷", HAN) == [LEE, twin]


def test_an_employee_without_a_number_is_not_found_by_nothing() -> None:
    assert Roster((), (HAN,)).find("　", HAN) == []


def test_who_is_no_staff_is_not_me() -> None:
    assert ROSTER.find("me", person(77, "张三", "user")) == []


def test_the_roster_is_the_active_staff_of_the_directory(store: Store) -> None:
    def work() -> Roster:
        for name, role, active in (("甲", "engineer", True), ("乙", "user", True), ("丙", "lead", False)):
            people.add(Profile(name=name, role=role, active=active))  # type: ignore[arg-type]
        return Teams().roster()

    assert [person.name for person in store.unit(work).staff] == ["甲"]


def test_absence_is_a_day_of_the_desks_zone(store: Store) -> None:
    teams = Teams(zone=ZoneInfo("Asia/Shanghai"))

    def work() -> list[frozenset[int]]:
        lee = people.add(Profile(name="李雷", role="engineer"))
        absences.replace(lee.id, [Absence(lee.id, date(2026, 12, 1), date(2026, 12, 1))])
        hours = [(30, 15), (30, 16), (1, 15), (1, 16)]  # midnight in Shanghai is 16:00 UTC
        return [
            teams.roster(datetime(2026, 11 if day == 30 else 12, day, hour, tzinfo=UTC)).away for day, hour in hours
        ]

    assert [bool(away) for away in store.unit(work)] == [False, True, True, False]


def test_a_name_is_given_also_of_one_who_has_left(store: Store) -> None:
    def work() -> tuple[str, str, str]:
        gone = people.add(Profile(name="李雷", role="engineer", active=False))
        return Teams().name_of_person(gone.id), Teams().name_of_person(None), Teams().name_of_person(gone.id + 1)

    assert store.unit(work) == ("李雷", "", "")


def test_a_category_belongs_to_the_team_that_takes_it() -> None:
    teams = Teams((NET, APPS))

    assert [teams.for_category(name) for name in ("hardware", "business", "consultation")] == ["网络组", "应用组", ""]
    assert Teams().for_category("hardware") == ""
