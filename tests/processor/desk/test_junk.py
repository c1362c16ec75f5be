"""A ticket that is junk is silent towards everybody outside, until it is opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Staffed

from db import events
from db.connection import Store
from processor.desk.correspondence import Occasion, Saying
from processor.desk.junk import is_junk
from processor.parsing import Parser


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def junk(staffed: Staffed, number: str) -> bool:
    ticket = staffed.ticket(number)
    return staffed.desk.store.unit(lambda: is_junk(ticket))


def test_the_sender_of_junk_hears_nothing_of_that_ticket_any_more(staffed: Staffed) -> None:
    number = staffed.open()
    before = staffed.kinds("wang")

    assert "✔" in staffed.order("han", number, "#垃圾")

    ticket, mails = staffed.ticket(number), staffed.desk.intake.effects.carrying.tools.correspondence
    staffed.desk.store.unit(
        lambda: mails.to_participants("answer", ticket, Saying(words="x"), Occasion(staffed.desk.now))
    )
    assert ticket.status == "cancelled" and junk(staffed, number)
    assert staffed.kinds("wang") == before
    happened = staffed.desk.store.unit(lambda: events.of_ticket(ticket.id))
    assert happened[-1].kind == "notice.left_out" and happened[-1].detail["reason"] == "junk"
    assert staffed.state(number)[number]["duties"] == []


def test_it_can_be_taken_back(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#spam")

    assert "✔" in staffed.order("han", number, "#undo")

    assert staffed.ticket(number).status == "registered" and not junk(staffed, number)


def test_an_escalation_that_is_taken_back_leaves_the_ticket_as_it_was(staffed: Staffed) -> None:
    number = staffed.open()
    before = staffed.ticket(number)
    staffed.order("han", number, "#升级=硬件组", "升级原因：主板坏\n已尝试：换电源\n")
    assert staffed.ticket(number).status == "escalated"

    assert "✔" in staffed.order("han", number, "#undo")

    after = staffed.ticket(number)
    assert (after.status, after.team, after.assignee_id) == (before.status, before.team, before.assignee_id)
    happened = staffed.desk.store.unit(lambda: events.of_ticket(after.id))
    assert [event.kind for event in happened].count("command.undo") == 1
    assert "escalated" in staffed.kinds("wang")


def test_the_users_sheet_tells_what_was_done_and_nothing_that_is_for_the_desk(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#note=用户很着急")
    staffed.order("han", number, "#进展", "处理步骤：更换电源\n结果：可以开机\n下一步计划：观察一天\n")
    staffed.order("han", number, "#升级=硬件组", "升级原因：主板坏\n已尝试：换内存\n")

    sheet = staffed.order("wang", number, "#状态")

    assert all(word in sheet for word in ("更换电源", "可以开机", "观察一天", "升级至 硬件组"))
    assert not [word for word in ("很着急", "主板坏", "换内存") if word in sheet]
