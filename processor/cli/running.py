"""`ticketd run` and `ticketd once`."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup

if TYPE_CHECKING:
    from types import FrameType


@click.command()
@pass_setup
def run(setup: Setup) -> None:
    """Be the daemon. SIGTERM and SIGINT end it, SIGHUP has it read its configuration again."""
    from processor.app import open_app
    from processor.daemon import Daemon
    from processor.template_trials import report_flaws

    wanted, current = _Wanted(), setup
    while not wanted.stop:
        current.log_as_configured()
        with open_app(current.config, current.environ) as app:
            daemon = Daemon(app)
            daemon.start()
            report_flaws(app.config, app.renderer)
            current = wanted.next(current)
            daemon.stop()


@click.command()
@pass_setup
def once(setup: Setup) -> None:
    """Collect, take in, send what is due, and end: for a test, or for cron."""
    from processor.app import open_app
    from processor.once import run_once

    setup.log_as_configured()
    with open_app(setup.config, setup.environ) as app:
        done = run_once(app)
    click.echo(f"{done.collected} collected, {done.taken_in} taken in, {done.sent} sent", err=True)
    if done.errors:
        from processor.errors import TransientError

        raise TransientError("; ".join(done.errors))


class _Wanted:
    """What the signals ask for; the handlers only note it."""

    def __init__(self) -> None:
        self.stop = False
        self._asked = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._note)

    def next(self, setup: Setup) -> Setup:
        """
        Wait for the end, or for a new configuration that is valid.

        With one that is not all goes on as it runs: started anew it might miss what it has in memory, such as a logo.
        """
        while True:
            self._wait()
            fresh = None if self.stop else _reloaded(setup)
            if self.stop or fresh is not None:
                return fresh or setup

    def _wait(self) -> None:
        """Until a signal has come. Polled: a lock held for ever would keep Python from running the handlers."""
        while not self._asked.wait(60):
            pass
        self._asked.clear()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.stop = self.stop or number != signal.SIGHUP
        self._asked.set()


def _reloaded(setup: Setup) -> Setup | None:
    """With the configuration as it is now; None: it is not valid, and why is said."""
    from processor.errors import ConfigError

    fresh = Setup(setup.option, setup.verbose, setup.environ)
    try:
        fresh.config.desk  # noqa: B018 - reading it loads the file
    except ConfigError as error:
        click.echo(f"ticketd: going on with the old configuration: {error}", err=True)
        return None
    return fresh
