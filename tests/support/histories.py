"""
Random histories of tickets, and what becomes of them reckoned anew the dumb way: hour by hour, by a list of states.

Nothing here is shared with the figures but the names of statuses and events.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from db.events import Event
from db.tickets import Ticket

START = datetime(2026, 11, 15, 16, 0, tzinfo=UTC)  # a midnight in Shanghai
HOUR = timedelta(hours=1)
HOURS = 24 * 9  # of a story at most
OPEN = ("registered", "accepted", "in_progress", "waiting_user", "escalated")
ENDED = ("closed", "cancelled", "merged")
# action → (statuses in which it is done, the status after it ("" as before), kind of its event)
ACTIONS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "accept": (("registered",), "accepted", "command.accept"),
    "progress": (OPEN, "in_progress", "command.progress"),
    "note": ((*OPEN, "resolved", *ENDED), "", "command.note"),
    "assign": (OPEN, "", "command.assign"),
    "ask": (OPEN, "waiting_user", "command.ask"),
    "reply": (("waiting_user",), "in_progress", "user.replied"),
    "escalate": (OPEN, "escalated", "command.escalate"),
    "resolve": (OPEN, "resolved", "command.resolve"),
    "confirm": (("resolved",), "closed", "user.confirmed"),
    "reject": (("resolved",), "in_progress", "user.rejected"),
    "reopen": (("resolved", "closed", "cancelled"), "in_progress", "command.reopen"),
    "close": ((*OPEN, "resolved"), "closed", "command.close"),
    "cancel": (OPEN, "cancelled", "command.cancel"),
    "spam": (OPEN, "cancelled", "command.spam"),
    "merge": ((*OPEN, "resolved"), "merged", "command.merge"),
}
BY_MACHINE = ("reply", "confirm", "reject")  # no command, so nothing that can be taken back
ANSWERS = ("progress", "ask", "resolve")  # a person says something to the user
HEARD = (*ANSWERS, "accept", "escalate", "reopen", "reject")
WAITS = ("waiting_user", "resolved", *ENDED)  # the user need not hear


@dataclass(frozen=True)
class Deed:
    hour: int
    action: str
    item: int | None
    by: int  # which of the staff


@dataclass(frozen=True)
class State:
    """A ticket between two deeds."""

    status: str = "registered"
    assignee: int | None = None
    answered: int | None = None  # the hour
    accepted: int | None = None


@dataclass
class Story:
    """
    Attributes:
        opened: the hour.
        deeds: that were done and not taken back, with the state after each.
        events: all that is kept of it, oldest first.
    """

    opened: int
    people: tuple[int, ...]
    deeds: list[tuple[Deed, State]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.deeds[-1][1] if self.deeds else State()

    def do(self, deed: Deed) -> None:
        allowed, status, kind = ACTIONS[deed.action]
        before = self.state
        if before.status not in allowed:
            return
        after = replace(before, status=status or before.status)
        if deed.action == "accept":
            after = replace(after, assignee=self.people[deed.by], accepted=deed.hour)
        if deed.action == "assign":
            after = replace(after, assignee=self.people[deed.by])
        if deed.action in ANSWERS and before.answered is None:
            after = replace(after, answered=deed.hour)
        self.deeds.append((deed, after))
        changes = {"status": [before.status, after.status], "assignee_id": [before.assignee, after.assignee]}
        kept = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        self.events.append(Event(at(deed.hour), f"p{deed.by}@desk.example", kind, {"changes": kept}, deed.item))

    def undo(self, hour: int) -> None:
        """The last deed, if a command did it."""
        if not self.deeds or self.deeds[-1][0].item is None:
            return
        deed, after = self.deeds.pop()
        changes = {"status": [after.status, self.state.status], "assignee_id": [after.assignee, self.state.assignee]}
        self.events.append(Event(at(hour), "x@desk.example", "command.undo", {"undone": deed.item, "changes": changes}))

    def before(self, hour: int) -> State | None:
        """None before it was opened."""
        states = [State(), *(after for deed, after in self.deeds if deed.hour < hour)]
        return states[-1] if self.opened < hour else None

    @property
    def is_junk(self) -> bool:
        """Cancelled as spam, and so it is still."""
        last = [deed.action for deed, _ in self.deeds if deed.action != "note"]
        return bool(last) and last[-1] == "spam"

    def moves(self, first: int, end: int) -> list[tuple[str, str, Deed]]:
        """(status before, after) of the deeds from hour *first* until before *end*."""
        states = [State(), *(after for _, after in self.deeds)]
        return [
            (before.status, after.status, deed)
            for before, (deed, after) in zip(states, self.deeds, strict=False)
            if first <= deed.hour < end
        ]


def at(hour: int) -> datetime:
    return START + hour * HOUR


@st.composite
def stories(draw: st.DrawFn, people: tuple[int, ...]) -> Story:
    """One ticket: some deeds at whole hours, never two at once, some of them taken back."""
    opened = 24 * draw(st.integers(0, HOURS // 48)) + draw(st.sampled_from((0, 1, 9, 22, 23)))  # midnights matter
    story, hour = Story(opened, people), opened
    story.events.append(Event(at(opened), "wang@corp.example", "ticket.opened", {}))
    for number in range(draw(st.integers(0, 10))):
        hour += draw(st.sampled_from((1, 1, 2, 3, 15, 23, 24, 25, 40)))
        action = draw(st.sampled_from((*ACTIONS, "undo", "undo")))
        if hour >= HOURS:
            break
        if action == "undo":
            story.undo(hour)
        else:
            item = None if action in BY_MACHINE else number
            story.do(Deed(hour, action, item, draw(st.integers(0, len(people) - 1))))
    return story


def ticket_of(story: Story, number: int, **columns: Any) -> Ticket:
    """As the desk would have left it."""
    state = story.state
    return Ticket(
        id=number, number=f"TS-{number}", title="打印机", requester_addr="wang@corp.example", requester_name="王",
        category="hardware", priority="urgent", status=state.status, language="zh", opened_at=at(story.opened),
        updated_at=story.events[-1].at, response_due_at=at(story.opened + 2), merged_into=None, linked_to="",
        assignee_id=state.assignee,
        accepted_at=None if state.accepted is None else at(state.accepted),
        responded_at=None if state.answered is None else at(state.answered),
        **columns,
    )  # fmt: skip


# ---------------------------------------------------------------- reckoned anew


@dataclass(frozen=True)
class Reckoned:
    """What the figures of some hours must be. loads, solved: by person, None for nobody."""

    flows: dict[str, int]
    open_before: int
    open_after: int
    kept: int
    broken: int
    reasons: list[str]
    heard: int
    unheard: int
    loads: dict[int | None, int]
    solved: dict[int, int]


def reckon(found: list[Story], first: int, end: int, now: int) -> Reckoned:
    """From hour *first* until before *end*, as it is known at *now*."""
    real = [story for story in found if not story.is_junk]
    answers = [answer for story in real if (answer := _answer(story, first, end, now))]
    words = [word for story in real if (word := _word(story, first, end, now)) is not None]
    return Reckoned(
        flows=_flows(found, first, end),
        open_before=sum(_is_open(story, first) for story in real),
        open_after=sum(_is_open(story, end) for story in real),
        kept=answers.count("kept"),
        broken=len(answers) - answers.count("kept"),
        reasons=sorted(answer for answer in answers if answer != "kept"),
        heard=words.count(True),
        unheard=words.count(False),
        loads=_loads(real),
        solved=_solved(real, first, end),
    )


def _is_open(story: Story, hour: int) -> bool:
    state = story.before(hour)
    return state is not None and state.status in OPEN


def _flows(found: list[Story], first: int, end: int) -> dict[str, int]:
    flows = dict.fromkeys(
        ("opened", "reopened", "resolved", "closed", "closed_unresolved", "cancelled", "merged", "spam"), 0
    )
    for story in found:
        if story.is_junk:
            last = [deed for deed, _ in story.deeds if deed.action == "spam"][-1]
            flows["spam"] += first <= last.hour < end
            continue
        flows["opened"] += first <= story.opened < end
        for old, new, _ in story.moves(first, end):
            flows["reopened"] += old not in OPEN and new in OPEN
            flows["resolved"] += new == "resolved" != old
            flows["closed"] += new == "closed" != old
            flows["closed_unresolved"] += new == "closed" and old in OPEN
            flows["cancelled"] += new == "cancelled" != old
            flows["merged"] += new == "merged" and old in OPEN
    return flows


def _answer(story: Story, first: int, end: int, now: int) -> str:
    """kept, or why it was broken; "" where it was decided at another time or never."""
    due, answered = story.opened + 2, story.state.answered
    if answered is not None and answered <= due:
        return "kept" if first <= answered < end else ""
    then = story.before(due)
    if not first <= due < min(end, now) or then is None or then.status not in OPEN or then.status == "waiting_user":
        return ""
    if then.status == "escalated":
        return "escalated"
    if story.state.accepted is not None and story.state.accepted < due:
        return "not_answered"
    return "not_assigned" if then.assignee is None else "not_accepted"


def _word(story: Story, first: int, end: int, now: int) -> bool | None:
    """Whether the user never waited for longer than a day within these hours; None where nothing was owed to them."""
    told = [story.opened, *(deed.hour for deed, _ in story.deeds if deed.action in HEARD)]
    owed, waited, kept = False, 0, True
    for hour in range(story.opened, min(end, now)):
        if hour in told:
            waited = 0
        state = story.before(hour + 1) or State()
        if state.status not in WAITS:
            owed = owed or hour >= first
            kept = kept and not (waited >= 24 and hour >= first)
            waited += 1
    return kept if owed else None


def _loads(real: list[Story]) -> dict[int | None, int]:
    loads: dict[int | None, int] = {}
    for story in real:
        if story.state.status in OPEN:
            loads[story.state.assignee] = loads.get(story.state.assignee, 0) + 1
    return loads


def _solved(real: list[Story], first: int, end: int) -> dict[int, int]:
    solved: dict[int, int] = {}
    for story in real:
        for _, new, deed in story.moves(first, end):
            if deed.action == "resolve" and new == "resolved":
                solved[story.people[deed.by]] = solved.get(story.people[deed.by], 0) + 1
    return solved
