"""Who reads a digest, and at which address. Reads the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from db import people
from db.people import Person
from processor.addresses import is_own, is_usable
from processor.checks import Finding
from processor.config import Config

READERS = ("manager", "lead")  # who may be named in the configuration; without a name it is managers


@dataclass(frozen=True, slots=True)
class Reader:
    """addr: to which the digest goes, in the compared form."""

    person: Person
    addr: str


def managers(own: Collection[str]) -> Iterator[Reader]:
    """
    All active managers that have a mailbox.

    own: addresses of the desk; at one of them it would write to itself.
    """
    for person in people.all_people(roles=("manager",), active_only=True):
        usable = (addr for addr in person.all_addresses if is_usable(addr) and not is_own(addr, own))
        if addr := next(usable, ""):
            yield Reader(person, addr)


def reader_at(named: str, own: Collection[str]) -> Reader | None:
    """Who may read a digest at the address *named*."""
    addr = people.address_key(named)
    person = people.find_by_address(addr)
    if person is None or not person.active or person.role not in READERS or is_own(addr, own):
        return None
    return Reader(person, addr)


def check_readers(config: Config) -> Iterator[Finding]:
    """What an administrator should know about digests that nobody would get; nothing while the directory is empty."""
    if people.is_empty():
        return
    own = config.desk.own_addresses
    for number, section in enumerate(config.digest):
        for addr in section.to:
            if reader_at(addr, own) is None:
                yield Finding(
                    f"digest[{number}].to",
                    "warning",
                    f'"{addr}" is no active manager or lead of the directory, and gets no digest',
                    "ticketd people shows who has which role and address",
                )
    if any(not section.to for section in config.digest) and not any(managers(own)):
        yield Finding(
            "digest",
            "warning",
            "no manager with an address is in the directory: nobody gets the digest",
            "give somebody the role manager, name leads in [[digest]] to, or write digest = []",
        )
