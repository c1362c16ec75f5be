"""What the clock of the desk has to do while time goes by: foretold, tick by tick, from the state of a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from .clocks import GRAVITY, TRIAGE, Due
from .facts import Roster, Somebody
from .scene import Scene

MAILS = {
    ("response", 0): "response_reminder",
    ("response", 1): "response_breach",
    ("triage", 0): "triage_question",
    ("triage", 1): "triage_overdue",
    ("feedback", 0): "feedback_due",
    ("due", 0): "due_reached",
    ("snooze", 0): "snooze_over",
}
LAPSES_TOLD = 2  # drafts in a row that nobody has answered


def let_pass(scenes: Sequence[Scene], begin: int, end: int) -> None:
    """The ticks from *begin* until before *end*, as far as anything falls due for tickets that know of each other."""
    while begin < end and scenes:
        firsts = (min((due.at for due in scene.ahead()), default=None) for scene in scenes)
        looks = (scenes[0].looks.first(first, begin, end) for first in firsts if first is not None)
        number = min((look for look in looks if look is not None), default=None)
        if number is None:
            return
        _look(list(scenes), number)
        begin = number + 1


def _look(waiting: list[Scene], number: int) -> None:
    """One tick: each ticket once, also when it has something due only for what fell due for another one."""
    looks, calendar = waiting[0].looks, waiting[0].calendar
    now = looks.at[number]
    roster = calendar.roster(now, looks.after_event[number] + 1)
    while found := [(due, scene) for scene in waiting if (due := [one for one in scene.ahead() if one.at <= now])]:
        due, scene = min(found, key=lambda pair: min(one.at for one in pair[0]))
        waiting.remove(scene)
        scene.play(0, partial(_fall, scene, due, now, roster))


def _fall(scene: Scene, due: list[Due], now: int, roster: Roster) -> None:
    """One mail to the staff, about the gravest; what the user is owed goes out besides."""
    if due[0].kind == "verification":
        _ask_for_word(scene, due[0], now, roster)
        return
    progress = [one for one in due if one.kind == "progress"]
    others = [one for one in due if one.kind != "progress"]
    if others:
        gravest = min(others, key=lambda one: GRAVITY.index((one.kind, one.stage)))
        scene.expect(MAILS[gravest.kind, gravest.stage], _concerned(scene, gravest, roster), now)
    for one in others:
        _told(scene, one, now)
        if one.kind == "response" and not scene.again:
            _told_beside(scene, one, now)
    if any(one.stage for one in progress):
        _write_to_user(scene, now, roster)
    elif progress:
        _draft(scene, now, roster)


def _told(scene: Scene, due: Due, now: int) -> None:
    state = scene.state
    match due.kind, due.stage:
        case "response", 0:
            state.reminded.append((now, due.promise))
        case "response", _:
            state.breached.append((now, due.promise))
        case "triage", 0:
            state.questioned = now
        case "triage", _:
            state.warned = True
        case "feedback", _:
            if state.escalation:  # none any more once it was taken back
                state.escalation.told.add(due.promise)
        case "due", _:
            state.due_told = True
        case "snooze", _:
            state.wake(now)


def _told_beside(scene: Scene, due: Due, now: int) -> None:
    """What was told of the leading ticket was told of those that follow."""
    for one in scene.led:
        state = one.state
        if state.is_running and not state.answered and (state.promise <= now or not due.stage):
            one.play(0, partial(_told, one, Due(now, "response", due.stage, state.promise), now))


def _concerned(scene: Scene, due: Due, roster: Roster) -> list[Somebody]:
    if due.stage:
        return scene.leaders(roster)
    form = scene.state.escalation
    if due.kind != "feedback" or form is None or not form.open:
        return scene.readers(roster)
    team = roster.members(form.team) if form.team else []
    targets = scene.people(form.person) or roster.present(team) or team
    return [*targets, *scene.people(form.by)] if targets else scene.readers(roster)


def _draft(scene: Scene, now: int, roster: Roster) -> None:
    told = scene.drafts.setdefault(now, scene.readers(roster))  # also if what made them readers is taken back
    scene.expect("progress_draft", told, now)
    scene.state.drafted = now, frozenset(one.id for one in told)
    scene.state.written_since = False
    scene.state.lapsing.append(now)


def _write_to_user(scene: Scene, now: int, roster: Roster) -> None:
    """The desk writes by itself; of the second draft that nobody has answered the leads hear."""
    state = scene.state
    scene.expect("progress_due", [*scene.user, *state.reporters], now)
    if state.drafted and len(state.lapsing) >= LAPSES_TOLD and not scene.kin.drafts_for(state):
        there_was_time = scene.clocks.hours[state.priority].between(state.lapsing[0], now) >= TRIAGE
        others = [one for one in scene.leaders(roster) if one.id not in state.drafted[1]]
        scene.expect("draft_lapsed", others if there_was_time else [], now)
    state.hear(now, by_desk=True)


def _ask_for_word(scene: Scene, due: Due, now: int, roster: Roster) -> None:
    """Reminded once, then closed without an answer."""
    state = scene.state
    if not due.stage:
        scene.expect("verification_reminder", scene.user, now)
        state.confirm_reminded = now
        return
    scene.expect("closed_unanswered", scene.user, now)
    state.wake(now)
    state.move("closed", now)
    state.verdict = "unanswered"
    scene.write_up(now, roster)
