"""Find the original of a forwarded mail."""

from __future__ import annotations

from email import message_from_bytes
from email.utils import parseaddr, parsedate_to_datetime

from parsers.message import Address, Forwarded, Subject
from parsers.parts import Part


def read_forward(subject: Subject, text: str, parts: tuple[Part, ...]) -> Forwarded | None:
    """The original of an attached or inline forward; None when the mail is none."""
    if not subject.forward:
        return None
    for part in parts:
        if part.content_type == "message/rfc822":
            mail = message_from_bytes(part.data[:65536])
            name, addr = parseaddr(mail.get("From", ""))
            try:
                date = parsedate_to_datetime(mail.get("Date", ""))
            except ValueError:
                date = None
            return Forwarded(Address(addr, name), date, mail.get("Subject", ""))
    return None
