"""Until a ticket is resolved its user hears from the desk: when, what, and who is asked before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.watch import MORNING, Watch

from db import escalations, events, inbox, people
from db.connection import Store
from db.events import Event
from db.inbox import Received, Source
from db.tickets import Ticket

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def at(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


@pytest.fixture
def watching(store: Store, tmp_path: Path) -> Callable[..., Watch]:
    def make(**deadlines: Any) -> Watch:
        return Watch(store, tmp_path, deadlines={"progress_h": 24, **deadlines})

    return make


@pytest.fixture
def watch(watching: Callable[..., Watch]) -> Watch:
    return watching()


def working(watch: Watch, priority: str = "general") -> Ticket:
    """A ticket that li has told the user about; no other clock runs."""
    ticket = watch.accept(watch.open(priority))
    return watch.act(ticket, "progress", status="in_progress", responded_at=watch.now)


def detail(watch: Watch, ticket: Ticket, kind: str) -> dict[str, Any]:
    found = watch.store.unit(lambda: events.of_ticket(ticket.id))
    return dict([event for event in found if event.kind == kind][-1].detail)


def record(watch: Watch, ticket: Ticket, kind: str, item: int | None = None, **facts: Any) -> None:
    event = Event(watch.now, "li@desk.example", f"command.{kind}", facts, item)
    watch.store.unit(lambda: events.record(ticket.id, event))
    watch.store.unit(lambda: watch.duties.arrange(ticket.id, watch.now))


def told_rows(watch: Watch, kind: str = "progress_due") -> dict[str, str]:
    return dict(watch.letters.sayings[kind][-1].rows)


# ---------------------------------------------------------------- when


def test_the_engineer_gets_a_draft_and_without_an_answer_the_desk_writes_to_the_user(watch: Watch) -> None:
    working(watch)
    watch.now = at(20) - MINUTE
    assert watch.heard() == []
    watch.now = at(20)
    assert watch.heard() == [("progress_draft", "li")]
    watch.now = at(24) - MINUTE
    assert watch.heard() == []
    watch.now = at(24)
    assert watch.heard() == [("progress_due", "wang")]
    watch.now = at(44)
    assert watch.heard() == [("progress_draft", "li")]
    watch.now = at(48)
    assert watch.heard()[0] == ("progress_due", "wang")


@pytest.mark.parametrize("command", ["answer", "progress", "feedback", "escalate", "accept", "reopen"])
def test_whatever_the_user_gets_begins_the_day_anew(watch: Watch, command: str) -> None:
    ticket = working(watch)
    watch.now = at(10)

    record(watch, ticket, command)

    assert watch.set(ticket)["progress"].due_at == at(30)


@pytest.mark.parametrize(
    "command", ["note", "assign", "category", "priority", "contact", "cc", "due", "escalation_draft"]
)
def test_what_stays_in_the_house_does_not(watch: Watch, command: str) -> None:
    ticket = working(watch)
    watch.now = at(10)

    record(watch, ticket, command)

    assert watch.set(ticket)["progress"].due_at == at(20)


def test_a_word_that_was_taken_back_has_not_been_said(watch: Watch) -> None:
    ticket = working(watch)
    watch.now = at(10)
    item = stored_item(watch)
    record(watch, ticket, "progress", item)
    assert watch.set(ticket)["progress"].due_at == at(30)

    record(watch, ticket, "undo", undone=item)

    assert watch.set(ticket)["progress"].due_at == at(20)


def stored_item(watch: Watch) -> int:
    mail = Received(1, 1, watch.now, b"x")
    watch.store.unit(lambda: inbox.store(Source("support", "INBOX", 1), [mail], watch.now))
    summary: inbox.Summary = watch.store.unit(lambda: inbox.summaries(limit=1))[0]
    return summary.id


def test_while_we_wait_for_the_user_they_hear_nothing_and_then_a_day_begins(watch: Watch) -> None:
    ticket = working(watch)
    watch.now = at(10)
    ticket = watch.act(ticket, "ask", status="waiting_user")
    assert watch.set(ticket) == {}
    watch.now = at(100)
    assert watch.heard() == []

    ticket = watch.act(ticket, "user_replied", status="in_progress")

    assert watch.set(ticket)["progress"].due_at == at(120)
    watch.now = at(124)
    assert watch.heard() == [("progress_due", "wang")]


def test_after_a_solution_that_did_not_hold_a_day_begins(watch: Watch) -> None:
    ticket = watch.act(working(watch), "resolve", status="resolved")
    assert watch.set(ticket) == {}
    watch.now = at(72)

    ticket = watch.act(ticket, "user_answered", status="in_progress")  # no mail of ours

    assert watch.set(ticket)["progress"].due_at == at(92)


@pytest.mark.parametrize("status", ["resolved", "closed", "merged", "cancelled", "waiting_identity", "waiting_user"])
def test_nobody_is_owed_a_word_where_the_next_one_is_not_ours(watch: Watch, status: str) -> None:
    ticket = working(watch)

    assert "progress" not in watch.set(watch.act(ticket, "x", status=status))


def test_history_is_owed_nothing(watch: Watch) -> None:
    assert watch.set(watch.open(response_due_at=None)) == {}


def test_a_snooze_keeps_the_draft_back_and_not_the_word_to_the_user(watch: Watch) -> None:
    ticket = working(watch)
    watch.act(ticket, "hold", snoozed_until=at(70))

    told = []
    for hour in range(100):
        watch.now = at(hour)
        told += [(hour, *mail) for mail in watch.heard()]

    assert told == [
        (24, "progress_due", "wang"), (48, "progress_due", "wang"), (70, "snooze_over", "li"),
        (70, "progress_draft", "li"), (72, "progress_due", "wang"), (92, "progress_draft", "li"),
        (96, "progress_due", "wang"), (96, "draft_lapsed", "han"),
    ]  # fmt: skip


def test_what_was_put_off_by_somebody_who_has_left_is_told_to_those_who_are_there(watch: Watch) -> None:
    ticket = working(watch)
    watch.act(ticket, "hold", snoozed_until=at(200))
    watch.store.unit(lambda: people.deactivate(watch.li.id))
    watch.store.unit(lambda: watch.duties.arrange(ticket.id, watch.now))

    watch.now = at(20)

    assert watch.heard() == [("progress_draft", "han")]


def test_five_days_down_and_each_of_a_hundred_users_hears_once(watch: Watch) -> None:
    for _ in range(100):
        working(watch)
    watch.told()
    watch.later(days=5)

    assert watch.heard() == [("progress_due", "wang")] * 100
    assert watch.heard() == []
    watch.later(hours=19, minutes=59)
    assert watch.heard() == []


def test_a_clock_that_is_set_back_tells_nothing_twice(watch: Watch) -> None:
    working(watch)
    watch.now = at(24)
    assert watch.heard() == [("progress_due", "wang")]
    watch.now = at(3)

    assert watch.heard() == []
    watch.now = at(24)
    assert watch.heard() == []


@pytest.mark.parametrize(("month", "day"), [(3, 28), (10, 24)])
def test_a_day_has_24_hours_when_the_clock_on_the_wall_is_changed(
    store: Store, tmp_path: Path, month: int, day: int
) -> None:
    watch = Watch(store, tmp_path, deadlines={"progress_h": 24}, desk={"timezone": "Europe/Berlin"})
    watch.now = datetime(2026, month, day, 12, 0, tzinfo=UTC)
    ticket = working(watch)

    assert watch.set(ticket)["progress"].due_at == watch.now + 20 * HOUR
    watch.later(hours=24)
    assert watch.heard() == [("progress_due", "wang")]


def test_closed_days_do_not_count_where_the_desk_wants_that(watching: Callable[..., Watch]) -> None:
    watch = watching(progress_days="working")
    watch.now = at(4 * 24 + 7)  # Friday, 16:00
    general, urgent = working(watch), working(watch, "urgent")

    assert watch.set(urgent)["progress"].due_at == at(5 * 24 + 3)
    assert watch.set(general)["progress"].due_at == at(7 * 24 + 3)  # Monday, 12:00
    watch.now = at(7 * 24 + 7)
    assert ("progress_due", "wang") in watch.heard()


def test_who_wants_no_such_mails_gets_none(watching: Callable[..., Watch]) -> None:
    watch = watching(progress_h=0)

    assert watch.set(working(watch)) == {}


def test_the_hours_are_what_the_configuration_says(watching: Callable[..., Watch]) -> None:
    watch = watching(progress_h=6, draft_h=5)
    ticket = working(watch)

    assert watch.set(ticket)["progress"].due_at == at(5)


# ---------------------------------------------------------------- who


def test_a_ticket_that_nobody_has_asks_its_team(watch: Watch) -> None:
    ticket = working(watch)
    watch.act(ticket, "assign", assignee_id=None)
    watch.now = at(20)

    assert sorted(watch.heard()) == [("progress_draft", "han"), ("progress_draft", "li")]


def test_of_the_second_draft_in_a_row_that_lapses_the_lead_hears(watch: Watch) -> None:
    ticket = working(watch)
    told = []
    for hour in range(75):
        watch.now = at(hour)
        told += [(hour, *mail) for mail in watch.heard() if mail[0] != "progress_draft"]

    assert told == [
        (24, "progress_due", "wang"), (48, "progress_due", "wang"), (48, "draft_lapsed", "han"),
        (72, "progress_due", "wang"), (72, "draft_lapsed", "han"),
    ]  # fmt: skip
    assert watch.letters.sayings["draft_lapsed"][-1].target == "li"
    assert detail(watch, ticket, "progress.due")["lapsed"] == [watch.li.id]


def test_who_writes_in_between_has_let_lapse_one(watch: Watch) -> None:
    ticket = working(watch)
    for hour in (20, 24):
        watch.now = at(hour)
        watch.heard()
    watch.now = at(26)
    record(watch, ticket, "progress")
    watch.now = at(46)
    watch.heard()
    watch.now = at(50)

    assert watch.heard() == [("progress_due", "wang")]


def test_drafts_that_all_fell_into_a_weekend_are_told_to_nobody(watch: Watch) -> None:
    watch.now = at(4 * 24 + 9)  # Friday, 18:00
    working(watch)
    told = []
    for hour in range(4 * 24 + 9, 8 * 24):
        watch.now = at(hour)
        told += [hour - 4 * 24 for kind, _ in watch.heard() if kind == "draft_lapsed"]

    assert told == [3 * 24 + 9]  # Monday, 18:00, after a day on which there was time


def test_a_lead_who_let_it_lapse_is_not_told_of_themselves(watch: Watch) -> None:
    ticket = working(watch)
    watch.act(ticket, "assign", assignee_id=watch.han.id)
    for hour in (20, 24, 44, 48):
        watch.now = at(hour)
        told = watch.heard()

    assert told == [("progress_due", "wang")]


@pytest.mark.parametrize("why", ["machine", "left"])
def test_where_nobody_would_get_it_the_desk_gives_up(store: Store, tmp_path: Path, why: str) -> None:
    machines = ["wang@corp.example"] if why == "machine" else []
    watch = Watch(store, tmp_path, deadlines={"progress_h": 24}, trust={"machines": machines})
    ticket = working(watch)
    if why == "left":
        profile = people.Profile(name="王", addresses=("wang@corp.example",))
        person = watch.store.unit(lambda: people.add(profile))
        watch.store.unit(lambda: people.deactivate(person.id))
    watch.now = at(20)

    assert watch.heard() == [] and watch.set(ticket) == {}
    assert watch.happened(ticket) == ["progress.unheard"]
    watch.later(hours=1)
    record(watch, ticket, "answer")
    assert watch.set(ticket)["progress"].due_at == at(41)


def test_the_graver_reminder_of_the_staff_keeps_nothing_from_the_user(watch: Watch) -> None:
    watch.open("general")
    watch.now = at(30)

    assert sorted(watch.heard()) == [("progress_due", "wang"), ("response_breach", "han")]


# ---------------------------------------------------------------- what


def test_the_mail_tells_what_was_done_what_comes_who_has_it_and_why(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    watch.act(ticket, "assign", coordinator_id=watch.han.id)
    record(watch, ticket, "progress", step="更换电源", result="可以开机", plan="观察一天", why="等待备件")
    watch.now = at(24)
    watch.heard()

    rows = told_rows(watch)

    assert rows["已进行的处理"].splitlines() == [
        "2026-11-23 09:00 (UTC+8)  受理", "2026-11-23 09:00 (UTC+8)  更换电源：可以开机",
    ]  # fmt: skip
    assert rows["最新情况"] == "自上次通知以来没有新的处理记录"
    assert (rows["下一步计划"], rows["未解决原因"]) == ("观察一天", "等待备件")
    assert (rows["处理人"], rows["协调人"]) == ("li", "han")
    assert watch.letters.sayings["progress_due"][0].moment == at(48)


def test_nobody_who_has_left_is_named_as_in_charge(watch: Watch) -> None:
    ticket = watch.accept(watch.open())
    watch.act(ticket, "assign", coordinator_id=watch.han.id)
    for person in (watch.li, watch.han):
        watch.store.unit(partial(people.deactivate, person.id))
    watch.now = at(24)
    watch.heard()

    rows = told_rows(watch)

    assert rows["处理人"] == "net" and "协调人" not in rows and rows["未解决原因"].endswith("协调人：net")


def test_what_was_done_since_the_last_mail_stands_alone(watch: Watch) -> None:
    ticket = working(watch)
    watch.now = at(3)
    record(watch, ticket, "category", changes={"category": ["hardware", "software"]})
    watch.now = at(24)
    watch.heard()

    rows = told_rows(watch)

    assert rows["上次通知后的处理"] == "2026-11-23 12:00 (UTC+8)  类型 硬件 → 软件"
    assert "已进行的处理" not in rows and "最新情况" not in rows


def test_an_escalation_tells_the_team_and_the_promise_and_no_reason_of_it(watch: Watch) -> None:
    ticket = watch.escalate(working(watch), at(30))
    record(watch, ticket, "escalate", shown="db", reason="SECRET", tried="SECRET", feedback_at=at(30).isoformat())
    watch.now = at(24)
    watch.heard()
    assert told_rows(watch)["专业团队"] == "db，2026-11-24 15:00 (UTC+8) 前给出首次反馈"
    assert told_rows(watch)["未解决原因"] == "需要专业团队（db）进一步处理"
    assert "SECRET" not in str(watch.letters.sayings["progress_due"])
    watch.now = at(48)
    watch.heard()

    assert "已超过该时间" in told_rows(watch)["专业团队"]
    (form,) = watch.store.unit(lambda: escalations.of_ticket(ticket.id))
    watch.store.unit(partial(escalations.replace, replace(form, outcome="answered")))
    watch.now = at(72)
    watch.heard()
    assert "专业团队" not in told_rows(watch)


def test_notes_and_the_users_own_words_are_not_told(watch: Watch) -> None:
    ticket = working(watch)
    record(watch, ticket, "note", text="SECRET")
    record(watch, ticket, "urge", reason="SECRET")
    record(watch, ticket, "contact", person="SECRET", department="x", until=at(3).isoformat(), text="SECRET")
    record(watch, ticket, "hold", reason="SECRET", changes={})
    watch.now = at(24)
    watch.heard()

    assert "SECRET" not in str(watch.letters.sayings["progress_due"])


def test_a_reason_is_the_last_one_and_one_from_before_the_solution_is_none(watch: Watch) -> None:
    ticket = working(watch)
    record(watch, ticket, "progress", step="a", why="等待备件")
    record(watch, ticket, "progress", step="b", why="备件有误")
    watch.now = at(24)
    watch.heard()
    assert told_rows(watch)["未解决原因"] == "备件有误"
    ticket = watch.act(ticket, "resolve", status="resolved")
    ticket = watch.act(ticket, "reopen", status="in_progress")
    watch.now = at(48)
    watch.heard()

    assert told_rows(watch)["未解决原因"] == "问题仍在处理中，协调人：li"


def test_a_ticket_that_nobody_has_taken_up_says_so(watch: Watch) -> None:
    watch.open("general", language="en")
    watch.now = at(24)
    watch.heard()

    rows = told_rows(watch)

    assert rows["News"] == "Registered; no step has been recorded yet"
    assert rows["Why it takes longer"] == "It still waits for an engineer to take it up; net coordinates"


def test_a_plan_to_go_on_later_is_told_until_then(watch: Watch) -> None:
    ticket = working(watch)
    watch.act(ticket, "hold", snoozed_until=at(40))
    watch.now = at(24)
    watch.heard()
    assert told_rows(watch)["下一步计划"] == "2026-11-25 01:00 (UTC+8) 后继续"
    watch.now = at(40)
    watch.heard()
    watch.now = at(48)
    watch.heard()

    assert "下一步计划" not in told_rows(watch)


def test_the_draft_says_what_the_user_will_be_told_and_until_when_there_is_time(watch: Watch) -> None:
    ticket = working(watch)
    watch.now = at(20)
    watch.heard()

    (saying,) = watch.letters.sayings["progress_draft"]

    assert saying.moment == at(24)
    assert [list(row) for row in saying.rows] == detail(watch, ticket, "progress.drafted")["rows"]
