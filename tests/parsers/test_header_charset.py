from __future__ import annotations

import pytest

from parsers.mime import parse_message


def seen(name: str, subject: str, body: str, codec: str, kind: str = "", body_codec: str = "") -> tuple[str, str, str]:
    head = f"From: {name} <li@example.org>\r\nSubject: {subject}\r\n".encode(codec)
    label = f"Content-Type: text/plain; charset={kind}\r\n".encode() if kind else b""
    message = parse_message(head + label + b"\r\n" + body.encode(body_codec or codec))
    return message.sender.name, message.subject.text, message.text.strip()


@pytest.mark.parametrize(
    ("name", "subject", "body"),
    [
        ("李雷", "请帮忙", "please help\r\n"),
        ("李雷", "请帮忙", "打印机又卡纸了，请派人来看一下，谢谢！\r\n"),
        ("Li", "財務報表", "see above\r\n"),
        ("财务部王芳", "回复：打印机不出纸", "ok\r\n"),
    ],
)
@pytest.mark.parametrize("kind", ["", "gb2312", "utf-8"])
def test_raw_chinese_headers_are_chinese(name: str, subject: str, body: str, kind: str) -> None:
    body_codec = "utf-8" if kind == "utf-8" else "gbk"

    assert seen(name, subject, body, "gbk", kind, body_codec) == (name, subject, body.strip())


def test_a_body_without_a_label_tells_the_charset_of_the_headers() -> None:
    text = "Здравствуйте, принтер на третьем этаже снова не печатает, помогите пожалуйста.\r\n"

    assert seen("Иван", "Привет", text, "cp1251") == ("Иван", "Привет", text.strip())
    assert seen("Иван", "Привет", text, "koi8-r") == ("Иван", "Привет", text.strip())


@pytest.mark.parametrize("kind", ["iso-8859-1", "windows-1252"])
def test_a_western_label_holds_for_umlauts_in_a_row(kind: str) -> None:
    assert seen("Äöü", "äöüß", "äöüß\r\n", "cp1252", kind) == ("Äöü", "äöüß", "äöüß")


def test_a_western_label_does_not_hold_for_other_alphabets() -> None:
    assert seen("Li", "打印机卡纸", "help\r\n", "gbk", "iso-8859-1")[1] == "打印机卡纸"
    assert seen("Li", "Принтер не работает", "help\r\n", "cp1251", "iso-8859-1")[1] == "Принтер не работает"


def test_headers_in_utf8_need_no_hint() -> None:
    assert seen("李雷", "请帮忙", "打印机又卡纸了\r\n", "utf-8", "gb2312", "gbk") == (
        "李雷",
        "请帮忙",
        "打印机又卡纸了",
    )
