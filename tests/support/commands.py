"""A whole desk with a staff: engineers order by mail, and all that the desk writes is in the outbox."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from db import duties, outbox, people, snapshots, tickets
from db.connection import Store
from db.duties import Duty
from db.people import Person, Profile, Role
from db.tickets import Ticket
from processor.app import make_reminders
from processor.desk.reminders import Reminders
from processor.parsing import Parser
from support.configs import make_config
from support.desk import DeskBench
from support.mails import AUTHSERV, make_mail

TEAMS: list[dict[str, Any]] = [
    {"name": "桌面组", "aliases": ["desktop"], "categories": ["hardware", "software"], "strategy": "manual"},
    {"name": "硬件组", "aliases": ["hardware"], "strategy": "manual"},
]
STAFF: tuple[tuple[str, str, Role, str], ...] = (
    ("han", "韩梅梅", "engineer", "桌面组"),
    ("zhang", "张伟", "engineer", "桌面组"),
    ("liu", "刘洋", "lead", "桌面组"),
    ("sun", "孙宁", "specialist", "硬件组"),
    ("boss", "陈总", "manager", ""),
)
RECEIPTS = ("receipt", "user_receipt", "escalation_form")  # what tells an engineer or a user what became of commands
USERS = (("wang", "王芳"), ("zhao", "赵敏"))


class Staffed:
    """wang and zhao are users, nagios a machine; liu leads han and zhang of 桌面组; sun of 硬件组, boss a manager."""

    def __init__(self, store: Store, folder: Path, parser: Parser) -> None:
        config = make_config(
            folder,
            desk={"address": "support@desk.example"},
            trust={"authserv_id": AUTHSERV, "machines": [address("nagios")]},
            team=TEAMS,
        )
        self.desk = DeskBench(store, config, parser)
        self._mails = itertools.count(1)
        for login, name, role, team in STAFF:
            self._hire(login, name, role, team)
        for login, name in USERS:
            self._hire(login, name, "user", "")

    def _hire(self, login: str, name: str, role: Role, team: str) -> Person:
        profile = Profile(
            name=name, role=role, team=team, addresses=(address(login),), locale="zh", department="销售部"
        )
        return self.desk.store.unit(lambda: people.add(profile))

    def write(
        self, who: str, subject: str, body: str = "", answering: str = "", headers: Sequence[tuple[str, str]] = ()
    ) -> str:
        """A mail of somebody is taken in; answering: the Message-ID of the one that it answers. Its own Message-ID."""
        message_id = f"m{next(self._mails)}@corp.example"
        more = [*headers, ("In-Reply-To", f"<{answering}>")] if answering else headers
        raw = make_mail(address(who), subject=subject, body=body, message_id=message_id, headers=more)
        self.desk.deliver(raw)
        return message_id

    def open(self, subject: str = "打印机卡纸", who: str = "wang", body: str = "三楼的打印机又卡纸了。") -> str:
        """The number of a new ticket."""
        self.write(who, subject, body)
        return self.desk.tickets()[-1].number

    def order(self, who: str, number: str, orders: str, body: str = "", answering: str = "") -> str:
        """Commands about a ticket; the text of the receipt that was written, "" for none."""
        before = len(self.rows())
        tag = f"Re: [{number}] 打印机卡纸 " if number else ""
        self.write(who, f"{tag}{orders}", body, answering)
        new = self.rows()[before:]
        return next((self.text_of(row.id) for row in new if row.kind in RECEIPTS), "")

    def rows(self) -> list[outbox.Summary]:
        """All mails of the desk, oldest first."""
        return self.desk.store.unit(lambda: outbox.summaries(limit=100_000))[::-1]

    def kinds(self, who: str = "") -> list[str]:
        """Kinds of the mails, or of those to somebody."""
        return [row.kind for row in self.rows() if not who or row.recipient == address(who)]

    def mail_of(self, row_id: int) -> EmailMessage:
        raw = self.desk.store.unit(lambda: outbox.raw_of(row_id))
        assert raw is not None
        return BytesParser(policy=policy.default).parsebytes(raw)

    def text_of(self, row_id: int) -> str:
        body = self.mail_of(row_id).get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def last_id(self, *kinds: str) -> str:
        """Message-ID of the newest mail of a kind."""
        row = next(row for row in reversed(self.rows()) if row.kind in kinds)
        return str(self.mail_of(row.id)["Message-ID"]).strip("<>")

    def deliver_all(self) -> None:
        """As if all that waits had gone out."""
        waiting = [row.id for row in self.rows() if row.status == "queued"]

        def send() -> None:
            for row_id in waiting:
                outbox.record(outbox.Result(row_id, "sent", 250, "ok", self.desk.now))

        self.desk.store.unit(send)

    def ticket(self, number: str) -> Ticket:
        found = self.desk.store.unit(lambda: tickets.find(number))
        assert found is not None, number
        return found

    def state(self, *numbers: str) -> dict[str, Any]:
        """All that commands can change of tickets, and what the clock looks after."""
        return {number: dict(self._state(number)) for number in numbers}

    def _state(self, number: str) -> Iterator[tuple[str, Any]]:
        ticket_id = self.ticket(number).id
        yield from self.desk.store.unit(lambda: snapshots.of_ticket(ticket_id)).items()
        waiting: list[Duty] = self.desk.store.unit(lambda: duties.of_ticket(ticket_id))
        yield "duties", sorted(waiting, key=lambda duty: duty.kind)  # of those of one moment the order means nothing

    @property
    def reminders(self) -> Reminders:
        return make_reminders(self.desk.intake.effects)


def address(login: str) -> str:
    return f"{login}@corp.example"
