"""The values that parsing a mail gives: frozen, picklable, free of I/O."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from parsers.html import sanitise

AutomationKind = Literal["none", "reply", "bulk", "bounce", "own"]
Importance = Literal["high", "normal", "low"]


class ParseError(ValueError):
    """The mail cannot be parsed within the limits; quarantine the raw mail."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the parser has to know of the desk; nothing in it is secret."""

    ticket_prefix: str = "TS"
    own_addresses: frozenset[str] = frozenset()  # lower case
    loop_mark: str = ""  # our value of X-TS-Loop
    own_images: frozenset[str] = frozenset()  # SHA-256, hexadecimal, of images inside our own mails


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox of RFC 5322 §3.4; *addr* keeps the sender's spelling of the local part, domain in lower case."""

    addr: str
    name: str = ""


@dataclass(frozen=True)
class Attachment:
    """A part that is kept as a file. *name* is metadata: never use it as a path."""

    name: str
    content_type: str
    data: bytes
    cid: str = ""
    inline: bool = False

    @property
    def size(self) -> int:
        return len(self.data)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Command:
    """`#name=value` in a subject, as typed; the desk decides what it means."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """
    A subject taken apart.

    Attributes:
        text: the decoded subject, one line.
        root: without reply and forward prefixes, ticket tag and commands.
        ticket: number in the tag, normalised ("TS-20261122-001"); "" when there is none.
        forward: the outermost prefix says "forwarded" (Fwd, WG, 转发 ...).
        recall: the sender takes a mail back (撤回:, Recall:).
        title: like root, but with the commands left where they stood: what a ticket is called when they turn out to
            be none of ours ("help #status page broken").
        unknown: words typed like commands that are none (`#reslove`), as typed, without # and value; they stay in
            root and title.
        key: the one-time key of a quick link, `#key=…`; it is neither a command nor in root or title.
    """

    text: str
    root: str
    ticket: str = ""
    commands: tuple[Command, ...] = ()
    forward: bool = False
    recall: bool = False
    title: str = ""
    unknown: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the sender typed, what they quoted, and their signature; joined in that order: a top-posted reply."""

    fresh: str
    quoted: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The original of a forwarded mail, as far as its header block tells."""

    sender: Address
    date: datetime | None = None
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Automation:
    """Who wrote: a person ("none") or a machine; *reason* names the header or phrase that says so."""

    kind: AutomationKind = "none"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report (RFC 3464) or what a real server sends in its place."""

    recipients: tuple[str, ...] = ()
    status: str = ""  # RFC 3463, such as 5.1.1
    action: str = ""  # failed, delayed, delivered, relayed, expanded
    diagnostic: str = ""
    original_message_id: str = ""  # without < >
    permanent: bool = True


@dataclass(frozen=True)
class Message:
    """
    A mail as the desk sees it.

    Attributes:
        message_id, in_reply_to, references: without < >; malformed ids are left out; references oldest first.
        date: aware UTC, or None when it is absent or cannot be read.
        sender: the one mailbox in From; its addr is "" when there is none or more than one (then nobody is trusted).
        delivered_to: addresses of Delivered-To, X-Original-To and Envelope-To, lower case.
        text: the whole readable body, or that of a mail attached without a word; "" when nothing was written, a note
            in [ ] when it is encrypted.
        source: its HTML as it came, never to be shown; "" without one. *html* is what can be shown of it.
        authentication: values of Authentication-Results, topmost first (RFC 8601 §5).
        fingerprint: equal for two deliveries of the same mail: SHA-256 of From, Date, Subject and the body's bytes.
        defects: what was wrong with it, each as "where: what".
    """

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    date: datetime | None
    sender: Address
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    subject: Subject
    text: str
    source: str
    reply: Reply
    attachments: tuple[Attachment, ...]
    automation: Automation
    bounce: Bounce | None
    forwarded: Forwarded | None
    language: str
    importance: Importance
    authentication: tuple[str, ...]
    fingerprint: str
    defects: tuple[str, ...]

    @cached_property
    def html(self) -> str | None:
        """The HTML sanitised, None without one; made on demand: most mails are worked on without anybody seeing it."""
        return sanitise(self.source) if self.source else None
