from __future__ import annotations

import pytest

from parsers.mime import parse_message
from parsers.parameters import split, text


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="report.pdf"', "report.pdf"),
        ("attachment; filename=report.pdf", "report.pdf"),
        ("attachment; filename=my report.pdf; size=3", "my report.pdf"),
        (r'attachment; filename="a \"b\".txt"', 'a "b".txt'),
        ("attachment; filename*=utf-8''%E6%8A%A5%E5%91%8A.txt", "报告.txt"),
        ("attachment; filename*=gb2312''%B1%A8%B8%E6.txt", "报告.txt"),
        ("attachment; filename*0*=utf-8''%E6%8A%A5%E5; filename*1*=%91%8A.txt", "报告.txt"),
        ('attachment; filename*1="b.txt"; filename*0="a"', "ab.txt"),
        ("attachment; filename=plain.txt; filename*=utf-8''%E6%8A%A5.txt", "报.txt"),
        ('attachment; filename="=?utf-8?B?5oql5ZGK?=.txt"', "报告.txt"),
        ("attachment; filename==?utf-8?Q?=E6=8A=A5?=", "报"),
        ('attachment; filename="open.txt', "open.txt"),
        ("attachment;;; filename=a.txt", "a.txt"),
        ("attachment; filename=first.txt; filename=second.txt", "first.txt"),
    ],
)
def test_names_are_found_in_every_form(header: str, name: str) -> None:
    kind, values = split(header)

    assert kind == "attachment"
    assert text(values["filename"]) == name


def test_a_header_without_parameters_is_its_first_word() -> None:
    assert split("Text/Plain ") == ("text/plain", {})


def test_raw_bytes_between_encoded_ones_are_read_as_these() -> None:
    assert split("a/b; name*0*=utf-8''%E6\udc89; name*1*=%93\udcff")[1]["name"].startswith("打")


def test_raw_bytes_in_the_type_of_a_part_are_survived() -> None:
    part = b"Content-Type: a/b; name*=utf-8''\xff; x=bb--\r\n\r\n--bb--\r\nx\r\n"
    raw = b'Content-Type: multipart/mixed; boundary="bb"\r\n\r\n--bb\r\n' + part + b"--bb--\r\n"

    assert parse_message(raw).attachments[0].content_type == "a/b"
