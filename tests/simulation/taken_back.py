"""
What has to follow when a command mail is taken back: the ticket is as if that mail had never come, what its clock has
told meanwhile stays told, and whoever may have read of it hears that it holds no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from .facts import Case, Deed, Fact, Roster, Row, Somebody
from .scene import Scene

UNDO, FOOTPRINT = "command.undo", "command.footprint"
RECEIPTS = frozenset({"receipt", "user_receipt"})
PROMISE = "promise_changed"


def is_undo(deed: Deed) -> bool:
    return deed.of(UNDO) is not None


def take_back(scene: Scene, deed: Deed, actor: Somebody, roster: Roster) -> None:
    fact = deed.of(UNDO)
    assert fact is not None
    item = int(fact.detail["undone"])
    undone = _deed_of(scene, item)
    if undone is None:
        scene.fault("what was taken back is none of its mails")
        return
    _compare(scene, deed, undone, actor)
    had = _whose(scene, roster)
    team, assignee = scene.state.team, scene.state.assignee
    snoozed = scene.state.snoozed
    scene.play_without(item)
    if snoozed is not None and scene.state.snoozed is None:
        scene.state.woken = max(scene.state.woken, deed.at)
    _wait_anew(scene, fact)
    _tell_user(scene, deed, undone)
    if (team, assignee) != (scene.state.team, scene.state.assignee):
        _tell_staff(scene, deed, undone, actor, had)


def take_back_beside(scene: Scene, deed: Deed) -> None:
    """It was about another ticket, where all hear of it."""
    fact = deed.of(UNDO)
    assert fact is not None
    undone = _deed_of(scene, int(fact.detail["undone"]))
    if undone is not None and undone.of("ticket.opened"):  # it was split off by a mistake
        scene.state.move("cancelled", deed.at)
        return
    scene.play_without(int(fact.detail["undone"]))
    _wait_anew(scene, fact)
    if undone is not None and any("incident" in one.detail for one in undone.facts):
        _tell_user(scene, deed, undone)


def _wait_anew(scene: Scene, fact: Fact) -> None:
    """What was over is to be confirmed once more: the user has been silent only since then."""
    if fact.changes.get("status", ["", ""])[1] == "resolved":
        scene.state.silent = max(scene.state.silent, fact.at)


def compare_refusal(scene: Scene, deed: Deed) -> None:
    """What has just been ordered can be taken back by who has ordered it, as long as nothing has happened since."""
    if deed.written is None or deed.written.orders != ("undo",):
        return
    deeds = scene.facts.deeds[scene.case.id]
    number = next(number for number, one in enumerate(deeds) if one is deed)
    last = deeds[number - 1]
    about = scene.facts.causes.get(deed.written.about, last.item)
    told = (scene, *scene.led)  # by a word to all of an incident
    happened = (fact for one in told for fact in one.case.facts)
    between = [fact for fact in happened if last.facts[-1].id < fact.id < deed.facts[0].id]
    if last.of("command.away") and _was_away_elsewhere(scene, last, deed):
        return
    alone = last.of(FOOTPRINT) and not last.of(UNDO, "command.split")  # whose other ticket may have moved
    own = alone and last.by == deed.written.sender
    if own and about == last.item and not any(fact.changes for fact in between):
        scene.fault(f"nothing has happened since {sorted(last.kinds)}, and it was not taken back")


def _was_away_elsewhere(scene: Scene, last: Deed, deed: Deed) -> bool:
    """Days of absence that touch become one absence, whichever ticket the order was about."""
    actor, span = last.facts[0].actor, range(last.facts[-1].id + 1, deed.facts[0].id)
    return any(fact.actor == actor and fact.id in span for fact in scene.facts.aways)


def _deed_of(scene: Scene, item: int) -> Deed | None:
    return next((deed for deed in scene.facts.deeds[scene.case.id] if deed.item == item), None)


def _compare(scene: Scene, deed: Deed, undone: Deed, actor: Somebody) -> None:
    """It is the mail that was meant, and the actor may."""
    written, doer = deed.written, undone.by
    assert written is not None
    if doer != actor.addr and actor.role != "lead":
        scene.fault(f"what {doer} has done was taken back by {actor.addr}")
    about = scene.facts.causes.get(written.about, 0)
    if not about or _deed_of(scene, about) is None:
        own = [one for one in _before(scene, deed) if one.by == actor.addr and one.of(FOOTPRINT, UNDO)]
        about = own[-1].item if own else 0
    if about != undone.item:
        scene.fault("another mail was taken back than the one that was meant")
    if undone.item in scene.gone:
        scene.fault("it was taken back a second time")


def _before(scene: Scene, deed: Deed) -> Iterator[Deed]:
    for one in scene.facts.deeds[scene.case.id]:
        if one is deed:
            return
        yield one


# ---------------------------------------------------------------- who hears of it


def _tell_user(scene: Scene, deed: Deed, undone: Deed) -> None:
    rows, child, other = list(scene.sent.get(undone.item, ())), _child(scene, undone), _other(scene, undone)
    if child:
        rows.append(Row("acknowledgement", scene.case.requester, child.id, undone.at))
    if other:  # whose solution they may have got with the merge, which is judged where that is played
        rows += [Row("resolved", one, other.id, undone.at) for one in (*scene.user, *scene.state.reporters)]
    users = {scene.case.requester, *scene.copied}
    told = [row for row in rows if row.kind not in RECEIPTS and _has_read(scene, row, deed)]
    read = {row.kind for row in told if row.to in users}
    if read == {PROMISE}:
        scene.expect(PROMISE, scene.user, deed.at)
    elif read:
        about = child.id if child and "acknowledgement" in read else scene.case.id
        readers = {row.to for row in told}
        others = [one for one in scene.state.reporters if one in readers]  # who never heard of it is told nothing
        scene.expect("withdrawn", [*scene.user, *others], deed.at, about)


def _child(scene: Scene, undone: Deed) -> Case | None:
    """The ticket that it has split off."""
    return _named(scene, undone.of("command.split"))


def _other(scene: Scene, undone: Deed) -> Case | None:
    """The ticket that it has become part of."""
    return _named(scene, undone.of("command.merge"))


def _named(scene: Scene, fact: Fact | None) -> Case | None:
    numbers = {case.number: case for case in scene.facts.cases.values()} if fact else {}
    return numbers[str(fact.detail["number"])] if fact else None


def _tell_staff(scene: Scene, deed: Deed, undone: Deed, actor: Somebody, had: list[Somebody]) -> None:
    """Whoever has it again hears so, and whoever has it no more; not who knows, nor who never heard."""
    rows = [row for row in scene.sent.get(undone.item, ()) if row.kind not in RECEIPTS and _has_read(scene, row, deed)]
    knows = {row.to for row in rows} | {undone.by}
    holder = scene.people(scene.state.assignee)
    scene.expect("assigned", [one for one in holder if one != actor and one.addr in knows and one not in had], deed.at)
    lost = [one for one in had if one not in (actor, *holder) and one.addr in knows]
    scene.expect("handed_on", lost, deed.at)


def _whose(scene: Scene, roster: Roster) -> list[Somebody]:
    """Who has it, or could take it."""
    return scene.people(scene.state.assignee) or roster.members(scene.state.team)


def _has_read(scene: Scene, row: Row, deed: Deed) -> bool:
    return scene.facts.has_read(row, scene.facts.items[deed.item].uid)
