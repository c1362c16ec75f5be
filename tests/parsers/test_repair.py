from __future__ import annotations

import pytest
from support.raw_mails import PLAIN

from parsers.mime import parse_message

REST = "Subject: Printer\nMessage-ID: <a@example.org>\n\nIt is jammed.\n"


@pytest.mark.parametrize(
    "junk", ["this is no header\n", ">From li Mon Nov  2 09:00:00 2026\n", "\u6253\u5370\n", "=== virus scanned ===\n"]
)
def test_headers_behind_a_junk_line_are_still_headers(junk: str) -> None:
    message = parse_message((PLAIN + junk + REST).encode())

    assert message.subject.text == "Printer"
    assert message.message_id == "a@example.org"
    assert message.text == "It is jammed.\n"
    assert any("no header" in defect for defect in message.defects)


def test_a_subject_folded_without_a_blank_is_joined() -> None:
    message = parse_message((PLAIN + "Subject: The printer\nis jammed\nMessage-ID: <a@example.org>\n\nx").encode())

    assert message.subject.text == "The printer is jammed"
    assert message.message_id == "a@example.org"


def test_a_blank_before_the_colon_is_allowed() -> None:
    message = parse_message(b"From : li@example.org\nSubject : Printer\n\nx")

    assert (message.sender.addr, message.subject.text) == ("li@example.org", "Printer")


def test_a_body_right_behind_the_headers_is_body() -> None:
    message = parse_message((PLAIN + "Subject: Printer\nIt is jammed\nand hot.\n").encode())

    assert message.text == "It is jammed\nand hot.\n"


@pytest.mark.parametrize("start", ["\n\n", "\ufeff", "From li@example.org Mon Nov  2 09:00:00 2026\n", " \n"])
def test_what_stands_before_the_first_header_is_skipped(start: str) -> None:
    assert parse_message((start + PLAIN + REST).encode()).subject.text == "Printer"
