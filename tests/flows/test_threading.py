"""Which ticket a mail belongs to, from raw bytes to the database, on both engines."""

from __future__ import annotations

import pytest
from support.desk import DeskBench
from support.mails import make_bounce, make_mail

from db import events, tickets
from db.inbox import Source

FIRST = "TS-20261122-001"
STRANGER = "韩梅梅 <han@example.net>"


def our_message_id(desk: DeskBench, index: int = 0) -> str:
    return str(desk.sent()[index]["Message-ID"]).strip("<>")


def reply(message_id: str = "reply@example.org", to: str = "", **changes: object) -> bytes:
    """An answer of the first sender; to: the id that it answers."""
    headers = (("In-Reply-To", f"<{to}>"),) if to else ()
    values = {"subject": "回复: 打印机卡纸", "body": "还是不行。\n", "message_id": message_id, "headers": headers}
    return make_mail(**{**values, **changes})  # type: ignore[arg-type]


def security_events(desk: DeskBench, number: str = FIRST) -> list[str]:
    found = desk.store.unit(lambda: tickets.find(number))
    assert found is not None
    happened = desk.store.unit(lambda: events.of_ticket(found.id))
    return [event.kind for event in happened if event.kind.startswith("security.")]


def test_the_same_mail_twice_opens_one_ticket_and_one_acknowledgement(desk: DeskBench) -> None:
    desk.deliver(make_mail(), times=2)

    assert len(desk.tickets()) == len(desk.sent()) == 1


def test_one_mail_to_two_mailboxes_is_one_ticket_and_both_are_noted(desk: DeskBench) -> None:
    desk.deliver(make_mail(to="support@desk.example, help@desk.example"))
    second = b"Received: from a by b; Sun, 22 Nov 2026 17:00:01 +0800\r\n" + make_mail(
        to="support@desk.example, help@desk.example"
    )
    noted = desk.deliver(second, source=Source("help", "INBOX", 1))

    assert len(desk.tickets()) == len(desk.sent()) == 1
    assert noted[0].status == "ignored" and "delivered before as inbox item 1" in noted[0].reason


def test_the_same_message_id_with_other_words_is_no_duplicate(desk: DeskBench) -> None:
    desk.deliver(make_mail(body="一\n"), make_mail(body="二\n"))

    assert len(desk.tickets()) == 2


def test_mails_without_a_message_id_are_told_apart_by_what_they_say(desk: DeskBench) -> None:
    desk.deliver(make_mail(message_id=None), make_mail(message_id=None), make_mail(message_id=None, body="另一个\n"))

    assert len(desk.tickets()) == 2


def test_mails_with_neither_id_nor_date_are_all_kept(desk: DeskBench) -> None:
    desk.deliver(make_mail(message_id=None, date=None), times=2)

    assert len(desk.tickets()) == 2


def test_an_answer_to_our_mail_joins_its_ticket(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    (item, _) = desk.deliver(reply(to=our_message_id(desk)))

    assert (item.status, item.ticket) == ("follow_up", FIRST)
    assert [entry.text for entry in desk.thread(FIRST)] == ["三楼的打印机又卡纸了。", "还是不行。"]
    assert len(desk.sent()) == 1


def test_our_id_anywhere_in_references_is_found_behind_a_foreign_in_reply_to(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    headers = (("In-Reply-To", "<x@else>"), ("References", f"<{our_message_id(desk)}> <x@else>"))

    assert desk.deliver(reply(headers=headers))[0].status == "follow_up"


def test_an_answer_by_number_alone_joins_if_the_sender_takes_part(desk: DeskBench) -> None:
    desk.deliver(make_mail())

    assert desk.deliver(reply(subject=f"回复：[{FIRST}] 打印机卡纸"))[0].status == "follow_up"


@pytest.mark.parametrize("tag", ["[ts-20261122-001]", "【TS-20261122-001】", "［ＴＳ－２０２６１１２２－００１］"])
def test_the_tag_is_found_in_any_case_and_width(desk: DeskBench, tag: str) -> None:
    desk.deliver(make_mail())

    assert desk.deliver(reply(subject=f"答复: {tag} 打印机卡纸"))[0].status == "follow_up"


def test_a_stranger_with_a_number_gets_a_linked_ticket_and_sees_nothing_of_the_other(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    (item, _) = desk.deliver(reply(sender=STRANGER, subject=f"Re: [{FIRST}] hello", body="show me\n"))

    assert item.status == "ticket"
    assert desk.tickets()[1].linked_to == FIRST
    assert len(desk.thread(FIRST)) == 1
    answer = desk.sent()[1].as_string()
    assert FIRST not in answer and "5omT5Y2w5py65Y2h57q4" not in answer
    assert security_events(desk) == ["security.stranger"]


def test_a_strangers_number_that_no_ticket_has_is_just_a_title(desk: DeskBench) -> None:
    (item,) = desk.deliver(make_mail(subject="Re: [TS-20261122-077] hello"))

    assert item.status == "ticket" and desk.tickets()[0].linked_to == ""


def test_a_token_in_other_hands_is_no_token(desk: DeskBench) -> None:
    """The mail was forwarded, or its Message-ID read over a shoulder: who answers is not whom we wrote to."""
    desk.deliver(make_mail())
    (item, _) = desk.deliver(reply(sender=STRANGER, to=our_message_id(desk)))

    assert item.status == "ticket"
    assert security_events(desk) == ["security.stranger"]


@pytest.mark.parametrize(
    "change", [lambda id: id.replace("ts.0", "ts.f", 1), lambda id: id.upper(), lambda id: "x" + id]
)
def test_a_guessed_or_altered_token_is_nothing(desk: DeskBench, change: object) -> None:
    desk.deliver(make_mail())
    forged = change(our_message_id(desk))  # type: ignore[operator]

    assert desk.deliver(reply(sender=STRANGER, to=forged))[0].status == "ticket"
    assert desk.tickets()[1].linked_to == ""


@pytest.mark.parametrize("header", ["", "<>", "< >", "not an id", "<@>"])
def test_empty_and_broken_ids_link_nobody(desk: DeskBench, header: str) -> None:
    headers = (("In-Reply-To", header), ("References", header)) if header else ()
    desk.deliver(make_mail(headers=headers), make_mail(sender=STRANGER, message_id="b@example.net", headers=headers))

    assert [ticket.linked_to for ticket in desk.tickets()] == ["", ""]


def test_copied_people_who_answer_the_original_join_its_ticket(desk: DeskBench) -> None:
    """They answer before our acknowledgement exists, so nothing of ours is in their mail."""
    desk.deliver(make_mail(headers=(("Cc", "han@example.net"),)))
    (item, _) = desk.deliver(reply(sender=STRANGER, to="first@example.org", message_id="cc@example.net"))

    assert (item.status, item.ticket) == ("follow_up", FIRST)


@pytest.mark.parametrize(("evidence", "joins"), [("number", False), ("token", True)])
def test_a_guessed_number_lets_nobody_else_in(desk: DeskBench, evidence: str, joins: bool) -> None:
    """A forger in the sender's name, with a number that can be guessed, would copy an address of his own."""
    desk.deliver(make_mail())
    ours = (("In-Reply-To", f"<{our_message_id(desk)}>"),) if evidence == "token" else ()
    headers = (*ours, ("Cc", "evil@else.example"))
    (item, _) = desk.deliver(reply(subject=f"Re: [{FIRST}] x", headers=headers, proven=False))
    assert item.status == "follow_up"

    evil = make_mail("evil@else.example", subject=f"Re: [{FIRST}] x", message_id="e@x.example", body="show me\n")
    assert (desk.deliver(evil)[0].ticket == FIRST) is joins


def test_a_forwarded_mail_opens_a_linked_ticket(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    for number, prefix in enumerate(("WG", "转发", "TR", "Fwd"), 2):
        desk.deliver(reply(subject=f"{prefix}: [{FIRST}] 打印机卡纸", message_id=f"f{number}@example.org"))

    assert [ticket.linked_to for ticket in desk.tickets()] == ["", *[FIRST] * 4]


def test_an_answer_to_a_merged_ticket_lands_where_it_went(desk: DeskBench) -> None:
    for number in (1, 2, 3):
        desk.deliver(make_mail(message_id=f"m{number}@example.org", body=f"{number}\n"))
    desk.store.database.execute_sql("UPDATE ticket SET merged_into_id = id + 1 WHERE id < 3")
    desk.store.close()

    (item, *_) = desk.deliver(reply(to="m1@example.org"))

    assert item.ticket == "TS-20261122-003"


def test_the_requester_stays_when_somebody_else_writes(desk: DeskBench) -> None:
    desk.deliver(make_mail(headers=(("Cc", "han@example.net"),)))
    desk.deliver(reply(sender=STRANGER, to="first@example.org"))

    assert desk.tickets()[0].requester_addr == "li@example.org"


def test_words_in_an_attached_mail_tie_nothing(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    attached = make_mail(subject=f"[{FIRST}] #close", body="inner\n").decode()
    outer = (
        "From: han@example.net\r\nTo: support@desk.example\r\nSubject: see attached\r\nMessage-ID: <o@example.net>\r\n"
        "Date: Sun, 22 Nov 2026 17:00:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="q"\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nouter\r\n'
        f"--q\r\nContent-Type: message/rfc822\r\n\r\n{attached}\r\n--q--\r\n"
    )
    (item, _) = desk.deliver(outer.encode())

    assert item.status == "ticket" and desk.tickets()[1].linked_to == ""
    assert "inner" not in desk.thread("TS-20261122-002")[0].text


def test_a_bounce_of_our_mail_is_noted_on_its_ticket_and_changes_nothing(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    before = desk.tickets()
    (item, _) = desk.deliver(make_bounce(our_message_id(desk), "li@example.org"))

    assert (item.status, item.ticket) == ("ignored", FIRST)
    assert desk.tickets() == before
    assert desk.thread(FIRST)[1].kind == "machine" and not desk.thread(FIRST)[1].public
    assert len(desk.sent()) == 1


def test_a_forged_bounce_touches_no_ticket(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    (item, _) = desk.deliver(make_bounce("ts.ffffffffffffffffffffffffffffffff@desk.example", "li@example.org"))

    assert (item.status, item.ticket) == ("ignored", "")
    assert len(desk.thread(FIRST)) == 1


def test_an_out_of_office_is_noted_and_answered_by_nothing(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    headers = (("Auto-Submitted", "auto-replied"), ("In-Reply-To", f"<{our_message_id(desk)}>"))
    (item, _) = desk.deliver(reply(subject="自动回复: 打印机卡纸", body="我在休假。\n", headers=headers))

    assert (item.status, item.ticket) == ("ignored", FIRST)
    assert len(desk.sent()) == 1 and desk.tickets()[0].status == "registered"


def test_our_own_mail_that_comes_back_is_ignored(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    ours = desk.sent()[0].as_bytes()

    (item, _) = desk.deliver(ours)

    assert item.status == "ignored" and len(desk.sent()) == 1


def test_our_control_headers_from_outside_mean_nothing(desk: DeskBench) -> None:
    desk.deliver(make_mail())
    headers = (("X-TS-Ticket", FIRST), ("X-TS-Status", "closed"), ("X-TS-Priority", "urgent"))
    (item, _) = desk.deliver(make_mail(sender=STRANGER, message_id="z@example.net", headers=headers))

    assert item.status == "ticket"
    first, second = desk.tickets()
    assert second.linked_to == "" and (second.priority, second.status) == (first.priority, first.status)
