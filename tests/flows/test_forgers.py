"""What a forger, somebody who has left and a clever user try, one by one; on both engines."""

from __future__ import annotations

import re
from email.message import Message as RawMail

import pytest
from support.desk import DeskBench
from support.mails import AUTHSERV, make_mail
from support.small_town import (
    FAILS,
    GONE,
    HAN,
    LI,
    MALLORY,
    NUMBER,
    TAG,
    body_of,
    item,
    kinds,
    order,
    rows,
    settle,
    subject_of,
    ticket,
)

from db import outbox, people, tickets
from db.outbox import Queued
from db.people import Profile
from parsers.subjects import read_subject

TOKEN = "a" * 32
OLD = [("In-Reply-To", f"<ts.{TOKEN}@desk.example>")]
KEY = re.compile(r"%23key%3D([a-z2-7]{26})")


@pytest.fixture
def town(desk: DeskBench) -> DeskBench:
    settle(desk)
    return desk


def write_to(desk: DeskBench, addr: str) -> None:
    """A mail of ours about the ticket, with the token."""
    ticket_id = ticket(desk).id
    mail = Queued("assigned", addr, addr, f"ts.{TOKEN}@desk.example", TOKEN, b"", ticket_id=ticket_id)
    desk.store.unit(lambda: outbox.queue(mail, desk.now))


def participants(desk: DeskBench) -> list[str]:
    ticket_id = ticket(desk).id
    return [addr for addr, _, _ in desk.store.unit(lambda: tickets.participants(ticket_id))]


# ---------------------------------------------------------------------------------------------- words of others


def test_commands_that_a_user_puts_into_a_subject_are_not_the_engineers_who_replies_to_all(town: DeskBench) -> None:
    cc = [("Cc", HAN)]
    town.deliver(make_mail(f"x <{LI}>", subject=f"{TAG} #close=x", message_id="trap@desk.example", headers=cc))
    headers = [("In-Reply-To", "<trap@desk.example>"), ("References", "<trap@desk.example>")]

    town.deliver(make_mail(f"x <{HAN}>", subject=f"{TAG} #close=x", message_id="reply@desk.example", headers=headers))

    assert (item(town, 2).status, ticket(town).status) == ("held", "registered")


def test_a_reply_to_a_mail_that_we_do_not_know_orders_nothing_about_no_ticket(town: DeskBench) -> None:
    headers = [("In-Reply-To", "<meeting@evil.example>")]

    town.deliver(make_mail(f"x <{HAN}>", subject="Re: 会议 #外出=2026-12-01..2026-12-31", headers=headers))

    assert item(town, 1).status == "held" and rows(town, "SELECT * FROM absence") == []


def test_a_title_with_commands_orders_nothing_when_our_mails_are_answered(town: DeskBench) -> None:
    title = "打印机 #close=x ＃优先级=紧急 [status=closed]"
    town.deliver(make_mail(f"x <{LI}>", subject=title))
    number = town.tickets()[-1].number
    notices = [mail for mail in town.sent() if HAN in mail["To"]]
    assert notices

    for count, notice in enumerate(town.sent()):
        assert not read_subject(subject_of(notice)).commands
        headers = [("In-Reply-To", str(notice["Message-ID"]))]
        subject = f"Re: {subject_of(notice)}"
        town.deliver(make_mail(f"x <{HAN}>", subject=subject, message_id=f"{count}@desk.example", headers=headers))

    found = next(each for each in town.tickets() if each.number == number)
    assert found.status != "closed" and found.priority == "general" and found.title == title


@pytest.mark.parametrize(
    "body",
    ["#close\n", "#关闭=x\n", "On Monday x wrote:\n> Subject: Re: #close\n", "Subject: #close\n\n#close\n"],
)
def test_nothing_in_a_body_is_a_command(town: DeskBench, body: str) -> None:
    town.deliver(make_mail(f"x <{HAN}>", subject=f"{TAG} #备注", body=body))

    assert ticket(town).status == "registered"


def test_nothing_in_an_attached_message_is_a_command(town: DeskBench) -> None:
    inner = make_mail(f"x <{HAN}>", subject=f"{TAG} #close=x")
    outer = (
        b"Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example\r\n"
        b"From: x <li@desk.example>\r\nTo: support@desk.example\r\nSubject: fyi\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nfyi\r\n'
        b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--b--\r\n"
    )

    town.deliver(outer)

    assert (item(town, 1).status, ticket(town).status) == ("ticket", "registered")


# ---------------------------------------------------------------------------------------------- names of others


@pytest.mark.parametrize(
    "sender",
    [
        f'"{HAN}" <{MALLORY}>',
        f"韩梅梅 <{MALLORY}>",
        f"<{HAN}>, <{MALLORY}>",
        f"<{MALLORY}>, <{HAN}>",
        "x <hаn@desk.example>",
        "x <han@desk.example.evil.example>",
        "x <han+x@desk.example>",
        "x <han@evil.example>",
    ],
)
def test_nobody_is_taken_for_the_engineer_by_the_looks_of_an_address(town: DeskBench, sender: str) -> None:
    headers = ("Authentication-Results: mx.desk.example; dmarc=pass", f"From: {sender}", "To: support@desk.example")
    more = (f"Subject: {TAG} #close=x", f"In-Reply-To: <ts.{TOKEN}@desk.example>", "Sender: han@desk.example")
    write_to(town, HAN)

    town.deliver("\r\n".join((*headers, *more, "", "x")).encode())

    assert item(town, 1).status != "command" and ticket(town).status == "registered"


def test_headers_that_are_ours_alone_mean_nothing_from_outside(town: DeskBench) -> None:
    headers = [("X-TS-Ticket", NUMBER), ("X-TS-Status", "closed"), ("X-TS-Priority", "urgent")]

    town.deliver(order("#关闭=x", headers=headers))

    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")


def test_a_token_that_others_have_seen_is_none_when_our_server_knows_better(town: DeskBench) -> None:
    write_to(town, HAN)

    town.deliver(order(headers=[*OLD, FAILS]))
    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")

    town.deliver(order(headers=OLD, message_id="real@desk.example"))
    assert (item(town, 2).status, ticket(town).status) == ("command", "accepted")


# ---------------------------------------------------------------------------------------------- keys


def test_a_quick_link_works_once(town: DeskBench) -> None:
    town.deliver(make_mail(f"x <{LI}>", subject="显示器坏了"))
    notice = next(mail for mail in town.sent() if HAN in mail["To"])
    key = KEY.findall(body_of(notice))[0]
    number = town.tickets()[-1].number

    town.deliver(order(f"Re: [{number}] 显示器坏了 #备注 #key={key}", message_id="once@desk.example"))
    town.deliver(order(f"Re: [{number}] 显示器坏了 #备注 #key={key}", message_id="twice@desk.example"))

    assert [each.status for each in town.inbox()][:2] == ["held", "command"]


def test_a_key_is_used_up_also_where_another_proof_was_good_enough(town: DeskBench) -> None:
    town.deliver(make_mail(f"x <{LI}>", subject="显示器坏了"))
    notice = next(mail for mail in town.sent() if HAN in mail["To"])
    key, number = KEY.findall(body_of(notice))[0], town.tickets()[-1].number
    subject = f"Re: [{number}] 显示器坏了 #备注 #key={key}"

    town.deliver(make_mail(f"x <{HAN}>", subject=subject, message_id="real@desk.example"))
    town.deliver(order(subject, message_id="copied@evil.example"))

    assert [each.status for each in town.inbox()][:2] == ["held", "command"]


def test_what_staff_passes_on_to_a_user_opens_nothing(town: DeskBench) -> None:
    """An engineer whose program marks no quotation sends the user the notice with its links along."""
    town.deliver(make_mail(f"x <{LI}>", subject="显示器坏了"))
    notice = next(mail for mail in town.sent() if HAN in mail["To"])
    words = f"请重启。\n\n{body_of(notice).replace('--', '')}\nsupport+ts.{TOKEN}@desk.example\n"
    headers = [("In-Reply-To", str(notice["Message-ID"]))]

    town.deliver(make_mail(f"x <{HAN}>", subject=f"Re: {subject_of(notice)}", body=words, headers=headers))

    told = [mail for mail in town.sent() if LI in mail["To"]]
    assert "请重启" in body_of(told[-1])
    secrets = {str(each) for (each,) in rows(town, f"SELECT token FROM outbox_row WHERE recipient_key <> '{LI}'")}
    secrets |= {str(each) for (each,) in rows(town, "SELECT key FROM quick_key")} | {TOKEN}
    for mail in told:
        shown = mail.as_string() + "".join(decoded(part) for part in mail.walk() if not part.is_multipart())
        assert not [secret for secret in secrets if secret in shown]


def decoded(part: RawMail) -> str:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


# ---------------------------------------------------------------------------------------------- who has left


def test_who_has_left_neither_orders_nor_writes_nor_brings_others_in(town: DeskBench) -> None:
    write_to(town, GONE)
    passes = ("Authentication-Results", f"{AUTHSERV}; dmarc=pass header.from=desk.example")
    before = participants(town)

    for count, subject in enumerate((TAG, f"{TAG} #close=x", f"{TAG} #status")):
        headers = [passes, *OLD, ("Cc", MALLORY)]
        town.deliver(order(subject, sender=GONE, message_id=f"{count}@desk.example", headers=headers))

    assert ticket(town).status == "registered" and participants(town) == before
    assert {"command", "held", "follow_up"}.isdisjoint(each.status for each in town.inbox())
    assert kinds(town, "security.ex_employee") == ["security.ex_employee"] * 3
    assert all(NUMBER not in mail.as_string() for mail in town.sent() if GONE in str(mail["To"]))


def test_who_is_no_engineer_any_more_orders_what_users_order(town: DeskBench) -> None:
    write_to(town, HAN)
    (han,) = town.store.unit(lambda: [each for each in people.all_people() if HAN in each.addresses])
    town.store.unit(lambda: people.change(han.id, Profile(name="韩梅梅", addresses=(HAN,))))

    town.deliver(order(headers=OLD))

    assert item(town, 1).status == "follow_up" and ticket(town).status == "registered"
    assert kinds(town, "command.") == ["command.ignored"]


def test_a_held_mail_of_somebody_who_leaves_before_they_confirm_is_never_carried_out(town: DeskBench) -> None:
    town.deliver(order())
    question = town.sent()[0]
    (han,) = town.store.unit(lambda: [each for each in people.all_people() if HAN in each.addresses])
    town.store.unit(lambda: people.deactivate(han.id))

    town.deliver(order(TAG, body="确认\n", headers=[("In-Reply-To", str(question["Message-ID"]))], message_id="a@b"))

    assert (item(town, 1).status, ticket(town).status) == ("held", "registered")


# ---------------------------------------------------------------------------------------------- users


def test_commands_of_staff_in_a_users_subject_are_words_and_noted(town: DeskBench) -> None:
    town.deliver(make_mail(f"x <{LI}>", subject=f"{TAG} #resolve #assign=me"))

    assert item(town, 1).status == "follow_up" and ticket(town).status == "registered"
    assert kinds(town, "command.") == ["command.ignored"]


def test_a_copied_colleague_cancels_nothing(town: DeskBench) -> None:
    ticket_id = ticket(town).id
    town.store.unit(lambda: tickets.add_participants(ticket_id, [("copied@desk.example", "", "copied")]))

    town.deliver(make_mail("x <copied@desk.example>", subject=f"{TAG} #取消"))

    assert item(town, 1).status == "follow_up" and ticket(town).status == "registered"


# ---------------------------------------------------------------------------------------------- machines, history


@pytest.mark.parametrize("header", [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("List-Id", "<x.y>")])
def test_no_machine_orders_in_the_name_of_its_owner(town: DeskBench, header: tuple[str, str]) -> None:
    town.deliver(make_mail(f"x <{HAN}>", subject=f"{TAG} #close=x", headers=[header]))

    assert (item(town, 1).status, ticket(town).status) == ("ignored", "registered") and not town.sent()


def test_what_is_imported_orders_nothing(town: DeskBench) -> None:
    town.deliver(make_mail(f"x <{HAN}>", subject=f"{TAG} #close=x"), history=True)

    assert item(town, 1).status not in ("command", "held") and ticket(town).status == "registered"


def test_a_command_that_is_delivered_again_is_carried_out_once(town: DeskBench) -> None:
    town.deliver(make_mail(f"x <{HAN}>", subject=f"{TAG} #进展"), times=2)

    assert kinds(town, "command.progress") == ["command.progress"]
