"""`ticketd demo`."""

from __future__ import annotations

import logging
import signal
from pathlib import Path

import click

from processor.errors import ProcessorError

EXTRA = ("aiosmtpd", "pymap", "proxyprotocol", "pysasl")


@click.command()
@click.option("--stay", is_flag=True, help="Keep mail server and daemon up after the play, for your mail program.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-output"),
    show_default=True,
    help="Folder for the mails that are sent, and for the log.",
)
def demo(stay: bool, output: Path) -> None:
    """A short play on this machine alone: mails come, tickets open, answers go out."""
    try:
        from processor.demo.performance import Demo, until_interrupted
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        raise ProcessorError(
            f"the demo brings its own mail server, which needs {error.name}: pip install 'ticketd[demo]'"
        ) from error
    from rich.console import Console

    _log_to(output / "ticketd.log")
    for number in (signal.SIGINT, signal.SIGTERM):  # both end it so that nothing is left behind
        signal.signal(number, signal.default_int_handler)
    try:
        Demo(output, Console(), stay=until_interrupted if stay else None).run()
    except ProcessorError as error:
        raise ProcessorError(f"{error}; {output / 'ticketd.log'} tells more") from error


def _log_to(path: Path) -> None:
    """The log of the daemon at work beside its mails, begun anew."""
    from processor.config import Log
    from processor.logs import configure

    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    configure(Log(file=path))
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of what is deprecated within itself
