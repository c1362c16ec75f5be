"""What every command gets: the configuration and the store, each opened when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from db.connection import Store
    from processor.config import Config, Log


@dataclass
class Setup:
    """
    The object that `@pass_setup` hands to a command as its first argument.

        @click.command()
        @pass_setup
        def tickets(setup: Setup) -> None:
            store = setup.store()
            name = setup.config.desk.name

    Errors need no care in a command: a ConfigError prints its message and ends with 2, a TransientError or
    DatabaseUnavailable with 75, other ProcessorErrors and DatabaseErrors with 1. --config and -v need none either.

    Attributes:
        option: what --config says.
        verbose: -v was given.
        environ: the environment, for passwords and TICKETD_CONFIG.
    """

    option: Path | None = None
    verbose: bool = False
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @cached_property
    def path(self) -> Path:
        """The configuration file; ConfigError when there is none."""
        from processor.config import find_config

        return find_config(self.option, self.environ)

    @cached_property
    def config(self) -> Config:
        """The valid configuration; from here on the log is on stderr from warnings on, with -v all of it."""
        from processor.config import load
        from processor.logs import QUIET

        config = load(self.path, self.environ)
        self._log(config, QUIET)
        return config

    def log_as_configured(self) -> None:
        """For commands that work rather than answer: log as section [log] says."""
        self._log(self.config, self.config.log)

    def store(self, *, current: bool = True) -> Store:
        """
        The open database; closed when the command ends.

        Args:
            current: insist that it has this version's schema.

        Raises:
            DatabaseUnavailable: it cannot be reached. SchemaMismatch: another schema; the message says what to do.
        """
        from db.connection import open_store
        from db.migrations import require_current
        from processor.passwords import read_password

        database = self.config.database
        store = open_store(database.url, read_password(database, self.environ))
        if context := click.get_current_context(silent=True):
            context.call_on_close(store.close)
        if current:
            require_current(store)
        return store

    def _log(self, config: Config, settings: Log) -> None:
        from processor.logs import configure, debugging, secrets_of

        configure(debugging(settings) if self.verbose else settings, secrets_of(config, self.environ))


pass_setup = click.make_pass_decorator(Setup, ensure=True)
