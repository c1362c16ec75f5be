"""An outage by mail: many report it, the lead makes one incident of it, and one word reaches all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.talk import LIU, Mail, Talk, whom

from db.connection import Store
from processor.parsing import Parser

# (login, name, subject, text): none of their words may reach another of them.
USERS = (
    ("chen", "陈一", "VPN连不上", "今早起一直超时，客户等我传标书。"),
    ("qian", "钱二", "连不上公司VPN", "在家办公，密码没错。"),
    ("baker", "Tom Baker", "VPN is down", "I need to reach the file server in Hamburg."),
    ("zhou", "周三", "VPN断了", "开会开到一半掉线。"),
    ("smith", "Ann Smith", "Cannot connect to VPN", "Timeout after the password."),
    ("wu", "吴四", "VPN登录失败", "提示服务器无响应，出差在广州。"),
)


class Outage(Talk):
    """liu leads the team of software problems; six users in two languages."""

    def __init__(self, store: Store, folder: Path, parser: Parser, **sections: object) -> None:
        super().__init__(store, folder, parser, **sections)
        for login, name, _, _ in USERS:
            self.hire(name, mailbox(login), department="销售部")

    def report(self, *logins: str) -> list[Mail]:  # type: ignore[override] # other users, another problem
        """What goes out because they report the outage, one after the other."""
        by_login = {login: (subject, text) for login, _, subject, text in USERS}
        return [
            mail
            for login in logins
            for mail in self.write(mailbox(login), subject=by_login[login][0], body=by_login[login][1])
        ]

    def order(self, orders: str, body: str = "", answers: Mail | None = None, sender: str = LIU) -> list[Mail]:
        number = self.bench.tickets()[0].number
        subject = f"Re: [{number}] VPN连不上 {orders}".strip()
        return self.write(sender, answers, subject=subject, body=body)


def mailbox(login: str) -> str:
    return f"{login}@corp.example"


def of_kind(mails: list[Mail], kind: str) -> list[Mail]:
    return [mail for mail in mails if mail.kind == kind]


@pytest.fixture
def outage(store: Store, tmp_path: Path, parser: Parser) -> Outage:
    return Outage(store, tmp_path, parser)


def test_the_fourth_report_is_proposed_to_the_lead_once(outage: Outage) -> None:
    before = outage.report("chen", "qian", "baker")
    (proposed,) = of_kind(outage.report("zhou"), "incident_proposed")

    assert not of_kind(before, "incident_proposed") and proposed.to == LIU
    numbers = [ticket.number for ticket in outage.bench.tickets()]
    assert all(number in proposed.text for number in numbers)
    assert "%23%E4%BA%8B%E4%BB%B6%3D" in proposed.text  # #事件=
    later = outage.report("smith")
    assert [mail.to for mail in of_kind(later, "incident_similar")] == [LIU]
    assert not of_kind(later, "incident_proposed")


def test_the_lead_makes_one_incident_of_them_by_answering(outage: Outage) -> None:
    (proposed,) = of_kind(outage.report("chen", "qian", "baker", "zhou"), "incident_proposed")

    mails = outage.order("#事件", answers=proposed)

    assert ("receipt", LIU) in whom(mails) and {mail.to for mail in mails} == {LIU}
    first = outage.bench.tickets()[0].id
    assert [ticket.parent for ticket in outage.bench.tickets()] == [first] * 4
