"""The forms of tickets as they were when those were closed; kept for good, whatever becomes of the ticket."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from db import blobs
from db.rows import rows
from db.schema import ArchiveFile as Row
from db.tickets import File


def keep(ticket_id: int, files: Iterable[tuple[File, bytes]], made_at: datetime) -> None:
    """Store what one closing has made, with its bytes; what was kept at the very same moment is replaced."""
    Row.delete().where((Row.ticket == ticket_id) & (Row.made_at == made_at)).execute()
    for file, data in files:
        blobs.store(file.sha256, data)
        values = {"name": file.name, "content_type": file.content_type, "made_at": made_at}
        Row.insert(ticket=ticket_id, blob=file.sha256, **values).execute()


def of_ticket(ticket_id: int) -> dict[datetime, list[File]]:
    """When the ticket was closed → its files then, the first closing first, also where a clock was set back since."""
    found: dict[datetime, list[File]] = {}
    query = Row.select(Row.made_at, Row.blob, Row.name, Row.content_type).where(Row.ticket == ticket_id)
    for made_at, sha256, name, content_type in rows(query.order_by(Row.id)):
        found.setdefault(made_at, []).append(File(sha256, name, content_type, "", False))
    return found
