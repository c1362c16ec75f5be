from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import DeskBench, desk_bench
from support.mails import make_mail
from support.transcript import read, text_of

from db import events, models, outbox, people, registrations
from db.connection import Store
from db.people import Profile
from db.schema import Correction
from db.tickets import Ticket
from processor.parsing import Parser


def correct(desk: DeskBench, kind: str, new: str) -> Ticket:
    corrections = desk.intake.effects.carrying.tools.corrections
    (ticket,) = desk.tickets()
    return desk.store.unit(
        lambda: corrections.correct(ticket, kind, new, "han@corp.example", desk.now)  # type: ignore[arg-type]
    )


def kinds(desk: DeskBench) -> list[str]:
    return [row.kind for row in desk.store.unit(lambda: outbox.summaries())][::-1]


@pytest.fixture
def registered(desk: DeskBench) -> DeskBench:
    desk.deliver(make_mail(subject="鼠标想换一个", body="鼠标想换一个，不急。\n"))
    return desk


def test_a_new_priority_moves_the_deadline_as_if_it_had_been_so_from_the_first(registered: DeskBench) -> None:
    opened = registered.tickets()[0].opened_at
    registered.later(minutes=30)

    ticket = correct(registered, "priority", "urgent")

    assert ticket.response_due_at is not None and (ticket.response_due_at - opened).total_seconds() == 2 * 3600
    assert kinds(registered) == ["acknowledgement", "promise_changed"]
    form = registered.store.unit(lambda: registrations.find(ticket.id))
    assert form is not None and form.promised_at == ticket.response_due_at


def test_what_triage_went_by_does_not_speak_for_what_has_been_corrected(registered: DeskBench) -> None:
    correct(registered, "priority", "urgent")

    first, corrected = (text_of(read(mail.as_bytes())) for mail in registered.sent())
    assert "不急" in first and "优先级：紧急" in corrected
    assert "不急" not in corrected


def test_a_new_category_moves_nothing_and_bothers_nobody(registered: DeskBench) -> None:
    before = registered.tickets()[0]

    ticket = correct(registered, "category", "business")

    assert ticket.category == "business" and ticket.response_due_at == before.response_due_at
    assert kinds(registered) == ["acknowledgement"]


def test_each_correction_is_an_example_and_an_event(registered: DeskBench) -> None:
    correct(registered, "category", "business")
    correct(registered, "category", "business")

    (ticket,) = registered.tickets()
    happened = [event.kind for event in registered.store.unit(lambda: events.of_ticket(ticket.id))]
    assert happened.count("category.corrected") == 1
    assert registered.store.unit(Correction.select().count) == 2
    assert [lesson.label for lesson in registered.store.unit(lambda: models.lessons("category", 10))] == ["business"]


def test_nobody_outside_hears_of_the_new_promise_of_what_a_machine_has_opened(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    with desk_bench(store, tmp_path, parser, trust={"machines": ["nagios@corp.example"]}) as desk:
        desk.deliver(make_mail("nagios@corp.example", subject="disk full", body="/var is at 99 %\n"))

        ticket = correct(desk, "priority", "urgent")

        assert ticket.priority == "urgent" and kinds(desk) == []


def test_who_has_left_hears_of_no_new_promise(registered: DeskBench) -> None:
    registered.store.unit(lambda: people.deactivate(people.add(Profile(name="王芳", addresses=("li@example.org",))).id))

    correct(registered, "priority", "urgent")

    assert kinds(registered) == ["acknowledgement"]
