"""A desk with a team, on which users and engineers write to each other; the mails that go out, taken apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message as RawMail
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from db import outbox, people
from db.connection import Store
from db.people import Person, Profile
from db.tickets import Ticket
from processor.parsing import Parser
from support.configs import make_config
from support.desk import DeskBench
from support.mails import AUTHSERV, make_mail

WANG, ZHAO, HAN, SUN, LIU = (
    "wang@corp.example",
    "zhao@corp.example",
    "han@desk.example",
    "sun@desk.example",
    "liu@desk.example",
)
PICTURE = bytes(range(256)) * 40


@dataclass(frozen=True, slots=True)
class Mail:
    kind: str
    to: str
    raw: RawMail

    @property
    def text(self) -> str:
        part = next(part for part in self.raw.walk() if part.get_content_type() == "text/plain")
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        return payload.decode()

    @property
    def files(self) -> dict[str, bytes]:
        found = {}
        for part in self.raw.walk():
            if name := part.get_filename():
                payload = part.get_payload(decode=True)
                assert isinstance(payload, bytes)
                found[str(make_header(decode_header(name)))] = payload
        return found

    @property
    def sender(self) -> tuple[str, str]:
        return parseaddr(str(make_header(decode_header(self.raw["From"]))))


class Talk:
    """wang and zhao are users, han and sun engineers of 硬件组, liu leads it."""

    def __init__(self, store: Store, folder: Path, parser: Parser, **sections: Any) -> None:
        desk = {"address": "support@desk.example", "aliases": ["help@desk.example"]}
        sections.setdefault("team", [{"name": "硬件组", "categories": ["hardware"]}])
        config = make_config(folder, desk=desk, trust={"authserv_id": AUTHSERV}, **sections)
        self.bench, self.store = DeskBench(store, config, parser), store
        self._seen = self._count = 0
        self.hire("王芳", WANG, department="财务部")
        self.hire("赵六", ZHAO, department="财务部")
        self.han = self.hire("韩梅梅", HAN, "engineer", team="硬件组")
        self.sun = self.hire("孙宁", SUN, "engineer", team="")
        self.liu = self.hire("刘洋", LIU, "lead", team="硬件组")

    def hire(self, name: str, addr: str, role: Any = "user", **more: Any) -> Person:
        profile = Profile(name=name, addresses=(addr,), role=role, **more)
        return self.store.unit(lambda: people.add(profile))

    def write(self, sender: str, answers: Mail | None = None, **mail: Any) -> list[Mail]:
        """A mail comes in, perhaps as an answer to one of ours; what goes out because of it."""
        self._count += 1
        self.bench.later(minutes=1)
        if answers:
            mail.setdefault("subject", f"Re: {make_header(decode_header(answers.raw['Subject']))}")
            mail["headers"] = [("In-Reply-To", answers.raw["Message-ID"]), *mail.get("headers", [])]
        (done,) = self.bench.deliver(make_mail(sender=sender, message_id=f"m{self._count}@corp.example", **mail))[:1]
        self.outcome = done
        return self.new_mails()

    def new_mails(self) -> list[Mail]:
        rows = self.store.unit(lambda: outbox.summaries(limit=1000))[::-1]
        new, first = rows[self._seen :], self._seen
        raws, self._seen = self.bench.sent()[first:], len(rows)
        return [Mail(row.kind, row.recipient, raw) for row, raw in zip(new, raws, strict=True)]

    def report(self) -> tuple[Mail, Mail]:
        """wang reports a hardware problem with a picture: the acknowledgement and what the engineer gets."""
        mails = self.write(WANG, subject="打印机卡纸，打印机无法打印", files=[("照片.png", PICTURE)])
        return by_kind(mails)["acknowledgement"], by_kind(mails)["new_ticket"]

    @property
    def ticket(self) -> Ticket:
        return self.bench.tickets()[0]

    def about(self, ask: Callable[..., Any], *more: Any) -> Any:
        """Ask the database about the ticket."""
        ticket_id = self.ticket.id
        return self.store.unit(lambda: ask(ticket_id, *more))


def by_kind(mails: list[Mail]) -> dict[str, Mail]:
    assert len({mail.kind for mail in mails}) == len(mails), mails
    return {mail.kind: mail for mail in mails}


def whom(mails: list[Mail]) -> list[tuple[str, str]]:
    return sorted((mail.kind, mail.to) for mail in mails)
