"""The mails of the play as mail programs write them."""

from __future__ import annotations

import uuid
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.policy import compat32
from email.utils import format_datetime

from processor.demo.cast import Person
from processor.demo.reading import Answered, follow
from processor.demo.script import Charset, File, Line, Manner

WORD_CHARS = 10  # of a Chinese text in one encoded word: 10 × 4 octets of gb18030 stay under 75 (RFC 2047 §2)
_CRLF = compat32.clone(linesep="\r\n")

Headers = list[tuple[str, str]]


def write(line: Line, desk: Person, answered: Answered | None, now: datetime) -> bytes:
    """The mail of *line*, CRLF. *answered* is there when the line answers something."""
    if line.manner == "bounce":
        return _report(line, desk, _given(line, answered), now)
    if line.manner == "link":
        return write(_followed(line, _given(line, answered)), desk, None, now)
    mail = _assembled(_parts(line, desk, answered, now), line.files)
    for name, value in _headers(line, desk, answered, now):
        mail[name] = value
    return mail.as_bytes(policy=_CRLF)


def _given(line: Line, answered: Answered | None) -> Answered:
    if answered is None:
        raise ValueError(f"{line.key!r} is a {line.manner} and says not to what")
    return answered


def _followed(line: Line, answered: Answered) -> Line:
    """The new mail that a link opens. Who types replaces what the link has put there."""
    subject, body = follow(answered.text, line.link)
    return replace(line, manner="new", subject=subject, text=line.text or body)


def _headers(line: Line, desk: Person, answered: Answered | None, now: datetime) -> Headers:
    domain = line.who.address.rpartition("@")[2]
    return [
        ("From", _mailbox(line.who, line.charset)),
        ("To", _mailbox(desk, line.charset)),
        ("Subject", _encoded(_subject(line, answered), line.charset)),
        ("Date", format_datetime(now)),
        ("Message-ID", f"<{uuid.uuid4().hex}@{domain}>"),
        ("MIME-Version", "1.0"),
        *(_MANNERS[line.manner](answered) if answered else []),
    ]


def _subject(line: Line, answered: Answered | None) -> str:
    if answered is None:
        return line.subject
    prefix = {"reply": "Re: ", "qq": "回复：", "absence": "自动回复: "}.get(line.manner, "")
    return f"{prefix}{line.subject.format(ticket=answered.ticket, subject=answered.subject) or answered.subject}"


def _threaded(answered: Answered) -> Headers:
    return [("In-Reply-To", answered.message_id), ("References", answered.message_id)]


_MANNERS: dict[Manner, Callable[[Answered], Headers]] = {
    "new": lambda answered: [],
    "forged": lambda answered: [],
    "reply": lambda answered: [("User-Agent", "Mozilla Thunderbird"), *_threaded(answered)],
    "qq": lambda answered: [("X-Mailer", "QQMail 2.x"), ("X-QQ-MIME", "TCMime 1.0 by Tencent")],
    "absence": lambda answered: [("Auto-Submitted", "auto-replied (vacation)"), *_threaded(answered)],
}


def _parts(line: Line, desk: Person, answered: Answered | None, now: datetime) -> list[Message]:
    parts = []
    if line.text or not line.html:
        quoted = _QUOTES[line.manner](desk, answered, now) if answered and line.manner in _QUOTES else ""
        parts.append(_text(line.text + quoted, "plain", line.charset))
    if line.html:
        parts.append(_text(line.html, "html", line.charset))
    return parts


def _quote_lines(desk: Person, answered: Answered, now: datetime) -> str:
    """As Thunderbird quotes."""
    quoted = "\n".join(f"> {row}".rstrip() for row in answered.text.strip().split("\n"))
    return f"\n在 {now:%Y/%m/%d %H:%M}, {desk.name} 写道:\n{quoted}\n"


def _quote_block(desk: Person, answered: Answered, now: datetime) -> str:
    """As QQ Mail quotes."""
    rows = (
        "\n\n\n------------------ 原始邮件 ------------------",
        f'发件人: "{desk.name}" <{desk.address}>;',
        f"发送时间: {now:%Y年%m月%d日} {now:%H:%M}",
        f"收件人: <{answered.recipient}>;",
        f"主题: {answered.subject}\n\n",
        answered.text,
    )
    return "\n".join(rows)


_QUOTES: dict[Manner, Callable[[Person, Answered, datetime], str]] = {"reply": _quote_lines, "qq": _quote_block}


def _assembled(parts: list[Message], files: Sequence[File]) -> Message:
    body = parts[0] if len(parts) == 1 else _multipart("alternative", parts)
    return _multipart("mixed", [body, *(_attached(file) for file in files)]) if files else body


def _multipart(subtype: str, parts: Sequence[Message]) -> Message:
    multipart = MIMEMultipart(subtype)
    del multipart["MIME-Version"]
    for part in parts:
        multipart.attach(part)
    return multipart


def _text(text: str, subtype: str, charset: Charset) -> Message:
    return _leaf(f'text/{subtype}; charset="{charset.label}"', text.replace("\n", "\r\n").encode(charset.codec))


def _attached(file: File) -> Message:
    name = _encoded(file.name, Charset())
    part = _leaf(f'{file.content_type}; name="{name}"', file.data)
    part["Content-Disposition"] = f'attachment; filename="{name}"'
    return part


def _leaf(content_type: str, data: bytes) -> Message:
    part = Message()
    part["Content-Type"] = content_type
    part["Content-Transfer-Encoding"] = "base64"
    coded = b64encode(data).decode()
    part.set_payload("\n".join(coded[start : start + 76] for start in range(0, len(coded), 76)))
    return part


def _mailbox(person: Person, charset: Charset) -> str:
    return f"{_encoded(person.name, charset)} <{person.address}>"


def _encoded(text: str, charset: Charset) -> str:
    """*text* as encoded words (RFC 2047) when it needs them, under the charset's label, true or not."""
    if text.isascii():
        return text
    pieces = (text[start : start + WORD_CHARS] for start in range(0, len(text), WORD_CHARS))
    return " ".join(f"=?{charset.label}?B?{b64encode(piece.encode(charset.codec)).decode()}?=" for piece in pieces)


def _report(line: Line, desk: Person, answered: Answered, now: datetime) -> bytes:
    """A delivery report (RFC 3464) about *answered*, as Postfix writes it."""
    domain = line.who.address.rpartition("@")[2]
    server = f"mx.{domain}"
    diagnostic = f"552 5.2.2 <{answered.recipient}>: Quota exceeded (mailbox for user is full)"
    rows = (
        f"From: {_mailbox(line.who, line.charset)}",
        f"To: {desk.address}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(now)}",
        f"Message-ID: <{uuid.uuid4().hex}@{server}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
        "",
        "--report",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        f"This is the mail system at host {server}.",
        "",
        f"<{answered.recipient}>: {diagnostic}",
        "",
        "--report",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; {server}",
        "",
        f"Final-Recipient: rfc822; {answered.recipient}",
        "Action: failed",
        "Status: 5.2.2",
        f"Diagnostic-Code: smtp; {diagnostic}",
        "",
        "--report",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: {answered.message_id}",
        "",
        "--report--",
        "",
    )
    return "\r\n".join(rows).encode("ascii")
