"""How changes of the directory are shown and carried out on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from db.connection import Store
from db.people import Person, Profile
from processor.directory.diff import Change, Diff
from processor.directory.listing import Wrong
from processor.directory.update import Update, carry_out, preview
from processor.errors import ProcessorError

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

MOST_LINES = 20  # of each kind, unless all are wanted
Watch = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as a line of a table."""

    employee_number: str
    name: str
    department: str
    addresses: str
    phone: str
    role: str
    team: str
    active: str
    source: str

    @classmethod
    def of(cls, person: Person) -> Shown:
        addresses = ", ".join(person.all_addresses)
        role = f"{person.role}, VIP" if person.vip else person.role
        active = "yes" if person.active else "no"
        told = (person.employee_number, person.name, person.department, addresses, person.phone)
        return cls(*told, role, person.team, active, person.source)


def with_progress(task: str, work: Callable[[Watch], T], total: int | None = None) -> T:
    """Do *work* below a bar, where somebody watches; it calls what it is given with how far it is."""
    if not sys.stderr.isatty():
        return work(lambda _: None)
    with _bar() as progress:
        bar = progress.add_task(task, total=total)
        return work(lambda done: progress.update(bar, completed=done))


def refuse_wrong(wrong: Sequence[Wrong]) -> None:
    """Raises ProcessorError after all of *wrong* have been told."""
    if wrong:
        show_wrong(wrong)
        raise ProcessorError(f"{len(wrong)} wrong; nothing was imported. Mend the list and import it again")


def show_wrong(wrong: Iterable[Wrong]) -> None:
    for each in wrong:
        click.echo(f"✘ {_printable(each.where)}: {_printable(each.reason)}", err=True)


def run_update(store: Store, update: Update, *, dry_run: bool, strict: bool, all_lines: bool) -> None:
    """Show what changes, and change it. strict: not while an entry contradicts what is known."""
    diff = preview(store, update)
    if strict:
        refuse_wrong(diff.wrong)
    show_wrong(diff.wrong)
    for line in diff_lines(diff, None if all_lines else MOST_LINES):
        click.echo(line)
    if dry_run:
        click.echo(f"Would change: {_summary(diff)}.")
        return
    count = len(diff.added) + len(diff.changed) + len(diff.adopted) + len(diff.deactivated)
    done = with_progress("storing", lambda watch: carry_out(store, update, datetime.now(UTC), watch), count)
    click.echo(f"✔ {_summary(done)}.")


def diff_lines(diff: Diff, most: int | None) -> Iterator[str]:
    """+ who comes, ~ who changes in what, - who leaves."""
    yield from _first(most, "added", diff.added, lambda profile: f"+ {_person(profile)}")
    yield from _first(most, "changed", diff.changed, lambda change: f"~ {_change(change)}")
    yield from _first(most, "deactivated", diff.deactivated, lambda person: f"- {_person(person)}")


def _first(most: int | None, kind: str, items: Sequence[Any], line: Callable[[Any], str]) -> Iterator[str]:
    yield from (_printable(line(item)) for item in items[:most])
    if most is not None and len(items) > most:
        yield f"  … and {len(items) - most} more {kind} (--all-lines shows them)"


def _person(profile: Profile) -> str:
    role = "" if profile.role == "user" else profile.role
    told = [profile.employee_number, profile.department, ", ".join(profile.addresses), role, "VIP" * profile.vip]
    return f"{profile.name} ({'; '.join(part for part in told if part)})"


def _change(change: Change) -> str:
    words = [f"{name.replace('_', ' ')} {_value(old)} → {_value(new)}" for name, old, new in change.differences]
    return f"{change.person.name}: {', '.join(words)}"


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(value) or "∅"
    return str(value) or "∅"


def _summary(diff: Diff) -> str:
    adopted = f", {len(diff.adopted)} taken over from another source" if diff.adopted else ""
    return (
        f"{len(diff.added)} added, {len(diff.changed)} changed, {len(diff.deactivated)} deactivated, "
        f"{diff.unchanged} unchanged{adopted}"
    )


def _printable(text: str) -> str:
    """What stands in a list must not drive the administrator's terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True))
