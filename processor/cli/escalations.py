"""`ticketd escalations`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import json_option, limit_option, show

if TYPE_CHECKING:
    from db.escalations import Outcome

COLUMNS = ("ticket", "outcome", "at", "by", "target", "feedback_at", "outcome_at", "reason")
OUTCOMES = ("draft", "open", "answered", "resolved", "withdrawn")


@click.command()
@click.option("--outcome", "outcomes", multiple=True, type=click.Choice(OUTCOMES), help="Only these.")
@click.option("--open", "only_open", is_flag=True, help="Only those that nobody has answered yet.")
@limit_option
@json_option
@pass_setup
def escalations(setup: Setup, outcomes: tuple[Outcome, ...], only_open: bool, limit: int, as_json: bool) -> None:
    """Escalations and what came of them, newest first. A draft waits for the engineer who began it."""
    from db.escalations import summaries

    wanted: tuple[Outcome, ...] = ("open",) if only_open else outcomes
    store = setup.store()
    show(store.unit(lambda: summaries(wanted, limit)), COLUMNS, setup.config.desk.zone, as_json)
