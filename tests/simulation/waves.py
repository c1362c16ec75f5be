"""
Many reports within an hour, of which the leads hear.

What reports an outage is known from who wrote it. Others may look alike by chance: whether they do is the desk's to
say, and is tested elsewhere (tests/parsers/test_outages.py); here, whether they came within the hour, and from many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .facts import Case, Deed, Fact, Facts, Roster
from .hours import HOUR
from .scene import Scene

UNSURE = "consultation"  # the category of what the desk is not sure of
WITHIN, FROM_USERS = HOUR, 4  # of reports that are proposed as one outage
PROPOSED, MENTIONED = "incident.proposed", "incident.mentioned"
Alike = dict[int, tuple[int, Fact]]


def alike(facts: Facts) -> Alike:
    """By event, what the desk has told of a wave, and the ticket on which it did."""
    return {fact.id: (case.id, fact) for case, fact in _told(facts)}


def waves(facts: Facts) -> dict[int, str]:
    """
    By ticket, the wave that it is part of.

    Two outages of one kind within an hour are one to whoever hears of them. By the clock of the desk, which may have
    been ahead: a report of tomorrow is no older than an hour today.
    """
    heads: dict[str, str] = {}
    names = {case.id: facts.outage_of(case) or case.number for case in facts.cases.values()}
    ids = {case.number: case.id for case in facts.cases.values()}
    for one, other in _close(facts):
        heads[_head(heads, names[one.id])] = _head(heads, names[other.id])
    for case, fact in _told(facts):
        for number in fact.detail["numbers"]:
            heads[_head(heads, names[ids[number]])] = _head(heads, names[case.id])
    return {ticket: _head(heads, name) for ticket, name in names.items()}


def _head(heads: dict[str, str], name: str) -> str:
    while heads.get(name, name) != name:
        name = heads[name]
    return name


def _close(facts: Facts) -> Iterator[tuple[Case, Case]]:
    newest: dict[str, Case] = {}  # by kind
    for case in facts.cases.values():
        if not (outage := facts.outage_of(case)):
            continue
        kind = outage.partition(" ")[0]
        before = newest.get(kind, case)
        if before.opened_at >= case.opened_at - WITHIN:
            yield case, before
        newest[kind] = max(before, case, key=lambda each: each.opened_at)


def _told(facts: Facts) -> Iterator[tuple[Case, Fact]]:
    for case in facts.cases.values():
        yield from ((case, fact) for fact in case.facts if fact.kind in (PROPOSED, MENTIONED))


def reported(scene: Scene, deed: Deed, roster: Roster) -> None:
    """
    Of many reports within an hour the leads hear: once all together, then of each that comes later.

    Of each user one counts.
    """
    if scene.again:
        return
    if not scene.facts.outage_of(scene.case):
        _by_chance(scene, deed, roster)
        return
    near = [one for one in scene.family.opened if one is not scene and _is_near(one, scene, deed)]
    known = [one for one in near if one.cluster is not None or one.state.parent is not None]
    if any(one.case.requester == scene.case.requester for one in known or near):
        return
    first = {one.case.requester: one for one in reversed(near)}
    if known:
        _mention(scene, next((one for one in known if one.state.parent is not None), known[-1]), deed, roster)
    elif len(first) + 1 >= FROM_USERS:
        _propose(sorted((*first.values(), scene), key=lambda one: one.case.id), deed, roster)


def _by_chance(scene: Scene, deed: Deed, roster: Roster) -> None:
    told = (scene.family.alike.get(event) for event in range(deed.facts[0].id, deed.facts[-1].id + 2))
    ticket, fact = next((one for one in told if one), (0, None))  # in the transaction of the mail
    first = scene.family.of(ticket)
    if fact is None or first is None:
        return
    if fact.kind == PROPOSED:
        found = [one for one in scene.family.opened if one.case.number in fact.detail["numbers"]]
        _compare(scene, found, FROM_USERS)
        _propose(found, deed, roster)
    else:
        _compare(scene, [scene, *(one for one in scene.family.opened if one.cluster == first.cluster)], 2)
        _mention(scene, first, deed, roster)


def _compare(scene: Scene, found: Sequence[Scene], most: int) -> None:
    """At least so many users within the hour, of whom one is a new one."""
    near = [one for one in found if abs(one.case.opened_at - scene.case.opened_at) <= WITHIN]
    users = {one.case.requester for one in near}
    if len(users) < most or scene not in near:
        scene.fault(f"{len(users)} users within the hour are no wave")


def _propose(found: Sequence[Scene], deed: Deed, roster: Roster) -> None:
    """found: oldest first."""
    for one in found:
        one.cluster = found[0].case.id
    found[0].expect("incident_proposed", found[0].leaders(roster), deed.at)


def _mention(scene: Scene, near: Scene, deed: Deed, roster: Roster) -> None:
    """
    Not what was turned down, nor an incident that is over.

    What nobody has made an incident of goes on with the oldest that is worked on, as long as there is any.
    """
    first = scene.family.of(near.state.parent or near.cluster)
    assert first is not None
    older = [first]
    if first.state.parent is None and not first.state.is_running:
        older = sorted(
            (one for one in scene.family.opened if one.cluster == first.case.id), key=lambda one: one.case.id
        )
    scene.cluster = near.cluster or first.case.id
    leading = next((one for one in older if one.state.is_running or one.state.turned_down), None)
    if leading and not leading.state.turned_down:
        leading.expect("incident_similar", leading.leaders(roster), deed.at)


def _is_near(one: Scene, scene: Scene, deed: Deed) -> bool:
    """
    Reported within the hour, still worked on, and of the same category as far as the desk is sure of it.

    What is left of an incident that is over is none of a new one.
    """
    first = scene.family.of(one.state.parent or one.cluster)
    if first and first.state.parent is not None and not first.state.is_running:
        return False
    event = deed.facts[0].id
    categories = {one.case.category_at(event), scene.case.category_at(event)}
    same = len(categories) == 1 or UNSURE in categories
    return same and abs(one.case.opened_at - scene.case.opened_at) <= WITHIN and one.state.is_running
