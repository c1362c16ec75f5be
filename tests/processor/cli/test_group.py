"""The table of commands: light to import, honest, and kind about where options stand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import Result
from support.configs import write_config

from processor.cli import COMMANDS
from processor.cli.exits import Exit, exit_of
from processor.errors import ConfigError, DeliveryDeferred, MailboxRefused

Run = Callable[..., Result]


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_child_process_that_imports_the_main_module_again_imports_nothing_else() -> None:
    loaded = modules_after("import processor.__main__")

    assert {name for name in loaded if name.startswith(("processor.", "db", "parsers"))} == {"processor.__main__"}
    assert "click" not in loaded


def test_the_list_of_commands_is_shown_without_importing_any() -> None:
    loaded = modules_after(
        "from processor.cli import ticketd\n"
        "import io, contextlib\n"
        "with contextlib.redirect_stdout(io.StringIO()): ticketd(['--help'], standalone_mode=False)"
    )

    assert not loaded & {"pydantic", "peewee", "imapclient", "aiosmtplib", "structlog", "jinja2"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_in_the_table_is_there(name: str) -> None:
    module, _, attribute = COMMANDS[name].target.partition(":")

    assert isinstance(getattr(import_module(module), attribute), click.Command)


def test_the_help_of_every_command_names_config_and_verbose(run: Run) -> None:
    for name in COMMANDS:
        text = run(name, "--help").stdout
        assert "--config" in text, name
        assert "--verbose" in text, name


def test_config_may_stand_before_and_after_the_command(run: Run, tmp_path: Path) -> None:
    path = write_config(tmp_path)

    for words in (("--config", path, "migrate"), ("migrate", "--config", path)):
        assert run(*words).exit_code == Exit.OK
    assert (tmp_path / "ticketd.sqlite3").exists()


def test_the_environment_names_the_configuration(run: Run, tmp_path: Path) -> None:
    path = write_config(tmp_path)

    assert run("migrate", environ={"TICKETD_CONFIG": str(path)}).exit_code == Exit.OK


def test_migrating_twice_does_nothing_the_second_time(run: Run, tmp_path: Path) -> None:
    path = write_config(tmp_path)

    assert "first_schema" in run("migrate", "--config", path).stdout
    assert run("migrate", "--config", path).stdout == "✔ the database has this version's schema\n"


def test_a_wrong_configuration_ends_with_2_and_all_faults_on_stderr(run: Run, tmp_path: Path) -> None:
    result = run("migrate", "--config", write_config(tmp_path, desk={"adress": "x", "locale": "cn"}))

    assert result.exit_code == Exit.MISUSE
    assert "2 errors" in result.stderr
    assert 'did you mean "address"?' in result.stderr
    assert result.stdout == ""


def test_no_configuration_at_all_says_how_to_make_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run("migrate")

    assert result.exit_code == Exit.MISUSE
    assert "ticketd init" in result.stderr


def test_a_database_server_that_is_away_ends_with_75(run: Run, tmp_path: Path) -> None:
    path = write_config(tmp_path, database={"url": "postgresql://nobody@127.0.0.1:1/nothing"})

    result = run("migrate", "--config", path)

    assert result.exit_code == Exit.TRY_LATER
    assert "Traceback" not in result.output


def test_an_unknown_command_ends_with_2(run: Run) -> None:
    assert run("nonsense").exit_code == Exit.MISUSE


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("ticketd 0.")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ConfigError("x"), Exit.MISUSE),
        (DeliveryDeferred("x"), Exit.TRY_LATER),
        (MailboxRefused("x"), Exit.FAILED),
        (ZeroDivisionError(), None),
    ],
)
def test_an_error_has_the_status_of_what_can_be_done_about_it(error: Exception, status: Exit | None) -> None:
    assert exit_of(error) is status
