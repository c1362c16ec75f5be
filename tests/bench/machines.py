"""Mail that nobody wrote: absence notes, and delivery reports as several servers word them."""

from __future__ import annotations

import random
from datetime import datetime
from email.utils import format_datetime

from . import trails, wire
from .people import Person

REASONS = (
    ("5.1.1", "550 5.1.1 <{addr}>: Recipient address rejected: User unknown in virtual mailbox table"),
    ("5.2.2", "552 5.2.2 <{addr}>: mailbox full"),
    ("5.7.1", "554 5.7.1 <{addr}>: message refused by policy"),
    ("5.4.4", "host or domain name not found. Name service error for name={domain} type=AAAA"),
)


def absence(rng: random.Random, person: Person, subject: str, when: datetime) -> bytes:
    """An automatic reply to a mail of ours, as Exchange sends it, or as QQ Mail: without Auto-Submitted."""
    zh = person.language == "zh"
    body = (
        f"我正在休假，{when:%m月%d日}返回。紧急事宜请联系同事，电话 {person.phone}。\n"
        if zh
        else (
            f"Thank you for your message. I am out of the office until {when:%d %B} and will answer after my return.\n"
        )
    )
    if person.program == "qq":
        shown, extra = f"自动回复: {subject}", f"X-QQ-AUTO-REPLY: 1\nX-QQ-HolidayReply: {rng.randrange(10**6)}\n"
    else:
        shown = ("自动答复: " if zh else "Automatic reply: ") + subject
        extra = "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\nx-ms-exchange-inbox-rules-loop: 1\n"
    head = trails.trail(rng, person.addr, when, envelope="")
    head += _head(wire.mailbox(person.name, person.addr, "utf-8"), shown, when, f"{_id(rng)}@{person.domain}")
    head += f"In-Reply-To: <{_id(rng)}@desk.example>\n" + extra + "MIME-Version: 1.0\n"
    text = wire.text_part("plain", body, "utf-8", wire.BASE64)
    html = wire.text_part("html", f"<html><body><p>{body}</p></body></html>", "utf-8", wire.BASE64)
    return head.encode("ascii") + bytes(wire.multipart("alternative", [text, html], wire.boundary(rng, person.program)))


def bounce(rng: random.Random, person: Person, subject: str, when: datetime) -> bytes:
    """A report about a mail of ours: two by RFC 3464, one in words only, as Chinese providers send it."""
    status, reason = rng.choice(REASONS)
    reason = reason.format(addr=person.addr, domain=person.domain)
    daemon = f"postmaster@{person.domain}" if person.language == "zh" else f"MAILER-DAEMON@{person.domain}"
    head = trails.trail(rng, daemon, when, envelope="")
    if person.program == "qq":
        return head.encode("ascii") + _in_words(rng, person, daemon, subject, when)
    head += _head(
        f"Mail Delivery System <{daemon}>", "Undelivered Mail Returned to Sender", when, f"{_id(rng)}@{person.domain}"
    )
    head += "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
    parts = [
        wire.text_part("plain", _notification(person, reason), "us-ascii", wire.SEVEN_BIT),
        wire.Entity("Content-Type: message/delivery-status\n", _status(person, status, reason, when).encode("ascii")),
        wire.Entity("Content-Type: text/rfc822-headers\n", _returned(rng, person, subject, when).encode("ascii")),
    ]
    report = wire.multipart('report; report-type="delivery-status"', parts, wire.boundary(rng, "postfix"))
    return head.encode("ascii") + bytes(report)


def _in_words(rng: random.Random, person: Person, daemon: str, subject: str, when: datetime) -> bytes:
    body = (
        f"很抱歉，您的邮件被退回来了……\n\n原邮件信息：\n收信人：{person.addr}\n主题：{subject}\n"
        f"退信原因：收件人邮件地址（{person.addr}）不存在，邮件无法送达。\n"
        "host mx3.qq.example said: 550 Mailbox unavailable or access denied\n"
    )
    head = _head(f"<{daemon}>", f"来自{daemon}的退信", when, f"{_id(rng)}@{person.domain}") + "MIME-Version: 1.0\n"
    text = wire.text_part("plain", body, "gb18030", wire.BASE64)
    html = wire.text_part("html", body.replace("\n", "<br>\n"), "gb18030", wire.BASE64)
    return head.encode("ascii") + bytes(wire.multipart("alternative", [text, html], wire.boundary(rng, "qq")))


def _head(sender: str, subject: str, when: datetime, message_id: str) -> str:
    return (
        f"From: {sender}\nTo: <{trails.DESK}>\nSubject: {wire.encoded_word(subject, 'utf-8')}\n"
        f"Date: {format_datetime(when)}\nMessage-ID: <{message_id}>\n"
    )


def _notification(person: Person, reason: str) -> str:
    return (
        f"This is the mail system at host mx.{person.domain}.\n\nI'm sorry to have to inform you that your message "
        "could not\nbe delivered to one or more recipients. It's attached below.\n\nFor further assistance, please "
        f"send mail to postmaster.\n\n                   The mail system\n\n<{person.addr}>: {reason}\n"
    )


def _status(person: Person, status: str, reason: str, when: datetime) -> str:
    return (
        f"Reporting-MTA: dns; mx.{person.domain}\nArrival-Date: {format_datetime(when)}\n\n"
        f"Final-Recipient: rfc822; {person.addr}\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; {reason}\n"
    )


def _returned(rng: random.Random, person: Person, subject: str, when: datetime) -> str:
    return (
        f"From: <{trails.DESK}>\nTo: <{person.addr}>\nSubject: {wire.encoded_word(subject, 'utf-8')}\n"
        f"Date: {format_datetime(when)}\nMessage-ID: <{_id(rng)}@desk.example>\nAuto-Submitted: auto-replied\n"
    )


def _id(rng: random.Random) -> str:
    return f"{rng.getrandbits(96):024x}"
