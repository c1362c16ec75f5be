"""
Who may order what: one table, read by the rules, by `#help`, and by the documentation.

own: the ticket's requester (for users); its assignee, its coordinator or who accepted it (for staff). team: own, and
whatever their team or nobody has. any: every ticket. A person of the staff who is the requester of a ticket has there
what users have, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from db.people import Role

Reach = Literal["", "own", "team", "any"]
Relation = Literal["requester", "own", "team", "other", "none"]  # of a person to a ticket; none: no ticket is named

ROLES: tuple[Role, ...] = ("user", "engineer", "specialist", "lead", "manager")
WORKERS: tuple[Role, ...] = ("engineer", "specialist", "lead")  # managers read and order, but no ticket is theirs
STAFF: tuple[Role, ...] = (*WORKERS, "manager")

# answer is a reply without a command: its words go to the user.
_TABLE = """
command      user   engineer  specialist  lead   manager
accept       -      team      team        any    -
assign       -      team      team        any    any
takeover     -      any       any         any    -
category     -      team      team        any    -
priority     -      team      team        any    any
progress     -      team      team        any    -
note         -      any       any         any    any
answer       -      team      team        any    -
ask          -      team      team        any    -
escalate     -      team      team        any    any
feedback     -      team      team        any    -
contact      -      team      team        any    -
resolve      -      team      team        any    -
reopen       -      team      team        any    any
close        -      team      team        any    -
cancel       own    team      team        any    -
spam         -      team      team        any    -
merge        -      team      team        any    -
split        -      team      team        any    -
link         -      any       any         any    -
incident     -      own       own         any    -
watch        -      any       any         any    any
unwatch      -      any       any         any    any
publish      -      team      team        any    -
discard      -      team      team        any    any
cc           -      team      team        any    -
due          -      team      team        any    any
hold         -      team      team        any    -
snooze       -      team      team        any    -
away         -      any       any         any    any
status       own    any       any         any    any
forms        -      any       any         any    any
list         -      any       any         any    any
find         -      any       any         any    any
kb           -      any       any         any    any
help         any    any       any         any    any
digest       -      -         -           any    any
undo         -      any       any         any    any
urge         own    -         -           any    any
act          -      -         -           any    any
"""


def _read(table: str) -> dict[str, dict[Role, Reach]]:
    _, *lines = table.strip().splitlines()
    cells = (line.split() for line in lines)
    return {name: {role: _REACHES[cell] for role, cell in zip(ROLES, row, strict=True)} for name, *row in cells}


_REACHES: dict[str, Reach] = {"-": "", "own": "own", "team": "team", "any": "any"}
MAY: Mapping[str, Mapping[Role, Reach]] = _read(_TABLE)

_COVERED: dict[Reach, frozenset[Relation]] = {
    "": frozenset(),
    "own": frozenset({"own"}),
    "team": frozenset({"own", "team"}),
    "any": frozenset({"own", "team", "other", "requester", "none"}),
}
# About no ticket at all; `status` without one is a user's list of their own.
WITHOUT_TICKET = frozenset({"away", "list", "find", "kb", "help", "digest", "status", "forms", "undo", "act"})


def may(command: str, role: Role, relation: Relation) -> bool:
    """Whether the table lets a person of *role* order *command* for a ticket to which they stand in *relation*."""
    reaches = MAY.get(command, {})
    if relation == "none":
        return command in WITHOUT_TICKET and bool(reaches.get(role))
    if relation == "requester" and reaches.get("user"):
        return True
    return relation in _COVERED[reaches.get(role, "")]
