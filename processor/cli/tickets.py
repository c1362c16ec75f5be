"""`ticketd tickets` and `ticketd show`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import json_option, limit_option, local_time, show
from processor.errors import ProcessorError

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
    from db import events
    from db import tickets as db

    store, zone = setup.store(), setup.config.desk.zone
    ticket = store.unit(lambda: db.find(number.strip().upper()))
    if ticket is None:
        raise ProcessorError(f"there is no ticket {number}; `ticketd tickets` lists them")
    thread = store.unit(lambda: db.entries(ticket.id))
    happened = store.unit(lambda: events.of_ticket(ticket.id))
    people = store.unit(lambda: db.participants(ticket.id))
    if as_json:
        parts = {
            "entries": [asdict(e) for e in thread],
            "events": [asdict(e) for e in happened],
            "participants": people,
        }
        click.echo(json.dumps({**asdict(ticket), **parts}, ensure_ascii=False, default=str))
        return
    click.echo(f"{ticket.number}  {ticket.title}")
    click.echo(
        f"  {ticket.status} · {ticket.priority} · {ticket.category} · opened {local_time(ticket.opened_at, zone)}"
    )
    if ticket.response_due_at:
        click.echo(f"  response due {local_time(ticket.response_due_at, zone)}")
    if ticket.linked_to:
        click.echo(f"  linked to {ticket.linked_to}")
    for addr, name, role in people:
        click.echo(f"  {role}: {name} <{addr}>" if name else f"  {role}: {addr}")
    for entry in thread:
        click.echo(f"\n── {local_time(entry.at, zone)}  {entry.author_name or entry.author_addr} ({entry.kind})")
        click.echo(entry.text.rstrip())
        for name, size in entry.files:
            click.echo(f"  [{name}, {size} bytes]")
    click.echo("")
    for event in happened:
        detail = ", ".join(f"{key}={value}" for key, value in event.detail.items() if value != "")
        click.echo(f"  {local_time(event.at, zone)}  {event.kind}  {event.actor}  {detail}".rstrip())
