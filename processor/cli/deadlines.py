"""`ticketd deadlines`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import local_time
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from db.tickets import Ticket
    from processor.desk.arithmetic import Day
    from processor.desk.calendars import Interval


@click.group()
def deadlines() -> None:
    """By when things are due, and why."""


@deadlines.command()
@click.argument("ticket")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, times in UTC.")
@pass_setup
def explain(setup: Setup, ticket: str, as_json: bool) -> None:
    """The arithmetic of a ticket's first response: what of which days counts, holidays, waits for the user."""
    from processor.desk.arithmetic import days_of
    from processor.desk.timetable import deadlines_of

    found, pauses = _look_up(setup, ticket)
    if found.response_due_at is None:
        raise ProcessorError(f"no clock runs for {found.number}: it came in as history, or its sender is not known yet")
    rules, zone = deadlines_of(setup.config), setup.config.desk.zone
    calendar, hours = rules.calendars[found.priority], rules.hours[found.priority]
    due = rules.response(found.priority, found.opened_at, pauses)
    days = list(days_of(found.opened_at, due, calendar, zone, pauses))
    if as_json:
        answer = {"ticket": found.number, "priority": found.priority, "hours": hours, "calendar": calendar.name}
        answer |= {"start": found.opened_at, "due": due.at, "stored": found.response_due_at}
        click.echo(json.dumps(answer | {"days": [_as_json(day) for day in days]}, ensure_ascii=False, default=str))
        return
    click.echo(f"{found.number}  {found.priority}: {hours:g} h on the calendar {calendar.name}")
    click.echo(f"  from {local_time(found.opened_at, zone)} ({zone.key})\n")
    for day in days:
        click.echo(f"  {_line(day, zone)}")
    click.echo(f"\n  due  {local_time(due.at, zone)}{_comparison(found.response_due_at, due.at, zone)}")


def _look_up(setup: Setup, number: str) -> tuple[Ticket, tuple[Interval, ...]]:
    """The ticket, and when we waited for its user."""
    from db import events, tickets
    from processor.desk.status_log import waits_of

    store = setup.store()
    found = store.unit(lambda: tickets.find(number.strip().upper()))
    if found is None:
        raise ProcessorError(f"there is no ticket {number}; `ticketd tickets` lists them")
    happened = store.unit(lambda: events.of_ticket(found.id))
    return found, waits_of(found, happened, datetime.now(UTC))


def _line(day: Day, zone: ZoneInfo) -> str:
    counted = f"{_clock(day.pieces, zone) or '-':<28}{_amount(day.counted):>12}"
    waited = (f"waiting for the user {_clock(day.pauses, zone)}",) if day.pauses else ()
    return f"{day.day:%a %Y-%m-%d}  {counted}  {'; '.join((*day.notes, *waited))}".rstrip()


def _clock(intervals: Iterable[Interval], zone: ZoneInfo) -> str:
    ends = ((one.start.astimezone(zone), one.end.astimezone(zone)) for one in intervals)
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in ends)


def _amount(length: timedelta) -> str:
    """In hours and minutes, and seconds where there are any."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    parts = ((minutes // 60, "h"), (minutes % 60, "min"), (seconds, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0"


def _comparison(stored: datetime, computed: datetime, zone: ZoneInfo) -> str:
    if stored == computed:
        return ", as stored"
    return f"; stored is {local_time(stored, zone)}, from before the settings, the priority or the waits changed"


def _as_json(day: Day) -> dict[str, object]:
    return {
        "day": day.day,
        "counted_s": day.counted.total_seconds(),
        "pieces": [[piece.start, piece.end] for piece in day.pieces],
        "pauses": [[pause.start, pause.end] for pause in day.pauses],
        "notes": day.notes,
    }
