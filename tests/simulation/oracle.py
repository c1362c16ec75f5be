"""
Which mails had to go to whom and when: each ticket is played once more, by what people wrote and when the clock looked.

What the desk's clock did is not read but foretold. What people did is read from the events that their mails have left,
beside what they meant by them, which only the simulation knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from functools import partial

from .by_managers import answered
from .by_staff import ordered
from .by_strangers import ACCEPTED, let_go, vouched
from .by_users import opened, taken_up, written
from .clocks import Clocks
from .facts import Calendar, Deed, Facts, Row, micros
from .passing import let_pass
from .scene import Family, Looks, Reckoned, Scene, begun
from .waves import Alike, alike, waves

DIGEST_FROM = time(8, 30)


def reckon(facts: Facts) -> Reckoned:
    """All mails of a run."""
    found, looks, calendar, clocks = Reckoned(), Looks(facts.ticks), Calendar(facts), Clocks.of(facts.place)
    nameless = Looks(facts.identity_looks)
    together: dict[str, list[Scene]] = defaultdict(list)
    wave_of, told = waves(facts), alike(facts)
    for case in facts.cases.values():
        scene = begun(facts, case, looks, calendar, clocks, found)
        together[wave_of[case.id]].append(scene)
    for scenes in together.values():
        _play(scenes, nameless, told)
    found.expected += _digests(facts)
    found.expected += _questions(facts)
    acts = answered(facts)
    found.expected += acts.expected
    found.faults += acts.faults
    return found


def _digests(facts: Facts) -> Iterator[Row]:
    """On each working day every manager gets one, as soon as the clock looks after half past eight."""
    written_on: set[date] = set()
    for look in facts.digest_looks:
        local = look.astimezone(facts.place.zone)
        day, working = local.date(), facts.place.office.is_working(local.date())
        if working and local.time() >= DIGEST_FROM and day not in written_on:
            written_on.add(day)
            yield from (Row("digest", one.addr, 0, micros(look)) for one in facts.staff if one.role == "manager")


def _questions(facts: Facts) -> Iterator[Row]:
    """Whoever has ordered something without any proof is asked at their own address, and nothing happens."""
    for case in facts.cases.values():
        for fact in case.facts:
            if fact.kind == "command.held":
                kind = "command_confirmation" + ("" if facts.at_address(fact.actor) else "_user")
                yield Row(kind, fact.actor, case.id, fact.at)


def _play(scenes: list[Scene], nameless: Looks, told: Alike) -> None:
    """
    A ticket, or all of a wave, from the opening to the end of the run.

    nameless: when the desk looked for those of whom nobody has said in time who they are.
    """
    family, looks = Family(alike=told), scenes[0].looks
    turns = [(deed.facts[0].id, scene, deed) for scene in scenes for deed in scene.facts.deeds[scene.case.id]]
    passed = given_up = 0
    for event, scene, deed in sorted(turns, key=lambda turn: turn[0]):
        number = looks.before(event)
        let_pass(family.opened, passed, number)
        passed, number = number, nameless.before(event)
        let_go(family.opened, nameless, given_up, number)
        given_up = number
        if deed.of("ticket.opened"):
            scene.family = family
            family.opened.append(scene)
        scene.play(deed.item, partial(_do, scene, deed))
    let_pass(family.opened, passed, len(looks.at))
    let_go(family.opened, nameless, given_up, len(nameless.at))
    for scene in scenes:
        _compare_row(scene)
        _compare_duties(scene)


def _do(scene: Scene, deed: Deed) -> None:
    first = deed.facts[0]
    roster = scene.calendar.roster(deed.at, first.id)
    if first.kind == "ticket.opened":
        opened(scene, deed, roster)
    elif first.kind == "machine.noted":
        vouched(scene, deed, roster)
    elif first.kind == "message.added":
        written(scene, deed, roster)
    elif first.kind == ACCEPTED:
        taken_up(scene, deed, roster)
    elif deed.item:
        ordered(scene, deed, roster)
    else:
        scene.fault(f"nobody has written what did {sorted(deed.kinds)}")


# ---------------------------------------------------------------- in the end


def _compare_row(scene: Scene) -> None:
    """The ticket's row is what was foretold."""
    state, row = scene.state, scene.case.row
    ours = {
        "status": state.status,
        "priority": state.priority,
        "team": state.team,
        "assignee_id": state.assignee,
        "coordinator_id": state.coordinator,
        "snoozed_until": state.snoozed,
        "due_at": state.due,
        "response_due_at": state.promise or None,
    }
    for column, value in ours.items():
        if row[column] != value:
            scene.fault(f"in the end {column} is {row[column]} and should be {value}")


def _compare_duties(scene: Scene) -> None:
    """The due times in the database are those that were foretold."""
    ours: dict[str, tuple[int, int]] = {}
    for due in scene.ahead():
        ours.setdefault(due.kind, (due.at, due.stage))
    stored = scene.facts.duties.get(scene.case.id, {})
    for kind in sorted(ours.keys() | stored.keys()):
        if ours.get(kind) != stored.get(kind):
            scene.fault(f"in the end the duty {kind} is {stored.get(kind)} and should be {ours.get(kind)}")
