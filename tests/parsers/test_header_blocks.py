"""Blocks of header fields above quoted and forwarded mails."""

from __future__ import annotations

import pytest

from parsers.header_blocks import read_block, read_field


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("From: Bob <bob@example.org>", ("from", "Bob <bob@example.org>")),
        ("*From:* Bob", ("from", "Bob")),
        ("**From:** Bob", ("from", "Bob")),
        ("> From: Bob", ("from", "Bob")),
        ("发件人：张三", ("from", "张三")),
        ("主　题：打印机", ("subject", "打印机")),
        ("抄 送: (无)", ("cc", "(无)")),
        ("| 发件人 | 张三<zhang@example.com> |", ("from", "张三<zhang@example.com>")),
        ("Envoyé le :jeudi 15 décembre 2026", ("date", "jeudi 15 décembre 2026")),
        ("Gesendet:\xa0Montag", ("date", "Montag")),
        ("送信日時: 2026年11月2日", ("date", "2026年11月2日")),
        ("收件人:\t李四", ("to", "李四")),
    ],
)
def test_a_field_is_read_in_every_dress(line, field):
    assert read_field(line) == field


@pytest.mark.parametrize(
    "line",
    ["", "Hello: world", "Please note the following: it works", "http://example.com", "问题：打印机", ":", "x" * 5000],
)
def test_other_lines_are_no_fields(line):
    assert read_field(line) is None


def test_a_block_ends_behind_its_last_field():
    block = read_block(
        ["From: Bob <b@example.org>", "To: Ann <a@example.org>,", "  Carl <c@example.org>", "Subject: x", "", "Hello"],
        0,
    )

    assert block is not None
    assert (block.start, block.end, block.fields["to"]) == (0, 4, "Ann <a@example.org>, Carl <c@example.org>")


def test_a_block_may_have_blank_lines_between_its_fields():
    block = read_block(
        ["From: Bob", "", "Sent: Monday, November 2, 2026", "To: Ann", "", "", "Subject: x", "", "Hello"], 0
    )

    assert block is not None
    assert block.end == 7


def test_fields_joined_into_one_line_are_taken_apart():
    block = read_block(["From: bob@example.org Date: Mon, 2 Nov 2026 09:00:00 +0000", "Hello"], 0)

    assert block is not None
    assert block.fields == {
        "from": "bob@example.org Date: Mon, 2 Nov 2026 09:00:00 +0000",
        "date": "Mon, 2 Nov 2026 09:00:00 +0000",
    }


@pytest.mark.parametrize(
    "lines",
    [
        ["From: Monday", "To: Friday", "Date: 2 November 2026"],
        ["From: 09:00", "To: 17:00"],
        ["时间：2026-11-02", "主题：打印机"],
        ["Subject: help"],
        ["To: all", "Subject: lunch"],
        ["From: Bob"],
    ],
)
def test_forms_and_requests_are_no_blocks(lines):
    assert read_block(lines, 0) is None
