"""Fixtures for everybody: both engines, private servers, builders of mails."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import settings
from support.desk import DeskBench, desk_bench
from support.dovecot import Dovecot, installed
from support.postgres import Copies, Postgres, binaries, running_postgres
from support.quick import quick_folder
from support.slapd import Slapd, program

from db.connection import Store, open_store
from db.migrations import migrate
from parsers.message import Options
from processor.parsing import Parser

# structlog's default draws each traceback with all local variables, which takes seconds for a deep one
structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])

# How long an example takes is a matter of the machine and what else it does; a test as a whole has its time-out.
settings.register_profile("ticketd", deadline=None)
settings.load_profile("ticketd")

NO_SKIPS = bool(os.environ.get("TICKETD_TESTS_MUST_NOT_SKIP"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where everything is installed a skipped test is a failed one."""
    outcome: Any = yield
    report = outcome.get_result()
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although nothing may be: {report.longrepr}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of this test process; template database `model` has today's schema, and nobody works in it."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with running_postgres() as server:
        server.run("CREATE DATABASE model")
        store = open_store(server.url("model"))
        migrate(store)
        store.close()
        yield server


@pytest.fixture(scope="session")
def postgres_copies(postgres: Postgres) -> Iterator[Copies]:
    with Copies(postgres, "model") as copies:
        yield copies


@pytest.fixture
def postgres_url(postgres_copies: Copies) -> Iterator[str]:
    """A fresh database with today's schema."""
    name = postgres_copies.take()
    yield postgres_copies.server.url(name)
    postgres_copies.give_back(name)


@pytest.fixture(scope="session")
def sqlite_folder() -> Iterator[Path]:
    """Where SQLite's databases of this test process are."""
    folder = quick_folder("ticketd-sqlite-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with today's schema, to be copied: to migrate takes a hundred times as long."""
    path = tmp_path_factory.mktemp("model") / "ticketd.sqlite3"
    store = open_store(f"sqlite:///{path}")
    migrate(store)
    store.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_model: Path, sqlite_folder: Path) -> Iterator[str]:
    """A fresh file with today's schema."""
    with tempfile.TemporaryDirectory(dir=sqlite_folder, ignore_cleanup_errors=True) as folder:
        shutil.copyfile(sqlite_model, Path(folder) / "ticketd.sqlite3")
        yield f"sqlite:///{folder}/ticketd.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Where an own database with today's schema is, on each engine in turn."""
    url: str = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store on each engine in turn."""
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A Dovecot of this test process: every user name has an empty mailbox, and every test takes names of its own."""
    if not installed():
        pytest.skip("Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-lmtpd)")
    with Dovecot() as server:
        yield server


@pytest.fixture
def slapd() -> Iterator[Slapd]:
    """An OpenLDAP server with an empty ou=people."""
    if program() is None:
        pytest.skip("slapd is not installed (Debian: apt-get install slapd)")
    with Slapd() as server:
        yield server


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    """The real parser in its child process, for the desk of `support.desk`."""
    options = Options("TS", frozenset({"support@desk.example", "help@desk.example"}), "support@desk.example")
    running = Parser(options, deadline_s=20, memory_bytes=1 << 30)
    yield running
    running.close()


@pytest.fixture
def desk(store: Store, tmp_path: Path, parser: Parser) -> Iterator[DeskBench]:
    """A whole desk without a network, on each engine in turn."""
    with desk_bench(store, tmp_path, parser) as bench:
        yield bench
