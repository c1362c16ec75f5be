"""`ticketd commands` prints what the desk goes by."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import east_asian_width

import pytest
from click.testing import Result

from processor.desk.cheat_sheet import cheat_sheet
from processor.desk.command_reference import command_reference
from processor.desk.manual import help_text

Run = Callable[..., Result]


def test_text_is_what_help_answers(run: Run) -> None:
    result = run("commands", "--role", "engineer", "--locale", "zh")

    assert result.exit_code == 0
    assert result.stdout.split() and _letters(result.stdout) == _letters(help_text("engineer", "zh"))


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_line_fits_a_terminal_of_80_columns(run: Run, locale: str) -> None:
    lines = run("commands", "--locale", locale).stdout.splitlines()

    assert max(sum(2 if east_asian_width(char) in "WF" else 1 for char in line) for line in lines) <= 80


def _letters(text: str) -> str:
    return "".join(text.split())


def test_markdown_is_the_reference(run: Run) -> None:
    assert run("commands", "--format", "md").stdout == command_reference()


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_html_is_the_page_to_print(run: Run, locale: str) -> None:
    assert run("commands", "--format", "html", "--locale", locale).stdout == cheat_sheet(locale)


def test_it_needs_no_configuration(run: Run) -> None:
    assert run("commands", environ={"TICKETD_CONFIG": "/nowhere/ticketd.toml"}).exit_code == 0


@pytest.mark.parametrize(
    "wrong", [("--role", "king"), ("--locale", "fr"), ("--format", "pdf"), ("--format", "md", "--locale", "zh")]
)
def test_what_there_is_not_is_refused(run: Run, wrong: tuple[str, ...]) -> None:
    assert run("commands", *wrong).exit_code == 2
