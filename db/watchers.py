"""Staff who read along with a ticket."""

from __future__ import annotations

from db.rows import rows
from db.schema import Watcher as Row


def add(ticket_id: int, person_id: int) -> bool:
    """False when this person watches already."""
    query = Row.insert(ticket=ticket_id, person=person_id).on_conflict_ignore().as_rowcount()
    return bool(query.execute())


def remove(ticket_id: int, person_id: int) -> bool:
    """False when this person did not watch."""
    return bool(Row.delete().where(Row.ticket == ticket_id, Row.person == person_id).execute())


def of_ticket(ticket_id: int) -> list[int]:
    """Ids of people, in the order in which they began."""
    return [person for (person,) in rows(Row.select(Row.person).where(Row.ticket == ticket_id).order_by(Row.id))]
