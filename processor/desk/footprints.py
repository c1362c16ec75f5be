"""What each command has changed, kept beside its events, so that it can be taken back to the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps

from db import events, snapshots
from db.events import Event
from db.snapshots import Difference, Snapshot
from processor.desk.case import Case, Command, Result

FOOTPRINT = "command.footprint"
Wanted = Callable[[Difference], bool]


def followed(command: Command, wanted: Wanted) -> Command:
    """
    *command*, which also leaves its footprint: on the ticket of its mail, or on the actor without one.

    wanted: whether what it has changed can be taken back.
    """

    @wraps(command)
    def follow(case: Case, value: str) -> Result:
        before = _snapshot(case)
        result = command(case, value)
        difference = snapshots.difference(before, _snapshot(case))
        if wanted(difference):
            _leave(case, case.given.id if case.given else None, difference)
        return result

    return follow


def anything(difference: Difference) -> bool:
    """Also nothing: what was said is taken back, too."""
    return True


def escalates(difference: Difference) -> bool:
    """An answer that has filled in an escalation form; what an answer says to the user nobody can take back."""
    forms = difference.get("escalations", {}).values()
    return any(new and new["outcome"] == "open" != (old or {}).get("outcome") for old, new in forms)


@contextmanager
def following(case: Case, ticket_id: int) -> Iterator[None]:
    """The footprint on another ticket than that of the mail."""
    before = snapshots.of_ticket(ticket_id)
    yield
    _leave(case, ticket_id, snapshots.difference(before, snapshots.of_ticket(ticket_id)))


@contextmanager
def following_actor(case: Case) -> Iterator[None]:
    """The footprint on the actor, where their mail is about a ticket; without one `followed` leaves it."""
    before = snapshots.of_person(case.person.id)
    yield
    if case.given:
        _leave(case, None, snapshots.difference(before, snapshots.of_person(case.person.id)))


def arrange(case: Case, *ticket_ids: int) -> None:
    """The clocks of other tickets than that of the mail, whose own are set when its commands are done."""
    for ticket_id in ticket_ids:
        case.tools.duties.arrange(ticket_id, case.now)


def joined(differences: Iterable[Difference]) -> Difference:
    """What several footprints on one ticket, oldest first, come to."""
    ends: Difference = {}
    for difference in differences:
        for section, changed in difference.items():
            known = ends.setdefault(section, {})
            for key, (old, new) in changed.items():
                known[key] = [known[key][0] if key in known else old, new]
    return {
        section: kept
        for section, changed in ends.items()
        if (kept := {key: pair for key, pair in changed.items() if pair[0] != pair[1]})
    }


def _snapshot(case: Case) -> Snapshot:
    if case.given:
        return snapshots.of_ticket(case.given.id)
    return snapshots.of_person(case.actor.person.id) if case.actor.person else {}


def _leave(case: Case, ticket_id: int | None, difference: Difference) -> None:
    detail: dict[str, object] = {"difference": difference}
    if ticket_id is None and case.actor.person:
        detail["person"] = case.actor.person.id
    events.record(ticket_id, Event(case.now, case.actor.addr, FOOTPRINT, detail, case.filing.item_id))
