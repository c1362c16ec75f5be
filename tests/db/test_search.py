from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from db import duties, search, tickets
from db.connection import Store
from db.duties import Duty
from db.tickets import NewEntry, NewTicket

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def add(number: str, title: str = "打印机", text: str = "", **columns: Any) -> int:
    given = {"team": "", "status": "registered", "opened_at": NOW, "requester_addr": "wang@corp.example", **columns}
    new = NewTicket(
        number=number, title=title, requester_name="", category="hardware", priority="general", language="zh",
        response_due_at=None, **given,
    )  # fmt: skip
    ticket_id = tickets.add(new)
    if text:
        tickets.add_entry(ticket_id, NewEntry("user", "wang@corp.example", "王芳", NOW, text))
    return ticket_id


@pytest.mark.parametrize("words", [["100%"], ["a_b"], [r"c:\temp"], ["卡纸", "100%"], ["TS-1"], ["WANG@corp"]])
def test_wildcards_of_the_engines_are_letters_like_others(store: Store, words: list[str]) -> None:
    store.unit(lambda: add("TS-1", text=r"卡纸 100% a_b c:\temp"))
    store.unit(lambda: add("TS-2", text="卡住 1000 aXb c:temp", requester_addr="li@corp.example"))

    assert [ticket.number for ticket in store.unit(lambda: search.with_words(words, 20))] == ["TS-1"]


def test_the_newest_stand_first_and_only_those_that_are_looked_for(store: Store) -> None:
    for number in range(5):
        store.unit(lambda number=number: add(f"TS-{number}", status="closed" if number % 2 else "registered"))

    found = store.unit(lambda: search.with_words(["打印机"], 2))
    closed = store.unit(lambda: search.with_words(["打印机"], 20, ["closed"]))

    assert [ticket.number for ticket in found] == ["TS-4", "TS-3"]
    assert [ticket.number for ticket in closed] == ["TS-3", "TS-1"]


def test_reminders_are_no_dates_of_a_ticket(store: Store) -> None:
    def prepare() -> None:
        ticket_id = add("TS-1")
        duties.put(Duty(ticket_id, "response", NOW))
        duties.put(Duty(ticket_id, "triage", NOW + timedelta(hours=2)))
        duties.put(Duty(ticket_id, "feedback", NOW + timedelta(hours=1)))
        add("TS-2", status="closed")

    store.unit(prepare)

    (only,) = store.unit(lambda: search.running(["registered"]))
    assert only.fixed_at == NOW + timedelta(hours=1)


def test_a_requester_s_tickets_are_those_that_run_or_changed_lately(store: Store) -> None:
    old = NOW - timedelta(days=31)
    store.unit(lambda: add("TS-1", opened_at=old))
    store.unit(lambda: add("TS-2", status="closed", opened_at=old))
    store.unit(lambda: add("TS-3", status="closed"))
    store.unit(lambda: add("TS-4", requester_addr="li@corp.example"))

    since = NOW - timedelta(days=30)
    found = store.unit(lambda: search.of_requester({"wang@corp.example"}, ["registered"], since, 10))

    assert [ticket.number for ticket in found] == ["TS-3", "TS-1"]


def test_what_was_said_last_by_one_kind_of_author(store: Store) -> None:
    def prepare() -> int:
        ticket_id = add("TS-1", text="第一封")
        tickets.add_entry(ticket_id, NewEntry("user", "wang@corp.example", "王芳", NOW, "第二封"))
        tickets.add_entry(ticket_id, NewEntry("engineer", "han@corp.example", "韩梅梅", NOW, "答复"))
        return ticket_id

    ticket_id = store.unit(prepare)

    said = store.unit(lambda: search.last_said(ticket_id, "user"))
    assert said is not None and said.text == "第二封"
    assert store.unit(lambda: search.last_said(ticket_id, "machine")) is None
