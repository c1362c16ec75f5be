"""A manager answers the digest: its lines order things about several tickets, all or none, with one receipt."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Staffed, address
from support.mails import make_mail

from db import people
from db.connection import Store
from processor.app import make_digests
from processor.parsing import Parser


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


def digest_of(staffed: Staffed) -> str:
    """The Message-ID of the boss's digest of Sunday."""
    staffed.desk.later(days=1)
    digests = make_digests(staffed.desk.config, staffed.desk.intake.effects.acknowledger.notifier)
    assert digests.look_after(staffed.desk.store, staffed.desk.now) == 1
    return staffed.last_id("digest")


def answer(staffed: Staffed, body: str, digest: str, who: str = "boss") -> str:
    """The text of the receipt."""
    before = len(staffed.rows())
    staffed.write(who, "Re: IT 服务台日报", body, answering=digest)
    new = [row for row in staffed.rows()[before:] if row.recipient == address(who)]
    return staffed.text_of(new[-1].id) if new else ""


def test_each_line_is_done_and_told_in_one_receipt(staffed: Staffed) -> None:
    first, second, third = staffed.open(), staffed.open("键盘失灵"), staffed.open("鼠标失灵")
    digest = digest_of(staffed)
    before = len(staffed.rows())

    receipt = answer(staffed, f"您好\n{first} → 张伟\n{second} 催办\n{third} 升级", digest)

    assert staffed.ticket(first).assignee_id == _id_of(staffed, "zhang")
    assert staffed.ticket(third).status == "escalated"
    assert [receipt.count(sign) for sign in "✔✘"] == [3, 0]
    kinds = [row.kind for row in staffed.rows()[before:] if row.recipient == address("liu")]
    assert "urged" in kinds
    assert [row.kind for row in staffed.rows()[before:] if row.recipient == address("boss")] == ["receipt"]


def test_all_or_none(staffed: Staffed) -> None:
    first = staffed.open()
    receipt = answer(staffed, f"{first} → 张伟\nTS-20261122-099 催办\n{first} 怎么样了", digest_of(staffed))

    assert staffed.ticket(first).assignee_id is None
    assert receipt.count("✘") == 2 and "○" in receipt


def test_words_about_no_ticket_open_none_and_are_explained(staffed: Staffed) -> None:
    staffed.open()
    receipt = answer(staffed, "辛苦大家了，继续努力。", digest_of(staffed))

    assert len(staffed.desk.tickets()) == 1
    assert "→ 李雷" in receipt


def test_thanks_for_it_need_no_answer(staffed: Staffed) -> None:
    staffed.open()
    digest, before = digest_of(staffed), len(staffed.rows())

    assert answer(staffed, "收到，谢谢！", digest) == ""
    assert (len(staffed.desk.tickets()), len(staffed.rows())) == (1, before)


def test_what_was_refused_can_be_mended_by_an_answer_to_the_receipt(staffed: Staffed) -> None:
    first = staffed.open()
    assert "✘" in answer(staffed, f"{first} → 张三丰", digest_of(staffed))

    assert "✔" in answer(staffed, f"{first} → 张伟", staffed.last_id("receipt"))
    assert staffed.ticket(first).assignee_id == _id_of(staffed, "zhang")
    assert len(staffed.desk.tickets()) == 1


def test_a_digest_that_comes_back_unmarked_orders_nothing(staffed: Staffed) -> None:
    number = staffed.open("升级 ERP 客户端")
    digest = digest_of(staffed)
    row = next(row for row in staffed.rows() if row.kind == "digest")
    body = staffed.text_of(row.id).partition("\r\n\r\n")[2]  # without the line above which to reply
    assert f"{number}“升级 ERP 客户端”" in body

    answer(staffed, body, digest)

    assert staffed.ticket(number).status == "registered"


def test_whoever_has_not_got_the_digest_cannot_act_by_it(staffed: Staffed) -> None:
    first = staffed.open()
    digest = digest_of(staffed)

    for who in ("han", "wang"):
        answer(staffed, f"{first} → 张伟", digest, who)
    staffed.desk.deliver(_forged(digest, f"{first} → 张伟"))

    assert staffed.ticket(first).assignee_id is None


def _forged(digest: str, body: str) -> bytes:
    """In the boss's name, with the id of the digest, and our mail server says that it is not."""
    return make_mail(
        address("boss"),
        subject="Re: IT 服务台日报",
        body=body,
        message_id="forged@evil.example",
        proven=False,
        headers=[
            ("In-Reply-To", f"<{digest}>"),
            ("Authentication-Results", "mx.desk.example; dmarc=fail header.from=corp.example"),
        ],
    )


def _id_of(staffed: Staffed, login: str) -> int:
    found = staffed.desk.store.unit(lambda: people.find_by_address(address(login)))
    assert found is not None
    return found.id


def test_who_gets_several_tickets_hears_of_each(staffed: Staffed) -> None:
    first, second = staffed.open(), staffed.open("键盘失灵", who="zhao")
    digest = digest_of(staffed)
    before = len(staffed.rows())

    answer(staffed, f"{first} → 张伟\n{second} → 张伟\n{first} 催办\n{second} 催办", digest)

    told = [(row.kind, row.ticket) for row in staffed.rows()[before:] if row.recipient == address("zhang")]
    assert sorted(told) == sorted((kind, number) for kind in ("assigned", "urged") for number in (first, second))


def test_one_undo_takes_back_all_of_an_answer(staffed: Staffed) -> None:
    numbers = staffed.open(), staffed.open("键盘失灵", who="zhao"), staffed.open("鼠标失灵")
    first, second, third = numbers
    digest = digest_of(staffed)
    before = staffed.state(*numbers)
    receipt = answer(staffed, f"{first} 升级=硬件组 主板坏了\n{second} → 张伟\n{third} 升级=硬件组", digest)
    staffed.deliver_all()

    assert "#撤销" in receipt
    undone = staffed.order("boss", "", "Re: 已执行 #撤销", answering=staffed.last_id("receipt"))
    assert "✔" in undone
    after = staffed.state(*numbers)
    assert {number: each["ticket"]["status"] for number, each in after.items()} == {
        number: each["ticket"]["status"] for number, each in before.items()
    }
    assert [staffed.ticket(number).assignee_id for number in numbers] == [None] * 3
    told = [row.ticket for row in staffed.rows() if row.kind == "withdrawn"]
    assert sorted(told) == [first, third]  # whose users had read that it was escalated
