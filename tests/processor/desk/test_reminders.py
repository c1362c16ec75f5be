"""What goes out when duties fall due: the right mail to the right people, once, whatever clocks and machines do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import peewee as pw
import pytest
from support.watch import MORNING, Watch

from db import absences, duties, events, people, tickets
from db.absences import Absence
from db.connection import Store, open_store
from db.errors import DatabaseUnavailable
from processor.desk.reminders import BATCH


@pytest.fixture
def watch(store: Store, tmp_path: Path) -> Watch:
    return Watch(store, tmp_path)


def at(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


def test_who_has_a_ticket_is_reminded_before_the_response_is_due_and_the_lead_hears_of_the_breach(watch: Watch) -> None:
    ticket = watch.open("important")  # 4 h from 09:00: 3 h end at lunch, 4 h at 14:30
    watch.act(ticket, "assign", assignee_id=watch.li.id)
    watch.now = at(2.99)
    assert watch.heard() == []

    watch.now = at(3)
    assert watch.heard() == [("response_reminder", "li")]
    watch.now = at(5.49)
    assert watch.heard() == []
    watch.now = at(5.5)
    assert watch.heard() == [("response_breach", "han")]
    watch.later(days=30)

    assert watch.heard() == [] and watch.set(ticket) == {}
    assert watch.happened(ticket) == ["response.due_soon", "response.breached"]


def test_a_reminder_names_the_promise_and_who_has_the_ticket(watch: Watch) -> None:
    watch.open("important")
    watch.now = at(3)
    watch.tick()

    (saying,) = watch.letters.sayings["response_reminder"]

    assert saying.moment == at(5.5) and saying.target == "net"


def test_a_ticket_that_nobody_has_reminds_the_team_and_one_of_no_team_the_leads(watch: Watch) -> None:
    watch.open("important")
    watch.open("important", team="")
    watch.now = at(3)

    assert watch.heard() == [("response_reminder", name) for name in ("li", "han", "han")]


def test_who_is_away_is_reminded_together_with_those_who_are_there(watch: Watch) -> None:
    watch.open("important", assignee_id=watch.li.id)
    today = MORNING.date()
    watch.store.unit(lambda: absences.replace(watch.li.id, [Absence(watch.li.id, today, today)]))
    watch.now = at(3)

    assert watch.heard() == [("response_reminder", "li"), ("response_reminder", "han")]


def test_an_engineer_who_has_left_is_not_reminded_but_the_team_is(watch: Watch) -> None:
    ticket = watch.open("important", assignee_id=watch.li.id)
    watch.store.unit(lambda: people.deactivate(watch.li.id))
    watch.now = at(3)

    assert watch.heard() == [("response_reminder", "han")]
    assert watch.happened(ticket) == ["response.due_soon"]


def test_the_coordinator_hears_of_a_breach_first_and_once(watch: Watch) -> None:
    watch.open("urgent", coordinator_id=watch.sun.id)
    watch.open("urgent", coordinator_id=watch.han.id)
    watch.now = at(2)

    assert watch.heard() == [("response_breach", name) for name in ("sun", "han", "han")]


def test_a_breach_without_any_lead_is_told_to_those_who_have_the_ticket(watch: Watch) -> None:
    watch.store.unit(lambda: people.deactivate(watch.han.id))
    watch.open("urgent", assignee_id=watch.li.id)
    watch.now = at(2)

    assert watch.heard() == [("response_breach", "li")]


def test_a_breach_while_all_leads_are_away_reaches_somebody_who_is_there(watch: Watch) -> None:
    today = MORNING.date()
    watch.store.unit(lambda: absences.replace(watch.han.id, [Absence(watch.han.id, today, today)]))
    watch.open("urgent")
    watch.now = at(2)

    assert watch.heard() == [("response_breach", "han"), ("response_breach", "li")]


def test_what_was_cancelled_in_time_has_the_rest_of_its_time_when_it_is_reopened(watch: Watch) -> None:
    ticket = watch.open("urgent", assignee_id=watch.li.id)
    watch.now = at(1)
    ticket = watch.act(ticket, "cancel", status="cancelled")
    watch.now = at(48)

    ticket = watch.act(ticket, "reopen", status="in_progress")

    assert watch.heard() == [] and watch.set(ticket)["response"].due_at == at(48.5)
    watch.now = at(49)
    assert watch.heard() == [("response_breach", "han")]


def test_the_engineer_is_asked_after_half_an_hour_and_the_lead_after_another(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    watch.now = at(29.5 / 60)
    assert watch.heard() == []

    watch.now = at(0.5)
    assert watch.heard() == [("triage_question", "li")]
    (question,) = watch.letters.sayings["triage_question"]
    assert question.moment == at(1) and question.target == "li"
    watch.now = at(1)
    assert watch.heard() == [("triage_overdue", "han")]
    watch.now = at(2)

    assert watch.heard() == []
    assert watch.happened(ticket) == ["triage.due", "triage.overdue"]


@pytest.mark.parametrize("command", ["progress", "escalate", "resolve"])
def test_nobody_asks_about_a_ticket_that_something_was_done_about(watch: Watch, command: str) -> None:
    status = {"progress": "in_progress", "escalate": "escalated", "resolve": "resolved"}[command]
    ticket = watch.accept(watch.open())

    ticket = watch.act(ticket, command, status=status)

    watch.now = at(3)
    assert "triage" not in watch.set(ticket) and watch.heard() == []


def test_half_an_hour_of_an_acceptance_at_closing_time_ends_next_morning(watch: Watch) -> None:
    watch.now = at(8.75)  # 17:45
    ticket = watch.accept(watch.open())

    assert watch.set(ticket)["triage"].due_at == at(24.25)


def test_the_target_of_an_escalation_and_its_engineer_hear_when_feedback_is_due(watch: Watch) -> None:
    ticket = watch.escalate(watch.accept(watch.open()), at(4))
    watch.now = at(3.99)
    assert watch.heard() == []

    watch.now = at(4)

    assert watch.heard() == [("feedback_due", "sun"), ("feedback_due", "li")]
    (saying,) = watch.letters.sayings["feedback_due"]
    assert saying.moment == at(4) and saying.target == "db" and saying.by == watch.li
    watch.later(hours=1)
    assert watch.heard() == [] and watch.happened(ticket) == ["feedback.due"]


def test_a_snooze_ends_with_a_word_to_the_engineer(watch: Watch) -> None:
    ticket = watch.act(watch.accept(watch.open()), "progress", status="in_progress")
    watch.act(ticket, "snooze", snoozed_until=at(4), responded_at=watch.now)
    watch.now = at(4)

    assert watch.heard() == [("snooze_over", "li")]
    assert watch.store.unit(lambda: tickets.get(ticket.id)).snoozed_until is None
    watch.later(hours=1)
    assert watch.heard() == []


def test_a_snooze_holds_reminders_back_but_not_the_breach(watch: Watch) -> None:
    ticket = watch.act(watch.accept(watch.open("important")), "snooze", snoozed_until=at(8))

    told = []
    for minute in range(0, 9 * 60, 5):
        watch.now = at(minute / 60)
        told += [(minute / 60, *mail) for mail in watch.heard()]

    assert told == [(5.5, "response_breach", "han"), (8, "triage_question", "li"), (8.5, "triage_overdue", "han")]
    assert watch.happened(ticket)[1:3] == ["triage.due", "snooze.over"]


def test_who_snoozes_after_the_question_is_not_told_on_before_the_end(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    watch.now = at(0.5)
    assert watch.heard() == [("triage_question", "li")]
    watch.act(ticket, "snooze", snoozed_until=at(2))
    watch.now = at(1.9)
    assert watch.heard() == []

    watch.now = at(2)

    assert watch.heard() == [("triage_overdue", "han")]


def test_who_takes_a_snooze_back_is_asked_first_all_the_same(watch: Watch) -> None:
    ticket = watch.act(watch.accept(watch.open()), "snooze", snoozed_until=at(8))
    watch.now = at(2)
    watch.act(ticket, "undo", snoozed_until=None)

    assert watch.heard() == [("triage_question", "li")]
    watch.later(minutes=30)
    assert watch.heard() == [("triage_overdue", "han")]


def test_a_date_set_by_hand_is_told_to_the_engineer_and_a_later_one_again(watch: Watch) -> None:
    ticket = watch.act(watch.accept(watch.open()), "progress", status="in_progress", responded_at=watch.now)
    watch.act(ticket, "due", due_at=at(2))
    watch.now = at(2)
    assert watch.heard() == [("due_reached", "li")]

    watch.act(ticket, "due", due_at=at(5))
    assert watch.heard() == []
    watch.now = at(5)

    assert watch.heard() == [("due_reached", "li")]


def test_a_date_that_was_told_is_not_told_again_when_a_later_one_is_taken_back(watch: Watch) -> None:
    ticket = watch.act(watch.accept(watch.open()), "progress", status="in_progress", responded_at=watch.now)
    watch.act(ticket, "due", due_at=at(2))
    watch.now = at(2)
    assert watch.heard() == [("due_reached", "li")]
    watch.act(ticket, "due", due_at=at(5))
    watch.act(ticket, "undo", due_at=at(2))
    watch.now = at(3)

    assert watch.heard() == []


def test_after_a_standstill_there_is_one_notice_a_ticket(watch: Watch) -> None:
    """50 tickets in all states, and the desk is down for three days in which everything of each falls due."""
    for number in range(50):
        ticket = watch.open(("urgent", "important", "general")[number % 3])
        if number % 2:
            ticket = watch.accept(ticket)
        if number % 5 == 0:
            watch.act(ticket, "due", due_at=at(30))
        if number % 7 == 0:
            watch.act(ticket, "snooze", snoozed_until=at(20))
    watch.now = at(72)

    told = watch.heard()

    assert told == [("response_breach", "han")] * 50
    assert watch.heard() == []
    watch.later(days=10)
    assert watch.heard() == []


def test_after_a_standstill_all_that_fell_due_is_recorded_and_who_was_told_of_what(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    watch.now = at(72)

    watch.tick()

    found = watch.store.unit(lambda: events.of_ticket(ticket.id))
    told = {event.kind: event.detail["told"] for event in found if "told" in event.detail}
    assert told == {
        "response.breached": [watch.han.id], "triage.overdue": [], "response.due_soon": [], "triage.due": [],
    }  # fmt: skip


def test_a_clock_that_is_set_back_sends_nothing_twice(watch: Watch) -> None:
    ticket = watch.accept(watch.open("important"))
    watch.act(ticket, "due", due_at=at(1.5))
    watch.escalate(watch.open("general"), at(2))
    told = []
    for hour in (0.5, 1, 1.5, 2, 3, 5.5, 0, 0.5, 1, 2, 3, 5.5, 5.6):
        watch.now = at(hour)
        told += watch.heard()

    assert sorted(told) == sorted([
        ("triage_question", "li"), ("triage_overdue", "han"), ("due_reached", "li"), ("response_reminder", "li"),
        ("response_breach", "han"), ("feedback_due", "sun"), ("feedback_due", "li"),
    ])  # fmt: skip


def test_a_crash_before_the_commit_sends_once_in_the_end(watch: Watch) -> None:
    ticket = watch.open("urgent")
    watch.now = at(2)

    class Crash(BaseException):
        pass

    def die() -> None:
        watch.reminders._batch(watch.store, watch.now)
        raise Crash

    with pytest.raises(Crash):
        watch.store.unit(die)
    watch.store.close()

    assert watch.told() == [] and watch.happened(ticket) == [] and watch.set(ticket)["response"].stage == 0
    assert watch.heard() == [("response_breach", "han")]
    assert watch.heard() == []


def test_a_ticket_that_fails_waits_ten_minutes_and_the_others_go_on(watch: Watch) -> None:
    broken, well = watch.open("urgent"), watch.open("urgent")
    watch.letters.fails[broken.number] = ValueError("a letter that cannot be written")
    watch.now = at(2)

    assert watch.heard() == [("response_breach", "han")]
    assert watch.happened(broken) == [] and watch.happened(well) == ["response.due_soon", "response.breached"]
    watch.letters.fails.clear()
    watch.later(minutes=9)
    assert watch.heard() == []
    watch.later(minutes=1)

    assert watch.heard() == [("response_breach", "han")]


def test_more_tickets_than_fit_into_one_transaction_are_all_looked_after(watch: Watch) -> None:
    for _ in range(45):
        watch.open("urgent")
    watch.now = at(2)

    assert watch.tick() == 45 and len(watch.told()) == 45


def test_so_are_tickets_of_which_several_things_have_fallen_due(watch: Watch) -> None:
    for _ in range(BATCH + 5):
        watch.act(watch.open("important"), "due", due_at=at(2))
    watch.later(days=3)

    told = [kind for kind, _ in watch.heard()]

    assert told == ["response_breach"] * (BATCH + 5)


def test_a_database_that_fails_is_no_fault_of_a_ticket(watch: Watch) -> None:
    ticket = watch.open("urgent")
    watch.now = at(2)
    watch.letters.fails[ticket.number] = pw.OperationalError("the server closed the connection")

    with pytest.raises(DatabaseUnavailable):
        watch.tick()

    assert watch.set(ticket)["response"].due_at == at(1.5)


def test_a_ticket_that_went_on_unnoticed_is_looked_at_anew_before_anybody_is_reminded(watch: Watch) -> None:
    ticket = watch.open("urgent")
    watch.store.unit(lambda: tickets.change(ticket.id, {"responded_at": watch.now}))
    watch.now = at(2)

    assert watch.heard() == [] and watch.set(ticket) == {}


def test_hosts_pass_over_a_ticket_that_another_one_looks_after(postgres_url: str, tmp_path: Path) -> None:
    store = open_store(postgres_url)
    watch = Watch(store, tmp_path)
    watch.open("urgent")
    watch.now = at(2)

    def both() -> tuple[list[int], int]:
        mine = duties.due_tickets(watch.now, 10)
        with ThreadPoolExecutor(1) as other:
            theirs = other.submit(watch.tick).result()
            other.submit(store.close).result()
        return mine, theirs

    mine, theirs = store.unit(both)

    assert len(mine) == 1 and theirs == 0 and watch.told() == []
    assert watch.heard() == [("response_breach", "han")]
    store.close()


def test_the_reminder_of_summer_time_comes_when_the_wall_clock_says_so(store: Store, tmp_path: Path) -> None:
    """The night from 24 to 25 October 2026 has 25 hours in Berlin; the office is open all night."""
    night_and_day = {"name": "office", "hours": ["Mon-Sun 00:00-24:00"], "country": ""}
    watch = Watch(store, tmp_path, desk={"timezone": "Europe/Berlin"}, calendar=[night_and_day])
    watch.now = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)  # midnight in Berlin
    ticket = watch.open("important")

    assert watch.set(ticket)["response"].due_at == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # 02:00, the second time
    told = []
    for minute in range(0, 5 * 60, 10):
        watch.now = datetime(2026, 10, 24, 22, 0, tzinfo=UTC) + timedelta(minutes=minute)
        told += [(minute, *mail) for mail in watch.heard()]
    assert told == [
        (180, "response_reminder", "li"),
        (180, "response_reminder", "han"),
        (240, "response_breach", "han"),
    ]
