from __future__ import annotations

import pytest
from support.cost import within
from support.raw_mails import raw_mail

from parsers.limits import MAX_ADDRESSES, MAX_DEPTH, MAX_PARTS, header_end, within_limits
from parsers.message import Message
from parsers.mime import parse_message

DEADLINE_S = 3.0  # of CPU; each takes less than a second on one core of 2024


def in_time(raw: bytes) -> Message:
    return within(DEADLINE_S, lambda: parse_message(raw))


def nested(levels: int) -> str:
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels))
    return opening + "\ninnermost\n" + "".join(f"--b{n}--\n" for n in reversed(range(levels)))


@pytest.mark.parametrize("levels", [300, 1_000, 5_000])
def test_deep_nesting_is_cut_and_the_mail_lives(levels: int) -> None:
    message = in_time(raw_mail()[:-2] + nested(levels).encode())

    assert message.subject.text == "Printer"
    assert f"structure: nested deeper than {MAX_DEPTH} levels, the rest left out" in message.defects


def test_nesting_within_the_limit_is_read_to_its_bottom() -> None:
    message = parse_message(raw_mail()[:-2] + nested(MAX_DEPTH - 2).encode())

    assert message.text.strip() == "innermost"
    assert message.defects == ()


def test_attached_mails_in_attached_mails_cost_nothing() -> None:
    message = in_time(raw_mail("Content-Type: message/rfc822\n", "Content-Type: message/rfc822\n\n" * 20_000 + "x"))

    assert [file.content_type for file in message.attachments] == ["message/rfc822"]


def test_too_many_parts_are_cut() -> None:
    parts = "--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n" * 100_000
    message = in_time(raw_mail("Content-Type: multipart/mixed; boundary=b\n", parts))

    assert len(message.attachments) == MAX_PARTS
    assert f"structure: more than {MAX_PARTS} parts, the rest left out" in message.defects


@pytest.mark.parametrize("subject", ["=?utf-8?Q?abc?= " * 80_000, "word " * 200_000, "=?utf-8?B?" * 100_000])
def test_a_subject_of_a_megabyte_is_cut_and_the_other_headers_are_read(subject: str) -> None:
    message = in_time(f"Subject: {subject}\r\nFrom: li@example.org\r\n\r\nbody".encode())

    assert message.sender.addr == "li@example.org"
    assert message.text == "body"
    assert len(message.subject.text) <= 2_000
    assert any(defect.startswith("headers: Subject has") for defect in message.defects)


@pytest.mark.parametrize("fold", [", ", ",\r\n "])
def test_a_hundred_thousand_recipients_are_cut(fold: str) -> None:
    to = fold.join(f"u{n}@example.org" for n in range(100_000))
    message = in_time(f"To: {to}\r\nFrom: li@example.org\r\nSubject: Printer\r\n\r\nbody".encode())

    assert len(message.to) == MAX_ADDRESSES
    assert message.subject.text == "Printer"


def test_too_many_header_fields_are_cut() -> None:
    fields = "".join(f"X-{n}: y\r\n" for n in range(100_000))
    message = in_time(f"From: li@example.org\r\nSubject: Printer\r\n{fields}\r\nbody".encode())

    assert (message.subject.text, message.text) == ("Printer", "body")
    assert any("the rest left out" in defect for defect in message.defects)


HEADER_BOMBS = {
    "angles": "To: " + "<" * 100_000,
    "comments": "To: " + "(" * 100_000,
    "strings": "To: " + '"a" ' * 30_000,
    "backslashes": "To: " + '"\\' * 60_000,
    "groups": "To: " + "a:b;" * 30_000,
    "words": "To: " + "a " * 60_000,
    "references": "References: " + "<a@b> " * 20_000,
    "open ids": "References: " + "<" * 120_000,
    "parameters": "Content-Type: text/plain; " + "a=b; " * 20_000,
    "semicolons": "Content-Type: text/plain; " + "; " * 60_000,
    "sections": "Content-Type: text/plain; " + "".join(f"name*{n}=b;" for n in range(10_000)),
    "open string": 'Content-Type: text/plain; a="' + "\\" * 100_000,
    "date": "Date: " + "(" * 100_000,
    "type": "Content-Type: " + "a/" * 60_000,
}


@pytest.mark.parametrize("bomb", HEADER_BOMBS.values(), ids=list(HEADER_BOMBS))
def test_crafted_headers_end_in_time(bomb: str) -> None:
    assert in_time(raw_mail(bomb + "\n", "body")).text == "body"


BODY_BOMBS = {
    "blank lines": "\n" * 3_000_000,
    "quotation marks": ">" * 1_000_000,
    "quoted lines": "> a\n" * 250_000,
    "introductions": "On Monday Li wrote: " * 50_000,
    "uuencode": "begin 644 a\n" * 80_000,
    "yenc": "=ybegin line=1 name=x\n" * 50_000,
    "signed": "-----BEGIN PGP SIGNED MESSAGE-----\n\n" * 30_000,
    "encrypted": "-----BEGIN PGP MESSAGE-----\n" * 30_000,
    "markup": "<html>" + "<a" * 300_000,
    "raw": "é中" * 200_000,
    "one line": "word " * 200_000,
}


@pytest.mark.parametrize("bomb", BODY_BOMBS.values(), ids=list(BODY_BOMBS))
def test_crafted_bodies_end_in_time(bomb: str) -> None:
    in_time(raw_mail(body=bomb))


TYPE_BOMBS = {
    "text/html": "<div>" * 200_000,
    "text/enriched": "<param>" * 100_000,
    "text/calendar": "BEGIN:VEVENT\n" * 20_000 + 'A;B="C"' * 10_000,
    "application/pkcs7-mime": "\x30\x80" * 100_000,
    "multipart/mixed": "--a\nContent-Type: multipart/mixed\n\n" * 3_000,
}


@pytest.mark.parametrize(("kind", "bomb"), TYPE_BOMBS.items(), ids=list(TYPE_BOMBS))
def test_crafted_parts_end_in_time(kind: str, bomb: str) -> None:
    in_time(raw_mail(f"Content-Type: {kind}\n", bomb.encode("latin-1")))


def test_an_ordinary_mail_is_not_touched() -> None:
    raw = raw_mail(body="--- a/file\n+++ b/file\n" * 5_000)

    assert within_limits(raw) == (raw, header_end(raw), [])
