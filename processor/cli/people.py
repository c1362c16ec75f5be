"""`ticketd people`: the directory of those who ask and those who help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from processor.cli.context import Setup, pass_setup
from processor.cli.listing import json_option
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from db.connection import Store
    from db.people import Person

ROLES = ("user", "engineer", "lead", "specialist", "manager")
COLUMNS = ("employee_number", "name", "department", "addresses", "phone", "role", "team", "active", "source")

dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
force_option = click.option("--force", is_flag=True, help="Even if unusually many people would leave.")
every_line_option = click.option(
    "--all-lines", is_flag=True, help="Show every change, not only the first of each kind."
)


@click.group()
def people() -> None:
    """The directory: who may ask for help, who gives it."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@dry_run_option
@click.option("--deactivate-missing", is_flag=True, help="People of earlier files who are not in this one have left.")
@force_option
@every_line_option
@pass_setup
def import_people(
    setup: Setup, file: Path, dry_run: bool, deactivate_missing: bool, force: bool, all_lines: bool
) -> None:
    """
    Take over a list of people (.csv or .xlsx): all of it, or nothing while a line is wrong.

    The first row names the columns, in any order: 姓名 name, 工号 employee number, 部门 department, 邮箱 email
    addresses (several columns, or several in one), 电话 phone, 角色 role, 团队 team, 语言 language, VIP, 在职 active.
    A column that is not there changes nothing. People added by hand are never missing from a file.
    """
    from processor.cli.people_changes import refuse_wrong, run_update, with_progress
    from processor.directory.files import read_directory
    from processor.directory.update import Update

    listing = with_progress("reading", lambda watch: read_directory(file, watch))
    for column in listing.ignored:
        click.echo(f'⚠ column "{column}" is not used', err=True)
    refuse_wrong(listing.wrong)
    limit = None if force else setup.config.directory.ldap.max_leaving_percent
    update = Update(listing.people, "file", whole=deactivate_missing, max_leaving_percent=limit)
    run_update(setup.store(), update, dry_run=dry_run, strict=True, all_lines=all_lines)


@people.command("sync")
@dry_run_option
@force_option
@every_line_option
@pass_setup
def sync_people(setup: Setup, dry_run: bool, force: bool, all_lines: bool) -> None:
    """Take over the people of the LDAP server of [directory.ldap]; who is missing there has left."""
    from processor.cli.people_changes import run_update, show_wrong
    from processor.directory.ldap import read_ldap
    from processor.directory.sync import update_of
    from processor.passwords import read_password

    section = setup.config.directory.ldap
    if not section.url:
        raise ProcessorError("no LDAP server is configured: write url and base into [directory.ldap]")
    store = setup.store()
    listing = read_ldap(section, read_password(section, setup.environ))
    click.echo(f"{section.url} lists {len(listing.people)} people.")
    show_wrong(listing.wrong)
    run_update(store, update_of(listing, section, force=force), dry_run=dry_run, strict=False, all_lines=all_lines)


@people.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@pass_setup
def export_people(setup: Setup, file: Path | None) -> None:
    """Write everybody as CSV (UTF-8 with a mark, as Excel wants it) to FILE or stdout; `import` reads it back."""
    from io import StringIO

    from db.people import all_people
    from processor.directory.files import write_csv

    found = setup.store().unit(all_people)
    out = StringIO(newline="")
    write_csv(found, out, chinese=setup.config.desk.locale == "zh")
    data = out.getvalue().encode("utf-8-sig")
    if file is None:
        click.echo(data, nl=False)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise ProcessorError(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"{len(found)} people written to {file}.")


@people.command("list")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="Only these.")
@click.option("--inactive", is_flag=True, help="Also those who have left.")
@json_option
@pass_setup
def list_people(setup: Setup, roles: tuple[str, ...], inactive: bool, as_json: bool) -> None:
    """Everybody who is active, in the order in which they came."""
    from db.people import all_people
    from processor.cli.listing import show
    from processor.cli.people_changes import Shown

    store = setup.store()
    found = store.unit(lambda: all_people(roles=roles, active_only=not inactive))  # type: ignore[arg-type] # checked
    show(found if as_json else map(Shown.of, found), COLUMNS, setup.config.desk.zone, as_json)


@people.command("add")
@click.option("--name", required=True)
@click.option("--employee-number", default="", metavar="工号")
@click.option("--department", default="", metavar="部门")
@click.option("--address", "addresses", multiple=True, help="A mail address; several times for several.")
@click.option("--phone", default="")
@click.option("--role", type=click.Choice(ROLES), default="user", show_default=True)
@click.option("--team", default="")
@click.option("--locale", type=click.Choice(["zh", "en"]), help="Language of mails to them.")
@click.option("--vip", is_flag=True)
@pass_setup
def add_person(setup: Setup, /, addresses: tuple[str, ...], locale: str | None, **told: str) -> None:
    """Add one person by hand."""
    from db.people import Profile, add, address_key
    from processor.directory.listing import is_address

    if wrong := [addr for addr in addresses if not is_address(addr)]:
        raise click.UsageError(f'"{wrong[0]}" is not a mail address')
    if not (told["employee_number"] or addresses or told["department"]):
        raise click.UsageError("give --employee-number, --address or --department, so that they can be recognised")
    keys = tuple(dict.fromkeys(map(address_key, addresses)))
    profile = Profile(addresses=keys, locale=locale or "", **told)  # type: ignore[arg-type] # click has checked them
    added = setup.store().unit(lambda: add(profile))
    _record(setup, "directory.added", added)
    click.echo(f"✔ {added.name} is in the directory.")


@people.command("deactivate")
@click.argument("who", metavar="ADDRESS|EMPLOYEE-NUMBER")
@pass_setup
def deactivate_person(setup: Setup, who: str) -> None:
    """Somebody has left: they are nobody of the directory any more; what they did stays."""
    from db.people import deactivate

    store = setup.store()
    person = _find(store, who)
    if not person.active:
        click.echo(f"{person.name} is not active anyway.")
        return
    _record(setup, "directory.deactivated", store.unit(lambda: deactivate(person.id)))
    click.echo(f"✔ {person.name} is not active any more.")


def _find(store: Store, who: str) -> Person:
    from db.people import find_by_address, find_by_employee_number

    found = store.unit(lambda: find_by_address(who) if "@" in who else find_by_employee_number(who))
    if found is None:
        raise ProcessorError(f"nobody has the address or employee number {who}; `ticketd people list` shows all")
    return found


def _record(setup: Setup, kind: str, person: Person) -> None:
    from datetime import UTC, datetime

    from db.events import Event, record

    event = Event(datetime.now(UTC), "command line", kind, {"name": person.name, "role": person.role})
    setup.store().unit(lambda: record(None, event))
