"""Who is answered, what the answer says, and when none goes out, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import DeskBench, desk_bench
from support.mails import make_bounce, make_mail

from db import correspondents, events
from db.connection import Store
from processor.desk.promises import promise
from processor.parsing import Parser

UNPROVEN = {"proven": False}


def text_of(mail: object) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/plain"]  # type: ignore[attr-defined]
    return str(part.get_payload(decode=True).decode())


def capped(desk: DeskBench) -> list[object]:
    """Names of the caps that forbade a mail."""
    found = [event for ticket in desk.tickets() for event in desk.store.unit(lambda t=ticket: events.of_ticket(t.id))]
    return [event.detail["cap"] for event in found if event.kind == "notice.capped"]


def test_the_sender_hears_the_number_what_was_understood_and_when_to_expect_a_response(desk: DeskBench) -> None:
    desk.deliver(make_mail())

    (answer,), (ticket,) = desk.sent(), desk.tickets()
    words = text_of(answer)
    assert ticket.response_due_at is not None
    promised = promise(ticket.response_due_at, desk.now, desk.config.desk.zone, "zh")
    assert promised and all(fact in words for fact in ("TS-20261122-001", "打印机卡纸", promised, "李雷"))
    assert answer["In-Reply-To"] == "<first@example.org>" and answer["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("body", "word"), [("Printer is jammed again, please help.\n", "Hello"), ("打不开了。\n", "您好")]
)
def test_the_answer_is_in_the_language_of_the_mail(desk: DeskBench, body: str, word: str) -> None:
    desk.deliver(make_mail(body=body))

    assert word in text_of(desk.sent()[0])


def test_who_has_not_proven_their_address_reads_not_a_word_of_theirs(desk: DeskBench) -> None:
    desk.deliver(
        make_mail(subject="BUY CHEAP PILLS", body="pills pills\n", sender="Pill Shop <v@victim.net>", **UNPROVEN)
    )

    (answer,) = desk.sent()
    assert not any(word in answer.as_string() + text_of(answer) for word in ("PILLS", "pills", "Pill Shop"))


def test_who_has_not_proven_their_address_gets_one_mail_a_day(desk: DeskBench) -> None:
    for number in range(3):
        desk.deliver(make_mail(message_id=f"{number}@example.org", body=f"{number}\n", **UNPROVEN))
    assert len(desk.sent()) == 1 and len(desk.tickets()) == 3
    assert capped(desk) == ["unverified_replies_per_sender_per_day"] * 2

    desk.later(days=1, seconds=1)
    desk.deliver(make_mail(message_id="4@example.org", body="4\n", **UNPROVEN))
    assert len(desk.sent()) == 2


def test_an_answer_with_our_token_is_a_proof_that_lasts(desk: DeskBench) -> None:
    desk.deliver(make_mail(**UNPROVEN))
    ours = desk.sent()[0]["Message-ID"]
    desk.deliver(make_mail(message_id="r@example.org", headers=(("In-Reply-To", ours),), body="还有\n", **UNPROVEN))

    desk.deliver(make_mail(message_id="n@example.org", subject="另一个问题", body="鼠标坏了\n", **UNPROVEN))

    assert len(desk.sent()) == 2 and "另一个问题" in text_of(desk.sent()[1])


def proven(desk: DeskBench, addr: str) -> bool:
    return desk.store.unit(lambda: correspondents.is_proven(addr))


def test_a_forged_delivery_report_proves_nobodys_address(desk: DeskBench) -> None:
    """Who has a mail of ours can send a report about it in anybody's name."""
    desk.deliver(make_mail("evil@else.example"))
    ours = str(desk.sent()[0]["Message-ID"]).strip("<>")
    report = make_bounce(ours, "evil@else.example").replace(b"MAILER-DAEMON@mx.example.org", b"victim@example.org")
    (item, _) = desk.deliver(report)

    assert item.status == "ignored" and item.ticket == "TS-20261122-001"
    assert not proven(desk, "victim@example.org")


def test_an_out_of_office_proves_nothing(desk: DeskBench) -> None:
    """A victim's machine answers the first mail that a forger has caused; that is no leave for more of them."""
    desk.deliver(make_mail(**UNPROVEN))
    headers = (("Auto-Submitted", "auto-replied"), ("In-Reply-To", desk.sent()[0]["Message-ID"]))
    desk.deliver(make_mail(message_id="ooo@example.org", body="我在休假。\n", headers=headers, **UNPROVEN))

    assert not proven(desk, "li@example.org")


@pytest.mark.parametrize(
    "form",
    ["victim+{}@example.org", "Victim+{}@Example.ORG", "victim+{}@example.org."],
)
def test_a_plus_tag_makes_no_other_mailbox(desk: DeskBench, form: str) -> None:
    for number in range(4):
        mail = make_mail(form.format(number), message_id=f"{number}@x.net", body=f"{number}\n", **UNPROVEN)
        desk.deliver(mail)
    for number in range(4):
        headers = (("Reply-To", form.format(f"r{number}")),)
        desk.deliver(make_mail(message_id=f"r{number}@x.net", body=f"r{number}\n", headers=headers))

    assert len(desk.sent()) == 1 and len(desk.tickets()) == 8


def test_the_dots_of_gmail_make_no_other_mailbox(desk: DeskBench) -> None:
    for number, addr in enumerate(("victim@gmail.com", "v.ictim@gmail.com", "vi.ct.im@googlemail.com")):
        desk.deliver(make_mail(addr, message_id=f"{number}@x.net", body=f"{number}\n", **UNPROVEN))

    assert len(desk.sent()) == 1


def test_who_is_written_to_with_a_plus_tag_may_answer_without(desk: DeskBench) -> None:
    desk.deliver(make_mail("li+it@example.org"))
    headers = (("In-Reply-To", desk.sent()[0]["Message-ID"]),)
    (item, _) = desk.deliver(make_mail("li@example.org", message_id="r@x.net", body="还有\n", headers=headers))

    assert item.status == "follow_up"


def test_a_flood_of_strangers_leaves_answers_for_those_who_have_proven_themselves(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    with desk_bench(store, tmp_path, parser, limits={"replies_per_hour": 10}) as desk:
        flood = [make_mail(f"v@victim{n}.net", message_id=f"{n}@x.net", body=f"{n}\n", **UNPROVEN) for n in range(20)]
        desk.deliver(*flood)
        assert len(desk.sent()) == 5

        desk.deliver(make_mail(message_id="li@example.org"))
        assert "li@example.org" in desk.sent()[-1]["To"]


@pytest.mark.parametrize("elsewhere", ["support+ts.1@desk.example", "Help+x@desk.example"])
def test_we_do_not_answer_ourselves_by_a_plus_tag(desk: DeskBench, elsewhere: str) -> None:
    desk.deliver(make_mail(headers=(("Reply-To", elsewhere),)))

    assert len(desk.tickets()) == 1 and not desk.sent()


def test_a_forged_authentication_result_below_ours_is_not_believed(desk: DeskBench) -> None:
    ours = b"Authentication-Results: mx.desk.example; dmarc=fail header.from=example.org\r\n"
    desk.deliver(ours + make_mail())

    assert "打印机卡纸" not in text_of(desk.sent()[0])


def test_a_reply_to_elsewhere_is_not_proven_by_the_senders_proof(desk: DeskBench) -> None:
    """A mail bomb by proxy: a real account writes, a victim is to get the answers, with words of the attacker."""
    headers = (("Reply-To", "victim@else.example"),)
    for number in range(3):
        desk.deliver(make_mail(message_id=f"{number}@example.org", body=f"{number}\n", headers=headers))

    (answer,) = desk.sent()
    assert "victim@else.example" in answer["To"] and "打印机卡纸" not in text_of(answer)


def test_a_thousand_forged_senders_meet_the_cap_for_all(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, parser, limits={"replies_per_hour": 20}) as desk:
        mails = [
            make_mail(sender=f"v{n}@victim{n}.net", message_id=f"{n}@x.net", subject=f"s{n}", **UNPROVEN)
            for n in range(120)
        ]
        desk.deliver(*mails)

        assert len(desk.sent()) == 10 and len(desk.tickets()) == 120, "half of them are for who has proven themselves"
        assert capped(desk) == ["replies_per_hour"] * 110


def test_an_unmarked_robot_stops_at_the_cap_and_no_mail_of_its_is_lost(desk: DeskBench) -> None:
    for number in range(15):
        desk.deliver(make_mail(message_id=f"{number}@example.org", subject=f"report {number}", body=f"{number}\n"))

    assert len(desk.sent()) == 10 and len(desk.tickets()) == 15


@pytest.mark.parametrize(
    "headers",
    [
        (("Auto-Submitted", "auto-replied "),),
        (("Auto-Submitted", "Auto-Generated"),),
        (("Return-Path", "<>"),),
        (("Precedence", "bulk"),),
        (("Precedence", "list"),),
        (("List-Id", "<news.example.org>"),),
        (("X-Autoreply", "yes"),),
    ],
)
def test_automatic_mail_opens_no_ticket_and_is_not_answered(desk: DeskBench, headers: tuple[tuple[str, str]]) -> None:
    (item,) = desk.deliver(make_mail(headers=headers))

    assert item.status == "ignored" and not desk.tickets() and not desk.sent()


def test_exchanges_auto_response_suppress_is_no_sign_of_a_machine(desk: DeskBench) -> None:
    desk.deliver(make_mail(headers=(("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),)))

    assert len(desk.tickets()) == len(desk.sent()) == 1


def test_a_listed_machine_opens_tickets_and_is_never_answered(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, parser, trust={"machines": ["nagios@example.org"]}) as desk:
        desk.deliver(make_mail("nagios@example.org", headers=(("Auto-Submitted", "auto-generated"),)))

        assert len(desk.tickets()) == 1 and not desk.sent()


@pytest.mark.parametrize("to", ["support@desk.example, help@desk.example", "support+ts.1@desk.example"])
def test_no_address_of_ours_takes_part_in_a_ticket(desk: DeskBench, to: str) -> None:
    from db.tickets import participants

    desk.deliver(make_mail(to=f"{to}, han@example.net"))

    (ticket,) = desk.tickets()
    assert [addr for addr, _, _ in desk.store.unit(lambda: participants(ticket.id))] == [
        "li@example.org",
        "han@example.net",
    ]


@pytest.mark.parametrize("sender", ["support@desk.example", "HELP@desk.example"])
def test_a_mail_from_ourselves_is_never_answered(desk: DeskBench, sender: str) -> None:
    (item,) = desk.deliver(make_mail(sender))

    assert item.status == "ignored" and not desk.sent()


def test_two_senders_in_from_are_nobody_and_the_mail_is_kept(desk: DeskBench) -> None:
    raw = make_mail().replace("From: 李雷 <li@example.org>".encode(), b"From: a@b.example")
    raw = (
        raw.split(b"\r\n\r\n", 1)[0].replace(b"Subject:", b"X-Pad: 1\r\nSubject:", 1)
        + b"\r\n\r\n"
        + raw.split(b"\r\n\r\n", 1)[1]
    )
    lines = [
        b"From: a@b.example, c@d.example" if line.lower().startswith(b"from:") else line for line in raw.split(b"\r\n")
    ]
    (item,) = desk.deliver(b"\r\n".join(lines))

    assert item.status == "ticket" and not desk.sent()
    assert desk.tickets()[0].requester_addr == ""


def test_history_opens_tickets_of_its_own_days_and_writes_to_nobody(desk: DeskBench) -> None:
    desk.later(days=-400)
    desk.deliver(make_mail(), history=True)

    (ticket,) = desk.tickets()
    assert ticket.number == "TS-20251018-001" and ticket.response_due_at is None and not desk.sent()


def test_follow_ups_are_confirmed_where_the_desk_wants_it(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, parser, acknowledgement={"follow_ups": True}) as desk:
        desk.deliver(make_mail())
        desk.deliver(make_mail(message_id="r@example.org", subject="Re: [TS-20261122-001] 打印机卡纸", body="补充\n"))

        assert len(desk.sent()) == 2 and "TS-20261122-001" in desk.sent()[1]["Subject"]


def test_acknowledgements_can_be_turned_off(store: Store, tmp_path: Path, parser: Parser) -> None:
    with desk_bench(store, tmp_path, parser, acknowledgement={"enabled": False}) as desk:
        desk.deliver(make_mail())

        assert len(desk.tickets()) == 1 and not desk.sent()


def test_words_of_a_template_language_in_a_mail_are_just_words(desk: DeskBench) -> None:
    desk.deliver(make_mail(subject="{{7*7}} {% raw %} ${PATH}"))

    assert "{{7*7}} {% raw %} ${PATH}" in text_of(desk.sent()[0])


def test_line_ends_in_a_subject_add_no_header(desk: DeskBench) -> None:
    evil = "=?utf-8?q?hello=0D=0ABcc:_victim@else.example=0D=0A=0D=0Abody?="
    raw = make_mail(subject="PLACE").replace(b"Subject: PLACE", f"Subject: {evil}".encode())
    desk.deliver(raw)

    (answer,) = desk.sent()
    assert answer["Bcc"] is None and answer.get_content_maintype() == "multipart"


def test_plus_addressing_carries_the_token_where_message_ids_are_lost(
    store: Store, tmp_path: Path, parser: Parser
) -> None:
    with desk_bench(store, tmp_path, parser, desk={"plus_addressing": True}) as desk:
        desk.deliver(make_mail())
        reply_to = desk.sent()[0]["Reply-To"]

        (item, _) = desk.deliver(make_mail(to=reply_to, subject="without a number", message_id="r@example.org"))

    assert item.status == "follow_up"
