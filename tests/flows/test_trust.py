"""Who may order what, by which proof: every mail of a matrix, and whatever a forger can think of, on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from support.desk import DeskBench
from support.forgeries import forgeries
from support.mails import AUTHSERV
from support.trust_matrix import OUTSIDERS, PROOFS, SENDERS, TICKETS, Cell, cells, expected

from db import correspondents, inbox, keys, outbox, people, tickets
from db.inbox import Received, Source
from db.keys import QuickKey
from db.outbox import Queued
from db.people import Person, Profile
from db.tickets import NewTicket, Ticket
from parsers.mime import parse_message
from processor.app import parse_options
from processor.intake import carry_out_one

SOURCE = Source("matrix", "INBOX", 1)
ADDRESSES = {
    "engineer": "han@desk.example",
    "engineer of another team": "wei@desk.example",
    "specialist": "zhao@desk.example",
    "lead": "wang@desk.example",
    "manager": "chen@desk.example",
    "user": "li@desk.example",
    "stranger": "mallory@evil.example",
    "ex-employee": "gone@desk.example",
}
ROLES = {"engineer of another team": "engineer", "ex-employee": "engineer"}
COLLEAGUE = "colleague@desk.example"
NUMBER = {"own": 1, "team": 2, "other": 3, "requester": 4}
EVENTS_OF_THE_UNPROVEN = {"command.held", "notice.capped"}
VALUES = {"priority": "#priority=urgent", "link": "#link=TS-20261121-999", "answer": ""}


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody, and a ticket of each for every way to stand to it."""

    people: dict[str, Person | None]
    colleague: Person
    tickets: dict[tuple[str, str], Ticket]

    def ticket(self, cell: Cell) -> Ticket | None:
        return self.tickets.get((cell.sender, cell.ticket))


@dataclass(frozen=True, slots=True)
class Traces:
    """
    What a mail has left behind.

    Attributes:
        news: kinds of events about the tickets that there were, or about none.
        told: to whom mails were queued.
        changed: these tickets are not what they were; False if nobody watched.
    """

    status: str
    reason: str
    news: tuple[str, ...]
    told: tuple[str, ...]
    changed: bool

    @property
    def outcome(self) -> str:
        if self.status == "command":
            return "refused" if "command.refused" in self.news else "done"
        return self.status


class _TakenBack(Exception):
    """Ends the savepoint of a cell, so that every mail finds the same desk."""


class Matrix:
    """Mails one by one in the place of one inbox item, each undone before the next; within a unit of work."""

    def __init__(self, desk: DeskBench) -> None:
        self.desk = desk
        inbox.store(SOURCE, [Received(1, 1, desk.now, b"x")], desk.now)
        self._item = inbox.claim_uid(SOURCE, 1)
        self._last_ticket = self._last("ticket")
        self._options = parse_options(desk.config)

    def take_in(self, raw: bytes, watched: bool = True) -> Traces:
        try:
            with self.desk.store.savepoint():
                traces = self._take_in(raw, watched)
                raise _TakenBack
        except _TakenBack:
            return traces

    def _take_in(self, raw: bytes, watched: bool) -> Traces:
        before = self._state() if watched else []
        last_event, last_row = self._last("event"), self._last("outbox_row")
        line = carry_out_one(self.desk.intake, self._item, parse_message(raw, self._options), self.desk.now)
        old = f"(ticket_id IS NULL OR ticket_id <= {self._last_ticket})"
        news = self._rows(f"SELECT kind FROM event WHERE id > {last_event} AND {old} ORDER BY id")
        told = self._rows(f"SELECT recipient_key FROM outbox_row WHERE id > {last_row} ORDER BY id")
        return Traces(
            str(line["status"]),
            str(line["reason"]),
            tuple(str(kind) for (kind,) in news),
            tuple(str(addr) for (addr,) in told),
            watched and self._state() != before,
        )

    def _state(self) -> list[object]:
        """All about the tickets that there were, but not what the desk has been asked, noted or mailed."""
        old = f"ticket_id <= {self._last_ticket}"
        tables = ("duty", "participant", "entry", "thread_id", "watcher", "escalation", "correction")
        return [
            self._rows(f"SELECT * FROM ticket WHERE id <= {self._last_ticket} ORDER BY id"),
            self._rows("SELECT COUNT(*) FROM quick_key WHERE used_at IS NOT NULL"),
            *(self._rows(f"SELECT COUNT(*) FROM {table} WHERE {old}") for table in tables),
            *(self._rows(f"SELECT COUNT(*) FROM {table}") for table in ("absence", "correspondent")),
        ]

    def _last(self, table: str) -> int:
        ((number,),) = self._rows(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
        return int(str(number))

    def _rows(self, sql: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in self.desk.store.database.execute_sql(sql).fetchall()]


# ---------------------------------------------------------------------------------------------- the town


def settle(desk: DeskBench) -> Town:
    """Everybody moves in, with their tickets, keys and the mails that they have got. Within a unit of work."""
    persons: dict[str, Person | None] = {name: _person(name) for name in SENDERS if name != "stranger"}
    colleague = people.add(Profile(name="同事", addresses=(COLLEAGUE,), role="engineer", team="网络组"))
    people.add(Profile(name="用户", addresses=("req@desk.example",)))
    _ticket(desk, "TS-20261121-999", "req@desk.example", "", None)
    persons["stranger"] = None
    made = {
        (sender, how): _ticket_of(desk, sender, how, persons, colleague)
        for sender, how in ((sender, how) for sender in SENDERS for how in NUMBER)
        if sender not in OUTSIDERS or how in ("other", "requester")
    }
    town = Town(persons, colleague, made)
    for sender in SENDERS:
        correspondents.prove(ADDRESSES[sender], desk.now - timedelta(days=1))
        for how in TICKETS:
            _give_proofs(desk, town, sender, how)
    return town


def _person(name: str) -> Person:
    role = ROLES.get(name, name)
    team = {"engineer of another team": "软件组", "user": "", "manager": ""}.get(name, "硬件组")
    active = name != "ex-employee"
    return people.add(Profile(name=name, addresses=(ADDRESSES[name],), role=role, team=team, active=active))  # type: ignore[arg-type]


def _ticket_of(desk: DeskBench, sender: str, how: str, persons: dict[str, Person | None], colleague: Person) -> Ticket:
    person = persons[sender]
    team = person.team if person and how in ("own", "team") else "网络组"
    requester = ADDRESSES[sender] if how == "requester" else "req@desk.example"
    has_it = {"own": person.id if person else None, "other": colleague.id}.get(how)
    number = f"TS-20261121-{list(SENDERS).index(sender)}{NUMBER[how]:02d}"
    return _ticket(desk, number, requester, team or "管理", has_it)


def _ticket(desk: DeskBench, number: str, requester: str, team: str, assignee: int | None) -> Ticket:
    at = desk.now - timedelta(hours=1)
    new = NewTicket(number, "打印机卡纸", requester, "", "hardware", "general", "zh", at, None, status="in_progress")
    ticket_id = tickets.add(replace(new, team=team, assignee_id=assignee))
    tickets.add_participants(ticket_id, [(requester, "", "requester")])
    return tickets.get(ticket_id)


def token(sender: str, how: str) -> str:
    return f"{list(SENDERS).index(sender):x}{TICKETS.index(how):x}".ljust(32, "0")


def key(sender: str, how: str, kind: str = "") -> str:
    """Twenty-six characters that say whose key it is; kind: used, old, or a colleague's."""
    return f"{'abcdefghijkl'[list(SENDERS).index(sender)]}{'abcdefghijkl'[TICKETS.index(how)]}{kind}".ljust(26, "z")


def _give_proofs(desk: DeskBench, town: Town, sender: str, how: str) -> None:
    ticket = town.tickets.get((sender, how))
    if ticket is None and how != "none":
        return
    for addr, code in ((ADDRESSES[sender], token(sender, how)), (COLLEAGUE, "c" + token(sender, how)[:-1])):
        ticket_id = ticket.id if ticket else None
        mail = Queued("assigned", addr, addr, f"ts.{code}@desk.example", code, b"x", ticket_id=ticket_id)
        outbox.queue(mail, desk.now - timedelta(hours=1))
    person = town.people[sender]
    if ticket is None:
        return
    at, old = desk.now - timedelta(hours=1), desk.now - timedelta(days=31)
    keys.add([QuickKey(key(sender, how, "theirs"), town.colleague.id, ticket.id, at)])
    if person:
        keys.add([
            QuickKey(key(sender, how), person.id, ticket.id, at),
            QuickKey(key(sender, how, "old"), person.id, ticket.id, old),
            QuickKey(key(sender, how, "used"), person.id, ticket.id, at),
        ])  # fmt: skip
        keys.use(key(sender, how, "used"), at)


def mail_of(cell: Cell, town: Town) -> bytes:
    addr, ticket = ADDRESSES[cell.sender], town.ticket(cell)
    headers, in_subject = proof_of(cell, addr)
    order = VALUES.get(cell.command, f"#{cell.command}")
    words = [f"Re: [{ticket.number}] 打印机卡纸"] if ticket else [] if order else ["显示器坏了"]
    subject = " ".join((*words, *filter(None, (order, in_subject))))
    lines = [f"{name}: {value}" for name, value in headers]
    lines += [f"From: x <{addr}>", "To: support@desk.example", f"Subject: {subject}", "Message-ID: <new@desk.example>"]
    return "\r\n".join((*lines, "Content-Type: text/plain; charset=utf-8", "", "已经看过了，请尽快。", "")).encode()


def proof_of(cell: Cell, addr: str) -> tuple[list[tuple[str, str]], str]:
    """Headers of the mail, and what stands in its subject."""
    domain, other = addr.rpartition("@")[2], "requester" if cell.ticket != "requester" else "other"
    passes, fails = f"dmarc=pass header.from={domain}", f"{AUTHSERV}; dmarc=fail header.from={domain}"
    authentication = {
        "server": [f"{AUTHSERV}; {passes}"],
        "server, signed": [f"{AUTHSERV}; spf=fail smtp.mailfrom=x@y.example; dkim=pass header.d={domain}"],
        "result of another server": [f"mx.evil.example; {passes}"],
        "forged result below ours": [f"{AUTHSERV}; dmarc=none", f"{AUTHSERV}; {passes}"],
        "another domain's signature": [f"{AUTHSERV}; dmarc=none; dkim=pass header.d=third.example"],
        "token, but our server says forged": [fails],
        "key, but our server says forged": [fails],
    }
    answered = {
        "token": token(cell.sender, cell.ticket),
        "token, but our server says forged": token(cell.sender, cell.ticket),
        "guessed token": "f" * 32,
        "token of a colleague": "c" + token(cell.sender, cell.ticket)[:-1],
    }
    shown = {
        "key": key(cell.sender, cell.ticket),
        "key, but our server says forged": key(cell.sender, cell.ticket),
        "key of another person": key(cell.sender, cell.ticket, "theirs"),
        "key of another ticket": key(cell.sender, other),
        "used key": key(cell.sender, cell.ticket, "used"),
        "old key": key(cell.sender, cell.ticket, "old"),
    }
    headers = [("Authentication-Results", value) for value in authentication.get(cell.proof, ())]
    if code := answered.get(cell.proof):
        headers.append(("In-Reply-To", f"<ts.{code}@desk.example>"))
    return headers, f"#key={shown[cell.proof]}" if cell.proof in shown else ""


def disagreements(desk: DeskBench, some: Sequence[Cell]) -> list[str]:
    """Where the desk and the sheet differ."""

    def work() -> list[str]:
        town, bench = settle(desk), Matrix(desk)
        held = (expected(cell) == "held" for cell in some)
        traces = (bench.take_in(mail_of(cell, town), watched) for cell, watched in zip(some, held, strict=True))
        return [problem for pair in zip(some, traces, strict=True) if (problem := judge(*pair))]

    return desk.store.unit(work)


def judge(cell: Cell, traces: Traces) -> str:
    """What is wrong with what has become of a mail; "" when all is as it should be."""
    wanted = expected(cell)
    if traces.outcome != wanted:
        return f"{cell}: {wanted}, but {traces}"
    if wanted == "held" and (traces.changed or set(traces.news) - EVENTS_OF_THE_UNPROVEN):
        return f"{cell}: is held, but {traces}"
    if wanted == "held" and set(traces.told) != {ADDRESSES[cell.sender]}:
        return f"{cell}: asks {traces.told}"
    return ""


def test_each_mail_is_carried_out_held_or_refused_as_the_sheet_says(desk: DeskBench) -> None:
    """All of the sheet, proven; and of what proves nothing one of sixteen, some for each sender."""
    proven = [cell for cell in cells() if cell.proof == "server"]
    others = [cell for cell in cells() if cell.proof != "server"][::16]

    assert {(cell.sender, cell.proof) for cell in others} | {(each, "server") for each in SENDERS} == set(
        product(SENDERS, PROOFS)
    )
    assert disagreements(desk, proven + others) == []


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_the_whole_matrix_is_as_the_sheet_says(desk: DeskBench) -> None:
    assert disagreements(desk, list(cells())) == []


def test_no_forged_mail_moves_a_ticket_or_reaches_anybody_but_its_victim(desk: DeskBench) -> None:
    seen: Counter[str] = Counter()

    victims = {name: ADDRESSES[name] for name in SENDERS if name not in OUTSIDERS}
    read = ["c" + token(sender, how)[:-1] for sender in ("engineer", "lead") for how in ("own", "none")]

    def work() -> None:
        settle(desk)
        bench = Matrix(desk)

        @settings(max_examples=150, database=None, derandomize=True)
        @given(forged=forgeries(victims, read))
        def attack(forged: tuple[str, bytes]) -> None:
            victim, raw = forged
            traces = bench.take_in(raw)
            seen[traces.outcome] += 1
            assert not traces.changed
            if traces.outcome == "held":
                assert set(traces.news) <= EVENTS_OF_THE_UNPROVEN and set(traces.told) <= {ADDRESSES[victim]}
            elif traces.outcome == "ignored":
                assert not traces.told
            else:  # a new problem, which may mention another ticket
                assert traces.outcome == "ticket" and set(traces.news) <= {"security.stranger", "notice.capped"}

        attack()

    desk.store.unit(work)
    assert seen["held"] > 20 and seen["ticket"] > 5, seen
