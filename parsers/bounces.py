"""Delivery reports: RFC 3464 and what real mail servers send in its place."""

from __future__ import annotations

import re

from parsers.message import Bounce
from parsers.parts import Headers, Part

_FIELD = re.compile(r"^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t].*)*)", re.MULTILINE)


def read_bounce(headers: Headers, parts: tuple[Part, ...], text: str) -> Bounce | None:
    """What a delivery report says; None when the mail is no report of a failure or a delay."""
    for part in parts:
        if part.content_type == "message/delivery-status":
            return _read_status(part.text)
    return None


def _read_status(text: str) -> Bounce | None:
    recipients: list[str] = []
    last: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", text):
        fields = {name.lower(): value for name, value in _FIELD.findall(block)}
        address = fields.get("final-recipient") or fields.get("original-recipient")
        if address and fields.get("action", "failed").strip().lower() in ("failed", "delayed"):
            recipients.append(address.rpartition(";")[2].strip(" <>"))
            last = fields
    if not last:
        return None
    status = last.get("status", "").strip()
    return Bounce(
        recipients=tuple(recipients),
        status=status,
        action=last.get("action", "failed").strip().lower(),
        diagnostic=last.get("diagnostic-code", "").rpartition(";")[2].strip(),
        permanent=not status.startswith("4"),
    )
