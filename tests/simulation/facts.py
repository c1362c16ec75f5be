"""What the oracle goes by: rows of the database, read as they are, and the journal of the run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from db.connection import Store

from .desk import Tick
from .places import TEAMS, Place
from .run import Ran
from .town import Written

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
WORKERS = ("engineer", "specialist", "lead")
# What the clock of the desk writes. The oracle never reads these events: it says itself when they have to be.
CLOCK = frozenset({
    "response.due_soon", "response.breached", "triage.due", "triage.overdue", "feedback.due", "due.reached",
    "snooze.over", "progress.drafted", "progress.due", "progress.unheard", "verification.reminded",
    "verification.lapsed", "incident.proposed", "incident.mentioned", "command.held", "command.expired",
    "identity.given_up",
})  # fmt: skip
# The first event of what a mail does, where that is no command.
BEGINS = frozenset({"ticket.opened", "message.added", "machine.noted"})
CORRECTED = frozenset({"priority.corrected", "category.corrected"})
ROUTED = "ticket.routed"
TAKEN_UP = "identity.accepted"
VOUCHED = "confirmation"  # why a mail is kept in which somebody says whether another one was theirs


def micros(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def shown(at: int) -> str:
    """A moment for people: UTC."""
    return (EPOCH + at * MICROSECOND).strftime("%a %m-%d %H:%M:%S")


def moment_of(text: object) -> int | None:
    """A moment as events have it."""
    return micros(datetime.fromisoformat(str(text))) if text else None


@dataclass(frozen=True, slots=True)
class Fact:
    """An event. item: of the inbox, of the mail that did it by a command; 0 for none."""

    id: int
    at: int
    actor: str
    kind: str
    detail: Mapping[str, Any]
    item: int

    @property
    def changes(self) -> Mapping[str, list[Any]]:
        found = self.detail.get("changes")
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Deed:
    """What one mail did to a ticket. written: what its sender meant; None where no mail of the journal did it."""

    facts: tuple[Fact, ...]
    item: int
    written: Written | None

    @property
    def at(self) -> int:
        return self.facts[0].at

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(fact.kind for fact in self.facts)

    @property
    def by(self) -> str:
        """Whose mail it was: the desk routes what follows from that."""
        return next((fact.actor for fact in self.facts if fact.kind != ROUTED), "")

    def of(self, *kinds: str) -> Fact | None:
        """The first event of one of *kinds*."""
        return next((fact for fact in self.facts if fact.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket as its row has it now, with what happened. copied: who gets what its user gets, from the first."""

    id: int
    number: str
    requester: str
    title: str
    opened_at: int
    row: Mapping[str, Any]
    facts: tuple[Fact, ...]
    copied: tuple[str, ...]
    linked_to: int | None
    first_priority: str

    def category_at(self, event: int) -> str:
        """Its category before an event."""
        corrected = [fact for fact in self.facts if fact.kind == "category.corrected"]
        later = (fact.detail["old"] for fact in corrected if fact.id >= event)
        return str(next(later, self.row["category"]))


@dataclass(frozen=True, slots=True)
class Somebody:
    id: int
    name: str
    role: str
    team: str
    addr: str


@dataclass(frozen=True, slots=True)
class Item:
    id: int
    uid: int
    status: str
    reason: str
    ticket: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A mail of the outbox. ticket: 0 for none."""

    kind: str
    to: str
    ticket: int
    at: int


@dataclass(slots=True)
class Facts:
    """
    Attributes:
        taken: by mail, the UID of the newest mail that the desk had taken in when the mail server took it.
        causes: by Message-ID of the desk's mails, the item of the inbox that has brought each about.
        undone: by item whose commands were taken back, the event of that.
        answered: by item of a mail of the staff about no ticket, the event that says what became of it.
        owned: by address that was not in the directory, the first item in which its owner says that it is theirs.
        openings: by ticket, the item of the mail that has opened it.
        approved: (event, number) of each article that has become one for users.
    """

    place: Place
    cases: dict[int, Case]
    staff: tuple[Somebody, ...]
    items: dict[int, Item]
    written: dict[int, Written]
    ticks: Sequence[Tick]
    identity_looks: Sequence[Tick]
    mails: list[Row]
    duties: dict[int, dict[str, tuple[int, int]]]
    aways: list[Fact]
    digest_looks: Sequence[datetime]
    taken: dict[Row, int]
    causes: dict[str, int]
    undone: dict[int, int]
    approved: list[tuple[int, str]]
    openings: dict[int, int]
    answered: dict[int, Fact] = field(default_factory=dict)
    owned: dict[str, int] = field(default_factory=dict)
    deeds: dict[int, list[Deed]] = field(default_factory=dict)

    def person(self, person_id: int | None) -> Somebody | None:
        return next((one for one in self.staff if one.id == person_id), None)

    def approved_before(self, event: int) -> set[str]:
        """Numbers of the articles about which an engineer had said yes."""
        return {number for at, number in self.approved if at < event}

    def outage_of(self, case: Case) -> str:
        """Which outage it reports, by who wrote it; "" for none."""
        item = self.openings.get(case.id)
        return self.written[item].outage if item in self.written else ""

    def has_read(self, row: Row, uid: int) -> bool:
        """Somebody may have read it before the mail with this UID was taken in."""
        return row in self.taken and self.taken[row] < uid

    def at_address(self, addr: str) -> Somebody | None:
        return next((one for one in self.staff if one.addr == addr), None)


def read(store: Store, ran: Ran) -> Facts:
    """Everything of a run."""
    return store.unit(lambda: _read(store, ran))


def _read(store: Store, ran: Ran) -> Facts:
    def rows(query: str) -> list[tuple[Any, ...]]:
        return list(store.database.execute_sql(query).fetchall())

    happened: dict[int, list[Fact]] = defaultdict(list)
    aways: list[Fact] = []
    undone: dict[int, int] = {}
    approved: list[tuple[int, str]] = []
    for number, ticket, at, actor, kind, detail, item in rows(
        "SELECT id, ticket_id, at, actor, kind, detail, item_id FROM event ORDER BY id"
    ):
        fact = Fact(number, at, actor, kind, json.loads(detail), item or 0)
        happened[ticket or 0].append(fact)
        if kind == "command.away":
            aways.append(fact)
        elif kind == "command.undo":
            undone.setdefault(fact.detail["undone"], number)
        elif kind == "article.approved":
            approved.append((number, fact.detail["number"]))
    items = {row[0]: Item(*row) for row in rows("SELECT id, uid, status, reason, ticket_id FROM inbox_item")}
    facts = Facts(
        place=ran.place,
        cases=_cases(rows, happened),
        staff=tuple(Somebody(*row) for row in rows(_STAFF)),
        items=items,
        written={item.id: ran.journal[item.uid] for item in items.values() if item.uid in ran.journal},
        ticks=ran.desk.ticks,
        identity_looks=ran.desk.identity_looks,
        digest_looks=ran.desk.digest_looks,
        mails=[],
        taken={},
        causes={},
        undone=undone,
        approved=approved,
        openings={item.ticket: item.id for item in items.values() if item.status == "ticket" and item.ticket},
        duties=defaultdict(dict),
        aways=aways,
    )
    _note_answers(facts, happened[0])
    _read_mails(facts, rows(_MAILS), ran.desk.taken)
    for ticket, kind, due, stage in rows("SELECT ticket_id, kind, due_at, stage FROM duty"):
        facts.duties[ticket][kind] = (due, stage)
    added, noted = _belonging(facts, _is_added), _belonging(facts, _is_noted)
    for case in facts.cases.values():
        facts.deeds[case.id] = list(_deeds(facts, case, iter(added[case.id]), iter(noted[case.id])))
    return facts


_STAFF = """
    SELECT p.id, p.name, p.role, p.team, a.addr FROM person p JOIN person_address a ON a.person_id = p.id
    WHERE p.role <> 'user' ORDER BY p.id
"""
_MAILS = """
    SELECT id, message_id, inbox_item_id, kind, recipient_key, COALESCE(ticket_id, 0), created_at FROM outbox_row
"""
_COLUMNS = (
    "status", "priority", "category", "team", "assignee_id", "coordinator_id", "accepted_at", "responded_at",
    "snoozed_until", "due_at", "response_due_at",
)  # fmt: skip


def _read_mails(facts: Facts, rows: list[tuple[Any, ...]], taken: Mapping[int, int]) -> None:
    for number, message_id, item, *values in rows:
        row = Row(*values)
        facts.mails.append(row)
        facts.causes[message_id] = item or 0
        if number in taken:
            facts.taken[row] = taken[number]


def _note_answers(facts: Facts, happened: Iterable[Fact]) -> None:
    """What belongs to no ticket, or to more than one. happened: the events of no ticket."""
    for fact in happened:
        if fact.kind in ("command.act", "command.refused"):
            facts.answered[fact.item] = fact
    for item, written in sorted(facts.written.items()):
        if written.meaning == "mine" and not written.forged:
            facts.owned.setdefault(dict(written.says)["address"], item)


def _cases(rows: Any, happened: Mapping[int, list[Fact]]) -> dict[int, Case]:
    copied: dict[int, list[str]] = defaultdict(list)
    for ticket, addr in rows("SELECT ticket_id, addr FROM participant WHERE role = 'copied' ORDER BY id"):
        copied[ticket].append(addr)
    found: dict[int, Case] = {}
    columns = ", ".join(_COLUMNS)
    query = f"SELECT id, number, requester_addr, title, opened_at, linked_to_id, {columns} FROM ticket ORDER BY id"
    for ticket, number, requester, title, opened_at, linked, *values in rows(query):
        row = dict(zip(_COLUMNS, values, strict=True))
        facts = tuple(happened.get(ticket, ()))
        corrected = next((fact for fact in facts if fact.kind == "priority.corrected"), None)
        first = corrected.detail["old"] if corrected else row["priority"]
        others = tuple(addr for addr in copied[ticket] if addr != requester and addr not in joined_by(facts))
        found[ticket] = Case(ticket, number, requester, title, opened_at, row, facts, others, linked, first)
    return found


def joined_by(facts: Iterable[Fact]) -> list[str]:
    """Addresses that were added to a ticket by merging another one into it."""
    items = {fact.item for fact in facts if fact.kind == "command.merged_in"}
    prints = (fact.detail["difference"] for fact in facts if fact.kind == "command.footprint" and fact.item in items)
    return [addr for one in prints for addr, (old, _) in one.get("participants", {}).items() if old is None]


def _belonging(facts: Facts, how: Callable[[Item], bool]) -> dict[int, list[Item]]:
    """By ticket, mails that belong to it, in the order in which they were taken in."""
    found: dict[int, list[Item]] = defaultdict(list)
    for item in sorted(facts.items.values(), key=lambda item: item.id):
        if item.ticket is not None and how(item):
            found[item.ticket].append(item)
    return found


def _is_added(item: Item) -> bool:
    """Whoever takes part reads it."""
    return item.status == "follow_up" and not _is_noted(item)


def _is_noted(item: Item) -> bool:
    """It was kept, and no more."""
    return item.status in ("follow_up", "ignored") and item.reason.partition(":")[0] == VOUCHED


def _deeds(facts: Facts, case: Case, added: Iterator[Item], noted: Iterator[Item]) -> list[Deed]:
    """The events of a ticket by the mails that did them; those of the clock left out."""
    groups: list[tuple[int, list[Fact]]] = []
    for fact, item in _with_items([fact for fact in case.facts if fact.kind not in CLOCK]):
        if fact.kind in BEGINS and not (item and groups and groups[-1][0] == item):
            kept = {"message.added": added, "machine.noted": noted}.get(fact.kind)
            mail = item or (next(kept).id if kept else 0)
            groups.append((mail, [fact]))
        elif item and (not groups or groups[-1][0] != item):
            groups.append((item, [fact]))
        else:
            groups[-1][1].append(fact)
    return [Deed(tuple(group), item, facts.written.get(item)) for item, group in groups]


def _with_items(happened: Sequence[Fact]) -> list[tuple[Fact, int]]:
    """With each the mail whose command did it. A correction is written before the command that has ordered it."""
    found: list[tuple[Fact, int]] = []
    for at, fact in enumerate(happened):
        item = fact.item
        if fact.kind in CORRECTED:
            item = next((later.item for later in happened[at:] if later.item), 0)
        elif fact.kind == TAKEN_UP:
            item = fact.detail.get("item", 0)  # of a mail about another ticket of this address
        found.append((fact, item))
    return found


# ---------------------------------------------------------------- people


@dataclass(frozen=True, slots=True)
class Roster:
    """The staff on a day. away: ids of who gets nothing new."""

    staff: tuple[Somebody, ...]
    away: frozenset[int]

    @property
    def workers(self) -> list[Somebody]:
        return [one for one in self.staff if one.role in WORKERS]

    def members(self, team: str) -> list[Somebody]:
        return [one for one in self.workers if one.team == team]

    def leads(self, team: str) -> list[Somebody]:
        """Of the team; where it has none, all."""
        every = [one for one in self.workers if one.role == "lead"]
        return [one for one in every if one.team == team] or every

    def present(self, some: Sequence[Somebody]) -> list[Somebody]:
        return [one for one in some if one.id not in self.away]


class Calendar:
    """Who is away when, by the commands of the staff."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._said = [
            (fact.id, facts.at_address(fact.actor), fact.detail["first"], fact.detail["last"], fact.item)
            for fact in facts.aways
        ]

    def _is_taken_back(self, item: int, before_event: int) -> bool:
        return item in self._facts.undone and self._facts.undone[item] < before_event

    def roster(self, at: int, before_event: int) -> Roster:
        """On the day of *at*, as far as was known before an event."""
        day = (EPOCH + at * MICROSECOND).astimezone(self._facts.place.zone).date()
        away: set[int] = set()
        for event, who, first, last, item in self._said:
            if event >= before_event or self._is_taken_back(item, before_event):
                continue
            if who and date.fromisoformat(first) <= day <= date.fromisoformat(last):
                away.add(who.id)
        return Roster(self._facts.staff, frozenset(away))


TEAM_OF = {category: str(team["name"]) for team in TEAMS for category in team.get("categories", [])}
