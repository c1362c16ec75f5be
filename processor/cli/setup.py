"""`ticketd init` and `ticketd check`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from db.connection import open_store
from processor.calendar_checks import check_calendars
from processor.checks import Finding, check_database, check_mailbox, check_smtp, check_templates, signing_server
from processor.cli import findings
from processor.cli.context import Setup, pass_setup
from processor.cli.exits import Exit
from processor.cli.interview import Interview
from processor.config import Config, Mailbox, load
from processor.config_rules import doubts
from processor.digest.readers import check_readers
from processor.errors import ConfigError, MailboxRefused, MailboxUnavailable
from processor.example import example, filled
from processor.mailbox.box import Mailbox as Box
from processor.mailbox.boxes import open_box
from processor.mailer import mailers
from processor.notices import renderer_of
from processor.oauth.sign_in import SignIn
from processor.passwords import read_password
from processor.template_trials import flaws_in


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_setup
def check(setup: Setup, as_json: bool) -> None:
    """
    Try out mailboxes, SMTP, database, templates and calendars, as the daemon would use them.

    Nothing is sent and nothing in a mailbox is changed. Exit status: 0 all is well (⚠ is no failure), 1 something
    failed, 2 the configuration is not valid.
    """
    present = findings.print_json if as_json else findings.show
    try:
        config = setup.config
    except ConfigError as error:
        present([Finding("configuration", "failed", str(error))])
        raise click.exceptions.Exit(Exit.MISUSE) from error
    found = present(_try_out(config, setup.path, setup.environ))
    raise click.exceptions.Exit(findings.status(found))


@click.command()
@click.option("--address", help="Address that users write to.")
@click.option("--name", help="Name of the help desk.")
@click.option("--locale", help="Language of our mails: zh or en.")
@click.option("--timezone", help="Time zone of the desk.")
@click.option("--mailbox", help="IMAP host[:port], or maildir:/path.")
@click.option("--tls", help="Encryption of IMAP: implicit, starttls or none.")
@click.option("--username", help="User name of the mailbox; the address when left out.")
@click.option("--password-file", help="File that holds its password, chmod 600.")
@click.option("--password-env", help="Or the environment variable that holds it.")
@click.option("--smtp", help="SMTP host[:port].")
@click.option("--smtp-tls", help="Encryption of SMTP: implicit, starttls or none.")
@click.option("--smtp-username", help='User name there; that of the mailbox when left out, "-" for none.')
@click.option("--smtp-password-file", help="File that holds its password; that of the mailbox when left out.")
@click.option("--smtp-password-env", help="Or the environment variable that holds it.")
@click.option("--database", help="sqlite:///file or postgresql://user@host/name.")
@click.option("--authserv-id", help="Name by which your mail server signs Authentication-Results.")
@click.option("--non-interactive", is_flag=True, help="Ask nothing: options and defaults only.")
@click.option("--no-test", is_flag=True, help="Write the file and try nothing out.")
@click.option("--force", is_flag=True, help="Overwrite an existing configuration.")
@pass_setup
def init(setup: Setup, /, non_interactive: bool, no_test: bool, force: bool, **options: str | None) -> None:
    """
    Write a configuration after asking, and try the connections.

    The file goes to --config, else to ./ticketd.toml. Passwords go to files of their own beside it, which nobody
    else can read. Exit status: 0 all is well, 1 written but something failed, 2 not written.
    """
    path = setup.option or Path(setup.environ.get("TICKETD_CONFIG") or "ticketd.toml")
    if path.exists() and not force:
        raise click.UsageError(f"{path} exists; give --force to overwrite it, or --config for another file")
    interview = Interview(options, not non_interactive, path.stem)
    interview.conduct()
    if interview.missing:
        raise click.UsageError(f"missing: {', '.join(interview.missing)}")
    config = _write(path, interview, setup.environ)
    click.echo(f"✔ {path} is written")
    if no_test:
        return
    found = findings.show(_try_out(config, path, setup.environ))
    if interview.interactive and not config.trust.authserv_id:
        _offer_authserv_id(path, interview, config, setup.environ)
    if findings.any_failed(found):
        click.echo(f"Mend {path}, then run: ticketd check --config {path}")
    else:
        click.echo(f"All is well. Start with: ticketd run --config {path}")
    raise click.exceptions.Exit(findings.status(found))


def _try_out(config: Config, path: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    yield Finding("configuration", "ok", f"{path} is valid")
    sign_in = SignIn(config, environ)
    for doubt in doubts(config):
        remedy = _proposal(config, sign_in) if doubt.path == "trust.authserv_id" else ""
        yield Finding(doubt.path, "warning", doubt.problem, remedy)
    yield from check_calendars(config, datetime.now(UTC))
    for section in config.mailbox:
        yield check_mailbox(section, _box(section, sign_in))
    yield check_smtp(config.smtp, mailers(config.smtp, sign_in.of_smtp(config.smtp)))
    yield from _database(config, environ)
    yield from check_templates(flaws_in(config, renderer_of(config)))


def _database(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """And who of it reads the digest; without making an SQLite file that is not there yet."""
    url = config.database.url
    file = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:") else None
    if file and not file.parent.is_dir():
        remedy = f"run: mkdir -p {file.parent}"
        yield Finding("database", "failed", f"the folder {file.parent} does not exist", remedy)
    elif file and not os.access(file if file.exists() else file.parent, os.W_OK):
        yield Finding("database", "failed", f"{file} cannot be written", "let the account of ticketd write there")
    elif file and not (file.exists() and file.stat().st_size):
        yield Finding("database", "ok", f"{file}: new; it is set up at the first start")
    else:
        yield from _opened(config, environ)


def _opened(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    store = open_store(config.database.url, read_password(config.database, environ))
    try:
        found = check_database(store)
        yield found
        if found.state == "ok":
            yield from store.unit(lambda: list(check_readers(config)))
    finally:
        store.close()


def _proposal(config: Config, sign_in: SignIn) -> str:
    name, seen = _signing_server(config.mailbox[0], sign_in)
    return f'your mail server signs as "{name}" ({seen}): [trust] authserv_id = "{name}"' if name else ""


def _offer_authserv_id(path: Path, interview: Interview, config: Config, environ: Mapping[str, str]) -> None:
    name, seen = _signing_server(config.mailbox[0], SignIn(config, environ))
    question = f'Believe "{name}" ({seen}) when it says that a sender is genuine? Say yes if it is your mail server'
    if name and click.confirm(question, default=True):
        interview.answers["trust.authserv_id"] = name
        _write(path, interview, environ)


def _signing_server(section: Mailbox, sign_in: SignIn) -> tuple[str, str]:
    """The name and, in words, how often it was seen; empty while the mailbox cannot be read."""
    try:
        name, count, looked_at = signing_server(_box(section, sign_in))
    except (MailboxUnavailable, MailboxRefused):
        return "", ""
    return name, f"in {count} of {looked_at} mails"


def _write(path: Path, interview: Interview, environ: Mapping[str, str]) -> Config:
    """The password files and the configuration; the latter appears only when it is valid."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, password in interview.passwords.items():
        _write_private(path.parent / name, password)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(filled(example(), interview.answers), encoding="utf-8")
    try:
        config = load(draft, environ)
        draft.replace(path)
    except ConfigError as error:
        raise ConfigError(str(error).replace(str(draft), str(path))) from error
    finally:
        draft.unlink(missing_ok=True)
    return config


def _write_private(path: Path, password: str) -> None:
    """Readable by the owner alone from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{password}\n")


def _box(section: Mailbox, sign_in: SignIn) -> Box:
    """Everything in it counts as new: the store is not asked."""
    return open_box(section, sign_in.of_mailbox(section), lambda uids: set())
