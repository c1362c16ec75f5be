from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.raw_mails import raw_mail

from parsers.damaged_mailboxes import recovered, with_ascii_brackets
from parsers.headers import addresses
from parsers.message import Address
from parsers.mime import parse_message

LI = "li@example.org"


@pytest.mark.parametrize(
    "value",
    [
        "Li Lei li@example.org",
        "Li Lei <li@example.org>;",
        "Li Lei <<li@example.org>>",
        "Li Lei <mailto:li@example.org>",
        "Li Lei [mailto:li@example.org]",
        "Li Lei <li@example.org",
        "li@example.org (Li Lei",
        '"Li Lei" li@example.org',
        '"Li Lei" <li@example.org> <li@example.org>',
        "=?utf-8?q?Li_Lei?= li@example.org",
        "Li Lei＜li@example.org＞",
        "Li Lei（li@example.org）",
    ],
)
def test_one_address_in_a_damaged_line_is_a_mailbox(value: str) -> None:
    assert addresses(value) == (Address(LI, "Li Lei"),)


@pytest.mark.parametrize(
    "value",
    [
        "Li <li@example.org> <han@example.org>",
        "Li <li@example.org> han@example.org",
        '"li@example.org" Li',
        "@",
        "a@@b",
    ],
)
def test_a_line_that_may_mean_somebody_else_names_nobody(value: str) -> None:
    assert addresses(value) == ()


def test_semicolons_part_mailboxes_as_commas_do() -> None:
    assert [person.addr for person in addresses("Li <li@example.org>; han@example.org")] == [LI, "han@example.org"]
    assert [person.addr for person in addresses("Li li@example.org; Han han@example.org")] == [LI, "han@example.org"]


def test_wide_brackets_in_a_name_stay() -> None:
    assert with_ascii_brackets("李雷（财务） <li@example.org>") == "李雷（财务） <li@example.org>"


def sender(value: str) -> tuple[str, tuple[str, ...]]:
    message = parse_message(raw_mail(f"From: {value}\n", "x", start="Date: Sun, 22 Nov 2026 09:00:00 +0800\n"))
    return message.sender.addr, message.defects


def test_a_damaged_sender_is_known_and_the_damage_is_told() -> None:
    assert sender("Li Lei <<li@example.org>>") == (LI, ("from: mailboxes in damaged brackets",))


def test_the_same_address_twice_is_one_sender_and_two_are_none() -> None:
    assert sender("Li <li@example.org>, <LI@example.org>") == (LI, ())
    assert sender('"han@example.org" <li@example.org>') == (LI, ())
    assert sender("li@example.org; han@example.org") == ("", ("from: 2 mailboxes",))
    assert sender("Li <li@example.org>\nFrom: Han <han@example.org>") == ("", ("from: 2 mailboxes",))


@given(st.text(alphabet="ab@.<>\"',;:() [＜＞（）", max_size=60))
def test_whatever_is_recovered_stands_in_the_line(line: str) -> None:
    assert all(addr in line and addr.count("@") == 1 for _, addr in recovered(line))
