"""How lists are shown: a table for people, JSON lines for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# Copied by people, or meaningless when cut; of the rest the end is left out where the terminal is narrow.
WHOLE = frozenset({"id", "number", "ticket", "status", "priority", "category", "attempts", "size", "code"})
WIDTH_OF_A_FILE = 200  # columns when the output goes elsewhere than to a terminal

json_option = click.option("--json", "as_json", is_flag=True, help="JSON lines on stdout, times in UTC.")
limit_option = click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="At most so many, the newest first."
)


def status_option(choices: Sequence[str]) -> Callable[[Any], Any]:
    """--status, several times if wanted."""
    return click.option("--status", "statuses", multiple=True, type=click.Choice(choices), help="Only these.")


def show(records: Iterable[Any], columns: Sequence[str], zone: ZoneInfo, as_json: bool) -> None:
    """Print frozen dataclasses: all their fields as JSON, or *columns* of them as a table in the desk's time."""
    if as_json:
        for record in records:
            click.echo(json.dumps(asdict(record), ensure_ascii=False, default=_json_value))
        return
    _print_table([[_cell(getattr(record, column), zone) for column in columns] for record in records], columns)


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _print_table(cells: list[list[str]], columns: Sequence[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not cells:
        click.echo("Nothing to show.")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    for column in columns:
        table.add_column(
            column.replace("_", " "), no_wrap=True, overflow="ellipsis", ratio=None if _is_whole(column) else 1
        )
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))  # Text: a sender's brackets are no markup
    console = Console()
    Console(width=None if console.is_terminal else WIDTH_OF_A_FILE).print(table)


def _is_whole(column: str) -> bool:
    return column in WHOLE or column.endswith("_at")


def _cell(value: object, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    return local_time(value, zone) if isinstance(value, datetime) else printable(str(value))


def printable(text: str) -> str:
    """A sender's control characters must not drive the administrator's terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _json_value(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
