"""Writing to people: a notice becomes a letter with our marks, within the caps, and waits in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from db import events, outbox
from db.events import Event
from db.outbox import Queued
from db.tickets import Ticket
from parsers.message import Address, Attachment
from processor.addresses import mailbox_key
from processor.compose import Letter, compose
from processor.config import Config
from processor.desk.caps import cap_reached, kind_cap_reached, staff_cap_reached
from processor.languages import locale_for
from processor.notices import TO_OWNERS, TO_SENDERS, TO_STAFF, UNVERIFIED, Facts, Renderer

NewToken = Callable[[], str]
# Answers to the mail that has just come in; everything else that is not a person's own is generated (RFC 3834 §5).
REPLIES = frozenset({
    *TO_SENDERS, *TO_OWNERS, "receipt", "refusal", "user_receipt", "command_confirmation",
    "command_confirmation_user", "escalation_form", "mail_quarantined", "closed_thanks", "verification_question",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Addressee:
    """
    Whom a notice goes to.

    Attributes:
        addr, key: as written, and in the compared form.
        language: of the mail that is answered, or of the person; "" leaves it to the desk.
        verified: the address has proven itself; else not a word of the sender's may stand in the notice.
        in_reply_to, references: ids of the mail that is answered.
    """

    addr: str
    key: str
    name: str
    language: str
    verified: bool
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """
    A mail of the desk, before it is written.

    Attributes:
        kind: name of its templates.
        facts: those of a ticket for users, those of a case for staff; nothing else can be rendered.
        cause: inbox item; it causes each kind once for each recipient.
        files: that go with it.
        sender_name: in From, when the words are somebody's own; "" for the desk.
        personal: somebody's own words: it carries no mark of automatic mail and is not counted as such, and a report
            that it could not be delivered comes back to the desk.
        by_staff: an act of somebody of the staff has caused it, or it goes to staff, or the procedure owes it to the
            user: the caps of answers do not hold.
    """

    kind: str
    to: Addressee
    ticket: Ticket | None
    facts: Facts
    now: datetime
    cause: int | None = None
    files: tuple[Attachment, ...] = ()
    sender_name: str = ""
    personal: bool = False
    by_staff: bool = False


@dataclass(frozen=True, slots=True)
class Notifier:
    """new_token: 32 hexadecimal digits that nobody can guess."""

    config: Config
    renderer: Renderer
    new_token: NewToken

    def locale_of(self, to: Addressee) -> str:
        return locale_for(to.language, self.config.desk.locale)

    def notify(self, notice: Notice) -> bool:
        """Queue *notice*, unless a cap forbids it, which is an event then. Belongs in a unit of work."""
        to, ticket_id = notice.to, notice.ticket.id if notice.ticket else None
        mailbox = mailbox_key(to.key)
        if cap := self._cap(notice, mailbox):
            detail = {"kind": notice.kind, "recipient": to.key, "cap": cap}
            events.record(ticket_id, Event(notice.now, "desk", "notice.capped", detail))
            return False
        token = self.new_token()
        letter = self.letter(notice, token)
        return outbox.queue(
            Queued(
                kind=notice.kind,
                recipient=to.addr,
                recipient_key=mailbox,
                message_id=letter.message_id,
                token=token,
                raw=compose(letter),
                subject=letter.subject,
                sender=self.config.desk.address if notice.personal else "",
                automatic=not (notice.personal or notice.by_staff),
                ticket_id=ticket_id,
                inbox_item_id=notice.cause,
            ),
            notice.now,
        )

    def _cap(self, notice: Notice, mailbox: str) -> str:
        """Name of the cap that forbids *notice*; "" when none does."""
        if notice.by_staff:
            return staff_cap_reached(notice.kind, mailbox, notice.now) if notice.kind in TO_STAFF else ""
        ticket_id = notice.ticket.id if notice.ticket else None
        return kind_cap_reached(notice.kind, mailbox, notice.now) or cap_reached(
            self.config.limits, mailbox, ticket_id, notice.to.verified, notice.now
        )

    def letter(self, notice: Notice, token: str) -> Letter:
        """*notice* as it will be sent; pure."""
        desk, to = self.config.desk, notice.to
        kind = notice.kind if to.verified else notice.kind + UNVERIFIED
        words = self.renderer.render(kind, to.language, notice.facts)
        return Letter(
            sender=Address(desk.address, notice.sender_name or desk.name),
            recipient=Address(to.addr, to.name if to.verified else ""),
            subject=words.subject,
            text=words.text,
            html=words.html,
            message_id=message_id_of(token, desk.address),
            date=notice.now,
            in_reply_to=to.in_reply_to,
            references=(*to.references, to.in_reply_to) if to.in_reply_to else to.references,
            reply_to=reply_to_of(token, desk.address) if desk.plus_addressing else "",
            headers=marks(desk.address, notice.ticket) | self._automation(notice),
            attachments=notice.files,
            inline=words.inline,
        )

    def _automation(self, notice: Notice) -> dict[str, str]:
        """By this others do not answer us automatically (RFC 3834 §3.1.7; Exchange)."""
        if notice.personal:
            return {}
        how = "auto-replied" if notice.kind in REPLIES else "auto-generated"
        return {"Auto-Submitted": how, "X-Auto-Response-Suppress": "All"}


def message_id_of(token: str, desk_address: str) -> str:
    """Our Message-ID; by it an answer proves that its sender read this very mail."""
    return f"ts.{token}@{desk_address.rpartition('@')[2]}"


def reply_to_of(token: str, desk_address: str) -> str:
    """Our address with the token as a plus-tag (RFC 5233), for programs that drop In-Reply-To."""
    local, _, domain = desk_address.rpartition("@")
    return f"{local}+ts.{token}@{domain}"


def marks(desk_address: str, ticket: Ticket | None) -> dict[str, str]:
    """By these headers we know our own mail, and rules of mail programs can sort it."""
    ours = {"X-TS-Loop": loop_mark(desk_address)}
    if ticket is None:
        return ours
    return ours | {"X-TS-Ticket": ticket.number, "X-TS-Status": ticket.status, "X-TS-Priority": ticket.priority}


def loop_mark(desk_address: str) -> str:
    """Our value of X-TS-Loop."""
    return desk_address.lower()
