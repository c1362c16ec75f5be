"""What a new state of the directory changes; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from db.people import Origin, Person, Profile, key
from processor.directory.listing import Listed, Wrong

FEW = 5  # people may always leave, unless they are all


@dataclass(frozen=True, slots=True)
class Change:
    """A person who is known, and what they become."""

    person: Person
    profile: Profile

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        """(field, old, new) for each that differs; none when only the source is another one."""
        pairs = ((field.name, getattr(self.person, field.name), getattr(self.profile, field.name)) for field in _FIELDS)
        return [(name, old, new) for name, old, new in pairs if old != new]

    @property
    def leaves(self) -> bool:
        return self.person.active and not self.profile.active


_FIELDS = fields(Profile)


@dataclass(frozen=True, slots=True)
class Diff:
    """
    What is to be done.

    Attributes:
        adopted: people who stay as they are, and whose source from now on is this one.
        deactivated: people of this source whom it does not list any more.
        wrong: entries that contradict what is known.
    """

    added: tuple[Profile, ...] = ()
    changed: tuple[Change, ...] = ()
    adopted: tuple[Person, ...] = ()
    deactivated: tuple[Person, ...] = ()
    unchanged: int = 0
    wrong: tuple[Wrong, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.adopted or self.deactivated)

    def leaving(self, source: Origin) -> int:
        """How many of *source*'s people will not be active any more."""
        gone = [*self.deactivated, *(change.person for change in self.changed if change.leaves)]
        return len({person.id for person in gone if person.source == source})


def compare(listed: Sequence[Listed], known: Sequence[Person], source: Origin, *, whole: bool) -> Diff:
    """
    Find who is new, who has changed, and who has left.

    Args:
        listed: without repeats.
        whole: *listed* is everybody of *source*: who is missing has left, who is there is active unless it says no.
    """
    index = _Index(known)
    pairs, met, wrong = _matched(listed, index)
    claimed = {addr for entry, _ in pairs for addr in entry.addresses or ()}
    targets = [(entry, person, _merged(entry, person, whole, claimed)) for entry, person in pairs]
    others = [person for person in known if person.id not in met]
    missing = [person for person in others if whole and person.active and person.source == source]
    losers = _losers(others, {person.id for person in missing}, claimed)
    changes = [Change(person, profile) for _, person, profile in targets if person and person.profile != profile]
    same = [person for _, person, profile in targets if person and person.profile == profile]
    return Diff(
        added=tuple(profile for _, person, profile in targets if not person),
        changed=(*changes, *losers),  # a loser who is missing is in both, and becomes inactive by both
        adopted=tuple(person for person in same if person.source != source),
        deactivated=tuple(missing),
        unchanged=len(same),
        wrong=tuple(wrong),
    )


def too_many_leave(diff: Diff, known: Iterable[Person], source: Origin, percent: float) -> str:
    """Why *diff* looks like a source that has failed rather than people who have left; "" when it does not."""
    leaving = diff.leaving(source)
    active = sum(person.active and person.source == source for person in known)
    if not leaving or (leaving < active and (leaving <= FEW or leaving * 100 <= percent * active)):
        return ""
    return f"{leaving} of {active} people would be deactivated, which is more than {percent:g} %"


class _Index:
    """Known people by what they can be recognised by."""

    def __init__(self, known: Iterable[Person]) -> None:
        self.numbers: dict[str, Person] = {}
        self.addresses: dict[str, Person] = {}
        self.names: dict[tuple[str, str], list[Person]] = {}
        for person in known:
            if person.employee_number:
                self.numbers[key(person.employee_number)] = person
            self.addresses.update(dict.fromkeys(person.all_addresses, person))
            self.names.setdefault((key(person.name), key(person.department)), []).append(person)


Pairs = list[tuple[Listed, Person | None]]


def _matched(listed: Sequence[Listed], index: _Index) -> tuple[Pairs, set[int], list[Wrong]]:
    """Each entry with the person it means: by number before address before name and department; ids of all met."""
    found: dict[str, Person | None] = {}
    wrong: list[Wrong] = []
    taken: set[int] = set()
    for search in (_by_number, _by_address, _by_name):
        for entry in listed:
            if found.get(entry.where):
                continue
            candidates = [person for person in search(entry, index) if person.id not in taken]
            if len(candidates) > 1:
                names = f"{entry.name} ({entry.department})"
                wrong.append(Wrong(entry.where, f"{names} may be {len(candidates)} people; add the employee number"))
            found[entry.where] = candidates[0] if len(candidates) == 1 else None
            taken.update(person.id for person in candidates)
    doubtful = {each.where for each in wrong}
    return [(entry, found[entry.where]) for entry in listed if entry.where not in doubtful], taken, wrong


def _by_number(entry: Listed, index: _Index) -> list[Person]:
    person = index.numbers.get(key(entry.employee_number)) if entry.employee_number else None
    return [person] if person else []


def _by_address(entry: Listed, index: _Index) -> list[Person]:
    """The owner of an address; under another number and another name it has only been handed on."""
    owners = {person.id: person for addr in entry.addresses or () if (person := index.addresses.get(addr))}
    fitting = [person for person in owners.values() if not entry.employee_number or key(person.name) == key(entry.name)]
    return fitting[:1]


def _by_name(entry: Listed, index: _Index) -> list[Person]:
    """Those of this name and department whom neither number nor addresses tell apart from the entry."""
    namesakes = index.names.get((key(entry.name), key(entry.department or "")), [])
    return [
        person
        for person in namesakes
        if not (entry.employee_number and person.employee_number) and not (entry.addresses and person.all_addresses)
    ]


def _merged(entry: Listed, person: Person | None, whole: bool, claimed: set[str]) -> Profile:
    """What is known of *person*, with all that *entry* tells laid over it."""
    before = person.profile if person else Profile(name=entry.name)
    told = {field.name: value for field in _FIELDS if (value := getattr(entry, field.name)) is not None}
    if not entry.employee_number:
        told.pop("employee_number")
    if whole:
        told.setdefault("active", True)
    told.setdefault("addresses", tuple(addr for addr in before.addresses if addr not in claimed))
    return replace(before, **told)


def _losers(others: Iterable[Person], missing: set[int], claimed: set[str]) -> list[Change]:
    """People who are not listed and whose addresses somebody else has now."""
    found = []
    for person in others:
        kept = tuple(addr for addr in person.addresses if addr not in claimed)
        if kept != person.addresses:
            active = person.active and person.id not in missing
            found.append(Change(person, replace(person.profile, addresses=kept, active=active)))
    return found
