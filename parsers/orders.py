"""What typed commands and their values mean, whatever language and spelling: canonical names, codes, suggestions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.message import Command
from parsers.phrases.commands import CANONICAL, LISTINGS, ME, OFF, STATES

_CONTACT = re.compile(
    r"(?P<person>[^@＠,，;；/、]+?)\s*[@＠]\s*(?P<department>[^@＠,，;；/、\s]+)(?P<rest>.*)", re.DOTALL
)
_UNTIL = re.compile(r"^[\s,，;；/、]*(?:(?:until|till|by|before|截至|截止|到|至)\s*)?", re.IGNORECASE)
_BEFORE = re.compile(r"(?:之前|以前|前)$")
_LIST = re.compile(r"[,，;；、\s]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """`person@department, until`: who of another department works on it; *until* as typed, "" without."""

    person: str
    department: str
    until: str = ""


def normalised(commands: Iterable[Command]) -> tuple[Command, ...]:
    """
    The same commands under their English names, each once.

    Roundup's `status=VALUE` becomes the command that leads to that state (`status=resolved` → resolve) and its
    `nosy=+a,-b` becomes watch and unwatch; a `status` whose value is no state keeps it, for the desk to judge.
    """
    return tuple(dict.fromkeys(made for command in commands for made in _normalised(command)))


def _normalised(command: Command) -> Iterator[Command]:
    name = CANONICAL.get(_folded(command.name), command.name)
    if name == "status" and (leads := _leading_to(_folded(command.value))):
        yield Command(leads)
    elif name == "watch" and command.value.lstrip().startswith(("+", "-", "＋", "－")):
        yield from _watchers(command.value)
    else:
        yield Command(name, command.value)


def _leading_to(state: str) -> str:
    """The command that leads to a state (`resolved`, `已关闭`), which may be named in its place (`resolve`, `关闭`)."""
    named = CANONICAL.get(state, "")
    return STATES.get(state) or (named if named in STATES.values() else "")


def _watchers(value: str) -> Iterator[Command]:
    """Roundup's list `+a,-b`, as commands of one address or name each."""
    for item in read_list(value):
        name, bare = ("unwatch", item[1:]) if item[0] in "-－" else ("watch", item.lstrip("+＋"))
        if bare:
            yield Command(name, bare)


def read_listing(value: str) -> str:
    """Which tickets `#list` is to show: own, team, unassigned, overdue; "" when the word is none of these."""
    return LISTINGS.get(_folded(value), "")


def is_me(value: str) -> bool:
    """`#assign=me`, `#指派=我`."""
    return _folded(value) in ME


def is_off(value: str) -> bool:
    """`#away=off`, `#外出=取消`."""
    return _folded(value) in OFF


def read_list(value: str) -> tuple[str, ...]:
    """The items of a list that is divided by commas, semicolons or blanks."""
    return tuple(item for item in _LIST.split(value) if item)


def read_numbers(value: str, prefix: str = "TS") -> tuple[str, ...]:
    """Numbers of tickets in a value, as `TS-20261122-002`, with or without brackets; () when one item is none."""
    pattern = re.compile(rf"\[?(?:{re.escape(prefix)}-?)?([0-9]{{8}})-([0-9]{{3,9}})\]?", re.IGNORECASE)
    folded = re.sub(r"\s*-\s*", "-", _half_width(value))
    found = [pattern.fullmatch(item) for item in read_list(folded)]
    return tuple(f"{prefix.upper()}-{m[1]}-{m[2]}" for m in found if m) if all(found) else ()


def read_contact(value: str) -> Contact | None:
    """`王芳@财务部,周五17:00` or `Wang@Finance until Friday`; None without a person and a department."""
    match = _CONTACT.fullmatch(value.strip())
    if not match:
        return None
    until = _BEFORE.sub("", _UNTIL.sub("", match["rest"]).strip())
    return Contact(match["person"].strip(), match["department"], until.strip())


# ---------------------------------------------------------------- did you mean


def did_you_mean(word: str) -> str:
    """
    The name or alias of a command that somebody may have meant by *word*; "" when none is near.

    Near is one slip (a letter more, less, other, or two exchanged) in up to five letters, two in longer words. Of two
    Chinese characters one may be wrong if that leaves one command.
    """
    typed = _folded(word).strip("-")
    if not typed or len(typed) > _LONGEST + 2:
        return ""
    if typed in CANONICAL:
        return typed
    scored = sorted((slips, name[:1] != typed[:1], name) for name in CANONICAL if (slips := _slips(typed, name)))
    if not scored:
        return _begun(typed)
    best = [name for slips, other, name in scored if (slips, other) == scored[0][:2]]
    meant = {CANONICAL[name] for name in best}
    if len(meant) > 1 and not typed.isascii():
        return ""
    return min(best, key=lambda name: (name not in _ENGLISH, _ORDER[name]))


_ORDER = {name: number for number, name in enumerate(CANONICAL)}
_ENGLISH = frozenset(CANONICAL.values())
_LONGEST = max(map(len, CANONICAL))


def _slips(typed: str, name: str) -> int:
    """How many slips make *typed* of *name*; 0 when it is too many to be a slip, or other letters altogether."""
    if typed.isascii() != name.isascii():
        return 0
    allowed = _allowed(min(len(typed), len(name)), latin=typed.isascii())
    if abs(len(typed) - len(name)) > allowed:
        return 0
    slips = _distance(typed, name)
    return slips if slips <= allowed else 0


def _allowed(length: int, *, latin: bool) -> int:
    if not latin:
        return 1 if length > 1 else 0
    return 2 if length > 5 else 1 if length > 2 else 0


def _distance(a: str, b: str) -> int:
    """Damerau's distance in its simple form: insert, delete, replace, exchange neighbours."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        following = [i]
        for j, other in enumerate(b, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1]


def nearest(word: str, options: Iterable[str]) -> str:
    """Which of the *options* somebody may have meant by *word*, as `did_you_mean` judges it; "" when none is near."""
    typed = _folded(word)
    scored = [(slips, option[:1] != typed[:1], option) for option in options if (slips := _slips(typed, option))]
    return min(scored, default=(0, False, ""))[2]


def _begun(typed: str) -> str:
    """The longest Chinese name that *typed* begins with: `#受理谢谢` runs on where a blank was meant."""
    sizes = range(min(len(typed) - 1, 6), 1, -1)
    return next((typed[:n] for n in sizes if typed[:n] in CANONICAL and not typed[:n].isascii()), "")


def _folded(word: str) -> str:
    return _half_width(word).strip().lower()


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("【", "[").replace("】", "]"))
