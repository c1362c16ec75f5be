"""`ticketd import`: history from files."""

from __future__ import annotations

from pathlib import Path

import click

from processor.cli.context import Setup, pass_setup


@click.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@pass_setup
def import_history(setup: Setup, source: Path) -> None:
    """Bring old mails (mbox, folder, .eml) in as history: no mails go out, no clocks start."""
    from rich.progress import Progress

    from processor.app import open_app
    from processor.history import bring_in
    from processor.intake import take_in
    from processor.mailfiles import count_mails, read_mails

    total = count_mails(source)
    with open_app(setup.config, setup.environ) as app, Progress() as progress:
        reading = progress.add_task("reading", total=total)
        for count in bring_in(app.store, (raw for _, raw in read_mails(source)), app.clock()):
            progress.advance(reading, count)
        filing = progress.add_task("filing", total=total)
        while count := take_in(app.intake, app.clock()):
            progress.advance(filing, count)
        progress.update(filing, completed=total)
    click.echo(f"{total} mails read; `ticketd inbox` shows what became of them.")
