"""What the clock of the desk has to do while time goes by: foretold, tick by tick, from the state of a ticket."""

from __future__ import annotations

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


def let_pass(scene: Scene, begin: int, end: int) -> None:
    """The ticks from *begin* until before *end*, as far as anything falls due."""
    while begin < end:
        ahead = scene.clocks.ahead(scene.state)
        first = min((due.at for due in ahead), default=None)
        number = scene.looks.first(first, begin, end) if first is not None else None
        if number is None:
            return
        now = scene.looks.at[number]
        roster = scene.calendar.roster(now, scene.looks.after_event[number] + 1)
        scene.play(0, partial(_fall, scene, [due for due in ahead if due.at <= now], now, roster))
        begin = number + 1


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
    told = scene.readers(roster)
    scene.expect("progress_draft", told, now)
    scene.state.drafted = now, frozenset(one.id for one in told)
    scene.state.written_since = False
    scene.state.lapsing.append(now)


def _write_to_user(scene: Scene, now: int, roster: Roster) -> None:
    """The desk writes by itself; of the second draft that nobody has answered the leads hear."""
    state = scene.state
    scene.expect("progress_due", scene.user, now)
    if state.drafted and len(state.lapsing) >= LAPSES_TOLD:
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
