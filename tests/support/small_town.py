"""A small desk with a ticket, mails that nothing proves, and what is to be seen of them."""

from __future__ import annotations

from email.header import decode_header, make_header
from email.message import Message as RawMail
from typing import Any

from db import events, people, tickets
from db.events import Event
from db.inbox import Summary
from db.people import Profile
from db.tickets import NewTicket, Ticket
from support.desk import DeskBench
from support.mails import AUTHSERV, make_mail

HAN = "han@desk.example"
HAN_AT_HOME = "han@home.example"
LI = "li@desk.example"
GONE = "gone@desk.example"
MALLORY = "mallory@evil.example"
NUMBER = "TS-20261121-001"
TAG = f"Re: [{NUMBER}] 打印机卡纸"
FAILS = ("Authentication-Results", f"{AUTHSERV}; dmarc=fail header.from=desk.example")


def settle(desk: DeskBench) -> None:
    """An engineer with two addresses, a user, somebody who has left, and a ticket of the user's."""

    def work() -> None:
        people.add(Profile(name="韩梅梅", addresses=(HAN, HAN_AT_HOME), role="engineer", team="硬件组"))
        people.add(Profile(name="李雷", addresses=(LI,)))
        people.add(Profile(name="前员工", addresses=(GONE,), role="engineer", active=False))
        new = NewTicket(NUMBER, "打印机卡纸", LI, "", "hardware", "general", "zh", desk.now, None, team="硬件组")
        tickets.add_participants(tickets.add(new), [(LI, "", "requester")])

    desk.store.unit(work)


def order(
    subject: str = f"{TAG} #受理", sender: str = HAN, message_id: str = "order@desk.example", **more: Any
) -> bytes:
    """A mail that nothing proves."""
    values = {"sender": f"x <{sender}>", "subject": subject, "message_id": message_id, "proven": False}
    return make_mail(**{**values, "body": "好的。\n", **more})


def answer(mail: RawMail, words: str, sender: str = HAN, message_id: str = "answer@desk.example") -> bytes:
    """A reply to one of our mails, as programs send it; our mail server thinks it forged."""
    headers = [("In-Reply-To", str(mail["Message-ID"])), FAILS]
    return order(f"Re: {subject_of(mail)}", sender, message_id, body=f"{words}\n", headers=headers)


def subject_of(mail: RawMail) -> str:
    return str(make_header(decode_header(str(mail["Subject"]))))


def body_of(mail: RawMail) -> str:
    """Its text part."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


def ticket(desk: DeskBench) -> Ticket:
    found = desk.store.unit(lambda: tickets.find(NUMBER))
    assert found is not None
    return found


def happened(desk: DeskBench) -> list[Event]:
    ticket_id = ticket(desk).id
    return desk.store.unit(lambda: events.of_ticket(ticket_id))


def kinds(desk: DeskBench, beginning: str = "") -> list[str]:
    """Of the ticket's events."""
    return [event.kind for event in happened(desk) if event.kind.startswith(beginning)]


def item(desk: DeskBench, number: int) -> Summary:
    """An inbox item by the order of delivery; the first is 1."""
    return desk.inbox()[-number]


def asked(desk: DeskBench) -> list[RawMail]:
    """Our questions whose the commands of a mail are, oldest first."""
    kinds = rows(desk, "SELECT kind FROM outbox_row ORDER BY id")
    pairs = zip(kinds, desk.sent(), strict=True)
    return [mail for (kind,), mail in pairs if str(kind).startswith("command_confirmation")]


def rows(desk: DeskBench, sql: str) -> list[tuple[object, ...]]:
    return desk.store.unit(lambda: [tuple(row) for row in desk.store.database.execute_sql(sql).fetchall()])
