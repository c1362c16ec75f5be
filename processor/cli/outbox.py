"""`ticketd outbox`: mails on their way out, and those that did not make it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import json_option, limit_option, show, status_option
from processor.errors import ProcessorError

COLUMNS = ("id", "created_at", "status", "ticket", "recipient", "attempts", "answer")
STATUSES = ("queued", "sending", "sent", "failed", "uncertain", "dropped")


@click.group()
def outbox() -> None:
    """Mails on their way out."""


@outbox.command("list")
@status_option(STATUSES)
@limit_option
@json_option
@pass_setup
def outbox_list(setup: Setup, statuses: tuple[str, ...], limit: int, as_json: bool) -> None:
    """The mails, newest first."""
    from db.outbox import summaries

    store = setup.store()
    show(store.unit(lambda: summaries(statuses, limit)), COLUMNS, setup.config.desk.zone, as_json)


@outbox.command("show")
@click.argument("row", type=int)
@pass_setup
def outbox_show(setup: Setup, row: int) -> None:
    """The mail as it goes out, on stdout."""
    from db.outbox import raw_of

    raw = setup.store().unit(lambda: raw_of(row))
    if raw is None:
        raise ProcessorError(f"there is no mail {row}; `ticketd outbox list` shows the numbers")
    sys.stdout.buffer.write(raw)


@outbox.command("retry")
@click.argument("rows", type=int, nargs=-1, required=True)
@pass_setup
def outbox_retry(setup: Setup, rows: tuple[int, ...]) -> None:
    """Send failed, uncertain or dropped mails again: the same mail with the same Message-ID."""
    from datetime import UTC, datetime

    from db.outbox import retry

    now = datetime.now(UTC)
    _each(setup, rows, lambda row: retry(row, now), "put back in line", "sent already, or being sent now")


@outbox.command("drop")
@click.argument("rows", type=int, nargs=-1, required=True)
@pass_setup
def outbox_drop(setup: Setup, rows: tuple[int, ...]) -> None:
    """Never send these mails."""
    from db.outbox import drop

    _each(setup, rows, drop, "dropped", "sent already, or being sent now")


def _each(setup: Setup, rows: tuple[int, ...], change: Callable[[int], bool], done: str, why_not: str) -> None:
    store = setup.store()
    refused = [row for row in rows if not store.unit(partial(change, row))]
    click.echo(f"{len(rows) - len(refused)} {done}.")
    if refused:
        raise ProcessorError(f"unknown, or {why_not}: {', '.join(map(str, refused))}")
