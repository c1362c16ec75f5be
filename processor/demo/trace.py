"""What a mail server writes on top of a mail when it delivers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr

FINDINGS = b"authentication-results"


@dataclass(frozen=True, slots=True)
class Envelope:
    """
    A mail on its way to one mailbox.

    Attributes:
        sender: of the envelope; "" is the null reverse-path.
        login: address of the mailbox whose owner logged in to hand the mail over; "" when nobody did.
    """

    sender: str
    recipient: str
    login: str
    raw: bytes


def stamped(envelope: Envelope, server: str, now: datetime) -> bytes:
    """
    The mail as the mailbox gets it: with trace fields (RFC 5321 §4.4) and the server's finding about its author.

    A finding in the name of *server* that came with the mail is taken out (RFC 8601 §5).
    """
    way = "ESMTPA" if envelope.login else "ESMTP"
    fields = (
        f"Return-Path: <{envelope.sender}>",
        f"Authentication-Results: {server}; {_finding(envelope)}",
        f"Received: from localhost by {server} with {way}\r\n for <{envelope.recipient}>; {format_datetime(now)}",
        f"Delivered-To: {envelope.recipient}",
    )
    top = "".join(f"{field}\r\n" for field in fields)
    return top.encode("utf-8") + without_findings_of(server, envelope.raw)


def without_findings_of(server: str, raw: bytes) -> bytes:
    """*raw* without the Authentication-Results that claim to be by *server*."""
    header, gap, body = raw.partition(b"\r\n\r\n")
    kept: list[bytes] = []
    dropping = False
    for line in header.split(b"\r\n"):
        if not line.startswith((b" ", b"\t")):
            dropping = _claims(line, server)
        if not dropping:
            kept.append(line)
    return b"\r\n".join(kept) + gap + body


def author_of(raw: bytes) -> str:
    """The address in From, lower case; "" without one."""
    return parseaddr(str(BytesHeaderParser().parsebytes(raw)["From"] or ""))[1].lower()


def _finding(envelope: Envelope) -> str:
    """Who logged in with a mailbox has shown that it is theirs; about anybody else this server knows nothing."""
    author = author_of(envelope.raw)
    passed = bool(author) and author == envelope.login
    return f"dmarc={'pass' if passed else 'none'} header.from={author.rpartition('@')[2] or 'unknown'}"


def _claims(line: bytes, server: str) -> bool:
    name, _, value = line.partition(b":")
    return name.strip().lower() == FINDINGS and value.strip().lower().startswith(server.lower().encode())
