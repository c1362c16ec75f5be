"""What has to follow from what engineers, specialists and leads write."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .beside import TO_USER, happened_beside, hearers, made_incident
from .by_managers import of_line
from .by_users import COORDINATED, ordered_by_user, urged, welcome
from .clocks import Escalation
from .facts import TEAM_OF, Deed, Roster, Somebody, moment_of
from .hours import HOUR, MINUTE
from .scene import Scene
from .taken_back import compare_refusal, is_undo, take_back
from .town import ACTS
from .words import FOR_THE_DESK

FEEDBACK = 4 * HOUR  # promised where the engineer names no time
SAID_BY_SPECIALIST = ("command.answer", "command.progress", "command.ask")
WITHOUT_SOLUTION = ("command.close", "command.cancel")
ENDS = ("command.resolve", "command.close", "command.cancel", "command.merge")  # of an escalation, too


@dataclass(frozen=True, slots=True)
class Before:
    """
    A ticket before a command mail of *actor*.

    Attributes:
        former: who had it. unclaimed: nobody has taken it up, nor decided who should.
        escalated_by: who waits for what specialists find. led: it led an incident.
    """

    actor: Somebody
    former: int | None
    team: str
    coordinator: int | None
    promise: int
    unclaimed: bool
    escalated_by: list[int]
    led: bool


def ordered(scene: Scene, deed: Deed, roster: Roster) -> None:
    """A command mail, or a plain reply of the staff."""
    if deed.written is None:
        scene.fault("an order that nobody has given")
        return
    actor = scene.facts.at_address(deed.written.sender)
    acts = deed.written.meaning == ACTS
    # what a user wrote beside an order that was refused may have opened another ticket
    refused = actor is None and "command.refused" in deed.kinds
    if scene.facts.items[deed.item].ticket != scene.case.id and not (acts or refused):
        happened_beside(scene, deed, roster)
        return
    if actor is None:
        ordered_by_user(scene, deed, roster)
        return
    if acts:
        _done(scene, of_line(deed, scene.case), actor, roster)
        return
    if "command.answer" not in deed.kinds or "command.refused" in deed.kinds:
        scene.expect(_answer_to(deed), [actor], deed.at)
    if "command.refused" in deed.kinds:
        compare_refusal(scene, deed)
        return
    if is_undo(deed):
        take_back(scene, deed, actor, roster)
        return
    _compare_ok(scene, deed, actor)
    _done(scene, deed, actor, roster)


def _done(scene: Scene, deed: Deed, actor: Somebody, roster: Roster) -> None:
    """What was carried out is told to all whom it concerns."""
    before = _before(scene, actor)
    _escalate(scene, deed, roster, before)
    scene.apply(deed.facts)
    _follow_escalation(scene, deed, before)
    _tell_user(scene, deed, before)
    _tell_staff(scene, deed, roster, before)
    _correct(scene, deed, roster, before)
    if "command.urge" in deed.kinds:
        scene.expect("urged", urged(scene, roster), deed.at)
    if "command.close" in deed.kinds:
        scene.write_up(deed.at, roster)
    if "command.watch" in deed.kinds and actor.id not in scene.state.watchers:
        scene.state.watchers.append(actor.id)


def _compare_ok(scene: Scene, deed: Deed, actor: Somebody) -> None:
    """What decides about a draft is for the desk; "ok" sends the one that stands, with a thread or without."""
    written, drafted = deed.written, scene.state.drafted
    if written is None or written.meaning not in FOR_THE_DESK or "command.answer" not in deed.kinds:
        return
    stands = drafted is not None and actor.id in drafted[1] and not scene.state.written_since
    if written.answers in ("progress_draft", "article_draft") or (stands and written.meaning == "ok"):
        scene.fault(f"“{written.meaning}” to a draft has become an answer to the user")


def _answer_to(deed: Deed) -> str:
    """What a mail of the staff is answered with: a form with gaps comes back, else a receipt."""
    draft = deed.of("command.escalation_draft")
    if draft and draft.detail.get("missing"):
        return "escalation_form"
    return "receipt"


def _before(scene: Scene, actor: Somebody) -> Before:
    state = scene.state
    return Before(
        actor=actor,
        former=state.assignee,
        team=state.team,
        coordinator=state.coordinator,
        promise=state.promise,
        unclaimed=state.status == "registered" and not state.given_by_hand,
        escalated_by=state.escalated_by,
        led=state.parent == scene.case.id,
    )


def _tell_user(scene: Scene, deed: Deed, before: Before) -> None:
    typed = set(deed.written.orders if deed.written else ())
    if "command.accept" in deed.kinds and {"accept", "takeover"} & typed:
        scene.expect("accepted", scene.user, deed.at)
    for kind, (mail, for_copied) in TO_USER.items():
        if kind in deed.kinds:
            scene.tell(mail, hearers(scene, mail, for_copied=for_copied), deed)
    if scene.state.promise != before.promise and deed.of("priority.corrected"):
        scene.expect("promise_changed", scene.user, deed.at)


def _tell_staff(scene: Scene, deed: Deed, roster: Roster, before: Before) -> None:
    state, actor = scene.state, before.actor
    if "command.answer" in deed.kinds:
        people = scene.people(before.former, state.assignee, *state.watchers)
        scene.expect("answer_copy", [one for one in people if one != actor], deed.at)
    if "command.resolve" in deed.kinds:
        begun = scene.people(*before.escalated_by)
        scene.expect("escalation_resolved", [one for one in begun if one != actor], deed.at)
    if "command.incident" in deed.kinds:
        made_incident(scene, deed, actor, led=before.led)
    if "command.assign" in deed.kinds:
        state.given_by_hand = True
        scene.expect("assigned", [one for one in _assigned(scene, deed, roster) if one != actor], deed.at)
    gave_up = before.former not in (None, actor.id, state.assignee)
    hears_otherwise = deed.of("command.answer", "command.category")
    if deed.of("command.escalate") and not deed.of("command.accept"):
        hears_otherwise = deed.of("command.escalate")
    if gave_up and not hears_otherwise:
        scene.expect("handed_on", scene.people(before.former), deed.at)


def _assigned(scene: Scene, deed: Deed, roster: Roster) -> list[Somebody]:
    found = re.search(r"#assign=(\S+)", deed.written.meaning if deed.written else "")
    target = found[1] if found else ""
    person = scene.facts.at_address(target)
    return [person] if person else roster.members(target)


def _correct(scene: Scene, deed: Deed, roster: Roster, before: Before) -> None:
    """Another category is another team's as long as nobody has taken it up; what has become urgent needs a lead."""
    if not deed.of("command.priority", "command.category"):
        return
    state, lead = scene.state, scene.person(scene.state.coordinator)
    if state.priority in COORDINATED and lead is None and roster.present(roster.leads("")):
        scene.fault(f"{state.priority}, and nobody coordinates it")
    alone = len(deed.written.orders if deed.written else ()) == 1
    corrected = deed.of("category.corrected")
    moved = bool(before.unclaimed and alone and corrected and TEAM_OF[corrected.detail["new"]] != before.team)
    if moved != (state.team != before.team):
        scene.fault(f"its category is corrected, and its team was {before.team} and is {state.team}")
    if moved:
        former = [one for one in scene.people(before.former) if one.id != state.assignee]
        scene.expect("handed_on", former, deed.at)
        welcome(scene, deed, roster)
    elif lead and before.coordinator is None and lead.id != state.assignee:
        scene.expect("coordination", [lead], deed.at)


# ---------------------------------------------------------------- escalations


def _escalate(scene: Scene, deed: Deed, roster: Roster, before: Before) -> None:
    """The new form becomes the ticket's, and its specialists, leads and coordinator hear of it."""
    fact = deed.of("command.escalate")
    if fact is None:
        return
    state, named = scene.state, str(fact.detail["target"])
    target = next((one for one in scene.facts.staff if one.name == named), None)
    feedback = moment_of(fact.detail["feedback_at"])
    assert feedback is not None
    _check_feedback(scene, deed, feedback)
    team = "" if target else named
    state.escalate(Escalation(before.actor.id, team, target.id if target else None, feedback))
    told = [target] if target else roster.members(team)
    # Of whom somebody takes a new one before it is escalated, they hear by another mail.
    holder = [] if deed.of("command.accept") else scene.people(before.former)
    told = [*told, *roster.leads(before.team), *scene.people(state.coordinator), *holder]
    scene.expect("escalation", [one for one in told if one != before.actor], deed.at)


def _check_feedback(scene: Scene, deed: Deed, feedback: int) -> None:
    """By when the specialist is to be heard: as was promised, else within the desk's own working time."""
    promised, in_form = _promised(deed), scene.state.forms.get(deed.written.sender if deed.written else "", 0)
    if promised:
        wanted = deed.at + promised
    elif in_form > deed.at:
        wanted = in_form
    elif deed.written and "escalate" in deed.written.orders:
        wanted = scene.clocks.hours[scene.state.priority].after(deed.at, FEEDBACK)
    else:
        return  # a form that came back may hold what was promised before
    if not 0 <= wanted - feedback < MINUTE:
        scene.fault(f"feedback is promised {(feedback - wanted) / MINUTE:.1f} min beside what it should be")


def _promised(deed: Deed) -> int:
    """In how much time, by the words of the mail; 0 for none."""
    found = re.search(r"#feedback=(\d+)h", deed.written.meaning if deed.written else "")
    return int(found[1]) * HOUR if found else 0


def _follow_escalation(scene: Scene, deed: Deed, before: Before) -> None:
    form, fact = scene.state.escalation, deed.of("command.feedback")
    if deed.of("command.escalation_draft") and (promised := _promised(deed)):
        scene.state.forms[before.actor.addr] = deed.at + promised
    if deed.of("command.escalate", *ENDS):
        scene.state.forms.clear()
    if form is None:
        return
    if fact and not form.over:
        form.feedback_at, form.open = moment_of(fact.detail["feedback_at"]) or 0, True
        _check_feedback(scene, deed, form.feedback_at)
    if deed.of(*WITHOUT_SOLUTION):
        scene.state.withdraw_escalation()
    elif deed.of(*ENDS):
        scene.state.end_escalation()
    elif form.open and deed.of(*SAID_BY_SPECIALIST) and _is_for(scene, form, before.actor):
        form.open = False
    elif form.open and _hands_on(deed) and not _is_there(scene, form):
        form.open, form.left = False, deed.at


def _hands_on(deed: Deed) -> bool:
    return not {"assign", "takeover"}.isdisjoint(deed.written.orders if deed.written else ())


def _is_for(scene: Scene, form: Escalation, actor: Somebody) -> bool:
    if actor.id == form.by:
        return False
    if form.person is None:
        return actor.team == form.team
    if actor.id == form.person or (scene.state.assignee == actor.id and _is_there(scene, form)):
        return True
    teams = {one.team for one in scene.people(form.person)} - {one.team for one in scene.people(form.by)}
    return actor.team in teams - {""}  # a colleague speaks for the specialist


def _is_there(scene: Scene, form: Escalation) -> bool:
    """Those to whom it was escalated have the ticket."""
    state = scene.state
    if form.person is None:
        return state.team == form.team
    if state.assignee in (form.person, form.by):
        return state.assignee == form.person
    return any(one.team == state.team for one in scene.people(form.person))
