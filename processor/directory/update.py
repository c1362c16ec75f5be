"""Bring the directory of the desk to the state that a source tells, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from db import events, people
from db.connection import Store
from db.events import Event
from db.people import Origin, Profile, Replacement
from processor.directory.diff import Diff, compare, too_many_leave
from processor.directory.listing import Listed
from processor.errors import DirectoryRefused

Portion = tuple[Sequence[Profile], Sequence[Replacement], Sequence[int]]

AT_ONCE = 1000  # people between two reports of progress


@dataclass(frozen=True, slots=True)
class Update:
    """
    What a source tells.

    Attributes:
        whole: *listed* is everybody of *source*; who is missing has left.
        max_leaving_percent: more people leaving at once is taken for a failure of the source; None: as it says.
    """

    listed: Sequence[Listed]
    source: Origin
    whole: bool
    max_leaving_percent: float | None


def preview(store: Store, update: Update) -> Diff:
    """What *update* would change; nothing is written. Raises DirectoryRefused as `carry_out` would."""
    return store.unit(lambda: _planned(update))


def carry_out(store: Store, update: Update, now: datetime, watch: Callable[[int], object] = lambda _: None) -> Diff:
    """
    Do it all in one transaction; what was changed.

    watch: called with the number of people done so far.

    Raises:
        DirectoryRefused: too many would leave; nothing was changed.
    """

    def work() -> Diff:
        diff = _planned(update)
        done = 0
        for added, changed, deactivated in _portions(diff):
            people.replace_from(added, changed, deactivated, update.source)
            done += len(added) + len(changed) + len(deactivated)
            watch(done)
        if not diff.is_empty:
            events.record(None, Event(now, update.source, "directory.updated", _detail(diff)))
        return diff

    return store.unit(work)


def _planned(update: Update) -> Diff:
    known = people.all_people()
    diff = compare(update.listed, known, update.source, whole=update.whole)
    limit = update.max_leaving_percent
    if limit is not None and (reason := too_many_leave(diff, known, update.source, limit)):
        raise DirectoryRefused(f"{reason}; nothing was changed. If that is right, say --force")
    return diff


def _portions(diff: Diff) -> Iterator[Portion]:
    """The work in parts of at most AT_ONCE: those who change make room for those who come."""
    replaced = [Replacement(change.person.id, change.profile) for change in diff.changed]
    replaced += [Replacement(person.id, person.profile) for person in diff.adopted]
    for start in range(0, len(replaced), AT_ONCE):
        yield [], replaced[start : start + AT_ONCE], []
    for start in range(0, len(diff.added), AT_ONCE):
        yield diff.added[start : start + AT_ONCE], [], []
    yield [], [], [person.id for person in diff.deactivated]


def _detail(diff: Diff) -> dict[str, object]:
    roles = [
        {"name": change.profile.name, "old": change.person.role, "new": change.profile.role}
        for change in diff.changed
        if change.person.role != change.profile.role
    ]
    staff = [{"name": profile.name, "old": "", "new": profile.role} for profile in diff.added if profile.role != "user"]
    return {
        "added": len(diff.added),
        "changed": len(diff.changed),
        "deactivated": len(diff.deactivated),
        "roles": [*roles, *staff],
    }
