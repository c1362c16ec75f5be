"""What the other libraries are given, and how their answers are read; their own code is not needed for it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from support.raw_mails import multipart, raw_mail

from evaluation.peers import around_the_quote, bounce_row, parsed_row, reply_reader, row, text_of, text_of_html

ALTERNATIVE = multipart(
    "mixed",
    "Content-Type: multipart/alternative; boundary=a\n\n"
    "--a\nContent-Type: text/plain; charset=gb18030\nContent-Transfer-Encoding: base64\n\nxOO6ww==\n"
    "--a\nContent-Type: text/html\n\n<p>not this</p>\n--a--",
    "Content-Type: text/plain\nContent-Disposition: attachment; filename=log.txt\n\nnor this",
)
HTML = "<style>p{}</style><p>One<br>two</p><p>a &amp; b</p>"


def test_the_text_is_that_of_the_plain_part_without_files() -> None:
    assert text_of(ALTERNATIVE).strip() == "你好"


def test_a_mail_without_a_plain_part_gives_its_html_as_text() -> None:
    raw = raw_mail("Content-Type: text/html\n", HTML)

    assert text_of(raw) == "One\ntwo\n\na & b"


def test_the_style_sheet_of_a_page_is_no_text() -> None:
    assert text_of_html("<head><title>T</title><style>x</style></head><div>seen</div>") == "seen"


def test_an_unknown_charset_loses_no_mail() -> None:
    raw = raw_mail("Content-Type: text/plain; charset=klingon\n", "plain")

    assert text_of(raw).strip() == "plain"


def test_a_library_for_replies_gets_the_text_and_gives_fresh_text_and_signature() -> None:
    read = reply_reader(lambda text: (text.partition("-- ")[0], text.partition("-- ")[2]))

    assert read(raw_mail(body="Yes.\n-- \nLi")) == {"fresh_text": "Yes.\n", "signature": "\nLi"}


def test_a_library_that_raises_is_an_error_of_that_mail_only() -> None:
    def read(_: bytes) -> dict[str, Any]:
        raise LookupError("no")

    assert row("k000001.eml", b"", read) == {"id": "k000001.eml", "error": "LookupError: no"}


def test_what_stands_round_a_quote_is_fresh() -> None:
    assert (
        around_the_quote("all", {"text_top": "over", "text": "quoted", "text_bottom": "under"}, "text") == "over\nunder"
    )
    assert around_the_quote("all", None, "text") == "all"


def test_a_mail_with_no_failed_address_is_no_bounce() -> None:
    assert bounce_row((), ()) == {"automation": "none"}


def test_a_bounce_has_all_its_addresses_and_is_permanent_when_one_is() -> None:
    assert bounce_row({b"b@example.org"}, {b"a@example.org"})["bounce"] == {
        "recipients": ["a@example.org", "b@example.org"],
        "permanent": True,
    }
    assert bounce_row({b"b@example.org"}, ())["bounce"] == {"recipients": ["b@example.org"], "permanent": False}


def test_the_fields_of_mail_parser_are_read_as_it_documents_them() -> None:
    parsed = SimpleNamespace(
        message_id="<1@example.org>",
        date=datetime(2026, 11, 22, 1, 0),
        from_=[("Li Lei", "li@example.org")],
        reply_to=None,
        to=[("", "desk@desk.example")],
        cc=[],
        subject="Printer",
        text_plain=["It jams.", "Twice."],
        text_html=[],
        attachments=[
            {"filename": "a.pdf", "mail_content_type": "application/pdf", "binary": True, "payload": "JVBE\nRg=="},
            {"filename": "b.txt", "mail_content_type": "text/plain", "binary": False, "payload": "abc"},
        ],
    )

    found = parsed_row(parsed)

    assert (found["from_addr"], found["from_name"], found["subject"]) == ("li@example.org", "Li Lei", "Printer")
    assert (found["to"], found["reply_to"]) == ([{"addr": "desk@desk.example", "name": ""}], [])
    assert found["date"] == "2026-11-22T01:00:00+00:00"
    assert (found["text"], found["html"]) == ("It jams.\nTwice.", None)
    assert [(file["name"], file["size"], file["sha256"]) for file in found["attachments"]] == [
        ("a.pdf", 4, hashlib.sha256(b"%PDF").hexdigest()),
        ("b.txt", 3, hashlib.sha256(b"abc").hexdigest()),
    ]
