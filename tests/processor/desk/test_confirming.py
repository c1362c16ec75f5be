"""How long we wait for the user's word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.events import Event
from processor.desk.confirming import LAPSED, REMINDED, WRITTEN, Patience, confirmation

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PATIENCE = Patience(48 * HOUR, 72 * HOUR)
SOLVED = Event(NOW, "han@desk.example", "command.resolve", {}, 7)


def at(hours: float, kind: str) -> Event:
    return Event(NOW + hours * HOUR, "somebody", kind, {})


def due(*happened: Event) -> list[tuple[int, float]]:
    """(stage, hours) of what falls due."""
    found = confirmation(PATIENCE, 1, NOW, [SOLVED, *happened])
    return [(duty.stage, (duty.due_at - NOW) / HOUR) for duty in found]


def test_silence_is_reminded_of_and_then_ends() -> None:
    assert due() == [(0, 48)]
    assert due(at(48, REMINDED)) == [(1, 120)]
    assert due(at(48, REMINDED), at(120, LAPSED)) == []


def test_a_late_reminder_puts_the_closing_off() -> None:
    assert due(at(500, REMINDED)) == [(1, 572)]


def test_whoever_writes_is_not_silent() -> None:
    assert due(at(10, "message.added")) == [(0, 58)]
    assert due(at(48, REMINDED), at(60, "command.answer")) == [(1, 132)]


def test_what_a_machine_sends_is_silence() -> None:
    assert due(at(10, "machine.noted")) == [(0, 48)]


def test_what_was_taken_back_asks_nothing() -> None:
    undone = Event(NOW + HOUR, "han@desk.example", "command.undo", {"undone": 7}, 8)

    assert list(confirmation(PATIENCE, 1, NOW, [SOLVED, undone])) == []


def test_after_an_end_that_was_taken_back_the_time_counts_anew() -> None:
    back = Event(
        NOW + 190 * HOUR,
        "han@desk.example",
        "command.undo",
        {"undone": 8, "changes": {"status": ["closed", "resolved"]}},
    )

    assert due(at(20, "command.close"), back) == [(0, 238)]
    assert due(at(48, REMINDED), at(60, "command.close"), back) == [(1, 262)]


def test_an_earlier_solution_has_had_its_own_reminder() -> None:
    again = Event(NOW + 100 * HOUR, "han@desk.example", "command.resolve", {}, 9)

    happened = [SOLVED, at(48, REMINDED), at(90, "user.rejected"), again]

    (duty,) = confirmation(PATIENCE, 1, again.at, happened)

    assert (duty.stage, duty.due_at) == (0, again.at + PATIENCE.reminder)


KINDS = st.sampled_from([*sorted(WRITTEN), REMINDED, "machine.noted", "command.note"])


@given(st.lists(st.tuples(st.floats(0, 1000), KINDS), max_size=8))
def test_nothing_is_closed_before_a_reminder_and_seventy_two_silent_hours(found: list[tuple[float, str]]) -> None:
    happened = [at(hours, kind) for hours, kind in sorted(found)]

    for duty in confirmation(PATIENCE, 1, NOW, [SOLVED, *happened]):
        words = [event.at for event in happened if event.kind in WRITTEN | {REMINDED}]
        assert duty.due_at >= max(words, default=NOW) + (PATIENCE.closing if duty.stage else timedelta())
        assert bool(duty.stage) == any(event.kind == REMINDED for event in happened)
