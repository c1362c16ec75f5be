"""`ticketd tickets` and `ticketd show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import json_option, limit_option, show
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from db.tickets import Ticket
    from processor.cli.sheet import Sheet

COLUMNS = ("number", "status", "priority", "category", "opened_at", "requester_addr", "title")


@click.command()
@limit_option
@json_option
@pass_setup
def tickets(setup: Setup, limit: int, as_json: bool) -> None:
    """The tickets, newest first."""
    from db.tickets import newest

    store = setup.store()
    show(store.unit(lambda: newest(limit=limit)), COLUMNS, setup.config.desk.zone, as_json)


@click.command("show")
@click.argument("number")
@json_option
@pass_setup
def show_ticket(setup: Setup, number: str, as_json: bool) -> None:
    """One ticket with its thread and what happened to it."""
    from db import tickets as db
    from processor.cli.sheet import lines_of

    store = setup.store()
    ticket = store.unit(lambda: db.find(number.strip().upper()))
    if ticket is None:
        raise ProcessorError(f"there is no ticket {number}; `ticketd tickets` lists them")
    zone = setup.config.desk.zone
    sheet = store.unit(lambda: _sheet(ticket, zone))
    if as_json:
        click.echo(json.dumps(sheet.as_json(), ensure_ascii=False, default=str))
        return
    for line in lines_of(sheet, zone):
        click.echo(line)


def _sheet(ticket: Ticket, zone: ZoneInfo) -> Sheet:
    from db import events, registrations, tickets
    from processor.cli.sheet import Sheet
    from processor.desk.progress import record_of

    return Sheet(
        ticket,
        registrations.find(ticket.id),
        tickets.participants(ticket.id),
        tickets.entries(ticket.id),
        events.of_ticket(ticket.id),
        record_of(ticket, "en", zone, for_staff=True),
    )
