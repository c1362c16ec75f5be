"""One ticket while it is played once more: its state, what follows for it, and who hears of something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .clocks import ALONE, ENDED, IDLE, Clocks, Due, Kin, State
from .desk import Tick
from .facts import Calendar, Case, Deed, Fact, Facts, Roster, Row, Somebody, micros, moment_of

# What each deed makes of a ticket; whatever else its events say is a difference.
BECOMES = {
    "command.accept": "accepted",
    "command.progress": "in_progress",
    "command.ask": "waiting_user",
    "command.escalate": "escalated",
    "command.resolve": "resolved",
    "command.reopen": "in_progress",
    "command.close": "closed",
    "command.cancel": "cancelled",
    "command.merge": "merged",
    "command.given_back": "in_progress",
    "user.confirmed": "closed",
    "user.rejected": "in_progress",
    "user.reopened": "in_progress",
    "user.replied": "in_progress",
}
# Events that go with a mail to the user.
HEARD = frozenset({
    "ticket.opened", "identity.accepted", "command.accept", "command.answer", "command.progress", "command.ask",
    "command.escalate", "command.feedback", "command.resolve", "command.reopen", "user.rejected", "user.reopened",
})  # fmt: skip
DONE = frozenset({"command.resolve", "command.progress", "command.escalate"})  # nobody asks any more what happens
WRITTEN = frozenset({"message.added", "command.answer"})  # while a solution waits to be confirmed


@dataclass(slots=True)
class Reckoned:
    """expected: the mails. faults: what else does not agree, by ticket."""

    expected: list[Row] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


class Looks:
    """The ticks, and which of them is the first at or after a moment, although the clock may have been set back."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self.at = [micros(tick.at) for tick in ticks]
        self.after_event = [tick.after_event for tick in ticks]
        falls = [number for number in range(1, len(self.at)) if self.at[number] < self.at[number - 1]]
        self._runs = [0, *falls, len(self.at)]

    def before(self, event: int) -> int:
        """How many ticks there were before an event."""
        return bisect_left(self.after_event, event)

    def first(self, moment: int, begin: int, end: int) -> int | None:
        """Of the ticks from *begin* until before *end*."""
        for low, high in zip(self._runs, self._runs[1:], strict=False):
            low, high = max(low, begin), min(high, end)
            if low < high and self.at[high - 1] >= moment:
                return bisect_left(self.at, moment, low, high)
        return None


@dataclass(slots=True)
class Family:
    """
    Tickets of one wave.

    Attributes:
        opened: those that are there by now, oldest first.
        alike: as of `simulation.waves.alike`.
        told: (item, kind, address) of users who have heard what was said to all of an incident.
    """

    opened: list[Scene] = field(default_factory=list)
    alike: dict[int, tuple[int, Fact]] = field(default_factory=dict)
    told: set[tuple[int, str, str]] = field(default_factory=set)

    def of(self, ticket: int | None) -> Scene | None:
        return next((scene for scene in self.opened if scene.case.id == ticket), None)


Step = Callable[[], None]


@dataclass(slots=True)
class Scene:
    """
    Attributes:
        steps: (item, step) of what has been played: mails, and 0 for what the clock did. gone: items whose mails were
            taken back. sent: by item, the mails that it has brought about. again: the steps are played once more.
        drafts: by moment, who got one then.
        cluster: the first of the tickets that were proposed as one outage.
    """

    facts: Facts
    case: Case
    looks: Looks
    calendar: Calendar
    clocks: Clocks
    found: Reckoned
    state: State
    steps: list[tuple[int, Step]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    sent: dict[int, list[Row]] = field(default_factory=dict)
    again: bool = False
    drafts: dict[int, list[Somebody]] = field(default_factory=dict)
    family: Family = field(default_factory=Family)
    cluster: int | None = None

    @property
    def led(self) -> list[Scene]:
        """The others of the incident that it leads."""
        if self.state.parent != self.case.id:
            return []
        return [one for one in self.family.opened if one is not self and one.state.parent == self.case.id]

    @property
    def kin(self) -> Kin:
        if self.state.parent is None:
            return ALONE
        head = self.family.of(self.state.parent)
        leads = head and head is not self and head.state.parent == head.case.id  # else it has joined another one
        return Kin(head.state if head and leads else None, tuple(one.state for one in self.led))

    def ahead(self) -> list[Due]:
        """What still falls due if nobody does anything."""
        return self.clocks.ahead(self.state, self.kin)

    def play(self, item: int, step: Step) -> None:
        """Something happens to the ticket."""
        before = len(self.found.expected)
        self.steps.append((item, step))
        step()
        if item:
            self.sent.setdefault(item, []).extend(self.found.expected[before:])

    def play_without(self, item: int) -> None:
        """All but the last step once more, as if the mail *item* had never come; nobody gets a second mail for it."""
        self.gone.add(item)
        if self.again:
            return
        found, self.found, self.again = self.found, Reckoned(), True
        self.state = fresh(self.facts, self.case, self.clocks)
        for one, step in self.steps[:-1]:
            if one not in self.gone:
                step()
        self.found, self.again = found, False

    def expect(self, kind: str, people: Iterable[Somebody | str], at: int, ticket: int = 0) -> None:
        """Each of *people* gets one mail, about this ticket or another one."""
        to = dict.fromkeys(one if isinstance(one, str) else one.addr for one in people)
        self.found.expected += [Row(kind, addr, ticket or self.case.id, at) for addr in to]

    def tell(self, kind: str, users: Iterable[str], deed: Deed) -> None:
        """Users hear by one mail what is said to several tickets of theirs."""
        new = [one for one in users if (deed.item, kind, one) not in self.family.told]
        self.family.told.update((deed.item, kind, one) for one in new)
        self.expect(kind, new, deed.at)

    def fault(self, text: str) -> None:
        self.found.faults.append((self.case.id, text))

    @property
    def user(self) -> list[str]:
        return [self.case.requester]

    @property
    def copied(self) -> list[str]:
        """Who gets what its user gets."""
        return [*self.case.copied, *self.state.joined]

    def person(self, person_id: int | None) -> Somebody | None:
        return self.facts.person(person_id)

    def people(self, *ids: int | None) -> list[Somebody]:
        return [one for one in map(self.person, ids) if one]

    # ---------------------------------------------------------------- who hears

    def readers(self, roster: Roster) -> list[Somebody]:
        """Who has it; while nobody does, or they are away, their team, else the leads, else everybody."""
        holder = self.person(self.state.assignee)
        if holder and roster.present([holder]):
            return [holder]
        leads = [one for one in roster.workers if one.role == "lead"]
        team = roster.members(self.state.team) if self.state.team else []
        circles = (roster.present(team), roster.present(leads), roster.present(roster.workers), roster.workers)
        others = next((circle for circle in circles if circle), [])
        return [*([holder] if holder else []), *(one for one in others if one != holder)]

    def leaders(self, roster: Roster) -> list[Somebody]:
        """Who hears that a duty was not kept."""
        leads = roster.present(roster.leads(self.state.team)) or roster.present(roster.leads(""))
        if not leads:
            others = self.readers(roster)
            leads = [*roster.leads(""), *(roster.present(others) or others)]
        return [*self.people(self.state.coordinator), *leads]

    def audience(self, roster: Roster) -> list[Somebody]:
        return [*self.readers(roster), *self.people(*self.state.watchers)]

    def with_leads(self, roster: Roster) -> list[Somebody]:
        leads = roster.leads(self.state.team)
        return [*self.audience(roster), *self.people(self.state.coordinator), *(roster.present(leads) or leads)]

    # ---------------------------------------------------------------- what events make of it

    def apply(self, facts: Iterable[Fact]) -> None:
        """What the columns of a ticket become, and which clocks begin anew."""
        for fact in facts:
            for column, (_, new) in fact.changes.items():
                if change := _COLUMNS.get(column):
                    change(self, fact, new)
            self._times(fact)

    def _times(self, fact: Fact) -> None:
        state = self.state
        if fact.kind in HEARD:
            state.hear(fact.at)
        state.done = state.done or fact.kind in DONE
        if fact.kind in ("user.rejected", "user.reopened") and state.accepted_by is not None:
            state.begin(fact.at)
        if fact.kind == "user.reopened" and not state.answered:  # who never got an answer is owed one anew
            state.promise = self.clocks.promise(state.priority, fact.at, [])
        if fact.kind in WRITTEN:
            state.silent = max(state.silent, fact.at)
        self._others(fact)
        match fact.kind:
            case "command.resolve":
                state.solve(fact.at)
            case "user.confirmed" | "user.rejected":
                state.verdict = fact.kind.partition(".")[2]
            case "command.reopen" | "command.close" if state.verdict == "open":
                state.verdict = fact.kind.partition(".")[2]
            case "verification.asked_back":
                state.asked_back = True
            case "message.added":
                state.written_since = True

    def _others(self, fact: Fact) -> None:
        """What is about other tickets, or articles."""
        if fact.kind == "command.incident":
            self._join(fact)
        elif fact.kind.startswith("offer."):
            self._offer(fact)

    def _join(self, fact: Fact) -> None:
        """An incident, or leave it. The ticket that leads names the others, and the others name it."""
        state, number = self.state, fact.detail.get("number", self.case.number)
        state.turned_down = "off" in fact.detail
        head = next(case.id for case in self.facts.cases.values() if case.number == number)
        state.parent = None if state.turned_down else head

    def _offer(self, fact: Fact) -> None:
        made = fact.kind == "offer.made"
        self.state.offer = fact.detail["number"] if made else ""
        if made and self.state.claimed:
            self.fault("an article was offered to somebody who only says who they are")
        if made and self.state.offer not in self.facts.approved_before(fact.id):
            self.fault(f"{self.state.offer} was offered, and nobody has approved it")

    def write_up(self, now: int, roster: Roster) -> None:
        """
        At its closing a solution becomes the draft of an article, about which whoever has the ticket is asked.

        Whether a second one says anything new is a matter of its words, which the oracle does not read.
        """
        state = self.state
        if state.parent not in (None, self.case.id):
            return  # of an incident the leading ticket alone tells it
        if not any(fact.kind == "article.drafted" and fact.at == now for fact in self.case.facts):
            if state.solved and not state.written_up:
                self.fault("closed, and no article was drafted of its solution")
            return
        state.written_up = True
        leads = roster.leads(state.team)
        holder = self.people(state.assignee) or self.people(state.accepted_by)
        self.expect("article_draft", holder or roster.present(leads) or leads, now)


def begun(facts: Facts, case: Case, looks: Looks, calendar: Calendar, clocks: Clocks, found: Reckoned) -> Scene:
    """A ticket as it is opened."""
    return Scene(facts, case, looks, calendar, clocks, found, fresh(facts, case, clocks))


def fresh(facts: Facts, case: Case, clocks: Clocks) -> State:
    """As a ticket is when it is opened."""
    promise = clocks.promise(case.first_priority, case.opened_at, [])
    state = State(case.opened_at, case.first_priority, promise, spells=[("registered", case.opened_at)])
    split = next((fact for fact in case.facts if fact.kind == "command.split_off"), None)
    if split:  # the part that an engineer takes out of a ticket stays with its team and its coordinator
        state.team = str(_before(facts, case.linked_to, split.id, "team") or "")
        coordinator = _before(facts, case.linked_to, split.id, "coordinator_id")
        state.coordinator = coordinator if isinstance(coordinator, int) else None
    return state


def _before(facts: Facts, ticket: int | None, event: int, column: str) -> object:
    """What a column of a ticket was before an event."""
    happened = facts.cases[ticket or 0].facts
    changes = [fact.changes[column] for fact in happened if column in fact.changes and fact.id < event]
    return changes[-1][1] if changes else None


# ---------------------------------------------------------------- columns


def _status(scene: Scene, fact: Fact, new: str) -> None:
    wanted = BECOMES.get(fact.kind)
    if fact.kind == "user.reopened" and scene.state.accepted_by is None:
        wanted = "registered"  # nobody had accepted it, and somebody has to
    if fact.kind == "command.accept" and scene.state.status in ENDED:
        wanted = BECOMES["command.reopen"]  # it had ended before anybody accepted it: who opens it again does
    if wanted != new:
        scene.fault(f"{fact.kind} makes it {new} and not {wanted}")
    scene.state.move(new, fact.at)


def _assignee(scene: Scene, fact: Fact, new: int | None) -> None:
    scene.state.assignee = new


def _coordinator(scene: Scene, fact: Fact, new: int | None) -> None:
    scene.state.coordinator = new


def _team(scene: Scene, fact: Fact, new: str) -> None:
    scene.state.team = new


def _accepted(scene: Scene, fact: Fact, new: str) -> None:
    scene.state.begin(fact.at)


def _accepted_by(scene: Scene, fact: Fact, new: int) -> None:
    scene.state.accepted_by = new


def _responded(scene: Scene, fact: Fact, new: str | None) -> None:
    scene.state.answered = new is not None


def _snoozed(scene: Scene, fact: Fact, new: str | None) -> None:
    if new is None:
        scene.state.wake(fact.at)
    else:
        scene.state.snoozed = moment_of(new)


def _due(scene: Scene, fact: Fact, new: str | None) -> None:
    scene.state.due, scene.state.due_told = moment_of(new), False


def _priority(scene: Scene, fact: Fact, new: str) -> None:
    """Promised as if it had been so from the first, without the time in which nothing was to be done."""
    state = scene.state
    waits, (status, since) = state.times_in(IDLE), state.spells[-1]
    if status in IDLE:
        waits.append((since, fact.at))
    state.priority = new
    state.promise = scene.clocks.promise(new, state.opened, waits)


_COLUMNS: dict[str, Callable[[Scene, Fact, Any], None]] = {
    "status": _status,
    "assignee_id": _assignee,
    "coordinator_id": _coordinator,
    "team": _team,
    "accepted_at": _accepted,
    "accepted_by_id": _accepted_by,
    "responded_at": _responded,
    "snoozed_until": _snoozed,
    "due_at": _due,
    "priority": _priority,
}
