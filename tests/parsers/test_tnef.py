from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st
from support.winmail import (
    ATTACHMENT,
    BODY,
    CODEPAGE,
    DATA,
    PROPERTIES,
    RENDERING,
    TITLE,
    attribute,
    compressed_rtf,
    properties,
    winmail,
)

from parsers.tnef import TnefFile, read


def test_text_and_files_are_read_in_the_codepage_of_the_sender() -> None:
    found = read(
        winmail(
            attribute(CODEPAGE, struct.pack("<II", 936, 0)),
            attribute(BODY, "打印机卡纸".encode("gbk") + b"\0"),
            attribute(RENDERING, b"\0" * 14, level=2),
            attribute(TITLE, "报告.txt".encode("gbk") + b"\0", level=2),
            attribute(DATA, b"content", level=2),
        )
    )

    assert found is not None
    assert (found.text, found.html) == ("打印机卡纸", "")
    assert found.files == (TnefFile("报告.txt", b"content"),)


def test_mapi_properties_give_html_the_long_name_the_type_and_the_content_id() -> None:
    found = read(
        winmail(
            attribute(
                PROPERTIES, properties((0x3FDE, 3, struct.pack("<I", 65001)), (0x1013, 0x102, "<p>你好</p>".encode()))
            ),
            attribute(RENDERING, b"", level=2),
            attribute(TITLE, b"LONGNA~1.PDF\0", level=2),
            attribute(DATA, b"%PDF", level=2),
            attribute(
                ATTACHMENT,
                properties(
                    (0x3707, 0x1F, "long name.pdf\0".encode("utf-16-le")),
                    (0x370E, 0x1E, b"application/pdf\0"),
                    (0x3712, 0x1E, b"<pic@x>\0"),
                ),
                level=2,
            ),
        )
    )

    assert found is not None
    assert found.html == "<p>你好</p>"
    assert found.files == (TnefFile("long name.pdf", b"%PDF", "application/pdf", "pic@x"),)


def test_a_body_that_is_only_rtf_is_read() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}\'b4\'f2\'d3\'a1\'bb\'fa\par second \b line\b0\par}"
    found = read(winmail(attribute(PROPERTIES, properties((0x1009, 0x102, compressed_rtf(rtf))))))

    assert found is not None
    assert found.text == "打印机\nsecond line"


def test_what_is_no_winmail_is_none() -> None:
    assert read(b"hello") is None


def test_counts_in_the_file_are_not_believed() -> None:
    found = read(winmail(attribute(PROPERTIES, b"\xff\xff\xff\xff" + b"\0" * 8), attribute(BODY, b"text\0")))

    assert found is not None and found.text == "text"


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data: bytes) -> None:
    read(winmail(data))
    read(winmail(attribute(PROPERTIES, data), attribute(RENDERING, b""), attribute(ATTACHMENT, data)))
