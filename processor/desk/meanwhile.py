"""What has happened to a ticket since somebody last heard of it: two engineers at once must not undo each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from db import events, keys, outbox
from db.events import Event
from db.tickets import Ticket
from parsers.message import Message
from processor.desk.case import Meanwhile, Tools
from processor.desk.deeds import name_of
from processor.labels import label
from processor.notices import local_time


def last_heard(message: Message) -> datetime | None:
    """When the mail of ours that *message* answers was written; None if it answers none. Reads the database."""
    key = keys.find(message.subject.key) if message.subject.key else None
    moments = [key.created_at if key else None, outbox.newest_of(message.in_reply_to)]
    return max((moment for moment in moments if moment), default=None)


def changes_since(tools: Tools, ticket: Ticket, heard: datetime, actor: str, locale: str) -> tuple[Meanwhile, ...]:
    """What others than *actor* have changed since *heard*, newest first. Reads the database."""
    happened = reversed(events.of_ticket(ticket.id))
    return tuple(
        Meanwhile(column, name_of(event.actor), _shown(tools, column, new, locale), at)
        for event, at in ((event, local_time(event.at, tools.config.desk.zone)) for event in happened)
        if event.at > heard and event.actor not in (actor, "desk") and event.item_id is not None
        for column, new in _news(event)
    )


def _news(event: Event) -> Iterator[tuple[str, object]]:
    for column, (_, new) in event.detail.get("changes", {}).items():
        yield column, new


def _shown(tools: Tools, column: str, new: object, locale: str) -> str:
    if column in ("category", "priority", "status"):
        return label(locale, column, str(new))
    if column.endswith("_id") and isinstance(new, int):
        return tools.teams.name_of_person(new)
    return str(new or "")
