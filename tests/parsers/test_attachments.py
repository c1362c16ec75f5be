from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.attachments import MAX_NAME_BYTES, read_attachments, safe_name
from parsers.parts import Headers, Part


def part(filename: str = "", content_type: str = "application/pdf", data: bytes = b"x", **more: str) -> Part:
    return Part(content_type, Headers(), data, filename=filename, **more)


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("C:\\Users\\li\\报告.txt", "报告.txt"),
        ("/etc/passwd", "passwd"),
        ("..", ""),
        ("a/", "a"),
        ("a\0b.txt", "ab.txt"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("\u200b.htaccess", "htaccess"),
        (".htaccess", "htaccess"),
        ("a\r\nb.txt", "a__b.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("name.txt. . .", "name.txt"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("e\u0301.txt", "é.txt"),
        ("", ""),
    ],
)
def test_a_name_can_neither_leave_the_folder_nor_deceive(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


def test_a_long_name_is_cut_and_keeps_its_extension() -> None:
    name = safe_name("报" * 400 + ".pdf")

    assert len(name.encode()) <= MAX_NAME_BYTES
    assert name.endswith("报.pdf")


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)

    assert not set(safe) & set("/\\\0\r\n")
    assert safe not in (".", "..") and not safe.startswith(".")
    assert len(safe.encode("utf-8")) <= MAX_NAME_BYTES


def test_names_are_unique_whatever_their_case() -> None:
    found = read_attachments([part("a.txt"), part("A.TXT"), part("a.txt"), part("b"), part("b")], "")

    assert [file.name for file in found] == ["a.txt", "A-2.TXT", "a-3.txt", "b", "b-2"]


def test_a_part_without_name_gets_one_by_its_kind() -> None:
    mail = b"From: a@b.example\r\nSubject: =?utf-8?B?5omT5Y2w5py6?=\r\n /jam\r\n\r\nx"
    found = read_attachments(
        [part(content_type="image/png"), part(content_type="message/rfc822", data=mail), part(content_type="x/y")], ""
    )

    assert [file.name for file in found] == ["attachment-1.png", "打印机 _jam.eml", "attachment-3.bin"]


def test_a_picture_is_inline_when_the_html_shows_it() -> None:
    parts = [
        part("a.png", "image/png", cid="a@x"),
        part("b.png", "image/png", cid="b@x"),
        part("c.png", "image/png", disposition="inline"),
    ]

    assert [file.inline for file in read_attachments(parts, '<img src="cid:A@x">')] == [True, False, True]

    assert [file.inline for file in read_attachments(parts, "<IMG SRC=CID:A@x>")] == [True, False, True]


def test_an_empty_content_id_is_nobodys() -> None:
    assert not read_attachments([part("a.pdf", cid="")], '<img src="cid:">')[0].inline
