"""`ticketd escalations`, and the progress record in `ticketd show`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.orders import Orders

from db.connection import open_store
from db.migrations import migrate
from db.tickets import Ticket
from processor.cli import ticketd

FORM = "升级原因：需要更换主板\n已尝试：更换电源\n"


@pytest.fixture
def orders(tmp_path: Path) -> Iterator[Orders]:
    """A desk on its configuration's own database."""
    store = open_store(f"sqlite:///{tmp_path}/ticketd.sqlite3")
    migrate(store)
    yield Orders(store, tmp_path)
    store.close()


@pytest.fixture
def tickets(orders: Orders) -> tuple[Ticket, Ticket]:
    """One is still open, one resolved."""
    first, second = orders.open("accepted"), orders.open("accepted")
    orders.order("han", "#升级=硬件", first, FORM)
    orders.order("han", "#升级=孙宁", second, FORM)
    orders.order("sun", "#解决", second, "更换了主板。\n")
    return first, second


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(ticketd, ["--config", str(folder / "ticketd.toml"), *words])


def test_escalations_are_listed_with_their_outcome(tickets: tuple[Ticket, Ticket], tmp_path: Path) -> None:
    first, second = tickets
    newest, oldest = (line for line in run(tmp_path, "escalations").output.splitlines() if "TS-" in line)

    assert oldest.split()[:2] == [first.number, "open"] and "韩梅梅" in oldest and "硬件组" in oldest
    assert newest.split()[:2] == [second.number, "resolved"] and "孙宁" in newest


def test_only_those_that_nobody_has_answered(tickets: tuple[Ticket, Ticket], tmp_path: Path) -> None:
    (line,) = run(tmp_path, "escalations", "--open", "--json").stdout.splitlines()

    found = json.loads(line)
    assert (found["ticket"], found["status"], found["reason"]) == (tickets[0].number, "escalated", "需要更换主板")
    assert found["feedback_at"] == "2026-11-23T06:30:00+00:00" and found["outcome_at"] is None
    assert run(tmp_path, "escalations", "--outcome", "draft").output.strip() == "Nothing to show."


def test_a_ticket_is_shown_with_its_progress_record(tickets: tuple[Ticket, Ticket], tmp_path: Path) -> None:
    shown = run(tmp_path, "show", tickets[1].number).output

    assert "▪ 2026-11-23 09:00  韩梅梅  Escalated to 孙宁\n    = Reason: 需要更换主板; tried: 更换电源\n" in shown
    assert "▪ 2026-11-23 09:00  孙宁  Resolved\n    = 更换了主板。\n" in shown
