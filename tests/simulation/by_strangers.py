"""
What has to follow from who people are (SOP.md §1.1): who is not in the directory is asked, and the clocks begin when
they have said it; whoever's name they bear is asked whether it was they who wrote.

Whether what somebody says is true is known from the cast, and not from the desk's directory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .cast import DEPARTMENT, STAFF, Member, users
from .clocks import UNKNOWN
from .facts import Case, Deed, Facts, Roster
from .hours import HOUR
from .scene import Looks, Scene
from .town import Written
from .words import WHOSE

ANSWER_WITHIN = 72 * HOUR
MOST_QUESTIONS = 2
ACCEPTED, BOUND, DENIED = "identity.accepted", "identity.bound", "security.identity_denied"
PEOPLE = {one.addr: one for one in (*STAFF, *users())}


def ask_who(scene: Scene, deed: Deed) -> bool:
    """A new problem: its user is asked who they are, unless that is known, or they say so of themselves."""
    item = scene.facts.openings.get(scene.case.id)
    written = scene.facts.written.get(item or 0)
    if item is None or written is None or written.sender != scene.case.requester:
        return False  # beside another ticket, whose user is known
    state = scene.state
    state.said = dict(written.says)
    if _is_known(scene.facts, written.sender, item) or _accept(scene, written):
        return False
    state.status, state.spells, state.promise = UNKNOWN, [(UNKNOWN, state.opened)], 0
    state.questions, state.answer_by = 1, deed.at + ANSWER_WITHIN
    scene.expect("identity_question", scene.user, deed.at)
    if len(deed.facts) > 1:
        scene.fault(f"nobody knows who asks, and {sorted(deed.kinds)}")
    return True


def told_who(scene: Scene, deed: Deed) -> bool:
    """Whether it is clear now who its user is, who has written again; who says it in part is asked for the rest."""
    written, state = deed.written, scene.state
    assert written is not None
    if written.sender != scene.case.requester:
        return False
    state.said |= dict(written.says)
    known = _is_known(scene.facts, written.sender, deed.item) or _accept(scene, written)
    if known != (ACCEPTED in deed.kinds):
        scene.fault(f"{dict(written.says)} is {'true' if known else 'not enough'}, and it was taken otherwise")
    if not known:
        if written.says and state.questions < MOST_QUESTIONS:
            state.questions += 1
            scene.expect("identity_question_again", scene.user, deed.at)
        return False
    begin(scene, deed)
    return True


def begin(scene: Scene, deed: Deed) -> None:
    """It is known who asks, so its clocks run."""
    state = scene.state
    state.move("registered", deed.at)
    waits = state.times_in(frozenset({UNKNOWN}))
    state.promise = scene.clocks.promise(state.priority, state.opened, waits)
    scene.apply(deed.facts)


def ask_whose(scene: Scene, deed: Deed) -> None:
    """Whose name it is hears of it at the address that the directory knows."""
    _ask_owner(scene, "identity_confirmation", deed.at)


def _ask_owner(scene: Scene, kind: str, at: int) -> None:
    person = _person(scene.state.said) if scene.state.claimed else None
    scene.expect(kind, [person.addr] if person else [], at)


def vouched(scene: Scene, deed: Deed, roster: Roster) -> None:
    """They have answered; only yes or no counts, and only while it is open whose address it is."""
    state, meaning = scene.state, deed.written.meaning if deed.written else ""
    if asked := _merged(scene, deed):
        _vouched_before(scene, deed, asked, roster)
        return
    wanted = {"mine": BOUND, "not_mine": DENIED}.get(meaning, "") if state.claimed else ""
    done = next((kind for kind in (BOUND, DENIED) if kind in deed.kinds), "")
    if done != wanted:
        scene.fault(f"“{meaning}” is {wanted or 'nothing'} and was taken as {done or 'nothing'}")
    if meaning == WHOSE:
        _ask_owner(scene, "identity_confirmation_again", deed.at)
    if wanted:
        state.claimed = False
    if wanted == DENIED:
        scene.expect("identity_denied", scene.audience(roster), deed.at)


def _merged(scene: Scene, deed: Deed) -> Case | None:
    """The ticket that they were asked about, where it has become part of this one."""
    address = dict(deed.written.says).get("address", "") if deed.written else ""
    numbers = {fact.detail["number"] for fact in scene.case.facts if fact.kind == "command.merged_in"}
    others = (case for case in scene.facts.cases.values() if case.requester == address and case.number in numbers)
    return next(others, None) if address != scene.case.requester else None


def _vouched_before(scene: Scene, deed: Deed, asked: Case, roster: Roster) -> None:
    """The answer counts for the ticket that was merged; who works on this one hears of it."""
    before = [fact for fact in asked.facts if fact.id < deed.facts[0].id]
    standing = [fact.detail["standing"] for fact in before if "standing" in fact.detail]
    is_open = standing[-1:] == ["claimed"] and not any(fact.kind in (BOUND, DENIED) for fact in before)
    meaning = deed.written.meaning if deed.written else ""
    wanted = {"mine": BOUND, "not_mine": DENIED}.get(meaning, "") if is_open else ""
    done = next((fact.kind for fact in asked.facts if fact.kind in (BOUND, DENIED) and fact.at == deed.at), "")
    if done != wanted:
        scene.fault(f"“{meaning}” is {wanted or 'nothing'} for {asked.number} and was taken as {done or 'nothing'}")
    if wanted == DENIED:
        scene.expect("identity_denied", scene.audience(roster), deed.at)
    if meaning == WHOSE and is_open and deed.written:
        scene.expect("identity_confirmation_again", [deed.written.sender], deed.at, asked.id)


def let_go(scenes: Sequence[Scene], looks: Looks, begin: int, end: int) -> None:
    """Of whom nobody has said in time who they are: told so, and cancelled."""
    for scene in scenes:
        if scene.state.status == UNKNOWN:
            number = looks.first(scene.state.answer_by, begin, end)
            if number is not None:
                scene.expect("identity_given_up", scene.user, looks.at[number])
                scene.state.move("cancelled", looks.at[number])


def _is_known(facts: Facts, addr: str, item: int) -> bool:
    """The directory has the address, or its owner has said before that it is theirs."""
    return addr in PEOPLE or facts.owned.get(addr, item) < item


def _accept(scene: Scene, written: Written) -> bool:
    """All that they have said, the last word counting, is true of one person, or this very mail is."""
    for said in (scene.state.said, dict(written.says)):
        if _person(said):
            scene.state.said, scene.state.claimed = said, True
            return True
    return False


def _person(said: Mapping[str, str]) -> Member | None:
    """Name and department; nobody here has a number."""
    if "employee_number" in said or said.get("department") != DEPARTMENT:
        return None
    return next((one for one in PEOPLE.values() if one.name == said.get("name")), None)
