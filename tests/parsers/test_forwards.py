"""The original of a forwarded mail: who, when, about what, and its text."""

# A mail in one line is easier to compare with its neighbours.
# ruff: noqa: E501

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.block_dates import read_date
from parsers.forwards import read_forward, read_person
from parsers.message import Address, Subject
from parsers.parts import Headers, Part
from parsers.regions import scanned

FORWARD = Subject("Fwd: help", "help", forward=True)
OTHER = Subject("help", "help")
NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ANN = Address("ann@example.org", "Ann")
LISI = Address("lisi@example.com", "李四")

INLINE = [
    ("Gmail", ANN, "FYI\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nDate: Mon, Nov 2, 2026 at 9:00 AM\nSubject: Black screen\nTo: Bob <bob@example.org>\n\n\nMy screen is black.\n"),
    ("Gmail, Chinese", LISI, "请处理\n\n---------- Forwarded message ---------\n发件人： 李四 <lisi@example.com>\nDate: 2026年11月2日周一 09:00\nSubject: Black screen\nTo: 张三 <zhangsan@example.com>\n\n\nMy screen is black."),
    ("Outlook", ANN, "Please help Ann.\n\nFrom: Ann <ann@example.org>\nSent: Monday, November 2, 2026 9:00 AM\nTo: Bob <bob@example.org>\nSubject: Black screen\n\nMy screen is black."),
    ("Outlook, Chinese", LISI, "请处理\n\n发件人: 李四 <lisi@example.com>\n发送时间: 2026年11月2日 9:00\n收件人: 张三\n主题: Black screen\n\nMy screen is black."),
    ("Outlook, German", ANN, "Von: Ann <ann@example.org>\nGesendet: Montag, 2. November 2026 09:00\nAn: Bob\nBetreff: Black screen\n\nMy screen is black."),
    ("Outlook, French", ANN, "De : Ann <ann@example.org>\nEnvoyé : lundi 2 novembre 2026 09:00\nÀ : Bob\nObjet : Black screen\n\nMy screen is black."),
    ("Apple Mail", ANN, "FYI\n\nBegin forwarded message:\n\n> From: Ann <ann@example.org>\n> Subject: Black screen\n> Date: November 2, 2026 at 9:00:00 GMT\n> To: Bob <bob@example.org>\n> \n> My screen is black.\n"),
    ("Apple Mail, French", ANN, "Début du message réexpédié :\n\nDe: Ann <ann@example.org>\nDate: 2 novembre 2026 à 09:00:00 UTC\nÀ: Bob <bob@example.org>\nObjet: Black screen\n\nMy screen is black."),
    ("QQ Mail", LISI, "请处理\n\n------------------ 原始邮件 ------------------\n发件人: \"李四\" <lisi@example.com>;\n发送时间: 2026年11月2日(星期一) 上午9:00\n收件人: \"张三\" <zhangsan@example.com>;\n\n主题: Black screen\n\n\n\nMy screen is black."),
    ("163", LISI, "请处理\n\n\n-------- 转发邮件信息 --------\n发件人：\"李四\" <lisi@example.com>\n发送日期：2026-11-02 09:00:00\n收件人：zhangsan@example.com\n主题：Black screen\n\nMy screen is black."),
    ("NetEase Mail Master", LISI, "---- 转发的原邮件 ----\n| 发件人 | 李四<lisi@example.com> |\n| 日期 | 2026年11月02日 09:00 |\n| 收件人 | 张三 |\n| 主题 | Black screen |\n\nMy screen is black."),
    ("Foxmail", LISI, "请处理\n\n\n \n发件人： 李四 <lisi@example.com>\n发送时间： 2026-11-02 09:00\n收件人： 张三\n主题： Black screen\n\nMy screen is black."),
    ("DingTalk", LISI, "------------------------------------------------------------------\n发件人：李四 <lisi@example.com>\n发送时间：2026年11月2日(星期一) 09:00\n收件人：张三\n主　题：Black screen\n\nMy screen is black."),
    ("Feishu", LISI, "请处理\n\n--------- 转发消息 ---------\n发件人: 李四 <lisi@example.com>\n时间: 2026年11月2日 (周一) 09:00\n主题: Black screen\n收件人: 张三\n\nMy screen is black."),
    ("Thunderbird", ANN, "\n\n-------- Forwarded Message --------\nSubject: \tBlack screen\nDate: \tMon, 2 Nov 2026 09:00:00 +0000\nFrom: \tAnn <ann@example.org>\nTo: \tBob <bob@example.org>\n\n\n\nMy screen is black.\n"),
    ("Thunderbird, German", ANN, "-------- Weitergeleitete Nachricht --------\nBetreff: \tBlack screen\nDatum: \tMon, 2 Nov 2026 09:00:00 +0000\nVon: \tAnn <ann@example.org>\nAn: \tBob <bob@example.org>\n\nMy screen is black."),
    ("Japanese", ANN, "---------- Forwarded message ---------\n差出人: Ann <ann@example.org>\n日付: 2026年11月2日 9:00\n件名: Black screen\n宛先: Bob\n\nMy screen is black."),
    ("Italian", ANN, "Da: Ann <ann@example.org>\nInviato: lunedì 2 novembre 2026 09:00\nA: Bob\nOggetto: Black screen\n\nMy screen is black."),
    ("Spanish", ANN, "De: Ann <ann@example.org>\nEnviado el: lunes, 2 de noviembre de 2026 9:00\nPara: Bob\nAsunto: Black screen\n\nMy screen is black."),
]  # fmt: skip


@pytest.mark.parametrize(("program", "sender", "text"), INLINE, ids=[row[0] for row in INLINE])
def test_the_original_stands_below_the_block(program, sender, text):
    found = read_forward(FORWARD, scanned(text), ())

    assert found is not None
    assert (found.sender, found.date, found.subject, found.text) == (
        sender,
        NINE,
        "Black screen",
        "My screen is black.",
    )


def test_a_reply_is_no_forward():
    text = "It works.\n\nFrom: Desk <desk@example.com>\nSent: Monday, November 2, 2026 9:00 AM\nTo: Bob\nSubject: x\n\nHello"

    assert read_forward(OTHER, scanned(text), ()) is None


def test_a_separator_makes_a_forward_without_a_prefix():
    text = "---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nSubject: Black screen\n\nMy screen is black."

    found = read_forward(OTHER, scanned(text), ())

    assert found is not None
    assert found.sender == ANN


def test_a_prefix_alone_makes_none():
    assert read_forward(FORWARD, scanned("Please look at this."), ()) is None


def test_a_name_without_an_address_is_kept():
    text = (
        "From: Ann Smith\nSent: Monday, November 2, 2026 9:00 AM\nTo: Bob\nSubject: Black screen\n\nMy screen is black."
    )

    found = read_forward(FORWARD, scanned(text), ())

    assert found is not None
    assert found.sender == Address("", "Ann Smith")


ATTACHED = (
    "From: =?utf-8?b?5p2O5Zub?= <lisi@example.com>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0100\r\n"
    "Subject: =?utf-8?b?6buR5bGP?=\r\nContent-Type: text/plain; charset=gb2312\r\n"
    "Content-Transfer-Encoding: 8bit\r\n\r\n"
).encode("ascii") + "屏幕黑了".encode("gb18030")


def make_part(data: bytes = ATTACHED, content_type: str = "message/rfc822") -> Part:
    return Part(content_type, Headers(), data)


def test_an_attached_mail_is_read_for_its_header_and_text():
    found = read_forward(FORWARD, scanned("See attached."), (make_part(),))

    assert found is not None
    assert (found.sender, found.date, found.subject) == (LISI, NINE, "黑屏")
    assert found.text.strip() == "屏幕黑了"


def test_an_attached_mail_beside_a_text_needs_the_prefix():
    assert read_forward(OTHER, scanned("The sample that you wanted."), (make_part(),)) is None


def test_the_returned_mail_of_a_delivery_report_is_no_forward():
    report = Part("message/delivery-status", Headers(), b"Status: 5.1.1")

    assert read_forward(OTHER, scanned(""), (report, make_part())) is None


@pytest.mark.parametrize(
    ("value", "person"),
    [
        ('"张三" <zhang@example.com>;', Address("zhang@example.com", "张三")),
        ("Bob [mailto:bob@Example.ORG]", Address("bob@example.org", "Bob")),
        ("Bob<mailto:bob@example.org>", Address("bob@example.org", "Bob")),
        ("bob@example.org<mailto:bob@example.org>", Address("bob@example.org", "")),
        ("<bob@example.org>", Address("bob@example.org", "")),
        ("Smith, Bob", Address("", "Smith, Bob")),
        ("", Address("", "")),
    ],
)
def test_a_person_is_read_from_what_programs_print(value, person):
    assert read_person(value) == person


@pytest.mark.parametrize(
    "value",
    [
        "Mon, Nov 2, 2026 09:00 AM", "Monday, November 2, 2026 9:00:00 AM", "Mon, 2 Nov 2026 10:00:00 +0100",
        "2026年11月2日(星期一) 上午9:00", "2026年11月2日 9:00", "2026年11月02日 09点00分", "2026-11-02 09:00:00 (星期一)",
        "2026 Nov. 2 (Mon.) 09:00", "11/02/2026 09:00 AM", "02.11.2026 09:00", "2.11.26 09:00", "2026. 11. 2. 오전 9:00",
        "Montag, 2. November 2026 09:00", "lundi 2 novembre 2026 09:00", "lunes, 2 de noviembre de 2026 9:00",
        "lunedì 2 novembre 2026 09:00", "segunda-feira, 2 de novembro de 2026 09:00", "maandag 2 november 2026 09:00",
        "poniedziałek, 2 listopada 2026 09:00", "2 ноября 2026 г. 9:00", "November 2, 2026 at 11:00:00 GMT+2",
        "9:00 AM, November 2, 2026",
    ],
)  # fmt: skip
def test_a_date_is_read_in_the_language_of_its_program(value):
    assert read_date(value) == NINE


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("2026年11月2日 下午3:05", 15),
        ("Nov 2, 2026 12:05 AM", 0),
        ("Nov 2, 2026 12:05 PM", 12),
        ("2026年11月2日 上午12:05", 0),
    ],
)
def test_noon_and_midnight(value, hour):
    found = read_date(value)

    assert found is not None
    assert (found.hour, found.minute) == (hour, 5)


@pytest.mark.parametrize("value", ["", "yesterday", "2026-13-45", "99/99/2026", "Friday"])
def test_what_is_no_date_gives_none(value):
    assert read_date(value) is None


@given(st.text(alphabet="0123456789/-.: 年月日上午NovGMT+", max_size=60))
def test_any_date_field_is_survived(value):
    read_date(value)


@given(st.binary(max_size=300))
@settings(max_examples=50)
def test_any_attached_bytes_are_survived(data):
    read_forward(FORWARD, scanned(""), (make_part(data),))
