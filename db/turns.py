"""Whose turn it was: what fair distribution of work has to remember between two tickets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from db.fields import EPOCH, MICROSECOND
from db.prepared import Param, Prepared
from db.rows import rows
from db.schema import Counter as Row


def last_in(round_of: str) -> int | None:
    """
    The id of who had the last turn in the round of this name, None at the first.

    The round is locked until the transaction ends: two hosts never give the same turn away twice.
    """
    ((value,),) = _LOCK.rows(name=_round(round_of))
    return value or None


def take(round_of: str, person_id: int) -> None:
    """The last turn in this round was theirs; belongs after `last_in` in the same transaction."""
    _SET.write(name=_round(round_of), value=person_id)


def remember(person_id: int, at: datetime) -> None:
    """This person was given something at this moment."""
    name = _person(person_id)
    _LOCK.rows(name=name)
    _SET.write(name=name, value=(at - EPOCH) // MICROSECOND)


def last_given(person_ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these people was last given something; who never was is left out."""
    names = {_person(person_id): person_id for person_id in person_ids}
    found = rows(Row.select(Row.name, Row.value).where(Row.name.in_(list(names))))
    return {names[name]: EPOCH + value * MICROSECOND for name, value in found}


def _round(name: str) -> str:
    return f"turn:{name}"


def _person(person_id: int) -> str:
    return f"given:{person_id}"


_LOCK = Prepared(
    lambda: (
        Row.insert({Row.name: Param("name", Row.name), Row.value: 0})
        .on_conflict(conflict_target=[Row.name], update={Row.value: Row.value})
        .returning(Row.value)
    )
)
_SET = Prepared(lambda: Row.update({Row.value: Param("value", Row.value)}).where(Row.name == Param("name", Row.name)))
