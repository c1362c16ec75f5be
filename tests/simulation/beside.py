"""What has to follow on a ticket from an order that was about another one; who has ordered it hears of it there."""

from __future__ import annotations

from .facts import Case, Deed, Fact, Facts, Roster, Somebody, joined_by
from .scene import Scene
from .taken_back import is_undo, take_back_beside

# What the user gets of it, and whether those who are copied get it, too.
TO_USER = {
    "command.answer": ("answer", True),
    "command.progress": ("progress", False),
    "command.ask": ("question", True),
    "command.escalate": ("escalated", False),
    "command.feedback": ("escalated", False),
    "command.resolve": ("resolved", True),
    "command.reopen": ("reopened", False),
    "command.close": ("closed", False),
    "command.cancel": ("cancelled", False),
    "command.merge": ("merged", False),
}


# What those hear as well whose tickets have become part of it.
GOES_ON = frozenset({"progress", "closed", "cancelled", "reopened"})


def hearers(scene: Scene, mail: str, *, for_copied: bool) -> list[str]:
    """The users who get a mail about a ticket."""
    if for_copied:
        return [*scene.user, *scene.copied]
    return [*scene.user, *(scene.state.reporters if mail in GOES_ON else ())]


def happened_beside(scene: Scene, deed: Deed, roster: Roster) -> None:
    if is_undo(deed):
        take_back_beside(scene, deed)
    elif "command.merged_in" in deed.kinds:
        _join(scene, deed)
    elif "command.incident" in deed.kinds:
        led = scene.state.parent == scene.case.id
        scene.apply(deed.facts)
        if scene.state.parent == scene.case.id and not led:  # its user whose ticket led needs no help any more
            scene.expect("incident_joined", scene.people(scene.state.assignee), deed.at)
    elif any("incident" in fact.detail for fact in deed.facts):
        _said_to_all(scene, deed)
    else:
        scene.fault(f"an order about another ticket did {sorted(deed.kinds)}")


def _said_to_all(scene: Scene, deed: Deed) -> None:
    """
    What is said on the leading ticket goes to the user of each, and to those who get what its user gets.

    A solution ends the escalation of each, and who has begun it hears so.
    """
    actor = scene.facts.at_address(deed.written.sender if deed.written else "")
    scene.apply(deed.facts)
    if "command.resolve" in deed.kinds:
        begun = scene.people(*scene.state.escalated_by)
        scene.expect("escalation_resolved", [one for one in begun if one != actor], deed.at)
        scene.state.end_escalation()
    for kind, (mail, for_copied) in TO_USER.items():
        if kind in deed.kinds:
            scene.tell(mail, hearers(scene, mail, for_copied=for_copied), deed)


def made_incident(scene: Scene, deed: Deed, actor: Somebody, *, led: bool) -> None:
    """
    A lead who makes an incident coordinates it; whoever has one of the tickets hears who looks after it.

    led: it has led one before; else who has it hears what that means.
    """
    state = scene.state
    if state.parent != scene.case.id:
        return
    if state.coordinator is None and actor.role == "lead":
        state.coordinator = actor.id
    new = [one for one in scene.family.opened if _joins(one, deed) and (one is not scene or not led)]
    holders = scene.people(*(one.state.assignee for one in new))
    scene.expect("incident_joined", [one for one in holders if one != actor], deed.at)


def _joins(scene: Scene, deed: Deed) -> bool:
    deeds = scene.facts.deeds[scene.case.id]
    return any(one.item == deed.item and one.of("command.incident") is not None for one in deeds)


def _join(scene: Scene, deed: Deed) -> None:
    """
    The users of the other ticket take part in this one, and those of the staff who read along with it.

    Whose ticket it was hears from now on how this one goes on; a solution that was told before, at once.
    """
    other = scene.facts.cases[scene.facts.items[deed.item].ticket or 0]
    knew = {scene.case.requester, *scene.copied}
    reporters = _reporters(scene.facts, other, deed)
    if scene.state.status == "resolved":
        scene.expect("resolved", [one for one in reporters if one not in knew], deed.at)
    scene.state.reporters += [one for one in reporters if one not in (scene.case.requester, *scene.state.reporters)]
    scene.state.joined += joined_by(deed.facts)
    new = [one for one in _readers_of(scene.facts, other, deed) if one not in scene.state.watchers]
    scene.state.watchers += new
    people = {other.requester, *other.copied, *joined_by(_standing(scene.facts, other, deed))}
    missing = people - {scene.case.requester, *scene.copied}
    if missing:
        scene.fault(f"{sorted(missing)} took part in {other.number}, and do not in this one")


def _reporters(facts: Facts, case: Case, deed: Deed) -> list[str]:
    """Whose ticket it was, and whose had become part of it before."""
    found = [case.requester]
    for fact in _standing(facts, case, deed):
        if fact.kind == "command.merged_in":
            found += _reporters(facts, _part(facts, fact), deed)
    return list(dict.fromkeys(found))


def _readers_of(facts: Facts, case: Case, deed: Deed) -> list[int]:
    """Who reads along with another ticket before an event, or with what had become part of it before."""
    found: list[int] = []
    for fact in _standing(facts, case, deed):
        actor = facts.at_address(fact.actor)
        if fact.kind == "command.watch" and actor:
            found.append(actor.id)
        if fact.kind == "command.merged_in":
            found += _readers_of(facts, _part(facts, fact), deed)
    return list(dict.fromkeys(found))


def _part(facts: Facts, joined: Fact) -> Case:
    return next(one for one in facts.cases.values() if one.number == joined.detail["number"])


def _standing(facts: Facts, case: Case, deed: Deed) -> list[Fact]:
    """What had happened to another ticket before, and had not been taken back by then."""
    begins = deed.facts[0].id
    gone = {item for item, event in facts.undone.items() if event < begins}
    return [fact for fact in case.facts if fact.id < begins and fact.item not in gone]
