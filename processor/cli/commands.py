"""`ticketd commands`: what can be written into subjects, as `#help`, as the reference, or as a page to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args
from unicodedata import east_asian_width

import click

from db.people import Role

COLUMNS = 80  # of a terminal as it opens
PREFIX = "TS"  # the examples' ticket numbers; a desk's own stands in what it sends


@click.command()
@click.option("--role", type=click.Choice(get_args(Role)), help="Only what this role may use; else all.")
@click.option("--locale", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="Language.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "html"]),
    default="text",
    show_default=True,
    help="text: what #help answers; md: the reference, in English; html: a page to print.",
)
def commands(role: Role | None, locale: str, form: str) -> None:
    """What engineers and users can write into subjects; nothing is read or written."""
    click.echo(_page(role, locale, form), nl=False)


def _page(role: Role | None, locale: str, form: str) -> str:
    from processor.desk.cheat_sheet import cheat_sheet
    from processor.desk.command_reference import command_reference
    from processor.desk.manual import help_text

    match form:
        case "md" if locale == "zh":
            raise click.UsageError("the reference is written in English, with the Chinese names; leave out --locale")
        case "md":
            return command_reference(role)
        case "html":
            return cheat_sheet(locale, role, PREFIX)
        case _:
            return "".join(f"{line}\n" for line in _wrapped(help_text(role, locale, PREFIX).splitlines()))


def _wrapped(lines: list[str]) -> Iterator[str]:
    """Lines of at most `COLUMNS`, broken at blanks or between Chinese characters, behind the indent of the first."""
    for line in lines:
        while (at := _fitting(line)) < len(line):
            yield line[:at].rstrip()
            line = " " * (len(line) - len(line.lstrip())) + line[at:].lstrip()
        yield line


def _fitting(line: str) -> int:
    """How many characters of *line* go into a row."""
    used, best, start = 0, 0, len(line) - len(line.lstrip())
    for at, char in enumerate(line):
        wide = east_asian_width(char) in "WF"
        used += 1 + wide
        if used > COLUMNS:
            return best or at
        if at > start and (char == " " or (wide and not _is_closing(line[at + 1 : at + 2]))):
            best = at + 1
    return len(line)


def _is_closing(char: str) -> bool:
    """No row begins with it."""
    return char in "，。；：、！？）”"


if __name__ == "__main__":
    commands()
