from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import people
from db.connection import Store
from db.errors import AlreadyTaken
from db.people import Person, Profile, Replacement

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LI = Profile(
    name="李雷",
    employee_number="A1001",
    department="信息 技术部",
    addresses=("li@example.org", "lilei@example.org"),
    phone="8001",
    role="engineer",
    team="桌面",
    locale="zh",
    vip=True,
)
HAN = Profile(name="韩梅梅", department="财务部", addresses=("han@example.org",))


def add(store: Store, profile: Profile, **changes: object) -> Person:
    return store.unit(lambda: people.add(replace(profile, **changes)))  # type: ignore[arg-type]


def test_a_person_comes_back_as_added(store: Store) -> None:
    added = add(store, LI)

    assert added.profile == LI
    assert store.unit(lambda: people.find(added.id)) == added
    assert (added.source, added.bound, added.all_addresses) == ("hand", (), LI.addresses)
    assert store.unit(lambda: people.find(added.id + 1)) is None


@pytest.mark.parametrize("addr", ["li@example.org", " LI@Example.ORG ", "lilei@example.org"])
def test_each_address_finds_its_person_in_any_case(store: Store, addr: str) -> None:
    add(store, HAN)
    li = add(store, LI)

    assert store.unit(lambda: people.find_by_address(addr)) == li


def test_an_unknown_address_finds_nobody(store: Store) -> None:
    add(store, LI)

    assert store.unit(lambda: people.find_by_address("i@example.org")) is None
    assert store.unit(lambda: people.find_by_address("")) is None


@pytest.mark.parametrize("number", ["A1001", "a1001", "Ａ１００１", " a 1001 "])
def test_an_employee_number_is_found_however_it_is_typed(store: Store, number: str) -> None:
    li = add(store, LI)

    assert store.unit(lambda: people.find_by_employee_number(number)) == li
    assert store.unit(lambda: people.find_by_employee_number("1001")) is None


def test_people_without_a_number_are_not_found_by_none(store: Store) -> None:
    add(store, HAN)
    add(store, HAN, addresses=())

    assert store.unit(lambda: people.find_by_employee_number(" ")) is None


@pytest.mark.parametrize(("name", "department"), [("李雷", "信息技术部"), ("李　雷", " 信息 技术部 ")])
def test_name_and_department_are_compared_without_blanks_and_widths(store: Store, name: str, department: str) -> None:
    li = add(store, LI)
    add(store, LI, employee_number="", addresses=(), department="财务部")

    assert store.unit(lambda: people.find_by_name_and_department(name, department)) == (li,)


def test_two_of_a_name_in_one_department_are_both_told(store: Store) -> None:
    both = (add(store, HAN), add(store, HAN, addresses=()))

    assert store.unit(lambda: people.find_by_name_and_department("韩梅梅", "财务部")) == both


def test_a_blank_name_or_department_finds_nobody(store: Store) -> None:
    add(store, HAN, department="")

    assert store.unit(lambda: people.find_by_name_and_department("韩梅梅", " ")) == ()
    assert store.unit(lambda: people.find_by_name_and_department("", "财务部")) == ()


@given(st.text(), st.text(alphabet=" \t\u3000\xa0"))
def test_a_key_of_a_key_is_the_key_and_blanks_change_nothing(text: str, blanks: str) -> None:
    folded = people.key(text)

    assert people.key(blanks.join(folded)) == people.key(folded)
    assert not any(char.isspace() for char in folded)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (Profile(name="王强", employee_number="ａ1001"), "employee number of 李雷"),
        (Profile(name="王强", addresses=("lilei@example.org",)), "address of 李雷"),
    ],
)
def test_a_number_and_an_address_belong_to_one_person(store: Store, profile: Profile, words: str) -> None:
    add(store, LI)
    han = add(store, HAN)

    with pytest.raises(AlreadyTaken, match=words):
        store.unit(lambda: people.add(profile))
    with pytest.raises(AlreadyTaken, match=words):
        store.unit(lambda: people.change(han.id, profile))

    assert len(store.unit(people.all_people)) == 2


def test_a_change_replaces_everything_but_what_was_proven(store: Store) -> None:
    li = add(store, LI)
    store.unit(lambda: people.bind_address(li.id, "Li@Home.example", NOW))
    new = Profile(name="李雷", employee_number="A1001", addresses=("l@example.org",), role="lead")

    changed = store.unit(lambda: people.change(li.id, new))

    assert changed.profile == new
    assert changed.bound == ("li@home.example",)
    assert store.unit(lambda: people.find_by_address("li@home.example")) == changed
    assert store.unit(lambda: people.find_by_address("li@example.org")) is None
    with pytest.raises(LookupError):
        store.unit(lambda: people.change(li.id + 1, new))


def test_a_proven_address_that_the_directory_learns_is_an_ordinary_one(store: Store) -> None:
    li = add(store, LI)
    store.unit(lambda: people.bind_address(li.id, "new@example.org", NOW))
    store.unit(lambda: people.bind_address(li.id, "new@example.org", NOW))

    changed = store.unit(lambda: people.change(li.id, replace(LI, addresses=("new@example.org",))))

    assert (changed.addresses, changed.bound) == (("new@example.org",), ())


def test_somebody_elses_address_is_not_bound(store: Store) -> None:
    li, han = add(store, LI), add(store, HAN)

    with pytest.raises(AlreadyTaken, match="韩梅梅"):
        store.unit(lambda: people.bind_address(li.id, "han@example.org", NOW))

    assert store.unit(lambda: people.find_by_address("han@example.org")) == han


def test_who_is_deactivated_is_still_found_and_said_to_be_gone(store: Store) -> None:
    li = add(store, LI)

    gone = store.unit(lambda: people.deactivate(li.id))

    assert gone == replace(li, active=False)
    assert store.unit(lambda: people.find_by_address("li@example.org")) == gone
    assert store.unit(lambda: people.all_people(active_only=True)) == []


def test_people_are_listed_by_role_with_their_addresses(store: Store) -> None:
    li, han, wang = add(store, LI), add(store, HAN), add(store, Profile(name="王强", role="lead"))

    assert store.unit(people.all_people) == [li, han, wang]
    assert store.unit(lambda: people.all_people(roles=("engineer", "lead"))) == [li, wang]
    assert store.unit(lambda: people.all_people(roles=("manager",))) == []


def test_a_replacement_adds_changes_and_deactivates_at_once(store: Store) -> None:
    li, han = add(store, LI), add(store, HAN)
    new = Profile(name="王强", addresses=("han@example.org", "wang@example.org"))  # Han's address is his now
    other = replace(LI, addresses=("lilei@example.org",), phone="8002")

    store.unit(lambda: people.replace_from([new], [Replacement(li.id, other)], [han.id], "file"))

    found = {person.name: person for person in store.unit(people.all_people)}
    assert found["王强"].profile == new and found["王强"].source == "file"
    assert found["李雷"].profile == other and found["李雷"].source == "file"
    assert found["韩梅梅"].profile == replace(HAN, addresses=(), active=False) and found["韩梅梅"].source == "hand"


def test_addresses_may_change_hands_among_those_who_are_replaced(store: Store) -> None:
    li, han = add(store, LI), add(store, HAN)
    swapped = [
        Replacement(li.id, replace(LI, addresses=HAN.addresses)),
        Replacement(han.id, replace(HAN, addresses=LI.addresses)),
    ]

    store.unit(lambda: people.replace_from([], swapped, [], "file"))

    assert store.unit(lambda: [person.profile for person in people.all_people()]) == [each.profile for each in swapped]


def test_a_replacement_that_fails_leaves_nothing_behind(store: Store) -> None:
    li = add(store, LI)

    def work() -> None:
        people.replace_from([HAN], [], [li.id], "file")
        raise KeyError

    with pytest.raises(KeyError):
        store.unit(work)

    assert store.unit(people.all_people) == [li]


def test_thousands_of_people_are_stored_each_with_their_own_addresses(store: Store) -> None:
    crowd = [
        Profile(name=f"员工{n}", employee_number=f"{n:05d}", department="生产部", addresses=(f"p{n}@example.org",))
        for n in range(3_000)
    ]

    store.unit(lambda: people.replace_from(crowd, [], [], "file"))

    assert [person.profile for person in store.unit(people.all_people)] == crowd
