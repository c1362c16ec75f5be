"""
The clocks of one ticket as the procedure has them (SOP.md §1.4, §2.2, §3.4, §4), reckoned a second time.

Nothing here is taken from the desk's own reckoning: a plain state that mails and ticks move on, and what is still
before it. All moments are microseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .hours import HOUR, MINUTE, Hours, Span
from .places import Place

TRIAGE = 30 * MINUTE
PROGRESS, DRAFT = 24 * HOUR, 20 * HOUR
CONFIRM_REMINDER, CONFIRM_CLOSING = 48 * HOUR, 72 * HOUR  # 120 h in all
UNKNOWN = "waiting_identity"  # nobody knows who asks, and no clock runs
WAITING = frozenset({"waiting_user", UNKNOWN})
ENDED = frozenset({"closed", "cancelled", "merged"})
IDLE = WAITING | ENDED  # the desk has nothing to do, and its time does not run
SILENT = IDLE | {"resolved"}  # the next word is the user's, or there is none
# Of what fell due at the same time one mail goes to the staff, about the first of these.
GRAVITY = (
    ("response", 1), ("triage", 1), ("feedback", 0), ("due", 0), ("response", 0), ("triage", 0), ("snooze", 0),
)  # fmt: skip
NEVER = -(1 << 60)


class Due(NamedTuple):
    at: int
    kind: str
    stage: int
    promise: int = 0


@dataclass(slots=True)
class Escalation:
    """
    open until somebody of those whom it went to has said something, or it has ended.

    left: when the ticket was given to others; then the user is still owed a word by feedback_at.
    """

    by: int
    team: str
    person: int | None
    feedback_at: int
    open: bool = True
    over: bool = False
    left: int | None = None
    told: set[int] = field(default_factory=set)


@dataclass(slots=True)
class State:
    """
    A ticket at a moment.

    Attributes:
        spells: (status, since) of each status that it has had, in order.
        promise: when the user was told to expect the first answer; 0 as long as they were promised nothing.
        heard: when the user was last written to; drafted: (when, to whom) of a draft since then; written_since: they
            have written since that draft; lapsing: when those drafts were made that nobody has answered, since a
            person last wrote to the user.
        began: when it was accepted, or came back; questioned, warned: the engineer was asked, the lead told.
        asked: when the user was last asked whether it is solved; silent: since when nobody has written since then.
        escalated_before: by whom, before the last time; they have got an answer.
        forms: by who has begun an escalation form that is not filled in, by when they promise feedback in it.
        offer: number of the article that was offered to the user, until they have answered or somebody has solved it.
        verdict: what became of the last solution.
        joined: addresses of the users of tickets that were merged into it. reporters: of those whose tickets they were.
        parent: the ticket that leads its incident; its own where that is this one. turned_down: the last word was that
            it leads none.
        given_by_hand: somebody has decided who has it. solved: somebody has written how it was solved; written_up: an
            article was drafted of that.
        said: who its user says they are, by field; questions: how often they were asked; answer_by: until when they may
            say it. claimed: they say they are somebody of the directory, and that person has not answered yet.
    """

    opened: int
    priority: str
    promise: int
    status: str = "registered"
    team: str = ""
    assignee: int | None = None
    coordinator: int | None = None
    spells: list[tuple[str, int]] = field(default_factory=list)
    answered: bool = False
    snoozed: int | None = None
    woken: int = NEVER
    due: int | None = None
    due_told: bool = False
    breached: list[tuple[int, int]] = field(default_factory=list)
    reminded: list[tuple[int, int]] = field(default_factory=list)
    accepted_by: int | None = None
    given_by_hand: bool = False
    solved: bool = False
    written_up: bool = False
    began: int | None = None
    done: bool = False
    questioned: int | None = None
    warned: bool = False
    heard: int = 0
    heard_from_people: int = NEVER
    drafted: tuple[int, frozenset[int]] | None = None
    written_since: bool = False
    lapsing: list[int] = field(default_factory=list)
    escalation: Escalation | None = None
    escalated_before: list[int] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    offer: str = ""
    asked: int | None = None
    silent: int = 0
    confirm_reminded: int | None = None
    asked_back: bool = False
    verdict: str = ""
    closed_at: int = 0
    watchers: list[int] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    reporters: list[str] = field(default_factory=list)
    parent: int | None = None
    turned_down: bool = False
    said: dict[str, str] = field(default_factory=dict)
    questions: int = 0
    answer_by: int = 0
    claimed: bool = False

    @property
    def is_running(self) -> bool:
        """The staff has something to do."""
        return self.status not in ENDED and self.status not in ("resolved", UNKNOWN)

    def move(self, status: str, at: int) -> None:
        if status == self.status:
            return
        self.status = status
        self.spells.append((status, at))
        if status == "closed":
            self.closed_at = at

    def times_in(self, statuses: frozenset[str]) -> list[Span]:
        """When it was in one of *statuses*; what still goes on is left out."""
        found: list[Span] = []
        since: int | None = None
        for status, at in self.spells:
            if since is None and status in statuses:
                since = at
            elif since is not None and status not in statuses:
                found.append((since, at))
                since = None
        return found

    def wake(self, at: int) -> None:
        """A snooze ends."""
        if self.snoozed is not None:
            self.snoozed = None
            self.woken = max(self.woken, at)

    @property
    def quiet_until(self) -> int:
        return self.snoozed if self.snoozed is not None else self.woken

    def hear(self, at: int, *, by_desk: bool = False) -> None:
        """The user is written to."""
        self.heard, self.drafted = at, None
        if not by_desk:
            self.lapsing = []
            self.heard_from_people = max(self.heard_from_people, at)

    def solve(self, at: int) -> None:
        """The user is asked whether it is solved."""
        self.solved, self.asked, self.silent, self.verdict = True, at, at, "open"
        self.offer = ""
        self.confirm_reminded, self.asked_back = None, False

    @property
    def escalated_by(self) -> list[int]:
        """Who waits for what specialists find."""
        form = self.escalation
        last = [form.by] if form and not form.over and form.left is None else []
        return list(dict.fromkeys((*self.escalated_before, *last)))

    def escalate(self, form: Escalation) -> None:
        last = self.escalation
        if last and not last.open:
            self.escalated_before = self.escalated_by
        self.escalation = form

    def end_escalation(self) -> None:
        self.escalated_before = []
        if self.escalation:
            self.escalation.open, self.escalation.over = False, True

    def withdraw_escalation(self) -> None:
        """It ends without a solution; whose question was answered by then hears of one that comes after all."""
        if self.escalation and self.escalation.open:
            self.escalation.open, self.escalation.over = False, True

    def begin(self, at: int) -> None:
        """Accepted, or back at the desk: somebody has to do something about it."""
        self.began, self.done, self.questioned, self.warned = at, False, None, False


@dataclass(frozen=True, slots=True)
class Kin:
    """leads: the ticket that leads its incident, where that is another one. led: the others, where it leads them."""

    leads: State | None = None
    led: tuple[State, ...] = ()

    def carries(self, state: State) -> bool:
        """The staff is reminded of the leading ticket alone, as long as it is worked on."""
        return self.leads is not None and self.leads.is_running and state.is_running

    def drafts_for(self, state: State) -> bool:
        """A draft for the leading ticket is one for this one, too."""
        return self.carries(state) and self.leads is not None and self.leads.status not in WAITING


ALONE = Kin()


@dataclass(frozen=True, slots=True)
class Clocks:
    """hours: working time by priority. days: the same for what the user has to hear. response_h: as configured."""

    hours: dict[str, Hours]
    days: dict[str, Hours]
    response_h: dict[str, int]

    @classmethod
    def of(cls, place: Place) -> Clocks:
        return cls(place.hours(), place.progress_hours(), place.response_h)

    def promise(self, priority: str, opened: int, waits: list[Span]) -> int:
        """Whole minutes, never later than what was meant."""
        due = self.hours[priority].after(opened, self.response_h[priority] * HOUR, waits)
        return max(due - due % MINUTE, opened)

    def ahead(self, state: State, kin: Kin = ALONE) -> list[Due]:
        """What still falls due if nobody does anything."""
        if state.status == "resolved":
            return list(self._confirmation(state))
        if not state.is_running:
            return []
        first = [] if kin.carries(state) else [*self._response(state, kin), *self._triage(state)]
        progress = (due for due in self._progress(state) if due.stage or not kin.drafts_for(state))
        return [*first, *self._feedback(state), *self._snooze(state), *self._date(state), *progress]

    def _owed(self, state: State, waits: list[Span], kin: Kin) -> Iterator[int]:
        """By when users have to hear from a person for the first time."""
        if not state.answered and state.status not in WAITING:
            yield max(state.promise, self.promise(state.priority, state.opened, waits)) if waits else state.promise
        for one in kin.led:
            if one.is_running and one.status not in WAITING and not one.answered:
                yield one.promise

    def _response(self, state: State, kin: Kin) -> Iterator[Due]:
        waits = state.times_in(IDLE)
        due = min(self._owed(state, waits, kin), default=None)
        if due is None:
            return
        if any(at >= due or promise == due for at, promise in state.breached):
            return
        hours = self.hours[state.priority]
        whole = max(0, hours.between(state.opened, due, waits))
        remind = max(hours.after(state.opened, whole * 3 // 4, waits), state.quiet_until)
        if remind < due and not any(at >= remind or promise == due for at, promise in state.reminded):
            yield Due(remind, "response", 0, due)
        yield Due(due, "response", 1, due)

    def _triage(self, state: State) -> Iterator[Due]:
        if state.began is None or state.done or state.warned or state.status in WAITING:
            return
        hours, waits = self.hours[state.priority], state.times_in(IDLE)
        first = state.questioned
        if first is None:
            first = max(hours.after(state.began, TRIAGE, waits), state.quiet_until)
            yield Due(first, "triage", 0)
        yield Due(max(hours.after(first, TRIAGE, waits), state.quiet_until), "triage", 1)

    def _feedback(self, state: State) -> Iterator[Due]:
        form = state.escalation
        if form is None or form.feedback_at in form.told:
            return
        if form.open or (form.left is not None and state.heard_from_people < form.left):
            yield Due(form.feedback_at, "feedback", 0, form.feedback_at)

    def _snooze(self, state: State) -> Iterator[Due]:
        if state.snoozed is not None:
            yield Due(state.snoozed, "snooze", 0)

    def _date(self, state: State) -> Iterator[Due]:
        if state.due is not None and not state.due_told:
            yield Due(state.due, "due", 0)

    def _progress(self, state: State) -> Iterator[Due]:
        if state.status in SILENT:
            return
        days, silences = self.days[state.priority], state.times_in(SILENT)
        due = days.after(state.heard, PROGRESS, silences)
        draft = max(days.after(state.heard, DRAFT, silences), state.quiet_until)
        if draft < due and state.drafted is None:
            yield Due(draft, "progress", 0)
        yield Due(due, "progress", 1)

    def _confirmation(self, state: State) -> Iterator[Due]:
        if state.asked is None:
            return
        if state.confirm_reminded is None:
            yield Due(state.silent + CONFIRM_REMINDER, "verification", 0)
        else:
            yield Due(max(state.silent, state.confirm_reminded) + CONFIRM_CLOSING, "verification", 1)
