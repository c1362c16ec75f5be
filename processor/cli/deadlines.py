"""`ticketd deadlines`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import local_time
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from db.duties import Duty
    from db.tickets import Ticket
    from processor.desk.arithmetic import Day
    from processor.desk.calendars import Interval
    from processor.desk.deadlines import Deadlines, Due
    from processor.desk.dossier import Dossier

WORDS = {
    ("response", 0): "response: a reminder to whoever has the ticket",
    ("response", 1): "response: breach, told to the lead",
    ("triage", 0): "triage: a question to whoever has the ticket",
    ("triage", 1): "triage: overdue, told to the lead",
    ("feedback", 0): "feedback: promised at the escalation",
    ("due", 0): "due: the date that was set by hand",
    ("snooze", 0): "snooze: it ends",
    ("progress", 0): "progress: a draft for whoever has the ticket",
    ("progress", 1): "progress: the desk itself tells the user",
    ("verification", 0): "verification: the user is asked again whether it is solved",
    ("verification", 1): "verification: closed without an answer",
}


@click.group()
def deadlines() -> None:
    """By when things are due, and why."""


@deadlines.command()
@click.argument("ticket")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, times in UTC.")
@pass_setup
def explain(setup: Setup, ticket: str, as_json: bool) -> None:
    """The arithmetic of a ticket's first response (holidays, waits for the user), and what it reminds of next."""
    from processor.desk.clocks import remaining
    from processor.desk.duties import pace_of
    from processor.desk.timetable import deadlines_of

    rules, zone = deadlines_of(setup.config), setup.config.desk.zone
    dossier, is_set = _look_up(setup, ticket)
    stages = remaining(pace_of(setup.config.deadlines, rules), dossier)
    ahead = sorted((duty for kind in stages.values() for duty in kind), key=lambda duty: duty.due_at)
    found = dossier.ticket
    if found.response_due_at is None and not ahead:
        raise ProcessorError(f"no clock runs for {found.number}: it came in as history, or its sender is not known yet")
    if as_json:
        clocks = [{"kind": duty.kind, "stage": duty.stage, "due": duty.due_at} for duty in ahead]
        answer = _response_as_json(dossier, rules, zone) | {"answered": found.responded_at, "clocks": clocks}
        click.echo(json.dumps(answer, ensure_ascii=False, default=str))
        return
    _show_response(dossier, rules, zone)
    _show_ahead(found, ahead, is_set, zone)


def _look_up(setup: Setup, number: str) -> tuple[Dossier, bool]:
    """The ticket with all that its clocks go by, and whether anybody is going to be reminded of it."""
    from db import duties, tickets
    from processor.desk.duties import dossier_of

    store = setup.store()
    found = store.unit(lambda: tickets.find(number.strip().upper()))
    if found is None:
        raise ProcessorError(f"there is no ticket {number}; `ticketd tickets` lists them")
    dossier = store.unit(lambda: dossier_of(found, datetime.now(UTC)))
    return dossier, bool(store.unit(lambda: duties.of_ticket(found.id)))


def _response_as_json(dossier: Dossier, rules: Deadlines, zone: ZoneInfo) -> dict[str, object]:
    found = dossier.ticket
    answer: dict[str, object] = {"ticket": found.number, "priority": found.priority, "start": found.opened_at}
    if found.response_due_at is None:
        return answer
    due, days = _reckoned(dossier, rules, zone)
    answer |= {"hours": rules.hours[found.priority], "calendar": rules.calendars[found.priority].name}
    return answer | {"due": due.at, "stored": found.response_due_at, "days": [_as_json(day) for day in days]}


def _show_response(dossier: Dossier, rules: Deadlines, zone: ZoneInfo) -> None:
    found = dossier.ticket
    if found.response_due_at is None:
        click.echo(f"{found.number}  {found.priority}: no first response was promised")
        return
    due, days = _reckoned(dossier, rules, zone)
    calendar, hours = rules.calendars[found.priority], rules.hours[found.priority]
    click.echo(f"{found.number}  {found.priority}: {hours:g} h on the calendar {calendar.name}")
    click.echo(f"  from {local_time(found.opened_at, zone)} ({zone.key})\n")
    for day in days:
        click.echo(f"  {_line(day, zone)}")
    click.echo(f"\n  due  {local_time(due.at, zone)}{_comparison(found.response_due_at, due.at, zone)}")


def _reckoned(dossier: Dossier, rules: Deadlines, zone: ZoneInfo) -> tuple[Due, list[Day]]:
    from processor.desk.arithmetic import days_of

    found, pauses = dossier.ticket, dossier.waits
    due = rules.response(found.priority, found.opened_at, pauses)
    return due, list(days_of(found.opened_at, due, rules.calendars[found.priority], zone, pauses))


def _show_ahead(found: Ticket, ahead: Sequence[Duty], is_set: bool, zone: ZoneInfo) -> None:
    """What falls due next, if nobody does anything before."""
    if found.responded_at:
        click.echo(f"  answered  {local_time(found.responded_at, zone)}")
    if ahead:
        click.echo("\nnext" if is_set else "\nnext, if there were anybody in the directory to be told")
    for duty in ahead:
        click.echo(f"  {local_time(duty.due_at, zone)}  {WORDS[duty.kind, duty.stage]}")


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
