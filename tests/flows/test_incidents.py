"""An outage by mail: many report it, the lead makes one incident of it, and one word reaches all of them."""

from __future__ import annotations

from email.header import decode_header, make_header
from email.message import Message as RawMail
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from support.mails import AUTHSERV, make_mail
from support.talk import HAN, LIU, ZHAO, Mail, Talk, whom

from db import incidents, outbox, surveys, tickets
from db.connection import Store
from db.outbox import Result
from db.tickets import NewTicket
from processor.app import make_reminders
from processor.desk.commands.incident import MOST
from processor.desk.correspondence import OWED
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

    def complain(self, *logins: str) -> list[Mail]:
        """What goes out because they report the outage, one after the other."""
        by_login = {login: (subject, text) for login, _, subject, text in USERS}
        return [
            mail
            for login in logins
            for mail in self.write(mailbox(login), subject=by_login[login][0], body=by_login[login][1])
        ]

    def send_all(self) -> None:
        """As if all that waits had gone out."""

        def send() -> None:
            for row in outbox.summaries(limit=1000):
                outbox.record(Result(row.id, "sent", 250, "ok", self.bench.now))

        self.store.unit(send)

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
    before = outage.complain("chen", "qian", "baker")
    (proposed,) = of_kind(outage.complain("zhou"), "incident_proposed")

    assert not of_kind(before, "incident_proposed") and proposed.to == LIU
    numbers = [ticket.number for ticket in outage.bench.tickets()]
    assert all(number in proposed.text for number in numbers)
    assert "%23%E4%BA%8B%E4%BB%B6%3D" in proposed.text  # #事件=
    later = outage.complain("smith")
    (mention,) = of_kind(later, "incident_similar")
    assert mention.to == LIU and ",".join(ticket.number for ticket in outage.bench.tickets()) in mention.text
    assert not of_kind(later, "incident_proposed")


def test_who_was_unknown_for_days_makes_no_outage_of_all_that_came_since(outage: Outage) -> None:
    (question,) = outage.write("chen@home.example", subject="VPN连不上", body="一直超时。")
    for login in ("qian", "baker", "zhou"):
        outage.bench.later(hours=8)
        outage.complain(login)
    known = outage.write("chen@home.example", question, body="姓名：陈一\n部门：销售部\n")

    assert {"acknowledgement", "coordination"} < {mail.kind for mail in known}
    assert not of_kind(known, "incident_proposed")


def test_who_says_late_who_they_are_is_one_of_many_of_that_hour(outage: Outage) -> None:
    (question,) = outage.write("chen@home.example", subject="VPN连不上", body="一直超时。")
    assert not of_kind(outage.complain("qian", "baker", "zhou"), "incident_proposed")
    outage.bench.later(hours=8)

    known = outage.write("chen@home.example", question, body="姓名：陈一\n部门：销售部\n")
    (proposed,) = of_kind(known, "incident_proposed")
    assert all(ticket.number in proposed.text for ticket in outage.bench.tickets())


def test_the_lead_makes_one_incident_of_them_by_answering(outage: Outage) -> None:
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")

    mails = outage.order("#事件", answers=proposed)

    assert ("receipt", LIU) in whom(mails) and {mail.to for mail in mails} == {LIU}
    first = outage.bench.tickets()[0].id
    assert [ticket.parent for ticket in outage.bench.tickets()] == [first] * 4


@pytest.fixture
def made(outage: Outage) -> Outage:
    """Six users, one incident of all of them, two of whom came after the proposal."""
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")
    outage.order("#事件", answers=proposed)
    for login in ("smith", "wu"):
        (mention,) = of_kind(outage.complain(login), "incident_similar")
        outage.order(f"#incident={outage.bench.tickets()[-1].number}", answers=mention)
    assert len({ticket.parent for ticket in outage.bench.tickets()}) == 1
    return outage


def test_one_word_reaches_all_each_under_their_own_number_and_in_their_language(made: Outage) -> None:
    told = of_kind(made.order("#progress", "处理步骤：正在更换网关证书\n下一步计划：两小时内恢复"), "progress")

    numbers = {ticket.requester_addr: ticket.number for ticket in made.bench.tickets()}
    assert {mail.to: mail.raw["X-TS-Ticket"] for mail in told} == numbers
    english = {mail.to for mail in told if "Here is the latest" in mail.text}
    assert english == {mailbox("baker"), mailbox("smith")}
    assert all("正在更换网关证书" in mail.text and "两小时内恢复" in mail.text for mail in told)
    assert all(ticket.responded_at == made.bench.now for ticket in made.bench.tickets())


def test_nobody_sees_another(made: Outage) -> None:
    made.order("#progress", "正在更换网关证书")
    made.order("#resolve", "网关已恢复，请重新连接。")
    made.bench.later(hours=24)

    for ticket, (login, *own) in zip(made.bench.tickets(), USERS, strict=True):
        others = {part for user in USERS if user[0] != login for part in (user[0] + "@", user[1], user[3])}
        others |= {other.number for other in made.bench.tickets()} - {ticket.number}
        mine = [mail for mail in all_mails(made) if mail["X-TS-Ticket"] == ticket.number and login in mail["To"]]
        assert len(mine) == 3, own
        for mail in mine:
            assert not [word for word in others if word in everything_in(mail)]


def test_solving_asks_all_and_each_answers_for_themselves(made: Outage) -> None:
    asked = of_kind(made.order("#resolve", "网关已恢复，请重新连接。"), "resolved")
    assert len(asked) == 6 and {ticket.status for ticket in made.bench.tickets()} == {"resolved"}

    by_user = {mail.to: mail for mail in asked}
    assert "closed_thanks" in dict(whom(made.write(mailbox("qian"), by_user[mailbox("qian")], body="好了，谢谢！")))
    rejected = made.write(mailbox("baker"), by_user[mailbox("baker")], body="No, it still does not connect.")

    assert ("reopened", mailbox("baker")) in whom(rejected) and ("rejected", LIU) in whom(rejected)
    assert [ticket.status for ticket in made.bench.tickets()] == [
        "resolved", "closed", "in_progress", "resolved", "resolved", "resolved",
    ]  # fmt: skip


def test_an_answer_goes_to_one_user_and_progress_of_a_child_to_its_own(made: Outage) -> None:
    assert [mail.to for mail in of_kind(made.order("", "请问您用的是哪个版本？"), "answer")] == [mailbox("chen")]

    number = made.bench.tickets()[2].number
    mails = made.write(LIU, subject=f"Re: [{number}] VPN is down #progress", body="Your client is too old.")
    assert [mail.to for mail in of_kind(mails, "progress")] == [mailbox("baker")]


@pytest.mark.parametrize("told", ["周三也报了", "与 TS-20261122-002 相同", "见 baker@corp.example", "tom baker"])
def test_what_names_another_user_is_sent_to_nobody(made: Outage, told: str) -> None:
    (receipt,) = made.order("#progress", f"正在处理。{told}")

    assert receipt.kind == "receipt" and "✘" in receipt.text and "所有用户" in receipt.text


@pytest.mark.parametrize("orders", ["#close=已恢复", "#cancel=重复", "#merge=TS-20261122-002", "#spam"])
def test_the_leading_ticket_does_not_end_alone(made: Outage, orders: str) -> None:
    (receipt,) = made.order(orders)

    assert "✘" in receipt.text and "还有 5 张未结工单" in receipt.text
    assert made.bench.tickets()[0].status == "registered"


def test_when_the_user_of_the_leading_ticket_gives_up_another_one_leads(made: Outage) -> None:
    made.order("#取消", "不用了", sender=mailbox("chen"))

    first, *others = made.bench.tickets()
    assert first.status == "cancelled" and first.parent is None
    assert {ticket.parent for ticket in others} == {others[0].id}


def test_whose_ticket_leads_hears_that_their_words_go_to_all(outage: Outage) -> None:
    outage.complain("chen")
    outage.order("#accept", sender=HAN)
    (proposed,) = of_kind(outage.complain("qian", "baker", "zhou"), "incident_proposed")
    first, second, *_ = (ticket.number for ticket in outage.bench.tickets())
    outage.write(HAN, subject=f"Re: [{second}] #accept")

    (told,) = of_kind(outage.order("#事件", answers=proposed), "incident_joined")
    (heir,) = of_kind(outage.order("#取消", "不用了", sender=mailbox("chen")), "incident_joined")

    for mail, number in ((told, first), (heir, second)):
        assert mail.to == HAN and f"您处理的工单 {number} 现在是事件的主工单" in mail.text
    assert second in told.text and first not in heir.text


def test_all_of_it_can_be_taken_back(made: Outage) -> None:
    before = state_of(made)
    (receipt,) = of_kind(made.order("#resolve", "网关已恢复。"), "receipt")
    made.write(LIU, receipt, subject=f"Re: [{made.bench.tickets()[0].number}] #undo")
    assert state_of(made) == before

    (receipt,) = of_kind(made.order("#incident=off"), "receipt")
    assert {ticket.parent for ticket in made.bench.tickets()} == {None}
    made.write(LIU, receipt, subject=f"Re: [{made.bench.tickets()[0].number}] #undo")
    assert len({ticket.parent for ticket in made.bench.tickets()}) == 1


def test_what_others_have_joined_since_is_not_taken_back_from_under_them(outage: Outage) -> None:
    numbers = [mail.raw["X-TS-Ticket"] for mail in of_kind(outage.complain("chen", "qian", "baker"), "acknowledgement")]
    (receipt,) = of_kind(outage.order(f"#incident={numbers[1]}"), "receipt")
    outage.order(f"#incident={numbers[2]}")

    (refused,) = outage.write(LIU, receipt, subject=f"Re: [{numbers[0]}] #undo")

    assert "✘" in refused.text
    assert len({ticket.parent for ticket in outage.bench.tickets()}) == 1
    outage.order("#undo")  # what was done last
    outage.write(LIU, receipt, subject=f"Re: [{numbers[0]}] #undo")
    assert {ticket.parent for ticket in outage.bench.tickets()} == {None}


def test_undoing_is_told_to_all_who_have_read_it(made: Outage) -> None:
    (receipt,) = of_kind(made.order("#progress", "正在更换网关证书"), "receipt")
    made.send_all()

    mails = made.write(LIU, receipt, subject=f"Re: [{made.bench.tickets()[0].number}] #undo")

    assert sorted(mail.to for mail in of_kind(mails, "withdrawn")) == sorted(mailbox(user[0]) for user in USERS)


def test_the_lead_alone_is_reminded_and_every_user_hears_each_day(made: Outage) -> None:
    made.order("#progress", "正在更换网关证书")
    reminders = make_reminders(made.bench.intake.effects)
    heard: list[Mail] = []
    for _ in range(2 * 25):
        made.bench.later(minutes=30)
        reminders.look_after(made.store, made.bench.now)
        heard += made.new_mails()

    leading = made.bench.tickets()[0].number
    assert {mail.raw["X-TS-Ticket"] for mail in heard if mail.kind not in OWED} == {leading}
    due = of_kind(heard, "progress_due")
    assert sorted(mail.to for mail in due) == sorted(mailbox(user[0]) for user in USERS)
    assert not of_kind(heard, "response_breach")


def test_ok_to_the_draft_tells_all(made: Outage) -> None:
    made.order("#progress", "处理步骤：正在更换网关证书")
    made.order("", "陈一您好，您的电脑型号是什么？")  # for one user alone
    made.bench.later(hours=20, minutes=5)
    make_reminders(made.bench.intake.effects).look_after(made.store, made.bench.now)
    (draft,) = of_kind(made.new_mails(), "progress_draft")

    told = of_kind(made.write(LIU, draft, body="ok"), "progress")

    assert sorted(mail.to for mail in told) == sorted(mailbox(user[0]) for user in USERS)
    assert all("陈一" not in mail.text or mail.to == mailbox("chen") for mail in told)


def test_what_was_never_answered_is_reminded_of_by_the_leading_ticket(outage: Outage) -> None:
    """The user of the leading ticket has had an answer, and the others have not."""
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")
    outage.order("", "陈一您好，请稍候。")
    outage.order("#事件", answers=proposed)
    outage.bench.later(hours=12)

    make_reminders(outage.bench.intake.effects).look_after(outage.store, outage.bench.now)

    reminded = [mail for mail in outage.new_mails() if mail.kind.startswith("response")]
    assert {mail.raw["X-TS-Ticket"] for mail in reminded} == {outage.bench.tickets()[0].number}


def test_what_is_unanswered_again_is_reminded_of_by_the_leading_ticket(made: Outage) -> None:
    first, second = (ticket.number for ticket in made.bench.tickets()[:2])
    (receipt,) = of_kind(made.write(LIU, subject=f"Re: [{second}] #resolve", body="网关已恢复。"), "receipt")
    made.order("#progress", "正在更换网关证书")
    made.write(LIU, receipt, subject=f"Re: [{second}] #undo")
    made.new_mails()
    made.bench.later(hours=19)

    make_reminders(made.bench.intake.effects).look_after(made.store, made.bench.now)

    (reminder,) = made.new_mails()
    assert (reminder.kind, reminder.to, reminder.raw["X-TS-Ticket"]) == ("response_reminder", LIU, first)


def test_while_the_user_of_the_leading_ticket_is_waited_for_the_others_have_drafts_of_their_own(made: Outage) -> None:
    made.order("#progress", "正在更换网关证书")
    made.order("#ask", "您的客户端是哪个版本？")
    made.bench.later(hours=20, minutes=5)
    make_reminders(made.bench.intake.effects).look_after(made.store, made.bench.now)
    drafts = of_kind(made.new_mails(), "progress_draft")
    assert {mail.raw["X-TS-Ticket"] for mail in drafts} == {ticket.number for ticket in made.bench.tickets()[1:]}

    made.order("", "版本是 5.2。", sender=mailbox("chen"))
    made.bench.later(hours=4)
    make_reminders(made.bench.intake.effects).look_after(made.store, made.bench.now)
    assert len(of_kind(made.new_mails(), "progress_due")) == 5


def test_what_was_told_of_the_incident_is_not_told_again_of_each_of_its_tickets(made: Outage) -> None:
    reminders = make_reminders(made.bench.intake.effects)
    made.bench.later(hours=20)
    reminders.look_after(made.store, made.bench.now)
    (breach,) = of_kind(made.new_mails(), "response_breach")
    made.order("#incident=off")
    made.bench.later(minutes=30)

    reminders.look_after(made.store, made.bench.now)

    assert not [mail for mail in made.new_mails() if mail.kind.startswith("response")] and breach.to == LIU


def test_a_picture_of_one_user_does_not_reach_the_others_in_a_quotation(made: Outage) -> None:
    first, private, guide = made.bench.tickets()[0].number, b"PNG private" * 99, b"PDF guide" * 99
    made.write(mailbox("chen"), subject=f"Re: [{first}]", body="截图", files=[("工资单.png", private)])

    files = [("image001.png", private), ("指南.pdf", guide)]
    told = of_kind(made.write(LIU, subject=f"Re: [{first}] #progress", body="已更换证书", files=files), "progress")

    named = [("陈一的截图.pdf", guide)]
    (refused,) = made.write(LIU, subject=f"Re: [{first}] #progress", body="已更换证书", files=named)
    assert "✘" in refused.text and "陈一" in refused.text
    got = {mail.to: list(mail.files) for mail in told}
    assert len(got) == 6 and got.pop(mailbox("chen")) == ["image001.png", "指南.pdf"]
    assert set(map(tuple, got.values())) == {("指南.pdf",)}


def test_a_picture_of_another_ticket_of_the_incident_reaches_only_its_own_user(made: Outage) -> None:
    """Also when that ticket was the second one of its user, and has become part of the first."""
    numbers = [ticket.number for ticket in made.bench.tickets()]
    made.write(mailbox("qian"), subject=f"Re: [{numbers[1]}]", body="截图", files=[("图.png", b"PNG q" * 99)])
    made.write(mailbox("chen"), subject="VPN报错截图", body="见附件", files=[("报错.png", b"PNG c" * 99)])
    made.write(LIU, subject=f"Re: [{made.bench.tickets()[-1].number}] #merge={numbers[0]}")

    files = [("image001.png", b"PNG q" * 99), ("image002.png", b"PNG c" * 99), ("指南.pdf", b"PDF" * 99)]
    told = of_kind(made.write(LIU, subject=f"Re: [{numbers[0]}] #progress", body="已更换证书", files=files), "progress")

    got = {mail.to: list(mail.files) for mail in told}
    assert got.pop(mailbox("chen")) == ["image002.png", "指南.pdf"]
    assert got.pop(mailbox("qian")) == ["image001.png", "指南.pdf"]
    assert len(got) == 4 and set(map(tuple, got.values())) == {("指南.pdf",)}


def test_whose_ticket_was_merged_gets_what_is_said_and_no_picture_of_another(outage: Outage) -> None:
    outage.write(mailbox("chen"), subject="VPN连不上", body="超时", files=[("报错.png", b"PNG c" * 99)])
    outage.complain("qian")
    first, second = (ticket.number for ticket in outage.bench.tickets())
    outage.write(LIU, subject=f"Re: [{second}] #merge={first}")

    files = [("image001.png", b"PNG c" * 99), ("指南.pdf", b"PDF" * 99)]
    told = of_kind(outage.write(LIU, subject=f"Re: [{first}] #progress", body="已更换证书", files=files), "progress")

    assert {mail.to: list(mail.files) for mail in told} == {
        mailbox("chen"): ["image001.png", "指南.pdf"],
        mailbox("qian"): ["指南.pdf"],
    }
    outage.write(mailbox("qian"), told[-1], body="我这里仍然连不上。")
    assert outage.bench.thread(first)[-1].text.strip() == "我这里仍然连不上。"


def test_who_gave_up_and_comes_back_joins_again(made: Outage) -> None:
    second = made.bench.tickets()[1].number
    made.write(mailbox("qian"), subject=f"Re: [{second}] #取消", body="不用了")
    (mention,) = of_kind(made.complain("qian"), "incident_similar")

    made.order(f"#incident={made.bench.tickets()[-1].number}", answers=mention)

    assert len({ticket.parent for ticket in made.bench.tickets()}) == 1


def test_whoever_is_in_two_threads_is_asked_about_their_own_ticket(outage: Outage) -> None:
    for login, other in (("chen", "qian"), ("qian", "chen")):
        outage.write(mailbox(login), subject=f"VPN连不上 {login}", body="超时", headers=[("Cc", mailbox(other))])
    outage.order(f"#incident={outage.bench.tickets()[1].number}")

    asked = of_kind(outage.order("#resolve", "网关已恢复。"), "resolved")

    assert {mail.to: mail.raw["X-TS-Ticket"] for mail in asked} == {
        ticket.requester_addr: ticket.number for ticket in outage.bench.tickets()
    }


@pytest.mark.parametrize("orders", ["#merge", "#合并", "#incident=TS-20261122-002,TS-20261122-003"])
def test_the_proposal_can_be_answered_in_other_words(outage: Outage, orders: str) -> None:
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")

    outage.order(orders, answers=proposed)

    chosen = outage.bench.tickets() if "=" not in orders else outage.bench.tickets()[1:3]
    assert {ticket.parent for ticket in chosen} == {chosen[0].id}
    assert all(ticket.parent is None for ticket in outage.bench.tickets() if ticket not in chosen)


@pytest.mark.parametrize(
    ("words", "parents"), [("确认", 1), ("ok", 1), ("不是", 0), ("合并吧，不过 003 先别管", 0), ("", 0)]
)
def test_a_plain_answer_decides_and_no_user_gets_a_word_of_it(outage: Outage, words: str, parents: int) -> None:
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")

    mails = outage.write(LIU, proposed, body=words)

    assert {mail.to for mail in mails} == {LIU}
    assert len({ticket.parent for ticket in outage.bench.tickets()} - {None}) == parents


def test_no_to_a_later_ticket_leaves_the_incident_as_it_is(made: Outage) -> None:
    mails = made.write(ZHAO, subject="VPN断线", body="连不上了")
    (mention,) = of_kind(mails, "incident_similar")
    assert "#事件=off" not in unquote(mention.text)

    made.write(LIU, mention, body="不是")
    assert [ticket.parent is None for ticket in made.bench.tickets()] == [False] * 6 + [True]

    made.write(LIU, mention, body="ok")
    assert len({ticket.parent for ticket in made.bench.tickets()}) == 1


def test_yes_to_a_mention_adds_that_ticket_and_none_that_was_turned_down(outage: Outage) -> None:
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")
    outage.order("#事件", answers=proposed)
    for login, word in (("smith", "不是"), ("wu", "确认")):
        (mention,) = of_kind(outage.complain(login), "incident_similar")
        outage.write(LIU, mention, body=word)

    assert [ticket.parent for ticket in outage.bench.tickets()] == [1, 1, 1, 1, None, 1]


def test_what_breaks_out_again_after_it_was_solved_is_proposed_anew(made: Outage) -> None:
    asked = {mail.to: mail for mail in of_kind(made.order("#resolve", "网关已恢复。"), "resolved")}
    made.write(mailbox("qian"), asked[mailbox("qian")], body="还是不行。")
    made.bench.later(minutes=20)

    (proposed,) = of_kind(made.complain("chen", "baker", "zhou", "smith"), "incident_proposed")

    new = [ticket.number for ticket in made.bench.tickets()[6:]]
    assert proposed.raw["X-TS-Ticket"] == new[0] and all(number in proposed.text for number in new)


def test_of_more_reports_than_an_incident_has_room_for_the_oldest_join(outage: Outage) -> None:
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")
    first = outage.bench.tickets()[0]
    more = [
        NewTicket(
            number=f"TS-20261122-{number:03d}", title=first.title, requester_addr=f"u{number}@corp.example",
            requester_name="", category=first.category, priority=first.priority, language="zh",
            opened_at=first.opened_at, response_due_at=first.response_due_at,
        )
        for number in range(5, MOST + 4)
    ]  # fmt: skip
    outage.store.unit(lambda: incidents.gather([tickets.add(each) for each in more], first.id))

    (receipt,) = of_kind(outage.write(LIU, proposed, body="确认"), "receipt")

    assert [ticket.parent for ticket in outage.bench.tickets()] == [1] * MOST + [None] * 3
    assert "另有 3 张" in receipt.text


def test_what_is_solved_leads_no_further_ticket(made: Outage) -> None:
    for mail in of_kind(made.order("#resolve", "网关已恢复。"), "resolved"):
        made.write(mail.to, mail, body="好了，谢谢！")
    made.bench.later(hours=3)
    made.complain("smith", "wu")

    (receipt,) = made.order(f"#incident={made.bench.tickets()[-1].number}")

    assert "✘" in receipt.text and "不能再作为主工单" in receipt.text
    assert [ticket.parent for ticket in made.bench.tickets()[6:]] == [None, None]


def test_who_follows_a_ticket_that_leads_no_more_has_clocks_of_its_own(made: Outage) -> None:
    asked = {mail.to: mail for mail in of_kind(made.order("#resolve", "网关已恢复。"), "resolved")}
    made.write(ZHAO, subject="VPN连不上", body="一直超时")
    first, second, *_, new = (ticket.number for ticket in made.bench.tickets())
    made.write(LIU, subject=f"Re: [{new}] VPN #incident={first}")
    for login in ("chen", "qian"):
        made.write(mailbox(login), asked[mailbox(login)], body="还是不行。")
    made.bench.later(hours=17)

    make_reminders(made.bench.intake.effects).look_after(made.store, made.bench.now)

    reminded = [mail for mail in made.new_mails() if mail.kind.startswith("triage")]
    assert second in {mail.raw["X-TS-Ticket"] for mail in reminded}


@pytest.mark.parametrize("orders", ["#incident=off", ""])
def test_a_proposal_that_was_turned_down_is_not_repeated(outage: Outage, orders: str) -> None:
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")
    outage.order(orders, "" if orders else "No.", answers=proposed)

    assert not [mail for mail in outage.complain("smith", "wu") if mail.kind.startswith("incident")]


@pytest.mark.parametrize("sender, orders", [(mailbox("chen"), "#cancel"), (LIU, "#merge={second}")])
def test_when_the_first_ticket_ends_the_oldest_open_one_stands_for_the_outage(
    outage: Outage, sender: str, orders: str
) -> None:
    outage.complain("chen", "qian", "baker", "zhou")
    second = outage.bench.tickets()[1].number
    outage.order(orders.format(second=second), sender=sender)

    (mention,) = of_kind(outage.complain("smith"), "incident_similar")

    assert mention.raw["X-TS-Ticket"] == second
    outage.write(LIU, mention, body="确认")
    assert [ticket.parent for ticket in outage.bench.tickets()] == [None, 2, 2, 2, 2]


def test_what_was_turned_down_stays_so_when_its_first_ticket_ends(outage: Outage) -> None:
    outage.complain("chen", "qian", "baker", "zhou")
    outage.order("#incident=off")
    outage.order("#cancel", sender=mailbox("chen"))

    assert not [mail for mail in outage.complain("smith", "wu") if mail.kind.startswith("incident")]


def test_one_sender_alone_is_no_outage(outage: Outage) -> None:
    mails = [mail for _ in range(8) for mail in outage.complain("chen")]

    assert not [mail for mail in mails if mail.kind.startswith("incident")]
    assert not of_kind(outage.complain("qian", "baker"), "incident_proposed")
    assert of_kind(outage.complain("zhou"), "incident_proposed")


def test_imported_tickets_are_no_outage(outage: Outage) -> None:
    old = [make_mail(mailbox(login), subject=title, body=text) for login, _, title, text in USERS[:5]]
    outage.bench.deliver(*old, history=True)

    assert not [mail for mail in outage.complain("wu") if mail.kind.startswith("incident")]


def test_who_says_later_who_they_are_counts_from_then_on(outage: Outage) -> None:
    outage.complain("chen", "qian", "baker")
    asked = outage.write("nobody@gmail.example", subject="VPN断线", body="连不上了")
    assert not of_kind(asked, "incident_proposed")

    told = outage.write("nobody@gmail.example", asked[0], body="姓名：周三\n部门：销售部")

    (proposed,) = of_kind(told, "incident_proposed")
    assert outage.bench.tickets()[-1].number in proposed.text


def test_switched_off_nobody_looks(store: Store, tmp_path: Path, parser: Parser) -> None:
    outage = Outage(store, tmp_path, parser, incidents={"from_tickets": 0})

    assert not [mail for mail in outage.complain("chen", "qian", "baker", "zhou") if mail.kind.startswith("incident")]


FAILED = ("Authentication-Results", f"{AUTHSERV}; dmarc=fail header.from=desk.example")


@pytest.mark.parametrize("sender", [mailbox("qian"), LIU])
def test_a_forged_order_makes_no_incident(outage: Outage, sender: str) -> None:
    (proposed,) = of_kind(outage.complain("chen", "qian", "baker", "zhou"), "incident_proposed")
    number = outage.bench.tickets()[0].number

    outage.write(sender, proposed, subject=f"Re: [{number}] VPN #incident", headers=[FAILED], proven=False)

    assert {ticket.parent for ticket in outage.bench.tickets()} == {None}


def test_the_same_mails_again_propose_nothing_again(outage: Outage) -> None:
    raws = [
        make_mail(mailbox(login), subject=title, body=text, message_id=f"{login}@x")
        for login, _, title, text in USERS[:4]
    ]
    outage.bench.deliver(*raws, times=2)

    assert len(of_kind(outage.new_mails(), "incident_proposed")) == 1


def test_the_sheet_of_staff_shows_the_incident_and_that_of_a_user_does_not(made: Outage) -> None:
    leading, child, *_ = (ticket.number for ticket in made.bench.tickets())
    (receipt,) = made.write(LIU, subject=f"Re: [{child}] #status")
    (theirs,) = made.write(mailbox("qian"), subject=f"Re: [{child}] #status")

    assert f"{leading} ← {child}, " in receipt.text
    assert leading not in theirs.text and child in theirs.text


def all_mails(outage: Outage) -> list[RawMail]:
    return outage.bench.sent()


def everything_in(mail: RawMail) -> str:
    parts = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_maintype() == "text"]
    headers = [str(make_header(decode_header(value))) for value in mail.values()]
    return "\n".join([*headers, *(part.decode() for part in parts if isinstance(part, bytes))])


def state_of(outage: Outage) -> list[Any]:
    found = [(ticket.id, ticket.status, ticket.responded_at, ticket.parent) for ticket in outage.bench.tickets()]
    return [*found, *outage.store.unit(lambda: [surveys.newest(each[0]) for each in found])]
