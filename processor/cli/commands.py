"""`ticketd commands`: what can be written into subjects, as `#help`, as the reference, or as a page to print."""

from __future__ import annotations

from typing import get_args

import click

from db.people import Role

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
            return help_text(role, locale, PREFIX) + "\n"


if __name__ == "__main__":
    commands()
