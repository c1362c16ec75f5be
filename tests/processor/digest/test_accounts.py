"""All figures of a small desk, read from the database as a digest reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.watch import Watch

from db import absences, escalations, events, inbox, models, outbox, registrations, surveys
from db.absences import Absence
from db.connection import Store
from db.events import Event
from db.inbox import Source
from db.models import Correction
from db.outbox import Queued, Result
from db.registrations import Registration
from processor.digest import Accounts, Figures, Period
from processor.digest.period import day
from processor.digest.result import Share, percent

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)


class Desk(Watch):
    """Its figures at the moment that it is."""

    def figures(self, period: Period | None = None, team: str = "") -> Figures:
        teams = self.reminders.teams
        accounts = Accounts(self.duties.pace, teams, SHANGHAI)
        return self.store.unit(lambda: accounts.figures(period or day(MONDAY, SHANGHAI), self.now, team))


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path, deadlines={"progress_h": 24, "draft_h": 20})


def test_an_empty_desk_has_figures_of_nothing(desk: Desk) -> None:
    found = desk.figures()

    assert (found.traffic.came_in, found.open.count, found.response.total.percent) == (0, 0, None)
    assert [day.open for day in found.trend] == [0] * 14 and found.satisfaction.average is None
    assert [line.name for line in found.load] == ["han", "li", "sun"]


def test_what_comes_in_goes_out_again_or_stays(desk: Desk) -> None:
    solved, closed, stays = desk.open(), desk.open(), desk.open("urgent")
    desk.accept(solved)
    desk.later(hours=1)
    desk.act(solved, "resolve", status="resolved", responded_at=desk.now)
    desk.act(closed, "close", status="closed")
    desk.later(hours=23)

    found = desk.figures()

    traffic = found.traffic
    assert (traffic.opened, traffic.resolved, traffic.closed_unresolved, traffic.open_after) == (3, 1, 1, 1)
    assert found.trend[-1].open == 1 and found.open.by_kind == {("hardware", "urgent"): 1}
    assert found.open.unconfirmed == 1 and found.open.oldest[0].ticket.number == stays.number
    li = next(line for line in found.load if line.name == "li")
    assert (li.resolved, li.open) == (1, 0) and found.load[-1].open == 1


def test_a_breach_tells_what_stood_in_the_way(desk: Desk) -> None:
    taken, left, away = desk.open("urgent"), desk.open("urgent"), desk.open("urgent")
    desk.accept(taken)
    desk.act(away, "assign", assignee_id=desk.sun.id)
    desk.store.unit(partial(absences.add, Absence(desk.sun.id, MONDAY, MONDAY), MONDAY))
    desk.later(hours=1)
    assert desk.figures().response.total == Share(0, 0)  # nothing is decided yet
    desk.later(hours=2)
    desk.act(taken, "answer", responded_at=desk.now)

    found = desk.figures().response

    assert found.total == Share(0, 3) == found.by_priority["urgent"]
    reasons = {breach.ticket.number: (breach.reason, breach.who) for breach in found.breaches}
    assert reasons == {
        taken.number: ("not_answered", "li"),
        left.number: ("not_assigned", ""),
        away.number: ("absent", "sun"),
    }
    assert [breach.late for breach in found.breaches if breach.answered_at] == [timedelta(hours=1)]


def test_a_user_hears_from_the_desk_when_nobody_else_writes_and_too_late_when_it_stood_still(desk: Desk) -> None:
    ticket = desk.accept(desk.open())
    desk.later(hours=1)
    desk.act(ticket, "progress", status="in_progress", responded_at=desk.now)
    desk.later(hours=20)
    desk.tick()
    desk.later(hours=4)
    desk.tick()
    kept = desk.figures(day(date(2026, 11, 24), SHANGHAI)).progress
    desk.later(hours=30)
    desk.tick()

    found = desk.figures(day(date(2026, 11, 25), SHANGHAI)).progress

    assert kept.total == Share(1, 0) and [lapse.who for lapse in kept.lapses] == [("li",)]
    assert found.total == Share(0, 1) and found.breaches[0].reason == "standstill"
    assert found.breaches[0].late == timedelta(hours=6)


def test_the_forecast_names_what_breaks_until_the_office_closes(desk: Desk) -> None:
    answered, waits = desk.accept(desk.open("urgent")), desk.open("important")
    desk.act(answered, "answer", responded_at=desk.now)
    desk.escalate(answered, desk.now + timedelta(hours=4))
    soon, later = desk.open("general"), desk.open("general")
    desk.act(soon, "due", due_at=desk.now - timedelta(hours=1))
    desk.act(later, "due", due_at=desk.now + timedelta(days=1))

    found = desk.figures().forecast

    assert found.until == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert [(risk.promise, risk.ticket.number, risk.target) for risk in found.broken] == [("due", soon.number, "")]
    ahead = {(risk.promise, risk.ticket.number, risk.target) for risk in found.ahead}
    assert {("feedback", answered.number, "db"), ("response", waits.number, "")} <= ahead
    assert ("due", later.number, "") not in ahead


def test_what_users_said_to_solutions(desk: Desk) -> None:
    happy, unhappy = desk.open(), desk.open()
    for ticket, satisfied, score in ((happy, True, 5), (unhappy, False, 2)):
        desk.act(ticket, "resolve", status="resolved", responded_at=desk.now)
        desk.store.unit(partial(surveys.ask, ticket.id, desk.now))
        asked = desk.store.unit(partial(surveys.newest, ticket.id))
        assert asked is not None
        said = {"outcome": "confirmed" if satisfied else "rejected", "satisfied": satisfied, "score": score}
        reason = {} if satisfied else {"reason": "too_slow", "words": "三天才修好"}
        answer = type(asked)(asked.ticket_id, asked.asked_at, outcome_at=desk.now, id=asked.id, **said, **reason)
        desk.store.unit(partial(surveys.replace, answer))

    found = desk.figures().satisfaction

    assert (found.asked, found.answered, found.average, found.satisfied_percent) == (2, 2, 3.5, 50)
    (complaint,) = found.complaints
    assert (complaint.ticket.number, complaint.reason, complaint.words) == (unhappy.number, "too_slow", "三天才修好")


def test_what_comes_in_at_the_midnight_with_which_a_trend_begins_is_of_its_first_day(desk: Desk) -> None:
    desk.open(opened_at=datetime(2026, 11, 9, 16, 0, tzinfo=UTC))

    first = desk.figures().trend[0]

    assert (first.day, first.came_in, first.open) == (date(2026, 11, 10), 1, 1)


def test_a_team_has_figures_of_its_own(desk: Desk) -> None:
    desk.open(), desk.open(team="db")

    found = desk.figures(team="db")

    assert (found.traffic.opened, found.open.count) == (1, 1)
    assert [line.name for line in found.load] == ["sun", ""]


def test_junk_is_in_no_figure_but_its_own(desk: Desk) -> None:
    ticket = desk.open("urgent")
    desk.later(hours=3)
    desk.act(ticket, "spam", status="cancelled")

    found = desk.figures()

    traffic = found.traffic
    assert (traffic.spam, traffic.opened, traffic.cancelled, traffic.open_after) == (1, 0, 0, 0)
    assert found.response.total == Share(0, 0) and found.progress.total == Share(0, 0)


def test_an_escalation_is_late_when_nobody_said_anything_by_the_promised_time(desk: Desk) -> None:
    late, kept, waits = (desk.accept(desk.open()) for _ in range(3))
    for ticket in (late, kept, waits):
        desk.escalate(ticket, desk.now + timedelta(hours=2))
    desk.later(hours=1)
    desk.store.unit(partial(_end, kept.id, desk.now))
    desk.later(hours=2)
    desk.tick()
    desk.store.unit(partial(_end, late.id, desk.now))

    found = desk.figures().escalations

    assert found.begun == 3 and [(line.ticket.number, line.outcome) for line in found.lines] == [
        (late.number, "answered_late"),
        (kept.number, "answered"),
        (waits.number, "overdue"),
    ]


def _end(ticket_id: int, now: datetime) -> None:
    (form,) = escalations.of_ticket(ticket_id)
    escalations.replace(replace(form, outcome="answered", outcome_at=now))


def test_what_staff_corrects_was_classified_wrongly_and_what_it_accepts_rightly(desk: Desk) -> None:
    right, wrong, unseen = desk.open(), desk.open(), desk.open()
    for ticket in (right, wrong, unseen):
        verdict = {"category": "hardware", "priority": "general", "sure": ticket is not unseen}
        form = Registration(None, "known", True, triage=verdict)
        desk.store.unit(partial(registrations.add, ticket.id, form))
    desk.accept(right)
    desk.act(wrong, "category", category="software")
    change = Correction(wrong.id, "category", "hardware", "software", "li@desk.example", desk.now)
    desk.store.unit(partial(models.correct, change))

    found = desk.figures().classification

    assert (found.category, found.priority, found.unsure) == (Share(1, 1), Share(1, 0), 1)
    assert [(line.ticket.number, line.new, line.by) for line in found.corrected] == [(wrong.number, "software", "li")]


def test_whom_mails_do_not_reach_and_what_is_wrong_with_the_traffic(desk: Desk) -> None:
    ticket = desk.open()
    bounce = {"automation": "bounce", "status": "5.1.1", "recipients": ["Wang@Corp.example"]}
    left = {"kind": "progress", "recipient": "liu@corp.example", "reason": "has left"}
    own = {"kind": "progress", "recipient": "wang@corp.example", "reason": "did it"}
    for kind, detail in (("machine.noted", bounce), ("notice.left_out", left), ("notice.left_out", own)):
        desk.store.unit(partial(events.record, ticket.id, Event(desk.now, "desk", kind, detail)))
    mail = Queued("resolved", "liu@corp.example", "liu@corp.example", "x@x", "x", b"x", ticket_id=ticket.id)
    desk.store.unit(lambda: outbox.queue(mail, desk.now))
    desk.store.unit(lambda: outbox.record(Result(1, "failed", 550, "no such user", desk.now)))
    source = Source("support", "INBOX", 1)
    desk.store.unit(lambda: inbox.store_gaps(source, [(7, "not given")], desk.now))
    desk.later(hours=1)

    found = desk.figures()

    assert {(line.addr, line.how, line.why) for line in found.unreachable} == {
        ("wang@corp.example", ("bounced",), "5.1.1"),
        ("liu@corp.example", ("left_out", "failed"), "no such user"),
    }
    assert {(trouble.what, trouble.why) for trouble in found.mail.troubles} == {
        ("failed", "no such user"),
        ("gap", "not given"),
    }
    assert (found.mail.inbox, found.mail.written, found.mail.overdue) == ({"gap": 1}, 1, 0)


def test_nobody_is_owed_a_word_that_cannot_reach_them(desk: Desk) -> None:
    ticket = desk.accept(desk.open(requester_addr=""))
    desk.later(hours=30)
    desk.tick()
    desk.later(hours=30)

    assert "progress.unheard" in desk.happened(ticket)
    assert desk.figures(day(date(2026, 11, 24), SHANGHAI)).progress.total == Share(0, 0)


def test_shares_are_whole_only_when_nothing_is_missing() -> None:
    assert [percent(*pair) for pair in ((0, 0), (0, 9), (1, 999), (1, 2), (998, 999), (9, 9))] == [
        None,
        0,
        1,
        50,
        99,
        100,
    ]
