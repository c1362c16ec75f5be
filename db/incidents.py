"""Tickets that may be, or are, about one outage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import peewee as pw

from db import tickets
from db.prepared import Param, Prepared, among, each
from db.schema import Registration
from db.schema import Ticket as Row
from db.tickets import Ticket

MOST_OF_ONE = 3  # of the newest tickets of one requester: whoever sends hundreds must not hide the others


@dataclass(frozen=True, slots=True)
class Recent:
    """
    A ticket of the same hour, as far as it is compared with another.

    Attributes:
        text: of its first message, as the form has it.
        parent, cluster: as of `db.tickets.Ticket`.
    """

    id: int
    number: str
    title: str
    requester_addr: str
    category: str
    text: str
    parent: int | None
    cluster: int | None


def opened_between(since: datetime, until: datetime, statuses: Sequence[str], limit: int) -> list[Recent]:
    """
    The newest tickets opened then that are in one of *statuses*, oldest first, `MOST_OF_ONE` of a requester.

    Not those that came in before the desk did, which have no promise.
    """
    found = _opened_between(len(statuses)).rows(since=since, until=until, limit=limit, **each(Row.status, statuses))
    return [
        Recent(ticket_id, number, title, addr, category, _text(fields), parent, cluster)
        for ticket_id, number, title, addr, category, fields, parent, cluster in reversed(found)
    ]


def led_by(ticket_id: int) -> list[Ticket]:
    """All tickets of the incident that *ticket_id* leads, itself among them, oldest first; none when it leads none."""
    return _tickets(_LED_BY.rows(parent=ticket_id))


def similar_to(ticket_id: int) -> list[Ticket]:
    """The tickets of the cluster that begins with *ticket_id*, oldest first."""
    return _tickets(_SIMILAR.rows(cluster=ticket_id))


def gather(ticket_ids: Iterable[int], cluster: int) -> None:
    """These tickets are of one cluster from now on."""
    Row.update(cluster=cluster).where(Row.id.in_(list(ticket_ids))).execute()


def lead(ticket_ids: Iterable[int], parent: int | None) -> None:
    """These tickets are led by *parent* from now on; None: by nobody."""
    Row.update(parent=parent).where(Row.id.in_(list(ticket_ids))).execute()


def _tickets(found: Iterable[tuple[int]]) -> list[Ticket]:
    return [tickets.get(ticket_id) for (ticket_id,) in found]


def _text(fields: str) -> str:
    return str(json.loads(fields).get("description", ""))


@cache
def _opened_between(count: int) -> Prepared:
    def build() -> Any:
        then = Row.opened_at > Param("since", Row.opened_at), Row.opened_at <= Param("until", Row.opened_at)
        nth = pw.fn.ROW_NUMBER().over(partition_by=[Row.requester_addr], order_by=[Row.id.desc()]).alias("nth")
        ranked = Row.select(Row.id, nth).where(*then, among(Row.status, count), Row.response_due_at.is_null(False))
        ranked = ranked.alias("ranked")
        columns = (Row.id, Row.number, Row.title, Row.requester_addr, Row.category)
        query = Row.select(*columns, Registration.fields, Row.parent, Row.cluster)
        query = query.join(ranked, on=(Row.id == ranked.c.id)).switch(Row)
        query = query.join(Registration, on=(Registration.ticket == Row.id))
        return query.where(ranked.c.nth <= MOST_OF_ONE).order_by(Row.id.desc()).limit(Param("limit", Row.id))

    return Prepared(build)


_LED_BY = Prepared(lambda: Row.select(Row.id).where(Row.parent == Param("parent", Row.parent)).order_by(Row.id))
_SIMILAR = Prepared(lambda: Row.select(Row.id).where(Row.cluster == Param("cluster", Row.cluster)).order_by(Row.id))
