"""What users have said to solutions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db import surveys, tickets
from db.connection import Store
from db.surveys import Survey
from db.tickets import NewTicket

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def ticket_id(store: Store) -> int:
    words = ("TS-20261123-001", "打印机卡纸", "wang@corp.example", "王芳", "hardware", "general", "zh", NOW, None)
    return store.unit(lambda: tickets.add(NewTicket(*words)))


def test_a_solution_that_nobody_was_asked_about_has_no_survey(store: Store, ticket_id: int) -> None:
    assert store.unit(lambda: surveys.newest(ticket_id)) is None


def test_an_answer_is_kept_whole(store: Store, ticket_id: int) -> None:
    store.unit(lambda: surveys.ask(ticket_id, NOW))
    asked = store.unit(lambda: surveys.newest(ticket_id))
    assert asked is not None and asked == Survey(ticket_id, NOW, id=asked.id)
    said = replace(
        asked,
        outcome="rejected",
        outcome_at=NOW,
        by="wang@corp.example",
        solved=True,
        satisfied=False,
        score=2,
        reason="too_slow",
        words="太慢了",
        reopened_at=NOW,
    )

    store.unit(lambda: surveys.replace(said))

    assert store.unit(lambda: surveys.newest(ticket_id)) == said


def test_the_staff_ends_only_what_is_still_open(store: Store, ticket_id: int) -> None:
    store.unit(lambda: surveys.ask(ticket_id, NOW))
    store.unit(lambda: surveys.end(ticket_id, "reopened", NOW))
    store.unit(lambda: surveys.end(ticket_id, "closed", NOW + timedelta(hours=1)))
    first = store.unit(lambda: surveys.newest(ticket_id))
    store.unit(lambda: surveys.ask(ticket_id, NOW + timedelta(hours=2)))
    second = store.unit(lambda: surveys.newest(ticket_id))

    assert first is not None and (first.outcome, first.outcome_at) == ("reopened", NOW)
    assert second is not None and (second.outcome, second.id > first.id) == ("open", True)
