"""Builders of raw mails."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

AUTHSERV = "mx.desk.example"


def make_mail(
    sender: str = "李雷 <li@example.org>",
    to: str = "support@desk.example",
    subject: str = "打印机卡纸",
    body: str = "三楼的打印机又卡纸了。\n",
    message_id: str | None = "first@example.org",
    date: str | None = "Sun, 22 Nov 2026 17:00:00 +0800",
    headers: Sequence[tuple[str, str]] = (),
    html: str | None = None,
    files: Sequence[tuple[str, bytes]] = (),
    proven: bool = True,
    charset: str = "utf-8",
) -> bytes:
    """A mail as the server stores it. proven: our server's Authentication-Results say dmarc=pass."""
    mail = EmailMessage(policy=SMTP)
    domain = sender.rpartition("@")[2].strip("> ")
    if proven:
        mail["Authentication-Results"] = f"{AUTHSERV}; dmarc=pass header.from={domain}"
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    if message_id is not None:
        mail["Message-ID"] = f"<{message_id}>"
    if date is not None:
        mail["Date"] = date
    for name, value in headers:
        mail[name] = value
    mail.set_content(body, charset=charset)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def make_bounce(original_message_id: str, recipient: str, message_id: str = "bounce@mx.example.org") -> bytes:
    """A delivery report (RFC 3464) about one of our mails."""
    return (
        "Return-Path: <>\r\n"
        "From: MAILER-DAEMON@mx.example.org\r\nTo: support@desk.example\r\n"
        f"Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <{message_id}>\r\n"
        "Date: Sun, 22 Nov 2026 17:05:00 +0800\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nThe mail could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{original_message_id}>\r\n\r\n--b--\r\n"
    ).encode()
