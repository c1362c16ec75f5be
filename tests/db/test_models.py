from __future__ import annotations

from datetime import UTC, datetime

import pytest

from db import models, tickets
from db.connection import Store
from db.models import Correction, DamagedModel, NewModel
from db.schema import Correction as Kept
from db.schema import Entry, TriageModel

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def model(content: bytes = b"weights", kind: str = "category", f1: float = 0.8) -> NewModel:
    return NewModel(kind, content, ("hardware", "software"), 0.7, {"macro_f1": f1}, 120, NOW)


def open_ticket(number: str, title: str = "打印机卡纸") -> int:
    new = tickets.NewTicket(number, title, "a@example.org", "A", "hardware", "general", "zh", NOW, None)
    return tickets.add(new)


def say(ticket: int, text: str, kind: str = "user") -> None:
    Entry.create(ticket=ticket, kind=kind, author_addr="a@example.org", at=NOW, text=text)


def correction(ticket: int, new: str, kind: str = "category") -> Correction:
    return Correction(ticket, kind, "hardware", new, "li@example.org", NOW)


def test_a_stored_model_judges_only_once_it_is_put_to_use(store: Store) -> None:
    id = store.unit(lambda: models.store(model()))
    assert store.unit(lambda: models.in_use("category")) is None

    store.unit(lambda: models.use("category", id))
    found = store.unit(lambda: models.in_use("category"))

    assert found is not None
    assert (found.id, found.labels, found.threshold, found.size, found.learned_at) == (
        id,
        ("hardware", "software"),
        0.7,
        120,
        NOW,
    )
    assert found.figures == {"macro_f1": 0.8}
    assert store.unit(lambda: models.content(id)) == b"weights"


def test_one_model_a_kind_is_in_use(store: Store) -> None:
    def work() -> None:
        for kind in ("category", "priority"):
            for content in (b"one", b"two"):
                models.use(kind, models.store(model(content, kind)))

    store.unit(work)

    for kind in ("category", "priority"):
        assert [found.in_use for found in store.unit(lambda kind=kind: models.listed(kind))] == [True, False]


def test_the_model_in_use_and_the_newest_are_kept(store: Store) -> None:
    def work() -> int:
        used = models.store(model(b"0"))
        models.use("category", used)
        for number in range(1, 7):
            models.store(model(str(number).encode()))
        return used

    used = store.unit(work)
    kept = store.unit(lambda: models.listed("category"))

    assert [store.unit(lambda id=found.id: models.content(id)) for found in kept] == [b"6", b"5", b"4", b"0"]
    assert kept[-1].id == used


def test_no_model_is_in_use_after_it_is_retired(store: Store) -> None:
    store.unit(lambda: models.use("category", models.store(model())))
    store.unit(lambda: models.use("category", None))

    assert store.unit(lambda: models.in_use("category")) is None
    assert len(store.unit(lambda: models.listed("category"))) == 1


def test_a_model_that_has_changed_in_the_database_is_refused(store: Store) -> None:
    id = store.unit(lambda: models.store(model()))
    store.unit(lambda: TriageModel.update(content=b"other").execute())

    with pytest.raises(DamagedModel):
        store.unit(lambda: models.content(id))


def test_a_ticket_corrected_twice_teaches_its_last_correction(store: Store) -> None:
    def work() -> None:
        one, other = open_ticket("TS-20261122-001"), open_ticket("TS-20261122-002", "ERP")
        say(one, "卡纸了")
        say(one, "还是不行")
        models.correct(correction(one, "software"))
        models.correct(correction(other, "business"))
        models.correct(correction(one, "consultation"))
        models.correct(correction(one, "urgent", "priority"))

    store.unit(work)
    lessons = store.unit(lambda: models.lessons("category", 10))

    assert [(lesson.title, lesson.text, lesson.label) for lesson in lessons] == [
        ("ERP", "", "business"),
        ("打印机卡纸", "卡纸了", "consultation"),
    ]
    assert store.unit(lambda: Kept.select().where(Kept.kind == "category").count()) == 3


def test_a_machines_entry_is_not_the_users_words(store: Store) -> None:
    def work() -> None:
        ticket = open_ticket("TS-20261122-001")
        say(ticket, "disk full", "machine")
        say(ticket, "please help")
        models.correct(correction(ticket, "software"))

    store.unit(work)

    assert [lesson.text for lesson in store.unit(lambda: models.lessons("category", 10))] == ["please help"]


def test_the_newest_lessons_come_first_into_the_limit(store: Store) -> None:
    def work() -> None:
        for number in range(1, 6):
            models.correct(correction(open_ticket(f"TS-20261122-00{number}", f"ticket {number}"), "software"))

    store.unit(work)

    assert [lesson.title for lesson in store.unit(lambda: models.lessons("category", 2))] == ["ticket 4", "ticket 5"]
