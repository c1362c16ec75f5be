"""`ticketd backup`."""

from __future__ import annotations

from pathlib import Path

import click

from processor.cli.context import Setup, pass_setup
from processor.errors import ProcessorError


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_setup
def backup(setup: Setup, file: Path) -> None:
    """
    Copy the SQLite database into a new FILE, while the daemon runs.

    FILE is whole or not there, holds all mails and is readable by its owner alone; docs/operating.md says how to put
    it back, and what else to save.
    """
    from db.backup import copy_to

    try:
        size = copy_to(setup.store(current=False), file)
    except FileExistsError as error:
        raise ProcessorError(
            f"{error.filename} exists already; take a name that is free, as with today's date"
        ) from error
    except OSError as error:
        raise ProcessorError(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"✔ {file}: {size:,} bytes, looked through")
