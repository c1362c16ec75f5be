"""`ticketd correct`: what a ticket really is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from datetime import datetime

    from processor.desk.corrections import Kind
    from processor.effects import Effects

CATEGORIES = ("hardware", "software", "business", "consultation")
PRIORITIES = ("urgent", "important", "general")


@click.command()
@click.argument("number")
@click.option("--category", type=click.Choice(CATEGORIES), help="The same as now: triage was right.")
@click.option("--priority", type=click.Choice(PRIORITIES), help="Moves the deadline; the user is told a new promise.")
@click.option("--by", required=True, metavar="ADDRESS", help="Who says so; it is kept with the ticket.")
@pass_setup
def correct(setup: Setup, number: str, category: str | None, priority: str | None, by: str) -> None:
    """Correct a ticket's category or priority: its clocks move, and triage learns from it."""
    from processor.app import open_app

    if category is None and priority is None:
        raise click.UsageError("say what it is: --category, --priority, or both")
    with open_app(setup.config, setup.environ) as app:
        effects = app.intake.effects
        wanted: tuple[tuple[Kind, str | None], ...] = (("category", category), ("priority", priority))
        for kind, new in wanted:
            if new is not None:
                change = partial(_correct, effects, number.strip().upper(), kind, new, by, app.clock())
                click.echo(app.store.unit(change))


def _correct(effects: Effects, number: str, kind: Kind, new: str, by: str, now: datetime) -> str:
    from db import tickets
    from processor.desk.correspondence import Occasion

    ticket = tickets.find(number)
    if ticket is None:
        raise ProcessorError(f"there is no ticket {number}; `ticketd tickets` lists them")
    before = getattr(ticket, kind)
    corrected = effects.carrying.tools.corrections.correct(ticket, kind, new, by, now)
    if before != new:
        effects.newcomers.follow_correction(corrected, Occasion(now))
    effects.duties.arrange(corrected.id, now)
    return f"{number}: {kind} {before} → {new}" if before != new else f"{number}: {kind} {new}, as it was"
