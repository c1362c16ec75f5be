from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from db import absences, articles, escalations, models, people, registrations, snapshots, tickets, watchers
from db.absences import Absence
from db.article_index import index
from db.articles import Content
from db.connection import Store
from db.escalations import Escalation
from db.models import Correction
from db.people import Profile
from db.registrations import Registration
from db.tickets import NewTicket

NOW = datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def ticket(store: Store) -> int:
    def add() -> int:
        new = NewTicket("TS-1", "打印机", "wang@corp.example", "", "hardware", "general", "zh", NOW, NOW)
        ticket_id = tickets.add(new)
        tickets.add_participants(ticket_id, [("wang@corp.example", "王芳", "requester")])
        registrations.add(ticket_id, Registration(None, "known", True, promised_at=NOW))
        return ticket_id

    return store.unit(add)


def change_everything(ticket: int) -> None:
    person = people.add(Profile(name="韩梅梅", role="engineer"))
    tickets.change(
        ticket, {"status": "accepted", "assignee_id": person.id, "accepted_at": NOW, "response_due_at": None}
    )
    tickets.add_participants(ticket, [("li@corp.example", "李雷", "copied")])
    watchers.add(ticket, person.id)
    escalations.add(Escalation(ticket, person.id, NOW, target="硬件组", feedback_at=NOW, outcome="open"))
    models.correct(Correction(ticket, "category", "hardware", "software", "han@corp.example", NOW))
    form = registrations.find(ticket)
    assert form is not None
    registrations.replace(ticket, Registration(None, "known", True, promised_at=None))


def test_what_was_changed_is_told_and_can_be_put_back(store: Store, ticket: int) -> None:
    before = store.unit(lambda: snapshots.of_ticket(ticket))
    store.unit(lambda: change_everything(ticket))
    after = store.unit(lambda: snapshots.of_ticket(ticket))

    difference = snapshots.difference(before, after)

    assert difference["ticket"]["status"] == ["registered", "accepted"]
    assert set(difference) == {"ticket", "participants", "watchers", "escalations", "corrections", "form"}

    def put_back() -> None:
        for section, changed in difference.items():
            snapshots.put_back(ticket, section, {key: old for key, (old, _) in changed.items()})

    store.unit(put_back)
    assert store.unit(lambda: snapshots.of_ticket(ticket)) == before


def test_what_was_removed_comes_back_in_its_old_place(store: Store, ticket: int) -> None:
    first, second = (store.unit(lambda n=n: people.add(Profile(name=n, role="engineer"))).id for n in ("甲", "乙"))
    store.unit(lambda: [watchers.add(ticket, person) for person in (first, second)])
    before = store.unit(lambda: snapshots.of_ticket(ticket))
    store.unit(lambda: watchers.remove(ticket, first))

    store.unit(lambda: snapshots.put_back(ticket, "watchers", {str(first): before["watchers"][str(first)]}))

    assert store.unit(lambda: watchers.of_ticket(ticket)) == [first, second]


def test_an_article_is_put_back_with_what_it_is_found_by(store: Store, ticket: int) -> None:
    def words() -> dict[str, int]:
        return store.unit(lambda: articles.counts_of(["退款", "发票", "=draft", "=approved"]))

    before = store.unit(lambda: snapshots.of_ticket(ticket))
    article = store.unit(
        lambda: articles.add(Content(title="退款", problem="", solution="", words="退款 ^退款"), NOW, ticket)
    )
    drafted, found = store.unit(lambda: snapshots.of_ticket(ticket)), words()

    def change() -> None:
        articles.replace(article.id, Content(title="发票", problem="", solution="", words="发票 ^发票"), NOW)
        articles.approve(article.id, None, NOW)
        articles.count_use(article.id)

    store.unit(change)
    assert words() == {"发票": 1, "=approved": 1}
    _put_back(store, ticket, drafted)
    assert (words(), store.unit(lambda: articles.require(article.number).used)) == (found, 1)
    assert store.unit(lambda: index().with_all(["退款", "=draft"], 9)) == [article.id]
    _put_back(store, ticket, before)
    assert words() == {} and store.unit(lambda: articles.find(article.number)) is None


def _put_back(store: Store, ticket: int, then: snapshots.Snapshot) -> None:
    def work() -> None:
        for section, changed in snapshots.difference(then, snapshots.of_ticket(ticket)).items():
            snapshots.put_back(ticket, section, {key: old for key, (old, _) in changed.items()})

    store.unit(work)


def test_days_away_are_of_a_person(store: Store) -> None:
    person = store.unit(lambda: people.add(Profile(name="韩梅梅", role="engineer"))).id
    before = store.unit(lambda: snapshots.of_person(person))
    away = Absence(person, date(2026, 12, 1), date(2026, 12, 5))
    store.unit(lambda: absences.replace(person, [away]))
    after = store.unit(lambda: snapshots.of_person(person))

    ((key, (old, new)),) = snapshots.difference(before, after)["absences"].items()

    assert old is None and new["first_day"] == "2026-12-01"
    store.unit(lambda: snapshots.put_back(person, "absences", {key: None}))
    assert store.unit(lambda: absences.of_person(person)) == []
