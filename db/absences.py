"""Days on which people of the staff get no new work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.rows import rows
from db.schema import Absence as Row


@dataclass(frozen=True, slots=True)
class Absence:
    """Both days are part of it."""

    person_id: int
    first_day: date
    last_day: date


def replace(person_id: int, absences: list[Absence]) -> None:
    """All absences of a person from now on."""
    Row.delete().where(Row.person == person_id).execute()
    for absence in absences:
        Row.insert(
            person=person_id, first_day=absence.first_day.isoformat(), last_day=absence.last_day.isoformat()
        ).execute()


def of_person(person_id: int) -> list[Absence]:
    """By their first day."""
    return _found(Row.person == person_id)


def away_on(day: date) -> set[int]:
    """Ids of the people who are away on *day*."""
    return {
        absence.person_id for absence in _found((Row.first_day <= day.isoformat()) & (Row.last_day >= day.isoformat()))
    }


def _found(condition: object) -> list[Absence]:
    query = Row.select(Row.person, Row.first_day, Row.last_day).where(condition).order_by(Row.first_day, Row.id)
    return [Absence(person, date.fromisoformat(first), date.fromisoformat(last)) for person, first, last in rows(query)]
