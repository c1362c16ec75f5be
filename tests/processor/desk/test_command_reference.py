"""docs/commands.md is what the tables say."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parsers.moments import read_moment
from parsers.phrases.commands import CANONICAL, COMMANDS, STATES
from parsers.subjects import read_subject
from processor.desk.command_reference import command_reference
from processor.desk.grammar import GRAMMAR
from processor.rules.permissions import MAY, ROLES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "commands.md"


def test_the_page_in_the_docs_is_the_one_that_is_made() -> None:
    made = command_reference()

    assert PAGE.read_text(encoding="utf-8") == made, "ticketd commands --format md > docs/commands.md"


def test_the_page_has_each_name_each_right_and_the_grammar() -> None:
    page = command_reference()

    assert all(f"`#{name}" in page for name in CANONICAL)
    assert all(f"`{value}`" in page for value in STATES)
    assert GRAMMAR in page
    row = next(line for line in page.splitlines() if line.startswith("| `#digest` | –"))
    assert [bool(cell.strip(" –")) for cell in row.split("|")[2:-1]] == [bool(MAY["digest"][role]) for role in ROLES]


def test_rows_of_a_table_have_as_many_cells_as_its_head() -> None:
    for block in re.findall(r"(?:^\|.*\n)+", command_reference(), re.MULTILINE):
        assert len({line.replace("\\|", "").count("|") for line in block.splitlines()}) == 1, block


@pytest.mark.parametrize("role", ROLES)
def test_for_a_role_only_its_commands_stand_in_the_tables(role: str) -> None:
    page = command_reference(role)  # type: ignore[arg-type]
    explained = set(
        re.findall(r"^\| `#([a-z]+)` \| `#", page.partition("## All names")[2].partition("## What")[0], re.M)
    )

    assert explained == {name for name in COMMANDS if MAY[name][role]}  # type: ignore[index]


def test_the_times_of_the_page_are_understood() -> None:
    row = next(line for line in command_reference().splitlines() if line.startswith("| time |"))
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert all(read_moment(text, now, UTC) for text in re.findall(r"`([^`]+)`", row))


def test_the_subjects_of_the_page_are_commands() -> None:
    subjects = re.findall(r"^(?:Re|主题|Subject|回复): .*", command_reference(), re.M)

    assert len(subjects) > 15
    assert all(read_subject(line.removeprefix("主题: ").removeprefix("Subject: ")).commands for line in subjects)
