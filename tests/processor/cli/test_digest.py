"""`ticketd digest`: the figures are printed, or queued once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.configs import write_config

from db import people
from db.connection import open_store
from db.migrations import migrate
from db.people import Profile
from processor.cli import ticketd


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with a manager, whose digest is due from midnight on, every day."""
    write_config(
        tmp_path,
        database={"url": f"sqlite:///{tmp_path}/desk.sqlite3"},
        deadlines={"calendars": {"general": "always"}},
        digest=[{"at": "00:00"}],
        team=[{"name": "硬件组"}],
    )
    store = open_store(f"sqlite:///{tmp_path}/desk.sqlite3")
    migrate(store)
    store.unit(lambda: people.add(Profile(name="陈静", role="manager", addresses=("chen@corp.example",))))
    store.close()
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(ticketd, ["--config", str(folder / "ticketd.toml"), "digest", *words])


def test_a_preview_is_the_mail_of_the_day_and_sends_nothing(folder: Path) -> None:
    result = run(folder, "--preview", "--date", "2026-11-20")

    assert result.exit_code == 0, result.output
    assert "2026-11-20 周五" in result.stdout and "要点" in result.stdout
    assert "Daily digest" in run(folder, "--preview", "--locale", "en", "--team", "硬件组").stdout
    assert run(folder).stdout == "1 digests queued\n"


def test_what_is_due_is_queued_once(folder: Path) -> None:
    assert run(folder).stdout == "1 digests queued\n"
    assert run(folder).stdout == "0 digests queued\n"


def test_the_figures_are_printed_as_json(folder: Path) -> None:
    figures = json.loads(run(folder, "--preview", "--form", "month", "--date", "2026-11-20", "--json").stdout)

    assert (figures["period"]["first"], figures["period"]["last"]) == ("2026-11-01", "2026-11-30")
    assert figures["traffic"]["opened"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--preview", "--date", "20.11."), "2026-11-20"),
        (("--preview", "--team", "硬件"), "硬件组"),
        (("--date", "2026-11-20"), "--preview"),
    ],
)
def test_what_cannot_be_meant_is_said_with_what_would_be_right(folder: Path, words: tuple[str, ...], said: str) -> None:
    result = run(folder, *words)

    assert result.exit_code != 0
    assert said in result.output
