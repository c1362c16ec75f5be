from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.headers import DECEPTIVE, addresses, date, decode_value, first_date, message_ids
from parsers.message import Address
from parsers.structure import parse_bytes

NOON = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("li@example.org", [("li@example.org", "")]),
        ("<li@Example.ORG>", [("li@example.org", "")]),
        ("Li Lei <Li.Lei@example.org>", [("Li.Lei@example.org", "Li Lei")]),
        (
            '"Lei, Li" <li@example.org>, Han <han@example.org>',
            [("li@example.org", "Lei, Li"), ("han@example.org", "Han")],
        ),
        ("=?utf-8?B?5p2O6Zu3?= <li@example.org>", [("li@example.org", "李雷")]),
        ('"=?utf-8?B?5p2O6Zu3?=" <li@example.org>', [("li@example.org", "李雷")]),
        ("=?utf-8?Q?Lei=2C_Li?= <li@example.org>", [("li@example.org", "Lei, Li")]),
        ("=?utf-8?Q?Lei, Li?= <li@example.org>", [("li@example.org", "Lei, Li")]),
        ("li@example.org (Li Lei)", [("li@example.org", "Li Lei")]),
        ("=?utf-8?B?5p2O6Zu3IDxsaUBleGFtcGxlLm9yZz4=?=", [("li@example.org", "李雷")]),
        ("undisclosed-recipients:;", []),
        (
            "Team: a@example.org, B <b@example.org>;, c@example.org",
            [("a@example.org", ""), ("b@example.org", "B"), ("c@example.org", "")],
        ),
        ("a@example.org,, ,b@example.org,", [("a@example.org", ""), ("b@example.org", "")]),
        ("Li\r\n Lei\r\n\t<li@example.org>", [("li@example.org", "Li Lei")]),
        ("", []),
        ("nobody", []),
    ],
)
def test_mailboxes_are_read_in_the_forms_that_people_send(header: str, people: list[tuple[str, str]]) -> None:
    assert addresses(header) == tuple(Address(addr, name) for addr, name in people)


@pytest.mark.parametrize(
    ("header", "addr"),
    [
        ('"boss@desk.example" <eve@evil.example>', "eve@evil.example"),
        ("boss@desk.example <eve@evil.example>", "eve@evil.example"),
        ("=?utf-8?Q?boss=40desk.example=3E?= <eve@evil.example>", "eve@evil.example"),
        ("=?utf-8?Q?=3Cboss=40desk.example=3E=2C?= <eve@evil.example>", "eve@evil.example"),
        ("=?utf-8?B?Ym9zc0BkZXNrLmV4YW1wbGU=?==?utf-8?Q?=00?= <eve@evil.example>", "eve@evil.example"),
        ("(boss@desk.example) eve@evil.example", "eve@evil.example"),
    ],
)
def test_a_name_that_poses_as_an_address_does_not_become_the_sender(header: str, addr: str) -> None:
    assert [found.addr for found in addresses(header)] == [addr]


def test_control_characters_and_marks_that_turn_the_reading_direction_leave_names() -> None:
    assert addresses("=?utf-8?B?TGnigK4AB0xlaQ==?= <li@example.org>") == (Address("li@example.org", "LiLei"),)


def test_an_address_with_invisible_characters_is_nobodys() -> None:
    raw = "Li <li\u200b@example.org>, han@example.org".encode().decode("ascii", "surrogateescape")

    assert addresses(raw) == (Address("han@example.org"),)


def test_a_raw_gbk_name_is_read_with_the_bodys_charset_as_hint() -> None:
    raw = "李雷".encode("gbk").decode("ascii", "surrogateescape")

    assert addresses(f"{raw} <li@example.org>", "gb2312") == (Address("li@example.org", "李雷"),)


def test_an_smtputf8_address_keeps_its_characters() -> None:
    raw = "李雷 <李雷@例子.example>".encode().decode("ascii", "surrogateescape")

    assert addresses(raw) == (Address("李雷@例子.example", "李雷"),)


@given(st.text(max_size=200))
def test_any_address_header_is_survived_and_can_be_stored(header: str) -> None:
    for found in addresses(header):
        assert (found.addr + found.name).encode()
        assert not any(unicodedata.category(char) == "Cc" for char in found.addr + found.name)
        assert not DECEPTIVE.search(found.addr + found.name)


@pytest.mark.parametrize(
    ("header", "ids"),
    [
        ("<a@example.org>", ("a@example.org",)),
        ("<a@example.org> <b@example.org>", ("a@example.org", "b@example.org")),
        ("<a@example.org>\r\n\t<b@example.org>", ("a@example.org", "b@example.org")),
        ("<very-long-\r\n id@example.org>", ("very-long-id@example.org",)),
        ("<a@example.org><a@example.org>", ("a@example.org",)),
        ("a@example.org", ("a@example.org",)),
        ("<>", ()),
        ("< >", ()),
        ("", ()),
        ("Your message of Monday", ()),
        ("<unclosed@example.org", ()),
    ],
)
def test_ids_are_read_and_malformed_ones_left_out(header: str, ids: tuple[str, ...]) -> None:
    assert message_ids(header) == ids


@pytest.mark.parametrize(
    "header",
    [
        "Mon, 2 Nov 2026 12:00:00 +0800",
        "Mon, 02 Nov 2026 04:00:00 GMT",
        "2 Nov 2026 12:00 +0800 (CST)",
        "Sun, 2 Nov 2026 12:00:00 +0800",  # the wrong weekday
        "2026-11-02 12:00:00 +0800",
        "2026-11-02T04:00:00Z",
        "2026/11/02 12:00:00 +08:00",
        "Mon Nov  2 04:00:00 2026",
        "Mon, 2 Nov 2026 04:00:00",
    ],
)
def test_dates_of_all_programs_are_the_same_instant(header: str) -> None:
    assert date(header) == NOON


@pytest.mark.parametrize(
    "header",
    ["", "yesterday", "Mon, 32 Nov 2026 12:00:00 +0800", "9" * 500, "2026-13-45 99:99", "Mon, 2 Nov 99999 1:00"],
)
def test_a_date_that_is_none_is_absent(header: str) -> None:
    assert date(header) is None


def test_of_several_dates_the_first_readable_one_counts() -> None:
    assert (
        first_date(["Mon, 2 Nov 2026 12:00:t", "Mon, 2 Nov 2026 04:00:00 +0000", "1 Jan 2020 00:00:00 +0000"]) == NOON
    )
    assert first_date([]) is None


@pytest.mark.parametrize(
    "header",
    [
        "Mon, 2 Nov 2026 12:00:00 GMT+08:00",
        "Mon, 2 Nov 2026 12:00:00 UTC+8",
        "Mon, 2 Nov 2026 12:00:00 +08:00",
        "Mon Nov 02 2026 12:00:00 GMT+0800 (China Standard Time)",
        "2026-11-02 12:00:00 GMT+08:00",
        "Sun, 1 Nov 2026 8:00 PM -0800",
        "11/2/2026 12:00:00 PM +0800",
        "Mon, 2 Nov 2026 4:00 AM",
        "2.11.2026 04:00",
        "02.11.2026 05:00:00 +0100",
        "2026年11月2日 04:00",
        "2026年11月2日 下午12:00 +0800",
        "Montag, 2. November 2026 04:00",
        "Mon, 2 Nov 2026 04:00",
    ],
)
def test_dates_written_for_people_are_read_too(header: str) -> None:
    assert date(header) == NOON


@pytest.mark.parametrize(
    "header", ["Thu, 01 Jan 1970 00:00:00 +0000", "Thu, 31 Dec 2099 23:59:59 +0000", "Mon, 2 Nov 26 12:00:00 +0800"]
)
def test_an_unlikely_date_is_still_told(header: str) -> None:
    assert date(header) is not None


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("打印机卡纸".encode(), ""),
        ("打印机卡纸".encode("gbk"), "gbk"),
        ("打印机卡纸".encode("gbk"), ""),
        ("打印機卡紙".encode("big5"), "big5"),
    ],
)
def test_a_raw_subject_is_decoded(raw: bytes, hint: str) -> None:
    assert decode_value(raw.decode("ascii", "surrogateescape"), hint) in ("打印机卡纸", "打印機卡紙")


def test_headers_give_the_first_value_and_all_and_nothing_for_unknown_names() -> None:
    headers = parse_bytes(b"Subject: one\nSUBJECT: two\nheaders: x\nParse: y\n\n", []).headers

    assert headers.first("subject") == "one"
    assert headers.all("subject") == ("one", "two")
    assert headers.first("no-such") == "" and headers.all("no-such") == ()
    assert "parse" in headers and "values" not in headers


def test_a_header_is_one_line_without_controls() -> None:
    assert decode_value("a\r\n\tb\x07\x00c =?utf-8?Q?d=0D=0AX-Evil=3A_1?=") == "a bc d X-Evil: 1"
