"""The command line: a table of commands, each imported only when it is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click

from processor.cli.context import Setup
from processor.cli.exits import Exit, exit_of


class Entry(NamedTuple):
    """Where a command is (`module:name`), and its line in `ticketd --help`."""

    target: str
    summary: str


COMMANDS = {
    "init": Entry("processor.cli.setup:init", "Write a configuration after asking, and try the connections."),
    "check": Entry("processor.cli.setup:check", "Try out mailboxes, SMTP, database, templates and calendars."),
    "oauth": Entry("processor.cli.oauth:oauth", "Get the first refresh token, for a login by OAuth."),
    "migrate": Entry("processor.cli.migrate:migrate", "Bring the database to this version's schema."),
    "backup": Entry("processor.cli.backup:backup", "Copy the SQLite database into a file while the daemon runs."),
    "run": Entry("processor.cli.running:run", "Be the daemon: collect, take in, send, until told to stop."),
    "once": Entry("processor.cli.running:once", "Collect, take in and send what is due, then end."),
    "tickets": Entry("processor.cli.tickets:tickets", "The tickets, newest first."),
    "show": Entry("processor.cli.tickets:show_ticket", "One ticket with its thread and what happened to it."),
    "archive": Entry("processor.cli.archive:archive", "The forms of a ticket as files to print and to keep."),
    "escalations": Entry("processor.cli.escalations:escalations", "What went to specialists, and what came of it."),
    "deadlines": Entry("processor.cli.deadlines:deadlines", "By when a ticket is due, with the arithmetic."),
    "triage": Entry("processor.cli.triage:triage", "Category and priority: why, how well; learn from corrections."),
    "correct": Entry("processor.cli.correct:correct", "Say what a ticket's category or priority really is."),
    "kb": Entry("processor.cli.kb:kb", "The knowledge base: search, show, export as a site."),
    "inbox": Entry("processor.cli.inbox:inbox", "Received mails and what became of each."),
    "quarantine": Entry("processor.cli.inbox:quarantine", "Mails that could not be taken in: list, show, replay."),
    "outbox": Entry("processor.cli.outbox:outbox", "Mails on their way out: list, show, retry, drop."),
    "people": Entry("processor.cli.people:people", "The directory: import, sync, export, list, add, deactivate."),
    "import": Entry("processor.cli.importing:import_history", "Bring old mails in as history; nothing is sent."),
    "rehearse": Entry("processor.cli.rehearse:rehearse", "What would happen to a mail; nothing is written or sent."),
    "parse": Entry("processor.cli.parse:parse", "What is understood of mails, as JSON lines; nothing is written."),
    "digest": Entry("processor.cli.digest:digest", "The managers' figures: look at them, or send what is due."),
    "commands": Entry("processor.cli.commands:commands", "What can be written into subjects, to read or to print."),
    "preview": Entry("processor.cli.preview:preview", "Every mail that the desk sends, as pages to look at."),
    "demo": Entry("processor.cli.demo:demo", "A short play on this machine alone: mails come, answers go out."),
}


class LazyGroup(click.Group):
    """Knows its commands from `COMMANDS`; turns our errors into a message and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return _with_shared_options(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            status = exit_of(error)
            if status is None:
                raise
            click.echo(f"ticketd: {error}", err=True)
            raise click.exceptions.Exit(status) from error


def _remember_config(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.ensure_object(Setup).option = value


def _remember_verbosity(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Setup).verbose = True


def _shared_options() -> list[click.Option]:
    path = click.Path(path_type=Path, dir_okay=False)
    return [
        click.Option(
            ["--config"], type=path, expose_value=False, callback=_remember_config, is_eager=True,
            metavar="FILE", help="Configuration; else TICKETD_CONFIG, ./ticketd.toml, /etc/ticketd/ticketd.toml.",
        ),
        click.Option(
            ["-v", "--verbose"], is_flag=True, expose_value=False, callback=_remember_verbosity, is_eager=True,
            help="Tell on stderr what is done.",
        ),
    ]  # fmt: skip


def _with_shared_options(command: click.Command) -> click.Command:
    """--config and -v may stand before and after the command's name."""
    if not any(option.name == "config" for option in command.params):
        command.params.extend(_shared_options())
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _with_shared_options(inner)
    return command


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from processor.version import version

        click.echo(f"ticketd {version()}")
        ctx.exit()


@click.group(cls=LazyGroup, params=_shared_options(), context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Show the version."
)
@click.pass_context
def ticketd(ctx: click.Context) -> None:
    """A help desk that lives in a mailbox: mails become tickets, replies find them, nothing is lost."""
    ctx.ensure_object(Setup)


__all__ = ["COMMANDS", "Exit", "ticketd"]
