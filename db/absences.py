"""Days on which people of the staff get no new work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.rows import rows
from db.schema import Absence as Row

DAY = timedelta(days=1)
KEPT = 7 * DAY  # after the last day: whose clock was ahead has not come back yet when it is set right


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
        _insert(absence)


def add(new: Absence, today: date) -> Absence:
    """One absence more; the whole that it makes with those that it touches."""
    known = of_person(new.person_id)
    whole, others = merged(known, new, today)
    for gone in known:
        if gone not in others:
            _forget(gone)
    _insert(whole)
    return whole


def merged(known: Sequence[Absence], new: Absence, today: date) -> tuple[Absence, list[Absence]]:
    """*new* with those that it touches, and the others; what is long over is forgotten. Pure."""
    whole = new
    others = sorted((each for each in known if each.last_day >= today - KEPT), key=lambda each: each.first_day)
    apart: list[Absence] = []
    for each in others:
        if each.last_day >= today and each.first_day - DAY <= whole.last_day and whole.first_day - DAY <= each.last_day:
            first, last = min(each.first_day, whole.first_day), max(each.last_day, whole.last_day)
            whole = Absence(new.person_id, first, last)
        else:
            apart.append(each)
    return whole, apart


def of_person(person_id: int) -> list[Absence]:
    """By their first day."""
    return _found(Row.person == person_id)


def away_on(day: date) -> set[int]:
    """Ids of the people who are away on *day*."""
    return {
        absence.person_id for absence in _found((Row.first_day <= day.isoformat()) & (Row.last_day >= day.isoformat()))
    }


def between(first: date, last: date) -> list[Absence]:
    """All that have a day from *first* to *last*."""
    return _found((Row.first_day <= last.isoformat()) & (Row.last_day >= first.isoformat()))


def _insert(new: Absence) -> None:
    Row.insert(person=new.person_id, first_day=new.first_day.isoformat(), last_day=new.last_day.isoformat()).execute()


def _forget(gone: Absence) -> None:
    first, last = gone.first_day.isoformat(), gone.last_day.isoformat()
    Row.delete().where(Row.person == gone.person_id, Row.first_day == first, Row.last_day == last).execute()


def _found(condition: object) -> list[Absence]:
    query = Row.select(Row.person, Row.first_day, Row.last_day).where(condition).order_by(Row.first_day, Row.id)
    return [Absence(person, date.fromisoformat(first), date.fromisoformat(last)) for person, first, last in rows(query)]
