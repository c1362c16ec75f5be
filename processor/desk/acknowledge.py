"""The sender hears of it: which mail goes to whom, and when none may (procedure §1.5, RFC 3834)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from db import correspondents, events, outbox
from db.events import Event
from db.outbox import Queued
from db.tickets import Ticket
from parsers.message import Address
from processor.compose import Letter, compose
from processor.config import Config
from processor.desk.caps import cap_reached
from processor.desk.register import Filing
from processor.notices import UNVERIFIED, Renderer, TicketFacts, local_time
from processor.rules.arrival import Arrival
from processor.rules.trust import proves_now

NewToken = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Acknowledger:
    """new_token: 32 hexadecimal digits that nobody can guess."""

    config: Config
    renderer: Renderer
    new_token: NewToken

    def acknowledge(self, arrival: Arrival, ticket: Ticket, filing: Filing) -> None:
        """Tell the sender the number and when to expect a response."""
        self._answer("acknowledgement", arrival, ticket, filing)

    def confirm_follow_up(self, arrival: Arrival, ticket: Ticket, filing: Filing) -> None:
        """Tell the sender that the addition has arrived, if the desk wants that."""
        if self.config.acknowledgement.follow_ups:
            self._answer("follow_up", arrival, ticket, filing)

    def _answer(self, kind: str, arrival: Arrival, ticket: Ticket, filing: Filing) -> None:
        if proves_now(arrival.message, arrival.sender_key, arrival.match, self.config.trust):
            correspondents.prove(arrival.sender_key, filing.now)
        if arrival.history or not arrival.reply_to or not self.config.acknowledgement.enabled:
            return
        verified = arrival.verified and arrival.reply_key == arrival.sender_key
        cap = cap_reached(self.config.limits, arrival.reply_key, ticket.id, verified, filing.now)
        if cap:
            detail = {"kind": kind, "recipient": arrival.reply_key, "cap": cap}
            events.record(ticket.id, Event(filing.now, "desk", "notice.capped", detail))
            return
        outbox.queue(self._queued(kind, arrival, ticket, filing, verified), filing.now)

    def _queued(self, kind: str, arrival: Arrival, ticket: Ticket, filing: Filing, verified: bool) -> Queued:
        token = self.new_token()
        letter = replace(self._letter(kind, arrival, ticket, token, verified), date=filing.now)
        return Queued(
            kind=kind,
            recipient=arrival.reply_to,
            recipient_key=arrival.reply_key,
            message_id=letter.message_id,
            token=token,
            raw=compose(letter),
            subject=letter.subject,
            ticket_id=ticket.id,
            inbox_item_id=filing.item_id,
        )

    def _letter(self, kind: str, arrival: Arrival, ticket: Ticket, token: str, verified: bool) -> Letter:
        desk, message = self.config.desk, arrival.message
        locale = locale_for(message.language, desk.locale)
        name = kind if verified else kind + UNVERIFIED
        words = self.renderer.render(name, locale, self._facts(ticket))
        return Letter(
            sender=Address(desk.address, desk.name),
            recipient=Address(arrival.reply_to, ticket.requester_name if verified else ""),
            subject=words.subject,
            text=words.text,
            html=words.html,
            message_id=message_id_of(token, desk.address),
            date=ticket.opened_at,
            in_reply_to=message.message_id,
            references=(*message.references, message.message_id),
            reply_to=reply_to_of(token, desk.address) if desk.plus_addressing else "",
            headers=marks(self.config.desk.address, ticket),
        )

    def _facts(self, ticket: Ticket) -> TicketFacts:
        desk, hours = self.config.desk, self.config.deadlines.response_hours
        return TicketFacts(
            number=ticket.number,
            title=ticket.title,
            category=ticket.category,
            priority=ticket.priority,
            response_hours=getattr(hours, ticket.priority),
            registered_at=local_time(ticket.opened_at, desk.zone),
            desk_name=desk.name,
            signature=desk.signature,
            requester_name=ticket.requester_name,
        )


def locale_for(language: str, default: str) -> str:
    """Chinese for Chinese, English for every other language that was recognised, else the desk's own."""
    if not language:
        return default
    return "zh" if language.startswith("zh") else "en"


def message_id_of(token: str, desk_address: str) -> str:
    """Our Message-ID; by it an answer proves that its sender read this very mail."""
    return f"ts.{token}@{desk_address.rpartition('@')[2]}"


def reply_to_of(token: str, desk_address: str) -> str:
    """Our address with the token as a plus-tag (RFC 5233), for programs that drop In-Reply-To."""
    local, _, domain = desk_address.rpartition("@")
    return f"{local}+ts.{token}@{domain}"


def marks(desk_address: str, ticket: Ticket) -> dict[str, str]:
    """By these headers others do not answer us automatically, and we know our own mail (RFC 3834 §3.1.7)."""
    return {
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "X-TS-Loop": loop_mark(desk_address),
        "X-TS-Ticket": ticket.number,
        "X-TS-Status": ticket.status,
        "X-TS-Priority": ticket.priority,
    }


def loop_mark(desk_address: str) -> str:
    """Our value of X-TS-Loop."""
    return desk_address.lower()
