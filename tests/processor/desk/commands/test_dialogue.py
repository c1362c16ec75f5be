"""What an engineer says reaches those whom it is for, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.orders import Orders, kinds, receipt

from db.connection import Store


@pytest.fixture
def orders(store: Store, tmp_path: Path) -> Orders:
    return Orders(store, tmp_path)


STEP = "处理步骤：更换电源\n结果：可以开机\n下一步计划：观察一天\n"


def test_progress_is_a_row_an_entry_and_a_mail_to_the_user(orders: Orders) -> None:
    ticket = orders.open("accepted", assignee_id=orders.staff["han"].id)

    letters = orders.order("han", "#进展", ticket, STEP)

    assert kinds(letters) == [("progress", "wang")] and receipt(letters) == ["✔ 已受理→处理中"]
    assert letters[0].saying.rows == (("处理步骤", "更换电源"), ("结果", "可以开机"), ("下一步计划", "观察一天"))
    assert letters[0].saying.by == orders.staff["han"]
    (event,) = orders.happened(ticket, "progress")
    assert (event.detail["step"], event.detail["result"], event.detail["plan"]) == ("更换电源", "可以开机", "观察一天")
    (entry,) = orders.thread(ticket)
    assert entry.public and entry.kind == "engineer" and entry.text == STEP.strip()
    assert orders.ticket(ticket).status == "in_progress" and orders.ticket(ticket).responded_at == orders.now


def test_free_words_of_progress_reach_the_user_as_they_are(orders: Orders) -> None:
    letters = orders.order("han", "#progress", orders.open("accepted"), "换了电源。\n\n  明天再看。\n")

    assert letters[0].saying.words == "换了电源。\n\n  明天再看。" and letters[0].saying.rows == ()


def test_who_works_on_a_new_ticket_has_accepted_it(orders: Orders) -> None:
    ticket = orders.open()

    orders.order("han", "#progress=重启过了", ticket)

    han, now = orders.staff["han"].id, orders.ticket(ticket)
    assert (now.accepted_by_id, now.assignee_id, now.accepted_at, now.status) == (han, han, orders.now, "in_progress")
    assert orders.happened(ticket, "accept")


@pytest.mark.parametrize("subject", ["#progress", "#note", "#ask", "#resolve"])
def test_nothing_said_is_nothing_done(orders: Orders, subject: str) -> None:
    ticket = orders.open()

    letters = orders.order("han", subject, ticket)

    assert kinds(letters) == [] and receipt(letters) == ["✘ → 正文是空的，请写明内容后再发。"]
    assert orders.ticket(ticket) == ticket and orders.thread(ticket) == []


def test_a_note_is_for_the_desk_alone(orders: Orders) -> None:
    ticket = orders.open()

    letters = orders.order("han", "#备注", ticket, "用户很着急。\n", files=[("a.txt", b"1")])

    assert kinds(letters) == []
    (entry,) = orders.thread(ticket)
    assert not entry.public and entry.text == "用户很着急。" and entry.files == (("a.txt", 1),)
    assert orders.ticket(ticket).status == "registered" and orders.ticket(ticket).responded_at is None


def test_a_note_goes_with_every_status(orders: Orders) -> None:
    for status in ("closed", "cancelled", "merged", "waiting_identity"):
        assert receipt(orders.order("han", "#note=x", orders.open(status))) == ["✔ →"]


def test_a_question_waits_for_the_user_and_those_copied_in(orders: Orders) -> None:
    ticket = orders.open("accepted")

    letters = orders.order("han", "#ask=有备份吗？", ticket, "电脑里的文件有备份吗？\n")

    assert kinds(letters) == [("question", "wang")]
    assert letters[0].saying.words == "有备份吗？\n电脑里的文件有备份吗？"
    assert orders.ticket(ticket).status == "waiting_user"
    (entry,) = orders.thread(ticket)
    assert entry.public and entry.text == letters[0].saying.words


def test_a_note_beside_progress_keeps_the_text_and_the_files_in_the_house(orders: Orders) -> None:
    ticket = orders.open("accepted")

    letters = orders.order("han", "#note=备件上月也坏过 #progress=换了电源", ticket, files=[("internal.txt", b"1")])

    (letter,) = (each for each in letters if each.kind == "progress")
    assert letter.saying.words == "换了电源" and letter.saying.files == ()
    public = [entry for entry in orders.thread(ticket) if entry.public]
    assert [entry.text for entry in public] == ["换了电源"] and public[0].files == ()
    assert [entry.files for entry in orders.thread(ticket) if not entry.public] == [(("internal.txt", 1),)]


def test_text_that_two_commands_want_is_given_to_neither(orders: Orders) -> None:
    ticket = orders.open("accepted")

    letters = orders.order("han", "#note #progress", ticket, "说给谁听？\n")

    assert kinds(letters) == [] and len(receipt(letters)) == 2 and "✘" in receipt(letters)[0]
    assert all(not entry.public for entry in orders.thread(ticket))
