"""`ticketd migrate`."""

from __future__ import annotations

import click

from processor.cli.context import Setup, pass_setup


@click.command()
@pass_setup
def migrate(setup: Setup) -> None:
    """Bring the database to this version's schema."""
    from db.migrations import migrate as apply_steps

    steps = apply_steps(setup.store(current=False))
    for step in steps:
        click.echo(f"✔ {step}")
    if not steps:
        click.echo("✔ the database has this version's schema")
