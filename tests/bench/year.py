"""A year of a busy desk, generated: rows of all tables that the managers' figures are counted from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # Monday, 08:30 in Shanghai: when a digest is written
YEAR = timedelta(days=365)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STAFF = 40
LONG = 0.03  # of the tickets take weeks
TEAMS = {"hardware": "硬件组", "software": "桌面组", "business": "业务组", "consultation": "服务台"}
HOURS = {"urgent": 2, "important": 4, "general": 8}

Row = tuple[Any, ...]
COLUMNS = {
    "person": ("id", "name", "name_key", "department", "department_key", "role", "team", "employee_number", "phone",
               "locale", "vip", "active", "source"),
    "person_address": ("addr", "person_id", "position"),
    "inbox_item": ("id", "mailbox", "folder", "uidvalidity", "uid", "received_at", "collected_at", "size",
                   "header_only", "history", "status", "reason", "sender", "subject", "attempts", "holder",
                   "lease_until", "settled", "content"),
    "ticket": ("id", "number", "title", "requester_addr", "requester_name", "category", "priority", "status",
               "language", "opened_at", "updated_at", "response_due_at", "team", "assignee_id", "accepted_by_id",
               "accepted_at", "responded_at"),
    "event": ("ticket_id", "at", "actor", "kind", "detail", "item_id"),
    "registration": ("ticket_id", "standing", "proven", "fields", "asked", "triage", "questions"),
    "survey": ("ticket_id", "asked_at", "outcome", "outcome_at", "by", "solved", "satisfied", "score", "reason",
               "words"),
    "escalation": ("ticket_id", "by_id", "team", "target", "reason", "tried", "feedback_at", "at", "outcome",
                   "outcome_at"),
    "correction": ("ticket_id", "kind", "old", "new", "by", "at"),
    "outbox_row": ("ticket_id", "kind", "automatic", "sender", "recipient", "recipient_key", "subject", "message_id",
                   "token", "status", "attempts", "due_at", "holder", "lease_until", "code", "answer", "created_at",
                   "sent_at", "content"),
}  # fmt: skip


@dataclass
class Ticket:
    """One that is being made up; rows: table → what is to be stored of it."""

    id: int
    chance: random.Random
    opened: datetime
    category: str
    priority: str
    status: str = "registered"
    accepted: datetime | None = None
    answered: datetime | None = None
    last: datetime | None = None
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def engineer(self) -> int:
        return self.id % STAFF + 1

    def add(self, table: str, *values: Any) -> None:
        self.rows.setdefault(table, []).append(values)

    def event(self, at: datetime, actor: str, kind: str, detail: dict[str, Any], item: int | None = None) -> None:
        self.add("event", self.id, micro(at), actor, kind, json.dumps(detail, ensure_ascii=False), item)
        self.last = at

    def command(self, at: datetime, name: str, status: str, item: int | None = None, **detail: Any) -> bool:
        """False when it would be later than now, so it has not been done."""
        if at > NOW:
            return False
        changes = {"status": [self.status, status]} if status != self.status else {}
        self.event(at, addr(self.engineer), f"command.{name}", {"changes": changes, **detail}, item)
        self.event(at, addr(self.engineer), "command.footprint", {"difference": FOOTPRINT}, item)
        self.mail(at, name)
        self.status = status
        return True

    def mail(self, at: datetime, kind: str, status: str = "sent") -> None:
        token = f"{self.id:08x}{self.chance.getrandbits(96):024x}"
        sent = micro(at) if status == "sent" else None
        self.add(
            "outbox_row", self.id, kind, False, "", user(self.id), user(self.id), "打印机卡纸", f"ts.{token}@x", token,
            status, 1, micro(at), "", 0, 250, "ok", micro(at), sent, MAIL,
        )  # fmt: skip


FOOTPRINT = {
    "ticket": {"status": ["accepted", "in_progress"], "assignee_id": [None, 7]},
    "surveys": {"7": [None, {"asked_at": "2026-11-23T01:00:00+00:00", "outcome": "open", "words": ""}]},
    "form": {"7": [{"promised_at": "2026-11-23T01:00:00+00:00"}, {"promised_at": "2026-11-23T05:00:00+00:00"}]},
}
MAIL = bytes(range(256)) * 3
STEP = "更换搓纸轮后重新打印测试页，仍偶发卡纸，已联系供应商确认备件"


def tickets(count: int, seed: int) -> Iterator[dict[str, list[Row]]]:
    """The rows of *count* tickets by table, evenly over a year up to now."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        opened = NOW - YEAR + YEAR * number / (count + 1)
        category = chance.choices(tuple(TEAMS), (3, 4, 2, 1))[0]
        ticket = Ticket(number, chance, opened, category, chance.choices(tuple(HOURS), (1, 3, 6))[0])
        _live(ticket)
        yield ticket.rows


def staff() -> dict[str, list[Row]]:
    teams = list(TEAMS.values())
    people = [
        (n, f"工程师{n}", f"工程师{n}", "IT", "it", "engineer", teams[n % 4], "", "", "zh", False, True, "hand")
        for n in range(1, STAFF + 1)
    ]
    return {"person": people, "person_address": [(addr(n), n, 0) for n in range(1, STAFF + 1)]}


def _live(ticket: Ticket) -> None:
    chance, opened = ticket.chance, ticket.opened
    ticket.add("inbox_item", ticket.id, "support", "INBOX", 1, ticket.id, micro(opened), micro(opened), 900, False,
               False, "ticket", "", user(ticket.id), "打印机卡纸", 1, "", 0, True, MAIL)  # fmt: skip
    ticket.event(opened, user(ticket.id), "ticket.opened", {"linked_to": "", "standing": "known", "verified": True})
    routed = {"team": ["", TEAMS[ticket.category]], "assignee_id": [None, ticket.engineer]}
    ticket.event(opened, "desk", "ticket.routed", {"changes": routed})
    ticket.mail(opened, "acknowledgement", "failed" if chance.random() < 0.002 else "sent")
    _judge(ticket)
    fate = chance.random()
    if fate < 0.01:
        ticket.command(opened + HOUR, "spam", "cancelled", spam=True)
    elif fate < 0.03:
        ticket.command(opened + HOUR, "cancel", "cancelled", reason="重复")
    else:
        _work(ticket)
    _store(ticket)


def _judge(ticket: Ticket) -> None:
    chance = ticket.chance
    wrong = chance.random() < 0.1
    verdict = {"category": ticket.category, "priority": "important" if wrong else ticket.priority, "sure": not wrong}
    ticket.add("registration", ticket.id, "known", True, "{}", "[]", json.dumps(verdict | {"reasons": ["卡纸"] * 4}), 0)
    if wrong and ticket.opened + HOUR < NOW:
        at = micro(ticket.opened + HOUR)
        ticket.add("correction", ticket.id, "priority", "important", ticket.priority, addr(ticket.engineer), at)


def _work(ticket: Ticket) -> None:
    chance = ticket.chance
    at = ticket.opened + chance.expovariate(1 / 90) * MINUTE
    if ticket.command(at, "accept", "accepted"):
        ticket.accepted = at
    for number in range(chance.choice((0, 1, 1, 2))):
        at += chance.expovariate(1 / 6) * HOUR
        item = ticket.id if number == 0 else None
        if ticket.command(at, "progress", "in_progress", item, step=STEP, result="", plan="观察一天", why=""):
            ticket.answered = ticket.answered or at
    if chance.random() < 0.05:
        _escalate(ticket, at)
    at += 5 * MINUTE + chance.expovariate(1 / (480 if chance.random() < LONG else 30)) * HOUR
    if ticket.command(at, "resolve", "resolved", solution=STEP):
        ticket.answered = ticket.answered or at
        _ask(ticket, at)


def _escalate(ticket: Ticket, at: datetime) -> None:
    if ticket.command(at + MINUTE, "escalate", "escalated", escalation=1, target="硬件组", reason=STEP, tried=STEP):
        end = at + 20 * HOUR
        ended = ("resolved", micro(end)) if end < NOW else ("open", None)
        promised = micro(at + 8 * HOUR)
        ticket.add(
            "escalation", ticket.id, ticket.engineer, "硬件组", "硬件组", STEP, STEP, promised, micro(at), *ended
        )


def _ask(ticket: Ticket, at: datetime) -> None:
    """The user says something, or nothing for five days."""
    chance, by = ticket.chance, user(ticket.id)
    said = chance.choices(("confirmed", "rejected", "unanswered"), (6, 1, 3))[0]
    end = at + (120 if said == "unanswered" else 5) * HOUR
    if end > NOW:
        ticket.add("survey", ticket.id, micro(at), "open", None, "", None, None, None, "", "")
        return
    happy = said == "confirmed"
    values = (by, happy, happy, 5 if happy else 2, "" if happy else "too_slow", "") if said != "unanswered" else _SILENT
    ticket.add("survey", ticket.id, micro(at), said, micro(end), *values)
    status = "in_progress" if said == "rejected" else "closed"
    kind = "verification.lapsed" if said == "unanswered" else f"user.{said}"
    ticket.event(end, by, kind, {"changes": {"status": ["resolved", status]}})
    ticket.status = status
    if status == "in_progress" and ticket.command(end + 10 * HOUR, "resolve", "resolved", solution=STEP):
        ticket.command(end + 20 * HOUR, "close", "closed", reason="")


_SILENT = ("", None, None, None, "", "")


def _store(ticket: Ticket) -> None:
    due = ticket.opened + HOURS[ticket.priority] * HOUR
    answered, accepted = ticket.answered, ticket.accepted
    ticket.add(
        "ticket", ticket.id, f"TS-{ticket.opened:%Y%m%d}-{ticket.id:06d}", "打印机卡纸", user(ticket.id), "王芳",
        ticket.category, ticket.priority, ticket.status, "zh", micro(ticket.opened),
        micro(ticket.last or ticket.opened), micro(due), TEAMS[ticket.category], ticket.engineer,
        ticket.engineer if accepted else None, micro(accepted) if accepted else None,
        micro(answered) if answered else None,
    )  # fmt: skip


def micro(at: datetime) -> int:
    """As moments are stored."""
    return (at - EPOCH) // timedelta(microseconds=1)


def addr(person: int) -> str:
    return f"p{person}@desk.example"


def user(ticket: int) -> str:
    return f"u{ticket % 5000}@corp.example"
