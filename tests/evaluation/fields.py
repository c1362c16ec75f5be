"""Which checks belong together, and which of them a library can answer."""

from __future__ import annotations

from dataclasses import dataclass

REPLIES = ("reply_text", "reply_exact(sig kept)", "reply_keeps", "reply_drops")
SIGNED = (*REPLIES, "signature")
BOUNCES = ("is_bounce", "bounce_recipients", "bounce_permanent")
HEADERS = ("from_addr", "from_name", "to", "cc", "reply_to", "subject", "date", "message_id")
BODIES = ("body_text", "body_html", "body_contains")
ATTACHMENTS = ("att_name", "att_bytes", "att_size", "att_count")
# Where a wrong charset shows: the bodies and what RFC 2047 encodes.
CHARSETS_AND_BODIES = (*BODIES, "subject", "from_name")

PEER_CHECKS = {
    "mail-parser-reply": SIGNED,
    "email-reply-parser": SIGNED,
    "quotequail": REPLIES,
    "flufl-bounce": BOUNCES,
    "mail-parser": (*HEADERS, *BODIES, *ATTACHMENTS, "parsed"),
}


@dataclass(frozen=True, slots=True)
class Field:
    title: str
    checks: tuple[str, ...]
    peers: tuple[str, ...]


FIELDS = (
    Field("Fresh text and signature", SIGNED, ("mail-parser-reply", "email-reply-parser", "quotequail")),
    Field("Automation and bounces", ("is_auto_reply", *BOUNCES, "bounce_status"), ("flufl-bounce",)),
    Field("Headers", HEADERS, ("mail-parser",)),
    Field("Bodies", BODIES, ("mail-parser",)),
    Field("Attachments", ATTACHMENTS, ("mail-parser",)),
)
