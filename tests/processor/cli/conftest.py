"""Commands run inside the test process; logging is put back after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result
from support.logs import logging_restored

from processor.cli import ticketd


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    with logging_restored():
        yield


@pytest.fixture
def run() -> Callable[..., Result]:
    """run("check", "--json", typed="answers\\n") → result with exit_code, stdout and stderr."""

    def run_command(*arguments: object, typed: str = "", environ: dict[str, str] | None = None) -> Result:
        env = {"TICKETD_CONFIG": None, **(environ or {})}
        return CliRunner().invoke(ticketd, [str(word) for word in arguments], input=typed, env=env)

    return run_command
