"""The directory: who may ask for help, who gives it, and at which addresses they write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from db.errors import AlreadyTaken
from db.prepared import Param, Prepared, among, each
from db.rows import rows
from db.schema import Person as Row
from db.schema import PersonAddress as Address

Role = Literal["user", "engineer", "lead", "specialist", "manager"]
Origin = Literal["hand", "file", "ldap"]
IN_CHUNK = 500  # rows of one INSERT, values of one IN (...): SQLite takes 32,766 values


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """
    What the directory tells about somebody.

    Attributes:
        employee_number: "" when unknown; otherwise nobody else has it.
        addresses: as `address_key` gives them, the one to write to first; nobody else has one of them.
        locale: "zh", "en", or "" when the language of their mails decides.
    """

    name: str
    employee_number: str = ""
    department: str = ""
    addresses: tuple[str, ...] = ()
    phone: str = ""
    role: Role = "user"
    team: str = ""
    locale: str = ""
    vip: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Profile):
    """
    Somebody of the directory.

    Attributes:
        bound: further addresses, which the person has proven and the source of the directory does not know.
        source: who told of this person, and alone may find them missing.
    """

    id: int
    bound: tuple[str, ...] = ()
    source: Origin = "hand"

    @property
    def all_addresses(self) -> tuple[str, ...]:
        return (*self.addresses, *self.bound)

    @property
    def profile(self) -> Profile:
        return Profile(**{name: getattr(self, name) for name in _TOLD})


class Replacement(NamedTuple):
    """The person with this id becomes this profile."""

    id: int
    profile: Profile


def address_key(addr: str) -> str:
    """An address as it is compared and stored: lower case, because RFC 5321 §2.4 asks that nobody differ by case."""
    return addr.strip().casefold()


def key(text: str) -> str:
    """A name, a department or a number as it is compared: NFKC, any case, without blanks (李　雷 is 李雷)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", "".join(folded.split()))  # again: without blanks accents find their letters


def find(person_id: int) -> Person | None:
    return _one(_BY_ID.rows(id=person_id))


def name_of(person_id: int | None) -> str:
    """The name of somebody of the directory, also of who has left; "" for nobody."""
    person = find(person_id) if person_id is not None else None
    return person.name if person else ""


def is_empty() -> bool:
    """Nobody is in the directory."""
    return _ANYBODY.first() is None


def has_any(roles: Sequence[Role]) -> bool:
    """Somebody active of the directory has one of *roles*."""
    return _active(len(roles)).first(**each(Row.role, roles)) is not None


def find_by_address(addr: str) -> Person | None:
    """The one who has this address, active or not."""
    return _one(_BY_ADDRESS.rows(addr=address_key(addr)))


def find_by_employee_number(number: str) -> Person | None:
    """The one who has this number, active or not; None for a blank one."""
    return _one(_BY_NUMBER.rows(employee_key=key(number))) if key(number) else None


def find_by_name_and_department(name: str, department: str) -> tuple[Person, ...]:
    """All of this name in this department, active or not; more than one: it is not told who. None of a blank one."""
    if not key(name) or not key(department):
        return ()
    found = _BY_NAME.rows(name_key=key(name), department_key=key(department))
    return tuple(_people(found, _addresses_of([row[0] for row in found])))


def all_people(*, roles: Sequence[Role] = (), active_only: bool = False) -> list[Person]:
    """Everybody, or those with one of *roles*, in the order in which they came."""
    listed, addresses = _listed(len(roles), active_only)
    wanted = each(Row.role, roles)
    found = listed.rows(**wanted)
    return list(_people(found, _by_person(addresses.rows(**wanted)))) if found else []


def all_names() -> set[str]:
    """Under which anybody is known, also who has left."""
    return {name for (name,) in rows(Row.select(Row.name).distinct())}


def add(profile: Profile, source: Origin = "hand") -> Person:
    """
    Raises:
        AlreadyTaken: the employee number or one of the addresses is somebody else's.
    """
    _refuse_taken(profile, None)
    (person_id,) = _insert([profile], source)
    _insert_addresses([Replacement(person_id, profile)])
    return _require(person_id)


def change(person_id: int, profile: Profile) -> Person:
    """
    Make somebody what *profile* says; addresses that they have proven stay.

    Raises:
        AlreadyTaken: the employee number or one of the addresses is somebody else's.
        LookupError: there is no such person.
    """
    before = _require(person_id)
    _refuse_taken(profile, person_id)
    _update([Replacement(person_id, profile)], before.source)
    return _require(person_id)


def deactivate(person_id: int) -> Person:
    """This person is nobody of the directory any more; what they did keeps their name."""
    return change(person_id, replace(_require(person_id).profile, active=False))


def bind_address(person_id: int, addr: str, now: datetime) -> None:
    """
    Remember that *addr*, too, is this person's, because they have proven it.

    Raises:
        AlreadyTaken: it is somebody else's.
    """
    owner = find_by_address(addr)
    if owner and owner.id != person_id:
        raise AlreadyTaken(f"{addr} is the address of {owner.name}")
    if owner is None:
        position = len(_require(person_id).all_addresses)
        Address.insert(addr=address_key(addr), person=person_id, position=position, bound_at=now).execute()


def replace_from(
    added: Sequence[Profile], changed: Sequence[Replacement], deactivated: Iterable[int], source: Origin
) -> None:
    """
    Carry out what a source of the directory tells, in bulk.

    An address goes to the one who has it now, whoever had it before. Whoever is added or changed is *source*'s
    from now on.
    """
    _update(changed, source)
    _take_away([addr for profile in added for addr in profile.addresses])
    ids = _insert(added, source)
    _insert_addresses([Replacement(*pair) for pair in zip(ids, added, strict=True)])
    for chunk in _chunks(list(deactivated)):
        Row.update(active=False).where(Row.id.in_(chunk)).execute()


def _require(person_id: int) -> Person:
    found = find(person_id)
    if found is None:
        raise LookupError(f"no person with id {person_id}")
    return found


def _refuse_taken(profile: Profile, own_id: int | None) -> None:
    number = find_by_employee_number(profile.employee_number)
    if number and number.id != own_id:
        raise AlreadyTaken(f"{profile.employee_number} is the employee number of {number.name}")
    for addr in profile.addresses:
        owner = find_by_address(addr)
        if owner and owner.id != own_id:
            raise AlreadyTaken(f"{addr} is the address of {owner.name}")


def _insert(profiles: Sequence[Profile], source: Origin) -> list[int]:
    """The new ids, in the order of *profiles*: both engines number the rows of an INSERT as they stand."""
    ids: list[int] = []
    for chunk in _chunks(profiles):
        new = [{**_values(profile), "source": source} for profile in chunk]
        ids += sorted(row_id for (row_id,) in rows(Row.insert_many(new).returning(Row.id)))
    return ids


def _update(changed: Sequence[Replacement], source: Origin) -> None:
    for chunk in _chunks(changed):
        ids = [one.id for one in chunk]
        Address.delete().where(Address.person.in_(ids), Address.bound_at.is_null()).execute()
    for one in changed:
        _UPDATE.write(id=one.id, source=source, **_values(one.profile))
    _take_away([addr for one in changed for addr in one.profile.addresses])  # bound before, and now of the source
    _insert_addresses(changed)


def _insert_addresses(people: Sequence[Replacement]) -> None:
    new = [
        {"addr": addr, "person": each.id, "position": position}
        for each in people
        for position, addr in enumerate(each.profile.addresses)
    ]
    for chunk in _chunks(new):
        Address.insert_many(chunk).execute()


def _take_away(addresses: Sequence[str]) -> None:
    for chunk in _chunks(addresses):
        Address.delete().where(Address.addr.in_(chunk)).execute()


def _values(profile: Profile) -> dict[str, Any]:
    columns = {name: getattr(profile, name) for name in _TOLD if name != "addresses"}
    return {
        **columns,
        "employee_key": key(profile.employee_number) or None,
        "name_key": key(profile.name),
        "department_key": key(profile.department),
    }


def _one(found: Sequence[tuple[Any, ...]]) -> Person | None:
    return next(_people(found[:1], _addresses_of([row[0] for row in found[:1]])), None)


def _people(found: Iterable[tuple[Any, ...]], addresses: Mapping[int, Sequence[tuple[str, bool]]]) -> Iterator[Person]:
    for row in found:
        values = dict(zip(_NAMES, row, strict=True))
        own = addresses.get(values["id"], ())
        yield Person(
            addresses=tuple(addr for addr, bound in own if not bound),
            bound=tuple(addr for addr, bound in own if bound),
            **values,
        )


def _addresses_of(ids: Sequence[int]) -> dict[int, list[tuple[str, bool]]]:
    """(address, bound?) of a few people by person, in their order."""
    return _by_person(row for person_id in ids for row in _ADDRESSES.rows(person=person_id))


def _by_person(found: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[str, bool]]]:
    addresses: dict[int, list[tuple[str, bool]]] = {}
    for person_id, addr, bound_at in found:
        addresses.setdefault(person_id, []).append((addr, bound_at is not None))
    return addresses


def _chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + IN_CHUNK] for start in range(0, len(items), IN_CHUNK))


_TOLD = tuple(field.name for field in fields(Profile))
_NAMES = ("id", "name", "employee_number", "department", "phone", "role", "team", "locale", "vip", "active", "source")
_COLUMNS = tuple(getattr(Row, name) for name in _NAMES)
_KEYS = (Row.employee_key, Row.name_key, Row.department_key)
_BY_ID = Prepared(lambda: Row.select(*_COLUMNS).where(Row.id == Param("id", Row.id)))
_BY_NUMBER = Prepared(lambda: Row.select(*_COLUMNS).where(Row.employee_key == Param("employee_key", Row.employee_key)))
_BY_NAME = Prepared(
    lambda: (
        Row.select(*_COLUMNS)
        .where(
            Row.name_key == Param("name_key", Row.name_key),
            Row.department_key == Param("department_key", Row.department_key),
        )
        .order_by(Row.id)
    )
)
_BY_ADDRESS = Prepared(
    lambda: (
        Row.select(*_COLUMNS)
        .join(Address, on=(Address.person == Row.id))
        .where(Address.addr == Param("addr", Address.addr))
    )
)
_ADDRESSES = Prepared(
    lambda: (
        Address.select(Address.person, Address.addr, Address.bound_at)
        .where(Address.person == Param("person", Address.person))
        .order_by(Address.position, Address.addr)
    )
)


@cache
def _listed(roles: int, active_only: bool) -> tuple[Prepared, Prepared]:
    """Everybody with one of so many roles (0: with any), and their addresses."""
    wanted = [*([among(Row.role, roles)] if roles else []), *([Row.active] if active_only else [])]

    def listed(query: Any) -> Any:
        return query.where(*wanted) if wanted else query

    addresses = Address.select(Address.person, Address.addr, Address.bound_at).join(Row)
    return (
        Prepared(lambda: listed(Row.select(*_COLUMNS).order_by(Row.id))),
        Prepared(lambda: listed(addresses.order_by(Address.position, Address.addr))),
    )


_UPDATE = Prepared(
    lambda: Row.update({column: Param(column.name, column) for column in (*_COLUMNS[1:], *_KEYS)}).where(
        Row.id == Param("id", Row.id)
    )
)


_ANYBODY = Prepared(lambda: Row.select(Row.id).limit(1))


@cache
def _active(count: int) -> Prepared:
    return Prepared(lambda: Row.select(Row.id).where(among(Row.role, count), Row.active).limit(1))
