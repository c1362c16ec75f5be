"""What has to follow on a ticket from an order that was about another one; who has ordered it hears of it there."""

from __future__ import annotations

from .facts import Case, Deed, Fact, Facts, Roster, joined_by
from .scene import Scene
from .taken_back import is_undo, take_back_beside


def happened_beside(scene: Scene, deed: Deed, roster: Roster) -> None:
    if is_undo(deed):
        take_back_beside(scene, deed)
    elif "command.merged_in" in deed.kinds:
        _join(scene, deed)
    else:
        scene.fault(f"an order about another ticket did {sorted(deed.kinds)}")


def _join(scene: Scene, deed: Deed) -> None:
    """The users of the other ticket take part in this one, and those of the staff who read along with it."""
    other = scene.facts.cases[scene.facts.items[deed.item].ticket or 0]
    scene.state.joined += joined_by(deed.facts)
    new = [one for one in _readers_of(scene.facts, other, deed) if one not in scene.state.watchers]
    scene.state.watchers += new
    people = {other.requester, *other.copied, *joined_by(_before(other, deed))}
    missing = people - {scene.case.requester, *scene.copied}
    if missing:
        scene.fault(f"{sorted(missing)} took part in {other.number}, and do not in this one")


def _readers_of(facts: Facts, case: Case, deed: Deed) -> list[int]:
    """Who reads along with another ticket before an event."""
    found: list[int] = []
    gone = {item for item, event in facts.undone.items() if event < deed.facts[0].id}
    for fact in _before(case, deed):
        actor = facts.at_address(fact.actor)
        if fact.kind == "command.watch" and actor and fact.item not in gone:
            found.append(actor.id)
    return found


def _before(case: Case, deed: Deed) -> list[Fact]:
    return [fact for fact in case.facts if fact.id < deed.facts[0].id]
