"""#表单: the forms of a ticket by mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.talk import HAN, LIU, WANG, Talk, by_kind

from db.connection import Store
from processor.parsing import Parser

KINDS = ["问题登记表.html", "问题处理进度表.html", "问题处理进度表.csv"]


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    return Talk(store, tmp_path, parser)


def test_staff_gets_the_forms_of_a_ticket_as_files_with_what_users_never_see(talk: Talk) -> None:
    _, notice = talk.report()
    talk.write(HAN, notice, subject=f"Re: [{talk.ticket.number}] #受理 #备注", body="这台打印机上个月修过两次。")
    before = talk.ticket

    mails = by_kind(talk.write(HAN, subject=f"[{talk.ticket.number}] #表单"))

    files = mails["receipt"].files
    assert (mails["receipt"].to, list(files)) == (HAN, [f"{talk.ticket.number}-{kind}" for kind in KINDS])
    assert "上个月修过两次" in files[f"{talk.ticket.number}-{KINDS[1]}"].decode()
    assert "韩梅梅" in files[f"{talk.ticket.number}-{KINDS[0]}"].decode()
    assert talk.ticket == before


def test_a_mail_of_its_own_names_the_tickets(talk: Talk) -> None:
    talk.report()

    receipt = by_kind(talk.write(LIU, subject=f"#forms={talk.ticket.number}"))["receipt"]

    assert len(receipt.files) == len(KINDS)
    assert not by_kind(talk.write(LIU, subject="#forms=TS-20261122-999"))["receipt"].files
    assert not by_kind(talk.write(LIU, subject="#forms"))["receipt"].files


def test_users_get_no_form_not_even_of_their_own_ticket(talk: Talk) -> None:
    acknowledgement, _ = talk.report()

    mails = talk.write(WANG, acknowledgement, subject=f"Re: [{talk.ticket.number}] #表单")

    assert not any(name.endswith((".html", ".csv")) for mail in mails for name in mail.files)
