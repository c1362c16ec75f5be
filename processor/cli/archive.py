"""`ticketd archive`: the forms of a ticket as files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from db.tickets import Ticket
    from parsers.message import Attachment
    from processor.config import Desk


@click.command()
@click.argument("number")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--earlier", is_flag=True, help="Those of earlier closings as well, each in a folder of its own.")
@pass_setup
def archive(setup: Setup, number: str, folder: Path, earlier: bool) -> None:
    """
    Write the forms of a ticket into DIR: registration, escalations, progress record (HTML, and CSV for Excel).

    Of a closed ticket as they were kept at its closing, of any other as they are now. They hold personal data and
    internal notes.
    """
    from db import tickets

    store, desk = setup.store(), setup.config.desk
    ticket = store.unit(lambda: tickets.find(number.strip().upper()))
    if ticket is None:
        raise ProcessorError(f"there is no ticket {number}; `ticketd tickets` lists them")
    papers = store.unit(lambda: list(_papers(ticket, desk, earlier)))
    try:
        for name, paper in papers:
            path = folder / name / paper.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(paper.data)
    except OSError as error:
        raise ProcessorError(f"{folder} cannot be written: {error}") from error
    click.echo(f"{len(papers)} files of {ticket.number} in {folder}")


def _papers(ticket: Ticket, desk: Desk, earlier: bool) -> Iterable[tuple[str, Attachment]]:
    """(folder, file); folder: "" for what counts, for earlier closings their moment in UTC."""
    from processor.desk.archive import forms_of, kept_forms

    yield from (("", paper) for paper in forms_of(ticket, desk, datetime.now(UTC)))
    if not earlier:
        return
    kept = kept_forms(ticket)
    for made_at, papers in kept[:-1] if ticket.status == "closed" else kept:
        yield from ((f"{made_at:%Y%m%dT%H%M%S.%fZ}", paper) for paper in papers)
