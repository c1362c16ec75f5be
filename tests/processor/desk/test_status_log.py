"""When we waited for the user, read off the events of a ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from db.events import Event
from db.tickets import Ticket
from processor.desk.calendars import Interval
from processor.desk.status_log import waits_of

OPENED = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
NOW = OPENED + timedelta(hours=50)


def ticket(status: str) -> Ticket:
    words = ("TS-20261120-001", "打印机卡纸", "li@example.org", "李雷", "hardware", "general", status, "zh")
    return Ticket(1, *words, OPENED, OPENED, None, None, "")


def event(hours: float, kind: str, **detail: object) -> Event:
    return Event(OPENED + timedelta(hours=hours), "desk", kind, detail)


def hours(*pairs: tuple[float, float]) -> tuple[Interval, ...]:
    return tuple(Interval(OPENED + timedelta(hours=begin), OPENED + timedelta(hours=end)) for begin, end in pairs)


def test_each_wait_lasts_until_the_status_moves_on() -> None:
    happened = [
        event(0, "ticket.opened"),
        event(2, "question.asked", old="in_progress", new="waiting_user"),
        event(5, "message.added", old="waiting_user", new="in_progress"),
        event(7, "question.asked", old="in_progress", new="waiting_user"),
    ]

    assert waits_of(ticket("waiting_user"), happened, NOW) == hours((2, 5), (7, 50))


def test_a_ticket_that_began_by_waiting_has_waited_from_the_start() -> None:
    accepted = event(3, "identity.accepted", old="waiting_identity", new="registered")

    assert waits_of(ticket("registered"), [event(0, "ticket.opened"), accepted], NOW) == hours((0, 3))
    assert waits_of(ticket("waiting_identity"), [event(0, "ticket.opened")], NOW) == hours((0, 50))


def test_a_change_of_something_else_is_no_change_of_status() -> None:
    happened = [event(1, "priority.changed", old="general", new="urgent"), event(2, "machine.noted", status="5.1.1")]

    assert waits_of(ticket("registered"), happened, NOW) == ()


def test_what_commands_record_is_understood_as_well() -> None:
    happened = [
        event(1, "command.accept", changes={"status": ["registered", "accepted"], "assignee_id": [None, 3]}),
        event(2, "command.ask", changes={"status": ["accepted", "waiting_user"]}, text="waiting_user"),
        event(3, "command.priority", changes={"priority": ["general", "urgent"]}),
        event(6, "command.undo", changes={"status": ["waiting_user", "accepted"]}),
        event(8, "command.note", changes={}),
    ]

    assert waits_of(ticket("accepted"), happened, NOW) == hours((2, 6))


def test_both_ways_of_recording_make_one_story() -> None:
    happened = [
        event(2, "identity.accepted", old="waiting_identity", new="registered"),
        event(4, "command.ask", changes={"status": ["registered", "waiting_user"]}),
    ]

    assert waits_of(ticket("waiting_user"), happened, NOW) == hours((0, 2), (4, 50))


def test_an_old_and_new_of_anything_is_no_change_of_status() -> None:
    odd = [
        event(1, "x", old=["waiting_user"], new={"waiting_user": 1}),
        event(2, "x", changes=["waiting_user"]),
        event(3, "x", changes={"status": ["waiting_user"]}),
        event(4, "x", changes={"status": None}),
        event(5, "x", changes={"status": ["registered", None]}),
    ]

    assert waits_of(ticket("registered"), odd, NOW) == ()


def test_a_question_that_was_taken_back_stopped_no_clock() -> None:
    def of(item: int, command: str, at: float, old: str, new: str, **detail: object) -> Event:
        changes = {"status": [old, new]}
        return replace(event(at, f"command.{command}", changes=changes, **detail), item_id=item)

    happened = [
        of(1, "accept", 1, "registered", "accepted"),
        of(2, "ask", 2, "accepted", "waiting_user"),
        of(3, "undo", 5, "waiting_user", "accepted", undone=2),
    ]

    assert waits_of(ticket("accepted"), happened, NOW) == ()
    assert waits_of(ticket("waiting_user"), happened[:2], NOW) == hours((2, 50))
