"""
What commands can change about a ticket or a person, as plain values that can be compared, stored and put back.

Duties are not among it: they follow from the rest.

A snapshot is section → key → row, a row being column → JSON value (moments as ISO 8601). The ticket itself is the
section "ticket" with its columns as keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from db import articles
from db.fields import Instant
from db.prepared import Param, Prepared
from db.rows import rows
from db.schema import (
    Absence,
    Article,
    Correction,
    Escalation,
    Participant,
    Registration,
    Survey,
    Table,
    Watcher,
)
from db.schema import Ticket as Row

Snapshot = dict[str, dict[str, Any]]
Difference = dict[str, dict[str, list[Any]]]  # section → key → [before, after]; None: not there

# What never changes, and what changes with everything.
_FIXED = frozenset({"id", "number", "opened_at", "updated_at"})


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows of *table* that belong to a ticket or a person (*owner*), each known by *key*; only *columns* if given."""

    table: type[Table]
    owner: Any
    key: Any
    columns: tuple[Any, ...] = ()

    @property
    def fields(self) -> list[Any]:
        return list(self.columns) or [field for field in self.table._meta.sorted_fields if field is not self.owner]


_OF_TICKET = {
    "participants": _Section(Participant, Participant.ticket, Participant.addr),
    "watchers": _Section(Watcher, Watcher.ticket, Watcher.person),
    "escalations": _Section(Escalation, Escalation.ticket, Escalation.id),
    "surveys": _Section(Survey, Survey.ticket, Survey.id),
    "corrections": _Section(Correction, Correction.ticket, Correction.id),
    # Not how often it has helped, which goes on while an approval may still be taken back.
    "articles": _Section(
        Article,
        Article.ticket,
        Article.id,
        tuple(field for field in Article._meta.sorted_fields if field.name not in ("id", "ticket", "used")),
    ),
    "form": _Section(Registration, Registration.ticket, Registration.ticket, (Registration.promised_at,)),
}
_OF_PERSON = {"absences": _Section(Absence, Absence.person, Absence.id)}
_SECTIONS = _OF_TICKET | _OF_PERSON
# By the names that the record of a ticket has for them.
_TICKET_COLUMNS = {
    field.name if getattr(field, "rel_model", None) is Row else field.column_name: field
    for field in Row._meta.sorted_fields
    if field.name not in _FIXED
}


def of_ticket(ticket_id: int) -> Snapshot:
    """As it is now."""
    (found,) = _TICKET.rows(id=ticket_id)
    columns = {name: _plain(value) for name, value in zip(_TICKET_COLUMNS, found, strict=True)}
    return {"ticket": columns} | {name: _rows_of(name, ticket_id) for name in _OF_TICKET}


def of_person(person_id: int) -> Snapshot:
    """The days on which they are away."""
    return {name: _rows_of(name, person_id) for name in _OF_PERSON}


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What *after* has otherwise than *before*; both of the same ticket or person."""
    found: Difference = {}
    for section, old in before.items():
        new = after[section]
        changed = {key: [old.get(key), new.get(key)] for key in old | new if old.get(key) != new.get(key)}
        if changed:
            found[section] = changed
    return found


def put_back(owner_id: int, section: str, news: Mapping[str, Any]) -> None:
    """Make the rows (or columns) of *news* what they were: key → row; None: there was none."""
    if section == "ticket":
        values = {_TICKET_COLUMNS[name].name: _typed(_TICKET_COLUMNS[name], value) for name, value in news.items()}
        Row.update(**values).where(Row.id == owner_id).execute()
        return
    for key, row in sorted(news.items(), key=lambda pair: pair[1] is not None):  # what was not there goes first
        _put_row(_SECTIONS[section], owner_id, key, row)


def _rows_of(name: str, owner_id: int) -> dict[str, Any]:
    names = [field.column_name for field in _SECTIONS[name].fields]
    found = _reading(name).rows(owner=owner_id)
    return {str(key): dict(zip(names, map(_plain, values), strict=True)) for key, *values in found}


@cache
def _reading(name: str) -> Prepared:
    section = _SECTIONS[name]
    ours = section.owner == Param("owner", section.owner)
    return Prepared(lambda: section.table.select(section.key, *section.fields).where(ours).order_by(section.key))


def _put_row(section: _Section, owner_id: int, key: str, row: Mapping[str, Any] | None) -> None:
    if section.table is Article:
        _put_article(section, int(key), row)
        return
    ours = (section.owner == owner_id) & (section.key == key)
    if section.table is Registration:  # one of its columns, of a row that always stays
        section.table.update(_typed_row(section, row or {})).where(ours).execute()
        return
    section.table.delete().where(ours).execute()
    if row is not None:
        section.table.insert({section.owner: owner_id} | _typed_row(section, _with_free_id(section, row))).execute()


def _with_free_id(section: _Section, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """*row* under its old id; without one if SQLite has given that to another row since, as it does with the last."""
    key = section.table._meta.primary_key
    if not rows(section.table.select(key).where(key == row["id"])):
        return row
    return {name: value for name, value in row.items() if name != "id"}


def _put_article(section: _Section, article_id: int, row: Mapping[str, Any] | None) -> None:
    """Its index follows."""
    if row is None:
        articles.remove(article_id)
    else:
        articles.restore(article_id, {field.name: value for field, value in _typed_row(section, row).items()})


def _typed_row(section: _Section, row: Mapping[str, Any]) -> dict[Any, Any]:
    by_name = {field.column_name: field for field in section.fields}
    return {by_name[name]: _typed(by_name[name], value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _typed(field: Any, value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(field, Instant) and value is not None else value


_TICKET = Prepared(lambda: Row.select(*_TICKET_COLUMNS.values()).where(Row.id == Param("id", Row.id)))
