"""Taking over what a source tells, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.cost import within

from db import people
from db.connection import Store
from db.schema import Event
from processor.directory import update as module
from processor.directory.listing import Listed
from processor.directory.rows import read_rows
from processor.directory.update import Update, carry_out, preview
from processor.errors import DirectoryRefused

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def told(*entries: Listed, whole: bool = False, percent: float | None = None) -> Update:
    return Update(entries, "file", whole, percent)


LI = Listed(where="line 2", name="李雷", employee_number="1", addresses=("li@example.org",), role="engineer")
HAN = Listed(where="line 3", name="韩梅梅", employee_number="2", addresses=("han@example.org",))


def recorded(store: Store) -> list[str]:
    """Kinds of all events."""
    return store.unit(lambda: [event.kind for event in Event.select().order_by(Event.id)])


def test_a_preview_changes_nothing(store: Store) -> None:
    assert len(preview(store, told(LI, HAN)).added) == 2

    assert store.unit(people.all_people) == []


def test_everybody_is_taken_over_and_it_is_recorded_who_may_do_what(store: Store) -> None:
    seen: list[int] = []

    carry_out(store, told(LI, HAN), NOW, seen.append)

    assert [(person.name, person.role, person.source) for person in store.unit(people.all_people)] == [
        ("李雷", "engineer", "file"),
        ("韩梅梅", "user", "file"),
    ]
    assert seen[-1] == 2
    assert recorded(store) == ["directory.updated"]


def test_the_same_again_changes_and_records_nothing(store: Store) -> None:
    carry_out(store, told(LI, HAN), NOW)

    assert carry_out(store, told(LI, HAN, whole=True), NOW).is_empty

    assert recorded(store) == ["directory.updated"]


def test_who_is_missing_from_the_whole_is_deactivated(store: Store) -> None:
    carry_out(store, told(LI, HAN), NOW)

    carry_out(store, told(LI, whole=True), NOW)

    assert [(person.name, person.active) for person in store.unit(people.all_people)] == [
        ("李雷", True),
        ("韩梅梅", False),
    ]


def test_when_too_many_would_leave_nothing_is_changed_at_all(store: Store) -> None:
    carry_out(store, told(LI, HAN), NOW)
    before = store.unit(people.all_people)
    new = Listed(where="line 9", name="王强", employee_number="3")

    with pytest.raises(DirectoryRefused, match="2 of 2 people would be deactivated"):
        carry_out(store, told(new, whole=True, percent=50), NOW)

    assert store.unit(people.all_people) == before
    carry_out(store, told(new, whole=True, percent=None), NOW)
    assert len(store.unit(lambda: people.all_people(active_only=True))) == 1


def test_addresses_move_between_portions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    carry_out(store, told(LI, HAN), NOW)
    swapped = (
        Listed(where="line 2", name="李雷", employee_number="1", addresses=HAN.addresses),
        Listed(where="line 3", name="韩梅梅", employee_number="2", addresses=("new@example.org",)),
        Listed(where="line 4", name="王强", employee_number="3", addresses=LI.addresses),
    )

    carry_out(store, told(*swapped), NOW)

    assert {person.name: person.addresses for person in store.unit(people.all_people)} == {
        "李雷": ("han@example.org",),
        "韩梅梅": ("new@example.org",),
        "王强": ("li@example.org",),
    }


def test_twenty_thousand_people_are_taken_over_in_seconds_and_not_in_minutes(store: Store) -> None:
    crowd = [[f"员工{n}", f"{n:05d}", "生产部", f"p{n}@example.org"] for n in range(20_000)]

    def take_over() -> int:
        listing = read_rows(enumerate([["姓名", "工号", "部门", "邮箱"], *crowd], start=1))
        carry_out(store, told(*listing.people, whole=True, percent=20), NOW)
        return preview(store, told(*listing.people, whole=True)).unchanged

    assert within(20.0, take_over, tries=1) == 20_000  # 2 on one core; the second time they are known
