"""`ticketd backup`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from support.configs import write_config

from processor.cli.exits import Exit

Run = Callable[..., Result]


def test_a_backup_is_made_once_and_can_be_used_in_place_of_the_database(run: Run, tmp_path: Path) -> None:
    config = write_config(tmp_path, database={"url": "sqlite:///desk.sqlite3"})
    run("--config", config, "migrate")

    assert run("--config", config, "backup", tmp_path / "monday").output.startswith(f"✔ {tmp_path}/monday: ")
    again = run("--config", config, "backup", tmp_path / "monday")
    nowhere = run("--config", config, "backup", tmp_path / "none" / "monday")

    assert (again.exit_code, nowhere.exit_code) == (Exit.FAILED, Exit.FAILED)
    assert "monday exists already" in again.stderr and "cannot be written: No such file" in nowhere.stderr
    (tmp_path / "desk.sqlite3").write_bytes((tmp_path / "monday").read_bytes())
    assert run("--config", config, "tickets").exit_code == 0


def test_of_a_server_the_remedy_is_named(run: Run, tmp_path: Path) -> None:
    config = write_config(tmp_path, database={"url": "postgresql://desk@127.0.0.1:1/desk"})

    assert "pg_dump" in run("--config", config, "backup", tmp_path / "monday").stderr


def test_a_database_that_is_none_and_one_without_a_folder_are_named(run: Run, tmp_path: Path) -> None:
    config = write_config(tmp_path, database={"url": "sqlite:///desk.sqlite3"})
    (tmp_path / "desk.sqlite3").write_bytes(b"no database, whatever its name says" * 200)
    assert (
        f"{tmp_path}/desk.sqlite3 cannot be used: file is not a database" in run("--config", config, "tickets").stderr
    )

    config = write_config(tmp_path, database={"url": "sqlite:///none/desk.sqlite3"})
    assert f"{tmp_path}/none/desk.sqlite3 does not answer" in run("--config", config, "tickets").stderr
