"""Delivery reports, by the book and as servers really write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cost import within
from support.leaves import make_attached, make_headers, make_part, who_wrote
from support.reports import CHINESE, FOUND, HAN, LI, RETURNED, WESTERN

from parsers.bounces import read_bounce
from parsers.parts import Headers
from parsers.phrases.bounces import SENDERS, SUBJECTS, SUCCEEDED

FREE_FORM = WESTERN + CHINESE
REPORT = make_headers(
    from_="MAILER-DAEMON@mx.example",
    subject="Undelivered Mail Returned to Sender",
    return_path="<>",
    content_type='multipart/report; report-type=delivery-status; boundary="b"',
)
HEAD = "Reporting-MTA: dns; mx.example\nArrival-Date: Sun, 22 Nov 2026 09:00:00 +0800\n\n"


def read_status(fields: str, *others, headers=REPORT):
    return read_bounce(headers, (make_part("message/delivery-status", HEAD + fields), *others), "")


@pytest.mark.parametrize(
    ("sender", "subject", "text", "told"), [c[1:] for c in FREE_FORM], ids=[c[0] for c in FREE_FORM]
)
def test_reports_in_words_are_read(sender, subject, text, told):
    headers = make_headers(from_=sender, to="desk@desk.example", subject=subject)
    part = make_part("text/plain", text)

    bounce = read_bounce(headers, (part,), "")
    assert bounce is not None
    assert (bounce.recipients, bounce.status, bounce.action) == (told.recipients, told.status, told.action)
    assert bounce.original_message_id == told.original
    assert bounce.permanent == (told.action == "failed")
    assert who_wrote(headers, part).kind == "bounce"


@pytest.mark.parametrize(("sender", "subject", "text"), [c[1:4] for c in FREE_FORM], ids=[c[0] for c in FREE_FORM])
def test_a_person_who_passes_a_report_on_is_no_server(sender, subject, text):
    for prefix in ("Fwd: ", "转发：", "回复: "):
        headers = make_headers(from_="李雷 <li@example.org>", subject=prefix + subject)

        assert read_bounce(headers, (make_part("text/plain", "请看一下：\n\n" + text),), "") is None


def test_a_report_is_known_whatever_its_case():
    headers = make_headers(from_="MAILER-DAEMON@EXAMPLE.ORG", subject="UNDELIVERABLE: Printer")

    assert read_bounce(headers, (make_part("text/plain", "<a@example.org>: unknown"),), "") is not None


def test_phrases_that_are_looked_for_in_lower_case_are_written_so():
    assert [phrase for phrase in (*SENDERS, *SUBJECTS, *SUCCEEDED) if phrase != phrase.lower()] == []


def test_a_report_in_html_only_is_read():
    rows = f"<tr><td>收件人：</td><td>{LI}</td></tr><tr><td>退信原因：</td><td>收件人不存在</td></tr>"
    part = make_part("text/html", f"<html><body><p>您的邮件被退回来了……</p><table>{rows}</table></body></html>")

    bounce = read_bounce(make_headers(from_="postmaster@163.com", subject="系统退信"), (part,), "")
    assert bounce is not None
    assert (bounce.recipients, bounce.diagnostic) == ((LI,), "收件人不存在")


def test_every_field_of_the_report_is_read():
    bounce = read_status(
        f"Final-Recipient: rfc822; {LI}\nAction: failed\nStatus: 5.1.1 (bad mailbox)\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no\n such user\n",
        make_part("text/rfc822-headers", f"Subject: x\nMessage-ID:\n <{FOUND}>\n"),
    )

    assert bounce is not None
    assert (bounce.recipients, bounce.status, bounce.action) == ((LI,), "5.1.1", "failed")
    assert (bounce.diagnostic, bounce.original_message_id) == ("550 5.1.1 no such user", FOUND)
    assert bounce.permanent


def test_all_failed_recipients_are_read_and_no_other():
    blocks = [(LI, "failed"), (HAN, "failed"), ("ok@users.example", "delivered"), ("late@users.example", "delayed")]
    fields = "\n".join(f"Final-Recipient: rfc822; {a}\nAction: {b}\nStatus: 5.0.0\n" for a, b in blocks)

    bounce = read_status(fields)
    assert bounce is not None
    assert bounce.recipients == (LI, HAN)


@pytest.mark.parametrize(
    ("action", "status", "read"),
    [
        ("failed", "5.1.1", ("failed", True)),
        ("Failed", "5.1.1", ("failed", True)),
        ("failure", "5.1.1", ("failed", True)),
        ("failed (no such user)", "5.1.1", ("failed", True)),
        ("error", "5.0.0", ("failed", True)),
        ("failed", "4.2.2", ("failed", False)),  # a later mail may get through
        ("failed", "4.4.7", ("failed", True)),  # given up after days
        ("delayed", "4.4.1", ("delayed", False)),
        ("delivered", "2.0.0", None),
        ("relayed", "2.0.0", None),
        ("expanded", "2.0.0", None),
    ],
)
def test_only_failure_and_delay_are_bounces(action, status, read):
    bounce = read_status(f"Final-Recipient: rfc822; {LI}\nAction: {action}\nStatus: {status}\n")

    assert (bounce and (bounce.action, bounce.permanent)) == read


@pytest.mark.parametrize(
    "fields",
    [
        f"Final-Recipient: rfc822; {LI}",
        f"Final-Recipient: rfc822;<{LI}>",
        f"final-recipient:RFC822; {LI}",
        f"Final-Recipient: utf-8; {LI}",
        f"Final-Recipient: {LI}",
        f"Final-Recipient: LOCAL; {LI}",
        f"Final-Recipient: rfc822;\n {LI}",
        f"Original-Recipient: rfc822; {LI}\nFinal-Recipient: rfc822; mailbox17@mx.users.example",
        f"Original-Recipient: rfc822; {LI}\nFinal-Recipient: x400; /S=li/OU=users/C=CN/",
        f"Final-Recipient: rfc822; {LI}\nOriginal-Recipient: system;<>",
    ],
)
def test_the_address_that_we_wrote_to_is_read_in_every_spelling(fields):
    bounce = read_status(f"{fields}\nAction: failed\nStatus: 5.1.1\n")

    assert bounce is not None
    assert bounce.recipients == (LI,)


def test_a_report_without_fields_is_read_in_its_words():
    words = make_part("text/plain", f"Mail delivery failed.\n\nThese did not receive this message:\n\n<{LI}>\n")

    bounce = read_bounce(REPORT, (words, make_part("message/delivery-status", HEAD)), "")
    assert bounce is not None
    assert bounce.recipients == (LI,)


def test_a_declared_report_without_any_body_is_still_one():
    bounce = read_bounce(make_headers(*_pairs(REPORT), in_reply_to=f"<{FOUND}>"), (), "")

    assert bounce is not None
    assert (bounce.recipients, bounce.original_message_id) == ((), FOUND)


def test_a_report_alone_without_its_multipart_is_one():
    fields = f"Final-Recipient: RFC822; <{LI}>\nAction: failed\nStatus: 5.2.2\n"

    bounce = read_status(fields, headers=make_headers(content_type="message/delivery-status"))
    assert bounce is not None
    assert (bounce.recipients, bounce.status) == ((LI,), "5.2.2")


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name, value) for name, values in headers.fields.items() for value in values]


@pytest.mark.parametrize(
    ("parts", "extra"),
    [
        ((make_attached(RETURNED + "\nbody\nMessage-ID: <in-the-body@x>\n"),), {}),
        ((make_attached(RETURNED.replace("\n", "\r\n") + "\r\nbody"),), {}),
        ((make_part("text/rfc822-headers", RETURNED),), {}),
        ((make_part("text/plain", f"could not be delivered\n\n--- Original message ---\n\n> {RETURNED}"),), {}),
        ((make_part("message/disposition-notification", f"Original-Message-ID: <{FOUND}>\n"),), {}),
        ((), {"in_reply_to": f"<{FOUND}>"}),
        ((), {"references": f"<old@desk.example> <{FOUND}>"}),
    ],
)
def test_the_mail_that_failed_is_found(parts, extra):
    status = make_part("message/delivery-status", f"Final-Recipient: rfc822; {LI}\nAction: failed\nStatus: 5.1.1\n")

    bounce = read_bounce(make_headers(*_pairs(REPORT), **extra), (status, *parts), "")
    assert bounce is not None
    assert bounce.original_message_id == FOUND


def test_no_nul_of_the_returned_mail_gets_into_what_is_stored():
    returned = make_attached("Message-ID: <a\0b@desk.example>\n\nx")

    bounce = read_bounce(
        make_headers(from_="mailer-daemon@example.org", subject="Undeliverable"), (returned,), "failed"
    )

    assert bounce is not None
    assert bounce.original_message_id == "ab@desk.example"


def test_exim_and_gmail_name_the_recipients_in_a_header():
    headers = make_headers(from_="x@mx.example", subject="x", x_failed_recipients=f"{LI}, {HAN}")

    bounce = read_bounce(headers, (make_part("text/plain", "A mail to other@users.example failed."),), "")
    assert bounce is not None
    assert bounce.recipients == (LI, HAN)


def test_a_rejection_by_a_filter_is_a_bounce_although_it_is_a_receipt():
    headers = make_headers(
        from_="Mail Delivery Subsystem <postmaster@users.example>", subject="Automatically rejected mail",
        auto_submitted="auto-replied (rejected)", content_type="multipart/report; report-type=disposition-notification",
    )  # fmt: skip
    words = make_part("text/plain", f"Your message to <{LI}> was automatically rejected:\nQuota exceeded\n")

    assert who_wrote(headers, words).kind == "bounce"


def test_a_report_that_a_gateway_has_wrapped_is_read():
    inner = (
        "From: postmaster@users.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=i\n\n"
        f"--i\nContent-Type: text/plain\n\nDelivery to the following recipients failed.\n\n       {LI}\n\n--i--\n"
    )
    headers = make_headers(
        from_="postmaster@users.example", subject="Delivery Status Notification (Failure)",
        content_type="multipart/mixed; report-type=delivery-status",
    )  # fmt: skip

    bounce = read_bounce(headers, (make_attached(inner), make_part("text/plain", "This mail is confidential.")), "")
    assert bounce is not None
    assert bounce.recipients == (LI,)


def test_words_of_the_returned_mail_are_not_the_servers():
    text = f"I was not able to deliver your message.\n\n<{LI}>:\nno\n\n--- Below this line is a copy.\n\n<{HAN}>:\n"

    bounce = read_bounce(
        make_headers(from_="MAILER-DAEMON@mx.example", subject="failure notice"), (make_part("text/plain", text),), ""
    )
    assert bounce is not None
    assert bounce.recipients == (LI,)


@pytest.mark.parametrize("address", ["postmaster@mx.example", "desk@desk.example", "MAILER-DAEMON@mx.example"])
def test_those_who_report_are_no_recipients(address):
    headers = make_headers(
        from_="Mail System <MAILER-DAEMON@mx.example>", to="desk@desk.example", subject="failure notice"
    )
    text = f"Your message could not be delivered. Questions? Ask {address} for help.\n"

    bounce = read_bounce(headers, (make_part("text/plain", text),), "")
    assert bounce is not None
    assert bounce.recipients == ()


PIECES = (
    "<a@b.example>: ", "could not be delivered", "\n", "\n\n", " ", "Final-Recipient: rfc822; ", "Action: failed\n",
    "Status: 5.1.1\n", "无法投递到 ", "收件人：", "--- Original message ---\n", "Message-ID: <x@y>", "\x00", "550 ",
    ";", "<>", "@",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=10), max_size=20).map("".join)


@given(TEXTS, st.sampled_from(["text/plain", "text/html", "message/delivery-status"]))
def test_no_report_breaks_the_reader_and_both_readers_agree(text, kind):
    headers = make_headers(from_="MAILER-DAEMON@mx.example", subject=text[:20] or "failure notice")
    part = make_part(kind, text)

    assert (read_bounce(headers, (part,), "") is not None) == (who_wrote(headers, part).kind == "bounce")


HOSTILE = (
    "a@", "<a@b.c>: ", "Undelivered Mail ", "original ", "could not be ", "deliver to ", "收件人 ", "无法 将",
    "\n", " \n", "发送给",
    "(expanded from\n", "no such ", "your message to ", "--- ", "recipient: ", "a:\n b\n", "message-id: ",
    "Final-Recipient: rfc822; a@b.c\n\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("kind", ["text/plain", "message/delivery-status"])
def test_a_report_of_a_megabyte_is_read_in_linear_time(piece, kind):
    part = make_part(kind, piece * (1_000_000 // len(piece)))

    within(2.5, lambda: read_bounce(REPORT, (part, make_attached(part.text)), ""))  # under 0.4 on one core
