"""Which clocks run for a ticket, and that they always are what the ticket says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.watch import MORNING, Watch

from db import duties, events, inbox, people
from db.connection import Store
from db.duties import Duty
from db.events import Event
from db.inbox import Received, Source
from processor.desk.duties import Duties


@pytest.fixture
def watch(store: Store, tmp_path: Path) -> Watch:
    return Watch(store, tmp_path)


def at(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


def everybody_leaves(watch: Watch) -> None:
    for person in (watch.li, watch.han, watch.sun):
        watch.store.unit(partial(people.deactivate, person.id))


def test_a_new_ticket_has_a_response_clock_alone(watch: Watch) -> None:
    ticket = watch.open("general")  # 8 h: until Tuesday 09:30; three quarters are over at 16:30

    assert watch.set(ticket) == {
        "response": Duty(ticket.id, "response", at(7.5), 0, {"due": at(24.5).isoformat()}),
    }


def test_the_share_of_the_time_is_what_the_configuration_says(store: Store, tmp_path: Path) -> None:
    watch = Watch(store, tmp_path, deadlines={"remind_at_percent": 50, "triage_min": 10})

    ticket = watch.accept(watch.open("urgent"))

    assert {kind: duty.due_at for kind, duty in watch.set(ticket).items()} == {"response": at(1), "triage": at(1 / 6)}


def test_arranging_again_changes_nothing(watch: Watch) -> None:
    ticket = watch.escalate(watch.accept(watch.open()), at(3))
    ticket = watch.act(ticket, "snooze", snoozed_until=at(2), due_at=at(50))
    before = watch.store.unit(lambda: duties.of_ticket(ticket.id))

    watch.later(hours=1)
    for _ in range(2):
        watch.store.unit(lambda: watch.duties.arrange(ticket.id, watch.now))

    assert watch.store.unit(lambda: duties.of_ticket(ticket.id)) == before
    assert {duty.kind for duty in before} == {"response", "feedback", "snooze", "due"}


def test_arranging_mends_whatever_stands_there(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    right = watch.set(ticket)

    def spoil() -> None:
        duties.remove(ticket.id, ["response"])
        duties.put(Duty(ticket.id, "triage", at(9), 1, {"x": 1}))
        duties.put(Duty(ticket.id, "feedback", at(9)))
        watch.duties.arrange(ticket.id, watch.now)

    watch.store.unit(spoil)

    assert watch.set(ticket) == right


@pytest.mark.parametrize("status", ["resolved", "closed", "merged", "cancelled", "waiting_identity"])
def test_no_clock_runs_when_nobody_of_the_desk_has_to_do_anything(watch: Watch, status: str) -> None:
    ticket = watch.escalate(watch.accept(watch.open()), at(3))

    ticket = watch.act(ticket, "x", status=status, due_at=at(5), snoozed_until=at(4))

    assert watch.set(ticket) == {}


def test_history_has_no_response_clock(watch: Watch) -> None:
    assert watch.set(watch.open(response_due_at=None)) == {}


def test_without_anybody_to_remind_no_clock_runs(watch: Watch) -> None:
    everybody_leaves(watch)

    ticket = watch.open("urgent")
    watch.now = at(2)

    assert watch.set(ticket) == {} and watch.heard() == []


def test_when_everybody_has_left_what_falls_due_is_forgotten_without_a_word(watch: Watch) -> None:
    ticket = watch.open("urgent")
    everybody_leaves(watch)
    watch.now = at(2)

    assert watch.heard() == [] and watch.set(ticket) == {}


def test_an_answer_stops_the_response_clock(watch: Watch) -> None:
    ticket = watch.act(watch.open(), "answer", responded_at=MORNING)

    assert watch.set(ticket) == {}


def test_while_we_wait_for_the_user_neither_response_nor_triage_runs_and_then_both_go_on(watch: Watch) -> None:
    ticket = watch.accept(watch.open("important"))
    watch.now = at(1 / 6)
    ticket = watch.act(ticket, "ask", status="waiting_user")
    assert watch.set(ticket) == {}
    watch.now = at(2)

    ticket = watch.act(ticket, "user_replied", status="in_progress")

    due = {kind: (duty.due_at, duty.stage) for kind, duty in watch.set(ticket).items()}
    # 20 of 30 min are left, and 170 of 180 min: 60 until lunch, 110 from 13:30 on
    assert due == {"triage": (at(2 + 1 / 3), 0), "response": (at(4.5 + 110 / 60), 0)}


def test_a_priority_that_moves_the_deadline_moves_the_clock(watch: Watch) -> None:
    ticket = watch.open("general")

    ticket = watch.act(ticket, "priority", priority="urgent", response_due_at=at(2))

    assert watch.set(ticket)["response"].due_at == at(1.5)


def test_a_later_deadline_is_a_new_promise_and_going_back_to_the_old_one_is_none(watch: Watch) -> None:
    ticket = watch.open("urgent", assignee_id=watch.li.id)
    urgent: dict[str, Any] = {"priority": "urgent", "response_due_at": at(2)}
    general: dict[str, Any] = {"priority": "general", "response_due_at": at(24.5)}
    watch.now = at(1.5)
    assert watch.heard() == [("response_reminder", "li")]
    watch.act(ticket, "priority", **general)
    watch.now = at(7.5)
    assert watch.heard() == [("response_reminder", "li")]
    watch.act(ticket, "priority", **urgent)
    assert watch.heard() == [("response_breach", "han")]
    watch.act(ticket, "priority", **general)
    assert watch.heard() == []
    watch.act(ticket, "priority", **urgent)

    assert watch.heard() == [] and watch.set(ticket) == {}


def test_a_deadline_that_moves_a_little_is_not_reminded_of_again(watch: Watch) -> None:
    ticket = watch.open("urgent", assignee_id=watch.li.id)
    watch.now = at(1.5)
    assert watch.heard() == [("response_reminder", "li")]

    ticket = watch.act(ticket, "priority", response_due_at=at(1.9))

    assert watch.set(ticket)["response"].stage == 1 and watch.heard() == []


def test_another_share_in_the_configuration_reminds_nobody_again_of_the_same_promise(watch: Watch) -> None:
    ticket = watch.open("urgent", assignee_id=watch.li.id)
    watch.now = at(1.5)
    assert watch.heard() == [("response_reminder", "li")]
    later = Duties(replace(watch.duties.pace, remind_at=0.9))

    watch.store.unit(lambda: later.arrange(ticket.id, watch.now))

    assert watch.set(ticket)["response"] == Duty(ticket.id, "response", at(2), 1, {"due": at(2).isoformat()})


def test_the_promise_counts_as_it_was_given_though_the_settings_have_changed(watch: Watch) -> None:
    ticket = watch.open("urgent", response_due_at=at(4))

    assert watch.set(ticket)["response"].due_at == at(3)


def test_progress_at_once_leaves_nothing_to_ask_about(watch: Watch) -> None:
    """`#progress` on a new ticket accepts it in the same mail, at the same instant."""
    ticket = watch.open()
    watch.accept(ticket)
    ticket = watch.act(ticket, "progress", status="in_progress", responded_at=watch.now)

    assert watch.set(ticket) == {}


def test_triage_runs_again_when_what_was_done_is_taken_back(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    item = _command_mail(watch)

    def do(kind: str, item_id: int | None, **detail: object) -> None:
        events.record(ticket.id, Event(watch.now, "li@desk.example", kind, detail, item_id))
        watch.duties.arrange(ticket.id, watch.now)

    watch.store.unit(lambda: do("command.progress", item))
    assert "triage" not in watch.set(ticket)
    watch.store.unit(lambda: do("command.undo", None, undone=item))

    assert watch.set(ticket)["triage"].due_at == at(0.5)


def test_a_ticket_that_is_accepted_anew_has_its_half_hour_anew(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    watch.now = at(0.5)
    assert watch.heard() == [("triage_question", "li")]
    watch.act(ticket, "undo", status="registered", assignee_id=None, accepted_at=None)
    watch.now = at(2)
    assert watch.heard() == []

    ticket = watch.accept(ticket)

    assert watch.set(ticket)["triage"] == Duty(ticket.id, "triage", at(2.5))


def test_a_draft_of_an_escalation_promises_nothing_yet(watch: Watch) -> None:
    ticket = watch.escalate(watch.accept(watch.open()), None)

    assert "feedback" not in watch.set(ticket)


def test_the_duties_of_other_tickets_are_left_alone(watch: Watch) -> None:
    one, other = watch.open("urgent"), watch.open("important")

    watch.act(one, "resolve", status="resolved")

    assert watch.set(one) == {} and "response" in watch.set(other)


def test_what_is_put_off_falls_due_later(watch: Watch) -> None:
    ticket = watch.open("urgent")

    def found(hours: float) -> list[int]:
        return watch.store.unit(lambda: duties.due_tickets(at(hours), 10))

    assert found(1.49) == [] and found(1.5) == [ticket.id]

    watch.store.unit(lambda: duties.postpone(ticket.id, at(1.5), at(10)))

    assert found(9.99) == [] and found(10) == [ticket.id]


def _command_mail(watch: Watch) -> int:
    mail = Received(1, 10, watch.now, b"Subject: x\r\n\r\nx")
    watch.store.unit(lambda: inbox.store(Source("support", "INBOX", 1), [mail], watch.now))
    return watch.store.unit(lambda: inbox.summaries(limit=1))[0].id
