"""What a new list of people changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.people import Origin, Person, Profile
from processor.directory.diff import Diff, compare, too_many_leave
from processor.directory.listing import Listed, without_repeats

LI = Person(
    id=1,
    name="李雷",
    employee_number="1001",
    department="财务部",
    addresses=("li@example.org",),
    phone="801",
    role="engineer",
    source="file",
)
HAN = Person(id=2, name="韩梅梅", department="财务部", addresses=("han@example.org",), source="file")
WANG = Person(id=3, name="王强", department="销售部", source="file")
KNOWN = [LI, HAN, WANG]


def listed(name: str, where: str = "line 2", **told: Any) -> Listed:
    return Listed(where=where, name=name, **told)


def as_listed(person: Person) -> Listed:
    told = ("employee_number", "department", "addresses", "phone", "role", "team", "locale", "vip", "active")
    return listed(person.name, f"line {person.id}", **{field: getattr(person, field) for field in told})


def against(*people: Listed, whole: bool = False, source: Origin = "file", known: list[Person] = KNOWN) -> Diff:
    return compare(people, known, source, whole=whole)


def test_the_same_list_changes_nothing() -> None:
    diff = against(*map(as_listed, KNOWN), whole=True)

    assert diff.is_empty
    assert diff.unchanged == 3


@pytest.mark.parametrize(
    ("entry", "person"),
    [
        (listed("李磊", employee_number="１００１"), LI),
        (listed("李雷", addresses=("li@example.org", "new@example.org")), LI),
        (listed("Li Lei", employee_number="1001", addresses=("han@example.org",)), LI),
        (listed("韩 梅梅", department="财务部", employee_number="1002"), HAN),
        (listed("韩梅梅（市场）", addresses=("han@example.org",)), HAN),
        (listed("王强", department="销售部", addresses=("wang@example.org",), employee_number="1003"), WANG),
        (listed("李雷", employee_number="2001", addresses=("li@example.org",)), LI),  # numbered anew
    ],
)
def test_a_person_is_recognised_by_number_then_address_then_name_and_department(entry: Listed, person: Person) -> None:
    diff = against(entry)

    assert diff.added == ()
    assert diff.changed[0].person == person


@pytest.mark.parametrize(
    "entry",
    [
        listed("李四", employee_number="2001", addresses=("li@example.org",)),  # the address was handed on
        listed("李雷", department="销售部"),
        listed("韩梅梅", department="财务部", addresses=("han.meimei@example.org",)),
        listed("李雷", department="财务部", employee_number="2001"),
    ],
)
def test_somebody_else_is_not_taken_for_a_person(entry: Listed) -> None:
    diff = against(entry)

    assert [profile.name for profile in diff.added] == [entry.name]


def test_what_is_not_told_stays() -> None:
    (change,) = against(listed("李雷", employee_number="1001", phone="802")).changed

    assert change.profile == replace(LI.profile, phone="802")
    assert change.differences == [("phone", "801", "802")]


def test_an_employee_number_is_never_taken_away() -> None:
    assert against(listed("李雷", addresses=("li@example.org",), employee_number="")).is_empty


def test_every_field_that_differs_is_told() -> None:
    entry = listed(
        "李磊", employee_number="1001", addresses=(), role="lead", team="桌面", locale="en", vip=True, active=False
    )

    (change,) = against(entry).changed

    assert change.differences == [
        ("name", "李雷", "李磊"),
        ("addresses", ("li@example.org",), ()),
        ("role", "engineer", "lead"),
        ("team", "", "桌面"),
        ("locale", "", "en"),
        ("vip", False, True),
        ("active", True, False),
    ]
    assert change.leaves


def test_who_is_missing_stays_unless_the_list_is_whole() -> None:
    assert against(as_listed(LI)).deactivated == ()
    assert against(as_listed(LI), whole=True).deactivated == (HAN, WANG)


def test_who_came_from_elsewhere_is_not_missing() -> None:
    known = [LI, replace(HAN, source="hand"), replace(WANG, source="ldap")]

    assert against(as_listed(LI), whole=True, known=known).deactivated == ()


def test_who_has_left_is_not_deactivated_again_and_comes_back_when_a_whole_list_has_them() -> None:
    gone = replace(LI, active=False)
    entry = listed("李雷", employee_number="1001")

    assert against(whole=True, known=[gone]).is_empty
    assert against(entry, known=[gone]).is_empty
    assert against(entry, known=[gone], whole=True).changed[0].differences == [("active", False, True)]


def test_an_address_that_somebody_else_has_now_is_lost() -> None:
    diff = against(listed("新人", employee_number="3001", addresses=("han@example.org",)))

    assert [profile.name for profile in diff.added] == ["新人"]
    assert [(change.person, change.differences) for change in diff.changed] == [
        (HAN, [("addresses", ("han@example.org",), ())])
    ]


def test_who_loses_the_address_and_is_missing_does_both() -> None:
    entry = listed("新人", employee_number="3001", addresses=("han@example.org",))

    diff = against(entry, as_listed(LI), as_listed(WANG), whole=True)

    assert diff.deactivated == (HAN,)
    assert diff.changed[0].profile == replace(HAN.profile, addresses=(), active=False)
    assert diff.leaving("file") == 1


def test_namesakes_are_wrong_and_none_of_them_has_left() -> None:
    twin = replace(WANG, id=4)

    diff = against(listed("王强", department="销售部", employee_number="9"), known=[WANG, twin], whole=True)

    assert [each.reason for each in diff.wrong] == ["王强 (销售部) may be 2 people; add the employee number"]
    assert diff.is_empty


def test_two_entries_never_mean_one_person() -> None:
    by_number = listed("李雷", "line 2", employee_number="1001", addresses=())
    by_address = listed("李雷", "line 3", addresses=("li@example.org",))

    diff = against(by_number, by_address)

    assert [change.person for change in diff.changed] == [LI]
    assert len(diff.added) == 1


def test_people_are_taken_over_from_another_source() -> None:
    diff = against(as_listed(LI), source="ldap")

    assert diff.adopted == (LI,)
    assert not diff.is_empty


def crowd(count: int, **changes: Any) -> list[Person]:
    return [Person(id=n, name=f"n{n}", employee_number=str(n), source="ldap", **changes) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("known", "left", "refused"),
    [(100, 100, True), (100, 21, True), (100, 20, False), (10, 5, False), (10, 6, True), (3, 3, True), (3, 2, False)],
)
def test_a_source_that_has_lost_too_many_is_not_believed(known: int, left: int, refused: bool) -> None:
    people = crowd(known)
    diff = compare([as_listed(person) for person in people[left:]], people, "ldap", whole=True)

    assert bool(too_many_leave(diff, people, "ldap", 20)) is refused


def test_an_empty_source_is_not_believed_however_many_others_there_are() -> None:
    people = [*crowd(6), *[replace(person, id=person.id + 100, source="hand") for person in crowd(100)]]
    diff = compare([], people, "ldap", whole=True)

    assert too_many_leave(diff, people, "ldap", 20) == "6 of 6 people would be deactivated, which is more than 20 %"


def test_those_who_are_said_to_have_left_count_too() -> None:
    people = crowd(10)
    diff = compare([replace(as_listed(person), active=False) for person in people], people, "ldap", whole=True)

    assert too_many_leave(diff, people, "ldap", 20)


def test_nothing_is_refused_while_nobody_is_known() -> None:
    diff = compare([listed("李雷", employee_number="1", active=False)], [], "ldap", whole=True)

    assert too_many_leave(diff, [], "ldap", 20) == ""


def test_a_list_that_cannot_be_mended_loses_its_repeats() -> None:
    listing = without_repeats(
        [
            listed("a", "dn1", employee_number="1", addresses=("x@y.org",)),
            listed("b", "dn2", employee_number="2", addresses=("x@y.org", "b@y.org")),
            listed("c", "dn3", employee_number="1", addresses=()),
        ]
    )

    assert [(each.name, each.addresses) for each in listing.people] == [("a", ("x@y.org",)), ("b", ("b@y.org",))]
    assert [each.where for each in listing.wrong] == ["dn2", "dn3"]


entries = st.lists(
    st.builds(
        Listed,
        where=st.uuids().map(str),
        name=st.sampled_from(["李雷", "韩梅梅", "王强", "新人"]),
        employee_number=st.sampled_from(["", "1001", "1002", "1003"]),
        department=st.sampled_from([None, "", "财务部", "销售部"]),
        addresses=st.sampled_from([None, (), ("li@example.org",), ("han@example.org", "x@example.org")]),
        active=st.sampled_from([None, True, False]),
    ),
    max_size=5,
)


@given(entries, st.booleans())
def test_whatever_is_listed_no_number_and_no_address_has_two_owners_afterwards(
    people: list[Listed], whole: bool
) -> None:
    diff = compare(without_repeats(people).people, KNOWN, "file", whole=whole)

    after: dict[int, Profile] = {person.id: person.profile for person in KNOWN}
    after |= {change.person.id: change.profile for change in diff.changed}
    everybody = [*after.values(), *diff.added]
    addresses = [addr for profile in everybody for addr in profile.addresses]
    numbers = [profile.employee_number for profile in everybody if profile.employee_number]
    assert len(addresses) == len(set(addresses))
    assert len(numbers) == len(set(numbers))
