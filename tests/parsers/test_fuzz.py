"""Mails damaged at random: whatever arrives, there is a Message or a ParseError, soon."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.cost import within
from support.raw_mails import multipart, raw_mail
from support.winmail import BODY, attribute, winmail

from parsers.message import Message, ParseError
from parsers.mime import parse_message

DEADLINE_S = 2.0

SEEDS = (
    raw_mail(
        "Message-ID: <a@b.example>\nReferences: <c@d.example>\n", "On Mon, 2 Nov 2026 Li wrote:\n> text\n-- \nLi\n"
    ),
    raw_mail(
        "Content-Type: text/html; charset=gbk\n",
        "<div>打印机<table><tr><td>1<td>2</table><blockquote>x</blockquote></div>".encode("gbk"),
    ),
    raw_mail("Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=gb2312\n", "tPLTobv6v6jWvQ==\n"),
    raw_mail("Content-Type: text/plain; charset=iso-2022-jp\n", "プリンター".encode("iso2022_jp")),
    raw_mail(body="see\nbegin 644 a.txt\n%:&5L;&\\\n`\nend\n=ybegin line=128 size=1 name=x\nab=yend\n"),
    raw_mail(
        body=(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nx\n-----BEGIN PGP SIGNATURE-----\n-----END "
            "PGP SIGNATURE-----\n"
        )
    ),
    multipart(
        "alternative",
        "Content-Type: text/plain\n\nx",
        "Content-Type: text/calendar\n\nBEGIN:VEVENT\nDTSTART:20261102\nEND:VEVENT",
    ),
    multipart(
        "mixed",
        "\nx",
        "Content-Type: a/b; name*0*=utf-8''%E6; name*1=\"b\"\nContent-Disposition: attachment\n\nx",
        "Content-Type: message/rfc822\n\nSubject: x\n\ny",
    ),
    multipart(
        "report",
        "\nnot delivered",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; "
        "a@b.example\nAction: failed\nStatus: 5.1.1\n",
    ),
    raw_mail("Content-Type: application/ms-tnef\n", b"") + winmail(attribute(BODY, b"text\0")),
    b"Subject: =?utf-8?B?5omT?= =?gb2312?Q?=B4=F2?=\r\nFrom: =?utf-8?Q?a?= <a@b.example>, (c) "
    b"<d@e.example>\r\nTo: g: x@y.example;\r\n\r\n",
)

TOKENS = (
    b"\r\n", b"\n\n", b"--bb\r\n", b"--bb--", b"=?utf-8?B?", b"?=", b"<", b">", b'"', b"(", b"\0", b"\xff",
    b"\x1b$B", b"~{", b"Content-Type: multipart/mixed; boundary=bb\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"charset=utf-7", b"begin 644 x\r\n", b"=",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A seed with some stretches cut, doubled, moved or written over."""
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(0, len(raw) - 1)))
        end = min(len(raw), start + draw(st.integers(0, 40)))
        what = draw(st.integers(0, 3))
        if what == 0:
            raw = raw[:start] + raw[end:]
        elif what == 1:
            raw = raw[:end] + raw[start:]
        elif what == 2:
            raw = raw[:start] + draw(st.sampled_from(TOKENS)) + raw[start:]
        else:
            raw = raw[:start] + draw(st.binary(max_size=8)) + raw[end:]
    return raw


def strings(value: object) -> list[str]:
    """Every string in a message, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in strings(item)]
    if is_dataclass(value):
        return [found for item in fields(value) for found in strings(getattr(value, item.name))]
    return []


def parsed(raw: bytes) -> Message | None:
    """None: it is no mail."""
    try:
        return parse_message(raw)
    except ParseError:
        return None


@given(damaged())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_mail_gives_a_message_that_can_be_stored(raw: bytes) -> None:
    for text in strings(within(DEADLINE_S, lambda: parsed(raw))):
        assert "\0" not in text
        assert text.encode("utf-8").decode("utf-8") == text


@given(st.binary(max_size=400))
@settings(max_examples=100)
def test_noise_gives_a_message_or_a_parse_error(raw: bytes) -> None:
    try:
        parse_message(raw)
    except ParseError:
        assert not raw.strip(b"\xef\xbb\xbf\r\n\t \0")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mail_cut_at_any_place_is_survived(seed: bytes) -> None:
    for end in range(1, len(seed), 7):
        parse_message(seed[:end])
