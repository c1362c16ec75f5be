"""`ticketd inbox` and `ticketd quarantine`."""

from __future__ import annotations

import sys
from functools import partial

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import json_option, limit_option, show, status_option
from processor.errors import ProcessorError

COLUMNS = ("id", "received_at", "status", "ticket", "sender", "subject", "reason")
STATUSES = ("new", "ticket", "follow_up", "command", "held", "ignored", "quarantined", "gap")


@click.command()
@status_option(STATUSES)
@limit_option
@json_option
@pass_setup
def inbox(setup: Setup, statuses: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Received mails and what became of each."""
    from db.inbox import summaries

    store = setup.store()
    show(store.unit(lambda: summaries(statuses, limit)), COLUMNS, setup.config.desk.zone, as_json)


@click.group()
def quarantine() -> None:
    """Mails that could not be taken in: kept as received, looked at by you."""


@quarantine.command("list")
@limit_option
@json_option
@pass_setup
def quarantine_list(setup: Setup, limit: int, as_json: bool) -> None:
    """What is in quarantine, and why."""
    from db.inbox import summaries

    columns = ("id", "received_at", "mailbox", "size", "attempts", "reason")
    store = setup.store()
    show(store.unit(lambda: summaries(("quarantined",), limit)), columns, setup.config.desk.zone, as_json)


@quarantine.command("show")
@click.argument("item", type=int)
@pass_setup
def quarantine_show(setup: Setup, item: int) -> None:
    """The raw mail, as received, on stdout."""
    from db.inbox import raw_of

    raw = setup.store().unit(lambda: raw_of(item))
    if raw is None:
        raise ProcessorError(f"there is no mail {item}; `ticketd quarantine list` shows the numbers")
    sys.stdout.buffer.write(raw)


@quarantine.command("replay")
@click.argument("items", type=int, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that is in quarantine.")
@pass_setup
def quarantine_replay(setup: Setup, items: tuple[int, ...], everything: bool) -> None:
    """Put mails back in line; what was taken in before is not taken in twice."""
    from db.inbox import replay, summaries

    store = setup.store()
    if everything:
        items = tuple(each.id for each in store.unit(lambda: summaries(("quarantined",), 1_000_000)))
    if not items and not everything:
        raise click.UsageError("name the mails (`ticketd quarantine list`), or --all")
    refused = [item for item in items if not store.unit(partial(replay, item))]
    click.echo(f"{len(items) - len(refused)} put back in line.")
    if refused:
        raise ProcessorError(f"not in quarantine: {', '.join(map(str, refused))}")
