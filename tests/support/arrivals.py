"""Arrivals as the rules see them, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from db.tickets import Ticket
from parsers.forms import Contact, Form
from parsers.mime import parse_message
from processor.desk.identity import Identity
from processor.rules.actors import Actor
from processor.rules.arrival import Arrival, Match
from support.mails import make_mail

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TICKET = Ticket(
    1, "TS-20261122-001", "t", "li@example.org", "", "software", "general", "registered", "zh", NOW, NOW, None, None, ""
)
BELONGS = Match(TICKET, "token", belongs=True)
MENTIONS = Match(TICKET, "number", belongs=False)
NOBODY = Actor("li@example.org", "", "zh", None, "user", "server")


def make_arrival(match: Match | None = None, **changes: object) -> Arrival:
    """A person's new mail unless told otherwise; changes of the message as message__FIELD."""
    message = parse_message(make_mail())
    inner = {key.removeprefix("message__"): value for key, value in changes.items() if key.startswith("message__")}
    outer = {key: value for key, value in changes.items() if not key.startswith("message__")}
    arrival = Arrival(
        message=replace(message, **inner),  # type: ignore[arg-type]
        sender_key="li@example.org",
        reply_key="li@example.org",
        reply_to="li@example.org",
        verified=True,
        proven_now=True,
        history=False,
        first=None,
        match=match,
        answered=None,
        actor=NOBODY,
        orders=(),
        key="",
        from_machine=False,
        identity=Identity("unchecked", None, proven=True),
        stranger="",
        form=Form(),
        contact=Contact(),
    )
    return replace(arrival, **outer)  # type: ignore[arg-type]
