"""People as a source lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from db.people import Role, address_key, key

ADDRESS = re.compile(
    r"[^\s@,;<>()\"'\\\[\]:]{1,64}@[^\s@,;<>()\"'\\\[\]:]{1,251}\.[^\s@,;<>()\"'.]{2,63}"
)  # RFC 5321 §4.5.3.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """
    A person as a source lists them. None: the source does not say, and what is known stays.

    where: "line 7", or the entry's distinguished name.
    """

    where: str
    name: str
    employee_number: str = ""
    department: str | None = None
    addresses: tuple[str, ...] | None = None
    phone: str | None = None
    role: Role | None = None
    team: str | None = None
    locale: str | None = None
    vip: bool | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """An entry that cannot be taken, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """
    What a source lists.

    Attributes:
        ignored: columns of it that mean nothing here.
    """

    people: tuple[Listed, ...]
    wrong: tuple[Wrong, ...] = ()
    ignored: tuple[str, ...] = field(default=())


def is_address(text: str) -> bool:
    return ADDRESS.fullmatch(text) is not None


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses of a cell, as they are stored; `李雷 <li@example.org>; lilei@example.org` has two."""
    pieces = re.split(r"[;,；，、|/\n]+|\s+(?=[^\s<]+@)", text)
    bare = (re.sub(r"^.*<\s*([^<>]*?)\s*>\s*$", r"\1", piece.strip(), flags=re.DOTALL) for piece in pieces)
    return tuple(dict.fromkeys(address_key(addr.removeprefix("mailto:")) for addr in bare if addr))


def repeats(people: Iterable[Listed]) -> Iterator[Wrong]:
    """Those whose number or address an earlier one has, and those that nothing tells from an earlier one."""
    seen: dict[str, str] = {}
    for each in people:
        for what, mark in _marks(each):
            if mark in seen and seen[mark] != each.where:
                yield Wrong(each.where, f"{what} stands in {seen[mark]} too")
                break
        for _, mark in _marks(each):
            seen.setdefault(mark, each.where)


def without_repeats(people: Iterable[Listed]) -> Listing:
    """For sources that cannot be mended here: later ones lose the addresses that earlier ones have, or are left out."""
    kept: list[Listed] = []
    wrong: list[Wrong] = []
    seen: dict[str, str] = {}
    for each in people:
        free = tuple(addr for addr in each.addresses or () if f"@{addr}" not in seen)
        if free != (each.addresses or ()):
            lost = next(addr for addr in each.addresses or () if f"@{addr}" in seen)
            wrong.append(Wrong(each.where, f"address {lost} is that of {seen[f'@{lost}']} too, and is left to it"))
            each = replace(each, addresses=free)
        number = key(each.employee_number)
        if number and number in seen:
            wrong.append(Wrong(each.where, f"employee number {each.employee_number} is that of {seen[number]} too"))
            continue
        seen.update(dict.fromkeys([f"@{addr}" for addr in free] + ([number] if number else []), each.where))
        kept.append(each)
    return Listing(tuple(kept), tuple(wrong))


def _marks(each: Listed) -> Iterator[tuple[str, str]]:
    if each.employee_number:
        yield f"employee number {each.employee_number}", key(each.employee_number)
    for addr in each.addresses or ():
        yield f"address {addr}", f"@{addr}"
    if not each.employee_number and not each.addresses:
        yield "the same name and department", f"{key(each.name)}\n{key(each.department or '')}"
