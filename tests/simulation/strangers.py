"""People whom the directory does not know, and those whose name they bear."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from . import forgers, words
from .cast import DEPARTMENT, Guest, Member
from .scripts import HOUR, MINUTE, drawn
from .town import Case, Mail, Reaction, Town, Written

# What somebody says of themselves: by field, with the name of the person of the directory for {}.
SAYINGS: dict[str, dict[str, str]] = {
    "": {},
    "whole": {"name": "{}", "department": DEPARTMENT},
    "slip": {"name": "{}", "department": "人事部"},
    "name": {"name": "{}"},
    "department": {"department": DEPARTMENT},
    "number": {"name": "{}", "department": DEPARTMENT, "employee_number": "Z9981"},  # which nobody has
}
# The first mail, and then the answer to each question who they are; whoever has none left is silent.
PLANS: tuple[tuple[str, ...], ...] = (
    ("", "whole"),
    ("whole",),
    ("", "slip", "whole"),
    ("", "name", "department"),
    ("",),
    ("", "slip", "slip"),
    ("", "number", "whole"),
    ("name", "department"),
)
FORGED_VOUCHING = 0.2  # of the questions whose mail it was, answered by somebody else in that name
SOON, LATE = (10 * MINUTE, 40 * HOUR), (60 * HOUR, 90 * HOUR)


def come(town: Town, number: int, seed: int) -> None:
    """A stranger has a problem."""
    rng = Random(f"stranger {seed} {number}")
    guest = rng.choice(list(town.guests.values()))
    first, *tells = PLANS[number % len(PLANS)]
    script = replace(drawn(rng), copied=False)
    title, text = words.problem(rng, guest.member.language, script.category, script.priority)
    case = Case(script, guest.member, rng, guest.member.language, title, tells=tuple(tells))
    said = _said(guest, first)
    text = "\n".join((text, *_lines(guest, said)))
    town.write(case, guest.member, title, text, Written(guest.member.addr, "new", says=said))


def _said(guest: Guest, saying: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.format(guest.person.name)) for name, value in SAYINGS[saying].items())


def _lines(guest: Guest, said: tuple[tuple[str, str], ...]) -> list[str]:
    return [words.IDENTITY[name][guest.member.language].format(value) for name, value in said]


def _asked_who(town: Town, case: Case, user: Member, mail: Mail) -> None:
    """They say who they are, sooner or later; some have other news first."""
    if case.rng.random() < 0.3:
        town.soon(case, (10 * MINUTE, 9 * HOUR), lambda: town.answer(case, "info", mail))
    guest = town.guests.get(user.addr)
    if guest is None or not case.tells:
        return
    saying, *rest = case.tells
    case.tells = tuple(rest)
    said = _said(guest, saying)
    written = Written(user.addr, "who", (), mail.kind, says=said)
    text = "\n".join(_lines(guest, said))
    span = LATE if case.rng.random() < 0.12 else SOON
    town.soon(case, span, lambda: town.write(case, user, case.tag, text, written, mail))


def _given_up(town: Town, case: Case, user: Member, mail: Mail) -> None:
    """Some come back."""
    if case.rng.random() < 0.4:
        town.soon(case, (10 * MINUTE, 40 * HOUR), lambda: town.answer(case, "info", mail))


def _asked_whose(town: Town, case: Case, owner: Member, mail: Mail) -> None:
    """Whose name it is says whether it was they who wrote, or nothing."""
    guest = town.guests.get(case.user.addr)
    if case.rng.random() < FORGED_VOUCHING:
        town.soon(case, SOON, lambda: forgers.vouch_as(town, owner, mail))
    if guest and guest.owner:
        _vouch(town, case, owner, guest.owner, mail)


def _asked_again(town: Town, case: Case, owner: Member, mail: Mail) -> None:
    """Who has not understood the question says it now, or leaves it at that."""
    if meaning := case.rng.choice(("mine", "not_mine", "")):
        _vouch(town, case, owner, meaning, mail)


def _vouch(town: Town, case: Case, owner: Member, meaning: str, mail: Mail) -> None:
    text = words.one_of(case.rng, words.VOUCHING[meaning], owner.language)
    written = Written(owner.addr, meaning, (), mail.kind, says=(("address", case.user.addr),))
    town.soon(case, SOON, lambda: town.write(case, owner, f"Re: {mail.subject}", text, written, mail))


DO: dict[str, Reaction] = {
    "identity_question": _asked_who,
    "identity_question_again": _asked_who,
    "identity_given_up": _given_up,
}
OWNERS_DO: dict[str, Reaction] = {
    "identity_confirmation": _asked_whose,
    "identity_confirmation_again": _asked_again,
}
